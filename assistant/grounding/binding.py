"""Every number, date, degree, level, rank and actor of a sentence stands in the clause, beside the same words.

An element is borne when the clause has it and no rival of its kind (another number of the same unit, another degree …) stands
nearer to the words around it: "硕士…满2年" finds both 硕士 and 2年 in a list of degrees, but beside 硕士 stands 7年.
Pure functions over elements and evidence.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.grounding import lexicon
from assistant.grounding.elements import DOWN, UP, Element
from assistant.grounding.evidence import Evidence
from assistant.grounding.frames import RELATED, row, titled
from assistant.grounding.pairing import respectively
from assistant.grounding.placing import (
    ANCHORS,
    CHECKED,
    QUANTITIES,
    Place,
    Segment,
    nearness,
    words_around,
    words_telling,
)

# How much nearer a rival must stand before it counts against the element.
MARGIN = 0.6
# A telephone number names one line and no other.
MARGIN_OF_NAMES = 0.2
NAMES = {
    "time": "年限", "workday": "工作日", "day": "天数", "lesson": "学时", "hour": "小时", "age": "年龄", "money": "金额",
    "percent": "比例", "people": "人数", "count": "数目", "month": "月份", "degree": "学历", "level": "级别", "rank": "排名",
    "role": "身份", "actor": "主体", "scope": "级别范围", "award": "奖级", "per": "周期", "grade": "等级", "date": "日期",
    "number": "文号", "digits": "号码", "latin": "名称", "title": "文件名", "measure": "程度",
    "group": "人群",
}  # fmt: skip


def unborne(
    pieces: list[Segment],
    evidence: Evidence,
    known: tuple[Element, ...],
    places: dict[str, list[Place]],
    *,
    decided: bool = False,
) -> Iterator[str]:
    """What is wrong with the elements, one line each. `known` are the elements of the person's own words, `decided` that
    the turn is about a person's case."""
    for at, piece in enumerate(pieces):
        for element in piece.elements:
            if element.kind not in CHECKED or element.kind == "choice":
                continue
            if _denied(element, piece):
                if element.kind in QUANTITIES and any(
                    agrees(element, p.element, evidence) for p in places.get(element.kind, [])
                ):
                    yield f"所引条款说的正是“{element.text}”"
                continue
            fault = _fault(element, at, pieces, places, evidence)
            if fault and element.bound == DOWN and _falls_short(element, at, pieces, known):
                fault = _fault(replace(element, bound=0), at, pieces, places, evidence)
            if fault and not _own(element, at, pieces, places, known, decided=decided):
                yield fault


_IS_NOT = re.compile(
    r"(?:(?:不是|并非|而非|不为|不算)(?!只|仅|必须|一定)|(?:没有?|未|不)(?:限定|限制|要求|规定|说|写|提)(?:必须|一定|要|须)?)[^,。]{0,10}$"
)


def _denied(element: Element, piece: Segment) -> bool:
    """Whether the sentence says that it is not this: 不是50万."""
    return bool(_IS_NOT.search(piece.text[: element.start]))


def _falls_short(element: Element, at: int, pieces: list[Segment], known: tuple[Element, ...]) -> bool:
    """ "您工作4年，未满5年": the clause asks for 5, and it is the person who is below."""
    told = any(k.kind == element.kind and k.value != element.value for k in known)
    before = pieces[at].text[: element.start]
    person = any(w in p.text for p in pieces for w in lexicon.PERSON)
    return told and person and bool(re.search(r"(?:未|不|没)(?:满|到|足|达到?)$|低于$|少于$", before))


_SET_UP_NOT = re.compile(r"(?:不设|没有|不含|不包括|未设)[^,]{0,2}$")


