"""The evaluated tree: what each node of the rules came to, before it is put into words for a reader.

Three values (met, unmet, unknown) and `judged`, which decides nothing. Unknown is never turned into anything else.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from assistant.eligibility.result import Status


class Outcome(NamedTuple):
    """What one node came to. `only_time` marks an unmet node that lacks nothing but days,
    `lacks` counts the facts in its way."""

    status: Status
    clause: str = ""
    quote: str = ""
    have: str | None = None
    need: str | None = None
    gap: str | None = None
    on: date | None = None
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    only_time: bool = False
    lacks: int = 0


def all_of(statuses: Iterable[Status]) -> Status:
    """Unmet if one is, else unknown if one is; judged only where nothing else is asked."""
    found = set(statuses)
    for status in ("unmet", "unknown", "met"):
        if status in found:
            return status
    return "judged"


def any_of(statuses: Iterable[Status]) -> Status:
    """Met if one is, else unknown if one is."""
    found = set(statuses)
    for status in ("met", "unknown", "judged"):
        if status in found:
            return status
    return "unmet"


def several(bounds: tuple[int, float], needed: int) -> Status:
    """At least `needed`, of a count that lies between two bounds."""
    least, most = bounds
    return "met" if least >= needed else "unmet" if most < needed else "unknown"


def unique(parts: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """All the words once, in the order of their first place."""
    return tuple(dict.fromkeys(word for part in parts for word in part))
