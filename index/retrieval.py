"""The clauses that answer a question, best first.

Knows clauses and what a question prefers; where scores come from is `fusion`'s business.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus import Corpus
from corpus.errors import BadInput
from index import chunks as chunking
from index import static, tokens
from index.asks import asks
from index.building import Progress, build
from index.chunks import chunk_corpus
from index.embeddings import Model, load_model, model_name
from index.errors import REBUILD, OtherModel
from index.fusion import score
from index.preferences import Filters, Preferences
from index.store import Manifest, Store, current

if TYPE_CHECKING:
    from index.langchain import ClauseRetriever

ASKED = 0.8
"""What a clause gains that people ask for in just such words, beside the 1 of having the best words itself."""
CITED = 3.0
"""Above any score: the clause that the question cites by its number."""
SORTED_FIRST = 500
LONGEST_QUESTION = 2_000
"""Characters of a question that are read; what is pasted after them is no question."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause found. `text` is its own words, or the whole list where the list was found."""

    clause_id: str
    policy_id: str
    score: float
    path: str
    text: str


class Index:
    """Searches one corpus. Safe to share between threads."""

    def __init__(self, corpus: Corpus, store: Store, embedding_model: str | None, reranker_model: str | None) -> None:
        self._corpus = corpus
        self._store = store
        self._embedding_model = embedding_model
        self._reranker_model = reranker_model

    def search(self, query: str, k: int = 10, policy: str | None = None, prefer: Filters | None = None) -> list[Hit]:
        """The k best clauses. `policy` restricts to one document (UnknownPolicy if there is none of that id)."""
        if k < 1:
            raise BadInput("k: 应为正整数")
        if policy is not None:
            self._corpus.policy(policy)
        query = tokens.mended(query.strip()[:LONGEST_QUESTION])
        gains = self._preferences.gains(query, prefer or Filters())
        asked = self._asked(query) * self._preferences.welcome(query, prefer or Filters())
        scores = score(self._store, self._model, query, policy, gains).fused + ASKED * gains * asked
        for place, clause_id in enumerate(self._preferences.cited(query, policy)):
            if (row := self._first_row.get(clause_id)) is not None:
                scores[row] += CITED - 0.1 * place
        if policy is not None:
            scores = np.where(self._preferences.policies == policy, scores, 0)
        if self._reranker_model is None:
            expected = frozenset() if policy else self._preferences.expected(query)
            return self._each_expected(self._hits(scores, k), scores, expected)
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
        """The best rows as clauses, each once.

        The second item found of a short list brings the whole list, and further items are not repeated: who asks for
        the conditions gets them all, and who asks for one has it before.
        """
        hits: dict[str, Hit] = {}
        begun: set[str] = set()
        printed: set[tuple[str, str, str]] = set()
        rows = self._store.rows
        for row in _best_first(scores):
            clause, whole = self._corpus.clause(rows.clause[row]), rows.chunk[row] in self._lists
            if not whole and f"{clause.parent_id}{chunking.WHOLE_LIST}" in self._lists:
                if clause.parent_id in begun:
                    clause, whole = self._corpus.clause(str(clause.parent_id)), True
                begun.add(str(clause.parent_id))
            text = self._corpus.full_text(clause) if whole else clause.own_text
            shown = hits.get(clause.id)
            # One document may print a provision twice; under another level the same words are another provision.
            twin = (clause.policy_id, chunking.headings(clause, self._corpus, annexes=False), text)
            if (shown is None and twin not in printed) or (shown is not None and len(shown.text) < len(text)):
                printed.add(twin)
                best = shown.score if shown else float(scores[row])
                hits[clause.id] = Hit(clause.id, clause.policy_id, best, clause.path, text)
            if len(hits) == k:
                break
        return list(hits.values())

    def _asked(self, query: str) -> NDArray[np.float32]:
        """How like the question is to wordings in which people ask for each row's clause, or for its whole list."""
        likeness = np.zeros(len(self._store.rows.chunk), dtype=np.float32)
        for like in reversed(asks(self._corpus).like(query)):
            rows = [self._first_row[like.clause_id]] if like.whole else self._rows_of[like.clause_id]
            likeness[rows] = like.likeness
        return likeness

    @cached_property
    def _rows_of(self) -> dict[str, list[int]]:
        """Each clause's rows, whole lists apart."""
        rows: dict[str, list[int]] = defaultdict(list)
        for row, (chunk, clause) in enumerate(zip(self._store.rows.chunk, self._store.rows.clause, strict=True)):
            if chunk not in self._lists:
                rows[clause].append(row)
        return rows

    @cached_property
    def _first_row(self) -> dict[str, int]:
        """Where each clause's best row to show stands: its whole list if it has one, else its beginning."""
        rows: dict[str, int] = {}
        for row, (chunk, clause) in enumerate(zip(self._store.rows.chunk, self._store.rows.clause, strict=True)):
            if clause not in rows or chunk in self._lists:
                rows[clause] = row
        return rows

    def _each_expected(self, hits: list[Hit], scores: NDArray[np.float32], expected: frozenset[str]) -> list[Hit]:
        """The hits, the last of them given up for the best of documents expected that have none: all of them if they
        are few, else the one that comes nearest. What comes first stays."""
        missing = sorted(expected - {hit.policy_id for hit in hits})
        if not missing or len(expected) < 2 or len(hits) < 4:
            return hits
        found = [self._hits(np.where(self._preferences.policies == policy, scores, 0), 1) for policy in missing]
        places = sorted((hit for best in found for hit in best), key=lambda hit: -hit.score)
        places = places[: len(missing) if 2 * len(expected) <= len(hits) else 1]
        return hits[: len(hits) - len(places)] + places

    @cached_property
    def _lists(self) -> frozenset[str]:
        """The chunks that are whole lists."""
        return frozenset(chunk for chunk in self._store.rows.chunk if chunk.endswith(chunking.WHOLE_LIST))

    @cached_property
    def _model(self) -> Model:
        """Loaded at the first search; must be the one that made the vectors."""
        model = load_model(self._embedding_model)
        made = self._store.manifest
        if (model.fingerprint, model.dimension) != (made.embedding_fingerprint, made.dimension):
            raise _other_model(
                f"{made.embedding}（{made.embedding_fingerprint}）", f"{model.name}（{model.fingerprint}）"
            )
        return model

    @cached_property
    def _preferences(self) -> Preferences:
        return Preferences(self._corpus, self._store.rows)


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
) -> Manifest:
    """Builds the index anew, whatever is there, and says what of; vectors of unchanged clauses are kept."""
    store = build(
        chunk_corpus(corpus), corpus.fingerprint, index_folder(data_dir), embedding_model, chroma_url, progress
    )
    store.close()
    return store.manifest


