"""The shipped corpus, and a short way to ask the tool."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.eligibility import Result, check
from corpus import Corpus, load_corpus

Ask = Callable[..., Result]


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="session")
def ask(corpus: Corpus) -> Ask:
    """One decision: ask("beijing-ai", "高级工程师", education=[...], as_of="2026-11-20")."""

    def one(policy: str, level: str | None = None, **facts: Any) -> Result:
        target = {"policy": policy} | ({"level": level} if level else {})
        result = check({**target, "as_of": "2026-11-20", **facts}, corpus, date(2026, 11, 20))
        assert isinstance(result, Result)
        return result

    return one


def condition(result: Result, kind: str) -> str:
    """The status of one condition of a result."""
    return next(c.status for c in result.conditions if c.kind == kind)
