"""What an answer says of itself and to its reader: where it looked, what comes nearest, whom to ask. It states nothing of the documents.

Taken off before a sentence is judged, so that what is left is what the clauses must bear. Pure functions over plain text.
"""

import re

from assistant.grounding.elements import read
from assistant.grounding.placing import QUANTITIES

_OPENING = re.compile(
    r"(?:请(?:您)?(?:注意|留意)|需要?(?:注意|说明|提醒|强调|指出)(?:的是)?|注意|说明|提示|当然|不过|另外|此外|原因是|也就是说|换句话说)[,:]|"
    r"(?:(?:与|跟|和)[^,:。]{2,14})?最(?:为)?(?:接近|相关|相近)的(?:条款|规定|内容|条文|[一1]条|[一1]款)?(?:讲的?|说的?|写的?|规定的?|提到的?)?"
    r"(?:只|仅|就)?(?:是|有|写明?|提到|讲到?|规定|列出?|说)*了?[:,]?|"
    r"另(?:外)?(?:还)?有[一1][条款项](?:讲|说|规定|写)的?是?[^,:。]{0,6}[:,]|"
    r"(?:文件|条款|条文|办法|通知|规定)(?:里|中|上)?的(?:说法|表述|原话|原文|规定)是[:,]?|"
    r"(?:这次)?(?:检索到的|查到的|返回的|检索结果里的)(?:现行)?(?:条款|文件|规定|结果)(?:里|中)?[,:]?"
)
_ADVICE = re.compile(
    r"(?:(?:因此|所以|具体[^,。]{0,8}|如(?:需|有)[^,。]{0,12}),?)?(?:建议|不妨|可以?再?)(?:您|你)?[^,。;]{0,40}(?:咨询|确认|核实|查询|了解|为准|查[一1]次|问[一1]下|询问)[^,。;]{0,10}"
)


def unframed(text: str) -> str:
    """A plain sentence without such openings and advice; empty where nothing else is in it."""
    before = None
    while text != before:
        before, match = text, _OPENING.match(text)
        text = text[match.end() :] if match else text
    parts = re.split(r"(?<=[,:;。])", text)
    return "".join(part for part in parts if not _is_advice(part.rstrip(",:;。"))).rstrip(",:")


def _is_advice(part: str) -> bool:
    """Whom to ask, as long as it brings no number and no date."""
    return bool(_ADVICE.fullmatch(part)) and not {e.kind for e in read(part)} & (QUANTITIES | {"date", "digits"})
