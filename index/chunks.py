"""What is indexed: a clause with its ancestors' headings and its document's title and number.

A long clause is split at its sentences; a short list is also kept whole under its parent.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import Clause, Corpus, Policy

RECIPE = "clauses/2"
LONG_CLAUSE = 400
SHORT_LIST = 1_600
LIKE_A_HEADING = 25
WHOLE_LIST = "#list"

_SENTENCE_END = re.compile(r"(?<=[。；;！？])")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of text with where it stands. `context` is indexed and embedded with `text`, never shown."""

    id: str
    clause_id: str
    policy_id: str
    context: str
    text: str

    @property
    def indexed(self) -> str:
        return f"{self.context}\n{self.text}" if self.context else self.text

    @property
    def counted(self) -> str:
        """What lexical search counts of the text itself: words that open a text like a heading count twice."""
        opening, _, rest = self.text.partition("。")
        return f"{self.text}\n{opening}" if rest and len(opening) <= LIKE_A_HEADING else self.text

    @property
    def digest(self) -> str:
        """Of what is embedded: an unchanged digest keeps its vector."""
        return hashlib.sha256(self.indexed.encode()).hexdigest()[:24]


def chunk_corpus(corpus: Corpus) -> list[Chunk]:
    """Every chunk of every document, in reading order; ids are unique and stable while a clause stands."""
    return [chunk for clause in corpus.walk() for chunk in _chunks_of(clause, corpus)]


def _chunks_of(clause: Clause, corpus: Corpus) -> Iterator[Chunk]:
    context = _context(clause, corpus)
    if clause.own_text:
        pieces = _split(clause.own_text)
        for number, piece in enumerate(pieces):
            part = f"#{number + 1}" if len(pieces) > 1 else ""
            yield Chunk(clause.id + part, clause.id, clause.policy_id, context, piece)
    if _is_list(clause, corpus) and len(whole := corpus.full_text(clause)) <= SHORT_LIST:
        yield Chunk(clause.id + WHOLE_LIST, clause.id, clause.policy_id, context, whole)


def _is_list(clause: Clause, corpus: Corpus) -> bool:
    """A clause whose children have none of their own."""
    return bool(clause.children) and not any(child.children for child in corpus.children(clause))


def _context(clause: Clause, corpus: Corpus) -> str:
    """Title, number and nicknames of the document, then the headings above the clause."""
    above = [f"{c.label}{_heading(c)}" for c in corpus.ancestors(clause)]
    return " ".join(part for part in (naming(corpus.policies[clause.policy_id]), *above, clause.label) if part)


def is_bare(clause: Clause) -> bool:
    """A heading alone, or a document's opening or close, which name what other clauses say."""
    return not clause.text or bool({"前言", "通知", "结语"} & set(clause.path.split("/")))


def headings(clause: Clause, corpus: Corpus, annexes: bool = True) -> str:
    """The words above a clause and its own heading, outermost first."""
    chain = (*corpus.ancestors(clause), clause)
    return " ".join(_heading(c) for c in chain if annexes or not c.label.startswith("附件"))


def naming(policy: Policy) -> str:
    """The names a document goes by."""
    return " ".join(part for part in (policy.title, policy.number or "", *policy.aliases) if part)


def _heading(clause: Clause) -> str:
    """The heading, or for a list without one the words that open it."""
    return clause.heading or clause.text[:60]


def _split(text: str) -> list[str]:
    """A long text in pieces of whole sentences, none much longer than LONG_CLAUSE."""
    if len(text) <= LONG_CLAUSE:
        return [text]
    pieces = [""]
    for sentence in _SENTENCE_END.split(text):
        if pieces[-1] and len(pieces[-1]) + len(sentence) > LONG_CLAUSE:
            pieces.append("")
        pieces[-1] += sentence
    return [piece for piece in pieces if piece]
