"""Any or all, and or or: the small words that turn a provision round.

Not stands in negation.py, may and must in modals.py. Pure functions over plain text.
"""

import re
from collections.abc import Iterator

from assistant.grounding import modals, negation
from assistant.grounding.evidence import Evidence
from assistant.grounding.placing import Segment

_AND = re.compile(r"并且|而且|以及|同时|(?<!参)[和与且](?!以上)|并(?=[须应需要])|及(?!其?以[上下]|时|格)")
_ALL_OF = re.compile(r"同时|都要?|均须?|缺一不可|两[项者个]")
# Between two things of the clause 并 joins, whatever follows.
_AND_BETWEEN = re.compile(_AND.pattern + r"|^[,、的者]*[并且]")
_OR = re.compile(r"或者?(?!以)|或是|要么")


def turned(text: str, pieces: list[Segment], evidence: Evidence, own_words: str) -> Iterator[str]:
    """What the small words of a sentence say otherwise than the clause, one line each."""
    yield from negation.denied_otherwise(pieces, evidence, own_words)
    yield from modals.other_force(pieces, evidence)
    yield from _choice(pieces, evidence)
    yield from _joined(text, evidence)


def _choice(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    there = {e.value for unit in evidence.units for e in (*unit.elements, *unit.context_elements) if e.kind == "choice"}
    text = evidence.text + evidence.context
    for piece in pieces:
        for element in piece.elements:
            if element.kind != "choice" or re.search(
                r"(?:不是|并非|不用|不必|不需要?|无需|不能|不可以?|不得)[^,]{0,6}$", piece.text[: element.start]
            ):
                continue
            if element.value == "any" and "all" in there and "any" not in there:
                yield f"所引条款要全部，不是“{element.text}”"
            near = _nearest(piece, evidence)
            if element.value == "any" and not there & {"any"} and "或" not in near and "1项" not in near:
                yield f"所引条款没有“{element.text}”"
            if element.value != "all":
                continue
            if there & {"any", "some"} and not re.search(r"同时满足|均|全部|都", text):
                yield f"所引条款是择一或择几，不是“{element.text}”"
            elif not there and not re.search(r"同时|均|全部|都|下列|以下|各项|所有", text):
                yield f"所引条款没有“{element.text}”"


def _nearest(piece: Segment, evidence: Evidence) -> str:
    """The statement that is most like the piece, with what stands above it; all of the text where none is."""
    best = max(evidence.units, key=lambda u: len(u.bigrams & piece.bigrams), default=None)
    if best is None or len(best.bigrams & piece.bigrams) < max(4, len(piece.bigrams) / 2):
        return evidence.text + evidence.context
    return best.text + best.context


def _joined(text: str, evidence: Evidence) -> Iterator[str]:
    for pattern, other, sign in ((_OR, _AND, "或"), (_AND, _OR, "和")):
        for match in pattern.finditer(text):
            left = re.search(r"[一-鿿]{2}$", text[: match.start()].rstrip("、,"))
            right = re.match(r"[一-鿿]{2}", text[match.end() :])
            if not left or not right:
                continue
            if pattern is _AND and left[0] == text[match.end() :][2:4] and not _ALL_OF.search(text):
                continue  # 行业标准和地方标准排名前三: each of them
            if pattern is _AND and any(re.match(rf"或者?{right[0]}", u.text) for u in evidence.units):
                yield f"“{right[0]}”在所引条款里是“或”的关系"
            between = list(_between(left.group(0), right.group(0), evidence))
            turned_to = other if other is _OR else _AND_BETWEEN
            if between and not any(pattern.search(b) for b in between) and any(turned_to.search(b) for b in between):
                yield f"“{left.group(0)}”与“{right.group(0)}”在所引条款里不是“{sign}”的关系"


def _between(left: str, right: str, evidence: Evidence) -> Iterator[str]:
    """What stands between the two words where the clause has them close together, in either order."""
    for unit in evidence.units:
        for first, second in ((left, right), (right, left)):
            for match in re.finditer(re.escape(first), unit.text):
                end = unit.text.find(second, match.end(), match.end() + 12)
                if end >= 0:
                    yield unit.text[match.end() : end]
