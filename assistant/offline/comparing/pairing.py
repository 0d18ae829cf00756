"""Which sentences answer side by side.

Documents say like things in like words and like places. So of the sentences that bear the question those are taken that
are most alike across the sides, and a side whose own sentence has few of the question's words is found by its likeness to
the others'.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.offline.comparing.columns import Column
from assistant.offline.finding.evidence import Evidence, weigh
from assistant.offline.finding.kinds_of_answer import gives
from assistant.offline.finding.passages import Passage, Passages
from assistant.questions.question import Term

_ANCHORS = 6
_LIKENESS = 0.6  # what two sentences in the same words add to their scores
_SIDE_BY_SIDE = 0.4  # and more where only a semicolon parts them
_SAME = 0.75  # the likeness of one sentence that speaks of both sides
_NOTHING = 0.1  # what a side costs that says nothing of the matter
_WORD = 0.5  # what a row costs that passes over the item with the word that tells most
_GENERAL = 0.3  # of one that applies to all levels alike
_AS_WELL = 0.03  # so near in score, two items of a list answer equally
_LIKE = 0.4  # from here on two sentences of the same kind of condition are each other's counterparts


def paired(columns: Sequence[Column], index: Passages) -> list[list[Evidence]]:
    """The sentence of each side, chosen together, with another of the same list that answers as well; nothing for a side
    that says nothing of the matter."""
    columns = [_weighed(column, columns, index) for column in columns]
    best: tuple[float, list[Evidence | None]] = (0.0, [None] * len(columns))
    for at, column in enumerate(columns):
        for anchor in [e for e in column.found[:_ANCHORS] if bears(e, column)]:
            row: list[Evidence | None] = []
            value = 0.0
            for number, other in enumerate(columns):
                chosen = anchor if number == at else _counterpart(anchor, other, columns, index)
                row.append(chosen)
                if (
                    chosen is None
                ):  # a document or level may say nothing: as if its best sentence stood there, a little less
                    value += (other.found[0].score if other.found and not _by_words(other) else 0.0) - _NOTHING
                else:
                    value += chosen.score + (_LIKENESS * likeness(anchor, chosen, index) if number != at else 0.0)
            if _passed_over(row, columns, index):
                value -= _WORD
            if value > best[0] + 1e-9:
                best = (value, row)
    taken = {e.passage.clause.id for e in best[1] if e}
    cells = [[e, *_as_well(e, column, taken)] if e else [] for e, column in zip(best[1], columns, strict=True)]
    return [sorted(cell, key=lambda e: e.passage.place) for cell in cells]


def _passed_over(row: Sequence[Evidence | None], columns: Sequence[Column], index: Passages) -> bool:
    """Another item of a list chosen from, or of the list that is opened, has the word that tells most, and no sentence of
    the row has it."""
    chosen = [e for e in row if e]
    listed = [
        e
        for cell, column in zip(row, columns, strict=True)
        for e in column.found
        if cell
        and cell.passage.clause.label
        and e.passage.clause.parent_id in (cell.passage.clause.parent_id, cell.passage.clause.id)
    ]
    telling = _telling(listed, columns, index)
    return telling is not None and not any(says(telling, e.passage) for e in chosen)


def _as_well(cell: Evidence, column: Column, taken: Collection[str]) -> list[Evidence]:
    """`大专满7年` beside `大专及以上、取得助理级职称后满4年`: an item of the same list with as many of the question's words."""
    clause = cell.passage.clause
    other = next((e for e in column.found if e.passage.clause.id not in taken and e.inside >= cell.inside - 1e-6), None)
    near = other and other.passage.clause.parent_id == clause.parent_id and clause.label
    return [other] if other and near and other.score >= cell.score - _AS_WELL and bears(other, column) else []


def _weighed(column: Column, columns: Sequence[Column], index: Passages) -> Column:
    """The evidence again, less for a bare heading, for another kind of condition than the one asked about, and for a
    sentence that names another side as well; more for one that opens with this side."""
    kinds = set(column.question.kinds)
    of_kind = any(index.kinds.get(e.passage.clause.id) in kinds for e in column.found)
    others = [t for other in columns if other is not column for t in other.side.own]
    own = column.side.own if _by_words(column) else ()

    def less(evidence: Evidence) -> float:
        passage, kind = evidence.passage, index.kinds.get(evidence.passage.clause.id)
        return (
            0.3 * (passage.heading and not re.search(r"\d", passage.folded))
            + 0.25 * (of_kind and kind is not None and kind not in kinds)
            + 0.15 * any(says(t, passage) for t in others)
            + 0.1 * _opens_with(others, passage)
            - 0.1 * _opens_with(own, passage)
        )

    found = [replace(e, score=e.score - less(e)) for e in column.found]
    return replace(column, found=tuple(sorted(found, key=lambda e: (-e.score, e.passage.place))))


