"""An index on disk: one folder a version, and a pointer to the one that holds.

    <data>/index/CURRENT              the version that holds, swapped when a new one is whole
    <data>/index/lock, BUILDING       one builder at a time, and who it is
    <data>/index/<version>/           manifest.json, rows.json, lexical/, chroma/, and who reads it

Readers follow the pointer once and stay with that version, which is kept as long as they do. Knows files; how a version is made is `building`'s business.
"""

import json
import os
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import BinaryIO, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from index.dense import Chroma, DenseIndex
from index.errors import REBUILD, BrokenIndex, UnusableDataFolder
from index.lexical import LexicalIndex

try:
    import fcntl
except ImportError:  # Windows, which by itself keeps open files from being removed
    fcntl = None  # type: ignore[assignment]

T = TypeVar("T", bound=BaseModel)

LAYOUT = 1
POINTER = "CURRENT"
READERS = "readers"


class Manifest(BaseModel):
    """What an index was built from. Written last: a version with a manifest is whole."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    layout: int
    corpus: str
    chunking: str
    tokeniser: str
    embedding: str
    dimension: int
    embedding_fingerprint: str
    chunks: int
    embedded: int
    """How many chunks were embedded anew for this version; the others kept their vectors."""
    taught: float
    """The share of chunks that the bundled model was trained on: what its vectors are worth here."""
    collection: str
    chroma_url: str | None
    built_at: str


class Rows(BaseModel):
    """The chunks of an index, column by column; a chunk's row is its place."""

    chunk: list[str]
    clause: list[str]
    policy: list[str]
    digest: list[str]


class Store:
    """One version, open for reading. Parts load when first used; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = _read(folder / "manifest.json", Manifest)
        if self.manifest.layout != LAYOUT:
            raise BrokenIndex(f"索引的格式是第 {self.manifest.layout} 版，本程序用第 {LAYOUT} 版；{REBUILD}")
        self._opening = Lock()
        self._dense: DenseIndex | None = None
        self._hold: BinaryIO | None = None
        self._chroma: Chroma | None = None

    @cached_property
    def rows(self) -> Rows:
        rows = _read(self.folder / "rows.json", Rows)
        if not len(rows.chunk) == len(rows.clause) == len(rows.policy) == len(rows.digest) == self.manifest.chunks:
            raise BrokenIndex(f"索引已损坏（条目数与清单不符）；{REBUILD}")
        return rows

    @cached_property
    def lexical(self) -> LexicalIndex:
        try:
            lexical = LexicalIndex.load(self.folder / "lexical")
        except Exception as error:
            raise BrokenIndex(f"索引已损坏（词法部分无法读取）；{REBUILD}") from error
        if len(lexical) != self.manifest.chunks:
            raise BrokenIndex(f"索引已损坏（词法部分缺条目）；{REBUILD}")
        return lexical

    @property
    def dense(self) -> DenseIndex:
        with self._opening:
            if self._dense is None:
                place = self.manifest.chroma_url or self.folder / "chroma"
                if isinstance(place, Path) and not (place / "chroma.sqlite3").is_file():
                    raise BrokenIndex(f"索引已损坏（没有 {place}）；{REBUILD}")
                self._hold = hold(self.folder)
                self._chroma = Chroma(place)
                self._dense = self._chroma.open(self.manifest.collection)
                if len(self._dense) != self.manifest.chunks:
                    raise BrokenIndex(f"索引已损坏（向量部分缺条目）；{REBUILD}")
            return self._dense

    def close(self) -> None:
        """Lets go of Chroma's files."""
        if self._chroma is not None:
            self._chroma.close()
            self._chroma = self._dense = None
        if self._hold is not None:
            self._hold.close()
            self._hold = None


def hold(folder: Path) -> BinaryIO | None:
    """Marks a version as read until the mark is closed or the process ends."""
    return _lock(folder, "LOCK_SH")


def unread(folder: Path) -> bool:
    """Whether nobody reads a version, so that it may go."""
    if fcntl is None or not (folder / READERS).exists():
        return True
    if (mark := _lock(folder, "LOCK_EX")) is None:
        return False
    mark.close()
    return True


def _lock(folder: Path, kind: str) -> BinaryIO | None:
    if fcntl is None or not (folder / READERS).exists():
        return None
    mark = (folder / READERS).open("rb")
    try:
        fcntl.flock(mark, getattr(fcntl, kind) | fcntl.LOCK_NB)
    except OSError:
        mark.close()
        return None
    return mark


def current(root: Path) -> Store | None:
    """The version that holds, or None where nothing was built yet. Raises BrokenIndex."""
    try:
        version = (root / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnusableDataFolder(f"TIAOWEN_DATA: 无法读取 {root}（{error.strerror}）；请换一个文件夹") from error
    if not version or not (root / version).is_dir():
        raise BrokenIndex(f"索引已损坏（没有 {root / version}）；{REBUILD}")
    return Store(root / version)


def point_to(root: Path, version: str) -> None:
    """From here on new readers get this version: the moment a build takes effect."""
    temporary = root / f"{POINTER}.new"
    with temporary.open("w", encoding="utf-8") as file:
        file.write(version)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(root / POINTER)


def prepare(root: Path) -> None:
    """Makes the index folder, or says that the data folder cannot be used."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        probe = root / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise UnusableDataFolder(f"TIAOWEN_DATA: 无法写入 {root}（{error.strerror}）；请换一个可写的文件夹") from error


def _read(file: Path, model: type[T]) -> T:
    try:
        return model.model_validate(json.loads(file.read_bytes()))
    except (OSError, ValueError, ValidationError) as error:
        raise BrokenIndex(f"索引已损坏（无法读取 {file.name}）；{REBUILD}") from error
