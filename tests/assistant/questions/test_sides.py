"""What a question sets side by side, and whether it asks to compare."""

from datetime import date

import pytest

from assistant.questions import Question, read_question
from corpus import load_corpus


def read(text: str) -> Question:
    return read_question(text, load_corpus(), date(2026, 11, 20))


def told_apart_by(question: Question) -> list[str]:
    return ["".join(t.words for t in side.own) for side in question.sides]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("硕士、本科、大专和中专分别要干几年", ["硕士", "本科", "大专", "中专"]),
        ("系统升级那次，企业和灵活就业人员交社保分别是哪天", ["企业", "灵活就业人员"]),
        ("新吸纳员工的补贴跟重点行业的补贴差多少", ["新吸纳员工", "重点行业"]),
        ("协理员年度考核和期满考核各由谁组织", ["年度考核", "期满考核"]),
        ("单位的责任和劳动者的权利分别是什么", ["单位责任", "劳动者权利"]),
    ],
)
def test_words_on_both_sides_of_a_joint_belong_to_one_side_alone(text: str, own: list[str]) -> None:
    assert told_apart_by(read(text)) == own


def test_words_before_each_level_are_its_own_where_every_level_has_some() -> None:
    assert told_apart_by(read("破格报高工和直通车报正高，对科技奖的要求差在哪")) == ["破格", "直通车"]
    assert told_apart_by(read("本科评讲师和评高级讲师各要几年")) == ["", ""]


def test_a_point_of_a_career_is_no_side() -> None:
    sides = read("评讲师和评一级实习指导教师，助理级之后各要干几年").sides
    assert [side.level.title for side in sides if side.level] == ["讲师", "一级实习指导教师"]


def test_the_older_and_the_newer_edition_are_sides() -> None:
    sides = read("2020年试行那版AI办法跟现在这版，专业方向怎么变了").sides
    assert [side.policies for side in sides] == [("beijing-ai-2020-trial",), ("beijing-ai",)]


def test_sides_that_ask_for_a_difference_are_compared_though_a_degree_is_told() -> None:
    assert read("同样是大专想评工程师，北京AI和金融科技的年限有什么不一样").intent == "compare"
    assert read("我是大专，想评北京AI工程师，可以吗").intent == "eligibility"


def test_what_is_held_against_the_other_is_the_word_of_its_kind() -> None:
    sides = read("博士评金融科技高工跟硕士比，少几年").sides
    assert [side.words for side in sides] == ["博士", "硕士"]


def test_a_known_word_is_not_cut_by_a_shorter_one_before_it() -> None:
    sides = read("新吸纳劳动者的补贴比重点行业的多几个月").sides
    assert [side.own[-1].words for side in sides] == ["补贴", "重点行业"]


def test_tiers_are_sides_only_where_their_duties_are_asked_for() -> None:
    assert [side.words for side in read("协理员管理上村里的职责跟乡镇的职责有什么区别").sides] == ["村里", "乡镇"]
    assert not read("参加乡镇的工作和参加市里的活动，谁批准").sides
