"""What a typed result must be is what the item's own words ask: rank, role, scope, author, place, grant, publication."""

import re
from collections.abc import Iterator

import pytest

from assistant.eligibility import rule_bearing
from assistant.eligibility.language import Match, ResultItem, nodes_of
from corpus import load_corpus

CORPUS = load_corpus()


def matches() -> Iterator[tuple[str, ResultItem, Match]]:
    for rules in rule_bearing(CORPUS):
        for node in nodes_of(rules.file):
            if isinstance(node, ResultItem):
                for match in node.matches:
                    yield rules.policy_id, node, match


CASES = [
    pytest.param(*case, id=f"{case[0]}-{case[1].clause.partition(':')[2]}-{case[2].types[0]}") for case in matches()
]
NUMBERED = ("beijing-ai", "beijing-fintech-2024")


@pytest.mark.parametrize(("policy", "item", "match"), CASES)
def test_rank(policy: str, item: ResultItem, match: Match) -> None:
    first = re.search("排名第一|第一发明人|第一完成人", item.quote)
    third = "排名前三" in item.quote and "论文" not in match.types
    leading = "主要负责人" in item.quote or "重要负责人" in item.quote
    expected = 1 if first else 3 if third else None
    if expected is None and leading and set(match.types) & {"发明专利", "专著编著", "项目"}:
        expected = 1  # 这些类型没有“主要负责人”这一角色，按排名第一看待
    assert match.rank_at_most == expected


@pytest.mark.parametrize(("policy", "item", "match"), CASES)
def test_role(policy: str, item: ResultItem, match: Match) -> None:
    drafting = "主要起草人" in item.quote
    leading = bool(re.search("主要负责人|重要负责人|作为主要完成人(?!（)", item.quote)) and "排名" not in item.quote
    if "标准" in match.types:
        assert ("主要起草人" in match.role) == (drafting or leading)
    elif set(match.types) & {"技术报告", "新产品", "成果转化"}:
        assert bool(match.role) == leading


@pytest.mark.parametrize(("policy", "item", "match"), [c for c in CASES if "标准" in c.values[2].types])
def test_scope_of_standards(policy: str, item: ResultItem, match: Match) -> None:
    named = [word for word in ("国际", "国家", "行业", "地方", "团体") if f"{word}标准" in item.quote]
    assert sorted(match.scope) == sorted(named)


@pytest.mark.parametrize(("policy", "item", "match"), [c for c in CASES if "论文" in c.values[2].types])
def test_author_and_place_of_papers(policy: str, item: ResultItem, match: Match) -> None:
    quote = item.quote
    authors = {"第一作者"} if "第一作者" in quote or "第一、二作者" in quote or "排名前三" in quote else set()
    authors |= {"通讯作者"} if "通讯作者" in quote else set()
    authors |= {"排名前三"} if "排名前三" in quote else set()
    assert set(match.author) == authors
    places = {"核心期刊"} if "核心期刊" in quote else {"核心期刊", "公开发行"}
    places |= {"高水平会议", "顶级会议"} if "高水平学术会议" in quote else set()
    places |= {"顶级会议"} if "顶级学术会议" in quote else set()
    assert set(match.venue) == places


@pytest.mark.parametrize(("policy", "item", "match"), CASES)
def test_grant_publication_and_acceptance(policy: str, item: ResultItem, match: Match) -> None:
    if "发明专利" in match.types:
        assert match.granted is True
    if set(match.types) & {"标准", "专著编著"}:
        assert (match.published is True) == bool(re.search("发布|出版", item.quote))
    if "项目" in match.types:
        assert (match.accepted is True) == bool(re.search("鉴定|验收", item.quote))
        assert set(match.scope) == ({"省部级", "国家级"} if "省部级" in item.quote else set())


@pytest.mark.parametrize("policy", NUMBERED)
def test_an_item_whose_words_name_a_type_takes_it(policy: str) -> None:
    words = {"发明专利": "发明专利", "论文": "论文", "专著": "专著编著", "研究报告": "研究报告", "转化项目": "成果转化"}
    for rules in rule_bearing(CORPUS):
        for node in nodes_of(rules.file) if rules.policy_id == policy else ():
            if isinstance(node, ResultItem):
                for word, kind in words.items():
                    taken = {t for m in node.matches for t in m.types}
                    assert (word in node.quote) == (kind in taken) or "转化或应用" in node.quote, node.quote
