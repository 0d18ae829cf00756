"""What a person tells about himself or herself, as the fields of an eligibility profile.

Only what is said: nothing is assumed that the words do not bear, except that a month without a day is its first day
and a year of graduation without a month is 1 July (both said in `assumed`, which answers repeat).
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.questions.achievements import read_achievements
from assistant.questions.days import Span, read_days
from assistant.questions.levels import Mention
from assistant.questions.wording import numeral

_DEGREES = (
    ("博士", r"博士(?:研究生|学位)?"),
    ("硕士", r"硕士(?:研究生|学位)?|(?<!博士)研究生(?!导师|或)|硕(?=毕业|读完)"),
    ("大学本科", r"(?:大学)?本科(?:生|学历)?|学士(?:学位)?"),
    ("大学专科", r"(?:大学)?专科|大专"),
    ("高职", r"高职"),
    ("预备技师（技师）班", r"预备技师\(?(?:技师)?\)?班?|技师班"),
    ("高级工班", r"高级工班"),
    ("中级工班", r"中级工班"),
    ("中等职业学校", r"中等职业学校|(?:中专|职高|中职)(?=毕业|学历|文凭|生|读完|出身|,)"),
)
_NUMBER = r"(\d+(?:\.\d+)?|半)"
_YEARS = rf"{_NUMBER}年(半)?(?:多|整|有余|左右)?"
_WORK = r"(?:干了?|做了?|从事|工作了?|搞了?|专职|从业|任职|在岗|一直|参加工作|研发|开发|入行)"
_DATED_START = re.compile(r"(?:参加工作|入职|开始|入行|上班|起(?:一直)?(?:从事|做|干|搞)|到现在|至今|以来)")


@dataclass
class Facts:
    """A profile in the contract's form, where each fact stands, and what was assumed."""

    profile: dict[str, Any] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)


def _years(match_number: str, half: str | None) -> float:
    return (numeral(match_number) or 0.0) + (0.5 if half else 0.0)


def _dated(span: Span, assumed: list[str], what: str, day_of_year: tuple[int, int]) -> str:
    if span.is_day:
        return span.first.isoformat()
    if span.is_year:
        assumed.append(f"{what}只说了{span.first.year}年，按{span.first.year}年{day_of_year[0]}月{day_of_year[1]}日计")
        return date(span.first.year, *day_of_year).isoformat()
    assumed.append(f"{what}只说了{span.first.year}年{span.first.month}月，按当月1日计")
    return span.first.isoformat()


def read_facts(text: str, mentions: list[Mention], today: date, target: Mention | None) -> Facts:
    """Degrees, titles, years, dates and achievements in a plain text with Arabic numerals."""
    facts = Facts()
    days = read_days(text, today)
    used: set[int] = set()
    _read_degrees(text, facts, days, used, mentions)
    _read_titles(text, facts, days, used, mentions, target)
    _read_experience(text, facts, days, used)
    _read_rest(text, facts)
    _whole_career(text, facts)
    return facts


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
        and re.search(r"一直|毕业后(?:就|便|即)?(?:从事|做|干|在|进|到)|毕业就|毕业以后", text)
    ):
        profile["experience"] = [{"start": min(graduated), "end": None}]


