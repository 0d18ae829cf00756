"""Who does it, and to whom: parties and their part, read off the order of the words and the words that mark a part.

A party is a body or a person, known by the last characters of its name (局, 机构, 人员 …), so that no document's bodies need be
listed. At the head of a phrase, or behind 由, it acts; behind 经 it is asked; behind 向, 报, 到 … it receives. Pure functions.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import rjieba

from assistant.grounding import lexicon

_BODY = (
    "委员会|评委会|执委会|管委会|居委会|村委会|高评委|中评委|办公室|评议组|小组|评审组|中心|实验室|研究院|研究所|保障局|局|厅|部门|机关|机构|"
    "政府|法院|大厅|窗口|单位|企业|公司|银行|协会|学会|党委|党组织|行业组织|学校|院校|高校|街道|乡镇|(?<!农)村(?!两委|[民级务委党“振]|[一-鿿]?振兴)|工会|"
    "网站|平台|公众号|教委|科委|农工委|组织部|宣传部|第三方(?!电子|签署|合同)|(?<=涵养)区|[区市省镇乡](?=里)|各区|每个区|(?<=[市省])区(?=[负组制])"
)
_PERSON = (
    "人员|劳动者|职工|员工(?!作)|教师|毕业生|学生|纳税人|投保人|借款人|申报人|缴费人|车主|协理员|本人|个人|评委(?!会)|专家(?!库)|负责人(?!工)|双方|"
    "家属|用户|当事人|申报者|申请人|联系人"
)
_HEAD = re.compile(rf"(?P<body>{_BODY})|(?P<person>{_PERSON})")
# Where a name begins, read from its head to the left.
_EDGE = set(
    ",:;。、()“”《》[]/0123456789由经向对给报送到在与和或及跟为把将被从自是以按照应可须需要并后前时也都均才还的交找归让请叫至于则即其该各本每若凡不未没会能去要告它他她你您我谁此"
)
_INSIDE = re.compile(
    r"公共|公证|经济|经信|经办|工会|对口|对象|以工代训|应用|应急|自由|自主|应届|要素|报考|自然|自治|专用|可靠|和平|管理|时间|经营|社会|智能|职能|功能|技能|能力|能源|会计|经代办|资源和社会|经济和信息|文化和旅游|卫生和健康|住房和城乡|协会|学会|委员会|主要|去向"
)
LONGEST_NAME = 22
# How far the deed of one who is only asked can reach: 经……同意.
SHORT = 5


@dataclass(frozen=True, slots=True)
class Party:
    """A body or person as it is named, and where."""

    name: str
    start: int
    end: int
    is_body: bool


@dataclass(frozen=True, slots=True)
class Act:
    """What a party does or is given: its part, its names (several where they stand in a row), and the words of the deed."""

    part: str  # acts | asked | given | owns
    names: tuple[str, ...]
    deed: str
    phrase: str
    behind: str = ""  # the part of the deed that stands behind the name
    gathered: bool = False  # all that a party does in one statement
    told: bool = True  # named in the phrase itself, not carried over from the one before
    marked: bool = True  # by 由, 经, 向 …, not by its place alone
    is_body: bool = True


def begins(text: str, floor: int, start: int) -> int:
    """Where a name begins whose last word stands at `start`: no further left than `floor`."""
    words = _inside(text)
    while start > floor and (text[start - 1] not in _EDGE or any(a <= start - 1 < b for a, b in words)):
        start -= 1
    return start


@lru_cache(maxsize=20_000)
def _inside(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(m.span() for m in _INSIDE.finditer(text))


@lru_cache(maxsize=20_000)
def parties(text: str) -> tuple[Party, ...]:
    """Every party in a plain phrase, in order, none inside another."""
    found: list[Party] = []
    for match in _HEAD.finditer(text):
        start = match.start()
        floor = max(found[-1].end if found else 0, match.end() - LONGEST_NAME)
        start = begins(text, floor, start)
        start += _verbs_before(text[start : match.start()])
        here = Party(text[start : match.end()], start, match.end(), match["body"] is not None)
        if found and found[-1].end == start and here.name not in _ANYBODY:
            here = Party(found[-1].name + here.name, found[-1].start, here.end, here.is_body)
            found.pop()
        found.append(here)
    return tuple(found)


# Named without being anyone in particular.
_ANYBODY = ("个人", "本人", "双方", "当事人", "人员", "负责人", "网站", "平台", "公众号")


@lru_cache(maxsize=20_000)
def _verbs_before(text: str) -> int:
    """How many characters of verbs and prepositions stand before the name begins: 告知|劳动者."""
    at = 0
    for word, tag in rjieba.tag(text):
        if tag not in ("v", "p", "d", "c"):
            break
        at += len(word)
    return at


_BRACKETED = re.compile(r"\((?:以下(?:简称|统称)[^()]*|含[^()]*)\)")


@lru_cache(maxsize=20_000)
def unbracketed(phrase: str) -> str:
    """A phrase with short forms explained in brackets left out, and 经(代)办 in one."""
    phrase = re.sub(r"\(([一-鿿])\)", r"\1", _BRACKETED.sub("", phrase))
    return re.sub(r"(?<=[一-鿿])\(([一-鿿]{2,3})\)(?=[一-鿿])", r"、\1", phrase)


_ROW = re.compile(r"(?:[、和及与或]|会同|以及|共同|\([^()]*\))+(?:[各本其该]|所在|有关|相关)?")
# 行业主管部门认可的行业协会: the second is meant.
_OF = re.compile(r"[一-鿿]{0,8}(?:的|所在(?:地)?)")
_BY = re.compile(r"(?:由|被|授权|委托|归)(?:[各本其该]|依法设立的|所在|有关|相关|相应)*$")
_ASKED = re.compile(r"经(?:过)?(?:[各本其该]|所在|有关|相关|相应)*$")
_NEEDED = re.compile(r"(?:需要?|须|要|等|找)(?:[各本其该]|所在|有关|相关|相应)*$")
_AGREES = re.compile(r"(?:的)?(?:批准|同意|审批|核准|认可|点头|批)")
_GIVEN = re.compile(
    r"(?:向|对|给|报告|上报|报送|报给|报请|报|送到|送|交到|交给|交|到|去|在|与|跟|找|至|转至|转到|转入)(?:[各本其该]|所在|有关|相关|相应|主管|户籍|所在地|常住地|就业地|的)*$"
)
_LEAD = re.compile(
    r"^(?:其中|同时|另外|此外|并且?|但|而|且|则|再|相关|有关|先|然后|之后|最后|各|本|该|凡|每[家个名]?|如果?|若|所有|任何|全部|一般|具体|都?是|因此|所以|只有|仅|只|[可应]?由)*$"
)
# 经……核准的: the one so described acts.
_APPROVED = re.compile(r"^(?:经[^,]{2,20}|(?:符合|具有|具备|取得|从事)[^,]{2,20})的$")
_NO_SUBJECT = re.compile(r"^(?:的|、|和|及|与|或|以及|人员|之间|等(?!应|须|可)|所|\()")


@lru_cache(maxsize=20_000)
def _goes_on_to_act(name: str, after: str) -> bool:
    """Whether a verb, a modal or an adverb follows, not a noun that the name belongs to: 企业职工."""
    if _NO_SUBJECT.match(after) or not after:
        return not after
    word, tag = next(iter(rjieba.tag(after)))
    return tag[0] != "n" or len(name) > 2 or word.endswith(("定", "理", "建"))


def is_given(before: str) -> bool:
    """Whether what stands before a name makes it the one that is given something: 报送, 向 …"""
    return bool(_GIVEN.search(before))


@lru_cache(maxsize=20_000)
def acts(phrases: tuple[str, ...]) -> tuple[Act, ...]:
    """The parts of the parties of one statement, phrase by phrase; who acts in one phrase acts in the next that names nobody."""
    found: list[Act] = []
    acting: Act | None = None
    for place, phrase in enumerate(phrases):
        here = _in_phrase(phrase)
        if here and here[-1].part == "asked" and phrase.endswith(here[-1].behind) and len(phrases) > 1:
            # 经……批准, ……: what it is asked for.
            beside = phrases[place + 1] if place + 1 < len(phrases) else phrases[place - 1]
            here[-1] = replace(here[-1], deed=here[-1].deed + "," + beside)
        if not any(a.part == "acts" for a in here) and acting:
            before = unbracketed(phrases[place - 1])
            ends = [p.name for p in parties(before)[-1:] if before.endswith(p.name)]
            here.append(replace(acting, deed=phrase, phrase=",".join([*ends, phrase]), told=False, behind=phrase))
        else:
            doing = [a for a in here if a.part == "acts"]
            acting = next((a for a in doing if a.marked), doing[0] if doing else acting)
        found += here
    whole: dict[tuple[str, ...], list[Act]] = {}
    for act in found:
        if act.part == "acts":
            whole.setdefault(act.names, []).append(act)
    for names, done in whole.items():
        if len(done) > 1:  # what one party does in several phrases, taken together
            deed, phrase = ",".join(a.deed for a in done), ",".join(a.phrase for a in done)
            found.append(replace(done[0], names=names, deed=deed, phrase=phrase, gathered=True))
    return tuple(found)


def _in_phrase(phrase: str) -> list[Act]:
    phrase = unbracketed(phrase)
    groups: list[list[Party]] = []
    for party in parties(phrase):
        by = bool(groups) and bool(re.search(r"由(?:[各本该])*$", phrase[: groups[-1][0].start]))
        if by and _OF.fullmatch(phrase[groups[-1][-1].end : party.start]):
            groups[-1] = [Party(party.name, groups[-1][0].start, party.end, party.is_body)]
        elif groups and _ROW.fullmatch(phrase[groups[-1][-1].end : party.start]):
            groups[-1].append(party)
        else:
            groups.append([party])
    found: list[tuple[str, list[Party]]] = []
    for place, group in enumerate(groups):
        before, after = phrase[: group[0].start], phrase[group[-1].end :]
        if _BY.search(before):
            part = "acts"
        elif _ASKED.search(before) or (_NEEDED.search(before) and _AGREES.match(after)):
            part = "asked"
        elif _GIVEN.search(before) and group[0].name not in _ANYBODY:
            part = "given"
        elif (
            ((_LEAD.match(before) and after) or _APPROVED.search(before))
            and _goes_on_to_act(group[-1].name, after)
            and (group[0].name not in _ANYBODY or (group[0].name == "人员" and before.endswith("的")))
        ):
            part = "acts"
        elif _LEAD.match(before) and after.startswith("的") and place == 0:
            part = "owns"
        else:
            continue
        found.append((part, group))
    made = []
    for place, (part, group) in enumerate(found):
        end = found[place + 1][1][0].start if place + 1 < len(found) else len(phrase)
        deed = phrase[group[-1].end : min(end, group[-1].end + SHORT) if part == "asked" else end]
        behind = deed
        if part == "acts" or len(deed.removeprefix("那里")) < 2:
            first = found[place - 1][1][-1].end if place and found[place - 1][0] == part else 0
            rest = end if sum(p == "acts" for p, _ in found) > 1 else len(phrase)
            deed = ",".join(p for p in (phrase[first : group[0].start], phrase[group[-1].end : rest]) if p)
        marked = bool(_BY.search(phrase[: group[0].start])) or part in ("asked", "given")
        names = tuple(p.name for p in group)
        made.append(Act(part, names, deed, phrase, behind, marked=marked, is_body=any(p.is_body for p in group)))
    return made


# A name without what it shares with other names of its kind.
_KIND = re.compile(r"(?:部门|机关|机构|保障局|局|厅|单位|公司|企业|委员会|组织|人员|人|者|工|员|办公室|会)$")
_EACH = re.compile(r"^(?:各|每个|所有|全部)(?=[区村]$)")
_PLACE = re.compile(r"(?:官方)?(?:网站|官网|窗口|大厅)$")
_WHICH = re.compile(
    r"^(?:全体|(?:户籍|常住|居住|参保|就业|工作|注册|经营)(?:所在)?地(?:所在)?|各|每个|北京市|浙江省|本市|全市|我市|市级|区级|省级|主管|相关|有关|上述|所在|工作所在|各级|原|上级|应由|由)+"
)
_TIER = re.compile(r"^(?:国家|省|市|区|县|乡镇|村)(?!场)")

_VALUES = {spelling: value for value, spellings in lexicon.ACTORS.items() for spelling in spellings.split()}
_SPELLINGS = sorted(_VALUES, key=len, reverse=True)


@lru_cache(maxsize=50_000)
def same_party(mine: str, theirs: str) -> bool:
    """Whether two names can be those of one party."""
    if _EACH.match(mine) and not _EACH.match(theirs) and _EACH.sub("", mine) != theirs:
        return False  # 各区 are more than 生态涵养区
    mine, theirs = mine.replace("教职工", "职工"), theirs.replace("教职工", "职工")
    mine, theirs = _PLACE.sub("", mine) or mine, _PLACE.sub("", theirs) or theirs
    mine, theirs = _WHICH.sub("", mine) or mine, _WHICH.sub("", theirs) or theirs
    short, long = sorted((mine, theirs), key=len)
    if short in long and (len(short) > 1 or long.startswith(short) or long.endswith(short)):
        return not _tiers_differ(mine, theirs)
    ours, others = value_of(mine), value_of(theirs)
    if ours and others:
        return ours == others and not _tiers_differ(mine, theirs)
    if _tiers_differ(mine, theirs):
        return False
    short, long = sorted((mine, theirs), key=len)
    if len(short) > 2 and short[-1] == long[-1] and _follows(short, long):
        return True  # 市医保局 for 市医疗保障局
    short, long = sorted((_KIND.sub("", mine), _KIND.sub("", theirs)), key=len)
    return len(short) > 1 and _follows(short, long)


def value_of(name: str) -> str:
    """Which of the bodies and persons of many names it is, if one."""
    return next((_VALUES[s] for s in _SPELLINGS if name.endswith(s)), "")


def _tiers_differ(mine: str, theirs: str) -> bool:
    one, two = _TIER.match(mine), _TIER.match(theirs)
    return bool(one and two and one[0] != two[0] and len(mine) > len(one[0]) and len(theirs) > len(two[0]))


def _follows(short: str, long: str) -> bool:
    rest = iter(long)
    return all(c in rest for c in short)
