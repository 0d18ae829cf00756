"""How people ask for a clause (asks.yaml): the wordings name sentences that stand, and a question in such words finds them."""

from collections import Counter
from pathlib import Path

import pytest

from corpus import Corpus, load_corpus
from corpus.errors import BrokenPolicy
from index.asks import Asks, asks

CORPUS = load_corpus()


def test_each_entry_names_words_that_stand_in_its_clause() -> None:
    for clause_id, entry in asks(CORPUS).sentences:
        clause = CORPUS.clause(clause_id)
        text = CORPUS.full_text(clause) if entry.whole else clause.own_text
        assert entry.says in text, f"{clause_id}: {entry.says}"


def test_no_wording_asks_for_two_things_of_one_policy() -> None:
    wordings = Counter((i.partition(":")[0], ask) for i, entry in asks(CORPUS).sentences for ask in entry.asks)
    assert [wording for wording, n in wordings.items() if n > 1] == []


@pytest.mark.parametrize("policy_id", CORPUS.policies)
def test_a_wording_is_likest_to_its_own_sentence(policy_id: str) -> None:
    own = [(i, e) for i, e in asks(CORPUS).sentences if i.startswith(f"{policy_id}:")]
    for clause_id, entry in own[::15]:
        like = asks(CORPUS).like(entry.asks[0])[0]
        assert like.likeness > 0.999
        assert entry.asks[0] in {a for i, e in asks(CORPUS).sentences if i == like.clause_id for a in e.asks}, clause_id


def test_a_question_of_other_matters_is_like_nothing() -> None:
    assert all(like.likeness < 0.4 for like in asks(CORPUS).like("明天天气怎么样，要不要带伞"))
    assert asks(CORPUS).like("") == []


def _corpus_with(text: str, tmp_path: Path) -> Corpus:
    folder = tmp_path / "anywhere-2026"
    folder.mkdir()
    (folder / "policy.md").write_text(
        "---\ntitle: 某市办法\ntimeline:\n  - {status: 现行, basis: text}\n---\n\n第一条 补贴每月一百元。\n",
        encoding="utf-8",
    )
    (folder / "asks.yaml").write_text(text, encoding="utf-8")
    return load_corpus([str(tmp_path)])


def test_a_further_policy_brings_its_own_wordings(tmp_path: Path) -> None:
    corpus = _corpus_with("- {clause: 第一条, says: 每月一百元, asks: [一个月能领几张票子]}\n", tmp_path)
    assert Asks(corpus).like("一个月领几张票子")[0].clause_id == "anywhere-2026:第一条"


@pytest.mark.parametrize(
    "text",
    ["- {clause: 第九条, says: 每月, asks: [几元]}\n", "- {clause: 第一条, asks: [几元]}\n", "第一条: 几元\n", "- [\n"],
)
def test_a_mistake_names_the_file(text: str, tmp_path: Path) -> None:
    with pytest.raises(BrokenPolicy, match=r"asks\.yaml"):
        Asks(_corpus_with(text, tmp_path))
