"""What a search finds, and what it never does."""

import json
from datetime import date
from pathlib import Path

import pytest

from corpus import Corpus
from corpus.errors import UnknownPolicy
from index import Filters, Hit, Index

ASKED = Path(__file__).parent / "questions.jsonl"
QUESTIONS = [json.loads(line) for line in ASKED.read_text(encoding="utf-8").splitlines()]
SENIOR_EDUCATION = "beijing-ai:附件/三/（二）"


def test_nearly_every_question_finds_its_clause_among_the_first_five(index: Index, corpus: Corpus) -> None:
    missed = [q["question"] for q in QUESTIONS if not _found(index.search(q["question"], k=5), q["any_of"], corpus)]
    assert len(missed) <= 0.05 * len(QUESTIONS), missed


@pytest.mark.parametrize(
    "question",
    [
        "AI高工 硕士要干几年",
        "人工智能副高，研究生毕业要工作多久",
        "ＡＩ高工　碩士要幹幾年",
        "北京人工智能高级工程师 硕士 年限",
    ],
)
def test_one_question_in_many_wordings_finds_one_clause(index: Index, corpus: Corpus, question: str) -> None:
    assert _found(index.search(question, k=5), [f"{SENIOR_EDUCATION}/2"], corpus)


def test_a_clause_cited_by_number_comes_first(index: Index) -> None:
    hits = index.search("灵活就业办法第三条第二款", k=3)
    assert hits[0].clause_id == "beijing-flexible-employment-2020:第三条/第二款"


def test_who_asks_for_a_list_gets_it_whole(index: Index) -> None:
    hits = index.search("北京AI高级工程师破格条件有哪些", k=5)
    whole = next(hit for hit in hits if hit.clause_id == "beijing-ai:附件/三/（五）")
    assert "全国技术技能大赛银奖" in whole.text


def test_a_comparison_finds_clauses_of_both_documents(index: Index) -> None:
    hits = index.search("金融科技通告和17号文的破格条件有什么不同", k=5)
    assert {"beijing-fintech-2024", "beijing-engineering-2020"} <= {hit.policy_id for hit in hits}
    assert len(index.search("金融科技通告和17号文的破格条件有什么不同", k=1)) == 1


def test_no_clause_is_shown_twice(index: Index) -> None:
    for question in QUESTIONS[::5]:
        found = [hit.clause_id for hit in index.search(question["question"], k=10)]
        assert len(found) == len(set(found))


def test_a_named_policy_restricts_the_search(index: Index) -> None:
    hits = index.search("高级工程师 硕士 年限", k=5, policy="beijing-fintech-2024")
    assert hits
    assert {hit.policy_id for hit in hits} == {"beijing-fintech-2024"}


def test_an_unknown_policy_is_refused(index: Index) -> None:
    with pytest.raises(UnknownPolicy):
        index.search("年限", policy="beijing-nothing")


def test_what_is_preferred_comes_first_and_hides_nothing(index: Index) -> None:
    question = "高级工程师 硕士 年限"
    preferred = index.search(question, k=5, prefer=Filters(policies=frozenset({"beijing-fintech-2024"})))
    assert preferred[0].policy_id == "beijing-fintech-2024"
    elsewhere = index.search("车船税滞纳金", k=5, prefer=Filters(policies=frozenset({"beijing-fintech-2024"})))
    assert elsewhere[0].clause_id == "beijing-vehicle-tax-2020:第七条"


def test_a_preferred_level_is_not_the_level_whose_name_holds_it(index: Index) -> None:
    hits = index.search("人工智能 学历和专业工作经历", k=3, prefer=Filters(sections=("高级工程师",)))
    assert hits[0].clause_id.startswith(SENIOR_EDUCATION)


def test_what_is_in_force_on_the_day_comes_before_what_is_not(index: Index) -> None:
    question = "人工智能高级工程师 硕士研究生 满7年"
    for day, expected in ((date(2021, 5, 1), "beijing-ai-2020-trial"), (date(2026, 5, 1), "beijing-ai")):
        hits = index.search(question, k=8, prefer=Filters(as_of=day))
        first_of_two = next(hit.policy_id for hit in hits if hit.policy_id.startswith("beijing-ai"))
        assert first_of_two == expected


def test_a_provision_printed_twice_in_one_document_is_shown_once(index: Index) -> None:
    hits = index.search("中等职业学校教师职称评审适用于哪些单位的教师", k=10, policy="beijing-vocational-teacher-2020")
    assert len({hit.text for hit in hits if "北京市所属普通中等专业学校" in hit.text and len(hit.text) < 200}) == len(
        [hit for hit in hits if "北京市所属普通中等专业学校" in hit.text and len(hit.text) < 200]
    )


@pytest.mark.parametrize("question", ["", "　", "？？", "x" * 100_000, "职称" * 50_000])
def test_no_question_is_too_odd_to_search(index: Index, question: str) -> None:
    assert len(index.search(question, k=3)) <= 3


def test_words_that_stand_nowhere_find_nothing(index: Index) -> None:
    assert index.search("xyzzy qwrtp") == []


def test_the_text_of_a_hit_is_the_clause_as_printed(index: Index, corpus: Corpus) -> None:
    for hit in index.search("以工代训补贴标准和期限", k=10):
        clause = corpus.clause(hit.clause_id)
        assert hit.text in (clause.own_text, corpus.full_text(clause))


def test_it_serves_as_a_langchain_retriever(index: Index) -> None:
    from langchain_core.retrievers import BaseRetriever

    retriever = index.as_retriever(k=3)
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke("代收车船税的手续费")
    assert documents[0].metadata["clause_id"] == "beijing-vehicle-tax-2020:第十二条"
    assert len(documents) == 3


def _found(hits: list[Hit], any_of: list[str], corpus: Corpus) -> bool:
    """The clause itself, or a list that prints it whole."""
    return any(
        hit.clause_id == wanted
        or (hit.policy_id == wanted.partition(":")[0] and corpus.clause(wanted).own_text in hit.text)
        for hit in hits
        for wanted in any_of
        if wanted in corpus
    )
