"""Our search beside the stock LangChain pipeline, on the same questions in one run.

    python -m index.comparison [--beir FOLDER]

The stock pipeline is rebuilt here as its tutorials have it: RecursiveCharacterTextSplitter (500 characters, 50 shared),
Chroma, BM25Retriever over words (rank_bm25's formula), and EnsembleRetriever's equal reciprocal ranks. It gets our
embedding model, which is more than it would have offline, and our word cutter.
"""

import argparse
import json
import math
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from corpus import Corpus, load_corpus
from index.chunks import Chunk
from index.dense import BATCH, Chroma
from index.embeddings import load_model
from index.evaluation import evaluate, interval, read_folder
from index.retrieval import open_index
from index.tokens import normalise, words

QUESTIONS = Path(__file__).parent.parent / "tests" / "index" / "questions.jsonl"
SIZE, OVERLAP = 500, 50
SEPARATORS = ("\n\n", "\n", "。", "；", "，", "")

Search = Callable[[str, int], list[int]]


def split(text: str, separators: Sequence[str] = SEPARATORS) -> list[str]:
    """As RecursiveCharacterTextSplitter does: at the first separator that occurs, pieces merged up to SIZE."""
    at = next((n for n, mark in enumerate(separators) if not mark or mark in text))
    mark, finer = separators[at], separators[at + 1 :]
    parts = list(text) if not mark else [p + (mark if mark.strip() else "") for p in text.split(mark) if p]
    pieces: list[str] = []
    held: list[str] = []
    for part in parts:
        if len(part) > SIZE and finer:
            pieces += [joined for joined in ["".join(held)] if joined] + split(part, finer)
            held = []
            continue
        if sum(map(len, held)) + len(part) > SIZE:
            pieces.append("".join(held))
            while held and sum(map(len, held)) > OVERLAP:
                held.pop(0)
        held.append(part)
    return pieces + (["".join(held)] if held else [])


class StockWords:
    """BM25Retriever: BM25Okapi of rank_bm25 with its defaults (k1 1.5, b 0.75, negative idf raised to a quarter of the mean)."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(words(normalise(text))) for text in texts]
        self._lengths = np.array([sum(count.values()) for count in counts])
        self._postings: dict[str, list[tuple[int, int]]] = {}
        for row, count in enumerate(counts):
            for word, times in count.items():
                self._postings.setdefault(word, []).append((row, times))
        n = len(texts)
        idf = {w: math.log(n - len(rows) + 0.5) - math.log(len(rows) + 0.5) for w, rows in self._postings.items()}
        floor = 0.25 * sum(idf.values()) / len(idf)
        self._idf = {word: value if value >= 0 else floor for word, value in idf.items()}

    def search(self, question: str, k: int) -> list[int]:
        scores = np.zeros(len(self._lengths))
        mean = self._lengths.mean()
        for word in words(normalise(question)):
            for row, times in self._postings.get(word, ()):
                norm = times + 1.5 * (0.25 + 0.75 * self._lengths[row] / mean)
                scores[row] += self._idf[word] * times * 2.5 / norm
        return np.argsort(-scores, kind="stable")[:k].tolist()


def stock(texts: Sequence[str], folder: Path) -> dict[str, Search]:
    """The stock pipeline's three searches over texts."""
    model = load_model(None)
    dense = Chroma(folder).create("stock", len(texts))
    for start in range(0, len(texts), BATCH):
        part = [Chunk(str(n), "x", "x", "", text) for n, text in enumerate(texts[start : start + BATCH], start)]
        dense.add(start, part, np.array(model.embeddings.embed_documents([c.text for c in part]), dtype=np.float32))
    lexical = StockWords(texts)

    def near(question: str, k: int) -> list[int]:
        return dense.nearest(model.embeddings.embed_query(question), min(k, len(texts)))[0].tolist()

    def ensemble(question: str, k: int) -> list[int]:
        ranks: Counter[int] = Counter()
        for found in (lexical.search(question, k), near(question, k)):
            for rank, row in enumerate(found):
                ranks[row] += 1 / (rank + 61)  # type: ignore[assignment]
        return [row for row, _ in ranks.most_common(k)]

    return {"stock BM25": lexical.search, "stock dense": near, "stock ensemble": ensemble}


def own_questions(corpus: Corpus, folder: Path) -> None:
    """Share of our own questions whose clause stands whole in the first pieces shown."""
    asked = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    documents = [
        "\n\n".join(f"{c.label}{c.own_text}" for c in corpus.walk(policy) if c.own_text) for policy in corpus.policies
    ]
    pieces = [piece for document in documents for piece in split(document)]
    stocks = stock(pieces, folder / "stock")
    index = open_index(corpus, folder / "ours")
    print(
        f"\nOur own {len(asked)} questions over {len(pieces)} stock pieces\n\n| | first | first five | ms |\n|---|---|---|---|"
    )
    for name in (*stocks, "ours"):
        right, spent = [], []
        for question in asked:
            wanted = [_bare(corpus.clause(c).own_text) for c in question["any_of"] if c in corpus]
            started = time.perf_counter()
            if name in stocks:
                texts = [pieces[row] for row in stocks[name](question["question"], 5)]
            else:
                texts = [hit.text for hit in index.search(question["question"], 5)]
            spent.append(1000 * (time.perf_counter() - started))
            places = [place for place, text in enumerate(texts) if any(want in _bare(text) for want in wanted)]
            right.append((bool(places) and places[0] == 0, bool(places)))
        first, five = np.mean(right, axis=0)
        print(f"| {name} | {first:.3f} | {five:.3f} | {np.median(spent):.1f} |", flush=True)
    index.close()


def public_set(beir: Path, folder: Path) -> None:
    """Recall on the test split of a public set, its passages short enough to stay whole in both."""
    chunks, questions, relevant = read_folder(beir)
    searches = stock([chunk.text for chunk in chunks], folder / "public")
    print(
        f"\n{len(questions)} public questions over {len(chunks)} passages\n\n| | R@1 | R@10 | R@100 |\n|---|---|---|---|"
    )
    for name, search in searches.items():
        rows = []
        for question, text in questions.items():
            found, right = [chunks[row].id for row in search(text, 100)], relevant[question]
            rows.append([len(right & set(found[:k])) / len(right) for k in (1, 10, 100)])
        print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in np.mean(rows, axis=0)) + " |", flush=True)
    details = folder / "details.jsonl"
    report = evaluate(beir, details=details)
    for system in ("bm25", "dense", "hybrid"):
        print(f"| ours, {system} | " + " | ".join(f"{report[system][f'recall@{k}']:.3f}" for k in (1, 10, 100)) + " |")
    answered = [json.loads(line) for line in details.read_text(encoding="utf-8").splitlines()]
    for measure in ("recall@1", "recall@10", "recall@100"):
        gains = np.array([row["hybrid"][measure] - row["bm25"][measure] for row in answered])
        low, high = interval(gains)
        print(
            f"\nhybrid over BM25, {measure}: {gains.mean():+.3f}, 95 % interval [{low:+.3f}, {high:+.3f}]", flush=True
        )


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beir", type=Path, help="a public set in the BEIR layout")
    beir = parser.parse_args().beir
    with tempfile.TemporaryDirectory() as folder:
        own_questions(load_corpus(), Path(folder))
        if beir:
            public_set(beir, Path(folder))


if __name__ == "__main__":
    main()
