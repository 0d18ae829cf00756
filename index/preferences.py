"""What a question asks for beyond its words: a document, a level, a kind of condition, a day. Preferred, never required.

Knows clauses and how people name them; knows nothing of scores but how much each preference adds.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import Corpus
from corpus.names import by_subject, mentions
from corpus.numbering import fold
from corpus.references import resolve
from index import chunks as chunking
from index.store import Rows
from index.tokens import concepts, normalise

# The share that a clause's score gains. Chosen on our own questions (tests/index/questions.jsonl), where they are flat.
NAMED = 0.5  # its document is named by title, number or nickname
MEANT = (
    0.2  # its document, section or day is what a caller prefers, or its document has the topic and place asked about
)
SECTION = 0.1  # the question names the level or the kind of condition that stands above it
BARE = -0.15  # it is a heading alone, or a document's opening or close, which name what others say
UNASKED = 0.3  # what is left of a wording's likeness where the question is about another document
IN_FORCE = ("现行", "试行")
CITED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Filters:
    """What the question means, as far as a caller knows. Nothing is hidden by them."""

    policies: frozenset[str] = frozenset()
    sections: tuple[str, ...] = ()
    """Words of the headings above the clauses meant: 高级工程师, 成果条件."""
    as_of: date | None = None
    """The day that is asked about: what is in force then comes before what is not."""


class Preferences:
    """What questions prefer among the rows of one index."""

    def __init__(self, corpus: Corpus, rows: Rows) -> None:
        self._corpus = corpus
        self._rows = rows

    def gains(self, query: str, prefer: Filters) -> NDArray[np.float32]:
        """What each row's score is multiplied by."""
        named, meant = self.named(query), prefer.policies or frozenset(by_subject(fold(query), self._corpus))
        gains = 1 + BARE * self._bare
        gains += NAMED * np.isin(self.policies, list(named)) + MEANT * np.isin(self.policies, list(meant - named))
        if prefer.as_of is not None:
            gains += MEANT * np.isin(self.policies, self._in_force(prefer.as_of))
        for section in prefer.sections:
            gains += MEANT * self._under(section)
        for concept in set(concepts(normalise(query))) & self._section_concepts:
            gains += SECTION * self._under(concept)
        return gains.astype(np.float32)

    def welcome(self, query: str, prefer: Filters) -> NDArray[np.float32]:
        """How far wordings that other people used count for each row: little where its document is not one of those that
        the question names or means, or not in force on the day."""
        meant = self.named(query) or prefer.policies or frozenset(by_subject(fold(query), self._corpus))
        shares = np.ones(len(self.policies), dtype=np.float32)
        if meant:
            shares[~np.isin(self.policies, list(meant))] = UNASKED
        if prefer.as_of is not None:
            shares[~np.isin(self.policies, self._in_force(prefer.as_of))] = UNASKED
        return shares

    def _in_force(self, day: date) -> list[str]:
        return [p.id for p in self._corpus.policies.values() if p.status_on(day).status in IN_FORCE]

    def named(self, query: str) -> frozenset[str]:
        """The documents that a question names by title, number or nickname."""
        return frozenset(mention.policy_id for mention in mentions(fold(query), self._corpus))

    def expected(self, query: str) -> frozenset[str]:
        """The documents that an answer may have to draw on: those named, and those of the topic and place."""
        return self.named(query) | frozenset(by_subject(fold(query), self._corpus))

    def cited(self, query: str, policy: str | None) -> list[str]:
        """The clauses that a question names by number."""
        found = resolve(query, self._corpus, within=(policy,) if policy else ())
        return [clause.id for clause in found.matches[:CITED_AT_MOST]] if found.steps else []

    @cached_property
    def policies(self) -> NDArray[Any]:
        """Each row's document."""
        return np.array(self._rows.policy)

    def _under(self, section: str) -> NDArray[np.float32]:
        """Which rows stand under a heading.

        By concept where it is one: 高级工程师 is printed within 正高级工程师, and a 副高 is a 高级讲师 elsewhere.
        """
        meant = set(concepts(normalise(section)))
        under = [meant <= above if meant else section in text for text, above in self._headings]
        return np.array(under, dtype=np.float32)

    @cached_property
    def _headings(self) -> list[tuple[str, frozenset[str]]]:
        """The words above each row's clause, its own heading included, and the field's concepts in them."""
        texts = [chunking.headings(self._corpus.clause(clause), self._corpus) for clause in self._rows.clause]
        return [(text, frozenset(concepts(normalise(text)))) for text in texts]

    @cached_property
    def _section_concepts(self) -> frozenset[str]:
        """The concepts that headings use."""
        return frozenset().union(*(above for _, above in self._headings))

    @cached_property
    def _bare(self) -> NDArray[np.float32]:
        rows = zip(self._rows.chunk, self._rows.clause, strict=True)
        bare = [
            not chunk.endswith(chunking.WHOLE_LIST) and chunking.is_bare(self._corpus.clause(clause))
            for chunk, clause in rows
        ]
        return np.array(bare, dtype=np.float32)
