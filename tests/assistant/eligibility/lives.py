"""Documents, conditions and facts that the tests of decisions share."""

from typing import Any

AI, WEN17, FINTECH = "beijing-ai", "beijing-engineering-2020", "beijing-fintech-2024"
TRIAL, TEACHERS = "beijing-ai-2020-trial", "beijing-vocational-teacher-2020"
YEARS = "学历和专业工作经历"
PATENTS = [{"type": "发明专利", "rank": 1, "granted": True, "count": 6}]
PAPERS = [{"type": "论文", "author": "第一作者", "venue": "核心期刊", "count": 3}]
DONE: dict[str, Any] = {"performance": [1], "achievements": PATENTS}


def degree(level: str, **more: Any) -> list[dict[str, Any]]:
    return [{"level": level, **more}]


def title(level: str, **more: Any) -> list[dict[str, Any]]:
    return [{"level": level, "series": "工程", **more}]
