"""How well retrieval finds known answers on a public set: `tiaowen eval retrieval DIR`.

DIR is in the BEIR layout. The set is indexed in a folder of its own, by the code that indexes the corpus, and every
question is put to what the project would use (`hybrid`) and to its parts.
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import BadInput
from index.building import Progress, build
from index.chunks import Chunk
from index.embeddings import Model, load_model
from index.fusion import score
from index.store import Store

DEPTH = 100
SYSTEMS = ("hybrid", "bm25", "dense")
MEASURES = ("ndcg@10", "mrr@10", "recall@1", "recall@5", "recall@10", "recall@100")


def evaluate(
    folder: Path,
    *,
    embedding_model: str | None = None,
    chroma_url: str | None = None,
    progress: Progress | None = None,
    details: Path | None = None,
) -> dict[str, Any]:
    """The table of the contract. `details` takes one line a question, for intervals over several runs.

    Raises BadInput for a folder that is not in the BEIR layout.
    """
    chunks, questions, relevant = read_folder(folder)
    model = load_model(embedding_model, download=True)
    with tempfile.TemporaryDirectory(prefix="tiaowen-eval-") as place:
        started = time.perf_counter()
        store = build(chunks, "", Path(place), embedding_model, chroma_url, progress)
        index_seconds = time.perf_counter() - started
        names = np.array(store.rows.chunk)
        measured: dict[str, list[list[float]]] = {system: [] for system in SYSTEMS}
        spent: dict[str, list[float]] = {system: [] for system in SYSTEMS}
        score(store, model, "预热")  # what loads at the first question is not a question's time
        for question, text in questions.items():
            for system in SYSTEMS:
                started = time.perf_counter()
                best = best_rows(_scores(system, store, model, text))
                spent[system].append(1000 * (time.perf_counter() - started))
                measured[system].append(_measure(names[best].tolist(), relevant[question]))
        store.close()
    if details:
        _write_details(details, list(questions), measured)
    table: dict[str, Any] = {
        system: {
            **dict(zip(MEASURES, np.mean(measured[system], axis=0).round(4).tolist(), strict=True)),
            "query_ms_median": round(float(np.median(spent[system])), 2),
            "query_ms_p95": round(float(np.percentile(spent[system], 95)), 2),
        }
        for system in SYSTEMS
    }
    return table | {
        "documents": len(chunks),
        "queries": len(questions),
        "index_seconds": round(index_seconds, 1),
        "peak_mb": round(peak_mb()),
    }


def table(report: dict[str, Any]) -> str:
    """The report as a Markdown table for people."""
    columns = (*MEASURES, "query_ms_median", "query_ms_p95")
    lines = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {system} | " + " | ".join(str(report[system][c]) for c in columns) + " |" for system in SYSTEMS]
    counted = f"{report['documents']} 篇，{report['queries']} 个问题"
    return "\n".join([*lines, "", f"{counted}；建索引 {report['index_seconds']} 秒，内存峰值 {report['peak_mb']} MB"])


def interval(differences: NDArray[np.float64], seed: int = 0) -> tuple[float, float]:
    """The 95 % bootstrap interval of a mean of differences, question by question."""
    draws = np.random.default_rng(seed).integers(0, len(differences), (10_000, len(differences)))
    low, high = np.percentile(differences[draws].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def peak_mb() -> float:
    """The most memory this process has held."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def _scores(system: str, store: Store, model: Model, question: str) -> NDArray[np.float32]:
    """Every row's score by the whole or by one part."""
    if system == "bm25":
        return store.lexical.scores(question)
    scores = score(store, model, question)
    return scores.dense if system == "dense" else scores.fused


def best_rows(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """The first rows with any score, best first; equal ones in their order."""
    count = min(DEPTH, len(scores))
    top = np.argpartition(-scores, count - 1)[:count]
    top = top[np.lexsort((top, -scores[top]))]
    return top[scores[top] > 0]


def _measure(found: list[str], relevant: set[str]) -> list[float]:
    """In the order of MEASURES."""
    right = [document in relevant for document in found]
    gain = sum(1 / np.log2(place + 2) for place, hit in enumerate(right[:10]) if hit)
    ideal = sum(1 / np.log2(place + 2) for place in range(min(10, len(relevant))))
    first = next((1 / (place + 1) for place, hit in enumerate(right[:10]) if hit), 0.0)
    return [gain / ideal, first, *(sum(right[:k]) / len(relevant) for k in (1, 5, 10, 100))]


def read_folder(folder: Path) -> tuple[list[Chunk], dict[str, str], dict[str, set[str]]]:
    """Passages, the questions that have an answer in the test split, and those answers."""
    try:
        chunks = [
            Chunk(d["_id"], d["_id"], "", "", f"{d.get('title') or ''}\n{d.get('text') or ''}".strip())
            for d in _lines(folder / "corpus.jsonl")
        ]
        asked = {q["_id"]: q["text"] for q in _lines(folder / "queries.jsonl")}
        relevant: dict[str, set[str]] = {}
        for line in (folder / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            question, document, relevance = line.split("\t")
            if int(relevance) > 0:
                relevant.setdefault(question, set()).add(document)
        questions = {question: asked[question] for question in relevant}
    except OSError as error:
        raise BadInput(
            f"DIR: 无法读取 {error.filename}；应有 corpus.jsonl、queries.jsonl、qrels/test.tsv（BEIR 格式）"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"DIR: {folder} 不是 BEIR 格式（{type(error).__name__}: {error}）") from error
    if not chunks or not questions:
        raise BadInput(f"DIR: {folder} 里没有文档或测试问题")
    return chunks, questions, relevant


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _write_details(file: Path, questions: list[str], measured: dict[str, list[list[float]]]) -> None:
    with file.open("w", encoding="utf-8") as out:
        for place, question in enumerate(questions):
            row = {system: dict(zip(MEASURES, measured[system][place], strict=True)) for system in SYSTEMS}
            out.write(json.dumps({"id": question, **row}) + "\n")
