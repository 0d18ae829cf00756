"""Rules are data beside the law: each stands in the words it cites, and a new document needs no Python."""

import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from assistant.eligibility import check, coverage, ladders, rule_bearing, rules_of, schema
from assistant.eligibility.language import (
    AtLeast,
    Counting,
    FactTest,
    Group,
    Holds,
    RuleFile,
    WholeWork,
    YearsSince,
    nodes_of,
    parts_of,
)
from corpus import Corpus, load_corpus
from corpus.errors import BrokenPolicy

CORPUS = load_corpus()
RULES = {rules.policy_id: rules for rules in rule_bearing(CORPUS)}
POLICIES = pytest.mark.parametrize("policy", RULES)
DEGREE_WORDS = {
    "博士": "博士",
    "硕士": "硕士",
    "大学本科": "大学本科",
    "大学专科": "大学专科",
    "高职": "高职",
    "中等职业学校": "中等职业学校",
}


def numbers_in(text: str) -> set[float]:
    """The numbers that a text states, 30万 and 2名 and 三分之二 included as they are written."""
    found = {float(n) for n in re.findall(r"\d+(?:\.\d+)?", text)}
    return found | {float(n) * 10_000 for n in re.findall(r"(\d+)万", text)}


@POLICIES
def test_every_clause_is_in_the_corpus_and_every_quote_stands_in_it_word_for_word(policy: str) -> None:
    for part in parts_of(RULES[policy].file):
        if part.clause:
            assert part.quote in CORPUS.clause(part.clause).own_text, part.clause


@POLICIES
def test_every_node_cites_a_clause_or_stands_in_one_that_does(policy: str) -> None:
    file = RULES[policy].file
    inner = {id(n) for g in nodes_of(file) if isinstance(g, Group) for n in g.of}
    for node in nodes_of(file):
        assert id(node) in inner or (node.clause and node.quote), node


@POLICIES
def test_the_years_degrees_and_titles_of_a_route_are_those_of_its_words(policy: str) -> None:
    routes = [(n, n.quote) for n in nodes_of(RULES[policy].file) if isinstance(n, YearsSince) and n.quote]
    routes += [
        (n, g.quote)
        for g in nodes_of(RULES[policy].file)
        if isinstance(g, Group)
        for n in g.of
        if isinstance(n, YearsSince)
    ]
    for node, quote in routes:
        said = re.findall(r"满(\d+)年", quote)
        assert [node.years] == [int(n) for n in said[-1:]] or (node.years == 0 and not said), quote
        assert node.degree is None or DEGREE_WORDS[node.degree] in quote, quote
        rank = node.title.rank if node.title else None
        assert bool(rank) == ("取得" in quote), quote
        assert rank is None or f"取得{rank}职称" in quote.replace("初级", "助理级") or f"{rank}职称后" in quote, quote
        assert (node.title is not None and node.title.of == "elsewhere") == ("非" in quote), quote
        assert (node.since == "graduation") == ("毕业后" in quote), quote
        assert (node.since == "title") == ("职称后" in quote), quote


@POLICIES
def test_every_other_number_of_a_rule_stands_in_its_clause(policy: str) -> None:
    for node in nodes_of(RULES[policy].file):
        quotes = CORPUS.clause(node.clause).own_text if node.clause else ""
        if isinstance(node, AtLeast) and quotes:
            assert node.at_least in numbers_in(quotes), node.clause
        if isinstance(node, FactTest) and quotes:
            for value in (node.at_least, node.at_most, node.years):
                assert value is None or value in numbers_in(quotes), node.clause
            for day in (node.on_or_after, node.on_or_before):
                if day:
                    assert float(day[:4]) in numbers_in(quotes) or "年底" in quotes or "7月1日" in quotes, node.clause
        if isinstance(node, Group) and node.quote:
            for inner in node.of:
                if isinstance(inner, AtLeast | WholeWork):
                    value = inner.at_least if isinstance(inner, AtLeast) else inner.under
                    assert value in numbers_in(node.quote), node.quote
    for part in parts_of(RULES[policy].file):
        counting = getattr(part, "requires", None)
        if isinstance(counting, Counting):
            assert counting.at_least in numbers_in(part.quote), part.clause
        value = getattr(part, "value", None)
        if value is not None and value.number is not None:
            assert value.number in numbers_in(part.quote), part.clause


@POLICIES
def test_an_item_that_asks_for_several_of_a_thing_says_so_in_its_words(policy: str) -> None:
    for node in nodes_of(RULES[policy].file):
        per = getattr(node, "per", None)
        if per is not None:
            said = re.search(r"(\d)项", node.quote) if getattr(node, "item", None) else None
            assert per == (int(said[1]) if said and "至少" not in node.quote else 1), node.quote


