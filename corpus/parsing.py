"""policy.md -> a policy and its clauses.

The file is YAML front matter, then blocks parted by blank lines. A block opens with

    <!-- 通知 -->         a part that the document leaves unnumbered: 通知, 前言 or 结语
    ## 一、适用范围       a heading; after a part's mark, the title of that part
    （一）掌握……          a numbered provision
    anything else         a paragraph of the provision before it

and goes on to the next blank line; only a block's first line can open a provision, so a list of annexes or a
signature stays in the paragraph it follows. How many `#` a heading has is for the reader's eye.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from corpus.clauses import Clause, Policy
from corpus.errors import BrokenPolicy
from corpus.numbering import Label, Style, make_label, paragraph_component, read_label

PARTS = ("通知", "前言", "结语")
_PART = re.compile(r"<!--\s*(\S+)\s*-->")


_ITEMS = (Style.HAN_BRACKET, Style.ARABIC, Style.ARABIC_BRACKET)


@dataclass
class _Node:
    """A provision while the file is read: its paragraphs and children in the order they stand."""

    component: str
    style: Style | None = None
    number: int = 0
    printed: str = ""
    heading: str = ""
    content: "list[str | _Node]" = field(default_factory=list)


def read_policy(folder: Path) -> tuple[Policy, list[Clause]]:
    """A policy folder -> its policy and its clauses in reading order. Raises BrokenPolicy with the line."""
    file = folder / "policy.md"
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenPolicy(file, 1, f"expected a readable UTF-8 file ({error})") from error
    front, body, first_line = _split(file, text)
    version = hashlib.sha256(body.encode()).hexdigest()[:12]
    try:
        policy = Policy(**front, id=folder.name, version=version)
    except ValidationError as error:
        first = error.errors()[0]
        where = str(first["loc"][0]) if first["loc"] else ""
        raise BrokenPolicy(
            file, _line_of(text, where), f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        ) from error
    clauses = _flatten(policy.id, _Reader(file).read(body, first_line))
    known = {clause.id for clause in clauses}
    for end in policy.ends:
        if f"{policy.id}:{end.clause}" not in known:
            raise BrokenPolicy(
                file, _line_of(text, "ends"), f"ends: expected a clause of this document, not {end.clause}"
            )
    return policy, clauses


def _split(file: Path, text: str) -> tuple[dict[str, Any], str, int]:
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---" or "---" not in (closing := [line.strip() for line in lines[1:]]):
        raise BrokenPolicy(file, 1, "expected front matter between two lines of ---")
    end = closing.index("---") + 1
    try:
        front = yaml.load("\n".join(lines[1:end]), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BrokenPolicy(file, (mark.line if mark else 0) + 2, "expected valid YAML in the front matter") from error
    if not isinstance(front, dict):
        raise BrokenPolicy(file, 2, "expected `field: value` lines in the front matter")
    for named in ("id", "version"):
        if named in front:
            raise BrokenPolicy(file, _line_of(text, named), f"{named}: comes from the folder, do not write it")
    return front, "\n".join(lines[end + 1 :]), end + 2


def _line_of(text: str, name: str) -> int:
    return next((i for i, line in enumerate(text.splitlines(), 1) if name and line.startswith(name + ":")), 1)


def _blocks(body: str, first_line: int) -> Iterator[tuple[int, list[str]]]:
    """Runs of non-blank lines with the line number of their first."""
    block: list[str] = []
    for number, line in enumerate(body.splitlines(), first_line):
        if line.strip():
            block.append(line.strip())
        elif block:
            yield number - len(block), block
            block = []
    if block:
        yield first_line + len(body.splitlines()) - len(block), block


def _label_of(numbered: tuple[int, list[str]]) -> Label | None:
    labelled = read_label(numbered[1][0].lstrip("#").strip())
    return labelled[0] if labelled else None


def _leads_on(item: _Node) -> bool:
    """Whether what comes next is still the item's: it is a heading, or ends in a colon."""
    last = item.content[-1]
    return bool(item.heading) or (isinstance(last, str) and last.endswith("："))


