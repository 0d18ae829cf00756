"""The words for the chat model, one file each, known by the hash of their content."""

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def prompt(name: str) -> str:
    """The text of prompts/<name>.md."""
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8").strip()


@cache
def version(name: str) -> str:
    """Twelve characters that change with the text."""
    return hashlib.sha256(prompt(name).encode()).hexdigest()[:12]


def versions() -> dict[str, str]:
    """Every prompt with its version."""
    return {file.stem: version(file.stem) for file in sorted(FOLDER.glob("*.md"))}
