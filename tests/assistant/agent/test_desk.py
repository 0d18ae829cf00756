"""The desk of a turn: tools that run side by side lay clauses on it, and each clause keeps its own handle."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from assistant.desk import Desk
from corpus import load_corpus


@pytest.fixture
def impatient_threads() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("impatient_threads")
def test_clauses_laid_side_by_side_have_handles_of_their_own() -> None:
    corpus = load_corpus()
    desk = Desk(corpus=corpus, search=lambda *_, **__: [], as_of=date(2026, 11, 20))
    clauses = list(corpus.walk("beijing-ai"))
    with ThreadPoolExecutor(16) as pool:
        laid = list(pool.map(desk.lay, clauses * 2))
    for clause, found in zip(clauses * 2, laid, strict=True):
        assert found["clause_id"] == clause.id
        assert desk.clause_of(found["handle"]) is found
