"""Property tests look for new examples on a developer's machine; in CI they take the same ones each time, so that a landing
does not hang on a draw. Bounds of time hold for an ordinary machine; a slower one gets as much longer as it is slower.
"""

import os
import time
from collections.abc import Callable

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

YARDSTICK_MS = 2.5
"""What `_yardstick` takes on the machine that the bounds are meant for."""


def _yardstick() -> float:
    """Milliseconds of processor time for a fixed piece of plain Python."""
    start = time.process_time()
    sum(len(str(n)) for n in range(20_000))
    return (time.process_time() - start) * 1000


@pytest.fixture(scope="session")
def slowness() -> Callable[[], float]:
    """How many times slower than that machine this one is just now; never below 1."""
    return lambda: max(1.0, min(_yardstick() for _ in range(20)) / YARDSTICK_MS)
