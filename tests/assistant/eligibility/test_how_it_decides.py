"""The contract's "How it decides", line by line."""

from datetime import date, timedelta
from typing import Any, ClassVar

import pytest

from assistant.eligibility import Result, check
from corpus import Corpus
from tests.assistant.eligibility.conftest import Ask, condition

AI, WEN17, FINTECH = "beijing-ai", "beijing-engineering-2020", "beijing-fintech-2024"
TRIAL, TEACHERS = "beijing-ai-2020-trial", "beijing-vocational-teacher-2020"
YEARS = "学历和专业工作经历"
PATENTS = [{"type": "发明专利", "rank": 1, "granted": True, "count": 6}]
PAPERS = [{"type": "论文", "author": "第一作者", "venue": "核心期刊", "count": 3}]
DONE: dict[str, Any] = {"performance": [1], "achievements": PATENTS}


def degree(level: str, **more: Any) -> list[dict[str, Any]]:
    return [{"level": level, **more}]


def title(level: str, **more: Any) -> list[dict[str, Any]]:
    return [{"level": level, "series": "工程", **more}]


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


class TestDays:
    @pytest.mark.parametrize(
        ("as_of", "status"), [("2023-06-30", "unmet"), ("2023-07-01", "met"), ("2023-07-02", "met")]
    )
    def test_a_year_is_reached_on_the_same_day(self, ask: Ask, as_of: str, status: str) -> None:
        graduated = degree("大学本科", graduated="2022-07-01")
        result = ask(
            WEN17, "助理工程师", education=graduated, titles=[], experience=[{"start": "2022-07-01"}], as_of=as_of
        )
        assert condition(result, YEARS) == status

    @pytest.mark.parametrize(("as_of", "status"), [("2021-02-27", "unmet"), ("2021-02-28", "met")])
    def test_29_february_falls_to_28_where_there_is_none(self, ask: Ask, as_of: str, status: str) -> None:
        graduated = degree("大学本科", graduated="2020-02-29")
        result = ask(
            WEN17, "助理工程师", education=graduated, titles=[], experience=[{"start": "2020-02-29"}], as_of=as_of
        )
        assert condition(result, YEARS) == status

    @pytest.mark.parametrize(("end", "status"), [("2021-06-29", "unmet"), ("2021-06-30", "met")])
    def test_the_last_day_worked_counts(self, ask: Ask, end: str, status: str) -> None:
        work = [{"start": "2020-07-01", "end": end}]
        result = ask(
            WEN17, "助理工程师", education=degree("大学本科", graduated="2020-06-30"), titles=[], experience=work
        )
        assert condition(result, YEARS) == status

    @pytest.mark.parametrize("second", ["2021-01-01", "2020-12-31", "2020-09-01"])
    def test_periods_that_touch_or_overlap_are_one(self, ask: Ask, second: str) -> None:
        work = [{"start": second, "end": None}, {"start": "2020-07-01", "end": "2020-12-31"}]
        facts = {"education": degree("大学本科", graduated="2020-06-30"), "titles": [], "experience": work}
        assert condition(ask(WEN17, "助理工程师", **facts, as_of="2021-06-30"), YEARS) == "unmet"
        assert condition(ask(WEN17, "助理工程师", **facts, as_of="2021-07-01"), YEARS) == "met"

    @pytest.mark.parametrize(("last", "status"), [("2021-12-30", "unmet"), ("2021-12-31", "met")])
    def test_broken_work_counts_by_days_of_365_2425_to_the_year(self, ask: Ask, last: str, status: str) -> None:
        # 2020-01-01 to 2020-06-30 are 182 days; 2021-07-01 to 2021-12-31 are 184: together 366.
        work = [{"start": "2020-01-01", "end": "2020-06-30"}, {"start": "2021-07-01", "end": last}]
        result = ask(
            WEN17, "助理工程师", education=degree("大学本科", graduated="2019-07-01"), titles=[], experience=work
        )
        assert condition(result, YEARS) == status

    def test_work_before_the_degree_is_cut_off_where_the_text_says_after_graduation(self, ask: Ask) -> None:
        facts = {
            "education": degree("大学本科", graduated="2022-01-01"),
            "titles": [],
            "experience": [{"start": "2015-01-01"}],
        }
        assert condition(ask(WEN17, "助理工程师", **facts, as_of="2022-12-31"), YEARS) == "unmet"
        assert condition(ask(WEN17, "助理工程师", **facts, as_of="2023-01-01"), YEARS) == "met"


