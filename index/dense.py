"""Vectors and texts in Chroma, embedded or on a server, found by nearness.

Knows rows, vectors and where Chroma is; knows nothing of models or clauses. A row's id in Chroma is its number.
"""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.chunks import Chunk
from index.errors import REBUILD, BrokenIndex, UnreachableChroma

SETTING = "TIAOWEN_CHROMA_URL"
BATCH = 2_000
# Over 55,310 articles 97 of 100 of the exact ten nearest are found, and more of the hundred nearest than by Chroma's
# defaults, for 1 ms a question.
CONSTRUCTION, SEARCH = 200, 600
# Rows between two writes of the graph to disk; what is not written is built again at the first query (18 s for 15,000).
SYNC = 20_000


def batches(size: int) -> Iterator[tuple[int, int]]:
    """First row and end of each batch to add, so that the last one of `size` rows makes Chroma write its graph."""
    for group in np.array_split(np.arange(size), _groups(size)):
        for batch in np.array_split(group, math.ceil(len(group) / BATCH)) if len(group) else []:
            yield int(batch[0]), int(batch[-1]) + 1


def sync_threshold(size: int) -> int:
    """After how many rows Chroma is to write its graph."""
    return max(size // _groups(size), 2)


def _groups(size: int) -> int:
    """How many times the graph is written."""
    return max(1, round(size / SYNC))


class DenseIndex:
    """One Chroma collection: what is near a vector."""

    def __init__(self, collection: Any) -> None:
        self._collection = collection

    def add(self, first_row: int, chunks: Sequence[Chunk], vectors: NDArray[np.float32]) -> None:
        """Rows from `first_row` on."""
        self._collection.add(
            ids=[str(first_row + place) for place in range(len(chunks))],
            embeddings=vectors,
            documents=[chunk.indexed for chunk in chunks],
            metadatas=[{"clause_id": c.clause_id, "policy_id": c.policy_id, "chunk_id": c.id} for c in chunks],
        )

    def nearest(
        self, vector: Sequence[float], n: int, policy: str | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows and their cosines, nearest first; only those of one policy if it is given."""
        where = {"policy_id": policy} if policy else None
        with _clear_errors():
            found = self._collection.query(
                query_embeddings=[list(vector)], n_results=n, where=where, include=["distances"]
            )
        rows = np.array([int(row) for row in found["ids"][0]], dtype=np.int64)
        return rows, 1 - np.array(found["distances"][0], dtype=np.float32)

    def vectors(self, rows: Sequence[int]) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """The vectors of rows, in no order."""
        for start in range(0, len(rows), BATCH):
            with _clear_errors():
                part = self._collection.get(
                    ids=[str(row) for row in rows[start : start + BATCH]], include=["embeddings"]
                )
            for row, vector in zip(part["ids"], part["embeddings"], strict=True):
                yield int(row), np.asarray(vector, dtype=np.float32)

    def finish(self) -> None:
        """Marks the collection as whole, for others who share the server."""
        self._collection.modify(metadata={"whole": len(self)})

    @property
    def name(self) -> str:
        return str(self._collection.name)

    def __len__(self) -> int:
        with _clear_errors():
            return int(self._collection.count())


class Chroma:
    """A place where collections are kept: a folder of our own, or a server."""

    def __init__(self, place: Path | str) -> None:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if isinstance(place, Path):
            with _clear_errors():
                self._client: Any = chromadb.PersistentClient(path=str(place), settings=settings)
        else:
            self._client = _http_client(chromadb, place, settings)

    def create(self, name: str, size: int) -> DenseIndex:
        """A new, empty collection for `size` rows."""
        sync = sync_threshold(size)
        hnsw = {
            "space": "cosine",
            "ef_construction": CONSTRUCTION,
            "ef_search": SEARCH,
            "sync_threshold": sync,
            "batch_size": min(100, sync),
        }
        collection = self._client.create_collection(name, embedding_function=None, configuration={"hnsw": hnsw})
        return DenseIndex(collection)

    def open(self, name: str) -> DenseIndex:
        """Raises BrokenIndex where there is none: Chroma itself would make an empty one."""
        with _clear_errors():
            return DenseIndex(self._client.get_collection(name, embedding_function=None))

    def whole(self, prefix: str, size: int) -> DenseIndex | None:
        """A finished collection of this content, if a process that shares the server has made one."""
        for collection in self._client.list_collections():
            if collection.name.startswith(prefix) and (collection.metadata or {}).get("whole") == size:
                return DenseIndex(collection)
        return None

    def drop(self, name: str) -> None:
        if name in {collection.name for collection in self._client.list_collections()}:
            self._client.delete_collection(name)

    def close(self) -> None:
        """Lets go of files or connections. Chroma forgets those to a server, of which each client has two."""
        for side in (self._client, self._client._admin_client):
            if (session := getattr(side._server, "_session", None)) is not None:
                session.close()
        self._client.close()


def _http_client(chromadb: Any, url: str, settings: Any) -> Any:
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreachableChroma(f"{SETTING}: {url!r} 不是网址；应形如 http://127.0.0.1:8000")
    port = parts.port or (443 if parts.scheme == "https" else 8000)
    try:
        return chromadb.HttpClient(host=parts.hostname, port=port, ssl=parts.scheme == "https", settings=settings)
    except Exception as error:
        raise UnreachableChroma(
            f"{SETTING}: {url} 没有 Chroma 服务应答；请先启动 `chroma run`，或取消这项设置"
        ) from error


class _clear_errors:
    """Chroma's many exceptions as one that names the way out."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception):
            reason = (str(error).strip() or type(error).__name__).splitlines()[0][:160]
            raise BrokenIndex(f"索引已损坏（{reason}）；{REBUILD}") from error
