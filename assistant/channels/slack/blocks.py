"""Answers, clauses and verdicts as Slack messages, within Block Kit's limits.

Knows the models of the face and Slack's block forms; sends nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.channels.slack.mrkdwn import escape, to_mrkdwn
from assistant.channels.sources import clause_link, source_line
from assistant.models import Answer, Citation, ClauseView, LookUp

Block = dict[str, Any]
LONGEST_SECTION = 2900  # Slack's limit is 3000, counted after the escapes
LONGEST_MESSAGE = 8_000  # Slack refuses messages whose blocks hold much more, long before the 50 blocks
LONGEST_NOTICE = 3000
MOST_SOURCES = 10  # blocks in a container
LONGEST_QUOTE = 200  # the clause page has the rest


@dataclass(frozen=True, slots=True)
class Message:
    """One message: `text` for notifications, screen readers and clients without blocks."""

    text: str
    blocks: list[Block] = field(default_factory=list)


def answer_messages(answer: Answer, public_url: str | None, rating: str | None = None) -> list[Message]:
    """The answer, its sources folded away beneath, and buttons to rate the turn that `rating` names."""
    pages = {c.marker: clause_link(public_url, c.clause_id) for c in answer.citations}
    messages = _text_messages(to_mrkdwn(answer.answer, pages.get))
    messages[-1].blocks.extend(_sources(answer.citations, public_url))
    if rating:
        messages[-1].blocks.append(_rating(rating))
    return messages


def markdown_messages(markdown: str) -> list[Message]:
    """Any text of ours, split where it is long."""
    return _text_messages(to_mrkdwn(markdown))


def clause_messages(found: LookUp, public_url: str | None) -> list[Message]:
    """What /clause shows: up to five clauses in full, or what the document does have."""
    if not found.matches:
        return markdown_messages(found.hint or "没有查到这一条，请写明文件和条款号，例如：17号文 附件 四（四）2")
    messages = [message for view in found.matches[:5] for message in _clause(view, public_url)]
    if len(found.matches) > 5:
        messages += markdown_messages(f"另有 {len(found.matches) - 5} 条也符合，请把条款写得更具体些。")
    return messages


def _clause(view: ClauseView, public_url: str | None) -> list[Message]:
    number = f"（{view.document_number}）" if view.document_number else ""
    until = f"，有效至 {view.in_force_until}" if view.in_force_until else ""
    head = (
        f"*《{escape(view.policy_title)}》{escape(number)}{escape(view.path.replace('/', ' '))}* · {view.status}{until}"
    )
    note = f"\n_{escape(view.status_note)}_" if view.status_note else ""
    messages = _text_messages(f"{head}{note}\n{escape(view.full_text)}")
    if page := clause_link(public_url, view.clause_id):
        messages[-1].blocks.append({"type": "actions", "elements": [_link_button(page)]})
    return messages


def split(text: str, limit: int) -> Iterator[str]:
    """Pieces no longer than `limit`: cut between paragraphs, else lines, else sentences, else anywhere."""
    while len(text) > limit:
        for edge in ("\n\n", "\n", "。", "；", "，", " "):
            cut = text.rfind(edge, limit // 2, limit)
            if cut > 0:
                cut += len(edge)
                break
        else:
            cut = _outside_a_link(text, limit)
        yield text[:cut].rstrip()
        text = text[cut:].lstrip("\n")
    if text.strip():
        yield text


def _outside_a_link(text: str, cut: int) -> int:
    """A cut not inside `<address|words>` or `&amp;`."""
    opened = max(text.rfind("<", 0, cut), text.rfind("&", cut - 5, cut))
    closed = re.compile("[>;]").search(text, opened) if opened > 0 else None
    return opened if closed and closed.start() >= cut else cut


def _text_messages(mrkdwn: str) -> list[Message]:
    messages = []
    for page in split(mrkdwn, LONGEST_MESSAGE):
        sections: list[Block] = [
            {"type": "section", "expand": True, "text": {"type": "mrkdwn", "text": piece}}
            for piece in split(page, LONGEST_SECTION)
        ]
        messages.append(Message(text=next(split(page, LONGEST_NOTICE)), blocks=sections))
    return messages or [Message(text="（没有内容）")]


def _sources(citations: list[Citation], public_url: str | None) -> list[Block]:
    if not citations:
        return []
    shown, rest = citations[: MOST_SOURCES - 1], citations[MOST_SOURCES - 1 :]
    inside = [_source([c], clause_link(public_url, c.clause_id)) for c in shown]
    if rest:
        inside.append(_source(rest, None))
    title = {"type": "plain_text", "text": f"依据 {len(citations)} 条"}
    return [
        {"type": "container", "title": title, "child_blocks": inside, "is_collapsible": True, "default_collapsed": True}
    ]


def _source(citations: list[Citation], page: str | None) -> Block:
    lines = [f"[{c.marker}] {escape(source_line(c))}" for c in citations]
    if len(citations) == 1:
        lines += [f"> {escape(line)}" for line in _shortened(citations[0].quote).splitlines() if line.strip()]
    text = next(split("\n".join(lines), LONGEST_SECTION))
    block: Block = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    return block | {"accessory": _link_button(page)} if page else block


def _shortened(quote: str) -> str:
    return quote if len(quote) <= LONGEST_QUOTE else quote[:LONGEST_QUOTE] + "…"


def _link_button(page: str) -> Block:
    return {
        "type": "button",
        "text": {"type": "plain_text", "text": "查看条款"},
        "url": page,
        "action_id": "open_clause",
    }


def _rating(turn: str) -> Block:
    def button(text: str, vote: str) -> Block:
        return {"text": {"type": "plain_text", "text": text}, "value": f"{vote} {turn}"}

    element = {
        "type": "feedback_buttons",
        "action_id": "rate",
        "positive_button": button("有用", "up"),
        "negative_button": button("没用", "down"),
    }
    return {"type": "context_actions", "elements": [element]}
