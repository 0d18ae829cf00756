"""The embedding models an index can stand on, all as LangChain `Embeddings`.

(nothing set)                 the bundled static model
a path or a name              any sentence-transformers model, with its query and passage prompts
openai:NAME                   an OpenAI-compatible endpoint (OPENAI_BASE_URL, OPENAI_API_KEY)
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from index import static
from index.errors import UnreachableModel

SETTING = "TIAOWEN_EMBEDDING_MODEL"
# Any text would do; its vector tells two models of one name apart.
PROBE = "取得中级职称后，从事本专业技术工作满5年"


@dataclass(frozen=True, slots=True)
class Model:
    """An embedding model that answered, and what identifies it."""

    name: str
    dimension: int
    fingerprint: str
    embeddings: Embeddings

    def taught(self, texts: list[str]) -> float:
        """The share of texts that the model was trained on; of a model that somebody chose nothing is known."""
        return round(self.embeddings.taught(texts), 4) if isinstance(self.embeddings, static.StaticEmbeddings) else 0.0


def model_name(setting: str | None) -> str:
    """The name an index records for a setting, known without loading anything."""
    return setting or static.NAME


def load_model(setting: str | None, download: bool = False) -> Model:
    """The model of a setting, tried once.

    A sentence-transformers model that is not on this machine is fetched only with `download`. Raises UnreachableModel
    within seconds, with one line that says what to do.
    """
    if setting is None:
        bundled = static.StaticEmbeddings()
        return Model(static.NAME, bundled.dimension, bundled.fingerprint, bundled)
    embeddings: Embeddings
    if setting.startswith("openai:"):
        embeddings = _openai(setting.removeprefix("openai:"))
    else:
        embeddings = SentenceTransformerEmbeddings(setting, download)
    try:
        probe = np.asarray(embeddings.embed_query(PROBE), dtype=np.float32)
    except Exception as error:
        raise UnreachableModel(
            f"{SETTING}: {setting} 没有应答（{_first_line(error)}）；请检查地址、密钥和模型名"
        ) from error
    return Model(setting, len(probe), _fingerprint(setting, probe), embeddings)


class SentenceTransformerEmbeddings(Embeddings):
    """A sentence-transformers model by path or name, from this machine first."""

    def __init__(self, name: str, download: bool = False) -> None:
        self._model = load_local_first("SentenceTransformer", name, SETTING, download)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._model.encode_document(texts, normalize_embeddings=True, show_progress_bar=False).tolist()

    def embed_query(self, text: str) -> list[float]:
        return self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False).tolist()


def load_local_first(kind: str, name: str, setting: str, download: bool) -> Any:
    """A `SentenceTransformer` or `CrossEncoder` of this name: from disk, or fetched where that is allowed."""
    import sentence_transformers

    make = getattr(sentence_transformers, kind)
    try:
        return make(name, local_files_only=True)
    except Exception as error:
        if Path(name).exists():
            raise UnreachableModel(f"{setting}: {name} 不是可用的模型文件夹（{_first_line(error)}）") from error
    if not download:
        raise UnreachableModel(
            f"{setting}: 本机没有模型 {name}；请运行 `tiaowen index build` 下载，或改为本机的模型文件夹"
        )
    _require_hub(name, setting)
    try:
        return make(name)
    except Exception as error:
        raise UnreachableModel(f"{setting}: 无法下载模型 {name}（{_first_line(error)}）") from error


def _require_hub(name: str, setting: str) -> None:
    """The hub's own client retries for over a minute before it gives up; one short request tells at once."""
    import os

    import httpx

    hub = os.environ.get("HF_ENDPOINT", "https://huggingface.co")
    try:
        httpx.head(hub, timeout=3)
    except httpx.HTTPError as error:
        raise UnreachableModel(
            f"{setting}: 本机没有模型 {name}，也连不上 {hub}；请联网后再试，或改为本机的模型文件夹"
        ) from error


def _openai(name: str) -> Embeddings:
    try:
        from langchain_openai import OpenAIEmbeddings

        # Token counting would fetch tables from the network; clauses are far below any model's limit.
        return OpenAIEmbeddings(model=name, check_embedding_ctx_length=False, timeout=10, max_retries=0)
    except Exception as error:
        raise UnreachableModel(
            f"{SETTING}: openai:{name} 无法使用（{_first_line(error)}）；请设置 OPENAI_API_KEY"
        ) from error


def _fingerprint(name: str, probe: NDArray[np.float32]) -> str:
    """Of the name and the probe's direction, coarse enough to survive another machine's arithmetic."""
    direction = np.round(probe / max(float(np.linalg.norm(probe)), 1e-12), 2) + 0.0
    return hashlib.sha256(name.encode() + direction.tobytes()).hexdigest()[:16]


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
