"""What holds for every applicant, not only for those we thought of."""

import random
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.eligibility import Result, check, roadmap, rule_bearing
from assistant.eligibility.language import Declared, Judged, LevelRule, ResultItem, YearsSince
from assistant.eligibility.profile import read_profile
from assistant.eligibility.roadmap import TIMED, supposing
from assistant.eligibility.targets import numbers_of
from corpus import load_corpus
from tests.assistant.eligibility.conftest import condition
from tests.assistant.eligibility.worlds import DEGREES, partly_told, typed_results, worlds

CORPUS = load_corpus()
TODAY = date(2026, 11, 20)
LEVELS = [
    (rules.policy_id, level)
    for rules in rule_bearing(CORPUS)
    for ladder in rules.file.ladders
    if not ladder.lacking
    for level in ladder.levels
]
each_level = pytest.mark.parametrize(("policy", "level"), LEVELS, ids=[f"{p}-{lv.clause[-8:]}" for p, lv in LEVELS])
some = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def lists_of(level: LevelRule) -> dict[str, list[Any]]:
    found = numbers_of(level)
    return {
        "performance": sorted(found["performance"]),
        "achievements": sorted(found["achievements"]),
        "exceptional": sorted(n for n in found["exceptional"] if isinstance(n, int)),
    }


def decide(policy: str, level: LevelRule, profile: dict[str, Any]) -> Result:
    result = check({"policy": policy, "level": level.title, **profile}, CORPUS, TODAY)
    assert isinstance(result, Result)
    return result


def status(result: Result, kind: str) -> str:
    return next((c.status for c in result.conditions if c.kind == kind), "absent")


@each_level
@settings(some, max_examples=60)
@given(data=st.data())
def test_a_definite_verdict_on_part_of_the_facts_is_the_verdict_on_all_of_them(
    policy: str, level: LevelRule, data: st.DataObject
) -> None:
    world = data.draw(worlds(lists_of(level)))
    told = data.draw(partly_told(world))
    partial = decide(policy, level, told)
    if partial.verdict != "undetermined":
        assert partial.verdict == decide(policy, level, world).verdict


@each_level
@some
@given(data=st.data())
def test_facts_that_are_not_asked_for_settle_nothing(policy: str, level: LevelRule, data: st.DataObject) -> None:
    world = data.draw(worlds(lists_of(level)))
    told = data.draw(partly_told(world))
    partial = decide(policy, level, told)
    asked = {field.partition(".")[0] for field in partial.missing}
    if "experience_years" in asked:
        asked.add("experience")
    more = {k: v for k, v in world.items() if k not in told and k not in asked and k != "experience"}
    if partial.verdict == "undetermined":
        assert partial.missing and len(partial.missing) == len(partial.questions)
        assert decide(policy, level, {**told, **more}).verdict == "undetermined"


@each_level
@some
@given(data=st.data())
def test_more_work_more_results_or_a_higher_degree_never_turn_met_into_unmet(
    policy: str, level: LevelRule, data: st.DataObject
) -> None:
    world = data.draw(worlds(lists_of(level)))
    before = decide(policy, level, world)
    earlier = timedelta(days=data.draw(st.integers(0, 2000)))
    longer = {**world, "experience": [{**p, "start": p["start"] - earlier} for p in world["experience"]]}
    higher = {**world, "education": [{**d, "level": _higher(d["level"])} for d in world["education"]]}
    more = {**world, "achievements": [*world["achievements"], data.draw(typed_results(world["as_of"], []))]}
    for changed in (longer, higher, more):
        after = decide(policy, level, changed)
        for kind in (TIMED, "成果条件"):
            assert not (status(before, kind) == "met" and status(after, kind) != "met"), kind
    if policy != "beijing-vocational-teacher-2020":  # there longer work can ask for more years as a homeroom teacher
        assert not (before.verdict == "eligible" and decide(policy, level, longer).verdict != "eligible")


def _higher(level: str) -> str:
    return DEGREES[min(DEGREES.index(level) + 1, 4)] if level in DEGREES else level


