"""Clauses that set out a list, and how well each fits what is asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.offline.finding.evidence import weights_of
from assistant.offline.finding.passages import Passages
from assistant.offline.finding.signs import titled
from assistant.offline.listing.items import alike, defines, ends_in, has, without_notes
from assistant.questions.listing import told_by_items, told_by_lead
from assistant.questions.question import Question, Term
from assistant.questions.tiers import tiers
from assistant.questions.wording import fold
from corpus import Clause

_LEAD = re.compile(r"下列|以下|如下|[：:]$|包括|程序|流程|职责|条件|要求|渠道|原则|方向")
_ASKED = 0.5  # what likeness to the wordings in which people ask for the list counts
_TITLE = 30  # characters of a lead that is a title
_GENERAL = re.compile("(?:相关)?(?:要求|条件|规定|内容)$")
_STATUS = {"征求意见稿": -0.35, "已被替代": -0.25, "尚未施行": -0.3}


@dataclass(frozen=True, slots=True)
class Block:
    """A clause whose items make a list."""

    clause: Clause
    score: float
    covered: float
    lead: float  # of that by its own words and the headings above
    missing: tuple[Term, ...] = ()  # words found nowhere in or around it


def find_blocks(question: Question, index: Passages, limit: int = 5) -> list[Block]:
    """Clauses with items, by the subject's words in their lead, in the headings above and in the items."""
    corpus = index.corpus
    terms = [t for t in question.terms if t.known]
    weights = weights_of(terms, question, index)
    total = sum(weights.values()) or 1.0
    wished, exact = set(question.policy_ids) or titled(question, index), set(question.exact_policies)
    wordings = {like.clause_id: like.likeness for like in reversed(index.likes(question.plain)) if like.whole}
    found = []
    for clause in corpus.walk():
        if exact and clause.policy_id not in exact:
            continue
        if len(clause.children) < 2 and not (titled_list(clause, index) and _asked_by_title(question, clause, index)):
            continue
        if clause.label.startswith("附件") and not question.levels:
            continue
        own, heads = lead_of(clause, index), index.heads(clause)
        items = [fold(c.own_text) for c in items_of(clause, index)] or sentences_of(clause, index)
        below = "|".join(items)
        names = index.named[clause.policy_id]
        got = lead = 0.0
        missing = []
        for term in terms:
            weight = weights[term.words]
            above = max(_strength(term, own), 0.62 * _strength(term, heads))
            strength = max(above, 0.58 * _strength(term, below), 0.4 * _strength(term, names))
            got += weight * strength
            if not strength:
                missing.append(term)
            lead += weight * above
        covered = got / total
        score = covered + (0.08 if _LEAD.search(clause.own_text) else 0.0)
        if wished:
            score += 0.12 if clause.policy_id in wished else -0.25
        if not exact:
            score += _STATUS.get(corpus.policies[clause.policy_id].status_on(question.day).status, 0.0)
        score += _by_level(question, clause, index) + _by_kind(question, clause, index)
        score += _by_what_is_listed(question, title_of(clause, index), own, items)
        score += _ASKED * wordings.get(clause.id, 0.0)
        score += 0.5 if of_tier(question, title_of(clause, index)) else 0.0
        if question.wants_list and any(
            a.unit in ("项", "个", "人") and a.value == len(items) for a in question.amounts
        ):
            score += 0.15
        found.append(Block(clause, score, covered, lead / total, tuple(missing)))
    found.sort(key=lambda b: -b.score)
    return found[:limit]


def of_tier(question: Question, title: str) -> bool:
    """`区里负责哪几块` means the list of `区级职责`."""
    named = [match.group() for match in tiers(question.plain)]
    return any(title.startswith(("乡镇",) if "镇" in tier else (f"{tier[0]}级",)) for tier in named)


def _strength(term: Term, text: str) -> float:
    """How surely the text has the word: a word that means the same counts a little less."""
    for number, word in enumerate(term.same):
        if word in text:
            return (1.0 if number == 0 else 0.96 if number == 1 else 0.9) * (1.0 if len(word) > 1 else 0.25)
    return 0.0


