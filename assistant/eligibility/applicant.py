"""A profile beside the ladder that is applied for: degrees ranked, titles told apart, each with the words of the rule.

Knows what a ladder counts as its own; knows nothing of conditions or verdicts.
"""

from dataclasses import dataclass

from assistant.eligibility.career import Career
from assistant.eligibility.language import Equivalent, LadderRule, TitleHeld
from assistant.eligibility.profile import Degree, Profile, Title
from assistant.eligibility.result import Status

_DEGREES = {"中等职业学校": 1, "高职": 2, "大学专科": 2, "大学本科": 3, "硕士": 4, "博士": 5}


@dataclass(frozen=True, slots=True)
class Matched:
    """Whether a title is of the kind that a rule asks for."""

    status: Status
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Applicant:
    """Who applies, on which ladder, with how much work."""

    profile: Profile
    career: Career
    ladder: LadderRule
    titles_of_document: frozenset[str]

    def rank_of(self, degree: Degree) -> int:
        """How high a degree is on this ladder; 0 where the ladder does not say."""
        if found := _DEGREES.get(degree.level):
            return found
        equivalent = self.equivalent(degree)
        return _DEGREES[equivalent.counts_as] if equivalent else 0

    def equivalent(self, degree: Degree) -> Equivalent | None:
        return next((e for e in self.ladder.equivalents if e.degree == degree.level), None)

    def degrees_at_least(self, level: str) -> list[Degree]:
        """The degrees held that are this one or higher."""
        return [d for d in self.profile.education or () if self.rank_of(d) >= _DEGREES[level]]

    def match(self, title: Title, asked: TitleHeld) -> Matched:
        """Whether a title counts as the one asked for; its rank is compared by the caller."""
        if title.source == "职业资格":
            return self._qualification(title, asked)
        if asked.of == "ladder":
            return self._of_ladder(title, asked)
        if asked.of == "elsewhere":
            return self._elsewhere(title)
        return Matched("met")

    def _qualification(self, title: Title, asked: TitleHeld) -> Matched:
        rule = self.ladder.qualification
        if rule is None or asked.of == "elsewhere":
            return Matched("unmet", notes=("本文件没有写职业资格可以作为这里所要求的职称。",))
        if title.series is None:
            return Matched("unknown", ("titles.series",), cites=(rule.clause,))
        if not self._own_series(title.series):
            return Matched("unmet", cites=(rule.clause,))
        return Matched("met", notes=(f"职业资格按“{rule.quote}”对应职称。",), cites=(rule.clause,))

    def _of_ladder(self, title: Title, asked: TitleHeld) -> Matched:
        if title.series is not None and not self._own_series(title.series):
            return Matched("unmet")
        names = {n for level in self.ladder.levels if level.rank == asked.rank for n in (level.title, *level.formerly)}
        return Matched("met" if title.name is None or title.name in names else "unmet")

    def _elsewhere(self, title: Title) -> Matched:
        own = self.ladder.specialties
        if title.series is not None and not self._own_series(title.series):
            return Matched("met")
        if own and title.specialty is not None and title.specialty.removesuffix("专业") not in own:
            return Matched("met")
        if title.series is None and title.name not in self.titles_of_document:
            return Matched("unknown", ("titles.series",))
        if own and title.specialty is None:
            return Matched("unknown", ("titles.specialty",))
        note = "本文件不分专业；同属本系列的职称不作为“非本系列（专业）”的职称。"
        return Matched("unmet", notes=(note,) if not own and title.specialty else ())

    def _own_series(self, series: str) -> bool:
        return series in self.ladder.series or series.removesuffix("系列") in self.ladder.series