@each_level
@some
@given(data=st.data())
def test_the_order_of_lists_makes_no_difference_to_a_single_byte(
    policy: str, level: LevelRule, data: st.DataObject
) -> None:
    world = data.draw(partly_told(data.draw(worlds(lists_of(level)))))
    shuffled = {k: random.Random(7).sample(v, len(v)) if isinstance(v, list) else v for k, v in world.items()}
    assert decide(policy, level, world).model_dump_json() == decide(policy, level, shuffled).model_dump_json()


@lru_cache
def examples(policy: str) -> list[dict[str, Any]]:
    file = CORPUS.folders[policy] / "examples.yaml"
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["examples"]


@each_level
def test_every_leaf_can_change_the_outcome(policy: str, level: LevelRule) -> None:
    found: set[tuple[str, str]] = set()
    whole: dict[str, Any] | None = None
    for example in examples(policy):
        if example["profile"]["level"] != level.title or example["verdict"] == "undetermined":
            continue
        result = decide(policy, level, example["profile"])
        if result.verdict == "eligible":
            whole = example["profile"]
        for c in result.conditions:
            met = [i.clause_id for i in c.items if i.status == "met"]
            unmet = [i.clause_id for i in c.items if i.status == "unmet"]
            if result.verdict == "eligible" and c.status == "met" and len(met) == 1 and c.requires != "all":
                found.add((c.kind, met[0]))
            if result.verdict == "eligible" and c.replaces and c.status == "met":
                found |= {(c.kind, clause) for clause in met}
            if result.verdict == "ineligible" and c.status == "unmet" and len(unmet) == 1 and c.requires == "all":
                found.add((c.kind, unmet[0]))
            if c.have == f"{c.requires.removeprefix('at_least ')}项":
                found |= {(c.kind, clause) for clause in met}
    assert whole is not None
    for rule in level.conditions:
        for node in rule.of:
            if isinstance(node, Judged):
                denied = decide(policy, level, {**whole, "attested": {node.attested: False}})
                assert denied.verdict == "ineligible", node.quote
            elif isinstance(node, YearsSince | Declared | ResultItem) and not getattr(node, "only_if_declared", False):
                assert (rule.name, node.clause) in found, node.clause


LIVES: dict[str, dict[str, Any]] = {
    "master": {
        "education": [{"level": "硕士", "graduated": "2019-06-30"}],
        "titles": [],
        "experience": [{"start": "2019-07-15"}],
    },
    "leap_day": {
        "education": [{"level": "大学本科", "graduated": "2016-02-29"}],
        "titles": [],
        "experience": [{"start": "2016-02-29"}],
    },
    "titled": {
        "education": [{"level": "大学本科", "graduated": "2012-07-01"}],
        "titles": [{"level": "中级", "series": "工程", "obtained": "2020-02-29"}],
        "experience": [{"start": "2012-07-15", "end": "2018-03-31"}, {"start": "2018-04-01"}],
    },
    "broken": {
        "education": [{"level": "硕士", "graduated": "2014-07-01"}],
        "titles": [],
        "experience": [{"start": "2014-08-01", "end": "2017-01-31"}, {"start": "2020-03-01"}],
    },
    "from_elsewhere": {
        "education": [],
        "titles": [{"level": "副高级", "series": "经济", "obtained": "2021-05-01"}],
        "experience": [{"start": "2022-02-01"}],
    },
    "dates_only": {
        "education": [{"level": "硕士", "graduated": "2019-06-30"}],
        "titles": [{"level": "中级", "obtained": "2021-01-31"}],
    },
}


@pytest.mark.parametrize(
    ("life", "rank", "first", "last"),
    [
        ("master", "副高级", date(2025, 9, 1), date(2027, 1, 1)),
        ("leap_day", "中级", date(2020, 9, 1), date(2021, 9, 1)),
        ("titled", "副高级", date(2024, 9, 1), date(2025, 9, 1)),
        ("broken", "副高级", date(2023, 9, 1), date(2026, 1, 1)),
        ("from_elsewhere", "副高级", date(2024, 9, 1), date(2025, 9, 1)),
        ("dates_only", "副高级", date(2025, 9, 1), date(2027, 1, 1)),
    ],
)
@pytest.mark.parametrize("policy", ["beijing-ai", "beijing-engineering-2020"])
def test_over_every_day_the_verdict_changes_only_on_the_days_that_were_foretold(
    policy: str, life: str, rank: str, first: date, last: date
) -> None:
    results = {"performance": [1], "achievements": [{"type": "发明专利", "rank": 1, "granted": True, "count": 3}]}
    level = next(lv for p, lv in LEVELS if p == policy and lv.rank == rank)
    day, foretold, before = first, None, ""
    changes, promised = [], set()
    while day < last:
        result = decide(policy, level, {**LIVES[life], **results, "as_of": day})
        if before and result.verdict != before:
            changes.append((day, foretold))
        before, foretold = result.verdict, result.earliest
        if foretold:
            assert foretold > day
            promised.add(foretold)
        day += timedelta(days=1)
    assert len(changes) == (0 if (policy, life) == ("beijing-ai", "dates_only") else 1)
    for changed_on, last_word in changes:
        assert promised == {changed_on} == {last_word}


