"""Subsidies, insurance, assistants and personnel files: yes or no on declared facts, and the sums."""

from datetime import date
from typing import Any

import pytest

from assistant.eligibility import Result, check, fact_sheets
from corpus import Corpus
from corpus.errors import BadInput
from tests.assistant.eligibility.conftest import Ask

SUBSIDY, FLEXIBLE = "beijing-work-training-subsidy-2020", "beijing-flexible-employment-2020"
ASSISTANT, FILES = "beijing-rural-assistant-2020", "beijing-personnel-files-2020"
HIRED: dict[str, Any] = {
    "scheme": "新吸纳劳动者的以工代训补贴",
    "enterprise_in_beijing": True,
    "enterprise_size": "小型",
    "hired_on": "2020-09-01",
    "hired_kind": "本市登记失业人员",
    "insured": True,
    "insured_here_before": False,
}
KEPT: dict[str, Any] = {
    "scheme": "重点行业企业稳岗的以工代训补贴",
    "enterprise_in_beijing": True,
    "enterprise_size": "微型",
    "key_industry": True,
    "income_drop": 80,
    "trained_on": "2020-08-01",
    "trainees_insured": True,
}


def amounts(result: Result) -> dict[str, Any]:
    return {a.name: a.value for a in result.amounts}


class TestWorkTrainingSubsidy:
    def test_months_and_the_cap_of_an_enterprise_bound_the_sum(self, ask: Ask) -> None:
        for workers, months, total in (
            (10, 4, 61_600),
            (10, 6, 92_400),
            (10, 7, 92_400),
            (32, 6, 295_680),
            (33, 6, 300_000),
        ):
            result = ask(SUBSIDY, facts={**HIRED, "workers": workers, "months": months}, as_of="2020-12-01")
            assert (result.verdict, result.level) == ("eligible", None)
            assert amounts(result)["补贴合计"] == total

    def test_key_industries_get_500_for_three_months(self, ask: Ask) -> None:
        result = ask(SUBSIDY, facts={**KEPT, "workers": 10, "months": 5}, as_of="2020-12-01")
        assert amounts(result) == {"每人每月补贴": 500, "每人补贴月数": 3, "补贴合计": 15_000}

    def test_a_sum_whose_facts_are_not_given_is_not_computed(self, ask: Ask) -> None:
        result = ask(SUBSIDY, facts=HIRED, as_of="2020-12-01")
        assert result.verdict == "eligible" and amounts(result)["补贴合计"] is None

    @pytest.mark.parametrize(
        ("changed", "verdict"),
        [
            ({"hired_on": "2020-06-30"}, "ineligible"),
            ({"hired_on": "2020-07-01"}, "eligible"),
            ({"hired_on": "2020-12-31"}, "eligible"),
            ({"hired_on": "2021-01-01"}, "ineligible"),
            ({"enterprise_size": "大型"}, "ineligible"),
            ({"hired_kind": "其他人员"}, "ineligible"),
            ({"insured_here_before": True}, "ineligible"),
            ({"insured": None}, "undetermined"),
            ({"both_policies": True}, "ineligible"),
            ({"both_policies": False}, "eligible"),
        ],
    )
    def test_each_condition_of_the_hiring_subsidy(self, ask: Ask, changed: dict[str, Any], verdict: str) -> None:
        assert ask(SUBSIDY, facts={**HIRED, **changed}, as_of="2020-12-01").verdict == verdict

    @pytest.mark.parametrize(("drop", "verdict"), [(79.9, "ineligible"), (80, "eligible"), (81, "eligible")])
    def test_eighty_per_cent_is_enough(self, ask: Ask, drop: float, verdict: str) -> None:
        assert ask(SUBSIDY, facts={**KEPT, "income_drop": drop}, as_of="2020-12-01").verdict == verdict

    @pytest.mark.parametrize(("day", "verdict"), [("2021-07-31", "eligible"), ("2021-08-01", "ineligible")])
    def test_applications_closed_on_31_july_2021(self, ask: Ask, day: str, verdict: str) -> None:
        result = ask(SUBSIDY, facts=HIRED, as_of=day)
        assert result.verdict == verdict
        assert verdict == "eligible" or f"{SUBSIDY}:一/（三）" in result.decided_by


