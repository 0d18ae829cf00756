"""A person's case told in prose: what decides it, and what leaves it open."""

from datetime import date

import pytest

from assistant.offline.answering import wants_decision
from assistant.offline.deciding.credited import credited
from assistant.offline.deciding.ladders import ladders
from assistant.offline.deciding.performed import performed
from assistant.offline.finding.passages import passages
from assistant.questions import read_question
from corpus import load_corpus
from tests.assistant.offline.test_answering import say

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("did", "items"),
    [
        ("主持完成省部级人工智能研发项目，核心算法有重要创新，行业内影响较大", [1]),
        ("主持完成单位人工智能研发项目，核心算法有重要创新，行业内影响较大", []),
        ("参与完成省部级人工智能研发项目，核心算法有重要创新，行业内影响较大", []),
        ("主持完成省部级人工智能研发项目", []),
    ],
)
def test_an_item_of_work_is_told_only_whole_and_at_its_level(did: str, items: list[int]) -> None:
    corpus = load_corpus()
    question = read_question(f"硕士，{did}。能报北京AI高级工程师吗", corpus, TODAY)
    assert performed(question, "beijing-ai", "业绩条件", passages(corpus)) == items


def test_too_few_recommenders_close_a_route_that_a_prize_would_open() -> None:
    draft = say("拿过省部级科技奖，只有一位正高专家推荐，能破格报北京AI高工吗")
    assert draft.text.startswith("**不符合**") and "2名" in draft.text


def test_what_one_already_has_is_barred_a_second_time() -> None:
    draft = say("以工代训的一份补贴已经领了，同一个职工还能再领另一份吗", today=date(2020, 12, 1))
    assert draft.text.startswith("不可以") and "重复享受" in draft.text


def test_a_profession_that_no_document_covers_is_refused() -> None:
    assert say("高校讲师，博士，教了4年，能评副教授吗").kind == "refusal"


@pytest.mark.parametrize(
    ("question", "policies"),
    [
        ("本科，中级6年，能评高工吗", {"beijing-ai", "beijing-engineering-2020", "beijing-fintech-2024"}),
        ("搞电气的，本科，中级6年，能评高工吗", {"beijing-engineering-2020"}),
        ("写算法的程序员，本科，中级6年，能评高工吗", {"beijing-ai"}),
        ("讲师干了6年，能评高级吗", {"beijing-vocational-teacher-2020"}),
        ("报金融科技高工，本科，中级6年", {"beijing-fintech-2024"}),
    ],
)
def test_whose_ladder_a_case_is_about(question: str, policies: set[str]) -> None:
    corpus = load_corpus()
    assert set(ladders(read_question(question, corpus, TODAY), passages(corpus))) == policies


def test_results_told_are_all_there_are_only_where_the_person_says_so() -> None:
    corpus = load_corpus()
    open_, closed = (
        credited(
            read_question(f"硕士做AI 8年，{told}，能报北京AI高工吗", corpus, TODAY), "beijing-ai", passages(corpus)
        )
        for told in ("有两项授权发明专利我排第二，别的还没整理", "成果只有两项授权发明专利，我排第二")
    )
    assert "achievements" not in open_ and closed["achievements"][0]["count"] == 2


def test_a_case_told_beside_a_clause_is_decided_by_it() -> None:
    told = "北京户口，2019年6月大学毕业，第一份工作就是灵活就业"
    index = passages(load_corpus())
    question = read_question(f"{told}，按19号文第四条毕业生的社保补贴能申请不", load_corpus(), TODAY)
    assert question.intent == "lookup" and (profile := wants_decision(question, index))
    assert profile["facts"]["graduated_on"] == "2019-06-01"
    plain = read_question("19号文第四条说毕业生可以申请补贴吗", load_corpus(), TODAY)
    assert wants_decision(plain, index) is None


def test_both_of_two_things_for_one_person_are_asked_in_many_ways() -> None:
    for text in (
        "同一个员工，新招的补贴领了，稳岗那500也给他申请行不行",
        "新招的人，以工代训1540和500两样都给他领行不行",
    ):
        assert "不可重复享受" in say(text).text
