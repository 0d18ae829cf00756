"""Days and years as the law counts them. Knows dates only, and never asks the clock.

满N年 from a date is reached on the same day N years later; 29 February falls to 28 February in a common year
(the documents do not say so: it is this project's stated reading). Work is kept as half-open stretches
[start, end): an `end` that a person writes is the last day worked, so the stretch ends the day after.
Unbroken work counts by anniversaries, broken work by days, the first and the last counted, N years being N x 365.2425.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

DAYS_A_YEAR = 365.2425
DAY = timedelta(days=1)


def add_years(day: date, years: int) -> date:
    """The same day `years` later; 28 February where that year has no 29th."""
    year = min(day.year + years, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Unbroken work from `start` up to, not including, `end`."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether N years are reached, and the day on which they were or, if work goes on, will be."""

    met: bool
    on: date | None


def merged(periods: Iterable[tuple[date, date | None]], as_of: date) -> tuple[Stretch, ...]:
    """Periods as (first day, last day or None) -> stretches through `as_of`, in order, touching ones joined."""
    stretches: list[Stretch] = []
    for start, last in sorted(periods, key=lambda period: period[0]):
        end = (as_of if last is None else min(last, as_of)) + DAY
        if stretches and start <= stretches[-1].end:
            stretches[-1] = Stretch(stretches[-1].start, max(stretches[-1].end, end))
        else:
            stretches.append(Stretch(start, end))
    return tuple(stretches)


def since(stretches: Iterable[Stretch], day: date) -> tuple[Stretch, ...]:
    """What remains of the work from `day` on."""
    return tuple(Stretch(max(s.start, day), s.end) for s in stretches if s.end > day)


def goes_on(stretches: tuple[Stretch, ...], as_of: date) -> bool:
    """Whether there is work on the day itself."""
    return bool(stretches) and stretches[-1].end > as_of


def reached(stretches: tuple[Stretch, ...], years: int, as_of: date) -> Reached:
    """Whether the work of these stretches makes `years` years; 0 years ask only that there is work at all."""
    if not stretches:
        return Reached(False, None)
    if years == 0:
        return Reached(True, stretches[0].start)
    still = goes_on(stretches, as_of)
    if len(stretches) == 1:
        day = add_years(stretches[0].start, years)
        met = day <= min(stretches[0].end, as_of)
        return Reached(met, day if met or still else None)
    needed = ceil(years * DAYS_A_YEAR)
    for stretch in stretches:
        if stretch.days >= needed:
            return Reached(True, stretch.start + timedelta(days=needed - 1))
        needed -= stretch.days
    return Reached(False, as_of + timedelta(days=needed) if still else None)


def years_and_days(stretch: Stretch, as_of: date) -> tuple[int, int]:
    """Unbroken work as whole years and the days left over; the day itself is not over yet."""
    start, end = stretch.start, min(stretch.end, as_of)
    years = end.year - start.year
    if years and add_years(start, years) > end:
        years -= 1
    return years, max((end - add_years(start, years)).days, 0)


def spelled(stretches: tuple[Stretch, ...], as_of: date) -> str:
    """How long the work is, in Chinese: 6年47天, or for broken work its days."""
    if not stretches:
        return "没有"
    if len(stretches) > 1:
        days = sum(s.days for s in stretches)
        return f"累计{days}天（约{days / DAYS_A_YEAR:.1f}年）"
    years, days = years_and_days(stretches[0], as_of)
    return "".join([f"{years}年" if years else "", f"{days}天" if days or not years else ""])
