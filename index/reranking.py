"""An optional last look at the best hits, by a cross-encoder that somebody named."""

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from index.embeddings import load_local_first

if TYPE_CHECKING:
    from index.retrieval import Hit

SETTING = "TIAOWEN_RERANKER_MODEL"


def rerank(model: str, query: str, hits: list["Hit"]) -> list["Hit"]:
    """The hits in the cross-encoder's order, with its scores. Raises UnreachableModel."""
    if not hits:
        return []
    scores = _cross_encoder(model).predict([(query, hit.text) for hit in hits], show_progress_bar=False)
    ranked = sorted(zip(scores, hits, strict=True), key=lambda pair: -float(pair[0]))
    return [replace(hit, score=float(given)) for given, hit in ranked]


@cache
def _cross_encoder(name: str) -> Any:
    return load_local_first("CrossEncoder", name, SETTING, download=False)