def index_folder(data_dir: Path) -> Path:
    return data_dir / "index"


def fits(store: Store, corpus: Corpus, chroma_url: str | None) -> bool:
    """Whether this version was made from this corpus, in this way, at this place, by the bundled model as it now is."""
    made = store.manifest
    if made.embedding == static.NAME and made.embedding_fingerprint != static.fingerprint():
        return False
    return (made.corpus, made.chunking, made.tokeniser, made.chroma_url) == (
        corpus.fingerprint,
        chunking.RECIPE,
        tokens.fingerprint(),
        chroma_url,
    )


def _best_first(scores: NDArray[np.float32]) -> Iterator[int]:
    """Rows with any score, best first; equal ones in reading order."""
    some = np.flatnonzero(scores > 0)
    if len(some) > SORTED_FIRST:
        # Few are ever asked for; the rest are sorted only for who goes on.
        cut = np.partition(scores[some], -SORTED_FIRST)[-SORTED_FIRST]
        parts = [some[scores[some] >= cut], some[scores[some] < cut]]
    else:
        parts = [some]
    for part in parts:
        yield from (int(row) for row in part[np.argsort(-scores[part], kind="stable")])


def _other_model(made_with: str, wanted: str) -> OtherModel:
    return OtherModel(f"索引是用嵌入模型 {made_with} 建的，现在的是 {wanted}；{REBUILD}")