class TestADateAloneIsNotWork:
    def test_too_little_time_since_the_degree_is_unmet_and_says_from_when(self, ask: Ask) -> None:
        facts = {"education": degree("大学本科", graduated="2020-07-01"), "titles": []}
        result = ask(WEN17, "助理工程师", **facts, as_of="2021-06-30")
        assert (result.verdict, result.earliest) == ("ineligible", date(2021, 7, 1))
        assert ask(WEN17, "助理工程师", **facts, as_of="2021-07-01").verdict == "undetermined"

    def test_too_little_time_since_the_title_is_unmet_under_every_document(self, ask: Ask) -> None:
        for policy in (AI, WEN17, FINTECH, TRIAL):
            facts = {
                "education": degree("大学本科", graduated="2012-07-01"),
                "titles": title("中级", obtained="2021-12-01"),
            }
            result = ask(policy, "高级工程师", **facts, **DONE)
            assert (result.verdict, result.earliest) == ("ineligible", date(2021 + 5, 12, 1)), policy
            assert ask(policy, "高级工程师", **facts, **DONE, as_of="2026-12-01").verdict == "undetermined", policy

    def test_where_all_work_counts_a_degree_says_nothing_of_the_work_before_it(self, ask: Ask) -> None:
        result = ask(AI, "助理工程师", education=degree("大学本科", graduated="2026-07-01"), titles=[])
        assert (result.verdict, result.missing) == ("undetermined", ("experience_years",))


class TestWhereTheYearsCountFrom:
    def test_all_professional_years_count_where_the_text_does_not_say_after_graduation(self, ask: Ask) -> None:
        facts = {"education": degree("大学专科", years=2), "titles": [], "experience_years": 3}
        for policy in (AI, FINTECH):
            result = ask(policy, "助理工程师", **facts)
            assert result.verdict == "eligible" and any("毕业以后" in n for n in result.notes)
        for policy in (WEN17, TRIAL):
            assert ask(policy, "助理工程师", **facts).verdict == "ineligible"

    def test_no_note_where_both_readings_agree(self, ask: Ask) -> None:
        result = ask(AI, "助理工程师", education=degree("大学专科", years=3), titles=[], experience_years=3)
        assert result.verdict == "eligible" and result.notes == ()

    def test_the_total_is_at_least_the_largest_number_given_anywhere(self, ask: Ask) -> None:
        facts = {"education": degree("硕士"), "titles": title("中级", years=7), **DONE}
        assert ask(AI, "高级工程师", **facts).verdict == "eligible"

    def test_a_bare_total_counts_after_the_degree_with_a_note(self, ask: Ask) -> None:
        result = ask(WEN17, "助理工程师", education=degree("大学专科"), titles=[], experience_years=3)
        assert result.verdict == "eligible" and any("experience_years" in n for n in result.notes)

    def test_dated_work_beside_an_undated_degree_counts_after_it_with_a_note(self, ask: Ask) -> None:
        work = [{"start": "2020-01-01"}]
        result = ask(WEN17, "助理工程师", education=degree("大学专科"), titles=[], experience=work)
        assert result.verdict == "eligible" and any("取得日期" in n for n in result.notes)
        assert ask(WEN17, "助理工程师", education=degree("大学专科"), titles=[], experience=[]).notes == ()

    def test_a_bare_total_longer_than_the_time_since_the_degree_does_not_all_count_after_it(self, ask: Ask) -> None:
        facts = {"education": degree("大学专科", graduated="2024-07-01"), "titles": [], "experience_years": 10}
        assert ask(WEN17, "助理工程师", **facts).verdict == "ineligible"

    def test_a_bare_total_is_not_work_since_a_title(self, ask: Ask) -> None:
        facts = {"education": degree("大学本科"), "titles": title("中级"), **DONE}
        assert ask(AI, "高级工程师", **facts, experience_years=15).verdict == "undetermined"
        assert ask(AI, "高级工程师", **facts, experience_years=4.9).verdict == "ineligible"

    def test_dated_experience_takes_the_place_of_stated_years(self, ask: Ask) -> None:
        facts = {
            "education": degree("大学本科", graduated="2015-07-01", years=11),
            "titles": title("中级", obtained="2021-12-01", years=5),
            "experience": [{"start": "2015-07-15"}],
        }
        result = ask(AI, "高级工程师", **facts, **DONE)
        assert (result.verdict, result.earliest) == ("ineligible", date(2026, 12, 1))

    def test_a_degree_later_than_the_title_gets_a_note_where_it_matters(self, ask: Ask) -> None:
        facts = {
            "education": [
                {"level": "大学专科", "graduated": "2005-07-01"},
                {"level": "大学本科", "graduated": "2024-07-01"},
            ],
            "titles": title("中级", obtained="2015-01-01"),
            "experience": [{"start": "2005-07-15"}],
        }
        result = ask(WEN17, "高级工程师", **facts, performance=[1], achievements=PAPERS)
        assert result.verdict == "eligible" and any("自取得职称之日起算" in n for n in result.notes)