def test_every_clause_of_a_document_with_rules_has_a_mark() -> None:
    unmarked = [row.clause_id for row in coverage(CORPUS) if row.mark == "not_yet"]
    assert not unmarked
    assert {row.policy_id for row in coverage(CORPUS)} == set(RULES)


@POLICIES
def test_a_mark_in_the_register_names_a_clause_that_is_there(policy: str) -> None:
    for path in RULES[policy].file.coverage:
        assert f"{policy}:{path}" in CORPUS, path


@POLICIES
def test_the_schema_accepts_the_file(policy: str) -> None:
    data = yaml.load(RULES[policy].path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    jsonschema.validate(json.loads(json.dumps(data)), schema())


def test_ladders_name_their_levels_from_the_lowest() -> None:
    found = {(ladder.policy_id, ladder.name): [lv.title for lv in ladder.levels] for ladder in ladders(CORPUS)}
    assert found["beijing-engineering-2020", "工程"] == ["技术员", "助理工程师", "工程师", "高级工程师", "正高级工程师"]
    assert found["beijing-vocational-teacher-2020", "文化课、专业课教师"] == [
        "助理讲师",
        "讲师",
        "高级讲师",
        "正高级讲师",
    ]


POLICY = """---
title: 测试人员职称评价办法
number: 测试发〔2026〕1号
timeline: [{from: 2026-01-01, status: 现行, basis: text}]
---

<!-- 前言 -->

# 测试人员职称评价办法

## 一、测试师

（一）大学本科毕业后，从事本专业技术工作满4年。

（二）由评审委员会评定。
"""
GUIDE = (next(iter(CORPUS.folders.values())).parent / "RULES.md").read_text(encoding="utf-8")
RULE = GUIDE.split("```yaml\n")[1].split("```")[0]


def new_policy(folder: Path, rules: str) -> Corpus:
    (folder / "new").mkdir(parents=True)
    (folder / "new" / "policy.md").write_text(POLICY, encoding="utf-8")
    (folder / "new" / "rules.yaml").write_text(rules, encoding="utf-8")
    return load_corpus((folder,))


def test_a_new_document_with_the_rules_of_the_guide_works_without_a_line_of_python(tmp_path: Path) -> None:
    corpus = new_policy(tmp_path, RULE)
    for years, verdict in ((4, "eligible"), (3.9, "ineligible")):
        profile = {"policy": "new", "level": "测试师", "education": [{"level": "大学本科", "years": years}]}
        result = check(profile, corpus, date(2026, 11, 20))
        assert not isinstance(result, list) and result.verdict == verdict
        assert result.decided_by[0] == "new:一/（一）"


@pytest.mark.parametrize(
    ("broken", "line", "said"),
    [
        (RULE.replace("quote: 满4年}", "quote: 满5年}"), 16, "word for word"),
        (RULE.replace("clause: 一/（一）", "clause: 一/（九）"), 16, "not in the corpus"),
        (RULE.replace("years: 4", "years: four"), 16, "years"),
        (RULE.replace("since: graduation", "since: birth"), 16, "since"),
        (RULE.replace("requires: any", "require: any"), 14, "require"),
        (RULE.replace("ladders:\n", "ladders: [\n"), 3, "YAML"),
    ],
)
def test_a_mistake_is_reported_with_file_and_line(tmp_path: Path, broken: str, line: int, said: str) -> None:
    corpus = new_policy(tmp_path, broken)
    with pytest.raises(BrokenPolicy, match=said) as raised:
        rules_of("new", corpus)
    assert raised.value.file.name == "rules.yaml"
    assert abs(raised.value.line - line) <= 1


def test_rules_are_frozen() -> None:
    file = RULES["beijing-ai"].file
    assert isinstance(file, RuleFile) and not any(isinstance(n, Holds) for n in nodes_of(file))
    with pytest.raises(Exception, match="frozen"):
        file.ladders = ()  # type: ignore[misc]


def test_the_schema_beside_the_policies_is_the_one_of_the_models() -> None:
    """After a change: `python -m assistant.eligibility > corpus/policies/rules.schema.json`."""
    file = next(iter(CORPUS.folders.values())).parent / "rules.schema.json"
    assert json.loads(file.read_text(encoding="utf-8")) == schema()


@POLICIES
def test_an_editor_finds_the_schema_from_the_file(policy: str) -> None:
    assert (
        RULES[policy]
        .path.read_text(encoding="utf-8")
        .startswith("# yaml-language-server: $schema=../rules.schema.json")
    )
