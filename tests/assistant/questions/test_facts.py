"""What a person's words say of degrees, years, results and states, and what of a clause they are measured against."""

from datetime import date

import pytest

from assistant.questions import read_question
from assistant.questions.person.achievements import held_merits, read_achievements
from assistant.questions.person.lengths import read_lengths
from assistant.questions.person.merits import alternatives, satisfies
from assistant.questions.wording import arabic, plain
from corpus import load_corpus

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "education", "titles", "worked"),
    [
        ("硕士毕业后一直在银行写代码，满八年了", [{"level": "硕士", "years": 8.0}], None, 8.0),
        ("中专毕业，在厂里管锅炉一年半了", [{"level": "中等职业学校", "years": 1.5}], None, 1.5),
        ("本科，中级拿了五年，做芯片", [{"level": "大学本科"}], [{"level": "中级", "years": 5.0}], None),
        ("本科，取得中级后干了三年零六个月", [{"level": "大学本科"}], [{"level": "中级", "years": 3.5}], None),
        ("硕士毕业快七年了", [{"level": "硕士", "years": 6.9}], None, 6.9),
        ("硕士毕业要满几年", [{"level": "硕士"}], None, None),
    ],
)
def test_a_length_of_time_goes_to_what_it_is_counted_from(
    text: str, education: object, titles: object, worked: float | None
) -> None:
    profile = read_question(text, load_corpus(), TODAY).profile
    assert profile.get("education") == education
    assert profile.get("titles") == titles
    assert profile.get("experience_years") == worked


@pytest.mark.parametrize("text", ["再干两年", "要满五年", "合同期五年", "五年以内", "每三年", "近五年"])
def test_time_that_is_asked_for_or_planned_was_not_lived_through(text: str) -> None:
    assert not list(read_lengths(arabic(text)))


def test_those_who_recommend_hold_their_titles_themselves() -> None:
    profile = read_question("两位正高专家愿意推荐，能破格报高级工程师吗", load_corpus(), TODAY).profile
    assert profile == {"recommenders": 2}


@pytest.mark.parametrize(
    ("told", "asked", "met"),
    [
        ("编过一个行业标准，起草人里我排第四", "作为主要起草人（排名前三）编写行业标准或地方标准", False),
        ("编过一个地方标准，起草人里我排第三", "作为主要起草人（排名前三）编写行业标准或地方标准", True),
        ("我主编的是团体标准，第一起草人", "作为主要起草人（排名前五）编写国家标准", False),
        ("省部级科技三等奖", "获得省部级二等奖及以上科技奖项", False),
        ("北京市科学技术奖二等奖", "获得省部级二等奖及以上科技奖项", True),
        ("省部级科技奖", "获得省部级二等奖及以上科技奖项", None),
        ("市级科技一等奖", "获得省部级及以上科技奖项", None),
        ("全国大赛铜奖", "获得全国技术技能大赛银奖及以上", False),
    ],
)
def test_a_result_meets_an_item_by_level_grade_and_place(told: str, asked: str, met: bool | None) -> None:
    verdicts = [
        satisfies(mine, one)
        for mine in held_merits(arabic(plain(told)))
        for one in alternatives(asked)
        if one.kind == mine.kind
    ]
    assert (True if True in verdicts else None if None in verdicts else False) is met


def test_results_that_are_denied_or_asked_about_are_not_told() -> None:
    assert read_achievements("专利都没有,论文要几篇,2项专利是第一发明人,已授权") == [
        {"count": 2, "type": "发明专利", "rank": 1, "granted": True}
    ]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("近三年平均每学年只讲了110学时的课，能报高级讲师吗", {"teaching_hours": 110.0}),
        ("继续教育每学年70学时，能报讲师吗", {"training_hours": 70.0}),
        ("班主任一天也没当过，能报讲师吗", {"homeroom_years": 0.0}),
        ("推荐的正高专家就一位，能破格报高级工程师吗", {"recommenders": 1}),
    ],
)
def test_what_only_some_documents_ask_for_is_read_from_prose(text: str, facts: object) -> None:
    assert read_question(text, load_corpus(), TODAY).profile == facts


