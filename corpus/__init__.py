"""What is true: documents as trees of clauses, references to them, and rules as data."""

from corpus.clauses import Clause, Corpus, Policy, Status
from corpus.library import load_corpus

__all__ = ["Clause", "Corpus", "Policy", "Status", "load_corpus"]
