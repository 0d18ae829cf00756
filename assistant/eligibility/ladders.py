"""What the rules can be asked about, as data: ladders with their levels, and the facts of the other documents."""

from dataclasses import dataclass

from assistant.eligibility.language import FactRule
from assistant.eligibility.profile import Rank
from assistant.eligibility.rules import rule_bearing
from corpus import Corpus


@dataclass(frozen=True, slots=True)
class Level:
    """A level: its rank, the title that it confers, other names it had, and its clause."""

    rank: Rank
    title: str
    clause_id: str
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """A ladder of titles, lowest level first; `decidable` is false where its conditions are not in the corpus."""

    policy_id: str
    name: str
    series: str
    specialty: str | None
    decidable: bool
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class FactSheet:
    """The facts that a document's rules take, with type, unit, question and clause, and the schemes they decide."""

    policy_id: str
    schemes: tuple[str, ...]
    facts: dict[str, FactRule]


def ladders(corpus: Corpus) -> list[Ladder]:
    """Every ladder of titles, in the order of the corpus."""
    return [
        Ladder(
            rules.policy_id,
            ladder.name,
            ladder.series[0],
            ladder.specialties[0] if ladder.specialties else None,
            ladder.lacking is None,
            tuple(Level(lv.rank, lv.title, lv.clause, lv.formerly) for lv in ladder.levels),
        )
        for rules in rule_bearing(corpus)
        for ladder in rules.file.ladders
    ]


def fact_sheets(corpus: Corpus) -> list[FactSheet]:
    """The facts of every document whose rules are not a ladder."""
    return [
        FactSheet(rules.policy_id, tuple(s.name for s in rules.file.schemes), dict(rules.file.facts))
        for rules in rule_bearing(corpus)
        if rules.file.schemes
    ]
