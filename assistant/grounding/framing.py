"""What an answer says of itself and to its reader: what it is about to list, where it looked, whom to ask. It states nothing of the documents.

Taken off before a sentence is judged, so that what is left is what the clauses must bear. Pure functions over plain text.
"""

import re

from assistant.grounding.elements import read
from assistant.grounding.placing import QUANTITIES

_OPENING = re.compile(
    r"(?:请(?:您)?(?:注意|留意)|需要?(?:注意|留意|说明|提醒|强调|指出)(?:的是)?|注意|说明|提示|当然|顺带[一1]提|顺便说[一1](?:下|句)|(?:先|要)?(?:纠正|澄清|说明|确认)[一1两\d]点|不过|另外|此外|原因是|也就是说|换句话说)[,:]|"
    r"(?:(?:与|跟|和)[^,:。]{2,14})?最(?:为)?(?:接近|相关|相近)的(?:条款|规定|内容|条文|[一1]条|[一1]款)?(?:讲的?|说的?|写的?|规定的?|提到的?)?"
    r"(?:只|仅|就)?(?:是|有|写明?|提到|讲到?|规定|列出?|说)*了?[:,]?|"
    r"另(?:外)?(?:还)?有[一1][条款项](?:讲|说|规定|写)的?是?[^,:。]{0,6}[:,]|"
    r"(?:文件|条款|条文|办法|通知|规定)(?:里|中|上)?的(?:说法|表述|原话|原文|规定)是[:,]?|"
    r"(?:这次)?(?:检索到的|查到的|返回的|检索结果里的)(?:现行)?(?:条款|文件|规定|结果)(?:里|中)?[,:]?"
)
_ADVICE = re.compile(
    r"(?:(?:因此|所以|具体[^,。]{0,8}|如(?:需|有)[^,。]{0,12}),?)?(?:建议|不妨|可以?再?)(?:您|你)?[^,。;]{0,40}(?:咨询|确认|核实|查询|了解|为准|查|对照|参考|留意|问[一1]下|询问|询价)[^,。;]{0,10}"
)


# 需要准备这些材料: as long as it denies nothing and brings no number.
_LIST_TO_COME = re.compile(r"(?!已查|查过|收录|另见)(?:(?![不没未无非,:。;]).){2,14}:")


def unframed(text: str) -> str:
    """A plain sentence without such openings and advice; empty where nothing else is in it."""
    before = None
    while text != before:
        before, match = text, _OPENING.match(text) or _LIST_TO_COME.match(text)
        if match and (match.re is _OPENING or not _kinds(match[0])):
            text = text[match.end() :]
    parts = re.split(r"(?<=[,:;。])", text)
    return "".join(part for part in parts if not _is_advice(part.rstrip(",:;。"))).rstrip(",:")


def _is_advice(part: str) -> bool:
    """Whom to ask, as long as it brings no number and no date."""
    return bool(_ADVICE.fullmatch(part)) and not _kinds(part) & (QUANTITIES | {"date", "digits"})


def _kinds(text: str) -> set[str]:
    return {e.kind for e in read(text)}
