"""What a question takes for granted before it asks, held against the clause about it: 合同是3年，到期能续几次.

Only what is stated as a rule counts. What somebody has done (干了2年), has in mind (要是请5天假) or asks is no premise.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.offline.finding.evidence import Evidence, find
from assistant.offline.finding.passages import Passages
from assistant.questions.parts import asks, parts
from assistant.questions.question import Question, Term
from assistant.questions.wording import HAN_NUMERAL, Quantity, quantities

_SOMEBODY = re.compile("我|本人|咱|俺|如果|要是|假如|万一|的话|已经|刚|了[0-9一二两三四五六七八九十]")
# What makes a number a rule's: 每月补2000, 最高50万, 要120学时, 合同是3年, 分5个等次, 3年劳动合同.
_RULED = re.compile(
    "(?:要求?|规定|须|得|是|为|给|发|补|收|扣|按|分|设|评|定|写|办|公示|缴|交|凑够|最[长高多少低]|每.{1,3}|不超过|不少于|至少|至多|上限|统一)(?:了?个|成|出|到|满|够|有|上)?$"
)
_SHARE = re.compile(rf"半数|一半|[{HAN_NUMERAL}\d]+分之[{HAN_NUMERAL}\d]+")
_PERMITS = re.compile("可以|允许|能(?!力)|直接|随便")
_OBLIGES = re.compile("必须|都得|都要|一律|务必|得(?!到)|须|应当")
_BARRED = re.compile(r"不得(?!少于|低于|超过|高于)|不可(?!靠|篡)|禁止|严禁|不予|不能")
_FREED = re.compile("不再|无需|不需|不得要求|可不")


@dataclass(frozen=True, slots=True)
class Premise:
    """What the question wrongly takes for granted, the sentence that says otherwise, and the correction in words."""

    evidence: Evidence
    correction: str
    rest: tuple[Term, ...]  # the subject's words that are asked about, outside the premise


def wrong_premise(question: Question, index: Passages) -> Premise | None:
    """The first premise that a sentence about the same matter contradicts; None where there is none."""
    pieces = parts(question.plain)
    if len(pieces) < 2:
        return None
    stated = [span for span in pieces[:-1] if not asks(question.plain[slice(*span)])]
    for start, end in stated:
        piece = question.plain[start:end]
        if _SOMEBODY.search(piece):
            continue
        here = [t for t in question.terms if t.start < end and any(a <= t.start < b for a, b in stated) and t.known]
        about = [t for t in here if t.role == "subject"]
        if not about:
            continue
        names = [t for t in question.terms if t.role != "subject" and t not in here]
        levels = tuple(m for m in question.levels if any(a <= m.start < b for a, b in stated)) or question.levels
        update = {"terms": (*here, *names), "levels": levels, "asked": "open", "unit": "", "yes_no": False}
        alone = question.model_copy(update=update)
        near = [e for e in find(alone, index, limit=5) if e.passage.said and e.inside >= 0.4]
        found = _other_number(piece, near, about) or _other_share(piece, near, about)
        if found := found or _other_polarity(piece, near, about):
            rest = tuple(
                t for t in question.terms if t.role == "subject" and not any(a <= t.start < b for a, b in stated)
            )
            return Premise(found[0], found[1], rest)
    return None


def ruled(text: str) -> list[Quantity]:
    """The numbers that a text states as a rule's; `一个月` and `一家` only count what the rule is about."""
    return [
        q
        for q in quantities(text)
        if q.value != 1
        and text[q.start - 1 : q.start] != "几"
        and (_RULED.search(text[max(0, q.start - 6) : q.start]) or re.match("的?[一-鿿]{2}", text[q.end :]))
    ]


def _other_number(piece: str, near: Sequence[Evidence], about: Sequence[Term]) -> tuple[Evidence, str] | None:
    for stated in ruled(piece):
        yearly = stated.unit == "次" and re.search("每年|1年", piece)
        said = [
            (e, part, q)
            for e in near
            for part, q in _numbers(e)
            if q.unit == stated.unit and (_shares(part, about) or (yearly and "每年" in part))
        ]
        if said and all(q.value != stated.value for _, _, q in said):
            evidence = said[0][0]
            written = "、".join(dict.fromkeys(part[q.start : q.end] for e, part, q in said if e is evidence))
            return evidence, f"问题里说的“{piece[stated.start : stated.end]}”与文件不符，文件写的是{written}。"
    return None


def _other_share(piece: str, near: Sequence[Evidence], about: Sequence[Term]) -> tuple[Evidence, str] | None:
    """`过半数就通过` against 获得三分之二以上赞成票的方为通过."""
    stated = _SHARE.search(piece)
    if stated is None:
        return None
    for evidence in near[:2]:
        said = [m.group() for m in _SHARE.finditer(evidence.passage.folded)]
        if said and stated.group() not in said and _shares(evidence.passage.folded, about):
            words = "、".join(dict.fromkeys(said))
            return evidence, f"问题里说的“{stated.group()}”与文件不符，文件写的是{words}。"
    return None


def _shares(text: str, about: Sequence[Term]) -> bool:
    return any(word in text for term in about for word in term.same if len(word) > 1)


def _numbers(evidence: Evidence) -> list[tuple[str, Quantity]]:
    """The numbers of a sentence, each with the part of the sentence it stands in."""
    parts = re.split("[,，；;。:：]", evidence.passage.folded)
    return [(part, q) for part in parts for q in quantities(part) if not re.match(r"\d+月", part[q.start :])]


def _other_polarity(piece: str, near: Sequence[Evidence], about: Sequence[Term]) -> tuple[Evidence, str] | None:
    permits, obliges = _PERMITS.search(piece), _OBLIGES.search(piece)
    if not (permits or obliges):
        return None
    for evidence in near[:3]:
        for part in re.split("[，；。,;]", evidence.passage.folded):
            shared = sum(any(w in part for w in t.same if len(w) > 1) for t in about)
            denies = (permits and _BARRED.search(part)) or (obliges and _FREED.search(part))
            if denies and shared >= max(1, min(2, len(about) - 1)):
                return evidence, f"文件没有这样规定，写的是“{part}”。"
    return None
