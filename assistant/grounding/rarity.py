"""How much a word tells clauses apart: a word that stands in every tenth clause says little about which one is meant.

Knows the corpus.
"""

import math
from collections.abc import Callable
from functools import cache, lru_cache

from assistant.grounding.text import plain
from corpus import Corpus

# A word of the reader's that no document has is mostly another way of saying something.
UNKNOWN = 0.5
LEAST, MOST = 0.4, 1.2


@lru_cache(maxsize=8)
def occurrences(corpus: Corpus) -> Callable[[str], int]:
    """A function from a word to the number of clauses that have it."""
    texts = [plain(clause.own_text) for clause in corpus.walk()]

    @cache
    def count(word: str) -> int:
        return sum(word in text for text in texts)

    return count


@lru_cache(maxsize=8)
def rarity(corpus: Corpus) -> Callable[[str], float]:
    """A function from a word to its weight, between `LEAST` for a word of many clauses and `MOST` for a word of one."""
    count, whole = occurrences(corpus), sum(1 for _ in corpus.walk())

    def weight(word: str) -> float:
        found = count(word)
        return min(MOST, max(LEAST, 0.2 + 0.4 * math.log10(whole / (found + 1)))) if found else UNKNOWN

    return weight
