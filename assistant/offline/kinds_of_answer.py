"""Whether a sentence gives what is asked for: an amount, a day, a telephone number, a place, a body …"""

import re

from assistant.questions.question import Asked

_HAN = "一二三四五六七八九十百千两半"
_GIVES: dict[Asked, re.Pattern[str]] = {
    "url": re.compile(r"https?://|www\.|网址"),
    "phone": re.compile(r"(?<![\d〔])\d{5,12}(?![\d〕])"),
    "amount": re.compile(r"\d[\d,.]*(?:万|亿)?元"),
    "rate": re.compile(r"%|％|分之|比例"),
    "hours": re.compile(r"\d+学时"),
    "day": re.compile(
        r"\d{4}年|\d+月(?!度)\d*日?|\d+日|年底|之日起|之日|次旬|终了|次月|每月|前\d|印发之日|工作日|当月|满\d|时进行|后(?:，|,)|期满|每年"
    ),
    "duration": re.compile(rf"(?:\d+|[{_HAN}]+)\s*(?:个)?(?:年|月|天|日|工作日|小时|学期|届)|年度|每年|每月|按月|季度|届满"),
    "age": re.compile(r"\d+(?:至\d+)?周?岁"),
    "count": re.compile(
        rf"(?:\d+|[{_HAN}]+)(?:[—–-]\d+)?\s*(?:项|人|名|次|个|种|条|类|篇|级|等|票|份|门|家|部|期|岗位)|[一二三]等奖|第[{_HAN}]+级|分之|银奖|金奖|"
        rf"、.*(?:级|等|类|种)"
    ),
    "place": re.compile(
        r"大厅|中心|机构|网站|所在(?:地|区|单位)|常住地|参保地|就业地|户籍地|窗口|APP|公众号|街道|平台|栏目|税务|系统|银行|单位|部门|国库|档案|局|社|委|实验室|原籍|登录"
    ),
    "body": re.compile(
        r"局|委|部门|机构|中心|委员会|小组|单位|实验室|政府|协会|学会|办公室|法院|村|乡镇|人员|专家|机关|企业|学校|银行|评委|个人|者|公司|教师"
    ),
}  # fmt: skip


def gives(text: str, asked: Asked) -> bool | None:
    """Whether the text gives such a thing; None where the kind asked for leaves no mark in the words."""
    pattern = _GIVES.get(asked)
    return None if pattern is None else bool(pattern.search(text))


STRICT: frozenset[Asked] = frozenset({"url", "phone", "amount", "rate", "hours", "age"})