@pytest.mark.parametrize("life", ["master", "leap_day", "titled", "broken", "from_elsewhere"])
def test_a_roadmaps_day_is_the_day_on_which_the_years_are_met_and_not_the_day_before(life: str) -> None:
    start = date(2022, 6, 1)
    steps = roadmap({**LIVES[life], "as_of": start}, CORPUS, TODAY)
    assert any(step.opens and step.opens > start for step in steps)
    for step in steps:
        if step.opens is None or step.opens <= start:
            assert step.open_now or step.opens is None
            continue
        person = read_profile(LIVES[life])
        if step.assumes:
            rules = next(r for r in rule_bearing(CORPUS) if r.policy_id == step.policy_id)
            ladder = next(ld for ld in rules.file.ladders if ld.name == step.ladder)
            below = next(lv for lv in ladder.levels if lv.title == step.assumes)
            conferred = next(
                s for s in steps if (s.policy_id, s.ladder, s.level) == (step.policy_id, step.ladder, step.assumes)
            )
            person = supposing(person, ladder, below, max(conferred.opens or start, start))
        for day, expected in ((step.opens - timedelta(days=1), {"unmet", "unknown"}), (step.opens, {"met"})):
            facts = person.model_copy(update={"policy": step.policy_id, "level": step.level, "as_of": day})
            result = check(facts, CORPUS, TODAY)
            assert isinstance(result, Result) and condition(result, TIMED) in expected, (step, day)


SCHEMES = [(rules, scheme) for rules in rule_bearing(CORPUS) for scheme in rules.file.schemes]


@st.composite
def all_facts(draw: st.DrawFn, rules: Any) -> dict[str, Any]:
    """Every fact of a document, near the values at which its rules turn."""
    found: dict[str, Any] = {}
    for name, fact in rules.file.facts.items():
        value = draw(
            {
                "yes_no": st.booleans(),
                "choice": st.sampled_from(fact.choices or ("",)),
                "date": st.dates(date(2019, 12, 1), date(2022, 12, 31)),
                "integer": st.sampled_from((0, 1, 3, 4, 49, 50, 59, 60)),
                "number": st.sampled_from((0, 79.9, 80, 100)),
            }[fact.type]
        )
        bounded = fact.type in ("integer", "number") and fact.at_most is not None and value > fact.at_most
        found[name] = int(fact.at_most) if bounded else value
    return found


@pytest.mark.parametrize(("rules", "scheme"), SCHEMES, ids=[f"{r.policy_id}-{s.clause[-6:]}" for r, s in SCHEMES])
@some
@given(data=st.data())
def test_a_definite_verdict_on_part_of_a_schemes_facts_is_the_verdict_on_all_of_them(
    rules: Any, scheme: Any, data: st.DataObject
) -> None:
    whole = data.draw(all_facts(rules))
    only_if_given = {"both_policies", "subsidies_this_year"}
    told = {k: v for k, v in whole.items() if k in only_if_given or data.draw(st.booleans())}
    asked = {"policy": rules.policy_id, "as_of": data.draw(st.dates(date(2020, 6, 1), date(2022, 1, 31)))}
    partial = check({**asked, "facts": {"scheme": scheme.name, **told}}, CORPUS, TODAY)
    complete = check({**asked, "facts": {"scheme": scheme.name, **whole}}, CORPUS, TODAY)
    assert isinstance(partial, Result) and isinstance(complete, Result) and complete.verdict != "undetermined"
    if partial.verdict == "undetermined":
        assert partial.missing
    else:
        assert partial.verdict == complete.verdict
