"""The errors a caller meets, and what each asks of the reader.

TiaowenError            exit 1
├─ BadInput             exit 2: one line names the field or option and what is accepted
│  ├─ UnknownPolicy
│  └─ UnknownClause
└─ BrokenPolicy         exit 1: a policy file with its line, and what was expected there
"""

from pathlib import Path


class TiaowenError(Exception):
    """Anything this project raises on purpose; its text is one line for a person."""


class BadInput(TiaowenError):
    """What the caller gave is not acceptable; the text names the field and says what is."""


class UnknownPolicy(BadInput):
    """No policy has this id, number, title or alias."""


class UnknownClause(BadInput):
    """No clause has this id."""


class BrokenPolicy(TiaowenError):
    """A policy folder that cannot be read as a document."""

    def __init__(self, file: Path, line: int, expected: str) -> None:
        super().__init__(f"{file}:{line}: {expected}")
        self.file, self.line, self.expected = file, line, expected
