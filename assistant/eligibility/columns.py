"""The columns of a batch table: Chinese heads, how a cell becomes a fact, and what may be chosen.

An empty cell is not known; 无 is none. A cell that cannot be read is refused with the name of its column.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args

from assistant.eligibility.profile import AchievementType, DegreeLevel, Rank, TitleSource
from corpus.errors import BadInput

NONE = "无"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, what to write there, an example, and the choices of its drop-down list."""

    head: str
    hint: str
    example: str = ""
    choices: tuple[str, ...] = ()


_YES_NO = ("是", "否")
COLUMNS: tuple[Column, ...] = (
    Column("姓名", "任意，只用于对照", "张三"),
    Column("政策", "文件的编号、文号或名称；不填则核查所有职称文件", "beijing-ai"),
    Column("级别", "职称名称，或员级、助理级、中级、副高级、正高级；不填则核查各级", "高级工程师"),
    Column("核查日期", "形如 2026-11-20；不填为运行当天", "2026-11-20"),
    Column("学历", "没有学历填“无”", "硕士", (*get_args(DegreeLevel), NONE)),
    Column("毕业日期", "形如 2019-07-01", "2019-07-01"),
    Column("毕业后工作年限", "毕业以后从事本专业工作的年数"),
    Column("学历2", "另一个学历（如有）", "", get_args(DegreeLevel)),
    Column("毕业日期2", "形如 2016-07-01"),
    Column("毕业后工作年限2", "年数"),
    Column("职称级别", "没有职称填“无”", "中级", (*get_args(Rank), NONE)),
    Column("职称名称", "例如 工程师", "工程师"),
    Column("职称系列", "例如 工程、经济、中等职业学校教师", "工程"),
    Column("职称专业", "例如 人工智能", "人工智能"),
    Column("职称取得日期", "形如 2021-12-01", "2021-12-01"),
    Column("取得职称后工作年限", "年数"),
    Column("取得方式", "评审、考试、认定、聘任或职业资格", "评审", get_args(TitleSource)),
    Column("职称级别2", "另一个职称（如有）", "", get_args(Rank)),
    Column("职称名称2", ""),
    Column("职称系列2", ""),
    Column("职称专业2", ""),
    Column("职称取得日期2", ""),
    Column("取得职称后工作年限2", ""),
    Column("取得方式2", "", "", get_args(TitleSource)),
    Column("工作经历", "起止日期，多段用分号隔开；仍在从事写“至今”", "2019-07-15至今"),
    Column("专业工作年限", "从事本专业工作的总年数"),
    Column("业绩条件", "具备的项号，用顿号隔开；没有填“无”", "1"),
    Column("成果", "项号×件数，或类型和情况；用分号隔开；没有填“无”", "6×2；论文 第一作者 核心期刊 ×1"),
    Column("破格情形", "项号，用顿号隔开"),
    Column("推荐专家人数", "人数"),
    Column("继续教育", "是否按要求参加", "是", _YES_NO),
    Column("企业工作年限", "中职教师：年数"),
    Column("班主任年限", "中职教师：年数"),
    Column("学年课时", "中职教师：近三年平均每学年学时"),
    Column("年继续教育学时", "中职教师：每年学时"),
)
HEADS = tuple(c.head for c in COLUMNS)
_NUMBERS = {
    "专业工作年限": "experience_years",
    "企业工作年限": "enterprise_years",
    "班主任年限": "homeroom_years",
    "学年课时": "teaching_hours",
    "年继续教育学时": "training_hours",
}


def profile_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """One row, head -> cell, as profile data; BadInput names the column that cannot be read."""
    cells = {head: cleaned(value) for head, value in row.items()}
    cells = {head: value for head, value in cells.items() if value not in (None, "")}
    data: dict[str, Any] = {}
    for head, field in (("政策", "policy"), ("级别", "level")):
        if head in cells:
            data[field] = str(cells[head])
    if "核查日期" in cells:
        data["as_of"] = _day(cells, "核查日期")
    data |= {field: _number(cells, head) for head, field in _NUMBERS.items() if head in cells}
    if "推荐专家人数" in cells:
        data["recommenders"] = _whole(cells, "推荐专家人数")
    if "继续教育" in cells:
        data["attested"] = {"继续教育": _yes(cells, "继续教育")}
    data |= _listed(cells, "education", "学历", _degree)
    data |= _listed(cells, "titles", "职称级别", _title)
    if "工作经历" in cells:
        data["experience"] = [] if cells["工作经历"] == NONE else [_period(p) for p in _parts(cells["工作经历"], "；;")]
    for head, field in (("业绩条件", "performance"), ("破格情形", "exceptional")):
        if head in cells:
            data[field] = (
                [] if cells[head] == NONE else [_item_number(p, head) for p in _parts(cells[head], "、，,；; ")]
            )
    if "成果" in cells:
        data["achievements"] = [] if cells["成果"] == NONE else [_achievement(p) for p in _parts(cells["成果"], "；;")]
    return data


