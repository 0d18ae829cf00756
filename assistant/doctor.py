"""What is configured, whether it works, and what to do where it does not: `tiaowen doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

if TYPE_CHECKING:
    from assistant.assistant import Assistant


class Finding(BaseModel):
    """One thing looked at: name, whether it is well, what was found, and what to do."""

    name: str
    ok: bool
    found: str
    advice: str = ""


def examine(assistant: Assistant) -> list[Finding]:
    """Looks at data folder, corpus, index, conversations and chat model (which is tried once)."""
    raise NotImplementedError
