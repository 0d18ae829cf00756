"""How far something reaches: of the world, the country, the province, the city, the district.

A word of reach is the clause's own, and where the clause has the thing it stands before with a word of another reach, it is that
one. Pure functions over pieces and evidence.
"""

import re
from collections.abc import Iterator

from assistant.grounding.evidence import Evidence
from assistant.grounding.negation import denials
from assistant.grounding.placing import Segment

_REACHES = {
    "world": r"世界|国际|全球",
    "country": r"全国|国家级|中华|我国|国内",
    "province": r"全省|省级|本省|我省",
    "city": r"北京市|杭州市|本市|全市|市级|北京地区|北京",
    "district": r"全区|区级|本区|区县级",
    "house": r"校内|单位内部|本单位|本校|本企业|公司内部|企业内部",
}
_REACH = re.compile("|".join(f"(?P<{name}>{spelled})" for name, spelled in _REACHES.items()))
_REACH_BEFORE = re.compile(rf"(?:{'|'.join(_REACHES.values())})的?$")
# Words that say of a sentence's own accord how far it reaches, and are never left out of a clause that means it.
_CLAIMED = re.compile(r"全国(?!人民|政协)|全世界|全球|全省|世界")


def misplaced(pieces: list[Segment], evidence: Evidence, own_words: str) -> Iterator[str]:
    """Words of reach that the clauses have not, or have otherwise before the same thing, one line each."""
    for piece in pieces:
        denied = "".join(d.reach for d in denials(piece.text))
        for match in _REACH.finditer(piece.text):
            mine, word, rest = str(match.lastgroup), match[0], piece.text[match.end() :]
            if word in denied:
                continue
            claimed = _CLAIMED.match(word) and word not in own_words
            if claimed and not re.search(_REACHES[mine], evidence.whole):
                yield f"所引条款没有提到“{word}”"
                continue
            following = re.sub(r"^的", "", rest)
            thing = next((following[:n] for n in (4, 2) if following[:n] in evidence.text and len(following) >= n), "")
            if not thing:
                continue
            there = {
                str(found.lastgroup)
                for found in _REACH.finditer(evidence.text)
                if evidence.text[found.end() :].lstrip("的").startswith(thing)
            }
            if there and mine not in there and not _bare(thing, evidence):
                yield f"所引条款里“{thing}”前不是“{word}”"


def _bare(thing: str, evidence: Evidence) -> bool:
    """Whether the clauses also have the thing without a word of reach before it."""
    return any(
        not _REACH_BEFORE.search(evidence.text[max(0, match.start() - 8) : match.start()])
        for match in re.finditer(re.escape(thing), evidence.text)
    )
