"""BM25 over the terms of chunks, kept on disk and memory-mapped.

Knows rows and terms; knows nothing of clauses or vectors.
"""

from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.tokens import terms

# Chosen on the public set's train questions, where R@10 and R@100 are flat around them.
K1, B = 1.2, 0.75
# For clauses under headings, of which much of the length is not their own.
B_UNDER_HEADINGS = 0.5


class LexicalIndex:
    """Scores every row of an index for a question."""

    def __init__(self, bm25: Any) -> None:
        self._bm25 = bm25

    @classmethod
    def build(cls, texts: Iterable[tuple[str, str]]) -> "LexicalIndex":
        """Indexes texts, each with what stands above it; a text's row is its place."""
        import bm25s

        vocabulary: dict[str, int] = {}
        rows, b = [], B
        for context, text in texts:
            b = B_UNDER_HEADINGS if context else b
            rows.append(array("I", [vocabulary.setdefault(term, len(vocabulary)) for term in _row(context, text)]))
        vocabulary.setdefault("", len(vocabulary))
        bm25 = bm25s.BM25(k1=K1, b=b)
        bm25.index((rows, vocabulary), create_empty_token=False, show_progress=False)
        return cls(bm25)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Opens a saved index without reading it into memory."""
        import bm25s

        return cls(bm25s.BM25.load(folder, mmap=True, show_progress=False))

    def save(self, folder: Path) -> None:
        self._bm25.save(folder, show_progress=False)

    def scores(self, query: str) -> NDArray[np.float32]:
        """One score a row; 0 where the row has none of the question's terms."""
        known = self._bm25.get_tokens_ids(terms(query))
        if not known:
            return np.zeros(len(self), dtype=np.float32)
        return np.asarray(self._bm25.get_scores_from_ids(known), dtype=np.float32)

    def __len__(self) -> int:
        return int(self._bm25.scores["num_docs"])


def _row(context: str, text: str) -> list[str]:
    """A text's terms, and those that only stand above it, each once: a long title must not make a clause long."""
    own = terms(text)
    return own + [term for term in dict.fromkeys(terms(context)) if term not in set(own)] if context else own
