"""What follows from a last day in the clause and the day asked about. Pure functions."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.grounding.evidence import Evidence

_OVER = re.compile(
    r"(?:因此|所以|目前|现在|今天)?(?:已经?过(?:了)?(?:期限?|截止日?期?|办理期|受理期)?|已(?:经)?(?:截止|结束|到期|过期)|不能再.{0,8}|不再(?:受理|办理|享受).{0,6}|超(?:出|过)了?(?:期限|时间范围|时间))了?"
)
_NOT_OVER = re.compile(
    r"(?:目前|现在|今天)?(?:还|仍|尚)(?:在|未过|没过)(?:期限|受理期|时间范围|办理期|有效期)(?:之?内)?"
)


def left_out(text: str, evidence: Evidence, days: Sequence[date]) -> str:
    """The sentence without what follows from a last day in the clause and the day asked about, where it does follow."""
    ends = [
        e.value for u in evidence.units for e in (*u.elements, *u.context_elements)
        if e.kind == "date" and e.role == "until" and isinstance(e.value, tuple) and all(e.value)
    ]  # fmt: skip
    if not ends or not days:
        return text
    over = any((d.year, d.month, d.day) > end for end in ends for d in days)
    pattern = _OVER if over else _NOT_OVER
    return ",".join(part for part in text.split(",") if not pattern.fullmatch(part.strip("。"))) or text
