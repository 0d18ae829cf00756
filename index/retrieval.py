"""The clauses that answer a question, best first.

Knows clauses and what a question prefers; where scores come from is `fusion`'s business.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corpus import Corpus
from index import chunks as chunking
from index import tokens
from index.building import Progress, build
from index.chunks import chunk_corpus
from index.embeddings import Model, load_model, model_name
from index.errors import REBUILD, OtherModel
from index.fusion import score
from index.store import Store, current, prepare

if TYPE_CHECKING:
    from index.langchain import ClauseRetriever

PREFERENCE = 0.25
"""What a clause gains for each thing about it that the question prefers, beside a best lexical score of 1."""


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

    policies: frozenset[str] = frozenset()
    sections: tuple[str, ...] = ()
    """Words of the headings above the clauses meant: 高级工程师, 成果条件."""


class Index:
    """Searches one corpus. Safe to share between threads."""

    def __init__(self, corpus: Corpus, store: Store, embedding_model: str | None, reranker_model: str | None) -> None:
        self._corpus = corpus
        self._store = store
        self._embedding_model = embedding_model
        self._reranker_model = reranker_model

    def search(self, query: str, k: int = 10, policy: str | None = None, prefer: Filters | None = None) -> list[Hit]:
        """The k best clauses. `policy` restricts to one document (UnknownPolicy if there is none of that id)."""
        if policy is not None:
            self._corpus.policy(policy)
        scores = score(self._store, self._model, query, policy).fused
        if policy is not None:
            scores = np.where(self._policies == policy, scores, 0)
        if prefer is not None:
            scores = scores + PREFERENCE * self._preferred(prefer) * (scores > 0)
        if self._reranker_model is None:
            return self._hits(scores, k)
        from index.reranking import rerank

        return rerank(self._reranker_model, query, self._hits(scores, max(k, 20)))[:k]

    def as_retriever(self, k: int = 10, policy: str | None = None) -> "ClauseRetriever":
        """The same search as a LangChain retriever."""
        from index.langchain import ClauseRetriever

        return ClauseRetriever(index=self, k=k, policy=policy)

    def close(self) -> None:
        """Lets go of the index's files."""
        self._store.close()

    def _hits(self, scores: NDArray[np.float32], k: int) -> list[Hit]:
        """The best rows as clauses, each once; a clause that stands whole in a list already shown is not repeated."""
        hits: dict[str, Hit] = {}
        lists: set[str] = set()
        for row in _best_first(scores):
            clause = self._corpus.clause(self._store.rows.clause[row])
            if clause.id in hits or clause.parent_id in lists:
                continue
            whole = self._store.rows.chunk[row].endswith(chunking.WHOLE_LIST)
            text = self._corpus.full_text(clause) if whole else clause.own_text
            hits[clause.id] = Hit(clause.id, clause.policy_id, float(scores[row]), clause.path, text)
            if whole:
                lists.add(clause.id)
            if len(hits) == k:
                break
        return list(hits.values())

    def _preferred(self, prefer: Filters) -> NDArray[np.float32]:
        """How many of the preferred things each row has."""
        wanted = np.isin(self._policies, list(prefer.policies)).astype(np.float32)
        for section in prefer.sections:
            wanted += np.array([section in headings for headings in self._headings], dtype=np.float32)
        return wanted

    @cached_property
    def _model(self) -> Model:
        """Loaded at the first search; must be the one that made the vectors."""
        model = load_model(self._embedding_model)
        made = self._store.manifest
        if (model.fingerprint, model.dimension) != (made.embedding_fingerprint, made.dimension):
            raise _other_model(made.embedding, f"{model.name}（{model.fingerprint}）")
        return model

    @cached_property
    def _policies(self) -> NDArray[Any]:
        return np.array(self._store.rows.policy)

    @cached_property
    def _headings(self) -> list[str]:
        """The words above each row's clause, its own heading included."""
        return [chunking.headings(self._corpus.clause(clause), self._corpus) for clause in self._store.rows.clause]


def open_index(
    corpus: Corpus,
    data_dir: Path,
    *,
    embedding_model: str | None = None,
    reranker_model: str | None = None,
    chroma_url: str | None = None,
    progress: Progress | None = None,
) -> Index:
    """The index of this corpus under `data_dir`, built if it is not there yet or the corpus has changed.

    Raises OtherModel where it stands on another embedding model, BrokenIndex where it is damaged, UnusableDataFolder
    where it cannot be kept.
    """
    root = index_folder(data_dir)
    store = current(root) if root.exists() else None
    if store is not None and store.manifest.embedding != model_name(embedding_model):
        raise _other_model(store.manifest.embedding, model_name(embedding_model))
    if store is None or not fits(store, corpus, chroma_url):
        store = build(
            chunk_corpus(corpus),
            corpus.fingerprint,
            root,
            embedding_model,
            chroma_url,
            progress,
            needed=lambda found: not fits(found, corpus, chroma_url),
        )
    return Index(corpus, store, embedding_model, reranker_model)


def build_index(
    corpus: Corpus,
    data_dir: Path,
    *,
    embedding_model: str | None = None,
    chroma_url: str | None = None,
    progress: Progress | None = None,
) -> Store:
    """Builds the index anew, whatever is there; vectors of unchanged clauses are kept."""
    root = index_folder(data_dir)
    prepare(root)
    return build(chunk_corpus(corpus), corpus.fingerprint, root, embedding_model, chroma_url, progress)


def index_folder(data_dir: Path) -> Path:
    return data_dir / "index"


def fits(store: Store, corpus: Corpus, chroma_url: str | None) -> bool:
    """Whether this version was made from this corpus, in this way, at this place."""
    made = store.manifest
    return (made.corpus, made.chunking, made.tokeniser, made.chroma_url) == (
        corpus.fingerprint,
        chunking.RECIPE,
        tokens.fingerprint(),
        chroma_url,
    )


def _best_first(scores: NDArray[np.float32]) -> Iterator[int]:
    """Rows with any score, best first; equal ones in reading order."""
    for row in np.argsort(-scores, kind="stable"):
        if scores[row] <= 0:
            return
        yield int(row)


def _other_model(made_with: str, wanted: str) -> OtherModel:
    return OtherModel(f"索引是用嵌入模型 {made_with} 建的，现在的是 {wanted}；{REBUILD}")
