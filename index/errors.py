"""What can go wrong with an index, each with what to do next.

TiaowenError
├─ BadInput
│  ├─ UnusableDataFolder   the data folder cannot be written
│  ├─ UnreachableModel     the embedding or reranking model named in a setting
│  └─ UnreachableChroma    the server named in TIAOWEN_CHROMA_URL
├─ BrokenIndex             damaged or incomplete on disk
├─ OtherModel              built with another embedding model than the one set
└─ BusyIndex               another process builds and does not finish
"""

from corpus.errors import BadInput, TiaowenError

REBUILD = "请运行 `tiaowen index build` 重建"


class UnusableDataFolder(BadInput):
    """The data folder cannot be made or written."""


class UnreachableModel(BadInput):
    """A model named in a setting cannot be loaded or does not answer."""


class UnreachableChroma(BadInput):
    """No Chroma server answers at the address set."""


class BrokenIndex(TiaowenError):
    """The index on disk is damaged or incomplete."""


class OtherModel(TiaowenError):
    """The index was built with another embedding model."""


class BusyIndex(TiaowenError):
    """Another process has been building for longer than anybody waits."""
