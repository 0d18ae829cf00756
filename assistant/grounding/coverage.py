"""What a sentence says beyond its numbers must be said by the clause too, in these or in other words.

Words are weighed by what they can state; a piece of a sentence whose words the clause does not have is an addition. Knows
spelling and the table of words that mean the same.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import rjieba

from assistant.grounding import lexicon
from assistant.grounding.binding import Segment
from assistant.grounding.evidence import Evidence

# Below this share of its words a piece of a sentence is an addition of its own.
LEAST_OF_PIECE = 0.36
LEAST_OF_SENTENCE = 0.5

_GROUPS: dict[str, list[frozenset[str]]] = {}
for _group in lexicon.SAME:
    for _word in _group:
        _GROUPS.setdefault(_word, []).append(_group)


@lru_cache(maxsize=10_000)
def words(text: str) -> tuple[tuple[str, str], ...]:
    """(word, part of speech) for the words that can state something."""
    bare = re.sub(r"[^一-鿿A-Za-z]+", " ", text)
    return tuple(
        (w, tag) for w, tag in rjieba.tag(bare) if w.strip() and w not in lexicon.EMPTY and re.search(r"\w", w)
    )


def additions(pieces: list[Segment], evidence: Evidence, question: str) -> Iterator[str]:
    """Pieces of the sentence, or the sentence, that the evidence does not have, one line each."""
    total = gained = 0.0
    for piece in pieces:
        weight, borne, strange = _weigh(piece, evidence, question)
        total, gained = total + weight, gained + borne
        if weight >= 3 and borne / weight < LEAST_OF_PIECE:
            yield f"所引条款没有说到：{'、'.join(strange)}"
    if total >= 3 and gained / total < LEAST_OF_SENTENCE:
        yield "所引条款与这句话说的不是一回事"


def _weigh(piece: Segment, evidence: Evidence, question: str) -> tuple[float, float, list[str]]:
    personal = any(w in piece.text for w in lexicon.PERSON)
    spelled = "".join(
        piece.text[e.start : e.end] if e.kind not in ("title", "number", "reference") else "" for e in piece.elements
    )
    weight = borne = 0.0
    strange = []
    for word, tag in words(piece.text):
        heavy = len(word) * (1.0 if tag[0] in "nvje" and tag not in ("vd",) else 0.5)
        share = said(word, evidence)
        if share < 1 and (word in spelled or personal and word in question):
            share = 1.0
        weight, borne = weight + heavy, borne + heavy * share
        if share < 0.5:
            strange.append(word)
    return weight, borne, strange


def said(word: str, evidence: Evidence) -> float:
    """How far the clause says a word: itself, a word of the same meaning, or its characters side by side."""
    text = evidence.whole
    if word in text or word.lower() in text.lower():
        return 1.0
    for group in _GROUPS.get(word, ()):
        if any(other in text for other in group if len(other) > 1 or len(word) == 1):
            return 1.0
    if len(word) == 1:
        return 0.0
    if len(word) > 2:
        pairs = [word[i : i + 2] for i in range(len(word) - 1)]
        return max(
            sum(p in evidence.bigrams for p in pairs) / len(pairs),
            0.6 * sum(c in evidence.characters for c in word) / len(word),
        )
    return {2: 0.6, 1: 0.3, 0: 0.0}[sum(c in evidence.characters for c in word)]
