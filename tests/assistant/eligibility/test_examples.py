"""The examples beside the rules: every route of every level just met, just missed and unknown."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.eligibility import check, rule_bearing
from assistant.eligibility.language import YearsSince, nodes_of
from corpus import load_corpus

CORPUS = load_corpus()
FILES = sorted(folder / "examples.yaml" for folder in CORPUS.folders.values() if (folder / "examples.yaml").is_file())


@lru_cache
def examples(file: Path) -> list[dict[str, Any]]:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["examples"]


@pytest.mark.parametrize("file", FILES, ids=[f.parent.name for f in FILES])
def test_each_example_gets_its_verdict_from_its_clauses(file: Path) -> None:
    policy, wrong = file.parent.name, []
    for example in examples(file):
        result = check({"policy": policy, **example["profile"]}, CORPUS, date(2026, 11, 20))
        assert not isinstance(result, list)
        said = {
            "verdict": result.verdict,
            "decided_by": [c for c in example.get("decided_by", []) if f"{policy}:{c}" in result.decided_by],
            "missing": [m for m in example.get("missing", []) if m in result.missing],
            "earliest": str(result.earliest) if "earliest" in example else None,
        }
        if said != {k: example.get(k, [] if k in ("decided_by", "missing") else None) for k in said}:
            wrong.append((example["name"], said, result.decided_by))
    assert not wrong, f"{len(wrong)} of {len(examples(file))}: {wrong[:5]}"


@pytest.mark.parametrize("file", FILES, ids=[f.parent.name for f in FILES])
def test_every_route_has_an_example_that_meets_one_that_misses_and_one_that_leaves_it_open(file: Path) -> None:
    rules = next((r for r in rule_bearing(CORPUS) if r.policy_id == file.parent.name), None)
    assert rules is not None
    for node in nodes_of(rules.file):
        if isinstance(node, YearsSince) and node.clause:
            path = node.clause.partition(":")[2]
            verdicts = {e["verdict"] for e in examples(file) if path in e.get("decided_by", [])}
            lowest = node.years == 0 and node.degree == "大学本科" and node.since == "graduation"
            assert verdicts >= (
                {"eligible", "undetermined"} if lowest else {"eligible", "ineligible", "undetermined"}
            ), path
