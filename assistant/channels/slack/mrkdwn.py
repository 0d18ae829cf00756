"""Markdown as the answers are written, turned into Slack's mrkdwn; and what people type in Slack, turned into words.

Knows text only. Whatever could act in Slack (mentions, channels, links that were not ours) is escaped first.
"""

import re
from collections.abc import Callable

_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.S)
_LINK = re.compile(r"\[([^\]\n]+)\]\((https?://[^)\s|]+)\)")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__")
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_STRIKE = re.compile(r"~~(?=\S)(.+?)(?<=\S)~~")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.M)
_BULLET = re.compile(r"^(\s*)[-*+]\s+", re.M)
_QUOTE = re.compile(r"^&gt;", re.M)
_TABLE = re.compile(r"^\|.+\|[ \t]*\n\|[ \t:|-]+\|[ \t]*\n((?:\|.*\|[ \t]*(?:\n|$))*)", re.M)
_MARKER = re.compile(r"\[(\d+)\](?!\()")
_BREAK = "&lt;br&gt;"  # how a cell holds a list
_STAR = "\0"  # stands for Slack's * until the markdown * are gone
_EDGE = "\u200b"  # Slack shows bold only between spaces, which Chinese has none of; this counts as one and is not seen


def to_mrkdwn(markdown: str, link: Callable[[int], str | None] = lambda marker: None) -> str:
    """The same text for Slack. `link` gives the address of a marker's source, where there is one."""
    parts = _CODE.split(escape(markdown))
    return "".join(part if n % 2 else _prose(part, link) for n, part in enumerate(parts))


def escape(text: str) -> str:
    """So that nothing in the text is a mention, a link or an entity."""
    return text.replace("\0", "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _prose(text: str, link: Callable[[int], str | None]) -> str:
    text = _TABLE.sub(_table, text)
    text = _HEADING.sub(lambda m: f"{_STAR}{_plain(m[1])}{_STAR}", text)
    text = _BULLET.sub(lambda m: f"{m[1]}• ", text)
    text = _BOLD.sub(lambda m: f"{_EDGE}{_STAR}{_plain(m[1] or m[2])}{_STAR}{_EDGE}", text)
    text = _ITALIC.sub(lambda m: f"{_EDGE}_{m[1]}_{_EDGE}", text)
    text = _STRIKE.sub(lambda m: f"{_EDGE}~{m[1]}~{_EDGE}", text)
    text = _LINK.sub(lambda m: f"<{m[2]}|{m[1]}>", text)
    text = _MARKER.sub(lambda m: f"<{url}|[{m[1]}]>" if (url := link(int(m[1]))) else m[0], text)
    return _QUOTE.sub(">", text).replace(_BREAK, "\n").replace(_STAR, "*")


def _plain(text: str) -> str:
    return text.replace("**", "").replace(_STAR, "")


def _table(match: re.Match[str]) -> str:
    """Slack's text has no tables: each row becomes a line of `column：value`, under its first cell."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in match[0].strip().splitlines()]
    heads, lines = rows[0], []
    for first, *rest in rows[2:]:
        lines.append(f"**{first}**" if first else "")
        for head, cell in zip(heads[1:], rest, strict=False):
            parts = [part.strip() for part in cell.split(_BREAK) if part.strip()]
            if len(parts) == 1:
                lines.append(f"- {head}：{parts[0]}")
            elif parts:
                lines += [f"- {head}：", *(f"  - {part}" for part in parts)]
    return "\n".join(lines) + "\n"


_MENTION = re.compile(r"<[@#!][^>]*>")
_ADDRESS = re.compile(r"<(?:https?|mailto)[^|>]*\|([^>]+)>|<((?:https?|mailto):[^>]+)>")


def from_slack(text: str) -> str:
    """What a person typed, without mentions and Slack's escapes."""
    text = _ADDRESS.sub(lambda m: m[1] or m[2], _MENTION.sub(" ", text))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
