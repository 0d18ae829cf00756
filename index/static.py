"""The bundled embedding model, read with numpy and tokenizers alone: no torch on the default path.

The folder is an ordinary sentence-transformers model (a static embedding and a normalisation), and
`SentenceTransformer(folder)` gives the same vectors.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from index.tokens import normalise

FOLDER = Path(__file__).parent / "model" / "tiaowen-static"
NAME = "tiaowen-static"


@lru_cache(maxsize=2)
def fingerprint(folder: Path = FOLDER) -> str:
    """Of the files of a model that decide a vector, without loading it."""
    files = (folder / "tokenizer.json", folder / "model.safetensors")
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


class StaticEmbeddings(Embeddings):
    """A text's vector is the normalised mean of its pieces' vectors."""

    def __init__(self, folder: Path = FOLDER) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        self._folder = folder
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tensors = load_file(folder / "model.safetensors")
        # Stored as bytes with one scale a piece; sentence-transformers multiplies them in the same way.
        self._rows, self._scales = tensors["embeddings"], tensors["weights"]
        self._familiar = tensors["familiar"]
        self._taught = tensors["taught"]

    @property
    def dimension(self) -> int:
        return int(self._rows.shape[1])

    @property
    def fingerprint(self) -> str:
        """Of the files that decide a vector."""
        return fingerprint(self._folder)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self.encode(texts).tolist()

    def embed_query(self, text: str) -> list[float]:
        return self.encode([text])[0].tolist()

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """One normalised row a text; zeros for a text without a letter or digit."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, encoding in enumerate(self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)):
            if pieces := encoding.ids:
                vectors[row] = self._scales[pieces] @ self._rows[pieces].astype(np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.maximum(lengths, 1e-12)

    def taught(self, texts: list[str]) -> float:
        """The share of texts that questions were put to in training, in their own words whatever stands above them."""
        known = np.isin(np.array([text_key(text) for text in texts], dtype=np.uint64), self._taught)
        return float(known.mean()) if texts else 0.0

    def familiarity(self, text: str) -> float:
        """How much of a question, by its words' weight, stood in the questions the model was trained on: 0 to 1."""
        pieces = list(set(self._tokenizer.encode(text, add_special_tokens=False).ids))
        weights = self._familiar[pieces] if pieces else np.zeros(0, dtype=np.float32)
        total = float(np.abs(weights).sum())
        return float(weights[weights > 0].sum()) / total if total else 0.0


def text_key(text: str) -> int:
    """What a text is recognised by, whatever its punctuation's width."""
    return int.from_bytes(hashlib.sha256(normalise(text).encode()).digest()[:8], "big")
