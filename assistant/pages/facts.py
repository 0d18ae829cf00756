"""A person's facts in words, one line each, and what is left when one of them is taken out.

The facts are a profile as `tiaowen check` takes it; a family is one of its fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FAMILIES = {
    "education": "学历学位",
    "titles": "已有职称",
    "experience": "专业工作经历",
    "performance": "业绩条件",
    "achievements": "成果",
    "exceptional": "破格条件",
    "recommenders": "推荐专家",
    "attested": "单位证明",
    "enterprise_years": "企业工作年限",
    "homeroom_years": "班主任年限",
    "teaching_hours": "每学年课时",
    "training_hours": "每年继续教育学时",
    "facts": "其他情况",
}
_ASKED = ("policy", "level", "as_of")
_UNITS = {"enterprise_years": "年", "homeroom_years": "年", "teaching_hours": "课时", "training_hours": "学时"}
_ATTRIBUTES = {
    "granted": ("已授权", "未授权"),
    "published": ("已发布或出版", "未发布或出版"),
    "accepted": ("已验收或鉴定", "未验收或鉴定"),
    "used": ("以往评审已用过", "未在以往评审用过"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One fact; `index` is its place where a family is a list."""

    family: str
    index: int | None
    words: str


def lines(profile: Mapping[str, Any]) -> list[Line]:
    """Every fact in words; what is asked about (document, level, day) is not a fact."""
    found: list[Line] = []
    for family, value in profile.items():
        if family in _ASKED or value is None:
            continue
        if isinstance(value, list | tuple) and not value:
            found.append(Line(family, None, f"没有{FAMILIES.get(family, family)}"))
        elif family in ("education", "titles", "experience", "achievements"):
            found += [Line(family, place, one(family, each)) for place, each in enumerate(value)]
        else:
            found.append(Line(family, None, _whole(family, value)))
    return found


def in_words(profile: Mapping[str, Any]) -> list[str]:
    """Every fact as a sentence of a few words."""
    return [line.words for line in lines(profile)]


def without(profile: Mapping[str, Any], line: Line) -> dict[str, Any]:
    """The profile when this fact is no longer known; a family's last fact takes the family with it."""
    rest = dict(profile)
    if line.index is None:
        rest.pop(line.family, None)
        return rest
    kept = [each for place, each in enumerate(rest[line.family]) if place != line.index]
    if kept:
        rest[line.family] = kept
    else:
        rest.pop(line.family)
    return rest


def one(family: str, value: Mapping[str, Any]) -> str:
    """One of a list of facts in words."""
    if family == "education":
        return _join(value["level"], _dated(value.get("graduated"), "毕业"), _years(value.get("years"), "毕业后工作"))
    if family == "titles":
        name = value.get("name") or value["level"]
        of = "".join(
            part for part in (value.get("series") and f"{value['series']}系列", value.get("specialty")) if part
        )
        source = value.get("from")
        return _join(
            f"{name}{f'（{of}）' if of else ''}",
            _dated(value.get("obtained"), "取得"),
            _years(value.get("years"), "取得后工作"),
            f"来自{source}" if source else "",
        )
    if family == "experience":
        return f"从事本专业工作 {value['start']} 至 {value.get('end') or '今'}"
    return _achievement(value)


def _achievement(value: Mapping[str, Any]) -> str:
    count = value.get("count", 1)
    if value.get("item"):
        return f"成果条件第{value['item']}项，{count}个"
    said = [str(value[name]) for name in ("scope", "venue", "author", "role") if value.get(name)]
    if value.get("rank"):
        said.append(f"排名第{value['rank']}")
    said += [words[0 if value[name] else 1] for name, words in _ATTRIBUTES.items() if value.get(name) is not None]
    return _join(f"{value['type']} {count} 项", *said, _dated(value.get("obtained"), "取得"))


def _whole(family: str, value: Any) -> str:
    if family == "experience_years":
        return f"从事本专业工作共{_number(value)}年"
    if family == "performance":
        return "业绩条件第" + "、".join(map(str, value)) + "项"
    if family == "exceptional":
        return "破格条件第" + "、".join(str(each).rpartition("/")[2] for each in value) + "项"
    if family == "recommenders":
        return f"{value}名本专业正高级专家推荐"
    if family in ("attested", "facts"):
        return "，".join(f"{name}：{_plain(each)}" for name, each in value.items())
    return f"{FAMILIES.get(family, family)}：{_plain(value)}{_UNITS.get(family, '')}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return _number(value) if isinstance(value, int | float) else str(value)


def _number(value: float) -> str:
    return f"{value:g}"


def _years(value: float | None, verb: str) -> str:
    return f"{verb}{_number(value)}年" if value is not None else ""


def _dated(day: object, verb: str) -> str:
    return f"{day}{verb}" if day else ""


def _join(*parts: str) -> str:
    return "，".join(part for part in parts if part)
