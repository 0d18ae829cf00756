"""Threads that answer: few, a bounded line before them, a limit on waiting."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from assistant.channels.pool import Busy, Pool, TooSlow


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    gate = threading.Event()
    yield gate
    gate.set()


async def test_the_line_is_bounded_and_moves_on(gate: threading.Event) -> None:
    pool = Pool(threads=1, waiting=1, seconds=5)
    first = asyncio.ensure_future(pool.run(gate.wait))
    second = asyncio.ensure_future(pool.run(lambda: "second"))
    await asyncio.sleep(0.05)
    with pytest.raises(Busy):
        await pool.run(lambda: "third")
    gate.set()
    assert [await first, await second] == [True, "second"]
    assert await pool.run(lambda: "third") == "third"


async def test_who_waits_too_long_is_told_and_the_thread_counts_until_it_is_free(gate: threading.Event) -> None:
    pool = Pool(threads=1, waiting=0, seconds=0.05)
    with pytest.raises(TooSlow):
        await pool.run(gate.wait)
    with pytest.raises(Busy):
        await pool.run(lambda: "too early")
    gate.set()
    await asyncio.sleep(0.05)
    assert await pool.run(lambda: "now") == "now"


async def test_a_failure_arrives_as_it_was_raised() -> None:
    def fail() -> Iterator[str]:
        yield "one"
        raise TimeoutError("its own")

    pool, seen = Pool(seconds=5), []
    with pytest.raises(TimeoutError, match="its own"):
        async for item in pool.stream(fail):
            seen.append(item)
    assert seen == ["one"]


async def test_a_stream_that_stalls_ends_in_time(gate: threading.Event) -> None:
    def stall() -> Iterator[str]:
        yield "one"
        gate.wait()

    pool = Pool(seconds=0.1)
    with pytest.raises(TooSlow):
        async for _ in pool.stream(stall):
            pass


async def test_work_stops_at_the_next_item_when_the_reader_has_left() -> None:
    closed, more = threading.Event(), threading.Event()

    def endless() -> Iterator[int]:
        try:
            yield 1
            more.wait(5)
            yield 2
            pytest.fail("nobody asked for more")
        finally:
            closed.set()

    pool = Pool(seconds=5)
    stream = pool.stream(endless)
    assert await anext(stream) == 1
    await stream.aclose()
    more.set()
    assert await asyncio.to_thread(closed.wait, 5)
