"""Whose number, duty or right it is, where the clause has two such parties side by side.

A sentence that names one of a row of rivals (企业 or 灵活就业人员, 平时考核 or 年度考核 …) is held against the phrase of the clause
that is most like the rest of what it says: that phrase, or what it depends on, must not belong to another of the row.
Pure functions over pieces and evidence.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.grounding import lexicon
from assistant.grounding.binding import agrees
from assistant.grounding.elements import read
from assistant.grounding.evidence import Evidence, Phrase, Unit
from assistant.grounding.frames import row as members
from assistant.grounding.negation import denials
from assistant.grounding.parties import parties
from assistant.grounding.placing import QUANTITIES, Segment
from assistant.grounding.text import bigrams

# The rest of the piece must be this much like the phrase (share of its pairs of characters, numbers counting for more).
LIKE = 0.42
# The same where the clause has never heard of the party named.
LIKE_OF_STRANGER = 0.3
NUMBER_WEIGHT = 3.0

_ROWS = tuple(tuple((name, re.compile(pattern)) for name, pattern in row.items()) for row in lexicon.RIVALS)


def of_another(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """What the sentence says of one party and the clause of another, one line each."""
    for at, piece in enumerate(pieces):
        for row in (*_ROWS, *side_by_side(evidence)):
            named = [(name, found.group(0)) for name, pattern in row if (found := pattern.search(piece.text))]
            if len(named) != 1:
                continue
            name, spelled = named[0]
            whole = _FORMAL.sub(lambda m: _SPELLED_FORMALLY[m.group(0)], piece.text.replace(spelled, "#"))
            if len(whole.strip("。,")) < 4 and at + 1 < len(pieces):
                continue
            if any(spelled in denial.reach for denial in denials(piece.text)):
                continue
            there_too = bool(dict(row)[name].search(evidence.whole))
            owner = _owner(whole, piece, row, evidence, there_too=there_too)
            if len(whole) < 9 and at and len(owner) != 1:
                owner = _owner_by_condition(pieces[at - 1], whole, row, evidence)
            if owner and name not in owner:
                yield f"所引条款里这一点说的是“{'、'.join(sorted(owner))}”，不是“{spelled}”"


Row = tuple[tuple[str, re.Pattern[str]], ...]
_HEADS_PHRASE = re.compile(r"^(?:其中)?([一-鿿]{4,16}?)(?=应|须|可(?!靠)|一般|不|由|按|实行|每|优秀)")


@lru_cache(maxsize=2_000)
def side_by_side(evidence: Evidence) -> tuple[Row, ...]:
    """Things of one kind that the clause sets side by side, in a row or at the head of its phrases: 平时考核、年度考核."""
    found: list[Row] = []
    heads: list[str] = []
    for unit in evidence.units:
        for phrase in unit.phrases:
            found += _of_one_kind([m for m in members(phrase.text) if len(m) >= 4])
        heads += [m[1] for p in unit.phrases if (m := _HEADS_PHRASE.match(p.text))]
    return tuple(dict.fromkeys(found + list(_of_one_kind(heads))))


def _of_one_kind(names: list[str]) -> Iterator[Row]:
    kinds: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        named = parties(name)
        if not (named and named[-1].end == len(name)) and all(e.kind == "actor" for e in read(name)):
            kinds.setdefault(name[-2:], []).append(name)
    for same in kinds.values():
        if len(same) < 2:
            continue
        behind = len(_common([n[::-1] for n in same]))
        marks = [n[: len(n) - behind][-4:] for n in same if len(n) > behind]
        if len(marks) < 2:
            continue
        front = len(_common(marks))
        marks = [m[front:] for m in marks]
        what = same[0][len(same[0]) - behind :][:2]
        if all(len(m) >= 2 for m in marks):
            yield tuple((m + what, re.compile(re.escape(m) + "的?" + what)) for m in marks)


def _common(texts: list[str]) -> str:
    return next(
        (t for t in (texts[0][:n] for n in range(len(texts[0]), 0, -1)) if all(o.startswith(t) for o in texts)), ""
    )


_SPELLED_FORMALLY = {
    "从": "自",
    "那天": "之日",
    "算起": "起计算",
    "起算": "起计算",
    "开始算": "起计算",
    "跟": "与",
}
_FORMAL = re.compile("|".join(_SPELLED_FORMALLY))


def _owner(
    rest: str, piece: Segment, row: tuple[tuple[str, re.Pattern[str]], ...], evidence: Evidence, *, there_too: bool
) -> set[str]:
    """Which of the row the nearest phrase belongs to; nothing where no phrase is near, or none of the row owns it."""
    words = bigrams(rest)
    numbers = {(e.kind, e.value) for e in piece.elements if e.kind in QUANTITIES | {"date", "digits", "grade"}}
    whole = len(words) + NUMBER_WEIGHT * len(numbers)
    if not whole:
        return set()
    ranked: list[tuple[float, Unit, int, Phrase]] = []
    for unit in evidence.units:
        for place, phrase in enumerate(unit.phrases):
            there = {(e.kind, e.value) for e in phrase.elements}
            in_unit = {(e.kind, e.value) for e in unit.elements}
            common = len(words & phrase.bigrams) + NUMBER_WEIGHT * (
                len(numbers & there) + 0.5 * len(numbers & in_unit - there)
            )
            ranked.append((common / whole, unit, place, phrase))
    best = max((r[0] for r in ranked), default=0.0)
    least = LIKE if there_too else LIKE_OF_STRANGER
    if best < least:
        return set()
    owners: set[str] = set()
    for score, unit, place, phrase in ranked:
        if score >= 0.85 * best:
            here = _named(phrase.text, row) or next(
                (found for p in reversed(unit.phrases[:place]) if (found := _named(p.text, row))), set()
            )
            here = here or next((found for p in unit.phrases[place + 1 :] if (found := _named(p.text, row))), set())
            if not here:
                return set()
            owners |= here
    return owners


def _owner_by_condition(
    condition: Segment, rest: str, row: tuple[tuple[str, re.Pattern[str]], ...], evidence: Evidence
) -> set[str]:
    """Which of the row the statement names that has the condition standing before a short piece."""
    words = condition.bigrams | bigrams(rest)
    numbers = [e for e in condition.elements if e.kind in QUANTITIES | {"date"}]
    scored = []
    for unit in evidence.units:
        borne = sum(any(agrees(e, there, evidence) for there in unit.elements) for e in numbers)
        scored.append((len(words & unit.bigrams) + NUMBER_WEIGHT * borne, unit))
    scored.sort(key=lambda s: -s[0])
    whole = len(words) + NUMBER_WEIGHT * len(numbers)
    if not scored or scored[0][0] < LIKE * whole or (len(scored) > 1 and scored[1][0] > scored[0][0] - 1.5):
        return set()
    return _named(scored[0][1].text, row)


def _named(text: str, row: tuple[tuple[str, re.Pattern[str]], ...]) -> set[str]:
    return {name for name, pattern in row if pattern.search(text)}
