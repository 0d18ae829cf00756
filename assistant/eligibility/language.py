"""The language of rules: what `corpus/policies/<id>/rules.yaml` may say.

A file holds ladders (levels of titles with their conditions) or schemes (rules over declared facts). Every node names
its clause and quotes it; a clause is written as a path inside the document or, for another document, as its whole id.
Knows the form of a rule, not where it stands nor what any person's facts make of it.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.eligibility.profile import AchievementType, Attested, Author, DegreeLevel, Rank, Venue


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Cited(_Rule):
    """Words that stand in a clause. On a node inside another, both may be left out: it then shares the outer's."""

    clause: str = ""
    quote: str = ""


class Judged(Cited):
    """What only a committee can judge; `attested` names the profile's key that can deny it."""

    kind: Literal["judged"]
    attested: Attested = "基本条件"


class TitleHeld(_Rule):
    """A title of this rank: any, one of the ladder applied for, or one outside its series (or specialty)."""

    rank: Rank
    of: Literal["any", "ladder", "elsewhere"] = "any"


class YearsSince(Cited):
    """A degree or a title (or both) held, and professional work of so many years: all of it, or since one of them."""

    kind: Literal["years_since"]
    degree: DegreeLevel | None = None
    title: TitleHeld | None = None
    since: Literal["work", "graduation", "title"]
    years: int = Field(ge=0)
    could_mean: Literal["since_graduation", "since_the_later"] | None = None

    @model_validator(mode="after")
    def _holds_what_it_counts_from(self) -> "YearsSince":
        if (self.since == "graduation" and not self.degree) or (self.since == "title" and not self.title):
            raise ValueError(f"since: {self.since} needs a {'degree' if self.since == 'graduation' else 'title'}")
        return self


class Holds(Cited):
    """A degree held, this one or higher."""

    kind: Literal["holds"]
    degree: DegreeLevel


NumberField = Literal["recommenders", "enterprise_years", "homeroom_years", "teaching_hours", "training_hours"]


class AtLeast(Cited):
    """A number of the profile that must reach a value."""

    kind: Literal["number"]
    field: NumberField
    at_least: float
    unit: str
    or_attested: Attested | None = None
    note_if_unmet: str | None = None


class WholeWork(Cited):
    """For work of less than `under` years: a number of the profile that must cover all of it."""

    kind: Literal["whole_work"]
    field: NumberField
    under: float


class Declared(Cited):
    """An item that the applicant declares by its number (or, without one, by its clause id)."""

    kind: Literal["declared"]
    among: Literal["performance", "exceptional"]
    item: int | None = None
    only_if_declared: bool = False


class Match(_Rule):
    """What a typed achievement must be; every given attribute must hold, one that the achievement lacks is unknown."""

    types: tuple[AchievementType, ...]
    rank_at_most: int | None = None
    role: tuple[str, ...] = ()
    rank_if_no_role: int | None = None
    scope: tuple[str, ...] = ()
    author: tuple[Author, ...] = ()
    venue: tuple[Venue, ...] = ()
    granted: bool | None = None
    published: bool | None = None
    accepted: bool | None = None


class ResultItem(Cited):
    """One kind of result; an item that asks for `per` of a thing counts once for each `per` of them.

    `perhaps` holds what may count, where the words leave it open (等) or the profile cannot tell.
    """

    kind: Literal["result"]
    item: int | None = None
    per: int = 1
    matches: tuple[Match, ...] = ()
    perhaps: tuple[Match, ...] = ()


class FactTest(Cited):
    """A test of one declared fact of a scheme; one that counts `only_if_given` is not asked about."""

    kind: Literal["fact"]
    fact: str
    equals: bool | str | None = None
    one_of: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    below: float | None = None
    on_or_after: str | None = None
    on_or_before: str | None = None
    within_years_of: str | None = None
    years: int | None = None
    only_if_given: bool = False


class Group(Cited):
    """All or any of some nodes; with a clause of its own it is reported as one line."""

    kind: Literal["all", "any"]
    of: tuple["Node", ...] = Field(min_length=1)


Node = Annotated[
    Judged | YearsSince | Holds | AtLeast | WholeWork | Declared | ResultItem | FactTest | Group,
    Field(discriminator="kind"),
]
Group.model_rebuild()


class Counting(_Rule):
    """How results are counted: N of them, the counts of one item adding up or each item counting once."""

    at_least: int
    each: Literal["adds_up", "once"] = "adds_up"
    since: Rank | None = None
    without_title: Literal["work", "any"] = "any"
    unused: bool = False
    by: Cited | None = None


