"""What is set side by side: two editions of a document, levels, documents, or things that the subject's words name.

Reads only how the question is built: what stands around 和, 跟, 与, 、 … and which words belong to one side alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.questions.coordination import JOINT, TOPIC, apart, coordinated, segment_start
from assistant.questions.question import LevelMention, Question, Side, Term
from assistant.questions.tiers import tier_sides
from assistant.questions.vocabulary import cues
from corpus import Corpus

_MOST = 4
# `助理级之后要几年`: a point of a career, and no level that is compared.
_CAREER = re.compile(r"(?:职称|资格|证书?)?(?:之后|以后|后|以来|到手)")


@dataclass(frozen=True, slots=True)
class _Document:
    """A name in the question with the documents it may mean."""

    start: int
    words: str
    policies: tuple[str, ...]


def read_sides(question: Question, corpus: Corpus) -> tuple[Side, ...]:
    """The sides in the order in which they are named; none where nothing is set side by side."""
    levels, documents = _levels(question), _documents(question, corpus)
    editions = _editions(question, corpus)
    if len(levels) > 1:
        return _by_level(question, levels, documents)
    exact = set(question.exact_policies)
    regions = {corpus.policies[d.policies[0]].region for d in documents}
    certain = len(regions) > 1 or sum(bool(exact & set(d.policies)) for d in documents) > 1
    if certain:
        return _by_document(question, documents)
    if editions:
        return editions
    if sides := tier_sides(question.plain):
        return sides
    parts = coordinated(question)
    named = [part for part in parts if any(part.start <= d.start < part.end for d in documents)]
    if len(documents) > 1 and (len(named) != 1 or _joined(question.plain, documents)):
        return _by_document(question, documents)
    return tuple(Side(words=part.words, own=part.own) for part in parts[:_MOST])


def _levels(question: Question) -> list[LevelMention]:
    """The levels that are compared, each once; `中级副高` without a joint is one group."""
    found: list[LevelMention] = []
    for level in question.levels:
        if not question.plain.startswith(level.words, level.start) or _CAREER.match(
            question.plain, level.start + len(level.words)
        ):
            continue
        if not any(
            level.ranks == other.ranks and (level.title or other.title) == (other.title or level.title)
            for other in found
        ):
            found.append(level)
    between = [question.plain[a.start + len(a.words) : b.start] for a, b in pairwise(found)]
    return found[:_MOST] if all(JOINT.search(text) or "," in text for text in between) else found[:1]


def _documents(question: Question, corpus: Corpus) -> list[_Document]:
    """One for each name that means other documents than the names before it; of a place, where two places are named."""
    regions = {corpus.policies[p].region or "" for p in question.policy_ids}
    placed = [r for r in regions if r and r in question.plain]
    groups: list[_Document] = []
    if len(placed) > 1:
        for region in placed:
            there = [m for m in question.policies if corpus.policies[m.policy_id].region == region]
            exact = [m for m in there if m.exact and m.words != region]
            meant = tuple(dict.fromkeys(m.policy_id for m in exact or there))
            groups.append(_Document(question.plain.find(region), region, meant))
    else:
        words = dict.fromkeys(m.words for m in question.policies if m.words in question.plain)
        named = [(word, tuple(m.policy_id for m in question.policies if m.words == word)) for word in words]
        for word, ids in sorted(named, key=lambda n: len(n[1])):
            if not any(set(ids) & set(group.policies) for group in groups):
                groups.append(_Document(question.plain.find(word), word, ids))
    return sorted(groups, key=lambda group: group.start)[:_MOST]


def _editions(question: Question, corpus: Corpus) -> tuple[Side, ...]:
    """`2020年的办法和现在的`: the older and the newer edition of the document that is meant."""
    text = question.plain
    if not cues("editions.newer").search(text):
        return ()
    for policy_id in question.policy_ids:
        policy = corpus.policies[policy_id]
        for older, newer in [
            *((policy_id, r.policy) for r in policy.superseded_by),
            *((r.policy, policy_id) for r in policy.supersedes),
        ]:
            if older not in corpus.policies or newer not in corpus.policies:
                continue
            year = str(issued.year) if (issued := corpus.policies[older].issued) else "-"
            exact = set(question.exact_policies)
            if (cues("editions.older").search(text) or year in text) and exact <= {older, newer}:
                return (Side(words="", policies=(older,)), Side(words="", policies=(newer,)))
    return ()


def _joined(text: str, documents: Sequence[_Document]) -> bool:
    """A joint stands between each name and the next, and none is only where to look (`公告里企业和灵活就业人员`)."""
    return all(
        len(JOINT.findall(text, a.start + len(a.words), b.start)) == 1 and not TOPIC.match(text, a.start + len(a.words))
        for a, b in pairwise(documents)
    )


def _by_level(question: Question, levels: Sequence[LevelMention], documents: Sequence[_Document]) -> tuple[Side, ...]:
    """`AI高工和金融科技正高` has a document for each level; `AI和金融科技，工程师和高工` every level of each."""
    spans = [(level.start, level.start + len(level.words)) for level in levels]
    own = _modifiers(question, spans)
    before: list[tuple[str, ...]] = []
    for at, (start, _) in enumerate(spans):
        since = spans[at - 1][1] if at else 0
        before.append(next((d.policies for d in reversed(documents) if since <= d.start < start), ()))
    sides = [Side(words=level.words, level=level, own=mine) for level, mine in zip(levels, own, strict=True)]
    if len(documents) < 2:
        return tuple(sides)
    if all(before):
        return tuple(s.model_copy(update={"policies": ids}) for s, ids in zip(sides, before, strict=True))
    crossed = [s.model_copy(update={"policies": d.policies}) for d in documents for s in sides]
    return tuple(crossed if len(crossed) <= _MOST else sides)


def _by_document(question: Question, documents: Sequence[_Document]) -> tuple[Side, ...]:
    own = _modifiers(question, [(d.start, d.start + len(d.words)) for d in documents])
    return tuple(Side(words=d.words, policies=d.policies, own=mine) for d, mine in zip(documents, own, strict=True))


def _modifiers(question: Question, spans: Sequence[tuple[int, int]]) -> list[tuple[Term, ...]]:
    """`破格报高工和直通车报正高`: the words before each mention that belong to it alone. They are shared words unless every
    further side has some of its own."""
    starts = [segment_start(question.plain, spans[0][0])]
    for (_, end), (start, _) in pairwise(spans):
        joints = [m.end() for m in JOINT.finditer(question.plain, end, start)]
        starts.append(joints[-1] if joints else start)
    held = [
        [t for t in question.terms if t.role == "subject" and since <= t.start < start]
        for since, (start, _) in zip(starts, spans, strict=True)
    ]
    own = apart(held)
    return own if all(own[1:]) else [() for _ in spans]
