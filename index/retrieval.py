"""The clauses that answer a question, best first.

Knows clauses and what a question prefers; where scores come from is the store's business.
"""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from corpus import Corpus
from index.chunks import chunk_corpus
from index.lexical import LexicalIndex


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause found. `text` is its own words, or the whole list where the list was found."""

    clause_id: str
    policy_id: str
    score: float
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What the question means, as far as known. Preferred, never required: nothing is hidden by them."""

    policies: frozenset[str] = field(default_factory=frozenset)
    sections: tuple[str, ...] = ()
    """Words that stand in the headings above the clauses meant: 高级工程师, 成果条件."""


class Index:
    """Searches one corpus. Safe to share between threads."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._chunks = chunk_corpus(corpus)
        self._lexical = LexicalIndex.build(chunk.indexed for chunk in self._chunks)

    def search(self, query: str, k: int = 10, policy: str | None = None, prefer: Filters | None = None) -> list[Hit]:
        """The k best clauses. `policy` restricts to one document (UnknownPolicy if there is none of that id)."""
        if policy is not None:
            self._corpus.policy(policy)
        scores = self._lexical.scores(query)
        best: dict[str, Hit] = {}
        for row in np.argsort(-scores, kind="stable"):
            if len(best) == k or scores[row] <= 0:
                break
            chunk = self._chunks[row]
            if chunk.clause_id in best or (policy and chunk.policy_id != policy):
                continue
            clause = self._corpus.clause(chunk.clause_id)
            text = chunk.text if chunk.id.endswith("#list") else clause.own_text
            best[clause.id] = Hit(clause.id, clause.policy_id, float(scores[row]), clause.path, text)
        return list(best.values())


def open_index(corpus: Corpus, data_dir: Path) -> Index:
    """The index of this corpus under `data_dir`, built if it is not there yet."""
    return Index(corpus)
