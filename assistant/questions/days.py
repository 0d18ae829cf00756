"""Days and periods in what people write and in what clauses say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

# Two digits are a year only where a month or what happened in it follows: 21年3月, 19年毕业; 毕业10年 is a length.
_ERA = r"(?:(20\d\d|19\d\d|(?<![\d业了满作])[01289]\d(?=年(?:\d+月|底|初|(?:大学|本科|大专|专科|中专|高职|硕士|博士|研究生)*(?:毕业|读完)|评|拿|考|取得|入职|入行|参加))))"
_NUMERIC = re.compile(r"(?<!\d)((?:20|19)\d\d)[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_WORDED = re.compile(rf"{_ERA}年(?:(\d{{1,2}})月(?:(\d{{1,2}})[日号])?|(年?底)|(年?初)|(上半年)|(下半年))?")
_MONTH = re.compile(r"(?<![\d年])(\d{1,2})月(?:(\d{1,2})[日号])?(?!\d)")
_DAY = re.compile(r"(?<![\d月第])(\d{1,2})号(?=去|前|才|再|交|报|能|还|行|办)")
_RELATIVE = re.compile(
    r"(大前年|前年|去年|今年|明年|后年|上年|当年|本年)(?:(\d{1,2})月(?:(\d{1,2})[日号])?|(年?底)|(年?初)|(上半年)|(下半年))?"
)
_TODAY = re.compile(r"今天|现在|目前|当前|眼下|如今|今日|这会儿")
_LATER = re.compile(
    r"(?:再(?:等|过|干|熬|做)|等|(?<![干做当带待教])过)(?:了)?(\d+)(年|个月)|(\d+)(年|个月)(?:以后|之后|后)(?:呢|再|能|可以|我|报|评|就)"
)
_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "今年": 0, "当年": 0, "本年": 0, "明年": 1, "后年": 2}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days that a text names; first and last are the same for one day."""

    first: date
    last: date
    start: int
    end: int
    text: str

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    @property
    def is_year(self) -> bool:
        return (self.last - self.first).days > 300


def last_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def add_years(day: date, years: int, months: int = 0) -> date:
    """The same day so many years and months later; 28 February where there is no 29th."""
    month = day.month - 1 + months
    year, month = day.year + years + month // 12, month % 12 + 1
    return date(year, month, min(day.day, last_of(year, month).day))


def _span(match: re.Match[str], year: int, month: str | None, day: str | None, part: str = "") -> Span | None:
    try:
        if month and day:
            first = last = date(year, int(month), int(day))
        elif month:
            first, last = date(year, int(month), 1), last_of(year, int(month))
        elif "底" in part:
            first = last = date(year, 12, 31)
        elif "初" in part:
            first = last = date(year, 1, 1)
        elif part == "上半年":
            first, last = date(year, 1, 1), date(year, 6, 30)
        elif part == "下半年":
            first, last = date(year, 7, 1), date(year, 12, 31)
        else:
            first, last = date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None
    return Span(first, last, match.start(), match.end(), match.group())


def read_days(text: str, today: date) -> list[Span]:
    """Every day, month or year named in a plain text, in order. A month alone is of the last year named, else of this one."""
    found: list[Span] = []

    def keep(span: Span | None) -> None:
        if span and not any(s.start < span.end and span.start < s.end for s in found):
            found.append(span)

    for m in _NUMERIC.finditer(text):
        keep(_span(m, int(m.group(1)), m.group(2), m.group(3)))
    for m in _WORDED.finditer(text):
        year = int(m.group(1))
        if text[m.end() :].startswith(("第", "]", "〕")) or text[max(0, m.start() - 1) : m.start()] in (
            "[",
            "〔",
            "第",
        ):
            continue
        keep(
            _span(
                m,
                year + (2000 if year < 50 else 1900) if year < 100 else year,
                m.group(2),
                m.group(3),
                next((g for g in m.groups()[3:] if g), ""),
            )
        )
    for m in _RELATIVE.finditer(text):
        keep(
            _span(
                m, today.year + _YEARS[m.group(1)], m.group(2), m.group(3), next((g for g in m.groups()[3:] if g), "")
            )
        )
    for m in _LATER.finditer(text):
        number, unit = (m.group(1), m.group(2)) if m.group(1) else (m.group(3), m.group(4))
        day = add_years(today, int(number)) if unit == "年" else add_years(today, 0, int(number))
        keep(Span(day, day, m.start(), m.end(), m.group()))
    for m in _TODAY.finditer(text):
        keep(Span(today, today, m.start(), m.end(), m.group()))
    for m in _MONTH.finditer(text):
        before = [s for s in found if s.end <= m.start()]
        year = before[-1].first.year if before else today.year
        if 1 <= int(m.group(1)) <= 12:
            keep(_span(m, year, m.group(1), m.group(2)))
    for m in _DAY.finditer(text):
        before = [s for s in found if s.end <= m.start() and not s.is_year]
        in_month = before[-1].first if before else today
        keep(_span(m, in_month.year, str(in_month.month), m.group(1)))
    return sorted(found, key=lambda s: s.start)


_WINDOW = re.compile(r"(?:自|从|于)?$")


def windows_of(sentence: str, issued: date | None) -> Iterator[Span]:
    """The periods and last days that a sentence of a clause sets: 2020年7月1日至年底前, 截止日期为2021年7月31日, 自2021年1月起."""
    plain = sentence
    base = issued or date(2020, 1, 1)
    day = r"(?:(\d{4})年)?(?:(\d{1,2})月)(?:(\d{1,2})日)?"
    for m in re.finditer(rf"{day}至(?:(年底)|{day})", plain):
        year = int(m.group(1) or base.year)
        first = date(year, int(m.group(2)), int(m.group(3) or 1))
        if m.group(4):
            last = date(year, 12, 31)
        else:
            month = int(m.group(6))
            last = date(int(m.group(5) or year), month, int(m.group(7) or last_of(year, month).day))
        yield Span(first, last, m.start(), m.end(), m.group())
    for m in re.finditer(rf"(?:截止日期为|截至|实施期限至|有效期至|止于){day}|[于在]{day}前", plain):
        said_year, said_month, said_day = m.groups()[:3] if m.group(2) else m.groups()[3:]
        in_month = int(said_year or base.year), int(said_month)
        last = date(*in_month, int(said_day)) if said_day else last_of(*in_month)
        yield Span(date.min, last, m.start(), m.end(), m.group())
    for m in re.finditer(r"(\d{4})年底前", plain):
        yield Span(date.min, date(int(m.group(1)), 12, 31), m.start(), m.end(), m.group())
    for m in re.finditer(rf"自{day}起", plain):
        first = date(int(m.group(1) or base.year), int(m.group(2)), int(m.group(3) or 1))
        yield Span(first, date.max, m.start(), m.end(), m.group())