class TestCountingResults:
    FACTS: ClassVar[dict[str, Any]] = {
        "education": degree("硕士", years=8),
        "titles": [],
        "experience_years": 8,
        "performance": [1],
    }

    def counts(self, ask: Ask, policy: str, level: str, *achievements: dict[str, Any]) -> str:
        result = ask(policy, level, **self.FACTS, achievements=list(achievements))
        return condition(result, "成果条件")

    def test_results_of_one_item_add_up(self, ask: Ask) -> None:
        assert self.counts(ask, AI, "高级工程师", {"item": 6, "count": 2}, {"item": 6}) == "met"
        assert self.counts(ask, AI, "高级工程师", {"item": 6, "count": 2}) == "unmet"

    @pytest.mark.parametrize(("count", "status"), [(2, "unmet"), (5, "unmet"), (6, "met"), (7, "met")])
    def test_an_item_that_asks_for_two_of_a_thing_counts_once_for_each_two(
        self, ask: Ask, count: int, status: str
    ) -> None:
        assert self.counts(ask, FINTECH, "高级工程师", {"item": 2, "count": count}) == status
        patents = {"type": "发明专利", "rank": 1, "granted": True, "count": count}
        assert self.counts(ask, FINTECH, "正高级工程师", patents) == status

    def test_declared_and_typed_results_of_one_item_add_up_before_they_are_divided(self, ask: Ask) -> None:
        halves = [{"item": 1}, {"type": "发明专利", "rank": 1, "granted": True}, {"item": 3, "count": 2}]
        assert self.counts(ask, FINTECH, "正高级工程师", *halves) == "met"

    def test_document_17_takes_papers_and_other_results_together(self, ask: Ask) -> None:
        two_and_one = [{**PATENTS[0], "count": 2}, {**PAPERS[0], "count": 1}]
        assert self.counts(ask, WEN17, "高级工程师", *two_and_one) == "met"
        result = ask(WEN17, "高级工程师", **self.FACTS, achievements=[{**PATENTS[0], "count": 2}])
        assert condition(result, "成果条件") == "unmet" and any("之一" in n for n in result.notes)

    def test_a_kind_that_the_text_leaves_open_is_not_decided(self, ask: Ask) -> None:
        report = {"type": "研究报告", "role": "主要负责人", "rank": 1, "count": 3}
        assert self.counts(ask, WEN17, "高级工程师", report) == "unknown"
        assert self.counts(ask, TRIAL, "高级工程师", report) == "met"

    @pytest.mark.parametrize(
        ("policy", "level", "result", "status"),
        [
            (AI, "工程师", {"type": "论文", "author": "排名前三", "venue": "公开发行"}, "met"),
            (AI, "工程师", {"type": "论文", "author": "第一作者", "venue": "顶级会议"}, "unmet"),
            (AI, "高级工程师", {"type": "论文", "author": "通讯作者", "venue": "高水平会议"}, "met"),
            (AI, "高级工程师", {"type": "论文", "author": "第一作者", "venue": "公开发行"}, "unmet"),
            (AI, "正高级工程师", {"type": "论文", "author": "第一作者", "venue": "高水平会议"}, "unmet"),
            (AI, "高级工程师", {"type": "标准", "scope": "团体", "role": "主要起草人", "published": True}, "unmet"),
            (AI, "高级工程师", {"type": "标准", "scope": "地方", "role": "主要起草人", "published": True}, "met"),
            (AI, "正高级工程师", {"type": "标准", "scope": "行业", "role": "主要起草人", "published": True}, "unmet"),
            (AI, "高级工程师", {"type": "发明专利", "rank": 3, "granted": True}, "met"),
            (AI, "高级工程师", {"type": "发明专利", "rank": 4, "granted": True}, "unmet"),
            (AI, "正高级工程师", {"type": "发明专利", "rank": 2, "granted": True}, "unmet"),
            (AI, "高级工程师", {"type": "项目", "scope": "行业", "rank": 1, "accepted": True}, "unmet"),
            (AI, "高级工程师", {"type": "项目", "scope": "国家级", "rank": 3, "accepted": True}, "met"),
            (AI, "高级工程师", {"type": "项目", "scope": "国家级", "rank": 3, "accepted": False}, "unmet"),
            (FINTECH, "高级工程师", {"type": "论文", "author": "通讯作者", "venue": "核心期刊"}, "unmet"),
            (FINTECH, "工程师", {"type": "论文", "author": "其他", "venue": "公开发行"}, "met"),
            (FINTECH, "工程师", {"type": "标准", "scope": "国际", "role": "参与", "published": True}, "unmet"),
            (
                FINTECH,
                "正高级工程师",
                {"type": "标准", "scope": "国家", "role": "主要起草人", "rank": 4, "published": True},
                "unmet",
            ),
            (WEN17, "工程师", {"type": "论文", "author": "其他", "venue": "公开发行"}, "met"),
            (WEN17, "高级工程师", {"type": "论文", "author": "通讯作者", "venue": "核心期刊"}, "unmet"),
            (WEN17, "高级工程师", {"type": "技术报告", "role": "参与", "rank": 2}, "unmet"),
            (TRIAL, "高级工程师", {"type": "论文", "author": "通讯作者", "venue": "核心期刊"}, "met"),
            (TRIAL, "工程师", {"type": "论文", "author": "其他", "venue": "公开发行"}, "unmet"),
            (TRIAL, "工程师", {"type": "论文", "author": "排名前三", "venue": "公开发行"}, "unknown"),
        ],
    )
    def test_typed_results_match_what_the_text_asks(
        self, ask: Ask, policy: str, level: str, result: dict[str, Any], status: str
    ) -> None:
        assert self.counts(ask, policy, level, {**result, "count": 3}) == status

    def test_results_before_the_lower_title_do_not_count(self, ask: Ask) -> None:
        held = {**self.FACTS, "titles": title("中级", obtained="2015-12-01")}
        for policy in (AI, WEN17, TRIAL):
            for day, status in (("2015-11-30", "unmet"), ("2015-12-01", "met")):
                result = ask(policy, "高级工程师", **held, achievements=[{**PATENTS[0], "obtained": day}])
                assert condition(result, "成果条件") == status, (policy, day)

    def test_without_a_lower_title_results_count_since_work_began(self, ask: Ask) -> None:
        facts = {"education": degree("硕士", graduated="2012-07-01"), "titles": [], "performance": [1]}
        work = [{"start": "2012-07-15"}]
        for day, status in (("2012-07-14", "unmet"), ("2012-07-15", "met")):
            result = ask(AI, "高级工程师", **facts, experience=work, achievements=[{**PATENTS[0], "obtained": day}])
            assert condition(result, "成果条件") == status

    def test_only_fintech_refuses_results_used_before(self, ask: Ask) -> None:
        used = [{**PATENTS[0], "used": True}]
        for policy, status in ((FINTECH, "unmet"), (AI, "met"), (WEN17, "met"), (TRIAL, "met")):
            assert condition(ask(policy, "高级工程师", **self.FACTS, achievements=used), "成果条件") == status