def test_work_before_a_title_and_work_that_goes_on_are_added() -> None:
    before = read_question("大专，助工两年，之前干了四年，能报工程师吗", load_corpus(), TODAY).profile
    assert before["experience_years"] == 6.0 and before["titles"][0]["years"] == 2.0
    on = read_question("本科毕业干了两年，后来又做了三年，能报工程师吗", load_corpus(), TODAY).profile
    assert on["education"][0]["years"] == on["experience_years"] == 5.0


@pytest.mark.parametrize(
    ("text", "education", "titles"),
    [
        ("在读博士，明年6月毕业，做大模型", None, None),
        ("硕士还在读，本科毕业4年", ["大学本科"], None),
        ("明年才能拿到硕士，本科毕业5年", ["大学本科"], None),
        ("本科，助工3年，中级正在评，能报高工吗", ["大学本科"], ["助理级"]),
        ("本科，中级去年没考下来，能报高工吗", ["大学本科"], []),
    ],
)
def test_what_is_still_sought_is_not_held(text: str, education: object, titles: object) -> None:
    profile = read_question(text, load_corpus(), TODAY).profile
    held = {field: [one["level"] for one in profile[field]] for field in ("education", "titles") if field in profile}
    assert (held.get("education"), held.get("titles")) == (education, titles)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021年3月评上工程师，到现在一直没离开这行，能评高工吗", 5.7),
        ("2021年3月评上工程师，中间歇了两年，后来一直做，能评高工吗", None),
        ("中级还差一年满五年，能评高工吗", 4.0),
        ("助工3年，工作满8年，能评工程师吗", 3.0),
    ],
)
def test_the_years_since_a_title(text: str, years: float | None) -> None:
    (title,) = read_question(text, load_corpus(), TODAY).profile["titles"]
    assert title.get("years") == years


def test_a_year_that_is_running_is_not_counted() -> None:
    assert [length.years for length in read_lengths("硕士毕业第四年")] == [3.0]


def test_the_field_of_a_title_held_names_no_document() -> None:
    question = read_question("报金融科技正高，工程系列的高级工程师满6年", load_corpus(), TODAY)
    assert question.policy_ids == ("beijing-fintech-2024",)


def test_the_first_part_of_a_title_stands_for_the_next_on_its_ladder() -> None:
    question = read_question("三级实习指导教师当了2年，可以评二级了吗", load_corpus(), TODAY)
    assert [level.title for level in question.levels] == ["二级实习指导教师"]


def test_other_titles_denied_leave_the_one_told_and_its_day_is_not_asked_about() -> None:
    question = read_question(
        "本科，2022年3月15日评上的金融科技工程师，别的职称没有。今年能报高工吗", load_corpus(), TODAY
    )
    assert [t["obtained"] for t in question.profile["titles"]] == ["2022-03-15"]
    assert question.day == TODAY


@pytest.mark.parametrize(
    ("said", "claimed"),
    [
        ("业绩条件我一条条看过都是符合的", True),
        ("业绩条件还没细看够不够", False),
        ("如果业绩条件算我满足", False),
        ("业绩条件需要哪几条满足", False),
    ],
)
def test_a_condition_is_declared_met_in_any_words_that_do_not_doubt_it(said: str, claimed: bool) -> None:
    question = read_question(f"博士，做算法3年，{said}，能报AI高工吗", load_corpus(), TODAY)
    assert ("performance" in question.claimed) is claimed


def test_what_others_say_of_their_case_is_none_of_the_persons() -> None:
    own = "大专，金融科技做了8年，没有职称，能报金融科技工程师吗？"
    question = read_question(f"{own}听说人工智能的大专7年就行", load_corpus(), TODAY)
    assert question.plain == read_question(own, load_corpus(), TODAY).plain
    asked = read_question("听说人工智能的大专7年就能评工程师，真的吗", load_corpus(), TODAY)
    assert asked.plain.startswith("听说")
