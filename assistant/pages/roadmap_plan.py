"""When each level of a ladder opens if work goes on, and by which route.

Asks the tool itself, level by level. A level that waits for the title below it is asked again as if that title had been
conferred on the day it opened; what a committee judges and what a person must achieve is left aside, it has no date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from assistant.pages.what_if import after

if TYPE_CHECKING:
    from assistant.eligibility import Ladder, Result
    from assistant.eligibility.result import Condition, Item

Check = Callable[[Mapping[str, Any], date], "Result | list[Result]"]
_TIMED = "学历和专业工作经历"
_NO_DATE = "按所填的情况推算不出日期；补充学历、职称和工作的起止日期后再看"


@dataclass(frozen=True, slots=True)
class Step:
    """One level: from which day the time conditions hold (None: not known or not by time alone), and why."""

    level: str
    opens: date | None
    route: Item | None
    assumes: str | None
    lacks: str


def plan(check: Check, profile: Mapping[str, Any], ladder: Ladder, day: date) -> list[Step]:
    """Every level of a ladder, from low to high."""
    steps: list[Step] = []
    below: tuple[str, str, date] | None = None
    for level in ladder.levels:
        asked = {**profile, "policy": ladder.policy_id, "level": level.title}
        step = _step(level.title, _timed(check(asked, day), level.title), day, None)
        if below is not None and (step.opens is None or step.opens > day):
            rank, title, conferred = below
            held = {"level": rank, "series": ladder.series, "specialty": ladder.specialty, "obtained": str(conferred)}
            later = after(asked, [], (conferred - day).days / 365.2425)
            later["titles"] = [*(later.get("titles") or []), {name: value for name, value in held.items() if value}]
            # Asked the day after: on the day itself no work has followed the title, and the tool gives no date.
            on = conferred + timedelta(days=1)
            supposed = _step(level.title, _timed(check(later, on), level.title), on, title)
            if supposed.opens and (step.opens is None or supposed.opens < step.opens):
                step = supposed
        steps.append(step)
        below = (level.rank, level.title, step.opens) if step.opens else None
    return steps


def _timed(decided: Result | list[Result], title: str) -> Condition | None:
    results = decided if isinstance(decided, list) else [decided]
    conditions = [c for result in results if result.level == title for c in result.conditions]
    return next((c for c in conditions if c.kind == _TIMED), None)


def _step(title: str, condition: Condition | None, day: date, assumes: str | None) -> Step:
    if condition is None:
        return Step(title, None, None, assumes, "文件没有写明这一级的学历和年限")
    met = [item for item in condition.items if item.status == "met"]
    if condition.status == "met" and met:
        first = min(met, key=lambda item: item.met_on or day)
        return Step(title, max(day, first.met_on) if assumes and first.met_on else day, first, assumes, "")
    coming = [item for item in condition.items if item.status == "unmet" and item.met_on]
    if coming:
        first = min(coming, key=lambda item: item.met_on or day)
        return Step(title, first.met_on, first, assumes, "")
    return Step(title, None, None, assumes, _NO_DATE)
