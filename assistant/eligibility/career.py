"""Years of professional work from what a person gave: in all, since a degree, since a title.

Knows the contract's rules of counting and nothing of any document. Each answer is met, unmet or unknown, with the day
it was or will be reached where days are known, what is had in words, and the facts that would settle it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from assistant.eligibility.dates import DAYS_A_YEAR, Stretch, add_years, merged, reached, since, spelled, years_and_days
from assistant.eligibility.profile import Degree, Profile, Title
from assistant.eligibility.result import Status

LEAP = "2月29日起算的，在没有2月29日的年份算到2月28日；文件没有写明，这是本工具的读法。"
UNDATED = "没有填写学历的取得日期，所填工作经历都当作取得学历以后的专业工作。"
BARE = "“experience_years”没有写明从何时起算，这里当作取得所填学历以后的专业工作年限。"


class Span(NamedTuple):
    """Whether N years are reached."""

    status: Status
    on: date | None = None
    have: str | None = None
    gap: str | None = None
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Career:
    """A person's work up to a day. `stretches` is None where no dated experience was given."""

    as_of: date
    stretches: tuple[Stretch, ...] | None
    stated: float | None
    numbers: tuple[float, ...] = field(default=())

    @classmethod
    def of(cls, profile: Profile, as_of: date) -> "Career":
        dated = profile.experience is not None
        periods = [(p.start, p.end) for p in profile.experience or ()]
        stretches = merged(periods, as_of) if dated else None
        # A number beside a date is recomputed from dated experience; elsewhere it bounds the total from below.
        stated_years = [
            *((d.years, d.graduated) for d in profile.education or ()),
            *((t.years, t.obtained) for t in profile.titles or ()),
        ]
        numbers = [years for years, day in stated_years if years is not None and not (dated and day is not None)]
        if profile.experience_years is not None and not dated:
            numbers.append(profile.experience_years)
        stated = max(numbers) if profile.experience_years is not None and not dated else None
        return cls(as_of, stretches, stated, tuple(numbers))

    def total(self, years: int) -> Span:
        """All professional work."""
        if self.stretches is not None:
            span = self._dated(self.stretches, years)
            if span.status == "unmet" and self.numbers and max(self.numbers) >= max(years, 1):
                return Span("met", have=_years(max(self.numbers)))
            return span
        if self.numbers and max(self.numbers) >= years:
            return Span("met", have=_years(max(self.numbers)))
        if self.stated is not None:
            return self._stated(self.stated, years, None)
        return Span("unknown", missing=("experience_years",), have=_years(max(self.numbers)) if self.numbers else None)

    def since_degree(self, degree: Degree, years: int) -> Span:
        """Work since a degree was obtained."""
        if self.stretches is not None and degree.graduated:
            return self._dated(since(self.stretches, degree.graduated), years)
        if degree.years is not None:
            return self._stated(degree.years, years, degree.graduated)
        if self.stretches is not None:
            span = self._dated(self.stretches, years)
            return _noting(span, UNDATED) if self.stretches else span
        if self.stated is not None:
            return _noting(self._bare(self.stated, years, degree.graduated), BARE)
        return self._elapsed(degree.graduated, years, "experience_years")

    def since_title(self, title: Title, years: int) -> Span:
        """Work since a title was obtained."""
        if self.stretches is not None and title.obtained:
            return self._dated(since(self.stretches, title.obtained), years)
        if title.years is not None:
            return self._stated(title.years, years, title.obtained)
        if self.stretches is not None or self.stated is not None:
            whole = self.total(years)
            if whole.status == "unmet":
                return Span("unmet", have=f"全部专业工作{whole.have}", gap=whole.gap)
        if self.stretches is not None:
            return Span("unknown", missing=("titles.obtained",))
        missing = ("experience", "titles.years") if title.obtained else ("titles.years", "titles.obtained")
        return self._elapsed(title.obtained, years, *missing)

    def cannot_reach(self, years: int) -> bool:
        """Whether all the work there is falls short, whatever it is counted from."""
        return self.total(years).status == "unmet"

    def bounds(self) -> tuple[float, float | None]:
        """The least and the most that all professional work can be, in years; None where nothing bounds it."""
        if self.stretches is not None:
            dated = [years_and_days(s, self.as_of) for s in self.stretches]
            years = max(sum(y + days / DAYS_A_YEAR for y, days in dated), *self.numbers, 0.0)
            return years, years
        least = max(self.numbers, default=0.0)
        return least, least if self.stated is not None else None

    def began_by(self) -> date | None:
        """A day by which professional work had certainly begun."""
        if self.stretches:
            return self.stretches[0].start
        least = self.bounds()[0]
        return self.as_of - timedelta(days=int(least * DAYS_A_YEAR)) if least else None

    def _dated(self, stretches: tuple[Stretch, ...], years: int) -> Span:
        at = reached(stretches, years, self.as_of)
        have = spelled(stretches, self.as_of)
        notes = (LEAP,) if len(stretches) == 1 and _falls_back(stretches[0].start, at.on) else ()
        if at.met:
            return Span("met", at.on, have, notes=notes)
        left = f"还差{(at.on - self.as_of).days}天，{at.on} 满{years}年" if at.on else f"不足{years}年"
        return Span("unmet", at.on, have, left if years else "没有专业工作经历", notes=notes)

    def _stated(self, have: float, years: int, day: date | None) -> Span:
        on = add_years(day, years) if day else None
        if have >= years:
            if on and on > self.as_of:
                return Span("unmet", on, _years(have), f"自{day}起到{on}才满{years}年")
            return Span("met", have=_years(have))
        elapsed = (self.as_of - day).days / DAYS_A_YEAR if day else 0.0
        unbroken = bool(on and on > self.as_of and elapsed - have < 0.1)
        return Span("unmet", on if unbroken else None, _years(have), f"还差{_years(round(years - have, 2))}")

    def _bare(self, have: float, years: int, day: date | None) -> Span:
        if have < years:
            return Span("unmet", None, _years(have), f"还差{_years(round(years - have, 2))}")
        return self._stated(have, years, day)

    def _elapsed(self, day: date | None, years: int, *missing: str) -> Span:
        if day and (on := add_years(day, years)) > self.as_of:
            notes = (LEAP,) if _falls_back(day, on) else ()
            return Span("unmet", on, f"{day}取得，至今不足{years}年", f"最早{on}才满{years}年", notes=notes)
        return Span("unknown", missing=missing, have=f"{day}取得，其后专业工作年限未填" if day else None)


def best(spans: Iterable[Span]) -> Span | None:
    """The span that helps most: met (earliest), then unknown (all that is missing), then unmet (soonest)."""
    listed = list(spans)
    for status in ("met", "unknown", "unmet"):
        chosen = [s for s in listed if s.status == status]
        if not chosen:
            continue
        if status == "unknown":
            missing = tuple(dict.fromkeys(m for s in chosen for m in s.missing))
            return Span("unknown", missing=missing, have=chosen[0].have, notes=chosen[0].notes)
        return min(chosen, key=lambda s: (s.on is None, s.on or date.max, s.have or ""))
    return None


def _falls_back(start: date, on: date | None) -> bool:
    return on is not None and (start.month, start.day, on.day) == (2, 29, 28)


def _noting(span: Span, note: str) -> Span:
    return Span(span.status, span.on, span.have, span.gap, span.missing, (*span.notes, note))


def _years(years: float) -> str:
    return f"{years:g}年"
