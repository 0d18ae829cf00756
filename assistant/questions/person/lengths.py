"""Stretches of time that a person tells as past: 干了7年半, 满8年了, 1年零3个月, 半年; what a rule asks for is none.

Knows only the words around a length. What it measures (a degree, a title, work) is for the reader of facts to say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.questions.wording import numeral, shown

_LENGTH = re.compile(
    r"(?<![\d.第])(?:(\d+(?:\.\d+)?)(?:多|来)?年(?:(半)|(?:零|又|加)?(\d+)个月)?|(\d+)个(半)?月|(半)年)(?:半)?(?:多|整|有余|左右|出头|余|上下)*"
)
# A length that is asked for, planned or repeated, and not lived through.
_NOT_LIVED_BEFORE = re.compile(
    r"(?:再等|再过|再干|再熬|再做|(?:^|[再等那])过|等|差|(?<!主)(?<!重)要|要求|需|须|(?<![取获觉懂])得|应|必须|规定|满足|至少|最少|不少于|不低于|每|隔|延长?|延期|最长|不超过|"
    r"期限|合同期|有效期|近|(?<![之以此先])前|未来|限)(?:个|干|做|满|够|工作|不多|了|是|为|约)*$"
)
_NOT_LIVED_AFTER = re.compile(r"(?:之内|以内|内|期(?!间)|制|级|以前|之前|前|1次|一次|才|以下|方可|后(?:呢|再|能|可以))")
# 毕业第4年: three years are over; 还差1年满5年: four are.
_ORDINAL = re.compile(r"(?<=第)([1-9]\d?|[一二三四五六七八九十]{1,2})(?:个)?年(?!级|度)(?:头|里)?")
_SHORT_OF = re.compile(r"(?:还|就|只)?差(?:着)?(\d+)(年|个月)(?:就|才|便)?(?:能|可以)?(?:满|到|够)(\d+)年")
_BELOW = re.compile(r"(?:不到|未满|不满|不足|没到|没满|快|将近|接近|快要|马上|眼看)(?:满|到|有)?$")
_A_LITTLE = 0.1


@dataclass(frozen=True, slots=True)
class Length:
    """So many years, and where they stand; `below` says that the number itself is not reached (快5年了)."""

    years: float
    start: int
    end: int
    below: bool

    @property
    def counted(self) -> float:
        """The years to reckon with."""
        return round(self.years - _A_LITTLE, 2) if self.below else self.years


def read_lengths(text: str) -> list[Length]:
    """The stretches of past time in a plain text with Arabic numerals, in order."""
    return sorted(_lengths(text), key=lambda length: length.start)


def _lengths(text: str) -> Iterator[Length]:
    short = [(m.span(), _lacking(m)) for m in _SHORT_OF.finditer(text)]
    for (start, end), years in short:
        yield Length(years, start, end, False)
    for match in _ORDINAL.finditer(text):
        if not re.search(r"(?:满|到|需|要求)[^,]{0,3}第$", text[: match.start()]):
            yield Length(max(0.0, (numeral(match.group(1)) or 1) - 1), match.start(), match.end(), False)
    for match in _LENGTH.finditer(text):
        if any(start < match.end() and match.start() < end for (start, end), _ in short):
            continue
        years = _years(match)
        clause = re.split("[,。;!?]", text[: match.start()])[-1]
        below = bool(_BELOW.search(clause))
        if years > 60 or (not below and _NOT_LIVED_BEFORE.search(clause)) or _NOT_LIVED_AFTER.match(text, match.end()):
            continue
        yield Length(years, match.start(), match.end(), below and years > _A_LITTLE)


def _lacking(match: re.Match[str]) -> float:
    by = int(match.group(1)) / (1 if match.group(2) == "年" else 12)
    return round(max(0.0, int(match.group(3)) - by), 2)


def _years(match: re.Match[str]) -> float:
    whole, half, months, only_months, half_month, half_year = match.groups()
    if half_year:
        return 0.5
    if only_months:
        return round((int(only_months) + (0.5 if half_month else 0)) / 12, 2)
    return round((numeral(whole) or 0.0) + (0.5 if half else 0.0) + int(months or 0) / 12, 2)


def told_below(length: Length) -> str:
    """How a length that is nearly reached was reckoned, for the answer."""
    return f"“不到{shown(length.years)}年”按{shown(length.counted)}年计"
