"""A word of the clause exchanged for another, everything around it kept: 应届毕业生 for 退役军人.

The piece is laid word by word along the phrase of the clause that is most like it. Where one stretch of words stands in place
of another, and the clauses know nothing of the new words, the sentence says something else. Pure functions.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.grounding import lexicon
from assistant.grounding.coverage import said
from assistant.grounding.evidence import Evidence
from assistant.grounding.placing import Segment
from assistant.grounding.words import said_in, tagged, words

# So much of the piece and of the stretch of the phrase around it must be the same, by length.
KEPT = 0.5
# The stretch kept must have so many characters.
LEAST_KEPT = 6
# Longer stretches are another way of saying it, not an exchange.
LONGEST = 8


def exchanged(pieces: list[Segment], evidence: Evidence, own_words: str) -> Iterator[str]:
    """Words put in place of others of the clause, one line each."""
    for piece in pieces:
        mine = _worded(piece.text)
        if len(mine) < 3:
            continue
        for theirs in _nearest(piece, evidence):
            fault = _fault(mine, _worded(theirs), evidence, own_words)
            if fault:
                yield fault
                break


@lru_cache(maxsize=20_000)
def _worded(text: str) -> tuple[str, ...]:
    return tuple(w for w, _ in words(text))


# Verbs and adverbs are told in so many ways that only an exchanged name counts.
_NAMES = re.compile(r"n|vn|j|b|an")


@lru_cache(maxsize=20_000)
def _tags(word: str) -> tuple[str, ...]:
    return tuple(tag for w, tag in tagged(word) if len(w) > 1 and w not in lexicon.GENERIC)


def _nearest(piece: Segment, evidence: Evidence) -> list[str]:
    """The phrase that has most of the piece."""
    scored = [(len(p.bigrams & piece.bigrams), p.text) for u in evidence.units for p in u.phrases]
    score, text = max(scored, key=lambda s: s[0], default=(0, ""))
    return [text] if score >= 3 else []


def _fault(mine: tuple[str, ...], theirs: tuple[str, ...], evidence: Evidence, own_words: str) -> str:
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    kept = sum(len(w) for block in matcher.get_matching_blocks() for w in mine[block.a : block.a + block.size])
    if kept < max(LEAST_KEPT, KEPT * sum(map(len, mine))):
        return ""
    for how, a, b, c, d in matcher.get_opcodes():
        new, old = mine[a:b], theirs[c:d]
        if how != "replace" or not 0 < sum(map(len, old)) <= LONGEST or sum(map(len, new)) > LONGEST:
            continue
        together = "".join(old)
        if set("".join(new)) & set(together) or max(map(len, new)) < 2:
            continue
        if not any(_NAMES.match(tag) for w in old for tag in _tags(w)):
            continue
        strange = [
            w
            for w in new
            if len(w) > 1
            and "第" not in "".join(new)
            and any(_NAMES.match(t) for t in _tags(w))
            and w not in own_words
            and not said_in(w, evidence.whole)
        ]
        if strange and not any(said(w, u) > 0.5 for w in strange for u in evidence.units):
            return f"所引条款说的是“{together}”，不是“{''.join(new)}”"
    return ""
