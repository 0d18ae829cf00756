"""Tiers of government as people name them: 市里, 区级, 镇上, 乡镇."""

import re
from itertools import pairwise

from assistant.questions.coordination import JOINT
from assistant.questions.listing import read_kind
from assistant.questions.question import Side

_ENDING = "(?:里|级|上|一级|这一级|这边|层面)"
_TIER = re.compile(rf"(?<![在到去从])(?:(?:乡镇|[省市区县镇乡村]){_ENDING}|乡镇(?![长党机政干]))")


def tiers(text: str) -> list[re.Match[str]]:
    """The places where a tier is named."""
    return list(_TIER.finditer(text))


def tier_sides(text: str) -> tuple[Side, ...]:
    """`村里的职责跟乡镇的职责`: tiers whose duties are joined, each a side; none where fewer than two are."""
    found = tiers(text) if read_kind(text) == "duties" else []
    joined = all(JOINT.search(text, a.end(), b.start()) for a, b in pairwise(found))
    named = dict.fromkeys(m.group() for m in found)
    return tuple(Side(words=words) for words in named) if len(named) > 1 and joined else ()
