"""Whole lives, and what people tell of them.

`worlds` draws a person of whom everything is known, dated to the day; `partly_told` hides some of it, as people do:
years in place of dates, dates without work, fields left out. What is told never contradicts what is so.
"""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from assistant.eligibility.dates import DAYS_A_YEAR, Stretch, merged, since, years_and_days

FIRST, LAST = date(2000, 1, 1), date(2026, 12, 31)
DEGREES = ("中等职业学校", "大学专科", "大学本科", "硕士", "博士")
SKILLS = ("中级工班", "高级工班", "预备技师（技师）班")
RANKS = ("员级", "助理级", "中级", "副高级", "正高级")
SERIES = ("工程", "经济", "卫生", "中等职业学校教师")


def days(first: date = FIRST, last: date = LAST) -> st.SearchStrategy[date]:
    return st.dates(first, last)


@st.composite
def worlds(draw: st.DrawFn, lists: dict[str, Any], work_only_after_degree: bool = False) -> dict[str, Any]:
    """A profile with nothing left open. `lists` gives the numbers that the level's lists have."""
    as_of = draw(days(date(2012, 1, 1)))
    held = sorted(draw(st.sets(st.sampled_from(DEGREES + SKILLS), max_size=3)), key=_height)
    graduations = sorted(draw(st.lists(days(FIRST, as_of), min_size=len(held), max_size=len(held))))
    education = [{"level": d, "graduated": g} for d, g in zip(held, graduations, strict=True)]
    earliest = graduations[-1] if work_only_after_degree and graduations else FIRST
    starts = sorted(draw(st.lists(days(earliest, as_of), max_size=3)))
    experience = [
        {"start": s, "end": None if draw(st.booleans()) else min(s + timedelta(days=draw(st.integers(0, 4000))), as_of)}
        for s in starts
    ]
    titles = [
        {
            "level": draw(st.sampled_from(RANKS)),
            "series": draw(st.sampled_from(SERIES)),
            "specialty": draw(st.sampled_from(("人工智能", "金融科技", "机械"))),
            "obtained": draw(days(FIRST, as_of)),
            "from": draw(st.sampled_from(("评审", "评审", "职业资格"))),
        }
        for _ in range(draw(st.integers(0, 2)))
    ]
    results = []
    for _ in range(draw(st.integers(0, 3))):
        results.append(draw(typed_results(as_of, lists["achievements"])))
    return {
        "as_of": as_of,
        "education": education,
        "titles": titles,
        "experience": experience,
        "performance": draw(st.lists(st.sampled_from(lists["performance"]), max_size=2))
        if lists["performance"]
        else [],
        "achievements": results,
        "exceptional": draw(st.lists(st.sampled_from(lists["exceptional"]), max_size=1))
        if lists["exceptional"]
        else [],
        "recommenders": draw(st.integers(0, 3)),
        "enterprise_years": draw(st.sampled_from((0, 2.9, 3, 5))),
        "homeroom_years": draw(st.sampled_from((0, 1, 2.5, 3, 4))),
        "teaching_hours": draw(st.sampled_from((149, 150, 160))),
        "training_hours": draw(st.sampled_from((89, 90, 96))),
    }


