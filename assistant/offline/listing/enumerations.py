"""Lists that stand inside one sentence: 填写补贴申请表和花名册, 包括养老保险、医疗保险和失业保险."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.offline.finding.evidence import Evidence, weights_of
from assistant.offline.finding.passages import Passage, Passages
from assistant.offline.listing.items import alike, defines, pieces, without_notes
from assistant.questions.listing import told_by_items, told_by_lead
from assistant.questions.question import Question

_ENUMERATION = re.compile(r"[^、，。；]+、[^、，。；]+(?:、|和|及|与|或)[^、，。；]+|[：:](?:[^，。；]+，){2,}")
_JOINED = re.compile("(?:和|及|与|、|或)")
_LED = re.compile("^[^:：]*$|[:：].*$")  # all but what stands before a colon
_OR = re.compile("(?:也|还|亦)可")  # another way of the same
_ADDS = re.compile(r"还(?:须|应|需)|同时(?:须|应|需)|另(?:须|应|需)|并应")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A sentence that lists, and how well it fits; `sentences`: those of its clause that list on."""

    evidence: Evidence
    score: float
    like: int  # parts of the kind asked for
    sentences: tuple[Passage, ...]


def find_enumerations(question: Question, found: Sequence[Evidence], index: Passages) -> list[Enumeration]:
    """The sentences among the evidence that list, the best first."""
    listing = []
    for evidence in found:
        passage = evidence.passage
        like = _alike(question, passage)
        if passage.heading or not passage.said or not (_ENUMERATION.search(without_notes(passage.text)) or like > 1):
            continue
        score = without_number(question, evidence)
        if like > 1:
            score += 0.25 + _kind_itself(question, evidence, index)
        elif told_by_items(question.listed):
            score -= 0.1
        score += _names_items(question, passage.folded)
        score += 0.35 if defines(question, passage.folded) else 0.0
        by_lead = told_by_lead(question.listed)
        if by_lead:
            score += 0.3 if by_lead.search(_LED.sub("", passage.folded)) else -0.2
        score += 0.08 if _side_by_side(question, passage.folded) else 0.0
        score -= 0.2 if passage.clause.path.startswith(("前言", "通知")) else 0.0
        listing.append(Enumeration(evidence, score, like, _whole(question, passage, index)))
    return sorted(listing, key=lambda e: -e.score)


def without_number(question: Question, evidence: Evidence) -> float:
    """The score as for a list: that the sentence has a number in it, or none, says nothing unless one is asked for by name
    (人数、比例都有啥要求)."""
    if question.asked in ("rate", "amount", "hours", "age"):
        return evidence.score
    return evidence.score - (0.0 if evidence.gives is None else 0.2 if evidence.gives else -0.1)


def _alike(question: Question, passage: Passage) -> int:
    """How many parts of the sentence end in a thing of the kind asked for."""
    return alike(question, pieces(passage.text))


def _kind_itself(question: Question, evidence: Evidence, index: Passages) -> float:
    """The share of words that only name the kind of the items (社保 of 社保有哪几种) and are not in the sentence."""
    weights = weights_of(question.terms, question, index)
    known = sum(weights[t.words] for t in question.terms if t.known) or 1.0
    pattern = told_by_items(question.listed)
    named = [t for t in evidence.missing if pattern and any(pattern.search(w) for w in t.same)]
    return sum(weights[t.words] for t in named) / known


def _side_by_side(question: Question, text: str) -> bool:
    """Two words that the question joins (企业和职工) are joined in the sentence too (企业及职工)."""
    ordered = sorted((t for t in question.terms if t.role == "subject"), key=lambda t: t.start)
    return any(
        _JOINED.fullmatch(question.plain[a.start + len(a.words) : b.start])
        and re.search(re.escape(a.words) + _JOINED.pattern + re.escape(b.words), text)
        for a, b in pairwise(ordered)
    )


def _names_items(question: Question, text: str) -> float:
    """The noun asked for closes the list (等领域) or ends its items (基本条件、业绩条件)."""
    words = [w for t in question.heads for w in t.same if len(w) > 1]
    closes = any(re.search(rf"等(?!职业|专业|教育|学历|级|次)[^，。；,;、]{{0,6}}{re.escape(w)}", text) for w in words)
    each = any(sum(piece.endswith(w) for piece in pieces(text)) > 2 for w in words)
    return 0.3 if each else 0.2 if closes else 0.0


def _whole(question: Question, passage: Passage, index: Passages) -> tuple[Passage, ...]:
    """The sentence with those beside it that go on with its list.

    They do after `；`, with another way (也可持材料到……), and where the kind of things asked for is in them too and one adds to the other (还须).
    """
    beside = [p for p in index.of[passage.clause.id] if p.said and not p.heading]
    first = last = beside.index(passage)
    while first and (beside[first - 1].text.endswith(("；", ";"))):
        first -= 1
    while last + 1 < len(beside) and beside[last].text.endswith(("；", ";")):
        last += 1
    if first and _ADDS.search(passage.text) and _alike(question, beside[first - 1]) > 1:
        first -= 1
    while last + 1 < len(beside) and _OR.match(beside[last + 1].text):
        last += 1
    if last + 1 < len(beside) and _ADDS.search(beside[last + 1].text) and _alike(question, passage) > 1:
        last += 1
    return tuple(beside[first : last + 1])
