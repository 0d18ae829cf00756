"""Builds a version beside the one that holds and swaps the pointer when it is whole.

A process killed at any moment leaves the old version or the new one. One builder at a time; a second waits and then
finds the work done. Vectors of unchanged chunks are taken from the version before.
"""

import hashlib
import json
import os
import shutil
import socket
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from corpus.errors import TiaowenError
from index import chunks as chunking
from index import tokens
from index.chunks import Chunk
from index.dense import Chroma, DenseIndex, batches
from index.embeddings import Model, load_model
from index.errors import REBUILD, BrokenIndex, BusyIndex
from index.lexical import LexicalIndex
from index.store import LAYOUT, READERS, Manifest, Rows, Store, current, point_to, prepare, unread

Progress = Callable[[int, int], None]
"""Called with how many chunks are done and how many there are."""

BUILDER = "BUILDING"
PLACE = "place.json"
WAIT_S = 1_800


def build(
    chunks: Sequence[Chunk],
    corpus: str,
    root: Path,
    embedding_model: str | None = None,
    chroma_url: str | None = None,
    progress: Progress | None = None,
    needed: Callable[[Store], bool] = lambda store: True,
) -> Store:
    """A version of these chunks, opened.

    `corpus` is the fingerprint to record. Once it is this builder's turn, `needed` is asked about the version that
    holds by then; if nothing needs to be built any more, that version is returned.
    """
    prepare(root)
    lock = FileLock(root / "lock")
    try:
        lock.acquire(timeout=WAIT_S)
    except Timeout as error:
        raise BusyIndex(f"另一个进程（{builder(root) or '未知'}）正在建索引；请稍后再试") from error
    try:
        (root / BUILDER).write_text(f"{socket.gethostname()} 进程 {os.getpid()}", encoding="utf-8")
        old = _usable(root)
        if old is not None and not needed(old):
            return old
        model = load_model(embedding_model, download=True)
        return _build(chunks, corpus, root, model, chroma_url, progress, old)
    finally:
        (root / BUILDER).unlink(missing_ok=True)
        lock.release()


def builder(root: Path) -> str | None:
    """Who is building now, if anybody."""
    lock = FileLock(root / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return (root / BUILDER).read_text(encoding="utf-8") if (root / BUILDER).is_file() else "另一个进程"
    except OSError:
        return None
    lock.release()
    return None


def _build(
    chunks: Sequence[Chunk],
    corpus: str,
    root: Path,
    model: Model,
    chroma_url: str | None,
    progress: Progress | None,
    old: Store | None,
) -> Store:
    digests = [chunk.digest for chunk in chunks]
    version = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}-{os.getpid()}"
    folder = root / version
    folder.mkdir()
    (folder / READERS).touch()
    content = hashlib.sha256("\n".join([model.fingerprint, *digests]).encode()).hexdigest()[:24]
    chroma = Chroma(chroma_url or folder / "chroma")
    embedded = 0
    if (dense := chroma.whole(f"tiaowen-{content}", len(chunks))) is None:
        name = f"tiaowen-{content}-{version}"
        (folder / PLACE).write_text(json.dumps({"collection": name, "chroma_url": chroma_url}), encoding="utf-8")
        dense = chroma.create(name, len(chunks))
        known = _known_vectors(old, model, set(digests))
        embedded = _fill(dense, chunks, digests, known, model, progress)
        dense.finish()
    collection = dense.name
    lexical = LexicalIndex.build((chunk.context, chunk.counted if chunk.context else chunk.text) for chunk in chunks)
    lexical.save(folder / "lexical")
    rows = Rows(
        chunk=[c.id for c in chunks],
        clause=[c.clause_id for c in chunks],
        policy=[c.policy_id for c in chunks],
        digest=digests,
    )
    (folder / "rows.json").write_text(rows.model_dump_json(), encoding="utf-8")
    manifest = Manifest(
        layout=LAYOUT,
        corpus=corpus,
        chunking=chunking.RECIPE,
        tokeniser=tokens.fingerprint(),
        embedding=model.name,
        dimension=model.dimension,
        embedding_fingerprint=model.fingerprint,
        chunks=len(chunks),
        embedded=embedded,
        taught=model.taught([chunk.text for chunk in chunks]),
        collection=collection,
        chroma_url=chroma_url,
        built_at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
    )
    chroma.close()
    (folder / "manifest.json").write_text(json.dumps(manifest.model_dump(), ensure_ascii=False, indent=1), "utf-8")
    store = Store(folder)
    verify(store)
    point_to(root, version)
    if old is not None:
        old.close()
    _retire(root, keep={version, old.folder.name if old else version})
    return store


