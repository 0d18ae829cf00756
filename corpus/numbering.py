"""The numbers that Chinese documents print before a provision: reading, ranking, normalising.

Knows one line at a time; how numbers nest into a tree is parsing's business.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
HAN = "零〇一二三四五六七八九十百"


def han_to_int(text: str) -> int:
    """`二十三` -> 23. Raises ValueError when it is not a Chinese number below 1000."""
    if not text or any(c not in HAN + "两" for c in text):
        raise ValueError(f"not a Chinese number: {text!r}")
    total, digit = 0, None
    for char in text:
        if char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        else:
            digit = _DIGITS[char]
    return total + (digit or 0)


def int_to_han(number: int) -> str:
    """23 -> `二十三`; for 1 to 999."""
    if not 0 < number < 1000:
        raise ValueError(f"outside 1 to 999: {number}")
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = digits[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones else "")


class Style(IntEnum):
    """Numbering styles from the outside in; a deeper style never contains a shallower one."""

    ANNEX = 0  # 附件1
    CHAPTER = 1  # 第一章
    ARTICLE = 2  # 第一条
    HAN = 3  # 一、
    HAN_BRACKET = 4  # （一）
    ARABIC = 5  # 1.
    ARABIC_BRACKET = 6  # （1）


@dataclass(frozen=True, slots=True)
class Label:
    """A number as printed (full-width brackets), and the form it takes in a clause id."""

    style: Style
    number: int
    printed: str
    component: str


_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (Style.ANNEX, re.compile(r"附\s*件\s*(\d*)(?=\s|$)")),
    (Style.CHAPTER, re.compile(rf"第([{HAN}]+)章")),
    (Style.ARTICLE, re.compile(rf"第([{HAN}]+)条")),
    (Style.HAN, re.compile(rf"([{HAN}]+)、")),
    (Style.HAN_BRACKET, re.compile(rf"[（(]([{HAN}]+)[）)]")),
    (Style.ARABIC, re.compile(r"(\d{1,3})[.．](?!\d)")),
    (Style.ARABIC_BRACKET, re.compile(r"[（(](\d{1,3})[）)]")),
)

_PRINTED = {
    Style.ANNEX: "附件{}",
    Style.CHAPTER: "第{}章",
    Style.ARTICLE: "第{}条",
    Style.HAN: "{}、",
    Style.HAN_BRACKET: "（{}）",
    Style.ARABIC: "{}.",
    Style.ARABIC_BRACKET: "（{}）",
}


def make_label(style: Style, number: int) -> Label:
    """The label of the number-th provision in a style; annex 0 is the only annex, `附件`."""
    if style is Style.ANNEX:
        value = str(number or "")
    else:
        value = str(number) if style in (Style.ARABIC, Style.ARABIC_BRACKET) else int_to_han(number)
    printed = _PRINTED[style].format(value)
    return Label(style, number, printed, printed.rstrip("、."))


def read_label(line: str) -> tuple[Label, str] | None:
    """The label that a line opens with and the rest of the line, or None where it opens with none."""
    for style, pattern in _PATTERNS:
        if match := pattern.match(line):
            value = match.group(1)
            number = int(value or 0) if value.isascii() else han_to_int(value)
            return make_label(style, number), line[match.end() :].strip()
    return None


def paragraph_component(number: int) -> str:
    """The id of the number-th unnumbered paragraph: `第二款`."""
    return f"第{int_to_han(number)}款"


_FOLD = str.maketrans("【】〔〕［］「」〈〉", "[][][]“”《》")


def fold(text: str) -> str:
    """One form for brackets, digits, widths and spaces: `［２０２０］  １７号（三）` -> `[2020] 17号(三)`."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).translate(_FOLD)).strip()