def _fault(element: Element, at: int, pieces: list[Segment], places: dict[str, list[Place]], evidence: Evidence) -> str:
    label, printed = NAMES[element.kind], element.text
    if element.kind == "title":
        related = bool(RELATED.search("".join(p.text for p in pieces)))
        return "" if titled(str(element.value), evidence, related) else f"所引条款没有《{element.value}》"
    if element.kind == "latin":
        said = str(element.value) in evidence.whole.lower() or str(element.value) in ("ai", "app", "vs", "q", "a")
        return "" if said else f"所引条款没有“{printed}”"
    rivals = places.get(element.kind, [])
    good = [p for p in rivals if agrees(element, p.element, evidence)]
    if element.kind == "level" and _role(element) == "target" and element.role:
        # Where headings say which level the clause is about, only they can bear the level applied for.
        headed = [p for p in rivals if p.element.role == "target"]
        good = [p for p in good if p.element.role == "target"] if headed else good
    theirs = any(w in p.text for p in pieces[: at + 1] for w in lexicon.PERSON)
    set_up_not = (
        element.kind in ("level", "degree") and not theirs and _SET_UP_NOT.search(pieces[at].text[: element.start])
    )
    if good and set_up_not and not any(_SET_UP_NOT.search(u.text) or "只" in u.text for u in evidence.units):
        return f"所引条款有“{printed}”"
    if not good:
        joined = re.sub(r"(?<=\d)-(?=\d)", "", evidence.whole)
        if element.kind == "digits" and re.search(rf"(?<!\d){element.value}(?!\d)", joined):
            return ""
        if element.kind in ("level", "degree") and _denied_by_only(element, pieces[at].text, evidence):
            return ""
        if (
            element.text == "1年"
            and not element.bound
            and any(p.element.value == "每年" for p in places.get("per", []))
            and not re.search(r"[满足够干做过]$", pieces[at].text[: element.start])
        ):
            return ""  # 一年培训……学时
        if element.kind == "grade" and not rivals and f"{element.value}级" in evidence.whole:
            return ""
        if element.kind == "per" and not rivals and element.value != "每月":
            return ""
        if element.value == 1 and re.search(r"每[一-鿿]{0,2}$", pieces[at].text[: element.start]):
            return ""
        if element.text in ("1次", "一次") and places.get("per") and any(e.kind == "per" for e in pieces[at].elements):
            return ""
        counted = [p.text for p in pieces] + [pieces[at].text[: element.start]]
        if element.kind == "count" and not element.bound and any(len(row(text)) == element.value for text in counted):
            return ""
        if element.value == 1 and re.match(r"\d", pieces[at].text[element.end :]):
            return ""  # 一次100人
        if element.kind == "count" and not element.bound and element.value in _kinds_named(evidence):
            return ""
        if (
            element.kind == "count"
            and element.value in evidence.listed
            and not element.bound
            and element.text[-1] not in "次篇部期届家户台倍"
        ):
            return ""
        return f"所引条款没有这个{label}：{printed}"
    if element.kind in ("number", "measure"):
        return ""
    if _together(element, pieces[at], good) or respectively(element, pieces, evidence):
        return ""
    roles = {p.element.role for p in good}
    rest = [p for p in rivals if _rival(element, p.element, evidence)]
    if element.kind == "level":
        rest = [p for p in rest if p.element.role in roles or not _role(element)]
    spoken = {(e.kind, e.value) for piece in pieces for e in piece.elements}
    beside = {(e.kind, e.value) for e in pieces[at].elements}
    said_too = [
        p for p in rest
        if (p.element.kind, p.element.value) in spoken - beside and p.element.role in roles
    ]  # fmt: skip
    if element.kind in ("actor", "role"):
        said_too = []
    others = [
        p for p in rest
        if (p.element.kind, p.element.value) not in spoken
        or (p.element.value == element.value and p.element.bound * element.bound == -1)
    ]  # fmt: skip
    # A rival that the sentence names too is told apart by the words in the same piece alone.
    for candidates, words in (
        (others, words_telling(element, at, pieces)),
        (said_too, words_around(element, at, pieces[at : at + 1], first=at)),
    ):
        best = max(nearness(words, p) for p in good)
        margin = MARGIN_OF_NAMES if element.kind == "digits" else MARGIN
        if max((nearness(words, p) for p in candidates), default=0.0) > best + margin:
            return f"{label}对不上：“{printed}”不在相应的条件里"
    return ""


def _kinds_named(evidence: Evidence) -> set[int]:
    """How many levels, how many clauses and how many documents there are: 三个级别, 两条, 两份文件."""
    levels = {e.value for unit in evidence.units for e in unit.elements if e.kind == "level"}
    return {len(levels), len(evidence.paths)} - {0, 1}


def _together(element: Element, piece: Segment, good: list[Place]) -> bool:
    """Whether one phrase of the clause has the element with every other number and anchor of its piece."""
    others = {
        (e.kind, e.value) for e in piece.elements if e is not element and e.kind in ANCHORS | QUANTITIES | {"date"}
    }
    if others and element.kind == "date" and {kind for kind, _ in others} == {"date"}:
        return any(others <= p.statement_elements for p in good)
    return bool(others) and any(others <= p.near_elements for p in good)


def _rival(said: Element, there: Element, evidence: Evidence) -> bool:
    """Whether an element of the clause would stand against the one in the sentence if it stood nearer."""
    if agrees(said, there, evidence):
        return False
    if said.kind == "level":
        return said.value != there.value
    if said.kind == "actor":
        return said.value != there.value and said.role == there.role == "agent"
    return True


def _denied_by_only(element: Element, text: str, evidence: Evidence) -> bool:
    """ "没有员级" is what "初级只设助理级" says."""
    return (
        bool(re.search(r"没有?|不设|无|不含|不包括", text[max(0, element.start - 8) : element.start]))
        and "只" in evidence.text
    )


