"""What kind of thing is asked for: an amount, a day, how many years, who, where; and in what unit."""

import re
from typing import cast

from assistant.questions.question import Asked
from assistant.questions.vocabulary import cues, load_words
from assistant.questions.wording import UNITS

_UNIT_ASKED = re.compile(rf"(?!(?<=哪)几[块分])(?:多少|几)(?:个(?!月|工作日))?(分钟|小时|(?:{UNITS})(?!份))|多少(钱)")


def read_asked(text: str) -> tuple[Asked, str]:
    """The kind of thing asked for and the unit named (几个月 -> duration, 个月); a unit tells more than other words."""
    unit = "" if "个点" in text else _unit_asked(text)  # 几个点 is a rate
    asked = _asked(text)
    if asked == "open" and (cues("differs").search(text) or cues("each").search(text)):
        asked = _compared_in(text)
    if asked == "day" and unit in ("个月", "项", "次", "人"):
        unit = ""  # `有几个月没交，最晚什么时候补`: the months are not asked for
    if asked not in ("level", "often", "day", "url", "phone", "address"):
        asked = _ASKED_BY_UNIT.get(unit, asked)
    if asked == "day" and not unit and re.search("几月|哪个?月", text):
        unit = "月"
    return asked, unit


def asks_several(text: str) -> bool:
    """`谁来考、多久考一次`: things of more than one kind are asked for."""
    return len({_asked(part) for part in re.split("[、,和]", text)} - {"open"}) > 1


def _compared_in(text: str) -> Asked:
    """`交钱的时间有啥区别` asks for a day on each side."""
    for name in load_words()["compared_in"]:
        if cues(f"compared_in.{name}").search(text):
            return cast(Asked, name)
    return "open"


def _asked(text: str) -> Asked:
    text = re.sub("(?:差|区别|不同|差别|差异)在哪|(?:花|使|用)(?:在|到|于)哪(?:里|儿|些地方|些方面|方面)?", "", text)
    for name in load_words()["asked"]:
        if cues(f"asked.{name}").search(text):
            return cast(Asked, name)
    return "open"


_COUNTED = (
    "项",
    "篇",
    "份",
    "名",
    "位",
    "人",
    "次",
    "回",
    "条",
    "种",
    "类",
    "级",
    "等次",
    "等",
    "批",
    "期",
    "个",
    "届",
    "票",
)
_ASKED_BY_UNIT: dict[str, Asked] = {
    **dict.fromkeys(("年", "个月", "月", "天", "日", "工作日", "个工作日", "小时", "分钟", "年半"), "duration"),
    **dict.fromkeys(("元", "块", "块钱", "万", "万元"), "amount"),
    **dict.fromkeys(("学时", "课时"), "hours"),
    **dict.fromkeys(("岁", "周岁"), "age"),
    **dict.fromkeys(_COUNTED, "count"),
}


def _unit_asked(text: str) -> str:
    match = _UNIT_ASKED.search(text)
    return (match.group(1) or "元") if match else ""