def _read_degrees(text: str, facts: Facts, days: list[Span], used: set[int], mentions: list[Mention]) -> None:
    found: list[dict[str, Any]] = []
    taken: list[tuple[int, int]] = []
    for level, pattern in _DEGREES:
        for match in re.finditer(pattern, text):
            start, end = match.span()
            if any(s < end and start < e for s, e in taken):
                continue
            taken.append((start, end))
            before, after = text[max(0, start - 8) : start], text[end : end + 24]
            before, after = re.split("[,。;!?]", before)[-1], re.split("[。;!?]", after)[0]
            if re.search(r"(?:没有?|无|不是|未|没读|没上)(?:过|有|读|上)?$", before) or re.match(
                r"(?:在读|没毕业|未毕业|还没毕业|导师|院校)", after
            ):
                facts.spans.append((start, end))
                continue
            degree: dict[str, Any] = {"level": level}
            clause_after = re.split("[,]", after)[0]
            years = re.match(
                rf"(?:学位|学历|文凭|生)?(?:毕业)?(?:了|后|之后|以后|就|已|已经|都|到现在|至今|快|整|刚满|刚好|满|刚)*(?:{_WORK}[^,。;?!\d]{{0,12}})?{_YEARS}",
                clause_after,
            )
            for i, day in enumerate(days):
                gap_after, gap_before = day.start - end, start - day.end
                graduated_after = 0 <= gap_after <= 6 and re.match(
                    r"(?:[^,。;\d]{0,4})?毕业", text[day.end : day.end + 8]
                )
                graduated_behind = 0 <= gap_after <= 8 and re.search(r"毕业(?:于|时间)?[是为]?$", text[end : day.start])
                graduated_before = 0 <= gap_before <= 6 and re.match(
                    r"(?:研究生|学位|学历|生)*(?:毕业|读完|拿到)", text[end : end + 8]
                )
                obtained = 0 <= gap_before <= 6 and re.search(
                    r"(?:取得|拿到|获得|读完|拿的?)[^,]{0,3}$", text[day.end : start]
                )
                if (
                    i not in used
                    and (graduated_after or graduated_behind or graduated_before or obtained)
                    and day.text not in ("今天", "现在", "目前")
                ):
                    degree["graduated"] = _dated(day, facts.assumed, f"{level}毕业时间", (7, 1))
                    used.add(i)
                    break
            if (
                years
                and "graduated" not in degree
                and not re.match(r"(?:学位|学历)?(?:要|需|得|满|应|须)", clause_after)
            ):
                degree["years"] = _years(years.group(1), years.group(2))
            elif re.match(r"(?:刚|才|今年)?(?:刚)?毕业(?!\d)", clause_after) and re.search(
                r"(?:刚|才|应届)", before[-4:] + clause_after[:3]
            ):
                degree["years"] = 0.0
            found.append(degree)
            facts.spans.append((start, end + (years.end() if years and "years" in degree else 0)))
    if found:
        best: dict[str, dict[str, Any]] = {}
        for degree in found:
            best[degree["level"]] = {**best.get(degree["level"], {}), **degree}
        facts.profile["education"] = list(best.values())


_NO_TITLE = re.compile(
    r"(?:没有?|无|未|还没有?|从没|从来没有?|没有过)(?:评过?|取得过?|拿过?|考过?|申请过?|有)?(?:任何|别的|其他|什么|啥)?(?:级别的?)?(?:专业技术)?(?:学历和)?职称|(?:没|未|还没)评过|无职称|职称(?:也|都)?(?:没有|没评|没有评过|还没评|为零|一个没有|是空白)|零职称"
)


def _read_titles(
    text: str, facts: Facts, days: list[Span], used: set[int], mentions: list[Mention], target: Mention | None
) -> None:
    titles: list[dict[str, Any]] = []
    denied = bool(_NO_TITLE.search(text))
    for mention in mentions:
        if mention is target or mention.role == "wanted":
            continue
        if mention.role == "denied":
            denied = True
            continue
        if mention.role == "open":
            continue
        rank = mention.ranks[-1]
        title: dict[str, Any] = {"level": rank}
        if mention.title:
            title["name"] = mention.title
        around = text[max(0, mention.start - 12) : mention.start]
        near = re.split("[,。;!?]", around)[-1]
        if re.search(r"非(?:本|工程|人工智能|金融科技|中职|教师|中等职业)", near) or re.match(
            r"[^,。;?!]{0,6}\(?非", text[mention.end : mention.end + 8]
        ):
            title["series"] = "其他系列"
        elif found := re.search(
            r"(工程|经济|会计|审计|统计|农业|卫生|教师|科研|研究|高校|中小学|翻译|新闻|出版|艺术|政工)(?:系列|类|技术|师)?(?:的|\()?$",
            near,
        ) or re.match(r"(经济|会计|审计|统计|农艺|政工)师", text[mention.end :]):
            title["series"] = found.group(1)
        elif re.search(r"人工智能|ai", near):
            title |= {"series": "工程", "specialty": "人工智能"}
        elif "金融科技" in near:
            title |= {"series": "工程", "specialty": "金融科技"}
        elif mention.title and "工程师" in mention.title:
            title["series"] = "工程"
        after = re.sub(r"^(?:\)|[^,。;?!]{2}师)", "", text[mention.end : mention.end + 30])
        years = re.match(
            rf"(?:\([^)]*\))?(?:的)?(?:职称|资格|证书|证|职务)?(?:[,])?(?:也|都|已经|已|才|就|刚)?(?:拿了|拿到|取得了?|评上了?|评下来|到手|评了|满了?|当了|干了|做了|有|任|聘了|后|之后|以来|又|一直|继续|{_WORK}|人工智能|ai|快|整|差不多)*(?:[^,。;?!\d]{{0,8}})?{_YEARS}",
            after,
        )
        for i, day in enumerate(days):
            gap_before, gap_after = mention.start - day.end, day.start - mention.end
            if i in used or day.text in ("今天", "现在", "目前"):
                continue
            before_ok = (
                0 <= gap_before <= 12
                and not re.search("[,。;?!]", text[day.end : mention.start])
                and not re.search(r"毕业|参加工作|入职", text[day.end : mention.start])
            )
            after_ok = (
                0 <= gap_after <= 8
                and re.search(r"(?:是|职称|证|,)?(?:于|在)?$", text[mention.end : day.start])
                and re.match(r"(?:取得|拿|评|获|下|到手|的)", text[day.end : day.end + 3])
            )
            if before_ok or after_ok:
                title["obtained"] = _dated(day, facts.assumed, f"取得{mention.title or rank}的时间", (12, 31))
                used.add(i)
                break
        if years and "obtained" not in title:
            title["years"] = _years(years.group(1), years.group(2))
            facts.spans.append((mention.end, mention.end + years.end()))
        titles.append(title)
        facts.spans.append((mention.start, mention.end))
    if titles:
        merged: dict[str, dict[str, Any]] = {}
        for title in titles:  # 我是助理工程师，取得助工后干了4年: one title
            merged[title["level"]] = {**title, **merged.get(title["level"], {})}
        facts.profile["titles"] = list(merged.values())
    elif denied:
        facts.profile["titles"] = []
    if match := _NO_TITLE.search(text):
        facts.spans.append(match.span())


