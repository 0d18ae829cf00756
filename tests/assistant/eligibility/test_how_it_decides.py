"""The contract's "How it decides", line by line; years and results have files of their own."""

from datetime import date
from typing import Any, ClassVar

import pytest

from assistant.eligibility import Result, check
from corpus import Corpus
from tests.assistant.eligibility.conftest import Ask, condition
from tests.assistant.eligibility.lives import AI, DONE, FINTECH, PATENTS, TEACHERS, TRIAL, WEN17, degree, title


class TestAbsentIsNotKnown:
    def test_nothing_given_leaves_everything_open(self, ask: Ask) -> None:
        result = ask(AI, "高级工程师")
        assert result.verdict == "undetermined"
        assert {"education", "titles", "performance", "achievements"} <= set(result.missing)

    @pytest.mark.parametrize("field", ["education", "performance", "achievements"])
    def test_an_empty_list_is_none_and_not_unknown(self, ask: Ask, field: str) -> None:
        whole = {"education": degree("硕士", years=8), "titles": [], "experience_years": 8, **DONE}
        assert ask(AI, "高级工程师", **whole).verdict == "eligible"
        assert ask(AI, "高级工程师", **{**whole, field: []}).verdict == "ineligible"
        without = {k: v for k, v in whole.items() if k != field}
        assert ask(AI, "高级工程师", **without).verdict == "undetermined"

    def test_absent_exceptional_is_none(self, ask: Ask) -> None:
        facts = {
            "education": degree("大学专科", years=3),
            "titles": [],
            "experience_years": 3,
            **DONE,
            "recommenders": 2,
        }
        assert ask(AI, "高级工程师", **facts).verdict == "ineligible"

    @pytest.mark.parametrize("lacking", ["rank", "granted"])
    def test_an_attribute_that_a_result_lacks_is_unknown(self, ask: Ask, lacking: str) -> None:
        patent = {k: v for k, v in PATENTS[0].items() if k != lacking}
        facts = {"education": degree("硕士", years=8), "titles": [], "experience_years": 8, "performance": [1]}
        result = ask(AI, "高级工程师", **facts, achievements=[patent])
        assert (result.verdict, result.missing) == ("undetermined", (f"achievements.{lacking}",))

    def test_a_definite_no_asks_for_nothing_more(self, ask: Ask) -> None:
        result = ask(AI, "高级工程师", education=degree("大学专科", years=3), titles=[], experience_years=3)
        assert (result.verdict, result.missing, result.questions) == ("ineligible", (), ())


class TestWhatDocument17Lends:
    @pytest.mark.parametrize(("school", "years"), [("预备技师（技师）班", 1), ("高级工班", 3), ("中级工班", 5)])
    def test_skills_schools_count_as_the_degrees_it_names(self, ask: Ask, school: str, years: int) -> None:
        for policy in (AI, WEN17, TRIAL):
            for given, verdict in ((years, "eligible"), (years - 0.1, "ineligible")):
                result = ask(
                    policy, "助理工程师", education=degree(school, years=given), titles=[], experience_years=given
                )
                assert result.verdict == verdict, (policy, given)
                assert ("beijing-engineering-2020:三/（三）/2" in result.decided_by) == (policy != AI)

    def test_teachers_have_no_such_clause(self, ask: Ask) -> None:
        result = ask(
            TEACHERS, "助理讲师", education=degree("预备技师（技师）班", years=5), titles=[], training_hours=90
        )
        assert result.verdict == "ineligible" and any("技工院校" in n for n in result.notes)

    def test_a_qualification_counts_as_the_title_it_corresponds_to(self, ask: Ask) -> None:
        for policy in (AI, WEN17, FINTECH, TRIAL):
            held = title("中级", years=5, **{"from": "职业资格"})
            result = ask(
                policy, "高级工程师", education=degree("大学本科", years=6), titles=held, experience_years=6, **DONE
            )
            assert result.verdict == "eligible" and "beijing-engineering-2020:三/（三）/3" in result.decided_by

    def test_a_qualification_outside_engineering_does_not(self, ask: Ask) -> None:
        held = [{"level": "中级", "series": "会计", "years": 5, "from": "职业资格"}]
        facts = {"education": degree("大学本科", years=6), "experience_years": 6, **DONE}
        assert ask(AI, "高级工程师", titles=held, **facts).verdict == "ineligible"
        no_series = [{"level": "中级", "years": 5, "from": "职业资格"}]
        result = ask(AI, "高级工程师", titles=no_series, **facts)
        assert (result.verdict, result.missing) == ("undetermined", ("titles.series",))


