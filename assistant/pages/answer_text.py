"""An answer as text: markers that lead to clauses, and the forms in which it leaves the page."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.pages.links import to_clause
from assistant.pages.words import cite, in_words

if TYPE_CHECKING:
    from assistant.models import Answer, Citation, Turn

# Keeps a marker on the line of the word it follows.
_JOIN = "\u2060"
_ITEM = re.compile(r"\s*([-*]|\d+\.) ")
_MARKER = re.compile(r"\[(\d+)\](?!\()")


def with_links(text: str, citations: list[Citation], turn: int) -> str:
    """Markdown for the page: each [n] a link to its clause. Before the citations are known it leads nowhere yet."""
    known = {citation.marker: citation for citation in citations}

    def link(match: re.Match[str]) -> str:
        citation = known.get(int(match[1]))
        if citation is None:
            return match[0] if known else f"{_JOIN}[{match[1]}](clauses?clause=)"
        hint = cite(citation.policy_title, None, citation.path)
        return f'{_JOIN}[{match[1]}]({to_clause(citation.clause_id, turn=turn, marker=citation.marker)} "{hint}")'

    # A model may write a link or an image of its own; the page would fetch it.
    safe = text.replace("$", r"\$").replace("~", r"\~").replace("](", r"]\(")
    return _MARKER.sub(link, _lines_kept(safe))


def _lines_kept(text: str) -> str:
    """The same lines for markdown, which would run them together or draw them into the list above."""
    lines = text.split("\n")
    kept = [lines[0]]
    for before, line in pairwise(lines):
        starts_anew = not before.strip() or not line.strip() or "|" in before[:1] + line[:1] or _ITEM.match(line)
        if not starts_anew and _ITEM.match(before):
            kept.append("")
        elif not starts_anew:
            kept[-1] += "  "
        kept.append(line)
    return "\n".join(kept)


def source_lines(answer: Answer) -> list[str]:
    """One line a citation, in the form in which documents are cited."""
    lines = []
    for citation in answer.citations:
        state = "" if citation.status == "现行" else f"（{citation.status}）"
        where = cite(citation.policy_title, citation.document_number, citation.path)
        lines.append(f"[{citation.marker}] {where}{state}：“{citation.quote}”")
    return lines


def as_citation(question: str, answer: Answer, day: date) -> str:
    """The answer with its sources, to be pasted anywhere."""
    sources = "\n".join(source_lines(answer))
    return f"{answer.answer.replace('**', '')}\n\n{f'依据：{chr(10)}{sources}{chr(10)}' if sources else ''}（{in_words(day)}查询）"


def as_markdown(turns: list[Turn]) -> str:
    """A conversation as Markdown."""
    parts = []
    for turn in turns:
        sources = "\n".join(f"- {line}" for line in source_lines(turn.answer))
        parts.append(f"## {turn.question}\n\n{turn.answer.answer}\n" + (f"\n依据：\n\n{sources}\n" if sources else ""))
    return "\n".join(parts)


def as_word(turns: list[Turn]) -> bytes:
    """A conversation as a Word document."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document()
    for name in ("Normal", "Heading 2"):
        style = document.styles[name]
        style.font.name = "Times New Roman"
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体" if name == "Normal" else "黑体")
    for turn in turns:
        document.add_heading(turn.question, level=2)
        for line in turn.answer.answer.splitlines():
            if line.strip():
                bullet = re.match(r"\s*[-*] ", line)
                words = re.sub(r"^\s*[-*] |\*\*|^#+ ", "", line)
                document.add_paragraph(words, style="List Bullet" if bullet else None)
        for line in source_lines(turn.answer):
            document.add_paragraph(line).paragraph_format.left_indent = 240_000
    out = BytesIO()
    document.save(out)
    return out.getvalue()
