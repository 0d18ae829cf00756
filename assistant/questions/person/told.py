"""What reading a person's facts gathers: the profile in the contract's form, where each fact stands, what was assumed."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.questions.days import Span

NOW = ("今天", "现在", "目前")  # a day that dates no fact


@dataclass
class Facts:
    """A profile, the places of its facts in the text, what was assumed, and conditions that the person says are met (so many items)."""

    profile: dict[str, Any] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    claimed: dict[str, int] = field(default_factory=dict)

    def covers(self, start: int, end: int) -> bool:
        """Whether a fact already stands there."""
        return any(s < end and start < e for s, e in self.spans)


@dataclass
class Told:
    """A degree or a title that a person tells of, and where."""

    start: int
    end: int
    data: dict[str, Any]


def dated(span: Span, assumed: list[str], what: str, day_of_year: tuple[int, int]) -> str:
    """A day as the profile has it; a bare year or month becomes a day, and that is said."""
    if span.is_day:
        return span.first.isoformat()
    if span.is_year:
        assumed.append(f"{what}只说了{span.first.year}年，按{span.first.year}年{day_of_year[0]}月{day_of_year[1]}日计")
        return date(span.first.year, *day_of_year).isoformat()
    assumed.append(f"{what}只说了{span.first.year}年{span.first.month}月，按当月1日计")
    return span.first.isoformat()