class TestTitlesFromElsewhere:
    FACTS: ClassVar[dict[str, Any]] = {"education": degree("大学专科", years=12), "experience_years": 12, **DONE}

    @pytest.mark.parametrize(
        ("held", "verdict", "missing"),
        [
            ({"series": "卫生"}, "eligible", ()),
            ({"series": "工程", "specialty": "机械"}, "eligible", ()),
            ({"series": "工程", "specialty": "人工智能"}, "ineligible", ()),
            ({"series": "工程"}, "undetermined", ("titles.specialty",)),
            ({}, "undetermined", ("titles.series",)),
            ({"specialty": "机械"}, "eligible", ()),
        ],
    )
    def test_another_series_or_another_specialty(
        self, ask: Ask, held: dict[str, str], verdict: str, missing: tuple[str, ...]
    ) -> None:
        result = ask(AI, "高级工程师", titles=[{"level": "副高级", "years": 3, **held}], **self.FACTS)
        assert (result.verdict, result.missing) == (verdict, missing)

    def test_a_title_of_the_series_is_not_from_elsewhere_under_document_17(self, ask: Ask) -> None:
        assert ask(WEN17, "高级工程师", titles=title("副高级", years=8), **self.FACTS).verdict == "ineligible"


class TestFintechDirections:
    def test_one_direction_is_enough_and_a_note_says_so(self, ask: Ask) -> None:
        facts = {"education": degree("硕士", years=8), "titles": [], "experience_years": 8, "achievements": PATENTS}
        result = ask(FINTECH, "高级工程师", **facts, performance=[4])
        assert result.verdict == "eligible" and any("之一" in n for n in result.notes)
        assert ask(FINTECH, "高级工程师", **facts, performance=[1, 2, 3, 4]).notes == ()


class TestContinuingEducation:
    def test_it_is_judged_where_a_document_only_says_as_required(self, ask: Ask) -> None:
        facts = {"education": degree("硕士", years=8), "titles": [], "experience_years": 8, **DONE}
        for policy in (AI, WEN17, FINTECH, TRIAL):
            assert ask(policy, "高级工程师", **facts).verdict == "eligible"
            assert ask(policy, "高级工程师", **facts, attested={"继续教育": False}).verdict == "ineligible"
            assert ask(policy, "高级工程师", **facts, attested={"基本条件": False}).verdict == "ineligible"
            assert condition(ask(policy, "高级工程师", **facts, attested={"继续教育": True}), "基本条件") == "judged"

    TEACHER: ClassVar[dict[str, Any]] = {"education": degree("硕士", years=2), "titles": [], "experience_years": 2}

    @pytest.mark.parametrize(
        ("facts", "verdict"),
        [
            ({"training_hours": 90}, "eligible"),
            ({"training_hours": 89.9}, "ineligible"),
            ({"attested": {"继续教育": True}}, "eligible"),
            ({"attested": {"继续教育": False}}, "ineligible"),
            ({}, "undetermined"),
            ({"training_hours": 80, "attested": {"继续教育": True}}, "ineligible"),
        ],
    )
    def test_for_teachers_it_counts(self, ask: Ask, facts: dict[str, Any], verdict: str) -> None:
        assert ask(TEACHERS, "助理讲师", **self.TEACHER, **facts).verdict == verdict

    @pytest.mark.parametrize("key", ["教师资格", "师德", "基本条件"])
    def test_what_a_teacher_denies_of_himself_decides(self, ask: Ask, key: str) -> None:
        facts = {**self.TEACHER, "training_hours": 90}
        assert ask(TEACHERS, "助理讲师", **facts, attested={key: False}).verdict == "ineligible"
        assert ask(TEACHERS, "助理讲师", **facts, attested={key: True}).verdict == "eligible"


