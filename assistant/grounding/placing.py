"""A sentence in pieces, and where the evidence has each checkable element: beside which words, in which statement, under what.

Knows elements and evidence; judges nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.grounding.elements import Element, read
from assistant.grounding.evidence import Evidence, Unit
from assistant.grounding.text import bigrams, phrases, statements

QUANTITIES = {"time", "workday", "day", "lesson", "hour", "age", "money", "percent", "people", "count", "month"}
ANCHORS = {"degree", "level", "rank", "role", "actor", "scope", "award", "per", "grade", "group"}
CHECKED = QUANTITIES | (ANCHORS - {"actor"}) | {"date", "number", "digits", "latin", "title", "measure"}
NEAR, SAME_STATEMENT, ABOVE = 1.0, 0.6, 0.3


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the sentence that says one thing."""

    text: str
    elements: tuple[Element, ...]
    bigrams: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """An element of the evidence and the words around it."""

    element: Element
    near: frozenset[str]
    near_elements: frozenset[tuple[str, object]]
    statement: frozenset[str]
    statement_elements: frozenset[tuple[str, object]]
    above: frozenset[str]
    above_elements: frozenset[tuple[str, object]]


def segments(text: str) -> list[Segment]:
    """A sentence in pieces: at commas and colons, and at 、 和 where each side has its own number."""
    found = []
    for statement in statements(text):
        for phrase in phrases(statement):
            for part in _apart(phrase):
                found.append(Segment(part, read(part), bigrams(part)))
    return found


def _apart(phrase: str) -> list[str]:
    parts = re.split(r"、|(?<=[年月项元天人%])[和与或及](?!以)", phrase)
    if len(parts) > 1 and all(any(e.kind in QUANTITIES | {"rank", "award"} for e in read(p)) for p in parts):
        return parts
    return [phrase]


def words_around(
    element: Element, at: int, pieces: list[Segment], first: int = 0
) -> dict[str | tuple[str, object], float]:
    words: dict[str | tuple[str, object], float] = {}
    for place, piece in enumerate(pieces, first):
        weight = {0: 1.0, 1: 0.35}.get(abs(place - at), 0.15)
        for other in piece.elements:
            if other is element or other.kind not in ANCHORS | QUANTITIES | {"date"}:
                continue
            gain = weight * (4.0 if other.kind in ANCHORS or place == at else 2.0)
            words[other.kind, other.value] = max(words.get((other.kind, other.value), 0.0), gain)
        for pair in piece.bigrams:
            words[pair] = max(words.get(pair, 0.0), weight)
    for pair in bigrams(element.text):
        words.pop(pair, None)
    return words


def words_telling(element: Element, at: int, pieces: list[Segment]) -> dict[str | tuple[str, object], float]:
    """The words around an element; a telephone number is told by its own piece, or by the one before a short piece."""
    if element.kind != "digits":
        return words_around(element, at, pieces)
    first = at if len(pieces[at].bigrams) > 4 or not at else at - 1
    words: dict[str | tuple[str, object], float] = {}
    for pair in {pair for piece in pieces[first : at + 1] for pair in piece.bigrams} - bigrams(element.text):
        words[pair] = 1.0
    return words


def nearness(words: dict[str | tuple[str, object], float], place: Place) -> float:
    total = 0.0
    for word, weight in words.items():
        if isinstance(word, str):
            total += weight * (
                NEAR
                if word in place.near
                else SAME_STATEMENT
                if word in place.statement
                else ABOVE
                if word in place.above
                else 0
            )
        else:
            total += weight * (
                NEAR if word in place.near_elements else SAME_STATEMENT if word in place.statement_elements
                else ABOVE if word in place.above_elements else 0
            )  # fmt: skip
    return total


def places_in(evidence: Evidence) -> dict[str, list[Place]]:
    """Every element of the evidence with the words around it, by kind."""
    found: dict[str, list[Place]] = {}
    for unit in evidence.units:
        for place in _of_unit(unit):
            found.setdefault(place.element.kind, []).append(place)
    seen: set[str] = set()
    for unit in evidence.units:
        for line in unit.context.split("\n"):
            if line in seen:
                continue
            seen.add(line)
            for statement in statements(line):
                whole, read_whole = bigrams(statement), _keys(read(statement))
                heading = len(line) <= 20
                for phrase in phrases(statement):
                    elements = read(phrase)
                    for element in elements:
                        there = _heading_level(element) if heading else element
                        found.setdefault(element.kind, []).append(
                            Place(there, bigrams(phrase), _keys(elements), whole, read_whole, frozenset(), frozenset())
                        )
    return found


def _heading_level(element: Element) -> Element:
    """A title in a heading is the title that is applied for."""
    if element.kind != "level" or element.role:
        return element
    return Element(element.kind, element.value, element.start, element.end, element.bound, "target", element.text)


def _of_unit(unit: Unit) -> Iterator[Place]:
    whole = _keys(unit.elements)
    above = _keys(unit.context_elements)
    for phrase in unit.phrases:
        for part in _apart(phrase.text):
            near, elements = (phrase.bigrams, phrase.elements) if part == phrase.text else (bigrams(part), read(part))
            keys = _keys(elements)
            for element in elements:
                yield Place(element, near, keys, unit.bigrams, whole, unit.context_bigrams, above)


def _keys(elements: tuple[Element, ...]) -> frozenset[tuple[str, object]]:
    return frozenset((e.kind, e.value) for e in elements)