class TestExceptional:
    WEAK: ClassVar[dict[str, Any]] = {"education": degree("大学专科", years=3), "titles": [], "experience_years": 3}

    def test_it_takes_the_place_of_degree_and_years_and_of_nothing_else(self, ask: Ask) -> None:
        facts = {**self.WEAK, "exceptional": [1], "recommenders": 2}
        result = ask(AI, "高级工程师", **facts, **DONE)
        assert result.verdict == "eligible" and condition(result, YEARS) == "unmet" and result.earliest is None
        assert ask(AI, "高级工程师", **facts, performance=[1], achievements=[]).verdict == "ineligible"
        assert ask(AI, "高级工程师", **facts, performance=[], achievements=PATENTS).verdict == "ineligible"

    @pytest.mark.parametrize(
        ("recommenders", "verdict"),
        [(None, "undetermined"), (0, "ineligible"), (1, "ineligible"), (2, "eligible"), (3, "eligible")],
    )
    def test_recommenders_belong_to_it_where_the_text_asks_for_them(
        self, ask: Ask, recommenders: int | None, verdict: str
    ) -> None:
        facts = {**self.WEAK, **DONE, "exceptional": [1], "recommenders": recommenders}
        for policy in (AI, FINTECH):
            assert ask(policy, "高级工程师", **facts).verdict == verdict
        for policy in (WEN17, TRIAL):
            assert ask(policy, "高级工程师", **facts).verdict == "eligible"

    def test_an_item_may_be_named_by_its_clause(self, ask: Ask) -> None:
        facts = {**self.WEAK, **DONE, "recommenders": 2}
        assert ask(AI, "高级工程师", **facts, exceptional=["beijing-ai:附件/三/（五）/4"]).verdict == "eligible"

    def test_awards_of_skilled_workers_open_document_17_by_its_own_clause(self, ask: Ask) -> None:
        clause = "beijing-engineering-2020:三/（三）/2"
        result = ask(WEN17, "高级工程师", **self.WEAK, performance=[1], achievements=PAPERS, exceptional=[clause])
        assert result.verdict == "eligible" and clause in result.decided_by

    def test_the_green_channel_of_document_17_holds_for_the_levels_that_are_silent(self, ask: Ask) -> None:
        clause = "beijing-engineering-2020:三/（三）/1"
        for policy in (AI, FINTECH, TRIAL, WEN17):
            achievements = PAPERS if policy in (WEN17, TRIAL) else PATENTS
            result = ask(
                policy, "正高级工程师", **self.WEAK, performance=[1], achievements=achievements, exceptional=[clause]
            )
            assert result.verdict == "eligible" and clause in result.decided_by


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


