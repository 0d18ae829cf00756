"""What passes between the agent and a chat model beyond plain messages.

To the model: the context of the turn, a JSON object between <context> and </context> at the end of the system
message (`<` is escaped inside, so that nothing a person wrote can close it). From the model, which only our own
offline model uses: `AIMessage.additional_kwargs["tiaowen"]`, a `Said`: quotes are {"1": "words of the clause"}.
A tool's text for the model names clauses by handles [1], [2] … of this turn alone; its artifact is a `Found`.
"""

import json
import re
from datetime import date
from typing import Any, Literal, TypedDict

from pydantic import BaseModel

EXTRA = "tiaowen"
_CONTEXT = re.compile(r"<context>(.*?)</context>", re.S)


class EarlierTurn(BaseModel):
    """What a follow-up question may lean on."""

    question: str
    answer: str = ""
    kind: str = "answer"
    policies: list[str] = []
    levels: list[str] = []
    clauses: list[str] = []


class TurnContext(BaseModel):
    """What every chat model is told about a turn besides the question."""

    today: date
    as_of: date
    policy: str | None = None
    facts: dict[str, Any] = {}
    earlier: list[EarlierTurn] = []
    policies: list[dict[str, Any]] = []


class Said(TypedDict, total=False):
    """What the offline model may state about its own answer; `decided`: lines that code worked out, as a tool's result."""

    kind: Literal["answer", "eligibility", "clarification", "refusal"]
    quotes: dict[str, str]
    follow_ups: list[str]
    decided: list[str]


class FoundClause(TypedDict):
    """A clause in a tool's artifact; plain values only, since checkpoints keep them."""

    handle: int
    clause_id: str
    policy_id: str
    title: str
    number: str | None
    path: str
    label: str
    heading: str
    text: str
    full_text: str
    context: list[str]
    status: str
    status_note: str | None
    in_force_until: str | None
    score: float | None


class Found(TypedDict, total=False):
    """A tool's artifact, each key only where the tool has it.

    `results` is what `check` returns; `comparison` a Comparison; `hint` says what there is where nothing was found.
    """

    clauses: list[FoundClause]
    results: list[dict[str, Any]]
    comparison: dict[str, Any]
    hint: str
    error: str


def write_context(context: TurnContext) -> str:
    """The context as it stands at the end of the system message."""
    body = json.dumps(context.model_dump(mode="json"), ensure_ascii=False).replace("<", "\\u003c")
    return f"<context>{body}</context>"


def read_context(system: str) -> TurnContext:
    """The context out of a system message; raises ValueError where there is none."""
    found = _CONTEXT.findall(system)
    if not found:
        raise ValueError("no <context> in the system message")
    return TurnContext.model_validate_json(found[-1])
