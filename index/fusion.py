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
# Where little is at stake: behind the first rows a doubtful neighbour costs nothing and is sometimes the answer.
HEAD, TAIL_WEIGHT = 20, 0.6


@dataclass(frozen=True, slots=True)
class Scores:
    """Of every row for one question; 0 where neither words nor meaning speak for it."""

    fused: NDArray[np.float32]
    lexical: NDArray[np.float32]
    dense: NDArray[np.float32]


def score(
    store: Store, model: Model, question: str, policy: str | None = None, gains: NDArray[np.float32] | None = None
) -> Scores:
    """Scores every row. `policy` keeps the dense part to one document; `gains` multiply each row's score."""
    question = normalise(question)
    lexical = store.lexical.scores(question)
    best = float(lexical.max(initial=0))
    if best > 0:
        lexical = lexical / best
    dense = np.zeros_like(lexical)
    # The bundled model reads a question of unknown words into anything.
    if len(dense) and (best > 0 or not isinstance(model.embeddings, StaticEmbeddings)):
        _near(store, model, question, policy, lexical, dense)
    weight = earned_weight(store, model, question)
    return Scores(fused(lexical, dense, weight, gains), lexical, dense)


def fused(
    lexical: NDArray[np.float32], dense: NDArray[np.float32], weight: float, gains: NDArray[np.float32] | None = None
) -> NDArray[np.float32]:
    """Words and meaning added; behind the first HEAD rows meaning counts TAIL_WEIGHT at least."""
    gains = np.ones_like(lexical) if gains is None else gains
    head = (lexical + weight * dense) * gains
    if weight >= TAIL_WEIGHT or len(head) <= HEAD:
        return head
    cut = float(np.partition(head, -HEAD)[-HEAD])
    tail = (lexical + TAIL_WEIGHT * dense) * gains
    behind = head < cut
    highest = float(tail[behind].max(initial=0))
    return np.where(behind, tail * (0.999 * cut / highest), head) if highest > 0 else head


def _near(
    store: Store,
    model: Model,
    question: str,
    policy: str | None,
    lexical: NDArray[np.float32],
    dense: NDArray[np.float32],
) -> None:
    """Fills in how near each row is, the nearest 1."""
    rows, cosines = store.dense.nearest(model.embeddings.embed_query(question), min(CANDIDATES, len(dense)), policy)
    if len(rows) and cosines[0] > 0:
        # Rows beyond the candidates are no nearer than the last of them.
        dense[lexical > 0] = max(float(cosines[-1]), 0.0)
        dense[rows] = np.maximum(cosines, 0)
        dense /= float(cosines[0])


def earned_weight(store: Store, model: Model, question: str) -> float:
    """What the dense score counts beside the lexical one's 1."""
    if not isinstance(model.embeddings, StaticEmbeddings):
        return CHOSEN_WEIGHT
    known = model.embeddings.familiarity(question)
    familiar = FAMILIAR_WEIGHT * max((known - UNFAMILIAR) / (1 - UNFAMILIAR), 0.0)
    return max(familiar, TAUGHT_WEIGHT * store.manifest.taught)