def _fill(
    dense: DenseIndex,
    chunks: Sequence[Chunk],
    digests: Sequence[str],
    known: dict[str, np.ndarray],
    model: Model,
    progress: Progress | None,
) -> int:
    """Embeds what is new and stores everything; how many were embedded."""
    embedded = 0
    for start, end in batches(len(chunks)):
        part, keys = chunks[start:end], digests[start:end]
        new = [place for place, key in enumerate(keys) if key not in known]
        vectors = np.zeros((len(part), model.dimension), dtype=np.float32)
        if new:
            vectors[new] = np.asarray(model.embeddings.embed_documents([part[n].indexed for n in new]), np.float32)
        for place, key in enumerate(keys):
            if key in known:
                vectors[place] = known[key]
        dense.add(start, part, vectors)
        embedded += len(new)
        if progress:
            progress(end, len(chunks))
    return embedded


def _known_vectors(old: Store | None, model: Model, wanted: set[str]) -> dict[str, np.ndarray]:
    """Vectors that the version before holds for chunks wanted now, by digest; none from another model."""
    if old is None or old.manifest.embedding_fingerprint != model.fingerprint:
        return {}
    try:
        rows = {row: digest for row, digest in enumerate(old.rows.digest) if digest in wanted}
        return {rows[row]: vector for row, vector in old.dense.vectors(list(rows))} if rows else {}
    except TiaowenError:  # a damaged version gives nothing; everything is embedded anew
        return {}


def _usable(root: Path) -> Store | None:
    """The version that holds, if it can be read at all: building is the way out of a broken one."""
    try:
        return current(root)
    except BrokenIndex:
        return None


def verify(store: Store, samples: int = 5) -> None:
    """Raises BrokenIndex unless every part is there, whole, and finds what it holds."""
    rows, lexical, dense = store.rows, store.lexical, store.dense
    count = len(rows.chunk)
    if len(lexical) != count or len(dense) != count:
        raise BrokenIndex(f"索引已损坏（各部分条目数不一致）；{REBUILD}")
    tried = sorted({count * n // samples for n in range(samples)}) if count else []
    for row, vector in dense.vectors(tried):
        if len(vector) != store.manifest.dimension:
            raise BrokenIndex(f"索引已损坏（向量维数与清单不符）；{REBUILD}")
        if not np.any(vector):
            continue
        # A text printed twice may come before its twin; a neighbour at no distance is proof enough.
        found, nearness = dense.nearest(vector.tolist(), min(10, count))
        if not len(found) or nearness[0] < 0.999:
            raise BrokenIndex(f"索引已损坏（第 {row} 条找不到自己）；{REBUILD}")


def _retire(root: Path, keep: set[str]) -> None:
    """Removes versions that nobody reads any more, and builds that were never finished."""
    for folder in root.iterdir():
        if folder.is_dir() and folder.name not in keep and unread(folder):
            _drop_from_server(folder)
            shutil.rmtree(folder, ignore_errors=True)


def _drop_from_server(folder: Path) -> None:
    """A retired version's collection goes too, if it was this folder that made it."""
    try:
        made = json.loads((folder / PLACE).read_text(encoding="utf-8"))
        if made["chroma_url"]:
            chroma = Chroma(made["chroma_url"])
            chroma.drop(made["collection"])
            chroma.close()
    except (OSError, ValueError, TiaowenError):
        pass  # it made none, or the server is gone: nothing left to remove
