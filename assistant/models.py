"""What goes through every channel: one answer, its citations, and the records around it.

Everything here is a pydantic model because it crosses a border (JSON of the commands, HTTP, MCP, the pages);
field names and meanings are those of the contract. Nothing here computes.
"""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

Kind = Literal["answer", "eligibility", "clarification", "refusal"]
Vote = Literal["up", "down"]


class Citation(BaseModel):
    """A clause that bears something in the answer; `marker` is the number in brackets there."""

    marker: int
    clause_id: str
    policy_id: str
    policy_title: str
    document_number: str | None = None
    path: str
    status: str
    quote: str = Field(description="stands word for word in the clause")
    status_note: str | None = None


class Answer(BaseModel):
    """What a person gets for a question."""

    answer: str = Field(description="markdown with [1] markers")
    citations: list[Citation] = []
    kind: Kind
    eligibility: list[dict[str, Any]] = Field(default=[], description="what `check` returns, for each policy and level")
    model: str
    elapsed_ms: int
    follow_ups: list[str] = []
    trace: list[dict[str, Any]] | None = Field(default=None, description="the way of the question, when asked for")


class Stage(BaseModel):
    """Progress while an answer is made, e.g. 正在检索条款."""

    text: str


class Sentence(BaseModel):
    """A sentence that has passed the guard.

    Joined as they come they are `Answer.answer`. `restart` says that what was shown so far is withdrawn
    (a chat model broke off, and the offline answer takes its place) and the text begins anew here.
    """

    text: str
    restart: bool = False


class ClauseView(BaseModel):
    """One clause as the contract prints it."""

    clause_id: str
    policy_id: str
    policy_title: str
    document_number: str | None
    status: str
    status_basis: str
    status_note: str | None
    in_force_until: str | None
    path: str
    text: str
    full_text: str
    parent_id: str | None
    children: list[str]
    source: dict[str, Any]


class LookUp(BaseModel):
    """The clauses a reference means; `hint` says what the document does have when there is none."""

    matches: list[ClauseView]
    hint: str = ""


class ComparisonColumn(BaseModel):
    """One document at one level (level is null where the document is compared as a whole)."""

    policy_id: str
    policy_title: str
    document_number: str | None
    level: str | None
    status: str
    status_note: str | None = None


class ComparisonCell(BaseModel):
    """What one column says about one thing; `clause_id` is null where the document says nothing about it."""

    clause_id: str | None = None
    path: str = ""
    text: str = ""
    differs: list[str] = Field(default=[], description="the words of this cell that the other columns do not have")


class ComparisonRow(BaseModel):
    """One kind of condition, or one subject, across the columns."""

    kind: str
    cells: list[ComparisonCell]
    same: bool


class Comparison(BaseModel):
    """Documents or levels side by side."""

    columns: list[ComparisonColumn]
    rows: list[ComparisonRow]
    notes: list[str] = []


class Turn(BaseModel):
    """One question of a conversation and what was answered."""

    number: int
    question: str
    answer: Answer
    asked_at: datetime
    vote: Vote | None = None
    reason: str = ""


class SessionSummary(BaseModel):
    """A conversation in the list of conversations."""

    session: str
    title: str
    turns: int
    updated: datetime


class Conversation(BaseModel):
    """A whole conversation, with the facts that its person has told."""

    session: str
    turns: list[Turn] = []
    facts: dict[str, Any] = Field(default={}, description="a profile as `tiaowen check` takes it")