def _by_level(question: Question, clause: Clause, index: Passages) -> float:
    if not question.ranks:
        return 0.0
    titles = {level.title for level in question.levels if level.title}
    rung = index.levels.get(clause.id)
    if rung is None:
        return 0.2 if any(title in clause.own_text for title in titles) else 0.0
    own = titles & {r.title for r in index.lexicon.levels_of(clause.policy_id)}
    return 0.15 if rung.rank in question.ranks and (not own or rung.title in own) else -0.4


def _by_kind(question: Question, clause: Clause, index: Passages) -> float:
    if not question.kinds:
        return 0.0
    kind = index.kinds.get(clause.id)
    if kind in question.kinds:
        return 0.2 if opens(clause, index) else 0.05
    return -0.1 if kind else 0.0


def _by_what_is_listed(question: Question, title: str, lead: str, items: Sequence[str]) -> float:
    """Whether the lead names, and the items are, the things asked for."""
    by_lead, by_items = told_by_lead(question.listed), told_by_items(question.listed)
    named = _named_by(question, title, items)
    score = 0.25 if named else 0.0
    if by_lead:
        score += 0.15 if named else 0.3 if by_lead.search(lead) else -0.2
    elif by_items and alike(question, items) > len(items) / 2:
        score += 0.15
    elif by_items and not named:
        score -= 0.2
    return score + (0.35 if defines(question, lead) else 0.0)


def _named_by(question: Question, title: str, items: Sequence[str]) -> bool:
    """The title ends in the noun asked for, or most items open with it: 平时考核, 年度考核 …"""
    ending = without_notes(title).rstrip(":：。，,")
    endings = {ending, _GENERAL.sub("", ending)}
    return any(
        any(ends_in(t, e) for e in endings) or sum(has(t, item[1:8]) for item in items) > len(items) / 2
        for t in question.heads
    )


def opens(clause: Clause, index: Passages) -> bool:
    """The clause is the outermost of its kind of condition."""
    above = index.corpus.parent(clause)
    return above is None or index.kinds.get(above.id) != index.kinds.get(clause.id)


def items_of(clause: Clause, index: Passages) -> list[Clause]:
    """The numbered clauses below, or the paragraphs where none is numbered."""
    children = index.corpus.children(clause)
    return [c for c in children if c.label] or children


def lead_of(clause: Clause, index: Passages) -> str:
    """The words that open the list: the clause's own, or its first paragraph where the items follow that."""
    children = index.corpus.children(clause)
    if not children:
        return title_of(clause, index)
    first = children[0].own_text if not children[0].label and any(c.label for c in children) else ""
    return fold(clause.own_text + first)


def title_of(clause: Clause, index: Passages) -> str:
    """A clause's heading, its first sentence where that is one, or a lead that is no longer than one; folded."""
    titles = [p.folded for p in index.of[clause.id] if p.heading]
    if titles:
        return titles[0]
    return fold(clause.text) if clause.children and len(clause.text) <= _TITLE else ""


def sentences_of(clause: Clause, index: Passages) -> list[str]:
    """What a clause without items says under its title, sentence by sentence, folded."""
    return [p.folded for p in index.of[clause.id] if not p.heading]


def titled_list(clause: Clause, index: Passages) -> bool:
    """`用人单位的责任。用人单位应……。用人单位应……。`: what stands under a title lists what it names."""
    return (
        bool(clause.label)
        and not clause.children
        and bool(title_of(clause, index))
        and bool(sentences_of(clause, index))
    )


def _asked_by_title(question: Question, clause: Clause, index: Passages) -> bool:
    """The title has the noun asked for and another word of the question."""
    title = title_of(clause, index)
    return (
        any(has(t, title) for t in question.heads)
        and sum(has(t, title) for t in {*question.terms, *question.heads}) > 1
    )
