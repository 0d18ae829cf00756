"""The decision in words: the conclusion first, each line with its clause, and whose word is final."""

from datetime import date
from typing import Any

import pytest

from assistant.eligibility import check, nearest_routes, render, rule_bearing
from corpus import Corpus
from tests.assistant.eligibility.conftest import Ask

LIFE: dict[str, Any] = {
    "education": [{"level": "大学本科", "graduated": "2015-07-01"}],
    "titles": [{"level": "中级", "series": "工程", "obtained": "2021-12-01"}],
    "experience": [{"start": "2015-07-15"}],
    "performance": [1],
    "achievements": [{"item": 6, "count": 2}],
}


def test_the_conclusion_comes_first_and_who_decides_last(ask: Ask) -> None:
    lines = render(ask("beijing-ai", "高级工程师", **LIFE)).splitlines()
    assert lines[0].startswith("**结论：申报高级工程师，不符合申报条件。**")
    assert lines[-1].startswith("以上不是正式审核结论") and "五：“负责人工智能专业" in lines[-1]


def test_each_line_has_its_clause_its_words_and_what_is_had_needed_and_missing(ask: Ask) -> None:
    text = render(ask("beijing-ai", "高级工程师", **LIFE))
    line = next(row for row in text.splitlines() if "附件/三/（二）/3" in row)
    for part in ("不符合", "取得中级职称后，从事本专业技术工作满5年", "现有：", "需要：", "还差11天"):
        assert part in line
    assert "2026年12月1日满足年限要求" in text


def test_the_nearest_way_changes_the_fewest_facts_and_time_comes_first(ask: Ask) -> None:
    routes = nearest_routes(ask("beijing-ai", "高级工程师", **LIFE))
    assert [c.clause_id for c in routes[0].changes] == ["beijing-ai:附件/三/（二）/3", "beijing-ai:附件/三/（四）"]
    assert (routes[0].facts, routes[0].changes[0].on) == (2, date(2026, 12, 1))
    assert nearest_routes(ask("beijing-ai", "高级工程师")) == []


def test_changing_what_the_nearest_way_names_leads_to_yes(ask: Ask) -> None:
    later = {**LIFE, "achievements": [{"item": 6, "count": 3}], "as_of": "2026-12-01"}
    assert ask("beijing-ai", "高级工程师", **later).verdict == "eligible"


def test_an_open_case_ends_in_its_questions(ask: Ask) -> None:
    result = ask("beijing-ai", "高级工程师")
    text = render(result)
    assert "尚不能判断" in text and all(question in text for question in result.questions)


def test_sums_are_shown_with_how_they_were_computed(ask: Ask) -> None:
    facts = {
        "scheme": "新吸纳劳动者的以工代训补贴", "enterprise_in_beijing": True, "enterprise_size": "小型",
        "hired_on": "2020-09-01", "hired_kind": "本市登记失业人员", "insured": True, "insured_here_before": False,
        "workers": 10, "months": 4,
    }  # fmt: skip
    text = render(ask("beijing-work-training-subsidy-2020", facts=facts, as_of="2020-12-01"))
    assert "补贴合计：61,600元（1540元×人数×月数（不超过6个月）" in text


@pytest.mark.parametrize("facts", [{}, LIFE], ids=["nothing", "a life"])
def test_every_level_can_be_put_into_words(corpus: Corpus, facts: dict[str, Any]) -> None:
    plain = {k: v for k, v in facts.items() if k != "achievements"}
    results = check(plain, corpus, date(2026, 11, 20))
    assert isinstance(results, list)
    for result in results:
        text = render(result)
        assert result.level and result.level in text and "None" not in text


def test_every_document_with_rules_says_who_decides(corpus: Corpus) -> None:
    for rules in rule_bearing(corpus):
        found = check({"policy": rules.policy_id}, corpus, date(2021, 3, 1))
        for result in found if isinstance(found, list) else [found]:
            if result.who_decides:
                assert result.who_decides.quote in corpus.clause(result.who_decides.clause_id).own_text
