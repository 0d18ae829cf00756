"""A word put in place of its opposite: 恢复 for 停止, 赞成票 for 反对票.

The sentence has a word of one group and the clauses have none of its meaning, but one of the opposite group. Pure functions over pieces and evidence.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.grounding.evidence import Evidence
from assistant.grounding.negation import denials, undenied
from assistant.grounding.placing import Segment
from assistant.grounding.words import GROUPS, spelt_out


def put_in_place(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """What the sentence says the other way round, one line each."""
    for piece in pieces:
        denied = "".join(denial.reach for denial in denials(piece.text))
        opened = [found for first in dict.fromkeys(piece.text) for found in _by_opening().get(first, ())]
        for said, mine, theirs in opened:
            if said not in piece.text or said in denied or any(w in piece.text for w in theirs):
                continue
            there = next((w for w in theirs if w in evidence.text.replace("非" + w, "")), None)
            if there and not _means(mine, evidence):
                yield f"所引条款说的是“{there}”，不是“{said}”"


_ENDS = re.compile(r"(?:停止|取消|终止|暂停|中止)(?=([一-鿿]{2}))")


def of_endings(pieces: list[Segment], evidence: Evidence, own_words: str) -> Iterator[str]:
    """停止支持 where the clause has 支持 and ends nothing."""
    if _ENDS.search(evidence.whole):
        return
    for piece in pieces:
        for match in _ENDS.finditer(piece.text):
            if match[1] in evidence.text and match[0] not in own_words and not denials(piece.text):
                yield f"所引条款没有说“{match[0]}{match[1]}”"


_IN_FORCE = re.compile(r"正式(?:印发|发布|施行|实施|生效|出台|文件)|已经?(?:正式)?(?:印发|施行|生效|实施)")


def of_drafts(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """A draft is not said to be in force."""
    if not any("征求意见" in name for name in evidence.names):
        return
    for piece in pieces:
        said = _IN_FORCE.search(piece.text)
        if said and not denials(piece.text) and said[0] not in evidence.text and not _HYPOTHETICAL.search(piece.text):
            yield f"所引文件是征求意见稿，不是“{said[0]}”"


_HYPOTHETICAL = re.compile(r"以.{0,8}为准|等|待|后|如果?|若|是否|尚|还")


def _means(words: tuple[str, ...], evidence: Evidence) -> bool:
    """Whether the clauses have one of the words, or one of the same meaning that they do not deny."""
    there = evidence.whole
    return any(w in there or spelt_out(w, there) for w in words) or any(w in undenied(evidence) for w in _alike(words))


@cache
def _alike(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(other for word in words for group in GROUPS.get(word, ()) for other in group if len(other) > 1)


Opposed = tuple[str, tuple[str, ...], tuple[str, ...]]


@cache
def _by_opening() -> dict[str, list[Opposed]]:
    """Each word with its group and the opposite group, by its first character."""
    text = (Path(__file__).parent / "opposites.txt").read_text(encoding="utf-8")
    found: dict[str, list[Opposed]] = {}
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            one, other = (tuple(group.split()) for group in line.split("|"))
            for mine, theirs in ((one, other), (other, one)):
                for word in mine:
                    found.setdefault(word[0], []).append((word, mine, theirs))
    return found
