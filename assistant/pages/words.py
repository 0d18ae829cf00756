"""Statuses and verdicts as people read them: a word with an icon and a colour, never a colour alone."""

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Sign:
    """How one state is shown; `icon` is a Material symbol's name."""

    word: str
    icon: str
    colour: str
    mark: str

    @property
    def badge(self) -> str:
        """As a badge in markdown."""
        return f":{self.colour}-badge[:material/{self.icon}: {self.word}]"


POLICY = {
    "现行": Sign("现行", "check_circle", "green", "✓"),
    "试行": Sign("试行", "science", "blue", "◌"),
    "征求意见稿": Sign("征求意见稿", "edit_note", "orange", "✎"),
    "尚未施行": Sign("尚未施行", "schedule", "orange", "◷"),
    "已失效": Sign("已失效", "event_busy", "red", "✕"),
    "已被替代": Sign("已被替代", "history", "red", "↺"),
}
"""A document on a day."""

CONDITION = {
    "met": Sign("已满足", "check_circle", "green", "✓"),
    "unmet": Sign("未满足", "cancel", "red", "✕"),
    "unknown": Sign("待补充", "help", "orange", "?"),
    "judged": Sign("须人工评定", "groups", "violet", "◇"),
}
"""A condition, or an item of one."""

UNUSED = Sign("没有使用", "remove", "gray", "–")
"""A way round other conditions that the person does not claim."""

VERDICT = {
    "eligible": Sign("可以申报", "check_circle", "green", "✓"),
    "ineligible": Sign("暂不能申报", "cancel", "red", "✕"),
    "undetermined": Sign("还不能判定", "help", "orange", "?"),
}
"""The whole of one level."""

OTHER_VERDICT = {
    "eligible": Sign("符合条件", "check_circle", "green", "✓"),
    "ineligible": Sign("不符合条件", "cancel", "red", "✕"),
    "undetermined": VERDICT["undetermined"],
}
"""The whole of a rule that is not a level of titles."""

VERDICT_SENTENCE = {
    "eligible": "已填报的可核对条件都已满足",
    "ineligible": "有条件没有满足",
    "undetermined": "还缺少决定结论的信息",
}

LEVELS = ("员级", "助理级", "中级", "副高级", "正高级")
EDUCATION = (
    "博士",
    "硕士",
    "大学本科",
    "大学专科",
    "高职",
    "中等职业学校",
    "预备技师（技师）班",
    "高级工班",
    "中级工班",
)


def in_words(day: date | str | None) -> str:
    """2026-11-20 -> 2026年11月20日; empty for none."""
    if not day:
        return ""
    if isinstance(day, str):
        day = date.fromisoformat(day[:10])
    return f"{day.year}年{day.month}月{day.day}日"


def as_typed(text: str) -> str:
    """What a person typed, for a label or a line that is read as markdown."""
    return re.sub(r"([\\`*_{}\[\]()#+!|~$<>:])", r"\\\1", text)


def place(path: str) -> str:
    """附件/三/（四）/6 -> 附件 三（四）6, the way people write a reference."""
    head, _, rest = path.partition("/")
    if not rest:
        return head
    return f"{head} {rest.replace('/', '')}" if head.startswith("附件") else path.replace("/", "")


def cite(title: str, number: str | None, path: str) -> str:
    """《题名》（文号）附件 三（四）6."""
    return f"《{title}》{f'（{number}）' if number else ''}{place(path)}"