def agrees(said: Element, there: Element, evidence: Evidence | None = None) -> bool:
    """Whether an element of the sentence is the one in the clause."""
    if said.kind != there.kind:
        return False
    if said.kind == "number":
        return _same_number(str(said.value), str(there.value))
    if said.kind == "date":
        return _same_date(said, there, evidence)
    if said.bound * there.bound == -1 or (said.bound == DOWN and not there.bound and said.kind in QUANTITIES):
        return False
    if said.kind == "level":
        same = said.value == there.value or there.value in lexicon.WIDER_LEVELS.get(str(said.value), ())
        return same and not _other_part(said, there) and not _other_ladder(said.text, there.text)
    if said.kind == "actor":
        mine, theirs = str(said.value), str(there.value)
        same = mine == theirs or (mine.lstrip("市区省县") == theirs.lstrip("市区省县") and (
            mine[0] not in "市区省县" or theirs[0] not in "市区省县"
        ))  # fmt: skip
        return same and {said.role, there.role} != {"agent", "target"}
    return said.value == there.value


def _other_ladder(mine: str, theirs: str) -> bool:
    """讲师 and 实习指导教师 of one rank are two titles."""
    families = ("工程师", "讲师", "实习指导教师")
    ours = next((f for f in families if f in mine), "")
    return bool(ours) and any(f in theirs for f in families) and ours not in theirs


def _other_part(said: Element, there: Element) -> bool:
    """A level asked for is not a level already held."""
    mine, theirs = said.role, there.role
    return (
        {_role(said), theirs} == {"held", "target"}
        or (mine == "expert") > (theirs == "expert")
        or (mine == "led") != (theirs == "led")
    )


def _role(said: Element) -> str:
    """What a level in a sentence is; a bare title, like 高级工程师, is the one applied for."""
    return said.role or ("target" if re.search(r"工程师|讲师|技术员|指导教师|工$", said.text) else "")


def _same_number(mine: str, theirs: str) -> bool:
    name, _, rest = mine.rpartition("[")
    other_name, _, other_rest = theirs.rpartition("[")
    if not rest or mine.startswith("]"):
        return mine.rpartition("]")[2] == theirs.rpartition("]")[2]
    return rest == other_rest and (not name or not other_name or name.endswith(other_name) or other_name.endswith(name))


def _same_date(said: Element, there: Element, evidence: Evidence | None) -> bool:
    if not isinstance(said.value, tuple) or not isinstance(there.value, tuple):
        return False
    for place, (mine, theirs) in enumerate(zip(said.value, there.value, strict=True)):
        if mine and mine != theirs:
            if place == 0 and not theirs and evidence is not None and f"{mine}年" in evidence.whole:
                continue
            return False
    return {said.role, there.role} != {"from", "until"}


NORMATIVE = re.compile(r"须|应当|应(?!用|届)|必须|规定|要求|需(?!求)|不少于|至少|不得|标准|下列|方可|才")
# Where a piece grants or limits something its numbers are the document's, whoever named them first.
_GRANTS = re.compile(r"只?(?:分?设|分为)|可以?(?:享|领|申请)|享受|领取|能领|补贴|补助|最[高多长]|期限|上限|封顶|补")
_LAID_DOWN = re.compile(
    r"(?:须|应|需|要|至少|满|最[多高长]|不少于|可以?(?:享受|领取?|申请)?|补贴?|享受|领取?|期限)[一-鿿]{0,6}$"
)
_DIFFERENCE = re.compile(r"差|还[需要得]|再[过等干做满]|余|剩|超[出过]|多[出了]|少了|缺")


def _own(
    element: Element,
    at: int,
    pieces: list[Segment],
    places: dict[str, list[Place]],
    known: tuple[Element, ...],
    *,
    decided: bool,
) -> bool:
    """Whether the element is the person's own word, or the difference between it and what the clause asks."""
    piece = pieces[at]
    same = [k for k in known if k.kind == element.kind]
    if (
        element.kind == "date"
        and any(k.value == element.value for k in same)
        and not re.search(r"起|截止|止|前|之后", piece.text)
    ):
        return True
    if any(k.value == element.value for k in same) and element.bound != UP:
        if element.kind in ("title", "number", "latin"):
            return True
        personal = decided or any(w in p.text for p in pieces[: at + 1] for w in lexicon.PERSON)
        if personal and not (NORMATIVE.search(piece.text) or _GRANTS.search(piece.text)):
            return True
        if re.match(r"属于|就是|算是?", piece.text[element.end :]):
            return True
        if any(w in piece.text for w in lexicon.PERSON) and not _LAID_DOWN.search(piece.text[: element.start]):
            return True
    if isinstance(element.value, float) and _DIFFERENCE.search(piece.text):
        asked = [p.element.value for p in places.get(element.kind, [])]
        if not same and any(
            isinstance(a, float) and isinstance(b, float) and a - b == element.value for a in asked for b in asked
        ):
            return True
        return any(
            isinstance(a, float) and isinstance(k.value, float) and abs(abs(a - k.value) - element.value) < 1e-6
            for k in same
            for a in asked
        )
    return False
