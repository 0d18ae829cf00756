"""A draft as it comes from a chat model, cut into pieces that can be judged, with the handles each ends in.

`Cutter` is fed chunks of any size and gives whole pieces: a sentence with the handles behind it, a table row, a quoted line.
Knows punctuation; judges nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HANDLES = r"(?:\s*(?:\[\^?\d{1,3}(?:\s*[,，、]\s*\^?\d{1,3})*\]|【\d{1,3}(?:[,，、]\d{1,3})*】|［\d{1,3}］))"
_HANDLE = re.compile(r"[\[【［]\^?(\d{1,3}(?:\s*[,，、]\s*\^?\d{1,3})*)[\]】］](?!\s*[(（]?(?:19|20)\d\d)")
_NOT_A_HANDLE = re.compile(r"[一-鿿][\[【［](?:19|20)\d\d[\]】］]")
_END = re.compile(rf"(?:[。！？!?]+[”」』）)]*(?:\*\*)?{_HANDLES}*[。]?|(?<=[\]】］])[；;]|\n)[ \t]*\n*")
_LINE_END = re.compile(r"(?<=\S)[ \t]*\n+")
# A handle may still be coming: what stands at the end of the text so far could belong to the sentence before.
_OPEN = re.compile(r"[ \t\n]*(?:[\[【［][\^\d,，、\s]*)?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a draft: its words without handles, the handles, and the white space that follows it."""

    text: str
    handles: tuple[int, ...]
    tail: str

    @property
    def is_quotation(self) -> bool:
        """Whether it claims to be a line of a clause."""
        return self.text.lstrip().startswith(">")

    @property
    def is_table_row(self) -> bool:
        return self.text.strip().startswith("|")


class Cutter:
    """Chunks in, pieces out."""

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, chunk: str) -> Iterator[Piece]:
        """The pieces that are whole now."""
        self._rest += chunk
        while match := _end(self._rest):
            behind = self._rest[match.end() :]
            if not behind or _OPEN.fullmatch(behind):
                return
            yield from _piece(self._rest[: match.end()])
            self._rest = behind

    def close(self) -> Iterator[Piece]:
        """What is left when the draft has ended."""
        rest, self._rest = self._rest, ""
        while match := _end(rest):
            yield from _piece(rest[: match.end()])
            rest = rest[match.end() :]
        yield from _piece(rest)


def _end(text: str) -> re.Match[str] | None:
    """Where the first piece ends: a quoted line or a table row at its line's end, anything else at its full stop."""
    return (_LINE_END if text.lstrip().startswith((">", "|")) else _END).search(text)


def cut(draft: str) -> list[Piece]:
    """The pieces of a whole draft."""
    cutter = Cutter()
    return [*cutter.feed(draft), *cutter.close()]


def _piece(text: str) -> Iterator[Piece]:
    body = text.rstrip()
    if not body:
        return
    handles: list[int] = []

    def take(match: re.Match[str]) -> str:
        handles.extend(int(n.strip(" ^")) for n in re.split(r"[,，、]", match.group(1)))
        return ""

    bare = body if body.lstrip().startswith("|") else _HANDLE.sub(take, body)
    if bare is body:
        for match in _HANDLE.finditer(body):
            take(match)
    yield Piece(re.sub(r"\s+(?=[。！？；，])", "", bare), tuple(dict.fromkeys(handles)), text[len(body) :])
