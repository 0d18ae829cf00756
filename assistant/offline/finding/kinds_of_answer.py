"""Whether a sentence gives what is asked for: an amount, a day, a telephone number, a place, a body …"""

import re

from assistant.questions.question import Asked

_HAN = "一二三四五六七八九十百千两半"
# A body or persons, and what they do: such a sentence may well say who, where none says it plainly.
_SOMEBODY_ACTS = re.compile(
    r"(?:^|[,;。:、]|由|经|向|报|至|给|交)[^,;。:]{0,26}"
    r"(?:局|委|厅|部|中心|机构|小组|评议组|实验室|协会|学会|工会|村|乡镇|学校|单位|机关|公司|银行|企业|办公室|区|市|省|政府|组织|人员|人|专家|教师)[^,;。:]{0,16}"
    r"(?:负责|实施|承担|组织|组建|受理|办理|解释|颁发|发放|批准|确定|审核|管理|牵头|统一|开展|进行|推荐|履行|出具|聘任|核定|扣|代收|认定|备案|同意|制定|征收|申请|提出|"
    r"发文|公布|发布|处理|调处|评议|评价|监管|监督|监制|检查|指导|做好|应|可|须|要|会同|共同|提供|传递|完成|协商|作出|做出|自主|择优|拨付|汇总|报送|报告|收回|取消|追究|"
    r"纳入|建立|保管|安排|责任|主体|担任)"
)
_GIVES: dict[Asked, re.Pattern[str]] = {
    "url": re.compile(r"https?://|www\.|网址"),
    "phone": re.compile(r"(?<![\d〔])\d{5,12}(?![\d〕])"),
    "amount": re.compile(r"\d[\d,.]*(?:万|亿)?元"),
    "rate": re.compile(r"%|％|分之|比例"),
    "hours": re.compile(r"\d+学时"),
    "day": re.compile(
        r"\d{4}年|\d+月(?!度)\d*日?|\d+日|年底|之日起|之日|次旬|终了|次月|每月|前\d|印发之日|工作日|当月|满\d|时进行|后(?:，|,)|期满|届满|每年|按[月季年]|周期"
    ),
    "duration": re.compile(rf"(?:\d+|[{_HAN}]+)\s*(?:个)?(?:年|月|天|日|工作日|小时|学时|学期|届)|(?:年度|季度)为|每年|每月|按月|届满"),
    "age": re.compile(r"\d+(?:至\d+)?周?岁"),
    "count": re.compile(
        rf"(?:\d+|[{_HAN}]+)(?:[—–-]\d+)?\s*(?:项|人|名|次|个|种|条|类|篇|级|等|票|份|门|家|部|期|岗位)|[一二三]等奖|第[{_HAN}]+级|分之|银奖|金奖|"
        rf"、.*(?:级|等|类|种)"
    ),
    "place": re.compile(
        r"附件|附后|(?:在|到|至|向|由|登录|登陆|通过|转至|存入|设在)[^，。；]{0,30}(?:大厅|中心|机构|网站|所在|窗口|app|公众号|街道|平台|栏目|机关|银行|单位|部门|国库|档案|局|委|"
        r"实验室|原籍|组织|地)|所在(?:地|区)|常住地|参保地|户籍地"
    ),
    "address": re.compile(r"(?:路|街|胡同|大厦|大街)[^，。]{0,12}\d+号"),
    "number": re.compile(rf"(?<!\d)\d{{1,3}}(?!\d|[月日号])|(?<!\d)\d{{4}}(?![\d年])|分之|[{_HAN}]+(?:倍|成|次|人|名|项|个|年|级)"),
    "level": re.compile(
        rf"[初中]级|副?高级|正高|员级|助理级|[国省市区校地]家?[级]|省部级|地市级|第[{_HAN}]+级|[一二三]等奖|[金银铜]奖|顶级|核心期刊|工程师|讲师|教师"
    ),
    "often": re.compile(r"每年|每月|每季|以[^，。]{1,4}为[^，。]{0,4}周期|按[月年季]|每[^，。]{0,4}次"),
    "body": re.compile(
        r"由[^，。；,;]{1,30}(?:负责|实施|承担|组织|受理|办理|解释|颁发|发放|批准|确定|审核|管理|牵头|统一|开展|进行|推荐|履行|组建|出具|聘任|核定|扣|代|存|担任|组成)|授权[^，。；]{2,20}|"
        r"(?:局|委|部门|机构|中心|委员会|小组|实验室|协会|学会|村|乡镇|学校|单位|机关|公司|银行|机构|办公室)[^，。；,;]{0,14}"
        r"(?:负责|实施|承担|组织|受理|牵头|批准|颁发|审核|认定|备案|统一|同意|制定|征收|为|办理|申请|提出|解释|颁发|发文|聘任)"
    ),
    "penalty": re.compile("撤销|取消|追究|追责|不予|处理|处罚|收回|退回|记入|移送|降低|解除|纠正|责令|一票否决|不得|废止|整改|挂钩"),
    "benefit": re.compile("颁发|享受|给予|优先|优惠|加分|直接(?:聘用|申报|评定)|定向|奖励|补贴|补助|兑现|依据|免费|推荐|续聘|延长|纳入|支持|畅通|可不受|不再约定|降低.{0,6}成本|方便"),
}  # fmt: skip