class TestTeachers:
    FACTS: ClassVar[dict[str, Any]] = {
        "education": degree("大学本科", years=8),
        "experience_years": 8,
        "achievements": [{"item": n} for n in range(1, 6)],
        "homeroom_years": 3,
        "teaching_hours": 150,
        "training_hours": 90,
    }

    def test_other_conditions_have_one_item_each(self, ask: Ask) -> None:
        for level, items in (("助理讲师", 1), ("讲师", 3), ("高级讲师", 3), ("正高级讲师", 1)):
            result = ask(TEACHERS, level)
            assert len(next(c.items for c in result.conditions if c.kind == "其他条件")) == items

    def test_a_title_without_a_name_is_of_the_ladder_applied_for(self, ask: Ask) -> None:
        held = [{"level": "中级", "years": 5}]
        for level in ("高级讲师", "高级实习指导教师"):
            assert ask(TEACHERS, level, **self.FACTS, titles=held).verdict == "eligible"

    @pytest.mark.parametrize(
        ("name", "lecturer", "instructor"),
        [
            ("讲师", "eligible", "ineligible"),
            ("一级实习指导教师", "ineligible", "eligible"),
            ("职业高中一级教师", "eligible", "ineligible"),
            ("工程师", "ineligible", "ineligible"),
        ],
    )
    def test_a_named_title_is_of_its_own_ladder(self, ask: Ask, name: str, lecturer: str, instructor: str) -> None:
        held = [{"level": "中级", "name": name, "series": "中等职业学校教师", "years": 5}]
        assert ask(TEACHERS, "高级讲师", **self.FACTS, titles=held).verdict == lecturer
        assert ask(TEACHERS, "高级实习指导教师", **self.FACTS, titles=held).verdict == instructor

    def test_a_title_of_another_series_is_not_of_the_ladder(self, ask: Ask) -> None:
        held = [{"level": "中级", "series": "工程", "years": 5}]
        assert ask(TEACHERS, "高级讲师", **self.FACTS, titles=held).verdict == "ineligible"

    def test_each_item_of_results_counts_once(self, ask: Ask) -> None:
        held = [{"level": "中级", "years": 5}]
        facts = {**self.FACTS, "titles": held}
        for achievements, status in (
            ([{"item": 1, "count": 4}], "unmet"),
            ([{"item": 1}, {"item": 1}, {"item": 2}, {"item": 3}], "unmet"),
            ([{"item": n} for n in (1, 2, 3, 4)], "met"),
        ):
            result = ask(TEACHERS, "高级讲师", **{**facts, "achievements": achievements})
            assert condition(result, "成果条件") == status

    @pytest.mark.parametrize(
        ("level", "years", "homeroom", "status"),
        [
            ("博士", 0.5, 0.5, "met"),
            ("博士", 0.5, 0.2, "unmet"),
            ("硕士", 2.5, 2.5, "met"),
            ("硕士", 2.5, 2, "unmet"),
            ("博士", 3, 2.9, "unmet"),
            ("大学本科", 2, 2, "unmet"),
            ("博士", 5, 3, "met"),
        ],
    )
    def test_short_careers_of_masters_and_doctors_must_be_homeroom_throughout(
        self, ask: Ask, level: str, years: float, homeroom: float, status: str
    ) -> None:
        facts = {**self.FACTS, "education": degree(level, years=years), "experience_years": years, "titles": []}
        result = ask(TEACHERS, "讲师", **{**facts, "homeroom_years": homeroom})
        assert condition(result, "其他条件") == status

    def test_enterprise_years_are_part_of_their_route_only(self, ask: Ask) -> None:
        held = [{"level": "副高级", "years": 5}]
        college = {**self.FACTS, "education": degree("高职", years=8), "titles": held}
        for years, verdict in ((3, "eligible"), (2.9, "ineligible"), (None, "undetermined")):
            assert ask(TEACHERS, "正高级讲师", **college, enterprise_years=years).verdict == verdict
        assert ask(TEACHERS, "正高级讲师", **self.FACTS, titles=held, enterprise_years=0).verdict == "eligible"


