"""资格自查: one question at a time, and a decision that shows what it rests on."""

from collections.abc import Callable
from datetime import date

from streamlit.testing.v1 import AppTest

from assistant.pages.face import face
from assistant.pages.facts import in_words, lines, without
from assistant.pages.report import report_html
from assistant.pages.result_html import conditions_html, glance_html
from assistant.pages.what_if import after

from .conftest import words

Open = Callable[..., AppTest]
DAY = date(2026, 11, 21)
ENGINEER = {
    "education": [{"level": "大学本科", "graduated": "2015-07-01"}],
    "titles": [{"level": "中级", "series": "工程", "specialty": "人工智能", "obtained": "2023-12-01"}],
    "experience": [{"start": "2015-07-10", "end": None}],
}


def told(page: AppTest, facts: dict) -> AppTest:  # type: ignore[type-arg]
    page.session_state["facts"] = facts
    return page.run()


def test_a_first_visit_asks_one_question_and_judges_nothing(opened: Open) -> None:
    page = opened("eligibility")
    assert [each.label for each in page.selectbox] == ["申报哪个专业", "学历或学位"]
    assert "选定专业和级别" in page.info[0].value


def test_an_answer_is_listed_and_the_next_question_follows(opened: Open) -> None:
    page = opened("eligibility")
    page.selectbox[1].set_value("硕士")
    _press(page, "加上这个学历")
    assert "硕士" in words(page)
    assert "从事本专业工作" in words(page)


def test_a_question_can_be_skipped_and_come_back_to(opened: Open) -> None:
    page = opened("eligibility", policy="beijing-ai", level="高级工程师")
    for _ in range(15):
        if not any(button.key == "skip" for button in page.button):
            break
        page.button(key="skip").click().run()
    assert "先前跳过了" in words(page)
    page.button(key="unskip").click().run()
    assert any(button.key == "skip" for button in page.button)


def test_the_address_names_what_is_applied_for(opened: Open) -> None:
    page = told(opened("eligibility", policy="beijing-ai", level="高级工程师"), ENGINEER)
    assert "暂不能申报" in words(page) and "2028年12月1日" in words(page)
    assert "学历和专业工作经历" in words(page)


def test_all_levels_stand_side_by_side_when_none_is_chosen(opened: Open) -> None:
    page = told(opened("eligibility"), ENGINEER)
    for title in ("正高级工程师", "北京市深化工程技术人才职称制度改革实施办法", "eligibility?policy=beijing-ai&level="):
        assert title in words(page)


def test_a_document_whose_conditions_are_not_held_says_so(opened: Open) -> None:
    page = opened("eligibility", policy="zhejiang-ai-draft", level="高级工程师")
    assert "收录的文件里没有这一级的具体条件" in words(page) and "征求意见稿" in words(page)
    assert not page.tabs


def test_rules_of_another_kind_ask_their_own_facts(opened: Open) -> None:
    page = opened("eligibility", policy="beijing-flexible-employment-2020")
    assert "创业担保贷款" in page.radio[0].options
    page.radio[0].set_value("创业担保贷款")
    _press(page, "填好了")
    assert "创业担保贷款" in words(page) and "还不能判定" in words(page)
    assert any(button.key == "skip" for button in page.button), "and goes on asking"


def test_a_way_round_is_claimed_item_by_item(opened: Open) -> None:
    page = told(opened("eligibility", policy="beijing-ai", level="高级工程师"), ENGINEER)
    next(box for box in page.checkbox if box.label == "1．获得省部级及以上科技奖项").check()
    next(b for b in page.button if str(b.key).startswith("FormSubmitter:exceptional_")).click().run()
    assert page.session_state["facts"]["exceptional"] == [1]
    assert "破格条件第1项" in words(page)


def test_facts_that_contradict_each_other_are_a_sentence(opened: Open) -> None:
    page = told(opened("eligibility"), {"education": [{"level": "硕士", "graduated": "2031-07-01"}]})
    assert "矛盾" in page.error[0].value
    assert any(str(button.key).startswith("drop_") for button in page.button), "and can be taken out"


def test_a_missing_attribute_is_asked_of_the_fact_that_lacks_it(opened: Open) -> None:
    page = told(
        opened("eligibility", policy="beijing-ai", level="工程师"),
        {**ENGINEER, "performance": [1], "achievements": [{"type": "论文", "count": 2}]},
    )
    assert "论文" in words(page)
    assert {each.label for each in page.selectbox} & {"署名", "发表在"}


def test_the_roadmap_gives_each_level_its_day_and_clause(opened: Open) -> None:
    page = told(opened("eligibility", policy="beijing-ai", level="高级工程师"), ENGINEER)
    assert "最早2033年12月1日（设届时已取得高级工程师）" in words(page)


def test_what_if_shows_before_and_after(opened: Open) -> None:
    page = told(opened("eligibility", policy="beijing-ai", level="高级工程师"), ENGINEER)
    page.slider(key="wait").set_value(2.5).run()
    assert "学历和专业工作经历：未满足 → 已满足" in words(page)


def test_waiting_adds_years_only_where_they_were_told_without_dates() -> None:
    assert after({"experience_years": 3.0}, [], 2.0) == {"experience_years": 5.0}
    assert after(ENGINEER, [], 2.0) == ENGINEER
    assert after({}, [{"type": "论文"}], 0)["achievements"] == [{"type": "论文"}]


def test_every_condition_has_a_word_and_every_line_its_clause() -> None:
    result = face().check({**ENGINEER, "policy": "beijing-ai", "level": "高级工程师"}, as_of=DAY)
    assert not isinstance(result, list)
    html = conditions_html(result)
    for condition in result.conditions:
        assert condition.kind in html and condition.kind in glance_html(result)
        for item in condition.items:
            assert item.quote in html
    assert html.count("clauses?clause=") == len(result.conditions) + sum(len(c.items) for c in result.conditions)
    assert "未满足</span>" in html and "须人工评定" in html


def test_a_way_round_that_is_not_claimed_is_no_failing() -> None:
    result = face().check({**ENGINEER, "policy": "beijing-ai", "level": "高级工程师"}, as_of=DAY)
    assert not isinstance(result, list)
    assert "破格条件</b> <small>没有使用" in glance_html(result)


def test_the_report_stands_alone_with_the_clauses_in_full() -> None:
    result = face().check({**ENGINEER, "policy": "beijing-ai", "level": "高级工程师"}, as_of=DAY)
    assert not isinstance(result, list)
    html = report_html([result], ENGINEER, DAY)
    assert "大学本科，2015-07-01毕业" in html and "依据的条款" in html
    assert "作为排名前三的发明人，获得本专业已授权的发明专利；" in html
    assert 'href="clauses' not in html and "http" not in html, "no link leads out of it"
    for target in {part.partition('"')[0] for part in html.split('href="#')[1:]}:
        assert f'id="{target}"' in html


def test_facts_read_as_people_say_them_and_leave_one_by_one() -> None:
    profile = {**ENGINEER, "achievements": [], "attested": {"继续教育": True}}
    assert in_words(profile) == [
        "大学本科，2015-07-01毕业",
        "中级（工程系列人工智能），2023-12-01取得",
        "从事本专业工作 2015-07-10 至 今",
        "没有成果",
        "继续教育：是",
    ]
    left = profile
    for _ in range(5):
        left = without(left, lines(left)[0])
    assert left == {}, "what is taken out is not known, it does not turn into none"


def _press(page: AppTest, label: str) -> None:
    next(button for button in page.button if button.label == label).click().run()