def cleaned(value: Any) -> Any:
    """A cell without the marks that a spreadsheet leaves: a whole float is an integer, midnight is a day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.strip() if isinstance(value, str) else value


def _listed(cells: Mapping[str, Any], field: str, head: str, read: Any) -> dict[str, Any]:
    first = cells.get(head)
    if first == NONE:
        return {field: []}
    found = [read(cells, suffix) for suffix in ("", "2") if f"{head}{suffix}" in cells]
    return {field: found} if found else {}


def _degree(cells: Mapping[str, Any], suffix: str) -> dict[str, Any]:
    degree: dict[str, Any] = {"level": str(cells[f"学历{suffix}"])}
    if f"毕业日期{suffix}" in cells:
        degree["graduated"] = _day(cells, f"毕业日期{suffix}")
    if f"毕业后工作年限{suffix}" in cells:
        degree["years"] = _number(cells, f"毕业后工作年限{suffix}")
    return degree


def _title(cells: Mapping[str, Any], suffix: str) -> dict[str, Any]:
    title: dict[str, Any] = {"level": str(cells[f"职称级别{suffix}"])}
    for head, field in (("职称名称", "name"), ("职称系列", "series"), ("职称专业", "specialty"), ("取得方式", "from")):
        if f"{head}{suffix}" in cells:
            title[field] = str(cells[f"{head}{suffix}"])
    if f"职称取得日期{suffix}" in cells:
        title["obtained"] = _day(cells, f"职称取得日期{suffix}")
    if f"取得职称后工作年限{suffix}" in cells:
        title["years"] = _number(cells, f"取得职称后工作年限{suffix}")
    return title


def _day(cells: Mapping[str, Any], head: str) -> str:
    return _read_day(cells[head], head)


def _read_day(value: Any, head: str) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if m := re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", str(value)):
        try:
            return date(int(m[1]), int(m[2]), int(m[3])).isoformat()
        except ValueError:
            raise BadInput(f"{head}：“{value}”不是日历上有的日期") from None
    raise BadInput(f"{head}：“{value}”读不懂；须为日期，形如 2026-11-20")


def _number(cells: Mapping[str, Any], head: str) -> float | int:
    value = cells[head]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if m := re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:年|学时|课时)?", str(value)):
        number = float(m[1])
        return int(number) if number.is_integer() else number
    raise BadInput(f"{head}：“{value}”读不懂；须为数字")


def _whole(cells: Mapping[str, Any], head: str) -> int:
    number = _number(cells, head)
    if number != int(number):
        raise BadInput(f"{head}：“{cells[head]}”须为整数")
    return int(number)


def _yes(cells: Mapping[str, Any], head: str) -> bool:
    if cells[head] in (True, "是"):
        return True
    if cells[head] in (False, "否"):
        return False
    raise BadInput(f"{head}：“{cells[head]}”须为“是”或“否”")


def _parts(value: Any, marks: str) -> list[str]:
    return [p for p in re.split(f"[{re.escape(marks)}\n]+", str(value)) if p.strip()]


def _period(text: str) -> dict[str, Any]:
    day = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
    m = re.fullmatch(rf"\s*(?:自|从)?({day})\s*(?:至今|起|(?:至|到|—|–|~)\s*(今|现在|{day}))\s*", text)
    if not m:
        raise BadInput(f"工作经历：“{text}”读不懂；写作 2019-07-15至今，或 2015-01-01至2017-12-31")
    last = m[2]
    return {
        "start": _read_day(m[1], "工作经历"),
        "end": None if last in (None, "今", "现在") else _read_day(last, "工作经历"),
    }


def _item_number(text: str, head: str) -> int:
    if m := re.fullmatch(r"\s*第?(\d{1,3})项?\s*", text):
        return int(m[1])
    raise BadInput(f"{head}：“{text}”读不懂；写项号，用顿号隔开，例如 1、3")


_WORDS: Mapping[str, tuple[str, Any]] = {
    **{w: ("author", w) for w in ("第一作者", "通讯作者", "排名前三", "其他")},
    **{w: ("venue", w) for w in ("核心期刊", "公开发行", "高水平会议", "顶级会议")},
    **{w: ("scope", w) for w in ("国际", "国家", "行业", "地方", "团体", "单位", "省部级", "国家级")},
    **{w: ("role", w) for w in ("主要起草人", "参与", "完成人", "主要负责人")},
    "已授权": ("granted", True), "未授权": ("granted", False),
    **{w: ("published", True) for w in ("已发布", "已出版")}, **{w: ("published", False) for w in ("未发布", "未出版")},
    "已验收": ("accepted", True), "未验收": ("accepted", False),
    "已使用": ("used", True), "未使用": ("used", False),
}  # fmt: skip


def _achievement(text: str) -> dict[str, Any]:
    """`6×2`, or `发明专利 排名1 已授权 ×3`."""
    if m := re.fullmatch(r"\s*第?(\d{1,3})项?\s*(?:[×xX*]\s*(\d{1,5})\s*[件篇项]?)?\s*", text):
        return {"item": int(m[1]), "count": int(m[2] or 1)}
    words = [w for w in re.split(r"[\s，,、]+", text.replace("×", " ×")) if w]
    if not words or words[0] not in get_args(AchievementType):
        raise BadInput(
            f"成果：“{text}”读不懂；写作 6×2，或 发明专利 排名1 已授权 ×3；类型有 {'、'.join(get_args(AchievementType))}"
        )
    found: dict[str, Any] = {"type": words[0]}
    for word in words[1:]:
        if m := re.fullmatch(r"×(\d{1,5})[件篇项]?", word):
            found["count"] = int(m[1])
        elif m := re.fullmatch(r"(?:排名)?第?(\d{1,3})名?", word):
            found["rank"] = int(m[1])
        elif re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", word):
            found["obtained"] = _read_day(word, "成果")
        elif word in _WORDS:
            field, value = _WORDS[word]
            found[field] = value
        else:
            raise BadInput(f"成果：“{text}”中的“{word}”读不懂；可写 {'、'.join(_WORDS)}、排名N、×件数")
    return found
