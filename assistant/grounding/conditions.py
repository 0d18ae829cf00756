"""Conditions of the clause that the sentence waives (不管有没有颁布实施都算, 排名不限) or leaves out where it grants something.

Pure functions over pieces and evidence.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.grounding.binding import agrees
from assistant.grounding.evidence import Evidence
from assistant.grounding.placing import Segment
from assistant.grounding.words import said_in, share_of, words

# What is waived is the first group that is set.
_WAIVED = re.compile(
    r"(?:不管|不论|无论|不问|不看|不分)(?:是)?(?:否|不是|有没有)?([^,。]{2,20}?)(?:都|均|也|一律|$)"
    r"|(?<!不受)([一-鿿]{2,8}?)(?:方面)?(?:都|也|上)?(?:不限制?|没有?(?:要求|限制)|不作?要求|无所谓|不重要|无关紧要)(?=$|[的者])"
    r"|(?:不限制?(?!于)|不要求|不考虑|不看)([^,。]{2,12})"
    r"|([一-鿿]{2,8}?)(?:与否)(?:都|均|也|不|无|没)|([一-鿿]{2,8}?)(?:都|也)?(?:不影响|没影响|没关系|无妨)"
    r"|([一-鿿])不\6([一-鿿]{0,8}?)(?:,)?(?:都|也)(?:可以?|行|能|算|没关系|不影响)"
    r"|(?:是否|有没有|是不是)([^,。]{2,12}?)(?:都|也)(?:可以?|行|能|算|没关系|不影响)"
)
# The clause itself leaves something open.
_OPEN = re.compile(r"不限|不受|不论|无论|不分|均可|放宽|不将|不作|不要求|不得要求|可不|各类")
# The clause sets the condition when one statement has this share of its words.
LEAST = 0.6


def waived(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """Conditions that the sentence waives and the clause sets, one line each."""
    for text in (piece.text for piece in pieces):
        for match in _WAIVED.finditer(text):
            what = "".join(group for group in match.groups() if group)
            listed = [w for w, _ in words(what)] or [what]
            about = [u for u in evidence.units if share_of(listed, u.text) >= LEAST]
            if about and not any(_OPEN.search(u.text) for u in about):
                yield f"所引条款没有放开“{what}”"


_GRANTED = re.compile(r"(?:可以?|能|就能|即可)(?:直接)?(?:申报|报|评|参评)|即可|就(?:可以?|能|行|够)|便可|只[要需]")


def left_out(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """本科满5年可以申报正高 where the clause asks for 取得副高级职称 before the five years."""
    text = ",".join(piece.text for piece in pieces)
    mine = [e for piece in pieces for e in piece.elements]
    asked = [e for e in mine if e.kind in ("degree", "time")]
    if {e.kind for e in asked} != {"degree", "time"} or not _GRANTED.search(text) or _HOLDS.search(text):
        return
    units = [u for u in evidence.units if all(any(agrees(e, there) for there in u.elements) for e in asked)]
    held = [[e for e in u.elements if e.kind == "level" and e.role == "held"] for u in units]
    levels = {e.value for e in mine if e.kind == "level"}
    if units and all(held) and not any(e.value in levels for row in held for e in row):
        yield f"所引条款还要先有“{held[0][0].text}”"


_HOLDS = re.compile(r"取得|拿到|评上|有了?[^,]{0,6}职称|再")


_ABSOLUTE = re.compile(r"一律|(?:就|即|立即|立刻|马上)直接|统统|全都")


def made_absolute(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """徇私舞弊的一律追究刑事责任 where the clause says so of 构成犯罪的 alone."""
    text = ",".join(piece.text for piece in pieces)
    for piece in pieces:
        said = _ABSOLUTE.search(piece.text)
        deed = [w for w, _ in words(piece.text[said.end() :])] if said else []
        if not said or sum(map(len, deed)) < 4:
            continue
        for unit in evidence.units:
            for condition, phrase in pairwise(unit.phrases):
                named = [w for w, _ in words(condition.text) if len(w) > 1]
                if (
                    share_of(deed, phrase.text) >= 0.75
                    and condition.text.endswith(("的", "时"))
                    and not any(said_in(w, text) for w in named)
                ):
                    yield f"所引条款以“{condition.text[:24]}”为条件，不是“{said[0]}”"
                    return
