"""Which levels are asked about: a document and a level by their names, or every ladder where they are left out.

Refuses a name that no document or level has and a number outside every list that it could mean.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.eligibility.language import Declared, LadderRule, LevelRule, ResultItem
from assistant.eligibility.profile import RANKS, Profile
from assistant.eligibility.rules import PolicyRules, rule_bearing, rules_of
from corpus import Corpus
from corpus.errors import BadInput, UnknownPolicy
from corpus.names import which


@dataclass(frozen=True)
class Target:
    """A level that may be applied for."""

    rules: PolicyRules
    ladder: LadderRule
    level: LevelRule


def targets_of(profile: Profile, corpus: Corpus) -> list[Target] | PolicyRules:
    """The levels that a profile asks about, or the rules of a document that has schemes and no levels."""
    if profile.policy is None:
        targets = _everywhere(profile, corpus)
    else:
        rules = _rules_named(profile.policy, corpus)
        if rules.file.schemes:
            return rules
        targets = _within(profile, rules, corpus)
    _check_numbers(profile, [t for t in targets if not t.ladder.lacking])
    return targets


def _everywhere(profile: Profile, corpus: Corpus) -> list[Target]:
    """The level on every ladder whose conditions are known."""
    if profile.facts is not None:
        raise BadInput("policy：填写 facts 时须写明是哪份文件")
    targets = [t for rules in rule_bearing(corpus) for t in _levels(rules, profile.level) if not t.ladder.lacking]
    if not targets:
        raise BadInput(f"level：没有哪份文件设有“{profile.level}”；可填：{'、'.join(_known_levels(corpus))}")
    return targets


def _within(profile: Profile, rules: PolicyRules, corpus: Corpus) -> list[Target]:
    """The level on the ladders of one document."""
    title = corpus.policies[rules.policy_id].title
    if profile.facts is not None:
        raise BadInput(f"facts：《{title}》按职称申报条件判断，不使用 facts")
    targets = list(_levels(rules, profile.level))
    if not targets:
        known = "、".join(dict.fromkeys(n for t in _levels(rules, None) for n in (t.level.title, t.level.rank)))
        raise BadInput(f"level：《{title}》没有“{profile.level}”这一级；可填：{known}")
    return targets


def _rules_named(name: str, corpus: Corpus) -> PolicyRules:
    policy_id = _policy_named(name, corpus)
    if rules := rules_of(policy_id, corpus):
        return rules
    having = "、".join(r.policy_id for r in rule_bearing(corpus))
    raise BadInput(f"policy：《{corpus.policies[policy_id].title}》没有可以判断的资格条件；有的是 {having}")


def _policy_named(name: str, corpus: Corpus) -> str:
    """The document of this name; a covering notice's title holds the title of what it brings."""
    try:
        return which(name, corpus)
    except UnknownPolicy:
        held = [p.id for p in corpus.policies.values() if any(len(t) > 8 and t in name for t in (p.title, *p.aliases))]
        if len(held) == 1:
            return held[0]
        raise


def _levels(rules: PolicyRules, name: str | None) -> Iterable[Target]:
    for ladder in rules.file.ladders:
        for level in ladder.levels:
            if name is None or name in (level.title, level.rank):
                yield Target(rules, ladder, level)


def _known_levels(corpus: Corpus) -> list[str]:
    titles = [t.level.title for rules in rule_bearing(corpus) for t in _levels(rules, None)]
    return [*RANKS, *dict.fromkeys(titles)]


def _check_numbers(profile: Profile, targets: Sequence[Target]) -> None:
    """A number outside every target's list is a mistake; outside one list of several it is of another level."""
    if not targets:
        return
    lists = [numbers_of(t.level) for t in targets]
    for field in ("performance", "exceptional"):
        for index, number in enumerate(getattr(profile, field) or ()):
            if not any(number in found[field] for found in lists):
                _refuse(f"{field}[{index}]", number, [n for found in lists for n in found[field]], targets)
    for index, achievement in enumerate(profile.achievements or ()):
        number = achievement.item
        if number is not None and not any(number in found["achievements"] for found in lists):
            listed = [n for found in lists for n in found["achievements"]]
            _refuse(f"achievements[{index}].item", number, listed, targets)


def _refuse(field: str, number: object, listed: list[Any], targets: Sequence[Target]) -> None:
    where = "、".join(dict.fromkeys(t.level.title for t in targets[:3]))
    numbers = sorted({n for n in listed if isinstance(n, int)})
    accepted = f"可填 {numbers[0]} 至 {numbers[-1]}" if numbers else "这一级没有可按编号申报的清单"
    if field.startswith("achievements") and not numbers:
        accepted += "，成果请用 type 填写"
    raise BadInput(f"{field}：{where}没有第 {number} 项；{accepted}")


def numbers_of(level: LevelRule) -> dict[str, set[int | str]]:
    found: dict[str, set[int | str]] = {"performance": set(), "exceptional": set(), "achievements": set()}
    for condition in level.conditions:
        for node in condition.of:
            if isinstance(node, Declared):
                if node.item is not None:
                    found[node.among].add(node.item)
                if node.among == "exceptional":
                    found[node.among].add(node.clause)
            elif isinstance(node, ResultItem) and node.item is not None:
                found["achievements"].add(node.item)
    return found
