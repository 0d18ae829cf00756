"""A clause as HTML: its words as printed, those quoted marked, each provision below it a link to itself.

HTML and not markdown, because a clause's `1.`, `*` or `<` must come out as they stand in the document.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from assistant.pages.links import to_clause
from assistant.pages.words import place

if TYPE_CHECKING:
    from corpus import Clause, Corpus

_BRACKETED = re.compile(r"[（(]应.*")


def clause_html(corpus: Corpus, clause: Clause, quote: str = "") -> str:
    """The clause with everything below it, an item under the words that lead to it; `quote` is marked where it stands."""
    blocks = []
    above = corpus.parent(clause)
    if above and not clause.children and (above.heading or above.text):
        blocks.append(f'<div class="tw-lead">{_provision(above, quote, depth=0, linked=True)}</div>')
    blocks.append(_provision(clause, quote, depth=0, linked=False))
    for below in corpus.descendants(clause):
        depth = len(corpus.ancestors(below)) - len(corpus.ancestors(clause))
        blocks.append(_provision(below, quote, depth, linked=True))
    return f'<article class="tw-clause" lang="zh-CN">{"".join(blocks)}</article>'


def _provision(clause: Clause, quote: str, depth: int, linked: bool) -> str:
    label = escape(clause.label)
    if linked and label:
        label = f'<a href="{to_clause(clause.id)}" title="{escape(place(clause.path))}">{label}</a>'
    heading = f'<strong class="tw-heading">{marked(clause.heading, quote)}</strong>' if clause.heading else ""
    text = marked(clause.text, quote) if clause.text else ""
    if not (label or heading or text):
        return ""
    label = f'<span class="tw-label">{label}</span>' if label else ""
    body = "".join(part for part in (heading, f'<span class="tw-text">{text}</span>' if text else "") if part)
    return f'<div class="tw-provision" style="--depth:{min(depth, 4)}">{label}<div class="tw-body">{body}</div></div>'


def marked(text: str, quote: str) -> str:
    """Escaped text with the quoted words in <mark>; spaces and line ends do not count when they are looked for."""
    for words in (quote, *quote.splitlines()):
        wanted = re.sub(r"\s", "", words)
        if len(wanted) < 2:
            continue
        pattern = r"\s*".join(map(re.escape, wanted))
        if found := re.search(pattern, text):
            start, end = found.span()
            return f"{_lines(text[:start])}<mark>{_lines(text[start:end])}</mark>{_lines(text[end:])}"
    squeezed = re.sub(r"\s", "", text)
    if len(squeezed) > 5 and squeezed in re.sub(r"\s", "", quote):
        return f"<mark>{_lines(text)}</mark>"
    return _lines(text)


def marked_words(text: str, wanted: str) -> str:
    """Escaped text with each of the words looked for in <mark>."""
    words = sorted({word for word in wanted.split() if word}, key=len, reverse=True)
    if not words:
        return _lines(text)
    parts = re.split(f"({'|'.join(map(re.escape, words))})", text)
    return "".join(f"<mark>{_lines(part)}</mark>" if part in words else _lines(part) for part in parts)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def crumbs_html(corpus: Corpus, clause: Clause) -> str:
    """Where the clause stands: the document, then each provision around it, all links."""
    first = next(corpus.walk(clause.policy_id))
    steps = [(first.id, f"《{corpus.policies[clause.policy_id].title}》")]
    steps += [(above.id, _step(above)) for above in corpus.ancestors(clause)]
    links = "".join(f'<li><a href="{to_clause(target)}">{escape(words)}</a></li>' for target, words in steps)
    return f'<nav class="tw-crumbs" aria-label="所在位置"><ol>{links}</ol></nav>'


def _step(clause: Clause) -> str:
    words = short_heading(clause) or clause.text.partition("\n")[0]
    words = words if len(words) <= 16 else words[:15] + "…"
    return _joined(clause.label or place(clause.path).rpartition(" ")[2], words)


def short_heading(clause: Clause) -> str:
    """The heading without what it adds in brackets: 成果条件."""
    return _BRACKETED.sub("", clause.heading)


def _joined(label: str, words: str) -> str:
    return f"{label} {words}" if label and words and not label.endswith(("、", "）")) else f"{label}{words}"


def tree_html(corpus: Corpus, policy_id: str, current: str | None) -> str:
    """The document as a tree of links that opens on the current clause."""
    open_ids = set()
    if current and current in corpus:
        here = corpus.clause(current)
        open_ids = {above.id for above in corpus.ancestors(here)} | {here.id}
    roots = [clause for clause in corpus.walk(policy_id) if clause.parent_id is None]
    branches = "".join(_branch(corpus, clause, current, open_ids) for clause in roots)
    return f'<nav class="tw-tree" aria-label="目录"><ul>{branches}</ul></nav>'


def _branch(corpus: Corpus, clause: Clause, current: str | None, open_ids: set[str]) -> str:
    here = ' aria-current="page"' if clause.id == current else ""
    title = escape(_title(clause))
    link = f'<a href="{to_clause(clause.id)}" title="{title}"{here}>{title}</a>'
    below = corpus.children(clause)
    if not below:
        return f'<li class="tw-leaf">{link}</li>'
    inner = "".join(_branch(corpus, child, current, open_ids) for child in below)
    is_open = " open" if clause.id in open_ids else ""
    return f"<li><details{is_open}><summary>{link}</summary><ul>{inner}</ul></details></li>"


def _title(clause: Clause) -> str:
    words = short_heading(clause) or clause.text.partition("\n")[0]
    return _joined(clause.label or clause.path.rpartition("/")[2], words if len(words) <= 40 else words[:39] + "…")