class TestFlexibleEmployment:
    JOIN = "本市农业户籍灵活就业人员参加社会保险"

    @pytest.mark.parametrize(
        ("sex", "age", "verdict"),
        [("男", 59, "eligible"), ("男", 60, "ineligible"), ("女", 49, "eligible"), ("女", 50, "ineligible")],
    )
    def test_ages_for_joining(self, ask: Ask, sex: str, age: int, verdict: str) -> None:
        facts = {"scheme": self.JOIN, "household": "本市农业户籍", "flexible_registered": True, "sex": sex, "age": age}
        assert ask(FLEXIBLE, facts=facts).verdict == verdict

    def test_too_old_is_no_whatever_else_is_so(self, ask: Ask) -> None:
        result = ask(FLEXIBLE, facts={"scheme": self.JOIN, "sex": "女", "age": 52})
        assert (result.verdict, result.missing) == ("ineligible", ())

    @pytest.mark.parametrize(
        ("graduated", "since", "verdict"),
        [
            ("2019-12-31", "2020-06-01", "ineligible"),
            ("2020-01-01", "2021-12-31", "eligible"),
            ("2020-07-01", "2022-07-01", "eligible"),
            ("2020-07-01", "2022-07-02", "ineligible"),
        ],
    )
    def test_graduates_within_two_years(self, ask: Ask, graduated: str, since: str, verdict: str) -> None:
        facts = {
            "scheme": "高校毕业生灵活就业社会保险补贴",
            "household": "本市非农业户籍",
            "college_graduate": True,
            "graduated_on": graduated,
            "first_job_flexible": True,
            "flexible_since": since,
        }
        result = ask(FLEXIBLE, facts=facts)
        assert result.verdict == verdict
        assert verdict == "ineligible" or amounts(result) == {"补贴最长期限": 3}

    @pytest.mark.parametrize(("day", "verdict"), [("2020-12-31", "ineligible"), ("2021-01-01", "eligible")])
    def test_one_per_cent_from_january_2021(self, ask: Ask, day: str, verdict: str) -> None:
        facts = {
            "scheme": "按1%费率缴纳失业保险费",
            "files_deposited": True,
            "insured": True,
            "flexible_in_beijing": True,
            "contribution_base": 5360,
        }
        result = ask(FLEXIBLE, facts=facts, as_of=day)
        assert result.verdict == verdict
        assert verdict == "ineligible" or amounts(result)["每月失业保险费"] == 53.6

    def test_without_a_scheme_all_are_looked_at_and_the_scheme_is_asked_for_first(self, ask: Ask) -> None:
        result = ask(FLEXIBLE, facts={"sex": "女", "age": 52})
        assert result.verdict == "undetermined" and result.missing[0] == "facts.scheme"


class TestRuralAssistants:
    @pytest.mark.parametrize(
        ("degree", "area", "verdict"),
        [
            ("大学本科", None, "eligible"),
            ("大学专科", True, "eligible"),
            ("大学专科", False, "ineligible"),
            ("大学专科", None, "undetermined"),
            ("其他", True, "ineligible"),
        ],
    )
    def test_junior_college_is_enough_in_the_ecological_area(
        self, ask: Ask, degree: str, area: bool | None, verdict: str
    ) -> None:
        facts = {
            "scheme": "应聘乡村振兴协理员",
            "chinese_national": True,
            "beijing_origin": True,
            "fresh_graduate": True,
            "degree": degree,
            "ecological_area": area,
        }
        assert ask(ASSISTANT, facts=facts).verdict == verdict

    def test_renewal_takes_one_full_term(self, ask: Ask) -> None:
        facts = {"scheme": "续聘", "excellent_in_village": True, "both_willing": True}
        assert ask(ASSISTANT, facts={**facts, "terms_served": 1}).verdict == "eligible"
        assert ask(ASSISTANT, facts={**facts, "terms_served": 0}).verdict == "ineligible"


def test_the_unemployed_may_deposit_their_files(ask: Ask) -> None:
    facts = {"scheme": "失业人员个人委托存档", "contract_ended": True}
    assert ask(FILES, facts={**facts, "unemployed_in_beijing": True}).verdict == "eligible"
    assert ask(FILES, facts={**facts, "unemployed_in_beijing": False}).verdict == "ineligible"
    assert ask(FILES, facts=facts).missing == ("facts.unemployed_in_beijing",)


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"workerz": 3}, "workerz"),
        ({"workers": "一百人"}, "workers"),
        ({"workers": 1.5}, "workers"),
        ({"workers": -1}, "workers"),
        ({"workers": True}, "workers"),
        ({"income_drop": 101}, "income_drop"),
        ({"income_drop": float("nan")}, "income_drop"),
        ({"insured": "是"}, "insured"),
        ({"hired_on": "2020-02-30"}, "hired_on"),
        ({"hired_on": "2020-W47-5"}, "hired_on"),
        ({"enterprise_size": ["小型"]}, "enterprise_size"),
        ({"scheme": "别的"}, "scheme"),
        ({"scheme": []}, "scheme"),
        ("一百人", "facts"),
        ([1], "facts"),
    ],
    ids=str,
)
def test_a_wrong_fact_is_named(corpus: Corpus, facts: Any, named: str) -> None:
    with pytest.raises(BadInput, match=named):
        check({"policy": SUBSIDY, "facts": facts}, corpus, date(2020, 12, 1))


def test_such_a_document_has_no_level_and_must_be_named(corpus: Corpus) -> None:
    with pytest.raises(BadInput, match="level"):
        check({"policy": SUBSIDY, "level": "工程师"}, corpus, date(2020, 12, 1))
    with pytest.raises(BadInput, match="policy"):
        check({"facts": {"workers": 3}}, corpus, date(2020, 12, 1))


def test_every_fact_has_a_type_a_question_and_a_clause(corpus: Corpus) -> None:
    sheets = fact_sheets(corpus)
    assert {s.policy_id for s in sheets} == {SUBSIDY, FLEXIBLE, ASSISTANT, FILES}
    for sheet in sheets:
        for name, fact in sheet.facts.items():
            assert fact.ask.endswith("？") and fact.clause in corpus, name
            assert fact.type != "choice" or fact.choices
