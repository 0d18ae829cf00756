"""The routes read a second time, from the words of the clauses alone, and compared with the tool over whole lives.

Nothing here uses the rules or the engine: a route is what a regular expression finds in its sentence.
"""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.eligibility import Result, check, ladders
from corpus import Clause, load_corpus
from tests.assistant.eligibility.worlds import worlds

CORPUS = load_corpus()
HEIGHT = {"中等职业学校": 1, "大学专科": 2, "高职": 2, "大学本科": 3, "硕士": 4, "博士": 5}
SKILLS = {"中级工班": 1, "高级工班": 2, "预备技师（技师）班": 3}
LEVELS = [(ld, lv) for ld in ladders(CORPUS) if ld.decidable for lv in ld.levels]
NONE: dict[str, list[Any]] = {"performance": [], "achievements": [], "exceptional": []}


def routes_below(clause: Clause) -> list[str]:
    """The sentences of the routes of one level."""
    for c in CORPUS.descendants(clause):
        if "学历和专业工作经历" in c.own_text and "之一" in c.own_text:
            return [r.text for r in CORPUS.children(c) if "技工院校毕业生按" not in r.text]
    raise AssertionError(clause.id)


def worked(experience: list[dict[str, Any]], since: date, as_of: date) -> list[tuple[date, date]]:
    """First and last day of each stretch of work from a day on."""
    days: list[tuple[date, date]] = []
    for p in sorted(experience, key=lambda p: p["start"]):
        first, last = max(p["start"], since), min(p["end"] or as_of, as_of)
        if last < first:
            continue
        if days and first <= days[-1][1] + timedelta(days=1):
            days[-1] = (days[-1][0], max(days[-1][1], last))
        else:
            days.append((first, last))
    return days


def enough(days: list[tuple[date, date]], years: int, as_of: date) -> bool:
    if not days or years == 0:
        return bool(days)
    if len(days) > 1:
        return sum((last - first).days + 1 for first, last in days) >= years * 365.2425
    first, last = days[0]
    try:
        anniversary = first.replace(year=first.year + years)
    except ValueError:
        anniversary = date(first.year + years, 2, 28)
    return anniversary <= min(last + timedelta(days=1), as_of)


def holds(sentence: str, person: dict[str, Any], teachers: bool, own_specialty: str | None, title_name: str) -> bool:
    """Whether a person meets the route that a sentence describes."""
    as_of, work = person["as_of"], person["experience"]
    said = re.findall(r"满(\d+)年", sentence)
    years = int(said[-1]) if said else 0
    schooling = sentence.replace("中等职业学校教师", "教师")
    named = [d for d in ("博士", "硕士", "大学本科", "大学专科", "高职", "中等职业学校") if d in schooling]
    if sentence.startswith("大学专科、中等职业学校"):
        named = ["中等职业学校"]
    height = HEIGHT | ({} if teachers else SKILLS)
    held = [d for d in person["education"] if named and height.get(d["level"], 0) >= HEIGHT[named[0]]]
    if named and not held:
        return False
    if "企业工作经历" in sentence and person["enterprise_years"] < 3:
        return False
    title = re.search(r"取得(非\S*?)?(员级|助理级|初级|中级|副高级|正高级)职称", sentence)
    if title:
        rank = title[2].replace("初级", "助理级")
        elsewhere = "非" in (title[1] or "")
        starts = [
            t["obtained"]
            for t in person["titles"]
            if t["level"] == rank and _fits(t, elsewhere, teachers, own_specialty)
        ]
    elif "毕业后" in sentence:
        starts = [d["graduated"] for d in held]
    else:
        starts = [date.min]
    return any(enough(worked(work, start, as_of), years, as_of) for start in starts)


def _fits(title: dict[str, Any], elsewhere: bool, teachers: bool, own_specialty: str | None) -> bool:
    qualification, series = title["from"] == "职业资格", title["series"]
    if teachers:
        return not qualification and (series == "中等职业学校教师") != elsewhere
    if elsewhere:
        return not qualification and (
            series != "工程" or (own_specialty is not None and title["specialty"] != own_specialty)
        )
    return not qualification or series == "工程"


@pytest.mark.parametrize(("ladder", "level"), LEVELS, ids=[f"{ld.policy_id}-{lv.clause_id[-8:]}" for ld, lv in LEVELS])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_the_tool_and_a_second_reading_of_the_sentences_agree(ladder: Any, level: Any, data: st.DataObject) -> None:
    person = data.draw(worlds(NONE))
    sentences = routes_below(CORPUS.clause(level.clause_id))
    teachers = ladder.policy_id == "beijing-vocational-teacher-2020"
    expected = any(holds(s, person, teachers, ladder.specialty, level.title) for s in sentences)
    result = check({"policy": ladder.policy_id, "level": level.title, **person}, CORPUS, person["as_of"])
    assert isinstance(result, Result)
    status = next(c.status for c in result.conditions if c.kind == "学历和专业工作经历")
    assert (status == "met") == expected and status != "unknown"
