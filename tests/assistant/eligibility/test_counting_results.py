"""How results are counted, by the contract: which item, recent enough, how many; and the exceptional way."""

from typing import Any, ClassVar

import pytest

from tests.assistant.eligibility.conftest import Ask, condition
from tests.assistant.eligibility.lives import AI, DONE, FINTECH, PAPERS, PATENTS, TRIAL, WEN17, YEARS, degree, title


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
