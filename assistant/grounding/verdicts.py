"""A verdict on a person is the tool's verdict; without one, only what can be counted out may be said.

Knows results in the contract's form and elements; decides nothing itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from assistant.grounding import lexicon
from assistant.grounding.binding import agrees
from assistant.grounding.elements import DOWN, UP, Element, read
from assistant.grounding.placing import QUANTITIES, Place
from assistant.grounding.text import plain

_OPEN = re.compile(
    r"(?:不能|无法|难以|不好|还不|尚不能?|未能|没法)(?:完全)?(?:确定|判断|认定|得出|作出)|是否|能否|可否|待定|取决于|如果|若|假如|的话|只要|之后(?:才|即)|届时|最早|未知|起(?:可|即)|(?:满|达到?)[^,。]{1,8}(?:就|即|便|才|方)(?:能|可)"
)
_NO = re.compile(
    r"(?:不|未|没有?|尚未|尚不|还不|暂不|达不|并不|仍不|仍未)(?:能|可以?|够)?(?:符合|满足|具备|达到|达|够|到|申报|参评|享受|行)|不够|不足|没资格|没有资格|无资格|无法申报|达不到|还差|尚差|欠缺|不属于|不在.{0,30}(?:之内|范围|以内)|不可以?申报|不能申报|不能报"
)
_YES = re.compile(
    r"(?<![不未没否])(?:已经?|均|都|完全|全部|初步)?(?:符合|满足|具备|达到)(?!的要求是|下列|以下|上述之一)|(?:可以|可|能够?|有资格)(?:直接|马上|现在|按.{0,6})?(?:申报|报名|参评|申请|享受|报|评)|够了|足够|有资格"
)
_NORMATIVE = re.compile(r"须|应当|应(?!用|届)|必须|规定|要求(?!$)|需要?(?!求)|下列|方可|才能|者,?可|的,?可")
_WHOLE = re.compile(
    r"(?:可以|可|能够?|有资格|不能|无法|不可以?)(?:直接|马上|现在|按.{0,6})?(?:申报|参评|申请|享受|报|评)|(?:符合|满足|具备|达到)[^,。]{0,24}(?:申报|评审|申领|参评)[^,。]{0,4}(?:条件|要求|资格)|有资格|没有?资格"
)
_APPLIES = re.compile(
    r"(?:可以|可|能够?|有资格|不能|无法|不可以?)(?:直接|马上|现在|按.{0,6})?(?:申报|参评|报|评)|(?:符合|满足|具备)[^,。]{0,24}(?:申报|评审|参评)[^,。]{0,4}(?:条件|要求|资格)|有资格|没有?资格"
)
_PART = re.compile(r"学历|年限|经历|业绩|成果|破格|基本条件|推荐|继续教育|课时|班主任|这一?[条项]|该[条项]|第\d+[条项]")


def about_person(text: str) -> bool:
    """Whether a plain sentence says how it stands with the person who asks."""
    return any(word in text for word in lexicon.PERSON) or bool(
        re.search(
            r"^(?:结论|目前|现在|按(?:您|你|现有|已知)|(?:不|尚不|暂不|还不)?(?:符合|满足|达到|具备|能|可以)[:,])", text
        )
    )


def is_verdict(piece: str) -> bool:
    """Whether a short piece is the verdict itself, or says how it stands with one condition."""
    return len(piece) <= 40 and bool(
        _NO.search(piece) or _YES.search(piece) or _OPEN.search(piece) or re.search(r"未知|待定|有待|可核对", piece)
    )


def countable(text: str, known: tuple[Element, ...]) -> bool:
    """Whether the sentence sets a number of the person's beside one of its own kind."""
    kinds = {e.kind for e in read(text) if e.kind in QUANTITIES}
    return any(k.kind in kinds for k in known)


def polarity(text: str) -> str:
    """yes, no, or nothing: what a sentence says of a person's conditions."""
    if _OPEN.search(text):
        return ""
    if _NO.search(text):
        return "no"
    return "yes" if _YES.search(text) else ""


def misstated(
    text: str, results: Sequence[dict[str, Any]], known: tuple[Element, ...], places: dict[str, list[Place]]
) -> Iterator[str]:
    """What is wrong with the verdict in a plain sentence, one line each."""
    said = polarity(text)
    if text.endswith("?") or not said or not (about_person(text) or (results and not _NORMATIVE.search(text))):
        return
    if results:
        yield from _against_results(text, said, results)
    elif not _NORMATIVE.search(text) or re.search(r"您|你", text):
        yield from _counted(text, said, known, places)


def _against_results(text: str, said: str, results: Sequence[dict[str, Any]]) -> Iterator[str]:
    levels = {e.value for e in read(text) if e.kind == "level" and e.role != "held"}
    relevant = [r for r in results if _levels(r) & levels] or list(results)
    verdicts = {r["verdict"] for r in relevant}
    whole = bool(_WHOLE.search(text)) and not _PART.search(text)
    parts = {
        status
        for r in relevant
        for condition in r.get("conditions") or []
        for status in [condition["status"], *(item["status"] for item in condition.get("items") or [])]
    }
    if whole and said == "yes" and ("eligible" not in verdicts or (len(relevant) == 1 and verdicts != {"eligible"})):
        yield "核查结论不是符合"
    elif whole and said == "no" and "ineligible" not in verdicts:
        yield "核查结论不是不符合"
    elif not whole and said == "yes" and verdicts and "eligible" not in verdicts and "met" not in parts:
        yield "核查结果里没有已满足的条件"
    elif not whole and said == "no" and not parts & {"unmet"} and "ineligible" not in verdicts:
        yield "核查结果里没有未满足的条件"


def _levels(result: dict[str, Any]) -> set[object]:
    words = f"{result.get('level') or ''} {result.get('rank') or ''}"
    return {e.value for e in read(plain(words)) if e.kind == "level"}


def _counted(text: str, said: str, known: tuple[Element, ...], places: dict[str, list[Place]]) -> Iterator[str]:
    """Without a decision, 达到 and 未达到 are checked by the numbers: the person's against the clause's."""
    counted = False
    in_sentence = {(e.kind, e.value) for e in read(text)}
    named = tuple(k for k in known if (k.kind, k.value) in in_sentence)
    for mine in named or known:
        if mine.kind not in QUANTITIES or not isinstance(mine.value, float):
            continue
        for asked in read(text):
            if asked.kind != mine.kind or not isinstance(asked.value, float):
                continue
            theirs = [p.element for p in places.get(mine.kind, []) if agrees(replace(asked, bound=0), p.element)]
            if not theirs:
                continue
            bound = theirs[0].bound or UP
            reached = mine.value <= asked.value if bound == DOWN else mine.value >= asked.value
            counted = True
            if reached != (said == "yes"):
                yield f"{mine.text}与“{asked.text}”相比，结论说反了"
                return
    if not counted and re.search(r"您|你", text) and _APPLIES.search(text) and not _NORMATIVE.search(text):
        yield "没有核查，不能下结论"
