"""One score a row from words and from meaning.

Both are scaled by the question's best, then added. The dense part weighs what it has earned on questions it was not
trained on (index/model/README.md): for the bundled model, by how much of the question or of the texts it knows from
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
# For questions whose words people used in training, on texts of any kind; nothing below this share of such words.
FAMILIAR_WEIGHT, UNFAMILIAR = 0.6, 0.6
# For texts that the model was trained on, as far as they make up the index.
TAUGHT_WEIGHT = 0.2
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
    if weight is None:
        weight = earned_weight(store, model, question, understood=best > 0)
    if weight > 0 and len(dense):
        rows, cosines = store.dense.nearest(model.embeddings.embed_query(question), min(CANDIDATES, len(dense)), policy)
        if len(rows) and cosines[0] > 0:
            # Rows beyond the candidates are no nearer than the last of them.
            dense[lexical > 0] = max(float(cosines[-1]), 0.0)
            dense[rows] = np.maximum(cosines, 0)
            dense /= float(cosines[0])
    return Scores(lexical + weight * dense, lexical, dense)


def earned_weight(store: Store, model: Model, question: str, understood: bool = True) -> float:
    """What the dense score counts beside the lexical one's 1; `understood`: some word of the question stands here."""
    if not isinstance(model.embeddings, StaticEmbeddings):
        return CHOSEN_WEIGHT
    if not understood:
        return 0.0
    known = model.embeddings.familiarity(question)
    familiar = FAMILIAR_WEIGHT * max((known - UNFAMILIAR) / (1 - UNFAMILIAR), 0.0)
    return max(familiar, TAUGHT_WEIGHT * store.manifest.taught)
