"""Numbers that a person states against the limits that a sentence sets: 52岁 against 女性未满50周岁."""

import re
from dataclasses import dataclass

from assistant.questions.question import Question
from assistant.questions.wording import HAN_NUMERAL, fold, numeral, shown

_NUMBER = rf"(\d+(?:\.\d+)?|[{HAN_NUMERAL}]+)"
_UNIT = r"(周?岁|年|个月|个?工作日|天|日|学时|项|人|%|万元|元|次|名)"
_SAME = {"周岁": "岁", "工作日": "工作日", "个工作日": "工作日", "天": "日", "名": "人"}
_RANGE = re.compile(rf"{_NUMBER}(?:至|-|—|–|~|到){_NUMBER}{_UNIT}")
_BELOW = re.compile(rf"(男性|女性)?(?:未满|不满|不足){_NUMBER}{_UNIT}")
_AT_MOST = re.compile(
    rf"(?:不超过|不得超过?|最长|以内|不多于|不高于){_NUMBER}{_UNIT}|{_NUMBER}{_UNIT}(?:及以内|以内|及以下|以下)"
)
_AT_LEAST = re.compile(
    rf"(?:不少于|不得少于|不低于|不得低于|至少|(?<!未)满|超过){_NUMBER}{_UNIT}|{_NUMBER}{_UNIT}(?:及以上|以上|\(含\)以上)"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """From `least` (reached by it) to `most`; `below` says that `most` itself is outside."""

    least: float
    most: float
    below: bool
    unit: str
    words: str


def limits(sentence: str, female: bool | None = None) -> list[Limit]:
    """The limits with a unit that a sentence sets; of those for men and women the one that applies."""
    text = fold(sentence)
    found = []
    for m in _RANGE.finditer(text):
        found.append(Limit(numeral(m.group(1)) or 0, numeral(m.group(2)) or 0, False, _unit(m.group(3)), m.group()))
    text = _RANGE.sub("", text)
    for m in _BELOW.finditer(text):
        if m.group(1) and (female is None or (m.group(1) == "女性") is not female):
            continue
        found.append(Limit(0, numeral(m.group(2)) or 0, True, _unit(m.group(3)), m.group()))
    for pattern, at_most in ((_AT_MOST, True), (_AT_LEAST, False)):
        for m in pattern.finditer(text):
            number, unit = (m.group(1), m.group(2)) if m.group(1) else (m.group(3), m.group(4))
            value = numeral(number) or 0
            found.append(
                Limit(0, value, False, _unit(unit), m.group())
                if at_most
                else Limit(value, float("inf"), False, _unit(unit), m.group())
            )
    return found


def _unit(unit: str) -> str:
    return _SAME.get(unit, unit)


def outside(question: Question, sentence: str) -> str | None:
    """What the person states outside the sentence's limit (`52岁，超出女性未满50周岁`); "" when all lie inside; None when nothing is measured."""
    female = True if re.search(r"女(?!儿)", question.plain) else (False if "男" in question.plain else None)
    measured = False
    for amount in question.amounts:
        unit = _unit(amount.unit)
        of_unit = [limit for limit in limits(sentence, female) if limit.unit == unit]
        if len(of_unit) != 1:
            continue
        limit = of_unit[0]
        measured = True
        above = amount.value > limit.most or (limit.below and amount.value == limit.most)
        if above or amount.value < limit.least:
            return f"你说的是{shown(amount.value)}{amount.unit}，规定是“{limit.words}”"
    return "" if measured else None


def fitting(question: Question, sentence: str) -> str | None:
    """The part of a sentence whose limit holds what the person states (请假超过3天的，… for 5天); None where no part is told apart."""
    parts = [part for part in re.split("[；。]", sentence) if part]
    for amount in question.amounts:
        bound = [(part, [m for m in limits(part) if m.unit == _unit(amount.unit)]) for part in parts]
        bound = [(part, found) for part, found in bound if len(found) == 1]
        if len(bound) < 2:
            continue
        held = [part for part, (limit,) in bound if limit.least <= amount.value <= limit.most]
        if len(held) == 1:
            return held[0]
    return None
