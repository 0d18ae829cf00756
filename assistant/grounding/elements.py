"""What can be checked in a sentence: numbers with what they count, dates, degrees, levels, ranks, actors.

`read` finds them in plain text (see text.plain). Knows spelling and grammar near the word; knows no clause.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.grounding import lexicon
from assistant.grounding.dates import DATE, date_of, role_of
from assistant.grounding.text import number

UP, DOWN = 1, -1


@dataclass(frozen=True, slots=True)
class Element:
    """One checkable thing: what kind, its value, whether it is a lower (UP) or an upper bound, and where it stands."""

    kind: str
    value: str | float | tuple[int, ...]
    start: int
    end: int
    bound: int = 0
    role: str = ""  # level: held | target | expert | led | ""; actor: agent | target | ""; date: from | until | ""
    text: str = ""


_NUMBERED = re.compile(
    r"([一-鿿]{0,8}?)(?:\[|\()((?:19|20)\d\d)(?:\]|\))第?(\d+)号|((?:19|20)\d\d)年第(\d+)号|(?<![\d第])(\d{1,3})号(?=文|通知|公告|通告|文件|办法|令|令)"
)
_REFERENCE = re.compile(
    r"第\d+[条章款节](?:之\d+)?(?:第\d+[款项])*(?:第?\(\d+\)项?)?|第\d+[项点]|第\(?[一二三四五六七八九十\d]+\)?(?:项|部分)|附件\d*"
)
_UNITS = {
    "time": "个月 年半 年 月",
    "workday": "个工作日 工作日",
    "day": "天 日",
    "week": "周",
    "lesson": "个标准学时 个学时 学时 课时 个课时",
    "hour": "个小时 小时",
    "age": "周岁 岁",
    "money": "元 块钱 块",
    "percent": "% ‰ 个百分点",
    "people": "个人 名 人 位",
    "count": "项 条 个 种 类 款 篇 部 件 份 点 方面 方向 个方向 步 门 本 分 轮 层 个等次 等次 个层级 批 家 户 台 套 期 届 次 倍 字 学年",
}
_KIND = {unit: kind for kind, units in _UNITS.items() for unit in units.split()}
_UNIT = "|".join(sorted(map(re.escape, _KIND), key=len, reverse=True))
_MORE = r"(?:不[得能可应]以?少于|不[得能可应]以?低于|不得少于|不得低于|不少于|不低于|不小于|不短于|不早于|至少要?|最少要?|起码要?|最低|满|超过|高于|大于|多于|达到|达|需?要?满|最短|足|以上)"
_LESS = r"(?:不[得能可应]?超(?!过)|不[得能可应]以?(?:超过|多于|高于|大于|超出)|不得超过|不得多于|不得高于|不得大于|不超过|不超出|不高于|不多于|不大于|不长于|不超|至多|最多|最高|最长|顶多|未满(?!足)|不满(?!足)|不足|不到|未达到?|少于|低于|小于|未超过|控制在|没到|没满(?!足)|上限|封顶)"
_BEFORE = re.compile(rf"(?:(?P<less>{_LESS})|(?P<more>{_MORE}))[为是:的约有在得够]{{0,2}}$")
_AFTER = re.compile(
    r"(?:\(?含?\)?)(?:(?P<more>(?:及|\(含\)|或)?以上|起步|及其以上|往上|打底|或更多|或更高)|(?P<less>(?:及|或|\(含\))?以下|(?:及|或)?(?:之|以)?内|封顶|为限|为上限))"
)
# "至少具备下列3项", "不超过参加考核人数的20%": the bound stands some words before its number.
_FAR = re.compile(
    r"(?:(?P<more>至少|最[少低短小早]|起码|不少于|不低于)|(?P<less>最[多高长大迟晚]|至多|不超过|不高于|不多于|至长))[^,:\d]{0,16}$"
)
_QUANTITY = re.compile(rf"(?<![\d.])(\d+(?:\.\d+)?)(?:(?:-|至|到)(\d+(?:\.\d+)?))?([千万亿]?)多?({_UNIT})")
# 30万 without a unit is money.
_ROUND_SUM = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)([万亿])(?![一-鿿]?[人名户家])")
_RATIO = re.compile(r"(?<![\d/])(\d+)/(\d+)(?![\d/])")
_TOP = re.compile(r"(?:排名|排|位列|名次|名列)?前(\d+|[一二三四五六七八九十])(?:名|位)?(?![年月日款条项])")
_NTH = re.compile(
    r"(?:排名|排)?第(\d+|[一二三四五六七八九十])(?:名|位)?(?:的)?(发明人|作者|完成人|负责人|起草人|获奖人|主编)?(?![条章款项年部方批步期届季点次,])"
)
# 分4级, 是4级: how many there are, not which.
_GRADE = re.compile(
    r"(?<![哪这那同每某分设是有共级\d])(?:第)?(?:([一二三四五六七八九十]{1,3}|\d{1,2})级?(?:至|到|-))?"
    r"([一二三四五六七八九]|\d{1,2})级(?![一1]级|实习|指导|的?职称|公共)"
)
_LONG_NUMBER = re.compile(r"(?<![\d./:-])\d{4,}(?![\d./年-])|\d[\d-]{6,}\d")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9./+-]{1,}")
_BOOK = re.compile(r"《([^《》]{3,60})》")
_ANY = re.compile(
    r"之一|(?<!主)任一|任意\d?[项条个]|其一|其中(?:的)?(?:任意|任何)?(?:1|一)[项条个种]|(?:1|一)[项条个种](?:即可|就行|就可以|就够|便可|即为)|任何(?:1|一)[项条个]|择一|"
    r"(?:满足|符合|具备|达到|有)(?:其中)?(?:任意|任何|上述|下列)?(?:的)?(?:1|一)[项条类种个](?!以上)|任选"
)
# 属于……类型之一: one of a kind, no choice.
_ONE_OF = re.compile(r"(?:属于|算是|就是|也是|作为)[^,。]{0,30}(?:类型|类别|渠道|方式|内容|对象|方向|成果|种类)$")
_ALL = re.compile(
    r"(?:2|两)[项条个者](?:都|均|缺一不可)|都要有|全都?(?:满足|符合|具备|达到)|每(?:1|一)[项条](?=条件|要求|$|[,。])|全部(?:满足|符合|具备|达到|条件)?|所有(?:条件|各项|要求)|同时(?:满足|具备|符合|达到)|缺一不可|逐(?:项|条)(?:满足|符合|具备|达到)|(?:均|都)(?:须|应当?|需要?|要|必须)?(?:满足|符合|具备|达到)|每(?:1|一)?[项条](?:都|均)"
)

_SOME = re.compile(
    r"\d+项[一-鿿]{0,6}[中里](?:的)?(?:至少|任意)?\d+项|至少(?:具备|满足|符合|有)?(?:下列|以下|其中)?\d+项"
)

_SPELLED = {
    "degree": lexicon.spelled(lexicon.DEGREES),
    "level": lexicon.spelled(lexicon.LEVELS),
    "role": lexicon.spelled(lexicon.ROLES),
    "scope": lexicon.spelled(lexicon.SCOPES),
    "award": lexicon.spelled(lexicon.AWARDS),
    "measure": lexicon.spelled(lexicon.MEASURES),
    "per": lexicon.spelled(lexicon.PER),
    "actor": lexicon.spelled(lexicon.ACTORS),
    "group": lexicon.spelled(lexicon.GROUPS),
}
_TERMS = {spelling: (kind, value) for kind, table in _SPELLED.items() for spelling, value in table.items()}
_TERM = re.compile("|".join(sorted(map(re.escape, _TERMS), key=len, reverse=True)))
_NOT_A_TERM = re.compile(
    r"高级(?:专家|技术专家|技能)?(?=人才)|企业事业|企事业|事业单位|中小微企业|中等职业学校(?=教师|文化|专业技术|系列|教学|的|实习|,|$)|国家级?技能大师|参与度|"
    r"银行端|银行账|银行对账|企业管理|企业职工|(?<!职业)学校(?=毕业)|其中专|男女"
)
_HELD_BEFORE = re.compile(
    r"(?:取得|获得|已取得|持有|具有|具备|拥有|已有|有了|拿到|拿了|评上|评了|聘任|担任|受聘|任|有)(?:(?!指导|能力|评审)[一-鿿()]){0,10}$"
    r"|(?:当|干|做|从事)[满足够了]?(?:\d+(?:年|个月)(?:以上)?的?)?$"
)
_HELD_AFTER = re.compile(r"^(?:(?![则要须应需得可就])[一-鿿()]){0,6}?(?:后|满|以来|之后|\d+年)")
# The level of those who recommend or judge is nobody's own and nobody's aim.
_EXPERT_AFTER = re.compile(r"^(?:职称|资格)?(?:及?以上)?(?:的)?(?:技术|同行)?(?:专家|评委(?!会)|推荐)")
_TARGET_BEFORE = re.compile(
    r"(?:申报|评审|参评|报考|晋升|晋级|申请|破格|直通车|升|评|报|考取|取得低一级到)(?:(?!取得|具有|获得|指导|推荐|专家)[一-鿿()“”]){0,14}$"
)
_AGENT_AFTER = re.compile(
    r"^(?:\([^()]*\))?(?:应|可|须|需|负责|不得|要|必须|组织|牵头|统一|按|承担|有权|自主|将|根据|对|向|在|会同|依据|核定|征收|监制|批准|审核|汇总|实施|共同|申请|拨付|发布|办理)"
)
_AGENT_BEFORE = re.compile(r"(?:由|经|被)[市区省各级所在地的]*$")
_TARGET_ACTOR = re.compile(r"(?:向|对|给|报|报送|送|与|和|为|至|到|交|转至|转)[市区省各级所在地的本]*$")
_REGION = re.compile(r"(市|区|省|各区|国家|县|乡镇|村)级?$")


@lru_cache(maxsize=20_000)
def read(text: str) -> tuple[Element, ...]:
    """The checkable elements of a plain text, in order."""
    found: list[Element] = []
    taken = bytearray(len(text))

    def free(start: int, end: int) -> bool:
        return not any(taken[start:end])

    def take(element: Element) -> None:
        found.append(element)
        taken[element.start : element.end] = b"\x01" * (element.end - element.start)

    for match in _NUMBERED.finditer(text):
        if match.group(2):
            name = re.sub(r"^.*(?:根据|按照|依据|文件|以下简称|和|及|与|的|即)", "", match.group(1))
            value: tuple[int, ...] | str = f"{name}[{match.group(2)}]{int(match.group(3))}"
        elif match.group(4):
            value = f"[{match.group(4)}]{int(match.group(5))}"
        else:
            value = f"]{int(match.group(6))}"
        take(Element("number", value, match.start(), match.end(), text=match.group(0)))
    year = 0
    for match in DATE.finditer(text):
        if not free(match.start(), match.end()):
            continue
        date, year = date_of(match, text, year)
        take(Element("date", date, match.start(), match.end(), role=role_of(text, match), text=match.group(0)))
    for match in _REFERENCE.finditer(text):
        if free(match.start(), match.end()):
            take(Element("reference", match.group(0), match.start(), match.end(), text=match.group(0)))
    for match in _ANY.finditer(text):
        if match[0] == "之一" and _ONE_OF.search(text[: match.start()]):
            continue
        take(Element("choice", "any", match.start(), match.end(), text=match.group(0)))
    for match in _ALL.finditer(text):
        if free(match.start(), match.end()):
            found.append(Element("choice", "all", match.start(), match.end(), text=match.group(0)))
    for match in _SOME.finditer(text):
        found.append(Element("choice", "some", match.start(), match.end(), text=match[0]))
    for match in _RATIO.finditer(text):
        if free(match.start(), match.end()):
            take(Element("percent", round(int(match[1]) / int(match[2]), 4) if int(match[2]) else 0, *match.span(),
                         bound=_bound(text, *match.span()), text=match[0]))  # fmt: skip
    for match in _QUANTITY.finditer(text):
        if free(match.start(), match.end()) and not (
            match[4] in ("名", "位") and text[match.start() - 1 :][:1] == "前"
        ):
            for element in _quantities(text, match):
                take(element)
    for match in _ROUND_SUM.finditer(text):
        if free(match.start(), match.end()):
            factor = 1e4 if match[2] == "万" else 1e8
            take(
                Element(
                    "money", float(match[1]) * factor, *match.span(), bound=_bound(text, *match.span()), text=match[0]
                )
            )
    for match in _TOP.finditer(text):
        if free(match.start(), match.end()):
            take(Element("rank", f"前{_small(match[1])}", *match.span(), text=match[0]))
    for match in _NTH.finditer(text):
        if free(match.start(), match.end()):
            take(Element("rank", f"第{_small(match[1])}", *match.span(), text=match[0]))
    for match in _NOT_A_TERM.finditer(text):
        if free(match.start(), match.end()):
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for match in _TERM.finditer(text):
        if match[0] == "一定" and text[match.start() - 1 : match.start()] == "不":
            continue
        if free(match.start(), match.end()):
            kind, named = _TERMS[match[0]]
            take(_term(text, match, kind, named))
    for match in _GRADE.finditer(text):
        if free(match.start(), match.end()):
            for numeral in filter(None, match.groups()):
                take(Element("grade", str(number(numeral) or numeral), *match.span(), text=match[0]))
    for match in _LONG_NUMBER.finditer(text):
        if free(match.start(), match.end()):
            take(Element("digits", match[0].replace("-", ""), *match.span(), text=match[0]))
    for match in _BOOK.finditer(text):
        found.append(Element("title", match[1], *match.span(), text=match[0]))
    for match in _LATIN.finditer(text):
        if free(match.start(), match.end()):
            take(Element("latin", match[0].lower(), *match.span(), text=match[0]))
    return _alike_in_rows(text, sorted(found, key=lambda e: e.start))


def _alike_in_rows(text: str, found: list[Element]) -> tuple[Element, ...]:
    """Levels joined by 或 or 、 play one part: 申报中级或副高级."""
    listed: list[Element] = []
    for element in found:
        before = next((e for e in reversed(listed) if e.kind == "level"), None)
        in_a_row = before and re.fullmatch(r"(?:职称)?(?:[、或和及与]|以及|还有)", text[before.end : element.start])
        if element.kind == "level" and before and in_a_row and not element.role:
            element = replace(element, role=before.role)
        listed.append(element)
    return tuple(listed)


def _small(numeral: str) -> str:
    return numeral if numeral.isdigit() else str("零一二三四五六七八九十".index(numeral))


def _bound(text: str, start: int, end: int) -> int:
    after = _AFTER.match(text[end : end + 8])
    if after:
        return UP if after["more"] else DOWN
    before = _BEFORE.search(text[max(0, start - 9) : start])
    if before:
        return DOWN if before["less"] else UP
    far = _FAR.search(text[max(0, start - 22) : start])
    if far:
        return DOWN if far["less"] else UP
    return 0


def _quantities(text: str, match: re.Match[str]) -> list[Element]:
    low, high, scale, unit = match.groups()
    kind = _KIND[unit]
    if kind == "time" and unit == "月" and not re.match(r"[份]?(?:内|以上)", text[match.end() : match.end() + 3]):
        kind = "month"
    factor = {"": 1, "千": 1e3, "万": 1e4, "亿": 1e8}[scale] * (12 if unit == "年" else 1)
    if kind == "week":
        kind, factor = "day", factor * 7
    if kind == "percent":
        factor *= 0.001 if unit == "‰" else 0.01
    bound = _bound(text, match.start(), match.end())
    return [
        Element(kind, round(float(value) * factor, 4), match.start(), match.end(), bound=bound, text=match[0])
        for value in (low, high)
        if value
    ]


def _term(text: str, match: re.Match[str], kind: str, value: str) -> Element:
    start, end = match.span()
    before, after = text[max(0, start - 12) : start], text[end : end + 8]
    role, bound = "", 0
    if kind == "level":
        if _EXPERT_AFTER.match(after):
            role = "expert"
        elif re.search(r"(?:指导|培养|带领?)[、一-鿿]{0,2}$", before):
            role = "led"
        elif (_HELD_BEFORE.search(before) and not re.search(r"(?:申报|评审)$", before)) or _HELD_AFTER.match(after):
            role = "held"
        elif _TARGET_BEFORE.search(before):
            role = "target"
    elif kind == "actor":
        region = _REGION.search(before)
        if region:
            value = region[1].replace("各区", "区") + value
        before = before[: region.start()] if region else before
        if _AGENT_BEFORE.search(before):
            role = "agent"
        elif _TARGET_ACTOR.search(before):
            role = "target"
        elif _AGENT_AFTER.match(after) or (
            before.rstrip("各")[-1:] in ("", ",", ";", "。") and re.match(r"于|每|\d", after)
        ):
            role = "agent"
    if kind in ("degree", "scope", "award", "level"):
        after_word = re.match(r"(?:学历|学位|职称|级别|奖项?)?(?:及其?|\(含\)|或)?(以上|以下)", after)
        if after_word:
            bound = UP if after_word[1] == "以上" else DOWN
    return Element(kind, value, start, end, bound=bound, role=role, text=match[0])
