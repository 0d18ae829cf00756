"""A corpus of one short policy that tests may edit, and the shipped one, indexed once."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus import Corpus, load_corpus
from index import Index, open_index

POLICY = """---
title: 示范市养蜂员补贴办法
number: 示人社发〔2025〕1号
issuer: [示范市人力资源和社会保障局]
issued: 2025-01-01
effective: 2025-02-01
timeline:
- {{from: 2025-02-01, status: 现行, basis: text}}
---

示范市养蜂员补贴办法

{articles}
"""
ARTICLES = (
    "第一条 为支持养蜂业发展，制定本办法。",
    "第二条 养蜂员每箱蜂每年补贴80元。",
    "第三条 申请人向所在乡镇提交申请表。",
)


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="session")
def index(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The shipped corpus, indexed by the bundled model in a real Chroma folder."""
    opened = open_index(corpus, tmp_path_factory.mktemp("data"))
    yield opened
    opened.close()


@pytest.fixture
def opened() -> Iterator[Callable[..., Index]]:
    """`open_index`, closed after the test."""
    made: list[Index] = []

    def open_one(*args: Any, **settings: Any) -> Index:
        made.append(open_index(*args, **settings))
        return made[-1]

    yield open_one
    for index in made:
        index.close()


@pytest.fixture
def small_corpus(tmp_path: Path) -> Callable[..., Corpus]:
    """Makes a corpus of the made-up policy alone, with these articles."""

    def make(*articles: str) -> Corpus:
        from corpus.library import read_policy

        folder = tmp_path / "policies" / "bees-2025"
        folder.mkdir(parents=True, exist_ok=True)
        text = POLICY.format(articles="\n\n".join(articles or ARTICLES))
        (folder / "policy.md").write_text(text, encoding="utf-8")
        policy, clauses = read_policy(folder)
        return Corpus({policy.id: policy}, {policy.id: clauses}, hashlib.sha256(text.encode()).hexdigest())

    return make
