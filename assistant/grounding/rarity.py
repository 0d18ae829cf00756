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
def rarity(corpus: Corpus) -> Callable[[str], float]:
    """A function from a word to its weight, between `LEAST` for a word of many clauses and `MOST` for a word of one."""
    texts = [plain(clause.own_text) for clause in corpus.walk()]

    @cache
    def weight(word: str) -> float:
        found = sum(word in text for text in texts)
        if not found:
            return UNKNOWN
        return min(MOST, max(LEAST, 0.2 + 0.4 * math.log10(len(texts) / (found + 1))))

    return weight
