"""The nearest ways to yes: for each condition that is not met, the fewest facts that would have to change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.eligibility.result import Condition, Item, Result


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would settle a condition: what must change, by which clause, and when time alone does it."""

    condition: str
    clause_id: str
    quote: str
    what: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """A set of changes that together lead to yes."""

    changes: tuple[Change, ...]
    facts: int


def nearest_routes(result: Result, most: int = 3) -> list[Route]:
    """The smallest sets of changes after which every condition that is now unmet would be met, fewest facts first.

    Conditions that are still unknown are left to their questions; none where nothing is unmet.
    """
    slots: list[list[tuple[int, tuple[Change, ...]]]] = []
    for condition in result.conditions:
        if condition.replaces or condition.status != "unmet":
            continue
        others = [c for c in result.conditions if c.replaces == condition.kind]
        if any(c.status == "met" for c in others):
            continue
        ways = [way for c in (condition, *others) for way in _ways(c)]
        slots.append(sorted(ways, key=lambda way: (way[0], _last_day(Route(way[1], way[0])))))
    if not slots or not all(slots):
        return []
    cheapest = [ways[0] for ways in slots]
    routes = [_joined(cheapest)]
    for place, ways in enumerate(slots):
        for other in ways[1:]:
            routes.append(_joined([*cheapest[:place], other, *cheapest[place + 1 :]]))
    return sorted(routes, key=lambda route: (route.facts, _last_day(route)))[:most]


def _last_day(route: Route) -> date:
    """The day by which time alone does its part; routes that time does not help come after."""
    days = [change.on for change in route.changes if change.on]
    return max(days) if days else date.max


def _joined(ways: Sequence[tuple[int, tuple[Change, ...]]]) -> Route:
    return Route(tuple(change for _, changes in ways for change in changes), sum(facts for facts, _ in ways))


def _ways(condition: Condition) -> list[tuple[int, tuple[Change, ...]]]:
    """Each alternative of a condition, as the number of facts and the changes it takes."""
    unmet = [i for i in condition.items if i.status == "unmet"]
    if condition.requires.startswith("at_least"):
        what = condition.gap or condition.kind
        return [(1, (Change(condition.kind, condition.clause_id, "", what),))]
    gates = [i for i in unmet if condition.replaces and i.clause_id == condition.clause_id]
    if condition.requires == "any":
        choices = [i for i in condition.items if i not in gates and i.clause_id != condition.clause_id]
        met = [i for i in choices if i.status == "met"]
        if met:
            return [(len(gates), tuple(_change(condition, i) for i in gates))]
        unclaimed = [i for i in choices if i.status == "unmet"]
        return [(i.lacks + len(gates), tuple(_change(condition, x) for x in (i, *gates))) for i in unclaimed]
    return [(sum(i.lacks for i in unmet), tuple(_change(condition, i) for i in unmet))]


def _change(condition: Condition, item: Item) -> Change:
    return Change(condition.kind, item.clause_id, item.quote, item.gap or item.need or item.quote, item.met_on)