def _by_words(column: Column) -> bool:
    return not column.side.level and not column.side.policies


def _opens_with(terms: Sequence[Term], passage: Passage) -> bool:
    return any(word in passage.folded[: len(word) + 4] for t in terms for word in t.same if len(word) > 1)


def bears(evidence: Evidence, column: Column) -> bool:
    """Whether the sentence has enough of what is asked to stand by itself."""
    often = column.question.asked == "often"
    return evidence.covered >= 0.3 or bool(evidence.gives and (often or evidence.covered >= 0.15))


def likeness(a: Evidence, b: Evidence, index: Passages) -> float:
    """0…1 by the words, and more for the same item of the same kind of condition; less for another kind."""
    one, two = a.passage.clause, b.passage.clause
    if a.passage.place == b.passage.place:
        return _SAME
    alike = _dice(a.passage.folded, b.passage.folded)
    kinds = index.kinds.get(one.id, ""), index.kinds.get(two.id, "")
    if one.id != two.id and kinds[0] == kinds[1]:
        siblings = one.parent_id is not None and one.parent_id == two.parent_id
        alike += 0.15 if siblings or (one.label and one.label == two.label and kinds[0]) else 0.0
    elif one.id == two.id:
        alike += 0.3 + (_SIDE_BY_SIDE if _joined(a.passage, b.passage) else 0.0)
    return alike - (0.3 if kinds[0] != kinds[1] else 0.0)


def _joined(one: Passage, two: Passage) -> bool:
    """`企业应于……；灵活就业人员按月……`: the clause itself sets them side by side."""
    first = min(one, two, key=lambda p: p.place)
    return abs(one.place - two.place) == 1 and first.text.endswith(("；", ";"))


def _telling(found: Sequence[Evidence], columns: Sequence[Column], index: Passages) -> Term | None:
    """Of the words that belong to all sides and that stand in one of these sentences, the one that tells most."""
    own = {t.words for column in columns for t in column.side.own}
    shared = [t for t in columns[0].question.terms if t.role == "subject" and t.known and t.words not in own]
    had = [t for t in shared if any(says(t, e.passage) for e in found)]
    return max(had, key=lambda t: weigh(t, index, True), default=None)


def _lacks(evidence: Evidence, anchor: Evidence, column: Column, index: Passages) -> bool:
    """The word that tells most of those that the anchor has is missing: the matter is not spoken of."""
    telling = _telling([anchor], [column], index)
    return telling is not None and telling in evidence.missing


def _apart(anchor: Evidence, evidence: Evidence, column: Column, sides: Sequence[Column]) -> bool:
    """Another sentence than the anchor; or the same where it names all sides, and says of each what is asked."""
    passage = evidence.passage
    if passage.place != anchor.passage.place:
        return True
    asked, unit = column.question.asked, column.question.unit
    if gives(passage.folded, asked, unit) is None:
        return all(says(t, passage) for side in sides for t in side.side.own)
    giving = sum(bool(gives(part, asked, unit)) for part in re.split("[,;，；]", passage.folded))
    return giving >= len(sides) and all(says(t, passage) for side in sides for t in side.scope.must)


def says(term: Term, passage: Passage) -> bool:
    """The sentence has the word or one that means the same."""
    return any(word in passage.folded for word in term.same if len(word) > 1)


def _counterpart(anchor: Evidence, column: Column, sides: Sequence[Column], index: Passages) -> Evidence | None:
    best: tuple[float, Evidence] | None = None
    for evidence in column.found:
        if not column.side.policies and evidence.policy_id != anchor.policy_id:
            continue
        if _by_words(column) and not _apart(anchor, evidence, column, sides):
            continue
        alike = likeness(anchor, evidence, index)
        if alike == _SAME and not _by_words(column):
            alike = _GENERAL
        if alike < _LIKE and (not bears(evidence, column) or _lacks(evidence, anchor, column, index)):
            continue
        score = evidence.score + _LIKENESS * alike
        if best is None or score > best[0] + 1e-9:
            best = (score, evidence)
    return best[1] if best else None


def _dice(a: str, b: str) -> float:
    one, two = _pieces(a), _pieces(b)
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


@lru_cache(maxsize=4096)
def _pieces(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters; numbers apart, since they are what differs."""
    text = re.sub(r"[\W\d_]+", "", text)
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
