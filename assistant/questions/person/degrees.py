"""The degrees that a person holds, and when each was obtained."""

import re
from datetime import date
from typing import Any

from assistant.questions.days import Span
from assistant.questions.person.told import NOW, Facts, Told, dated

_DEGREES = tuple(
    (level, re.compile(pattern))
    for level, pattern in (
        ("博士", r"博士(?:研究生|学位)?"),
        ("硕士", r"硕士(?:研究生|学位)?|(?<!博士)研究生(?!导师|或)|硕(?=毕业|读完)"),
        ("大学本科", r"(?:大学)?本科(?:生|学历)?|学士(?:学位)?"),
        ("大学专科", r"(?:大学)?专科|大专"),
        ("高职", r"高职(?!称)"),
        ("预备技师（技师）班", r"预备技师\(?(?:技师)?\)?班?|技师班"),
        ("高级工班", r"高级工班"),
        ("中级工班", r"中级工班"),
        ("中等职业学校", r"中等职业学校|(?:中专|职高|中职)(?=毕业|学历|文凭|生|读完|出身|,)"),
    )
)
_NOT_HELD_BEFORE = re.compile(
    r"(?:没有?|无|不是|未|没读|没上|非)(?:过|有|读|上|拿到?)?$|"
    r"(?:在读|(?:还|正)在(?:读|念|上)|正(?:读|念)|读着|在职读|(?:要|想|准备|打算|计划|快|即将|马上)(?:要)?(?:去)?(?:读|念|考|拿|毕业)?(?:个|到)?|"
    r"(?:明年|后年|以后|才能)[^,]{0,6}(?:拿|读|念|考|取得|获得|毕业)(?:到|完|下)?)(?:的|个)?$"
)
_NOT_HELD_AFTER = re.compile(
    r"(?:研究生|学位|学历|生|毕业证|证书|证)*(?:在读|(?:还|也|都|仍|正|现在|目前)*(?:在|没|未)(?:读|念|毕业|拿到|取得|答辩|读完)|读着|没读完|导师|院校|"
    r"[^,\d]{0,3}(?:快|即将|马上|准备)[^,]{0,3}毕业|(?:要)?(?:到|等)?(?:明年|后年))"
)
_JUST = re.compile(r"刚|才|应届")


def names_degree(text: str) -> bool:
    """Whether a degree is spoken of."""
    return any(pattern.search(text) for _, pattern in _DEGREES)


def read_degrees(text: str, facts: Facts, days: list[Span], used: set[int], today: date) -> list[Told]:
    """Each degree that the words say is held, with its day where one is said; places go to `facts.spans`."""
    found: list[Told] = []
    taken: list[tuple[int, int]] = []
    for level, pattern in _DEGREES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(s < end and start < e for s, e in taken):
                continue
            taken.append((start, end))
            facts.spans.append((start, end))
            before = re.split("[,。;!?]", text[max(0, start - 8) : start])[-1]
            after = re.split("[。;!?]", text[end : end + 24])[0]
            if _NOT_HELD_BEFORE.search(before) or _NOT_HELD_AFTER.match(after):
                continue
            data: dict[str, Any] = {"level": level}
            own = [d for d in days if d.text not in NOW and _dates(text, start, end, d)]
            own = [d for d in own if d.first <= today or "," not in text[d.end : start]]  # 明年才发,本科毕业4年
            if any(d.first > today for d in own):
                continue  # 明年6月毕业: not had yet
            for place, day in enumerate(days):
                if place not in used and day in own:
                    data["graduated"] = dated(day, facts.assumed, f"{level}毕业时间", (7, 1))
                    used.add(place)
                    break
            else:
                next_words = re.split(",", after)[0]
                if re.match(
                    r"(?:刚|才|今年)?(?:刚)?毕业(?!(?:刚|才|快|已)?(?:满|好)?(?:\d|半))", next_words
                ) and _JUST.search(before[-4:] + next_words[:3]):
                    data["years"] = 0.0
            found.append(Told(start, end, data))
    return sorted(found, key=lambda t: t.start)


def _dates(text: str, start: int, end: int, day: Span) -> bool:
    """Whether a day is that of the degree between `start` and `end`."""
    gap_after, gap_before = day.start - end, start - day.end
    if 0 <= gap_after <= 6 and re.match(r"(?:[^,。;\d]{0,4})?毕业", text[day.end : day.end + 8]):
        return True
    if 0 <= gap_after <= 8 and re.search(r"毕业(?:于|时间)?[是为]?$", text[end : day.start]):
        return True
    if 0 <= gap_before <= 6 and re.match(r"(?:研究生|学位|学历|生)*(?:毕业|读完|拿到)", text[end : end + 8]):
        return True
    return 0 <= gap_before <= 6 and bool(re.search(r"(?:取得|拿到|获得|读完|拿的?)[^,]{0,3}$", text[day.end : start]))
