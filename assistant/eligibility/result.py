"""What a decision says: the JSON of `tiaowen check`, field by field as the contract has it."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Verdict = Literal["eligible", "ineligible", "undetermined"]
Status = Literal["met", "unmet", "unknown", "judged"]


class Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class Item(Record):
    """One line of a condition: its clause, what is had, needed and missing, and the day it was (or will be) met.

    `lacks` counts the facts that stand between an unmet line and yes.
    """

    clause_id: str
    status: Status
    quote: str
    have: str | None = None
    need: str | None = None
    gap: str | None = None
    met_on: date | None = None
    lacks: int = 0


class Condition(Record):
    """A group of items under one heading; `requires` says how many of them it takes.

    `have` and `gap` speak of a count of results; `replaces` names the heading whose place this one takes when met.
    """

    kind: str
    status: Status
    clause_id: str
    requires: str
    items: tuple[Item, ...] = ()
    have: str | None = None
    gap: str | None = None
    replaces: str | None = None


class Amount(Record):
    """A sum or a term that a document's rule computes, with how it was computed."""

    name: str
    value: int | float | None
    unit: str
    clause_id: str
    how: str


class WhoDecides(Record):
    """The clause that says who decides in the end; this tool does not."""

    clause_id: str
    quote: str


class Replay(Record):
    """Everything the decision depended on: with these the same bytes come again."""

    text: str
    rules: str
    profile: dict[str, Any]


class Result(Record):
    """One decision, over one level of one document (or, with `level` null, over a document's other rules).

    `scheme` is the one that was asked about, or the first that is met.
    """

    verdict: Verdict
    policy_id: str
    policy_title: str
    level: str | None
    rank: str | None = None
    scheme: str | None = None
    as_of: date
    status: str
    conditions: tuple[Condition, ...] = ()
    decided_by: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    earliest: date | None = None
    notes: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    who_decides: WhoDecides | None = None
    replay: Replay
