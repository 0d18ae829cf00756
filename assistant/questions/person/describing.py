"""A profile said back in a person's words."""

from collections.abc import Mapping
from typing import Any

from assistant.questions.wording import shown

_COUNTED = (
    ("recommenders", "推荐专家", "名"),
    ("enterprise_years", "企业工作", "年"),
    ("homeroom_years", "班主任", "年"),
    ("teaching_hours", "每学年", "课时"),
    ("training_hours", "继续教育每年", "学时"),
)


def describe(profile: Mapping[str, Any]) -> str:
    """The facts in a person's words, for the answer: `硕士，工作3年，无职称`."""
    parts = [_degree(d) for d in profile.get("education") or []]
    if (titles := profile.get("titles")) is not None:
        parts += [_title(t) for t in titles] or ["无职称"]
    years = profile.get("experience_years")
    if years is not None and not any(d.get("years") == years for d in profile.get("education") or []):
        parts.append(f"从事本专业工作{shown(float(years))}年")
    graduated = [d.get("graduated") for d in profile.get("education") or []]
    parts += [f"{p['start']}起工作" for p in profile.get("experience") or [] if p["start"] not in graduated]
    for field, name, unit in _COUNTED:
        if profile.get(field) is not None:
            parts.append(f"{name}{shown(float(profile[field]))}{unit}")
    if numbers := profile.get("performance"):
        parts.append(f"业绩条件第{'、'.join(map(str, numbers))}项")
    parts += [_result(a) for a in profile.get("achievements") or []]
    return "，".join(parts)


def _degree(degree: Mapping[str, Any]) -> str:
    words = str(degree["level"])
    if degree.get("graduated"):
        words += f"（{degree['graduated']}毕业）"
    if degree.get("years") is not None:
        words += f"（毕业后工作{shown(float(degree['years']))}年）"
    return words


def _title(title: Mapping[str, Any]) -> str:
    words = str(title.get("name") or title.get("level"))
    if title.get("obtained"):
        words += f"（{title['obtained']}取得）"
    elif title.get("years") is not None:
        words += f"（取得后{shown(float(title['years']))}年）"
    return words


def _result(result: Mapping[str, Any]) -> str:
    if "item" in result:
        return f"成果条件第{result['item']}项"
    rank = f"（排名第{result['rank']}）" if result.get("rank") else ""
    return f"{result['type']}{result.get('count', 1)}项{rank}"
