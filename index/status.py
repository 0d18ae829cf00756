"""What is on disk and whether it is sound: `tiaowen index status` and `verify`."""

from dataclasses import dataclass
from pathlib import Path

from corpus import Corpus
from corpus.errors import TiaowenError
from index.building import builder, verify
from index.errors import REBUILD, BrokenIndex
from index.retrieval import fits, index_folder
from index.store import current


@dataclass(frozen=True, slots=True)
class Status:
    """The index under a data folder. `state`: 未建, 可用, 过期 (rebuilds itself at the next search), 损坏."""

    state: str
    folder: str
    note: str = ""
    chunks: int = 0
    clauses: int = 0
    embedded: int = 0
    embedding: str = ""
    dimension: int = 0
    fingerprint: str = ""
    chroma_url: str | None = None
    built_at: str = ""
    megabytes: float = 0.0
    building: str | None = None


def index_status(corpus: Corpus, data_dir: Path, chroma_url: str | None = None) -> Status:
    """Never raises for a damaged index: it says so."""
    root = index_folder(data_dir)
    busy = builder(root) if root.exists() else None
    try:
        store = current(root) if root.exists() else None
        if store is None:
            return Status("未建", str(root), "第一次检索时自动建立，或运行 `tiaowen index build`", building=busy)
        made, rows = store.manifest, store.rows
    except TiaowenError as error:
        return Status("损坏", str(root), str(error), building=busy)
    fresh = fits(store, corpus, chroma_url)
    return Status(
        state="可用" if fresh else "过期",
        folder=str(store.folder),
        note="" if fresh else "政策或设置已变，下次检索时自动更新",
        chunks=made.chunks,
        clauses=len(set(rows.clause)),
        embedded=made.embedded,
        embedding=made.embedding,
        dimension=made.dimension,
        fingerprint=made.embedding_fingerprint,
        chroma_url=made.chroma_url,
        built_at=made.built_at,
        megabytes=round(sum(f.stat().st_size for f in store.folder.rglob("*") if f.is_file()) / 1e6, 1),
        building=busy,
    )


def verify_index(corpus: Corpus, data_dir: Path, chroma_url: str | None = None) -> Status:
    """The status of an index whose every part was read and tried. Raises BrokenIndex."""
    store = current(index_folder(data_dir))
    if store is None:
        raise BrokenIndex(f"还没有索引；{REBUILD}")
    try:
        verify(store, samples=50)
    finally:
        store.close()
    strangers = set(store.rows.clause) - {clause.id for clause in corpus.walk()}
    if fits(store, corpus, chroma_url) and strangers:
        raise BrokenIndex(f"索引已损坏（含有不存在的条款 {min(strangers)}）；{REBUILD}")
    return index_status(corpus, data_dir, chroma_url)
