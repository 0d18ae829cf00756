"""What the dense part earns on questions that the model was not trained on, and what it costs where it knows nothing.

    python -m index.model.validate --pairs STARD_FOLDER

Trains three times, on train questions only: with a fifth of the questions held out; and twice with the laws in
halves, so that every question asked is about laws that no training question was about. The weights in index/fusion.py
were chosen on this table. Takes minutes on one core and needs torch.
"""

import argparse
import copy
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from index.evaluation import interval
from index.fusion import UNFAMILIAR, fused
from index.lexical import LexicalIndex
from index.model.train import DIMENSION, Examples, folder_pairs, make_tokenizer, own_pairs, pooled, rarity, train

WORDS_ALONE = -1.0
WEIGHTS = (WORDS_ALONE, 0.0, 0.2, 0.4, 0.6, 0.8)


@dataclass(frozen=True)
class Split:
    """Train questions by their place: those learnt from and those asked."""

    name: str
    learnt: list[int]
    asked: list[int]


def splits(answers: list[set[int]], laws: list[str]) -> list[Split]:
    """A random fifth held out; then the laws in halves, each asked by a model that learnt from the other."""
    order = list(range(len(answers)))
    random.Random(1).shuffle(order)
    held = len(order) // 5
    counts = Counter(laws[text] for texts in answers for text in texts)
    side = {law: place % 2 for place, (law, _) in enumerate(counts.most_common())}
    first, second = (
        [n for n, texts in enumerate(answers) if all(side[laws[text]] == half for text in texts)] for half in (0, 1)
    )
    return [
        Split("held-out questions", order[held:], order[:held]),
        Split("other laws (1)", first, second),
        Split("other laws (2)", second, first),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    folder = parser.parse_args().pairs
    torch.set_num_threads(1)
    torch.manual_seed(0)
    own, public = own_pairs(), folder_pairs(folder)
    tokenizer = make_tokenizer([*own.texts, *public.texts, *public.questions])
    own_examples, examples = Examples(own, tokenizer), Examples(public, tokenizer)
    rare = rarity(tokenizer.get_vocab_size(), examples.texts)
    start = torch.randn(len(rare), DIMENSION) / DIMENSION**0.5 * torch.from_numpy(rare)[:, None]
    lexical = LexicalIndex.build(("", text) for text in public.texts)
    laws = [text.partition("\n")[0].partition("第")[0] for text in public.texts]
    print("| questions | n | weight | R@10 | gain, 95 % interval | R@100 | gain |\n|---|---|---|---|---|---|---|")
    for split in splits(public.answers, laws):
        part = copy.copy(examples)
        learnt = set(split.learnt)
        part.pairs = [pair for pair in examples.pairs if pair[0] in learnt]
        weights = train(start, own_examples, part, verbose=False)
        known = np.zeros(len(rare), dtype=bool)
        for question in split.learnt:
            known[examples.questions[question]] = True
        _report(split, examples, public.questions, lexical, weights, rare * np.where(known, 1, -1))


def _report(
    split: Split,
    examples: Examples,
    questions: list[str],
    lexical: LexicalIndex,
    weights: torch.Tensor,
    familiar: NDArray[np.float32],
) -> None:
    with torch.no_grad():
        texts = torch.cat([pooled(weights, examples.texts[n : n + 4096]) for n in range(0, len(examples.texts), 4096)])
    found: dict[float, list[tuple[float, float]]] = {weight: [] for weight in WEIGHTS}
    for asked in split.asked:
        words = lexical.scores(questions[asked])
        with torch.no_grad():
            near = (texts @ pooled(weights, [examples.questions[asked]])[0]).clamp(min=0).numpy()
        known = familiar[np.unique(examples.questions[asked])]
        share = known[known > 0].sum() / max(np.abs(known).sum(), 1e-9)
        trust = max((share - UNFAMILIAR) / (1 - UNFAMILIAR), 0.0)
        lexical_part, dense_part = words / max(words.max(), 1e-9), near / max(near.max(), 1e-9)
        for weight in WEIGHTS:
            alone = weight == WORDS_ALONE
            scores = lexical_part if alone else fused(lexical_part, dense_part, weight * trust)
            best = np.argpartition(-scores, 100)[:100]
            best = best[np.argsort(-scores[best])].tolist()
            right = examples.answers[asked]
            found[weight].append((len(right & set(best[:10])) / len(right), len(right & set(best)) / len(right)))
    base = np.array(found[WORDS_ALONE])
    for weight in WEIGHTS:
        measured = np.array(found[weight])
        (low, high), gain = interval(measured[:, 0] - base[:, 0]), measured.mean(0) - base.mean(0)
        print(
            f"| {split.name} | {len(split.asked)} | {'words alone' if weight == WORDS_ALONE else weight} | {measured[:, 0].mean():.3f} "
            f"| {gain[0]:+.3f} [{low:+.3f}, {high:+.3f}] | {measured[:, 1].mean():.3f} | {gain[1]:+.3f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
