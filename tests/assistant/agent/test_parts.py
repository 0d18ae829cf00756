"""The heavy parts: each is made once, however many threads need it first."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from assistant.parts import Parts
from assistant.settings import load_settings

THREADS = 8


def test_threads_that_come_first_at_once_share_one_part(tmp_path: Path) -> None:
    parts, together = Parts(load_settings(data=tmp_path)), Barrier(THREADS)

    def needed(_: int) -> int:
        together.wait()
        return id(parts.guard)

    with ThreadPoolExecutor(THREADS) as pool:
        assert len(set(pool.map(needed, range(THREADS)))) == 1