_ANY = rf"(?:\d[\d,.]*|[{_HAN}]+)(?:[—–-]\d+|至\d+)?\s*"
_UNITS: dict[str, str] = {
    "年": "(?:周)?年", "个月": "个?月|季度|半年", "月": "月|季度", "天": "(?:个)?(?:工作日|天|日(?!前|起|至))", "日": "(?:个)?(?:工作日|天|日)",
    "号": r"(?:月\d+)?日", "工作日": "个?工作日", "个工作日": "个?工作日", "项": "项|条|种", "条": "项|条|款", "篇": "篇|项", "人": "人|名|位", "名": "人|名",
    "位": "人|名|位", "个": "个|项|名|人|种|类|次", "次": "次", "回": "次|回", "种": "种|类|个|项", "类": "类|种|个", "级": "级", "等次": "等次", "等": "等奖|等次", "元": "(?:万)?元",
    "块": "(?:万)?元", "万": "万元", "万元": "万元", "%": "%|分之", "学时": "学时", "课时": "学时|课时", "小时": "小时|学时", "分": "分(?!之)", "分钟": "分钟",
    "岁": "周?岁", "周岁": "周?岁", "届": "届", "期": "期", "份": "份", "批": "批", "档": "档",
}  # fmt: skip


def gives(text: str, asked: Asked, unit: str = "") -> bool | None:
    """Whether the text gives such a thing; None where the kind asked for leaves no mark in the words."""
    if unit in _UNITS and asked in ("count", "duration", "amount", "hours", "rate", "age", "day", "open"):
        listed = unit in ("种", "类", "级") and bool(re.search(r"[^、，。]+、[^、，。]+[、和]", text))
        return (
            bool(re.search(_ANY + f"(?:个)?(?:{_UNITS[unit]})", text))
            or listed
            or (unit == "等" and bool(re.search("银奖|金奖", text)))
            or (unit == "级" and bool(re.search(rf"第[{_HAN}]+级|国家级|省部级|市级|[{_HAN}]+级", text)))
        )
    pattern = _GIVES.get(asked)
    if pattern is None or (asked == "body" and not pattern.search(text) and _SOMEBODY_ACTS.search(text)):
        return None
    return bool(pattern.search(text))


def tells_more(text: str, question: str, asked: Asked, unit: str = "") -> bool:
    """Whether the text gives such a thing that the question has not stated itself: 2020年 asked about is no answer."""
    pattern = _GIVES.get(asked)
    if pattern is None or not gives(text, asked, unit):
        return False
    return any(match.group() not in question for match in pattern.finditer(text))


def figures_of(unit: str) -> re.Pattern[str] | None:
    """Numbers with the unit that is asked for: 个月 of 每人每月1540元，不超过6个月; None where no unit is known."""
    return re.compile(rf"\d[\d.]*(?:{_UNITS[unit]})") if unit in _UNITS else None


STRICT: frozenset[Asked] = frozenset({"url", "phone", "address", "amount", "rate", "hours", "age", "number"})
