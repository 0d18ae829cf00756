"""The rules files, read and checked against the clauses that they cite, once a process."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from assistant.eligibility.language import Cited, FactRule, LevelRule, RuleFile, SchemeRule, parts_of
from corpus import Corpus
from corpus.errors import BrokenPolicy

__all__ = ["FactRule", "LevelRule", "PolicyRules", "SchemeRule", "rule_bearing", "rules_of", "schema"]


@dataclass(frozen=True)
class PolicyRules:
    """The rules of one policy, their clause ids whole, and a version that changes with the file."""

    policy_id: str
    file: RuleFile
    version: str
    path: Path


def schema() -> dict[str, Any]:
    """The JSON Schema of a rules file, for an editor to check it as it is written."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **RuleFile.model_json_schema()}


def rules_of(policy_id: str, corpus: Corpus) -> PolicyRules | None:
    """The rules of a policy, or None where it has none. Raises BrokenPolicy with file and line."""
    policy = corpus.policies[policy_id]
    path = corpus.folders[policy_id] / "rules.yaml"
    return _read(path, policy_id, policy.version, corpus) if path.is_file() else None


def rule_bearing(corpus: Corpus) -> Iterator[PolicyRules]:
    """The rules of every policy that has any, in the order of the corpus."""
    for policy_id in corpus.policies:
        if rules := rules_of(policy_id, corpus):
            yield rules


@lru_cache(maxsize=256)
def _read(path: Path, policy_id: str, text_version: str, corpus: Corpus) -> PolicyRules:
    raw = path.read_text(encoding="utf-8")
    try:
        data = yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BrokenPolicy(path, line, f"YAML: {error.problem}") from None
    try:
        file = RuleFile.model_validate(_whole_ids(data, policy_id))
    except ValidationError as error:
        # A misspelt field is both unknown and missing; the unknown one is what stands in the file.
        first = min(error.errors(include_url=False), key=lambda e: e["type"] != "extra_forbidden")
        loc = [part for part in first["loc"] if part != "function-after"]
        raise BrokenPolicy(path, _line_of(raw, loc), f"{'.'.join(map(str, loc))}: {first['msg']}") from None
    for part in parts_of(file):
        if part.clause and (fault := _fault(part, corpus)):
            raise BrokenPolicy(path, _line_with(raw, part), fault)
    return PolicyRules(policy_id, file, hashlib.sha256(raw.encode()).hexdigest()[:16], path)


def _whole_ids(data: Any, policy_id: str) -> Any:
    """The same data with every clause as a whole id."""
    if isinstance(data, list):
        return [_whole_ids(value, policy_id) for value in data]
    if isinstance(data, dict):
        return {
            key: f"{policy_id}:{value}"
            if key == "clause" and isinstance(value, str) and value and ":" not in value
            else _whole_ids(value, policy_id)
            for key, value in data.items()
        }
    return data


def _fault(part: Cited, corpus: Corpus) -> str | None:
    if part.clause not in corpus:
        return f"clause {part.clause} is not in the corpus"
    if part.quote and part.quote not in corpus.clause(part.clause).own_text:
        return f"quote “{part.quote}” does not stand word for word in {part.clause}"
    return None


def _line_of(raw: str, loc: list[int | str]) -> int:
    """The line of the place that pydantic names; the nearest outer one where it is missing."""
    node, line = yaml.compose(raw, Loader=yaml.SafeLoader), 1
    for part in loc:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if found is None:
                continue
            line, node = found[0].start_mark.line + 1, found[1]
            continue
        else:
            continue
        line = node.start_mark.line + 1
    return line


def _line_with(raw: str, part: Cited) -> int:
    path = part.clause.partition(":")[2]
    for number, line in enumerate(raw.splitlines(), 1):
        if (part.quote and part.quote in line) or (not part.quote and path in line):
            return number
    return next((n for n, line in enumerate(raw.splitlines(), 1) if path in line), 1)
