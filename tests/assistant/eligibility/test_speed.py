"""One decision within a millisecond, all ladders within twenty; and nothing heavy is loaded for it."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from assistant.eligibility import check
from corpus import Corpus

LIFE: dict[str, Any] = {
    "as_of": "2026-11-20",
    "education": [{"level": "硕士", "graduated": "2019-07-01"}],
    "titles": [{"level": "中级", "series": "工程", "obtained": "2021-12-01"}],
    "experience": [{"start": "2019-07-15"}],
}


def milliseconds(facts: dict[str, Any], corpus: Corpus) -> float:
    """The best of many, in processor time: what the decision takes when the machine does nothing else."""
    times = []
    for _ in range(40):
        start = time.process_time()
        check(facts, corpus, date(2026, 11, 20))
        times.append(time.process_time() - start)
    return min(times) * 1000


def test_one_level_takes_under_a_millisecond(corpus: Corpus, slowness: Callable[[], float]) -> None:
    one = {**LIFE, "policy": "beijing-ai", "level": "高级工程师", "performance": [1], "achievements": [{"item": 6}]}
    assert milliseconds(one, corpus) < 1 * slowness()


def test_all_ladders_take_under_twenty(corpus: Corpus, slowness: Callable[[], float]) -> None:
    assert milliseconds(LIFE, corpus) < 20 * slowness()


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import sys, assistant.eligibility; print([m for m in sys.modules if m in "
        + repr(("torch", "langchain", "chromadb", "numpy", "openpyxl", "index", "streamlit"))
        + "])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
