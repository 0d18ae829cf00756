"""A profile said back in a person's words."""

from typing import Any

from assistant.questions.wording import shown


def describe(profile: dict[str, Any]) -> str:
    """The facts in a person's words, for the answer: `硕士，工作3年，无职称`."""
    parts: list[str] = []
    for degree in profile.get("education") or []:
        words = str(degree["level"])
        if degree.get("graduated"):
            words += f"（{degree['graduated']}毕业）"
        if degree.get("years") is not None:
            words += f"（毕业后工作{shown(float(degree['years']))}年）"
        parts.append(words)
    if (titles := profile.get("titles")) is not None:
        if not titles:
            parts.append("无职称")
        for title in titles:
            words = str(title.get("name") or title.get("level"))
            if title.get("obtained"):
                words += f"（{title['obtained']}取得）"
            if title.get("years") is not None:
                words += f"（取得后{shown(float(title['years']))}年）"
            parts.append(words)
    if profile.get("experience_years") is not None:
        parts.append(f"从事本专业工作{shown(float(profile['experience_years']))}年")
    for period in profile.get("experience") or []:
        parts.append(f"{period['start']}起工作")
    return "，".join(parts)
