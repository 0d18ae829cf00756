"""What a follow-up leaves unsaid, and items of a list asked for by their number."""

from datetime import date

import pytest

from assistant.questions import Question, read_question
from assistant.questions.ordinals import chosen, item_alone, read_ordinals
from corpus import load_corpus


def read(text: str, *earlier: str) -> Question:
    return read_question(text, load_corpus(), date(2026, 11, 20), earlier=earlier)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("成果条件前3项是什么", (1, 2, 3)),
        ("破格条件第2到第四项", (2, 3, 4)),
        ("第5项和第9项是什么", (5, 9)),
        ("评审流程的最后一步", (-1,)),
        ("职责的后2项", (-2, -1)),
        ("倒数第二条", (-2,)),
        ("排名前3名才算吗", ()),
        ("每月最后1个工作日", ()),
        ("成果条件第5项", ()),  # a clause cited, not items of a list
    ],
)
def test_items_are_asked_for_by_their_number(text: str, items: tuple[int, ...]) -> None:
    assert read_ordinals(text)[1] == items


def test_a_number_alone_picks_an_item_of_the_list_before() -> None:
    assert item_alone("那第三项呢") == 3
    assert item_alone("第三项的发明专利算吗") is None
    question = read("第三项是什么", "北京AI高工的成果条件有哪些")
    assert question.items == (3,) and question.kinds == ("成果条件",)


def test_numbers_beyond_the_list_leave_it_whole() -> None:
    assert chosen("abcd", (2, 4)) == ["b", "d"]
    assert chosen("abcd", (-2, -1)) == ["c", "d"]
    assert chosen("abcd", (7,)) == ["a", "b", "c", "d"]


def test_a_word_that_is_degree_and_field_is_the_degree_after_a_degree() -> None:
    question = read("中专的呢？", "按17号文，大专毕业评助理工程师要干几年")
    assert question.policy_ids == ("beijing-engineering-2020",)
    assert next(t.words for t in question.terms if t.role == "subject") == "中专"


def test_a_tier_takes_the_place_of_the_tier_before() -> None:
    assert "区里负责什么" in read("那区里呢", "协理员管理市里负责什么").plain


def test_a_correction_asks_what_stands_behind_it() -> None:
    question = read("我说错了，是二级实习指导教师", "三级实习指导教师大专要几年")
    assert [level.title for level in question.levels] == ["二级实习指导教师"]
    assert not any("说错" in t.words for t in question.terms)


def test_how_much_it_is_measures_what_was_measured_before() -> None:
    assert read("重点行业的是多少", "新招的员工以工代训一个月补多少").asked == "amount"


def test_years_asked_at_a_level_are_asked_for_the_level_wished_for() -> None:
    question = read("得当几年讲师才行", "我是职高老师，本科学历", "想评高级讲师")
    assert [level.title for level in question.levels] == ["高级讲师"]
    assert not question.profile.get("titles") and not question.decides
    still = read("我本科，讲师，还要当几年讲师才能评高级讲师")
    assert still.profile["titles"] and not still.serves


def test_another_documents_matter_takes_nothing_along() -> None:
    for before in ("公司搬到通州了，社保还是在税务交吗", "AI高工硕士要几年"):
        on = read("村里协理员每月能歇几天假", before)
        assert on.policy_ids == ("beijing-rural-assistant-2020",)
        assert not on.levels and not {"社保", "税务", "硕士"} & {t.words for t in on.terms}
