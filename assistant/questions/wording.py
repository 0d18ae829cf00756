"""One form for what people type: widths, traditional characters, spaces, numerals before a unit.

Knows characters and numbers, nothing of policies.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

HAN_NUMERAL = "零〇一二两三四五六七八九十百千"
UNITS = (
    "个工作日|工作日|周岁|学时|课时|小时|个月|年半|年|月|天|日|岁|万元|元|块钱|块|万|项|篇|份|名|位|人|次|回|条|种|类|级|等次|等|批|部|期|"
    "个|%|分|届|家|倍|辆|户|门|场|张|轮|档|本|周|季度|学期|届"
)
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALE = {"十": 10, "百": 100, "千": 1000}
_BRACKETS = str.maketrans("【】［］〈〉「」", "[][]《》“”")


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def plain(text: str) -> str:
    """Half-width, simplified, lower case, spaces kept between Latin words only: what questions are read from."""
    text = unicodedata.normalize("NFKC", text).translate(_BRACKETS).lower()
    text = _simplifier().convert(text)
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"(?<![a-z0-9]) | (?![a-z0-9])", "", text)


def occurrences(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a word stands in a text, start and end, from left to right."""
    start = text.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + len(word))


def bare(text: str) -> str:
    """Without quotation marks and book-title marks, as `fold` leaves them out: for comparing words."""
    return re.sub(r"[“”‘’\"'《》]", "", text)


@cache
def fold(text: str) -> str:
    """A clause's words in the form questions are compared in (never shown)."""
    return re.sub(r"[\s“”‘’\"'《》]+", "", unicodedata.normalize("NFKC", text).lower())


def numeral(text: str) -> float | None:
    """`七`, `十二`, `两`, `半`, `50`, `1.5`, `三千` as a number; None when it is none."""
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    if text == "半":
        return 0.5
    if not text or any(c not in HAN_NUMERAL for c in text):
        return None
    if len(text) > 1 and all(c in _DIGIT for c in text):  # 二〇二一
        return float("".join(str(_DIGIT[c]) for c in text))
    total, digit = 0, None
    for char in text:
        if char in _SCALE:
            total, digit = total + (1 if digit is None else digit) * _SCALE[char], None
        else:
            digit = _DIGIT[char]
    return float(total + (digit or 0))


def shown(number: float) -> str:
    """7.0 -> `7`, 7.5 -> `7.5`."""
    return f"{number:g}"


# 一级教师, 二等奖 are names as they stand.
_NUMERAL = re.compile(rf"(?<![第0-9(几数好上{HAN_NUMERAL}])([{HAN_NUMERAL}]{{1,5}})(?=(?:来|多)?(?!级|等)(?:{UNITS}))")
# Words that begin with a numeral and count nothing.
_NOT_COUNTED = re.compile(
    r"一(?:次性|级市|般|定|样|直|起|些|下|条龙|类人|个人做|步步|年一|月一|人一|批次)|三方|四新|(?<=统)一|(?<=之)一(?!年)|(?<=一)一"
)


def arabic(text: str) -> str:
    """Chinese numerals before a unit as digits: `干了七年半` -> `干了7年半`; `（四）` and `第三条` stay."""

    def change(match: re.Match[str]) -> str:
        if _NOT_COUNTED.match(text, match.start()):
            return match.group()
        value = numeral(match.group(1))
        return match.group() if value is None else shown(value)

    return _NUMERAL.sub(change, _WEEKS.sub(_in_days, text))


# The documents count in days: 请一个礼拜 is 请7天.
_WEEKS = re.compile(
    rf"(?<![第上下每这那0-9.{HAN_NUMERAL}])(\d{{1,2}}|[{HAN_NUMERAL}]{{1,2}})个?(?:礼拜|星期)(?![一二三四五六日天几])"
)


def _in_days(match: re.Match[str]) -> str:
    value = numeral(match.group(1))
    return match.group() if value is None else f"{shown(7 * value)}天"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as a text states it; `text` is the place it stands."""

    value: float
    unit: str
    start: int
    end: int


_QUANTITY = re.compile(
    rf"(?<![\d.第〔\[-])(?:(\d+(?:,\d{{3}})*(?:\.\d+)?)|(?<![{HAN_NUMERAL}])([{HAN_NUMERAL}半]{{1,5}}))(?:余|来|多|几)?(?:个)?({UNITS})(半)?"
)
_SAME_UNIT = {"块": "元", "块钱": "元", "周岁": "岁", "个工作日": "工作日", "课时": "学时", "篇": "项", "份": "项", "条": "项",
              "名": "人", "位": "人", "天": "日", "年半": "年", "月": "个月", "种": "项"}  # fmt: skip


def quantities(text: str) -> Iterator[Quantity]:
    """Numbers with units in a plain text; 万元 becomes 元, 年半 adds a half."""
    for match in _QUANTITY.finditer(text):
        value = numeral((match.group(1) or match.group(2)).replace(",", ""))
        if value is None or _NOT_COUNTED.match(text, match.start()):
            continue
        unit = match.group(3)
        before = text[max(0, match.start() - 1) : match.start()]
        if (unit == "年" and value >= 1900) or (
            unit == "月" and (before == "年" or text[match.end() : match.end() + 1].isdigit())
        ):
            continue
        if unit == "日" and before in ("月", "."):
            continue
        if unit == "年半" or match.group(4):
            value += 0.5
        if unit in ("万元", "万"):
            value, unit = value * 10000, "元"
        yield Quantity(value, _SAME_UNIT.get(unit, unit), match.start(), match.end())
