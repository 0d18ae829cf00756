"""What holds for every applicant, not only for those we thought of."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.eligibility import check, rule_bearing
from assistant.eligibility.decision import _numbers
from corpus import load_corpus
from tests.assistant.eligibility.worlds import partly_told, worlds

CORPUS = load_corpus()
TODAY = date(2026, 11, 20)
LEVELS = [
    (rules.policy_id, level)
    for rules in rule_bearing(CORPUS)
    for ladder in rules.file.ladders
    if not ladder.lacking
    for level in ladder.levels
]


def lists_of(level: Any) -> dict[str, list[Any]]:
    found = _numbers(level)
    return {
        "performance": sorted(found["performance"]),
        "achievements": sorted(found["achievements"]),
        "exceptional": sorted(n for n in found["exceptional"] if isinstance(n, int)),
    }


def decide(policy: str, level: str, profile: dict[str, Any]) -> Any:
    return check({"policy": policy, "level": level, **profile}, CORPUS, TODAY)


@pytest.mark.parametrize(("policy", "level"), LEVELS, ids=[f"{p}-{lv.title}" for p, lv in LEVELS])
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_definite_verdict_on_part_of_the_facts_is_the_verdict_on_all_of_them(
    policy: str, level: Any, data: Any
) -> None:
    world = data.draw(worlds(lists_of(level)))
    told = data.draw(partly_told(world))
    partial, whole = decide(policy, level.title, told), decide(policy, level.title, world)
    if partial.verdict != "undetermined":
        assert partial.verdict == whole.verdict, (told, partial.decided_by, whole.decided_by)
