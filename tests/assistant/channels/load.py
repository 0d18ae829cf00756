"""Many people at once, and many questions in a row, on this machine alone. Not part of the test run.

    python tests/assistant/channels/load.py                      50 people at once, then 2,000 questions
    python tests/assistant/channels/load.py --questions 10000

Starts `tiaowen serve` on a data folder of its own, asks, and prints what it saw as JSON: errors, seconds by percentile,
and the server's memory as the questions go by. Ends with 1 if anything failed or memory kept growing.
"""

import argparse
import asyncio
import itertools
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from corpus import load_corpus

AT_ONCE_IN_A_ROW = 4  # people who wait for each of the questions in a row
SAMPLES = 20
GROWTH = 1.10  # memory at the end against memory at a third of the way, when all caches are full


def questions() -> "itertools.cycle[str]":
    """Questions of every kind over every document: answers, lists, look-ups, refusals."""
    forms = (
        "《{}》什么时候开始施行？", "{}适用于哪些人？", "{}现在还有效吗？", "{}由哪个部门发布？",
        "{}对学历有什么要求？", "{}一共几条？", "{}每月补贴多少钱？", "{}的申报条件有哪些？",
    )  # fmt: skip
    return itertools.cycle([form.format(p.title) for form in forms for p in load_corpus().policies.values()])


async def ask(client: httpx.AsyncClient, question: str, session: str | None = None) -> float:
    """Seconds until the answer; raises for anything but an answer."""
    started = time.perf_counter()
    reply = await client.post("/v1/ask", json={"question": question, "session": session})
    reply.raise_for_status()
    assert reply.json()["answer"]
    return time.perf_counter() - started


async def people_at_once(client: httpx.AsyncClient, people: int) -> dict[str, float]:
    """Everybody asks in the same moment."""
    asked = questions()
    await ask(client, next(asked))
    seconds = sorted(await asyncio.gather(*(ask(client, next(asked)) for _ in range(people))))
    return {
        "people": people,
        "median_s": round(statistics.median(seconds), 2),
        "p95_s": round(seconds[int(0.95 * (people - 1))], 2),
        "max_s": round(seconds[-1], 2),
    }


async def in_a_row(client: httpx.AsyncClient, count: int, server: int) -> dict[str, object]:
    """`count` questions from a few people, each of them the first of a conversation or the next of one."""
    asked, memory, seconds = questions(), [megabytes(server)], []

    async def person(number: int, share: int) -> None:
        for n in range(share):
            seconds.append(await ask(client, next(asked), f"load-{number}-{n // 3}"))

    started = time.perf_counter()
    for _ in range(SAMPLES):
        share = count // SAMPLES // AT_ONCE_IN_A_ROW
        base = len(seconds)
        await asyncio.gather(*(person(base + n, share) for n in range(AT_ONCE_IN_A_ROW)))
        memory.append(megabytes(server))
    took = time.perf_counter() - started
    return {
        "questions": len(seconds),
        "a_second": round(len(seconds) / took, 1),
        "p95_s": round(sorted(seconds)[int(0.95 * (len(seconds) - 1))], 3),
        "memory_mb": memory,
        "flat": memory[-1] <= GROWTH * memory[SAMPLES // 3],
    }


def megabytes(process: int) -> int:
    """What the process holds in memory."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))


async def run(address: str, server: int, people: int, count: int) -> dict[str, object]:
    """Both, one after the other."""
    async with httpx.AsyncClient(base_url=address, timeout=120) as client:
        return {"at_once": await people_at_once(client, people), "in_a_row": await in_a_row(client, count, server)}


def main() -> None:
    """Start the server, put it under load, stop it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--questions", type=int, default=2000)
    given = parser.parse_args()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-c", f"from assistant.channels.http import serve; serve(port={port})"]
        with (
            open(Path(data) / "log", "w") as log,
            subprocess.Popen(command, env={"TIAOWEN_DATA": data, "PATH": ""}, stderr=log) as server,
        ):
            try:
                address = f"http://127.0.0.1:{port}"
                wait_until_alive(address, server)
                seen = asyncio.run(run(address, server.pid, given.people, given.questions))
            finally:
                server.terminate()
    print(json.dumps(seen, ensure_ascii=False, indent=1))
    sys.exit(0 if seen["in_a_row"]["flat"] else 1)  # type: ignore[index]


def wait_until_alive(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Until it answers, for at most a minute."""
    for _ in range(600):
        assert server.poll() is None, "the server ended"
        try:
            httpx.get(f"{address}/healthz")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


if __name__ == "__main__":
    main()
