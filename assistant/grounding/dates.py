"""Dates in plain text: where they stand, and whether something begins or ends there. Knows spelling only."""

import re

_YEAR = r"(?:(?<!\d)(?:19|20)\d\d|21\d\d)"
DATE = re.compile(
    rf"({_YEAR})年(\d{{1,2}})月(\d{{1,2}})[日号]|({_YEAR})-(\d{{1,2}})-(\d{{1,2}})(?!\d)|({_YEAR})[./](\d{{1,2}})[./](\d{{1,2}})(?!\d)"
    rf"|({_YEAR})年(\d{{1,2}})月|({_YEAR})年?(?:底|末)|({_YEAR})(?:年度|学年|年)|(?<!\d)(\d{{1,2}})月(\d{{1,2}})[日号]|(?:年底|年末)"
    r"|每月(\d{1,2})[日号]"
)


def date_of(match: re.Match[str], text: str, year: int) -> tuple[tuple[int, ...], int]:
    g = match.groups()
    for at in (0, 3, 6):
        if g[at]:
            return (int(g[at]), int(g[at + 1]), int(g[at + 2])), int(g[at])
    if g[9]:
        return (int(g[9]), int(g[10]), 0), int(g[9])
    if g[11]:
        return (int(g[11]), 12, 31), int(g[11])
    if g[12]:
        return (int(g[12]), 0, 0), int(g[12])
    if g[13]:
        return (0, int(g[13]), int(g[14])), year
    if g[15]:
        return (0, 0, int(g[15])), year
    return (year, 12, 31), year


def role_of(text: str, match: re.Match[str]) -> str:
    before, after = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 3]
    if re.search(r"(?:截止|截至|截止日期为|至|到|止于|最晚|直到)[为是:]?$", before) or re.match(
        r"(?:之?前|以前|止|截止|为止|到期)", after
    ):
        return "until"
    if re.search(r"(?:自|从|始于)$", before) or re.match(r"(?:起|开始|之?后|以后|以来)", after):
        return "from"
    return ""
