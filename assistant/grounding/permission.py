"""What the clause forbids is not allowed, and what it allows is not forbidden, in whatever words.

Compared by the words that a prohibition reaches, with words of one meaning, so that 可以收费 is held against 不得……收取费用.
Pure functions over pieces and evidence.
"""

import re
from collections.abc import Iterator

from assistant.grounding.evidence import Evidence
from assistant.grounding.negation import Denial, denials
from assistant.grounding.placing import Segment
from assistant.grounding.words import said_in, words

_MAY = re.compile(
    r"可以|可(?!靠|信|视|持续|行|复制|查询|调用|不)|(?<![智职功性技效])能够?(?!力|耗)|允许|有权|就行|也行|没问题|都享受|照样"
)
_FORBIDDEN = re.compile(r"不得|不能|不可|不予|不再|禁止|严禁")
_ALLOWED = re.compile(r"允许|可以|可(?!靠|信|视|持续|行|复制|查询|调用|不)|支持|鼓励")
_FREED = re.compile(r"可不|无需|无须|不必|不用|不再")
_MUST = re.compile(
    r"必须|(?:还|仍|也|都|就)[得要]|(?<![获取值懂])得(?=[跟与向到把将再])|应当|一定要|(?<!不)需要|(?<!不)须"
)
_WRITTEN = re.compile(r"写明|载明|写着|写了|明文|明确")
_BOUND_BY = re.compile(r"(?<!不)受[^,。]{0,16}(?:限制|约束)")
_LAST_DAY = re.compile(r"截止|逾期不|为止")
_STILL_AFTER = re.compile(
    r"(?:过了?(?:这|那|该)?[一1]?(?:天|日|期|时间|截止日?期?)|过期|逾期|截止(?:后|之后|以后)|超过(?:期限|时间)),?(?:后|了|的话)?,?(?:也|仍|还|依然|照样|仍然)*(?:可以?|能)"
)
# From this share of its weight on, the words of a prohibition stand in the piece.
LEAST = 0.6


def reversed_in(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """Prohibitions that the sentence turns into permissions, permissions into prohibitions, and what is not written."""
    forbidden = [
        part for unit in evidence.units for phrase in unit.phrases for denial in denials(phrase.text)
        if _FORBIDDEN.match(denial.how) for part in re.split(r"[、或和及]", denial.reach[:24])
    ]  # fmt: skip
    # 不得以……为由,否认……: what is forbidden stands behind the comma.
    forbidden += [
        after.text for unit in evidence.units for phrase, after in zip(unit.phrases, unit.phrases[1:], strict=False)
        if phrase.text.endswith("为由") and any(_FORBIDDEN.match(d.how) for d in denials(phrase.text))
    ]  # fmt: skip
    unwritten = [
        d.reach for line in (evidence.text + "\n" + evidence.context).split("\n") for d in denials(line)
        if d.how in ("没有", "未") and _WRITTEN.match(d.reach)
    ]  # fmt: skip
    freed = [
        denial.reach for unit in evidence.units for phrase in unit.phrases for denial in denials(phrase.text)
        if _FREED.match(denial.how)
    ]  # fmt: skip
    whole = ",".join(p.text for p in pieces)
    for piece in pieces:
        if not denials(piece.text) and _MUST.search(piece.text):
            for reach in freed:
                if len(words(reach)) > 1 and _covered(reach, piece.text):
                    yield f"所引条款不要求“{reach[:12]}”"
                    break
        mine = denials(piece.text)
        if _STILL_AFTER.search(whole) and _LAST_DAY.search(evidence.text) and not _STILL_AFTER.search(evidence.text):
            yield "所引条款到期截止，没有说过后还可以"
        if (not mine or _within_what_is_forbidden(mine, forbidden)) and _MAY.search(piece.text):
            for reach in forbidden:
                if _covered(reach, piece.text):
                    yield f"所引条款不允许“{reach[:12]}”"
                    break
        if not mine and _WRITTEN.search(piece.text):
            for reach in unwritten:
                if len(reach) >= 4 and _covered(reach, piece.text):
                    yield f"所引文件没有“{reach[:12]}”"
                    break
        if (
            not mine
            and _BOUND_BY.search(piece.text)
            and "不受" in evidence.text
            and not _BOUND_BY.search(evidence.text)
        ):
            yield "所引条款说的是不受限制"
        for denial in mine:
            if not _FORBIDDEN.match(denial.how):
                continue
            for unit in evidence.units:
                for phrase in unit.phrases:
                    allowed = _ALLOWED.search(phrase.text)
                    if not allowed or any(_FORBIDDEN.match(d.how) for d in denials(phrase.text)):
                        continue
                    if len(words(denial.reach)) > 1 and _covered(denial.reach, phrase.text[allowed.end() :]):
                        yield f"所引条款是“{allowed.group(0)}”，不是“{denial.how}”"


def _within_what_is_forbidden(mine: tuple[Denial, ...], forbidden: list[str]) -> bool:
    """多收、少收或不收, of 不得多收、少收或不收: the denial belongs to what is forbidden."""
    return all(d.how == "不" and any(d.how + d.reach[:1] in reach for reach in forbidden) for d in mine)


def _covered(reach: str, text: str) -> bool:
    listed = [(w, len(w)) for w, tag in words(reach) if len(w) > 1 and tag[0] in "nvjia"]
    whole = sum(n for _, n in listed)
    return bool(whole) and sum(n for w, n in listed if said_in(w, text)) >= LEAST * whole
