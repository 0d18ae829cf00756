"""What 分别 and 依次 pair: the first of one row with the first of the next.

Pure functions over pieces and evidence.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.grounding.elements import Element
from assistant.grounding.evidence import Evidence
from assistant.grounding.placing import Segment

_NAMES = {"level": "级别", "degree": "学历", "time": "年限", "count": "数目", "money": "金额"}


def respectively(element: Element, pieces: list[Segment], evidence: Evidence) -> bool:
    """甲、乙分别对应丙、丁: of two things of a kind the second stands as far into its row as the first does into its own."""
    piece = next((p for p in pieces if element in p.elements), None)
    if piece is not None and mapped(piece, evidence) == SAME:
        return True
    mine = [e.value for p in pieces for e in p.elements if e.kind == element.kind]
    for unit in evidence.units:
        row = [e.value for e in unit.elements if e.kind == element.kind]
        half = len(row) // 2
        if "分别" in unit.text and len(mine) == 2 and half > 1 and row[:half].count(mine[0]):
            at = row.index(mine[0])
            if at + half < len(row) and row[at + half] == mine[1]:
                return True
    return False


SAME, OTHER = "same", "other"


def mapped(piece: Segment, evidence: Evidence) -> str:
    """Whether the two things that a piece pairs are paired so by the clause's 分别 or 依次, or otherwise; or neither."""
    for kind in ("level", "degree", "grade"):
        mine = [e.value for e in piece.elements if e.kind == kind]
        if len(mine) != 2:
            continue
        for unit in evidence.units:
            if not re.search(r"分别|依次", unit.text):
                continue
            rows = [r for p in unit.phrases if len(r := [e.value for e in p.elements if e.kind == kind]) > 1]
            for first, second in pairwise(rows):
                if len(first) == len(second) and mine[0] in first and mine[1] in second:
                    return SAME if second[first.index(mine[0])] == mine[1] else OTHER
    return ""


def disordered(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """Where things are given 依次 or 分别, the clause gives them in the same order."""
    for piece in pieces:
        if mapped(piece, evidence) == OTHER and re.search(r"名称|称|叫|对应|相当|等于|视同|对待", piece.text):
            yield "所引条款里二者不是这样对应的"
        if not re.search(r"依次|分别", piece.text):
            continue
        for kind in ("level", "degree", "time", "count", "money"):
            mine = [e.value for e in piece.elements if e.kind == kind]
            orders = [[e.value for e in unit.elements if e.kind == kind] for unit in evidence.units]
            if len(mine) > 2 and not any(_follows(mine, order) for order in orders):
                yield f"{_NAMES[kind]}的次序与所引条款不同"


def _follows(mine: Sequence[object], order: Sequence[object]) -> bool:
    rest = iter(order)
    return all(value in rest for value in mine)