class _Reader:
    """Reads blocks one after the other; `open` is the chain of provisions still open, outermost first."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.top: list[_Node] = []
        self.open: list[_Node] = []
        self.last: dict[Style, int] = {}

    def read(self, body: str, first_line: int) -> list[_Node]:
        blocks = list(_blocks(body, first_line))
        for place, (number, block) in enumerate(blocks):
            self._block(number, block, coming=next(filter(None, map(_label_of, blocks[place + 1 :])), None))
        if not self.top:
            raise BrokenPolicy(self.file, first_line, "expected the text of the document after the front matter")
        return self.top

    def _block(self, number: int, block: list[str], coming: Label | None) -> None:
        first = block[0]
        if match := _PART.fullmatch(first):
            if match[1] not in PARTS or len(block) > 1:
                raise BrokenPolicy(self.file, number, f"expected one of {'、'.join(PARTS)} alone in <!-- -->")
            self._open_part(match[1], within=None)
            return
        is_heading = first.startswith("#")
        line = first.lstrip("#").strip()
        if labelled := read_label(line):
            label, rest = labelled
            node = self._open_label(label, number)
            if is_heading:
                node.heading = rest
                self._no_more_lines(block, number)
            elif rest or len(block) > 1:
                node.content.append("\n".join([rest, *block[1:]]))
        elif is_heading:
            if not self.open or self.open[-1].style is not None or self.open[-1].content:
                raise BrokenPolicy(
                    self.file, number, "expected a numbered heading, or a title right after <!-- 前言 -->"
                )
            here = self.open[-1]
            here.heading = f"{here.heading} {line}".strip()
            self._no_more_lines(block, number)
        else:
            self._place_for_paragraph(coming).content.append("\n".join(block))

    def _no_more_lines(self, block: list[str], number: int) -> None:
        if len(block) > 1:
            raise BrokenPolicy(self.file, number + 1, "expected a blank line after a heading")

    def _place_for_paragraph(self, coming: Label | None) -> _Node:
        """The provision that a plain paragraph belongs to; after a list's last item that is the list's parent."""
        if not self.open:
            self._open_part("前言", within=None)
        elif self.open[-1].style is Style.ANNEX:
            self._open_part("前言", within=self.open[-1])
        item = self.open[-1]
        goes_on = coming is not None and (coming.style, coming.number) == (item.style, item.number + 1)
        if item.style in _ITEMS and len(self.open) > 1 and item.content and not goes_on and not _leads_on(item):
            self.open.pop()
        return self.open[-1]

    def _open_part(self, name: str, within: _Node | None) -> None:
        node = _Node(component=name)
        if within is None:
            self.top.append(node)
            self.open = [node]
        else:
            within.content.append(node)
            self.open = [within, node]

    def _open_label(self, label: Label, number: int) -> _Node:
        while self.open and (self.open[-1].style is None or self.open[-1].style >= label.style):
            self.open.pop()
        parent = self.open[-1] if self.open else None
        self._check_order(label, number, parent)
        node = _Node(label.component, label.style, label.number, label.printed)
        (parent.content if parent else self.top).append(node)
        self.open.append(node)
        return node

    def _check_order(self, label: Label, line: int, parent: _Node | None) -> None:
        """A number follows its elder sibling or starts again; some documents count on across headings."""
        siblings = [
            c for c in (parent.content if parent else self.top) if isinstance(c, _Node) and c.style is label.style
        ]
        running = self.last.get(label.style, 0) + 1
        allowed = {siblings[-1].number + 1} if siblings else {1, running}
        if label.style is Style.ANNEX:
            allowed = {siblings[-1].number + 1} if siblings else {0, 1}
        if label.style is Style.ARTICLE:
            allowed = {running}
        if label.number not in allowed:
            wanted = " or ".join(make_label(label.style, n).printed for n in sorted(allowed))
            raise BrokenPolicy(self.file, line, f"expected {wanted}, found {label.printed}")
        self.last[label.style] = label.number
        if label.style is Style.ANNEX:
            self.last.clear()
            self.last[Style.ANNEX] = label.number


def _flatten(policy_id: str, nodes: list[_Node]) -> list[Clause]:
    """Provisions with their ids, in reading order."""
    found: list[Clause] = []

    def add(node: _Node, parent_id: str | None, base: tuple[str, ...]) -> str:
        path = (*base, node.component)
        clause_id = f"{policy_id}:{'/'.join(path)}"
        # Articles are numbered through the whole document: their ids leave the chapter out.
        below = base if node.style is Style.CHAPTER else path
        place = len(found)
        found.append(Clause(clause_id, policy_id, node.printed, node.heading, "", parent_id, ()))
        paragraphs = [part for part in node.content if isinstance(part, str)]
        alone = len(paragraphs) == 1 and node.content[0] is paragraphs[0]
        children, count = [], 0
        for part in node.content:
            if isinstance(part, _Node):
                children.append(add(part, clause_id, below))
            elif not alone:
                count += 1
                child_id = f"{clause_id}/{paragraph_component(count)}"
                children.append(child_id)
                found.append(Clause(child_id, policy_id, "", "", part, clause_id, ()))
        text = paragraphs[0] if alone else ""
        found[place] = Clause(clause_id, policy_id, node.printed, node.heading, text, parent_id, tuple(children))
        return clause_id

    for node in nodes:
        add(node, None, ())
    return found
