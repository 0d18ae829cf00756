"""One score a row from words and from meaning.

Both are scaled by the question's best, then added. The dense part weighs what it has earned on questions it was not
trained on (index/model/tiaowen-static/README.md): for the bundled model, by how much of the question it knows from
training; a model that somebody chose gets a fixed share.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embeddings import Model
from index.static import StaticEmbeddings
from index.store import Store
from index.tokens import normalise

CANDIDATES = 300
BUNDLED_WEIGHT = 0.4
# Below this share of familiar words the bundled model is not asked at all.
UNFAMILIAR = 0.6
CHOSEN_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Scores:
    """Of every row for one question; 0 where neither words nor meaning speak for it."""

    fused: NDArray[np.float32]
    lexical: NDArray[np.float32]
    dense: NDArray[np.float32]


def score(store: Store, model: Model, question: str, policy: str | None = None, weight: float | None = None) -> Scores:
    """Scores every row. `policy` keeps the dense part to one document; `weight` overrides what the model has earned."""
    question = normalise(question)
    lexical = store.lexical.scores(question)
    if (best := float(lexical.max(initial=0))) > 0:
        lexical = lexical / best
    dense = np.zeros_like(lexical)
    weight = earned_weight(model, question) if weight is None else weight
    if weight > 0 and len(dense):
        rows, cosines = store.dense.nearest(model.embeddings.embed_query(question), min(CANDIDATES, len(dense)), policy)
        if len(rows) and cosines[0] > 0:
            # Rows beyond the candidates are no nearer than the last of them.
            dense[lexical > 0] = max(float(cosines[-1]), 0.0)
            dense[rows] = np.maximum(cosines, 0)
            dense /= float(cosines[0])
    return Scores(lexical + weight * dense, lexical, dense)


def earned_weight(model: Model, question: str) -> float:
    """What the dense score counts beside the lexical one's 1."""
    if not isinstance(model.embeddings, StaticEmbeddings):
        return CHOSEN_WEIGHT
    known = model.embeddings.familiarity(question)
    return BUNDLED_WEIGHT * min(max((known - UNFAMILIAR) / (1 - UNFAMILIAR), 0.0), 1.0)
