"""How good are the answers, and how tight is the guard: `tiaowen eval answers` and `tiaowen eval grounding`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from assistant.assistant import Assistant


class AnswersReport(BaseModel):
    """Figures per kind of question, and each failure."""

    kinds: dict[str, dict[str, Any]]
    rows: list[dict[str, Any]]

    def render(self) -> str:
        """The table and the failures for a terminal."""
        raise NotImplementedError


class GroundingReport(BaseModel):
    """Share of unborne sentences caught and of borne ones refused, and what became of each."""

    caught: float | None
    refused: float | None
    rows: list[dict[str, Any]]

    def render(self) -> str:
        """The two shares and each wrong decision for a terminal."""
        raise NotImplementedError


def evaluate_answers(file: Path, assistant: Assistant) -> AnswersReport:
    """Puts each question of the file to the assistant and judges the answers. BadInput names a bad line."""
    raise NotImplementedError


def evaluate_grounding(file: Path, assistant: Assistant) -> GroundingReport:
    """Puts each sentence of the file to the guard. BadInput names a bad line."""
    raise NotImplementedError
