"""What a sentence says beyond its numbers must be said by the clause too, in these or in other words, and in one place.

Words are weighed by what they can state; a piece of a sentence whose words no one statement of the clause has is an addition.
Knows spelling and the table of words that mean the same.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import rjieba

from assistant.grounding import lexicon
from assistant.grounding.binding import NORMATIVE, Segment
from assistant.grounding.evidence import Evidence, Unit

# Below this share of its words a piece of a sentence is an addition of its own; the sentence as a whole must reach more.
LEAST_OF_PIECE = 0.42
LEAST_OF_SENTENCE = 0.58
# Pieces with less to say than this are judged with the sentence alone.
SLIGHT = 2.5
# A word that the document's own title has says little about which clause is meant.
TITLE_WEIGHT = 0.3

_GROUPS: dict[str, list[frozenset[str]]] = {}
for _group in lexicon.SAME:
    for _word in _group:
        _GROUPS.setdefault(_word, []).append(_group)


@lru_cache(maxsize=10_000)
def words(text: str) -> tuple[tuple[str, str], ...]:
    """(word, part of speech) for the words that can state something."""
    bare = re.sub(r"《[^》]*》|[^一-鿿A-Za-z]+", " ", text)
    return tuple(
        (w, tag) for w, tag in rjieba.tag(bare) if w.strip() and w not in lexicon.EMPTY and re.search(r"\w", w)
    )


def additions(pieces: list[Segment], evidence: Evidence, question: str) -> Iterator[str]:
    """Pieces of the sentence, or the sentence, that the evidence does not have, one line each."""
    total = gained = 0.0
    names = "".join(evidence.names)
    personal = False
    for piece in pieces:
        personal = personal or any(w in piece.text for w in lexicon.PERSON)
        listed = _weighed(piece, names)
        weight = sum(w for _, w in listed)
        if not weight:
            continue
        borne, strange = _best(listed, evidence, _own_words(piece, personal, question))
        total, gained = total + weight, gained + borne
        if weight >= SLIGHT and borne / weight < LEAST_OF_PIECE:
            yield f"所引条款没有说到：{'、'.join(strange)}"
    if total >= SLIGHT and gained / total < LEAST_OF_SENTENCE:
        yield "所引条款与这句话说的不是一回事"


def _weighed(piece: Segment, names: str) -> list[tuple[str, float]]:
    listed = []
    for word, tag in words(piece.text):
        weight = min(len(word), 4) * (1.0 if tag[0] in "nvje" and tag != "vd" else 0.5)
        listed.append((word, weight * (TITLE_WEIGHT if word in names else 1.0)))
    return listed


# How far the words of the question count where the piece lays down no rule: naming what was asked about is no claim.
OF_QUESTION = 0.6


def _own_words(piece: Segment, personal: bool, question: str) -> dict[str, float]:
    """The person's own words, and how far they count in this piece."""
    if NORMATIVE.search(piece.text):
        return {}
    spelled = {e.text for e in piece.elements}
    listed = {word: 1.0 if personal else OF_QUESTION for word, _ in words(piece.text) if word in question}
    return listed | {word: 1.0 for word, _ in words(piece.text) if personal and any(word in s for s in spelled)}


def _best(listed: list[tuple[str, float]], evidence: Evidence, free: dict[str, float]) -> tuple[float, list[str]]:
    """The most that one statement (with what stands above it, and a second one at half) bears of these words."""
    best, strange = 0.0, [w for w, _ in listed]
    for unit in evidence.units:
        shares = [max(free.get(word, 0.0), said(word, unit)) for word, _ in listed]
        borne = sum(share * weight for share, (_, weight) in zip(shares, listed, strict=True))
        if borne > best:
            best, strange = borne, [w for (w, _), share in zip(listed, shares, strict=True) if share < 0.5]
    return best, strange


@lru_cache(maxsize=200_000)
def said(word: str, unit: Unit) -> float:
    """How far a statement says a word: itself, a word of the same meaning, or its characters side by side."""
    text = unit.text + "\n" + unit.context
    if word in text or word.lower() in text.lower():
        return 1.0
    for group in _GROUPS.get(word, ()):
        if any(other in text for other in group if len(other) > 1 or len(word) == 1):
            return 1.0
    if len(word) == 1:
        return 0.0
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    have = sum(p in unit.bigrams or p in unit.context_bigrams for p in pairs) / len(pairs)
    apart = sum(c in unit.text for c in word) / len(word)
    return max(have, 0.5 * apart)
