"""What is asked: the meaning of a question, before anything is looked up."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Asked = Literal[
    "url", "phone", "address", "amount", "rate", "hours", "day", "duration", "age", "count", "place", "body", "level", "penalty", "benefit",
    "reason", "steps", "meaning", "often", "number", "open",
]  # fmt: skip
Intent = Literal["lookup", "fact", "list", "compare", "eligibility", "status", "current", "refuse"]


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PolicyMention(Record):
    """A document that the question may mean, and the words that say so. `exact`: they mean no other."""

    policy_id: str
    words: str
    exact: bool


class LevelMention(Record):
    """A level of titles that the question is about."""

    words: str
    title: str | None
    ranks: tuple[str, ...]
    start: int = 0


class Term(Record):
    """A word of the subject, with the words that mean the same. `known`: the corpus has one of them somewhere.

    `role`: "subject" for what the question is about, "name" and "level" for words that only name a document or level.
    """

    words: str
    same: tuple[str, ...]
    known: bool
    noun: bool
    role: Literal["subject", "name", "level"] = "subject"
    start: int = 0


class Amount(Record):
    """A number with its unit that the question states."""

    value: float
    unit: str
    words: str


class Period(Record):
    first: date
    last: date
    words: str


class Side(Record):
    """One of the things that are compared: what the question calls it, and what sets it apart from the others.

    `policies`: the documents its name may mean (empty: those of the question); `own`: words of the subject it has alone.
    """

    words: str
    policies: tuple[str, ...] = ()
    level: LevelMention | None = None
    own: tuple[Term, ...] = ()


class Question(Record):
    """The meaning of one question, follow-ups already completed from earlier turns."""

    text: str
    plain: str
    intent: Intent
    asked: Asked
    unit: str = ""
    yes_no: bool
    wants_list: bool
    policies: tuple[PolicyMention, ...] = ()
    levels: tuple[LevelMention, ...] = ()
    kinds: tuple[str, ...] = ()
    reference: str | None = None
    clauses: tuple[str, ...] = ()
    hint: str = ""
    terms: tuple[Term, ...] = ()
    listed: str = ""  # what the list asked for consists of: steps, materials, people …
    heads: tuple[Term, ...] = ()  # the nouns that name its items
    items: tuple[int, ...] = ()  # of the list only these, by their place; below 0 from its end
    amounts: tuple[Amount, ...] = ()
    periods: tuple[Period, ...] = ()
    day: date
    day_said: bool = False
    profile: dict[str, Any] = {}
    assumed: tuple[str, ...] = ()
    claimed: dict[str, int] = {}  # conditions said to be met: of 成果 so many items, of 业绩 the whole
    told: bool = False
    denied: tuple[str, ...] = ()
    serves: bool = False  # 当几年讲师才能评高级讲师: how long one must have been at a level is asked
    foreign: tuple[str, ...] = ()
    unknown_documents: tuple[str, ...] = ()
    commanded: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    follows: bool = False
    decides: bool = False
    others: tuple[str, ...] = ()
    whole: str = ""  # a follow-up as it would be asked by itself
    earlier: tuple[str, ...] = ()  # the clauses that the answer before cited, where the question goes on from it

    @property
    def policy_ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m.policy_id for m in self.policies))

    @property
    def exact_policies(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m.policy_id for m in self.policies if m.exact))

    @property
    def ranks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(rank for level in self.levels for rank in level.ranks))
