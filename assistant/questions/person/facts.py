"""What a person tells about himself or herself, as the fields of an eligibility profile.

Only what is said: nothing is assumed that the words do not bear, except that a month without a day is its first day
and a year of graduation without a month is 1 July (both said in `assumed`, which answers repeat).
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.questions.days import Span, add_years, read_days
from assistant.questions.levels import Mention
from assistant.questions.person.achievements import read_achievements
from assistant.questions.person.claims import read_claims
from assistant.questions.person.degrees import read_degrees
from assistant.questions.person.lengths import Length, read_lengths, told_below
from assistant.questions.person.schooling import read_schooling
from assistant.questions.person.titles import read_titles
from assistant.questions.person.told import NOW, Facts, Told, dated

__all__ = ["Facts", "read_facts"]

_WORK = re.compile(
    r"干|做|从事|工作|搞|专职|从业|任职|在岗|一直|参加工作|研发|开发|入行|上班|当|带|教(?!育|师)|管|写|画|经验|工龄|年限|经历|打工|负责|维护|运维|设计|毕业"
)
_DATED_START = re.compile(r"(?:参加工作|入职|开始|入行|上班|起(?:一直)?(?:从事|做|干|搞)|到现在|至今|以来)")
_HOLDS = re.compile(r"当|任|拿|评|取得|聘|后|以来|持|到手|在手|又|继续|满|快|证|(?:师|讲)[，,]?$")
_EARLIER = re.compile("之前|以前|此前|前面|先前|先(?!进)")  # work before the title that is told
_GOES_ON = re.compile("又|后来|之后|然后|再|接着|转(?:到|去|做|行)?")  # work that follows on work told before
_UNBROKEN = re.compile(
    r"一直|始终|持续|(?:没|未|从未|不)(?:有)?(?:间断|中断|断|停|离开|换|挪)(?!吗)|至今|到现在|到今[年天]|到目前|在岗"
)
_BROKEN = re.compile(r"歇|停了|待业|空窗|(?<![没未])(?<!没有)(?:中断|断)过|断了|转行|改行|离职|辞职|休息了|生孩子|中间")
_SINCE_DEGREE = re.compile(r"毕业后(?:就|便|即)?(?:从事|做|干|在|进|到)|毕业(?:就|进)|毕业以后")


def read_facts(text: str, mentions: list[Mention], today: date, target: Mention | None) -> Facts:
    """Degrees, titles, years, dates and achievements in a plain text with Arabic numerals."""
    facts = Facts()
    days = read_days(text, today)
    used: set[int] = set()
    degrees = read_degrees(text, facts, days, used, today)
    titles = read_titles(text, mentions, target, facts, days, used, today)
    read_schooling(text, facts)
    _read_start(text, facts, days, used)
    _measure(text, facts, days, degrees, titles, today)
    _unbroken(text, titles, today)
    for name, told in (("education", degrees), ("titles", titles)):
        if told:
            facts.profile[name] = _once_each(told)
    read_claims(text, facts)
    if achievements := read_achievements(text):
        facts.profile["achievements"] = [*facts.profile.get("achievements", ()), *achievements]
    _whole_career(text, facts)
    return facts


def _once_each(told: Sequence[Told]) -> list[dict[str, Any]]:
    """我是助理工程师，取得助工后干了4年: one title, with all that is said of it."""
    merged: dict[str, dict[str, Any]] = {}
    for one in told:
        merged[one.data["level"]] = {**one.data, **merged.get(one.data["level"], {})}
    return list(merged.values())


def _measure(text: str, facts: Facts, days: list[Span], degrees: list[Told], titles: list[Told], today: date) -> None:
    """Each length of time goes to the title or degree it is counted from; else it is work in all."""
    earlier = 0.0
    for length in read_lengths(text):
        if facts.covers(length.start, length.end) or any(d.start < length.end and length.start < d.end for d in days):
            continue
        sentence = max(text.rfind(mark, 0, length.start) for mark in "。;!?") + 1
        title = _last([t for t in titles if sentence <= t.start], length) or _next(titles, length, text)
        degree = _last([d for d in degrees if sentence <= d.start], length)
        if titles and _EARLIER.search(_clause_before(text, length)) and _is_work(text, length, True):
            earlier += length.counted
        elif title and (degree is None or degree.start < title.start) and _counts_from_title(text, title, length):
            if _is_career(text, title, length):
                _add(facts.profile, "experience_years", text, length)
            elif "obtained" not in title.data:
                _add(title.data, "years", text, length)
        elif degree and _counts_from_degree(text, degree, length):
            if length.counted <= _years_since(degree.data.get("graduated"), today):
                _add(degree.data, "years", text, length)
        elif _is_work(text, length, bool(degrees or titles)):
            _add(facts.profile, "experience_years", text, length)
        else:
            continue
        facts.spans.append((length.start, length.end))
        if length.below:
            facts.assumed.append(told_below(length))
    since = [float(t.data["years"]) for t in titles if "years" in t.data]
    if earlier and since:  # 助工两年，之前干四年
        facts.profile.setdefault("experience_years", round(earlier + max(since), 2))


def _add(told: dict[str, Any], field: str, text: str, length: Length) -> None:
    """The first length told counts; one that goes on after it (又干了3年) is added."""
    if field not in told:
        told[field] = length.counted
    elif _GOES_ON.search(_clause_before(text, length)):
        told[field] = round(told[field] + length.counted, 2)


def _is_career(text: str, title: Told, length: Length) -> bool:
    """`助工3年，工作满8年`: a title measures one length; a longer one in a clause of its own is all the work there is."""
    clause = _clause_before(text, length)
    return (
        length.counted >= title.data.get("years", 99.0)
        and title.end < length.start - len(clause)
        and not _GOES_ON.search(clause)
        and not re.search("聘|任|后|以来", clause)
        and _is_work(text, length, False)
    )


def _years_since(day: str | None, today: date) -> float:
    """The years gone by since a day, rounded down; without a day there is no bound."""
    if day is None:
        return 99.0
    since = date.fromisoformat(day)
    whole = today.year - since.year - ((today.month, today.day) < (since.month, since.day))
    return whole + int((today - add_years(since, whole)).days / 36.6) / 10


def _unbroken(text: str, titles: list[Told], today: date) -> None:
    """`2021年3月评上工程师，到现在一直没离开这行`: all the time since the title is work."""
    for title in titles:
        after = text[title.end :]
        if (
            "obtained" in title.data
            and "years" not in title.data
            and _UNBROKEN.search(after)
            and not _BROKEN.search(after)
        ):
            title.data["years"] = _years_since(title.data["obtained"], today)


def _clause_before(text: str, length: Length) -> str:
    return re.split("[,。;!?]", text[: length.start])[-1]


def _last(told: Sequence[Told], length: Length) -> Told | None:
    return max((t for t in told if t.end <= length.start), key=lambda t: t.start, default=None)


def _next(told: Sequence[Told], length: Length, text: str) -> Told | None:
    """`当了6年讲师`: the length stands before what it measures."""
    return next(
        (t for t in told if re.fullmatch("的|了|了的", text[length.end : t.start]) or t.start == length.end), None
    )


def _counts_from_title(text: str, title: Told, length: Length) -> bool:
    if title.start >= length.end:
        return True
    gap = text[title.end : length.start]
    if "毕业" in gap:
        return False
    pieces = gap.split(",")
    return len(pieces) == 1 or any(_HOLDS.search(piece) for piece in pieces)


def _counts_from_degree(text: str, degree: Told, length: Length) -> bool:
    """`硕士毕业后7年` and `硕士7年` tell; `硕士毕业要满7年吗` asks."""
    gap = text[degree.end : length.start]
    if re.search(r"(?<!主)要|需|须|规定", re.split("[,。;!?]", text[: length.start])[-1]):
        return False
    return "毕业" in text[degree.start : length.end] or bool(re.fullmatch("(?:学位|学历|文凭|生)?", gap))


def _is_work(text: str, length: Length, anchored: bool) -> bool:
    """Whether a length that is counted from nothing else is work: its clause says so, or a degree or title is told."""
    before = re.split("[,。;!?]", text[: length.start])[-1]
    after = re.split("[,。;!?]", text[length.end :])[0]
    if "年" not in text[length.start : length.end] and not anchored:
        return False  # so many months are what a subsidy counts
    if re.search(r"(?<!主)要|需|须|规定|几|才", before) or re.match(
        r"合同|任期|聘期|公示|补贴|失业|社保|养老|缴费", after
    ):
        return False
    works = bool(_WORK.search(before) or re.match(r"(?:以上)?(?:的)?[^\d]{0,10}(?:经验|工龄|经历|从业|工作)", after))
    if re.match(r"(?:够|行不|可以吗)", after) and not works:
        return False
    return works or (anchored and (not before or bool(re.search(r"了|已|满|整|共|多", before[-6:] + after[:2]))))


def _whole_career(text: str, facts: Facts) -> None:
    """`硕士毕业3年一直做大模型` tells the whole career; `2020年7月毕业后一直从事` its first day."""
    profile = facts.profile
    degrees = profile.get("education") or []
    years = [float(d["years"]) for d in degrees if d.get("years") is not None]
    if years and "experience_years" not in profile and "experience" not in profile:
        profile["experience_years"] = max(years)
    graduated = [d["graduated"] for d in degrees if d.get("graduated")]
    if (
        graduated
        and not {"experience", "experience_years"} & set(profile)
        and (_SINCE_DEGREE.search(text) or _UNBROKEN.search(text))
        and not _BROKEN.search(text)
    ):
        profile["experience"] = [{"start": min(graduated), "end": None}]


def _read_start(text: str, facts: Facts, days: list[Span], used: set[int]) -> None:
    """The day on which work began: 2019年3月入职."""
    for place, day in enumerate(days):
        after = re.split("[,。;!?]", text[day.end : day.end + 20])[0]
        if place in used or day.text in NOW:
            continue
        if re.match(r"(?:[^\d]{0,12})(?:参加工作|入职|入行|上班|开始|起)", after) or (
            re.search(r"(?:从|自)$", text[: day.start]) and _DATED_START.search(after)
        ):
            facts.profile.setdefault("experience", []).append(
                {"start": dated(day, facts.assumed, "参加工作时间", (1, 1)), "end": None}
            )
            used.add(place)
            facts.spans.append((day.start, day.end))
