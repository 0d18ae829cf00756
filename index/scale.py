"""Build time, memory, query time and size on disk as an index grows.

    python -m index.scale --texts BEIR_FOLDER [--sizes 10000 55310 500000]

The texts of a public set, repeated with variations where it runs out: each repetition takes two thirds of the words from its
text and the rest from another, under another title. Every size runs in a process of its own.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from index.building import build
from index.chunks import Chunk
from index.embeddings import load_model
from index.evaluation import best_rows, peak_mb, read_folder
from index.fusion import score
from index.store import current

QUERIES = 300


def grown(chunks: list[Chunk], size: int) -> Iterator[Chunk]:
    """`size` chunks: the given ones, then variations of them."""
    chance = random.Random(0)
    for number in range(size):
        base = chunks[number % len(chunks)]
        if number < len(chunks):
            yield base
            continue
        other = chunks[chance.randrange(len(chunks))]
        parts, spare = re.split(r"(?<=[，。；、\s])", base.text), re.split(r"(?<=[，。；、\s])", other.text)
        text = "".join(chance.choice(spare) if chance.random() < 1 / 3 else part for part in parts)
        yield Chunk(f"{base.id}-{number}", base.clause_id, "", "", f"第{number // len(chunks)}号修订 {text}")


def measure(folder: Path, size: int) -> dict[str, float]:
    """One size, in this process."""
    chunks, questions, _ = read_folder(folder)
    asked = list(questions.values())[:QUERIES]
    chunks = list(grown(chunks, size))
    with tempfile.TemporaryDirectory() as place:
        started, cpu = time.perf_counter(), time.process_time()
        build(chunks, "", Path(place), progress=_report).close()
        built, cpu = time.perf_counter() - started, time.process_time() - cpu
        peak_build = peak_mb()
        del chunks
        started = time.perf_counter()
        store, model = current(Path(place)), load_model(None)
        assert store is not None
        score(store, model, asked[0])
        opened = time.perf_counter() - started
        spent = []
        for question in asked:
            started = time.perf_counter()
            best_rows(score(store, model, question).fused)
            spent.append(1000 * (time.perf_counter() - started))
        store.close()
        disk = sum(file.stat().st_size for file in Path(place).rglob("*") if file.is_file()) / 1e6
    return {
        "chunks": size,
        "build_s": round(built, 1),
        "build_cpu_s": round(cpu, 1),
        "peak_mb": round(peak_build),
        "disk_mb": round(disk),
        "first_query_s": round(opened, 2),
        "query_ms_median": round(float(np.median(spent)), 1),
        "query_ms_p95": round(float(np.percentile(spent, 95)), 1),
    }


def _report(done: int, total: int) -> None:
    if done % 50_000 < 2_000:
        print(f"{done}/{total}", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True, help="a public set in the BEIR layout")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 55_310, 500_000])
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.texts, options.sizes[0])))
        return
    print(
        "| chunks | build s | of CPU s | peak MB | disk MB | open and first query s | query ms, median | 95 % |\n|---|---|---|---|---|---|---|---|"
    )
    for size in options.sizes:
        command = [sys.executable, "-m", "index.scale", "--one", "--texts", str(options.texts), "--sizes", str(size)]
        row = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        print("| " + " | ".join(str(value) for value in row.values()) + " |", flush=True)


if __name__ == "__main__":
    main()
