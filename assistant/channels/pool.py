"""Threads that answer.

Knows functions that block and the loop that waits for them; does not know questions or HTTP.
An answer keeps a thread busy for as long as it takes, so there are few threads and a line of bounded length before
them: past that a caller is told at once to come back, rather than after a minute.
"""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from corpus.errors import TiaowenError

T = TypeVar("T")
THINKING = 8  # threads where the answer is computed here: more would only take turns
WAITING = 64  # threads where a chat model elsewhere computes it, and ours do nothing but wait


class Busy(TiaowenError):
    """Too many already wait."""

    def __init__(self) -> None:
        super().__init__("现在提问的人太多，请几秒后再试")


class TooSlow(TiaowenError):
    """The answer did not come within the limit. Its thread is free again when the work ends."""

    def __init__(self) -> None:
        super().__init__("在时限内没有得出回答，请把问题问得更具体些，或稍后再试")


class Pool:
    """Runs blocking work in `threads` threads, with at most `waiting` more in line and `seconds` for each."""

    def __init__(self, threads: int = THINKING, waiting: int = 256, seconds: float = 60) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="answer")
        self._room = threading.BoundedSemaphore(threads + waiting)
        self._seconds = seconds

    def start(self, work: Callable[[], T]) -> Future[T]:
        """Put work in line; `Busy` when the line is full."""
        if not self._room.acquire(blocking=False):
            raise Busy
        future = self._threads.submit(work)
        future.add_done_callback(lambda _: self._room.release())  # when the thread is free, not when we stop waiting
        return future

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` returns or raises; `Busy` or `TooSlow` instead."""
        future = self.start(work)
        waiting = asyncio.wrap_future(future)
        try:
            await asyncio.wait({waiting}, timeout=self._seconds)
            if not waiting.done():
                raise TooSlow
            return waiting.result()
        finally:
            future.cancel()  # what is still in line; a thread at work cannot be stopped

    async def stream(self, iterate: Callable[[], Iterator[T]]) -> AsyncIterator[T]:
        """The items of a blocking iterator as they come. Leaving early stops the iterator at its next item."""
        loop = asyncio.get_running_loop()
        items: asyncio.Queue[T | Exception | None] = asyncio.Queue()
        left = threading.Event()

        def pump() -> None:
            last: Exception | None = None
            try:
                for item in iterate():
                    if left.is_set():
                        return
                    loop.call_soon_threadsafe(items.put_nowait, item)
            except Exception as error:
                last = error
            if not left.is_set():
                loop.call_soon_threadsafe(items.put_nowait, last)

        future: Future[Any] = self.start(pump)
        deadline = time.monotonic() + self._seconds
        try:
            while True:
                try:
                    item = await asyncio.wait_for(items.get(), deadline - time.monotonic())
                except TimeoutError as late:
                    raise TooSlow from late
                if item is None:
                    return
                if isinstance(item, Exception):
                    raise item
                yield item
        finally:
            left.set()
            future.cancel()

    def close(self) -> None:
        """Take no more work, and finish what was taken."""
        self._threads.shutdown(wait=True)
