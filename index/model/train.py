"""Trains the bundled embedding model: one vector a word piece, learnt from question–clause pairs, on one CPU core.

    python -m index.model.train --pairs STARD_FOLDER --out index/model/tiaowen-static

STARD_FOLDER is in the BEIR layout (corpus.jsonl, queries.jsonl, qrels/train.tsv); its test questions are never read.
Without --pairs the model learns from the project's own clauses alone. Needs torch, which the model itself does not.

A piece starts as a random direction, as long as it is rare, so that an untrained model is BM25 by other means; training
then turns 打官司 towards 诉讼. That start is also what keeps unseen words harmless.
"""

import argparse
import json
import math
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from torch.nn import functional

from corpus import load_corpus
from index.chunks import chunk_corpus
from index.lexical import LexicalIndex
from index.model.pairs import clause_questions
from index.model.quantised import save
from index.static import text_key
from index.tokens import normalise, words

DIMENSION = 256
CHARACTERS, PIECES = 6_000, 40_000
EPOCHS, BATCH, RATE, TEMPERATURE, HARD = 30, 256, 2e-2, 0.05, 6
OWN_BATCH = 128

Pieces = NDArray[np.int64]


@dataclass(frozen=True)
class Pairs:
    """Questions, texts, and which texts answer which question."""

    questions: list[str]
    texts: list[str]
    answers: list[set[int]]


def own_pairs() -> Pairs:
    """Made from the corpus: see index/model/pairs.py."""
    corpus = load_corpus()
    texts = list(dict.fromkeys(chunk.indexed for chunk in chunk_corpus(corpus)))
    place = {text: n for n, text in enumerate(texts)}
    made = list(clause_questions(corpus))
    return Pairs([question for question, _ in made], texts, [{place[text]} for _, text in made])