class TestEarliest:
    def test_it_is_null_where_years_have_no_dates(self, ask: Ask) -> None:
        result = ask(AI, "高级工程师", education=degree("硕士", years=6.9), titles=[], experience_years=6.9, **DONE)
        assert (result.verdict, result.earliest) == ("ineligible", None)

    def test_it_is_null_where_time_alone_does_not_help(self, ask: Ask) -> None:
        work = [{"start": "2010-07-15"}]
        result = ask(
            AI, "高级工程师", education=degree("大学专科", graduated="2010-07-01"), titles=[], experience=work, **DONE
        )
        assert (result.verdict, result.earliest) == ("ineligible", None)

    def test_it_is_null_where_work_has_ended(self, ask: Ask) -> None:
        work = [{"start": "2019-07-15", "end": "2023-12-31"}]
        result = ask(
            AI, "高级工程师", education=degree("硕士", graduated="2019-07-01"), titles=[], experience=work, **DONE
        )
        assert (result.verdict, result.earliest) == ("ineligible", None)

    def test_it_is_null_where_the_years_are_there_and_something_else_is_not(self, ask: Ask) -> None:
        work = [{"start": "2010-07-15"}]
        result = ask(
            AI,
            "高级工程师",
            education=degree("硕士", graduated="2010-07-01"),
            titles=[],
            experience=work,
            performance=[1],
            achievements=[],
        )
        assert (result.verdict, result.earliest) == ("ineligible", None)

    def test_it_is_the_day_of_the_nearest_route_and_the_verdict_turns_on_it(self, ask: Ask) -> None:
        facts = {
            "education": degree("硕士", graduated="2020-07-01"),
            "titles": title("中级", obtained="2021-09-01"),
            "experience": [{"start": "2020-07-15"}],
            **DONE,
        }
        result = ask(AI, "高级工程师", **facts, as_of="2026-05-01")
        assert result.earliest == date(2026, 9, 1)
        for day, verdict in ((result.earliest - timedelta(days=1), "ineligible"), (result.earliest, "eligible")):
            assert ask(AI, "高级工程师", **facts, as_of=day.isoformat()).verdict == verdict


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