class TestStatusOnTheDay:
    @pytest.mark.parametrize(
        ("policy", "day", "status"),
        [
            (AI, "2022-12-31", "尚未施行"),
            (AI, "2023-01-01", "现行"),
            (TRIAL, "2020-11-09", "尚未施行"),
            (TRIAL, "2022-12-31", "试行"),
            (TRIAL, "2023-01-01", "已被替代"),
            (FINTECH, "2024-12-31", "尚未施行"),
            (WEN17, "2020-10-01", "现行"),
        ],
    )
    def test_the_verdict_is_given_as_if_in_force_and_a_note_says_so(
        self, ask: Ask, policy: str, day: str, status: str
    ) -> None:
        result = ask(policy, "助理工程师", education=degree("硕士", years=1), titles=[], experience_years=1, as_of=day)
        assert (result.verdict, result.status) == ("eligible", status)
        assert bool(result.notes) == (status in ("尚未施行", "已被替代"))


class TestWithoutPolicyOrLevel:
    def many(self, corpus: Corpus, **facts: Any) -> list[Result]:
        found = check({"as_of": "2026-06-01", **facts}, corpus, date(2026, 6, 1))
        assert isinstance(found, list)
        return found

    def test_every_ladder_and_level_in_the_order_of_the_documents(self, corpus: Corpus) -> None:
        results = self.many(corpus)
        assert list(dict.fromkeys(r.policy_id for r in results)) == [AI, WEN17, FINTECH, TEACHERS, TRIAL]
        assert len(results) == 4 + 5 + 4 + 9 + 4

    def test_a_level_that_stands_in_two_ladders_gives_both(self, corpus: Corpus) -> None:
        assert [r.level for r in self.many(corpus, policy=TEACHERS, level="中级")] == ["讲师", "一级实习指导教师"]

    def test_a_document_may_be_named_by_number_or_title(self, ask: Ask) -> None:
        for name in ("京人社发〔2024〕14号", "京人社发[2024]14号", "关于增设金融科技职称评审专业的通告"):
            assert ask(name, "工程师").policy_id == FINTECH

    def test_a_number_of_another_levels_list_does_not_refuse_the_rest(self, corpus: Corpus) -> None:
        results = self.many(corpus, achievements=[{"item": 11, "count": 3}], performance=[4])
        assert {r.policy_id for r in results} == {AI, WEN17, FINTECH, TEACHERS, TRIAL}


def test_the_draft_of_zhejiang_decides_nothing_and_names_the_annex(ask: Ask) -> None:
    result = ask("zhejiang-ai-draft", "高级工程师", education=degree("博士", years=20), experience_years=20)
    assert (result.verdict, result.decided_by) == ("undetermined", ("zhejiang-ai-draft:五/（五）",))
    assert any("附件" in note for note in result.notes)


def test_a_decision_can_be_replayed_to_the_byte(corpus: Corpus) -> None:
    facts = {"education": degree("硕士", years=8), "titles": title("中级", years=5), "experience_years": 8}
    results = check({**facts, "as_of": "2026-11-20"}, corpus, date(2026, 11, 20))
    subsidy = check({"policy": "beijing-flexible-employment-2020", "facts": {"age": 30}}, corpus, date(2021, 3, 1))
    assert isinstance(results, list) and isinstance(subsidy, Result)
    for result in (*results, subsidy):
        again = check(result.replay.profile, corpus, date(2000, 1, 1))
        assert isinstance(again, Result) and again.model_dump_json() == result.model_dump_json()
        assert result.replay.text == corpus.policies[result.policy_id].version and result.replay.rules


@pytest.mark.parametrize(
    "name", ["北京市人力资源和社会保障局关于印发《北京市深化工程技术人才职称制度改革实施办法》的通知", "17号文"]
)
def test_a_covering_notice_names_what_it_brings(ask: Ask, name: str) -> None:
    assert ask(name, "工程师").policy_id == WEN17