def folder_pairs(folder: Path, only: set[str] | None = None) -> Pairs:
    """The train questions of a folder in the BEIR layout; `only` some of them, to hold others out."""
    documents = _lines(folder / "corpus.jsonl")
    place = {document["_id"]: n for n, document in enumerate(documents)}
    answers: dict[str, set[int]] = {}
    for line in (folder / "qrels" / "train.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, document, relevance = line.split("\t")
        if int(relevance) > 0 and (only is None or question in only):
            answers.setdefault(question, set()).add(place[document])
    asked = {question["_id"]: question["text"] for question in _lines(folder / "queries.jsonl")}
    texts = [f"{document['title']}\n{document['text']}" for document in documents]
    return Pairs([asked[question] for question in answers], texts, list(answers.values()))


def _lines(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def make_tokenizer(texts: list[str]) -> Tokenizer:
    """A unigram tokenizer over the words of the texts and their characters."""
    counts: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for text in texts:
        text = normalise(text)
        counts.update(words(text))
        characters.update(text)
    single = [character for character, _ in characters.most_common(CHARACTERS) if not character.isspace()]
    longer = [word for word, count in counts.most_common() if 1 < len(word) <= 8 and count >= 3]
    total = counts.total()
    scored = [(piece, math.log((counts[piece] or 0.05) / total)) for piece in (single + longer)[:PIECES]]
    tokenizer = Tokenizer(models.Unigram([("<unk>", 0.0), *scored], unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Split(Regex(r"[^\w]+"), "removed")]
    )
    return tokenizer


class Examples:
    """Pairs as pieces, with the texts that words alone would mistake for the answer."""

    def __init__(self, pairs: Pairs, tokenizer: Tokenizer) -> None:
        self.questions, self.texts = encode(tokenizer, pairs.questions), encode(tokenizer, pairs.texts)
        self.answers = pairs.answers
        self.pairs = [(q, text) for q, answers in enumerate(pairs.answers) for text in sorted(answers)]
        lexical = LexicalIndex.build(("", text) for text in pairs.texts)
        self.mistakes = [
            [int(n) for n in np.argpartition(-lexical.scores(question), 60)[:60] if n not in answers]
            for question, answers in zip(pairs.questions, pairs.answers, strict=True)
        ]

    def loss(self, weights: torch.Tensor, batch: list[tuple[int, int]], chance: random.Random) -> torch.Tensor:
        """Each question must prefer its answer to the batch's other texts."""
        wanted = [text for _, text in batch]
        wrong = [text for question, _ in batch for text in chance.sample(self.mistakes[question], HARD)]
        candidates = list(dict.fromkeys(wanted + wrong))
        column = {text: n for n, text in enumerate(candidates)}
        asked = pooled(weights, [self.questions[question] for question, _ in batch])
        given = pooled(weights, [self.texts[text] for text in candidates])
        nearness = asked @ given.T / TEMPERATURE
        also_right = torch.zeros_like(nearness, dtype=torch.bool)
        for row, (question, text) in enumerate(batch):
            for other in self.answers[question] - {text}:
                if other in column:
                    also_right[row, column[other]] = True
        targets = torch.tensor([column[text] for text in wanted])
        return functional.cross_entropy(nearness.masked_fill(also_right, -1e4), targets)


def encode(tokenizer: Tokenizer, texts: list[str]) -> list[Pieces]:
    encodings = tokenizer.encode_batch([normalise(text) for text in texts], add_special_tokens=False)
    return [np.array(encoding.ids or [0], dtype=np.int64) for encoding in encodings]


def pooled(weights: torch.Tensor, texts: list[Pieces]) -> torch.Tensor:
    """Normalised mean of each text's pieces."""
    offsets = torch.from_numpy(np.cumsum([0, *(len(text) for text in texts[:-1])]))
    flat = torch.from_numpy(np.concatenate(texts))
    return functional.normalize(functional.embedding_bag(flat, weights, offsets, mode="mean"), dim=1)


def rarity(size: int, texts: list[Pieces]) -> NDArray[np.float32]:
    """How rare each piece is over the texts."""
    seen = np.zeros(size)
    for text in texts:
        seen[np.unique(text)] += 1
    return np.log((len(texts) + 1) / (seen + 1)).astype(np.float32)


def train(start: torch.Tensor, own: Examples, public: Examples | None, verbose: bool = True) -> torch.Tensor:
    """The trained vectors."""
    chance = random.Random(0)
    weights = start.clone().requires_grad_(True)
    optimiser = torch.optim.Adam([weights], lr=RATE)
    main = public or own
    steps, step = EPOCHS * math.ceil(len(main.pairs) / BATCH), 0
    for epoch in range(EPOCHS):
        chance.shuffle(main.pairs)
        total = 0.0
        for at in range(0, len(main.pairs), BATCH):
            optimiser.param_groups[0]["lr"] = RATE * (1 - step / steps)
            loss = main.loss(weights, main.pairs[at : at + BATCH], chance)
            if public is not None and OWN_BATCH:
                loss = loss + own.loss(weights, chance.sample(own.pairs, OWN_BATCH), chance)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total, step = total + loss.item(), step + 1
        if verbose:
            print(f"epoch {epoch + 1}/{EPOCHS} loss {total / math.ceil(len(main.pairs) / BATCH):.3f}", flush=True)
    return weights.detach()


def make_model(out: Path, folder: Path | None, only: set[str] | None = None) -> None:
    """Trains and writes the model; `only` some of the folder's train questions, to hold others out."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    own, public = own_pairs(), folder_pairs(folder, only) if folder else None
    tokenizer = make_tokenizer([*own.texts, *(public.texts + public.questions if public else [])])
    own_examples = Examples(own, tokenizer)
    public_examples = Examples(public, tokenizer) if public else None
    rare = rarity(tokenizer.get_vocab_size(), (public_examples or own_examples).texts)
    start = torch.randn(len(rare), DIMENSION) / DIMENSION**0.5 * torch.from_numpy(rare)[:, None]
    weights = train(start, own_examples, public_examples)
    asked = np.zeros(len(rare), dtype=bool)
    for question in (public_examples or own_examples).questions:
        asked[question] = True
    # Positive: people asked with this word in training; negative: they did not. The size is the word's weight.
    familiar = np.where(asked, rare, -rare).astype(np.float32)
    taught = np.unique(np.array([text_key(chunk.text) for chunk in chunk_corpus(load_corpus())], dtype=np.uint64))
    save(out, tokenizer, weights.numpy(), familiar, taught)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, help="a folder in the BEIR layout with train questions")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    make_model(options.out, options.pairs)


if __name__ == "__main__":
    main()