class Reading(_Rule):
    """Where the text bears two readings: why this one, and how many the other would ask for."""

    note: str
    otherwise: Literal["all", "any"] | int


class ConditionRule(Cited):
    """A heading of conditions. `gate` must hold as well; met, it takes the place of the heading in `replaces`."""

    name: str
    requires: Literal["all", "any"] | Counting
    of: tuple[Node, ...] = ()
    gate: tuple[Node, ...] = ()
    replaces: str | None = None
    reading: Reading | None = None


class LevelRule(Cited):
    """One level of a ladder: its rank, the title that it confers, and the conditions of applying for it."""

    rank: Rank
    title: str
    formerly: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    conditions: tuple[ConditionRule, ...] = ()


class Equivalent(Cited):
    """A diploma that is treated as a degree."""

    degree: DegreeLevel
    counts_as: DegreeLevel


class LadderRule(_Rule):
    """A ladder of titles, with what it takes over from other documents and who decides in the end."""

    name: str
    series: tuple[str, ...]
    specialties: tuple[str, ...] = ()
    equivalents: tuple[Equivalent, ...] = ()
    qualification: Cited | None = None
    decides: Cited
    lacking: Cited | None = None
    notes: tuple[str, ...] = ()
    levels: tuple[LevelRule, ...]


class FactRule(_Rule):
    """A fact that a document's rules ask for."""

    label: str
    type: Literal["yes_no", "integer", "number", "date", "choice"]
    ask: str
    unit: str = ""
    choices: tuple[str, ...] = ()
    at_most: float | None = None
    clause: str


class Term(_Rule):
    """Arithmetic as data: a number, a fact, a product, the least of several, or the value for a choice."""

    number: float | None = None
    fact: str | None = None
    times: tuple["Term", ...] = ()
    least: tuple["Term", ...] = ()


class AmountRule(Cited):
    """A sum or term to compute when the scheme's conditions allow it."""

    name: str
    unit: str
    value: Term
    how: str


class SchemeRule(Cited):
    """Something a document offers or asks of a person or an enterprise, and on what conditions."""

    name: str
    conditions: tuple[ConditionRule, ...]
    amounts: tuple[AmountRule, ...] = ()
    notes: tuple[str, ...] = ()


Mark = Literal["encoded", "judged", "not_a_condition", "not_yet"]


class RuleFile(_Rule):
    """One rules.yaml."""

    ladders: tuple[LadderRule, ...] = ()
    facts: Mapping[str, FactRule] = Field(default_factory=dict)
    schemes: tuple[SchemeRule, ...] = ()
    decides: Cited | None = None
    coverage: Mapping[str, Mark] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _facts_are_declared(self) -> "RuleFile":
        for node in nodes_of(self):
            if isinstance(node, FactTest):
                for fact in (node.fact, node.within_years_of):
                    if fact is not None and fact not in self.facts and fact != "as_of":
                        raise ValueError(f"facts: {fact} is tested but not declared")
        return self


Term.model_rebuild()


def parts_of(file: RuleFile) -> Iterator[Cited]:
    """Everything in a rules file that cites a clause, from the outside in."""
    for ladder in file.ladders:
        yield from (c for c in (ladder.decides, ladder.qualification, ladder.lacking, *ladder.equivalents) if c)
        for level in ladder.levels:
            yield level
            for condition in level.conditions:
                yield from _parts_of_condition(condition)
    for scheme in file.schemes:
        yield from (scheme, *scheme.amounts)
        for condition in scheme.conditions:
            yield from _parts_of_condition(condition)
    if file.decides:
        yield file.decides


def _parts_of_condition(condition: ConditionRule) -> Iterator[Cited]:
    yield condition
    if isinstance(condition.requires, Counting) and condition.requires.by:
        yield condition.requires.by
    for node in (*condition.gate, *condition.of):
        yield from _with_inner(node)


def _with_inner(node: Node) -> Iterator[Node]:
    yield node
    for inner in node.of if isinstance(node, Group) else ():
        yield from _with_inner(inner)


def nodes_of_scheme(scheme: SchemeRule) -> Iterator[Node]:
    """Every node of one scheme, however deep."""
    for condition in scheme.conditions:
        for node in (*condition.gate, *condition.of):
            yield from _with_inner(node)


_NODES = (Judged, YearsSince, Holds, AtLeast, WholeWork, Declared, ResultItem, FactTest, Group)


def nodes_of(file: RuleFile) -> Iterator[Node]:
    """Every node of the rules, however deep."""
    for part in parts_of(file):
        if isinstance(
            part, Judged | YearsSince | Holds | AtLeast | WholeWork | Declared | ResultItem | FactTest | Group
        ):
            yield part
