"""What comes first: 先公示再审核 where the clause has the examination before the publication.

Pure functions over pieces and evidence.
"""

import re
from collections.abc import Iterator

from assistant.grounding.evidence import Evidence
from assistant.grounding.placing import Segment
from assistant.grounding.words import share_of, words

_FIRST = re.compile(r"先([^。;]{2,30}?)[,]?(?:然后|之后|随后|接着|再|后|才)+([^,。;]{2,30})")
_AFTER = re.compile(r"([^,。;]{2,30}?)(?:之后|以后|后)[,]?([^,。;]{0,12}?(?:再|才|方)[^,。;]{2,20})")
# A step is found where a stretch of the clause has this share of its words.
LEAST = 0.75
# 申报前须公示: what is named first comes second.
_TURNED = re.compile(r"前(?![款项条述])|事先|预先|再由|先由|先行")


def reversed_in(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """Steps that the sentence gives in one order and the clause in the other, one line each."""
    text = ",".join(piece.text for piece in pieces)
    steps = [part for unit in evidence.units for part in _steps(unit.text)]
    for match in (*_FIRST.finditer(text), *_AFTER.finditer(text)):
        first, second = _found(match[1], steps), _found(match[2], steps)
        if first and second and min(first) > max(second):
            yield f"所引条款里“{match[1]}”不在“{match[2]}”之前"


def _steps(text: str) -> list[str]:
    """A statement cut where one step ends; what is told in turned order is left out."""
    return [part for part in re.split(r"[,:、]|(?<=后)|(?<=[一-鿿])并(?=[一-鿿])", text) if not _TURNED.search(part)]


def _found(step: str, steps: list[str]) -> list[int]:
    listed = [w for w, tag in words(step) if len(w) > 1 and tag[0] in "nvj"]
    return [at for at, part in enumerate(steps) if share_of(listed, part) >= LEAST]
