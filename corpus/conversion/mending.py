"""Lines as a scan or a converter left them -> blocks of policy.md. Mends form, never words."""

import re
from collections.abc import Iterable

from corpus.numbering import Style, read_label

_CJK = "一-鿿"
_WIDE = f"{_CJK}，。；：、（）“”《》〔〕"
_LINK = re.compile(r"(<?https?://[^\s>)）]+>?)")
_DEPTH = {
    Style.ANNEX: 1,
    Style.CHAPTER: 2,
    Style.HAN: 2,
    Style.HAN_BRACKET: 3,
    Style.ARABIC: 4,
}


def mend_line(line: str) -> str:
    """One line: converter's marks and stray spaces gone, half-width marks beside Chinese made full-width."""
    text = re.sub(r"^\s*#+\s*", "", line).replace("**", "").strip()
    text = re.sub(r"^[-*+•]\s+(?=[(\d（《“])", "", text)
    text = re.sub(rf"(?<=[{_CJK}])\s+and\s+(?=[{_CJK}])", "和", text)
    text = re.sub(rf"(?<=[{_WIDE}])\s+(?=\S)|(?<=\S)\s+(?=[{_WIDE}])", "", text)
    parts = _LINK.split(text)
    for place, part in enumerate(parts):
        parts[place] = part.strip("<>") if place % 2 else _full_width(part)
    return re.sub(r"^(\d{1,3})[.．]\s*(?!\d)", r"\1.", "".join(parts))


def _full_width(text: str) -> str:
    if not re.search(rf"[{_CJK}]", text):
        return text
    return re.sub(r"\[(\d{4})\]", r"〔\1〕", text.translate(str.maketrans(",;:()", "，；：（）")))


def mend(lines: Iterable[str], wrapped: bool) -> list[str]:
    """Lines -> blocks; where lines are wrapped, one goes on until a number, or a sentence's end before a blank line."""
    joined: list[str] = []
    after_blank = True
    for raw in lines:
        line = mend_line(raw)
        if not line or re.fullmatch(r"[—\-\s]*\d*[—\-\s]*", line):  # blank, or a page number
            after_blank = True
            continue
        begins = not joined or not wrapped or read_label(line) is not None or raw.lstrip().startswith("#")
        ended = bool(joined) and after_blank and (joined[-1][-1] in "。；：" or _is_title(joined[-1]))
        if begins or ended:
            joined.append(line)
        else:
            joined[-1] += line
        after_blank = False
    return [_as_block(line) for line in joined]


def _is_title(block: str) -> bool:
    """A numbered line without a sentence in it: `（一）基本条件`."""
    return read_label(block) is not None and len(block) <= 40 and not re.search("[，。；：]", block)


def _as_block(block: str) -> str:
    labelled = read_label(block)
    if labelled is None:
        return block
    label, rest = labelled
    if label.style in _DEPTH and _is_title(block):
        gap = " " if label.style in (Style.CHAPTER, Style.ANNEX) else ""
        return f"{'#' * _DEPTH[label.style]} {label.printed}{gap}{rest}"
    return f"{label.printed}{' ' if label.style is Style.ARTICLE else ''}{rest}"
