"""Results: which item of a level's list each one fits, whether it may be submitted, and how many that makes.

A count lies between what is certain and what is possible; an attribute that a result lacks leaves it possible only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from assistant.eligibility.applicant import Applicant
from assistant.eligibility.language import Counting, Match, ResultItem
from assistant.eligibility.outcome import Outcome, all_of, any_of, several, unique
from assistant.eligibility.profile import Achievement
from assistant.eligibility.result import Status


@dataclass(frozen=True)
class Counted:
    """What the results of a profile come to under one condition."""

    status: Status
    least: int
    most: float
    lines: tuple[Outcome, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    cites: tuple[str, ...]

    @property
    def have(self) -> str:
        if self.most == inf:
            return "未填报"
        return f"{self.least}项" if self.most == self.least else f"{self.least}至{self.most:g}项"


def count(items: Sequence[ResultItem], counting: Counting, who: Applicant) -> Counted:
    """The results of a profile counted against the items of a list."""
    given = who.profile.achievements
    if given is None:
        missing_all = ("achievements",)
        unknown = tuple(Outcome("unknown", i.clause, i.quote, need=_need(i), missing=missing_all) for i in items)
        return Counted("unknown", 0, inf, unknown, missing_all, (), ())
    sure: dict[int, int] = {}
    possible: dict[int, int] = {}
    missing: list[Sequence[str]] = []
    notes: list[str] = []
    cites: list[str] = []
    unplaced = 0
    for achievement in given:
        allowed, lacks, note = _may_be_submitted(achievement, counting, who)
        if note:
            notes.append(note)
            if counting.by:
                cites.append(counting.by.clause)
        place, fits, attributes = _place(achievement, items)
        status = all_of([allowed, fits])
        if status == "unmet":
            continue
        if place is None:
            unplaced += achievement.count
            missing.append(attributes)
        elif status == "met":
            sure[place] = sure.get(place, 0) + achievement.count
        else:
            possible[place] = possible.get(place, 0) + achievement.count
            missing.append([*(lacks if allowed == "unknown" else ()), *(attributes if fits == "unknown" else ())])
    lines: list[Outcome] = []
    least, most = 0, float(unplaced)
    for place, item in enumerate(items):
        low = _units(sure.get(place, 0), item, counting)
        high = _units(sure.get(place, 0) + possible.get(place, 0), item, counting)
        least, most = least + low, most + high
        line: Status = "met" if low else "unknown" if high else "unmet"
        have = f"{low}项" if low == high else f"{low}至{high}项"
        if item.per > 1 and sure.get(place):
            have = f"{sure[place]}（计{have}）"
        missing_here = ("achievements",) if line == "unknown" else ()
        lines.append(Outcome(line, item.clause, item.quote, have if high else None, _need(item), missing=missing_here))
    decided = several((least, most), counting.at_least)
    return Counted(
        decided, least, most, tuple(lines), unique(missing) if decided == "unknown" else (), unique([notes]),
        unique([cites]),
    )  # fmt: skip


def _units(number: int, item: ResultItem, counting: Counting) -> int:
    units = number // item.per
    return min(units, 1) if counting.each == "once" else units


def _need(item: ResultItem) -> str:
    return f"此项成果（每{item.per}项计1次）" if item.per > 1 else "此项成果"


def _place(achievement: Achievement, items: Sequence[ResultItem]) -> tuple[int | None, Status, Sequence[str]]:
    """The item that a result fits, how surely, and the attributes that would settle it. None where no item is known."""
    if achievement.item is not None:
        place = next((n for n, i in enumerate(items) if i.item == achievement.item), None)
        return (place, "met", ()) if place is not None else (None, "unknown", ("achievements",))
    unsettled: tuple[int | None, Status, Sequence[str]] = (0, "unmet", ())
    for place, item in enumerate(items):
        fits = [_fits(achievement, match) for match in item.matches]
        status = any_of(s for s, _ in fits)
        if status == "met":
            return place, "met", ()
        if unsettled[1] == "unmet" and status == "unknown":
            unsettled = place, "unknown", unique([m for s, m in fits if s == "unknown"])
        elif unsettled[1] == "unmet" and any(_fits(achievement, m)[0] != "unmet" for m in item.perhaps):
            unsettled = place, "unknown", ("achievements",)
    return unsettled


def _fits(achievement: Achievement, match: Match) -> tuple[Status, Sequence[str]]:
    if achievement.type not in match.types:
        return "unmet", ()
    tests: list[tuple[Status, str]] = []
    for name, allowed in (
        ("scope", match.scope),
        ("author", match.author),
        ("venue", match.venue),
    ):
        if allowed:
            tests.append((_among(getattr(achievement, name), allowed), name))
    if match.role:
        if achievement.role is None and match.rank_if_no_role is not None and achievement.rank is not None:
            tests.append(("met" if achievement.rank <= match.rank_if_no_role else "unknown", "role"))
        else:
            tests.append((_among(achievement.role, match.role), "role"))
    if match.rank_at_most is not None:
        rank = achievement.rank
        tests.append(("unknown" if rank is None else "met" if rank <= match.rank_at_most else "unmet", "rank"))
    for name in ("granted", "published", "accepted"):
        asked = getattr(match, name)
        if asked is not None:
            value = getattr(achievement, name)
            tests.append(("unknown" if value is None else "met" if value == asked else "unmet", name))
    status = all_of([*(s for s, _ in tests), "met"])
    return status, [f"achievements.{name}" for s, name in tests if s == "unknown"] if status == "unknown" else ()


def _among(value: str | None, allowed: tuple[str, ...]) -> Status:
    return "unknown" if value is None else "met" if value in allowed else "unmet"


def _may_be_submitted(
    achievement: Achievement, counting: Counting, who: Applicant
) -> tuple[Status, Sequence[str], str | None]:
    """Whether a result is recent enough and unused, the facts that would settle it, and why not in words."""
    name = achievement.type or f"第{achievement.item}项成果"
    if counting.unused and achievement.used:
        return "unmet", (), f"已在以往职称评审中使用过的成果（{name}）不计入。"
    if counting.since is None or achievement.obtained is None:
        return "met", (), None
    titles = who.profile.titles
    if titles is None:
        return "unknown", ("titles",), None
    lower = [t for t in titles if t.level == counting.since]
    known = [t.obtained for t in lower if t.obtained]
    if known and achievement.obtained >= min(known):
        return "met", (), None
    if lower:
        if len(known) < len(lower):
            return "unknown", ("titles.obtained",), None
        return "unmet", (), _before(name, achievement.obtained, f"取得{counting.since}职称（{min(known)}）")
    if counting.without_title == "any":
        return "met", (), None
    began = who.career.began_by()
    if began and achievement.obtained >= began:
        return "met", (), None
    if who.career.stretches is not None:
        return "unmet", (), _before(name, achievement.obtained, "从事本专业技术工作")
    return "unknown", ("experience",), None


def _before(name: str, day: date, event: str) -> str:
    return f"{day}取得的{name}早于{event}，不计入。"