def _covered(facts: Facts, start: int, end: int) -> bool:
    return any(s < end and start < e for s, e in facts.spans)


def _read_experience(text: str, facts: Facts, days: list[Span], used: set[int]) -> None:
    profile = facts.profile
    for i, day in enumerate(days):
        after = re.split("[,。;!?]", text[day.end : day.end + 20])[0]
        if i in used or day.text in ("今天", "现在", "目前"):
            continue
        if re.match(r"(?:[^\d]{0,12})(?:参加工作|入职|入行|上班|开始|起)", after) or (
            re.search(r"(?:从|自)$", text[: day.start]) and _DATED_START.search(after)
        ):
            profile.setdefault("experience", []).append(
                {"start": _dated(day, facts.assumed, "参加工作时间", (1, 1)), "end": None}
            )
            used.add(i)
            facts.spans.append((day.start, day.end))
    patterns = (
        rf"{_WORK}[^,。;?!\d]{{0,14}}?{_YEARS}(?!内|以内|期)",
        rf"{_YEARS}(?:的)?[^,。;?!\d]{{0,10}}?(?:经验|工龄|工作经历|工作年限|从业|相关工作|工作了)",
        rf"(?:经验|工龄|工作年限|年限|经历)(?:有|是|为|满|已经|也)*{_YEARS}",
    )
    for pattern in patterns:
        for match in re.finditer(pattern, text):
            if "experience_years" in profile or _covered(facts, *match.span()):
                continue
            if re.search(
                r"(?:企业|班主任|再等|再过|再干|还差|还要|要|需|满足|应|须|至少|差)[^,。;?!]{0,3}$",
                text[: match.start()],
            ) or (re.match(r"(?:够|行不|可以吗)", text[match.end() :]) and not re.search(_WORK, match.group())):
                continue
            numbers = [g for g in match.groups() if g]
            profile["experience_years"] = _years(numbers[0], numbers[1] if len(numbers) > 1 else None)
            facts.spans.append(match.span())


def _read_rest(text: str, facts: Facts) -> None:
    profile = facts.profile
    rest = {
        "enterprise_years": rf"(?:企业|公司)(?:里|工作|干|待|实践|经历|做)[^,。;?!\d]{{0,6}}{_YEARS}|{_YEARS}(?:以上)?企业(?:工作)?(?:经历|经验)",
        "homeroom_years": rf"班主任[^,。;?!\d]{{0,6}}{_YEARS}|{_YEARS}班主任",
        "teaching_hours": r"(?:课时|主讲)[^,。;?!\d]{0,8}(\d+)()(?:个)?(?:学时|课时)",
        "training_hours": r"继续教育[^,。;?!\d]{0,8}(\d+)()(?:个)?(?:学时|课时)",
    }
    for name, pattern in rest.items():
        if match := re.search(pattern, text):
            numbers = [g for g in match.groups() if g]
            if not numbers or re.search(r"(?:要|需|得|应|须)(?:满|够|当)?$", text[: match.start()]):
                continue
            value = _years(numbers[0], "半" if "半" in numbers[1:] else None)
            profile[name] = value
            facts.spans.append(match.span())
            if name == "enterprise_years" and profile.get("experience_years") == value:
                del profile["experience_years"]
    if match := re.search(
        r"(\d+)(?:个|名|位)?正高[^,。;?!]{0,8}(?:推荐|举荐|写推荐)|(?:有|找了?|找到)(\d+)(?:个|名|位)[^,。;?!]{0,10}(?:推荐)",
        text,
    ):
        profile["recommenders"] = int(match.group(1) or match.group(2))
        facts.spans.append(match.span())
    if achievements := read_achievements(text):
        profile["achievements"] = achievements
