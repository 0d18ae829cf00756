"""Writes a static embedding as sentence-transformers and model2vec read it: a byte a number, one scale a piece."""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding",
    },
    {
        "idx": 1,
        "name": "1",
        "path": "1_Normalize",
        "type": "sentence_transformers.base.modules.normalize.Normalize",
    },
]
_CONFIG = {"model_type": "SentenceTransformer", "prompts": {}, "similarity_fn_name": "cosine"}


def save(
    folder: Path,
    tokenizer: Tokenizer,
    weights: NDArray[np.float32],
    familiar: NDArray[np.float32],
    taught: NDArray[np.uint64],
) -> None:
    """`familiar` and `taught` ride along for our own reader; others skip them."""
    from safetensors.numpy import save_file

    scales = np.abs(weights).max(axis=1) / 127
    scales = np.maximum(scales, 1e-12).astype(np.float32)
    embeddings = np.round(weights / scales[:, None]).astype(np.int8)
    embeddings[0] = 0  # an unknown character says nothing
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1_Normalize").mkdir(exist_ok=True)
    (folder / "1_Normalize" / "config.json").write_text("{}\n", encoding="utf-8")
    tensors = {"embeddings": embeddings, "weights": scales, "familiar": familiar, "taught": taught}
    save_file(tensors, folder / "model.safetensors")
    (folder / "model.safetensors").chmod(0o644)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "modules.json").write_text(json.dumps(_MODULES, indent=2) + "\n", encoding="utf-8")
    (folder / "config_sentence_transformers.json").write_text(json.dumps(_CONFIG, indent=2) + "\n", encoding="utf-8")
