"""How years are counted, by the contract: to the day, from what, and when they will be enough."""

from datetime import date, timedelta

import pytest

from tests.assistant.eligibility.conftest import Ask, condition
from tests.assistant.eligibility.lives import AI, DONE, FINTECH, PAPERS, TRIAL, WEN17, YEARS, degree, title


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
