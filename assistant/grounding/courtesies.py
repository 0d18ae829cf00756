"""What a sentence says of the answer or to its reader, and of no document: cautions, openings, where it looked, whom to ask.

Taken off before a sentence is judged, so that what is left is what the clauses must bear. Pure functions over plain text.
"""

import re

from assistant.grounding.elements import read
from assistant.grounding.evidence import Evidence
from assistant.grounding.placing import QUANTITIES

_CAUTION = re.compile(
    r"(?:以上|上述|本(?:回答|结论)|结论|最终|具体).{0,20}(?:不构成|仅供参考|不代表|不是(?:官方|正式|最终)|不作为|以.{1,24}为准|由.{1,24}(?:认定|评审|评定|审核|决定|确定))|"
    r"不构成.{0,8}(?:决定|认定|结论|意见)|仅供参考"
)
# Said to the reader, about no document.
_COURTESY = re.compile(
    r"(?:以上|上述)?(?:请您?(?:留意|注意|知悉)|供您?参考|仅供(?:您?)参考|特此说明)|(?:具体|最终|详细|一切)(?:条件|要求|内容|规定|情况)?以[^,]{1,20}为准|这一?点(?:请|要|需要)?(?:注意|留意)|"
    r"根据(?:有关|相关)?规定|按照?(?:该|上述|本|有关)?(?:文件|办法|规定|政策)|(?:您?需要|请|值得)(?:注意|说明|指出|强调|知道|了解)(?:的是)?|"
    r"简单(?:来|地)?说|也就是说|换句话说|换言之|具体(?:来说|而言|如下)?|一般(?:来说|而言)|目前(?:来看)?|总的来说|总之|综上(?:所述)?|因此|所以|此外|另外|同时|其中|不过|但是?|"
    r"答(?:案|复)?|回答|对您(?:来说|而言)|(?:就|结合|对于|针对|按)您的(?:情况|条件|提问|问题)(?:而言|来说|来看)?|(?:文件|政策|条款)(?:上)?(?:明确|规定|写明|指出|要求)|"
    r"(?:(?:这?[两二]者|它们|[两二]级|其)(?:之间)?的?)?(?:主要)?(?:区别|不同|差别|差异)(?:之处)?(?:在于|是|如下|为)?|"
    r"要求|说明|注意|提示|结论|规定|依据|条件|是的|对|没错|您好|首先|其次|最后|再次|第[一二三四123]"
)
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
_LIST_TO_COME = re.compile(r"(?!已查|查过|收录|另见|可以问|请)(?:(?![不没未无非,:。;]).){2,14}:")

# A caution that brings one of these says more than a caution.
_WEIGHTY = QUANTITIES | {"date", "degree", "digits", "number", "percent", "rank"}


def left_out(text: str, evidence: Evidence | None) -> str:
    """The sentence without its openings and what is said to the reader, and without the cautions in it.

    Where clauses are cited, a caution that names who decides stays unless they name the same.
    """
    kept: list[str] = []
    cautioned = False
    for part in re.split(r"(?<=[,:;。])", text):
        goes_on = cautioned and re.match(r"(?:最终|具体)?以[^,。]{1,24}为准", part)
        cautioned = bool(_is_caution(part) or goes_on)
        cautions = cautioned and (evidence is None or _who_decides(part) in evidence.whole)
        if not cautions and not _COURTESY.fullmatch(part.rstrip(",:;。")):
            kept.append(part)
    return _unframed("".join(kept).strip(","))


def _unframed(text: str) -> str:
    """A plain sentence without such openings and advice; empty where nothing else is in it."""
    before = None
    while text != before:
        before, match = text, _OPENING.match(text) or _LIST_TO_COME.match(text)
        if match and (match.re is _OPENING or not _kinds(match[0])):
            text = text[match.end() :]
    parts = re.split(r"(?<=[,:;。])", text)
    return "".join(part for part in parts if not _is_advice(part.rstrip(",:;。"))).rstrip(",")


def _is_advice(part: str) -> bool:
    """Whom to ask, as long as it brings no number and no date."""
    return bool(_ADVICE.fullmatch(part)) and not _kinds(part) & (QUANTITIES | {"date", "digits"})


def _is_caution(text: str) -> bool:
    return bool(_CAUTION.search(text)) and not _kinds(text) & _WEIGHTY


def _who_decides(caution: str) -> str:
    """Whose decision counts, by a caution: 以评审委员会的评审结果为准; empty where it names nobody."""
    named = re.search(r"[以由]([^,。]{2,20}?)(?:的|最终|统一)?(?:评审|评定|认定|审核|决定|确定|结果|意见)", caution)
    return named.group(1) if named else ""


def _kinds(text: str) -> set[str]:
    return {e.kind for e in read(text)}