@st.composite
def typed_results(draw: st.DrawFn, as_of: date, items: list[int]) -> dict[str, Any]:
    """One result with every attribute of its type; sometimes declared by its number instead."""
    common = {"count": draw(st.integers(1, 4)), "obtained": draw(days(FIRST, as_of)), "used": draw(st.booleans())}
    if items and draw(st.booleans()):
        return {"item": draw(st.sampled_from(items)), **common}
    rank = draw(st.integers(1, 5))
    attributes: dict[str, dict[str, Any]] = {
        "发明专利": {"rank": rank, "granted": draw(st.booleans())},
        "论文": {
            "author": draw(st.sampled_from(("第一作者", "通讯作者", "排名前三", "其他"))),
            "venue": draw(st.sampled_from(("核心期刊", "公开发行", "高水平会议", "顶级会议"))),
        },
        "标准": {
            "scope": draw(st.sampled_from(("国际", "国家", "行业", "地方", "团体"))),
            "role": draw(st.sampled_from(("主要起草人", "参与"))),
            "rank": rank,
            "published": draw(st.booleans()),
        },
        "专著编著": {"rank": rank, "published": draw(st.booleans()), "role": "完成人" if rank == 1 else "参与"},
        "项目": {
            "scope": draw(st.sampled_from(("单位", "行业", "省部级", "国家级"))),
            "rank": rank,
            "accepted": draw(st.booleans()),
        },
        "技术报告": {"rank": rank, "role": "主要负责人" if rank == 1 else "参与"},
        "新产品": {"rank": rank, "role": "主要负责人" if rank == 1 else "参与"},
        "行业工法": {"rank": rank, "role": "主要负责人" if rank == 1 else "参与"},
    }
    kind = draw(st.sampled_from(sorted(attributes)))
    return {"type": kind, **attributes[kind], **common}


@st.composite
def partly_told(draw: st.DrawFn, world: dict[str, Any]) -> dict[str, Any]:
    """The world with some of it untold."""
    as_of = world["as_of"]
    stretches = merged([(p["start"], p["end"]) for p in world["experience"]], as_of)
    never_since = any(not since(stretches, d["graduated"]) for d in world["education"])
    dated = (never_since and bool(stretches)) or draw(st.booleans())
    told = {key: value for key, value in world.items() if key in ("as_of", "exceptional") or draw(st.integers(0, 3))}
    told.pop("experience", None)
    # Nobody who has never worked says "0 years": the contract reads a number, even 0, as being in the work.
    if dated or (not stretches and draw(st.booleans())):
        told["experience"] = world["experience"]
    elif stretches and draw(st.booleans()):
        told["experience_years"] = years_of(stretches, as_of)
    whole_known = "experience" in told or "experience_years" in told
    for field, day_name in (("education", "graduated"), ("titles", "obtained")):
        if field in told:
            told[field] = [
                _told_item(draw, item, day_name, stretches, field, whole_known, as_of) for item in world[field]
            ]
    if "achievements" in told:
        told["achievements"] = [
            {
                k: v
                for k, v in a.items()
                if k in ("item", "type", "count", "obtained", "used") or draw(st.integers(0, 3))
            }
            for a in world["achievements"]
        ]
    return told


def _told_item(
    draw: st.DrawFn,
    item: dict[str, Any],
    day_name: str,
    stretches: tuple[Stretch, ...],
    field: str,
    whole_known: bool,
    as_of: date,
) -> dict[str, Any]:
    day, own = item[day_name], since(stretches, item[day_name])
    told = {k: v for k, v in item.items() if k != day_name and (k in ("level", "from") or draw(st.integers(0, 3)))}
    if draw(st.booleans()):
        told[day_name] = day
    if own and draw(st.booleans()):
        told["years"] = years_of(own, as_of)
    # A total without dates is read as work after the degree; a world where that is false must say so.
    bare = field == "education" and whole_known and "years" not in told and day_name not in told
    number = field == "education" and whole_known and "years" not in told
    if (bare or number) and own != stretches:
        told[day_name] = day
        if own:
            told["years"] = years_of(own, as_of)
    return told


def years_of(stretches: tuple[Stretch, ...], as_of: date) -> float:
    """The years a person would write for this work, never more than there are."""
    if len(stretches) != 1:
        return int(sum(s.days for s in stretches) / DAYS_A_YEAR * 100) / 100
    whole, rest = years_and_days(stretches[0], as_of)
    return whole + int(rest / 367 * 100) / 100


def _height(degree: str) -> int:
    return DEGREES.index(degree) if degree in DEGREES else SKILLS.index(degree)
