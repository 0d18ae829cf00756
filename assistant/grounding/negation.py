"""Not: what a sentence denies and the clause does not, or the other way round.

Pure functions over plain text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.grounding import lexicon
from assistant.grounding.elements import _LESS, _MORE
from assistant.grounding.evidence import Evidence, Phrase
from assistant.grounding.modals import MUST
from assistant.grounding.placing import Segment
from assistant.grounding.text import bigrams

# Spelled with 不 or 无, but denying nothing.
_NOT_DENIAL = re.compile(
    rf"{_LESS}|{_MORE}|不断|不同|不良|不仅|不光|不但|不论|无论|不管|(?:并?不|并非)(?:是|只是)?唯一|不只|不一定|不过|非常|除非|未来|不久|无疑|不间断|不见面|不等|莫不|不可或缺|不限于|"
    r"无人机|是否|能否|可否|有没有|(?P<again>[一-鿿])不(?P=again)|可不可以|免费|不动产|不(?:明白|清楚|懂|了解)"
)
_DENIAL = re.compile(
    r"不得|不能|不可以|不可|不予|不应|不需要?|不用|不必|不再|不会|不是|不了|不|缺少|缺乏|无法|没法|无需|无须|毋须|没有|没|未|无|非|禁止|严禁|免于|免予|免(?=[一-鿿])|拒绝|勿"
)
# Denials that reach to the end of the phrase; the others deny the next word or two.
_FAR_REACHING = re.compile(
    r"不得|不能|不可以|不可|不予|不应|不需要?|不用|不必|不再|不会|无需|无须|毋须|禁止|严禁|没有|未"
)
_NEAR = 6
# From this share of common character pairs on, a piece is a phrase of the clause with something changed.
ALIKE = 0.6
FORBIDS = re.compile(r"不得|不能|不可|不予|禁止|严禁|不允许|不准")
FREES = re.compile(r"无需|无须|不需|不必|不用|可不|免于|免予|毋须|不再")
# The sentence may say the opposite in a word of its own.
_OTHER_WAYS = re.compile(
    r"保密|取消|撤销|收回|放宽|只|仅|除|限|停止|终止|暂停|突破|打破|否则|拒|缺|差|逾期|过期|截止|失|才|免|不|未|无|没|非|禁"
)


@dataclass(frozen=True, slots=True)
class Denial:
    """How something is denied, and the words that it reaches."""

    how: str
    reach: str


@lru_cache(maxsize=20_000)
def denials(text: str) -> tuple[Denial, ...]:
    """The denials in a plain phrase."""
    masked = _NOT_DENIAL.sub(lambda m: "#" * len(m.group(0)), text)
    found = []
    for match in _DENIAL.finditer(masked):
        rest = re.match(r"[^,;。]*", masked[match.end() :])
        reach = rest.group(0) if rest else ""
        if match[0] in ("未", "没有") and re.search(r"[一-鿿]{3}的(?=[一-鿿]{2})", reach):
            reach = reach[: reach.index("的", 3) + 1]
        how = (
            "可不"
            if masked[max(0, match.start() - 1) : match.start()] == "可" and match.group(0) == "不"
            else match.group(0)
        )
        found.append(Denial(how, reach if _FAR_REACHING.match(match.group(0)) else reach[:_NEAR]))
    return tuple(found)


# Words around a verb that say nothing of what is denied.
_SLIGHT = re.compile(r"得|能够?|可以|应当?|须|需要?|要|会|予以?|再|曾|必须?|另行|擅自|直接|进行|的")


def _pairs(reach: str) -> frozenset[str]:
    return bigrams(_SLIGHT.sub("", reach))


def denied_otherwise(pieces: list[Segment], evidence: Evidence, own_words: str) -> Iterator[str]:
    """What the sentence denies and the clause does not, and what the clause denies and the sentence says, one line each."""
    own = [d for line in re.split(r"[,。;?]", own_words) for d in denials(line)]
    all_there = [
        (d, phrase.bigrams) for unit in evidence.units for phrase in unit.phrases for d in denials(phrase.text)
    ]
    there = [d for d, _ in all_there]
    above = [d for line in evidence.context.split("\n")[:40] for d in denials(line)]
    plain_pairs = _undenied_pairs(evidence)
    sentence = ",".join(p.text for p in pieces)
    for piece in pieces:
        mine = denials(piece.text)
        twin = _twin(piece, evidence)
        if twin is not None:
            theirs = denials(twin.text)
            if len(mine) != len(theirs) and not _denied_elsewhere(mine, there):
                yield f"所引条款说的是“{twin.text[:40]}”"
            for denial in mine if theirs else ():
                yield from _kind_of_denial(denial, [d for d in theirs if _pairs(d.reach) & _pairs(denial.reach)])
            continue
        for denial in mine:
            words = _pairs(denial.reach[:12].partition("的")[0])
            if not words or (denial.reach[0] in "认承" and re.search(r"否认|拒绝", evidence.text)):
                continue
            if re.match(r"不是|并非", denial.how) and "而是" in sentence:
                continue
            if denial.reach[0] in "归由" and _INSTEAD.search(sentence):
                continue  # 不归税务, 还是社保经办机构办: who does it is judged elsewhere
            said = len(words & plain_pairs) >= 0.8 * len(words) and not (there or denial.reach[0].isdigit())
            if re.match(r"不是|并非", denial.how) and not said and denial.reach[:3] and denial.reach[:3] in own_words:
                continue
            alike = [d for d in there if words & _pairs(d.reach) or _same_words(denial.reach, d.reach)]
            alike += [d for d in above if len(words & _pairs(d.reach)) > 0.7 * len(words)]
            if denial.how[0] == "不" and _GOES_ON.search(evidence.text) and _CHANGE.match(denial.reach):
                continue
            if re.match(r"不是|并非", denial.how) and re.match(r"必[须要备]|硬性|强制", denial.reach):
                if MUST.search(evidence.text):
                    yield f"所引条款是必须的：“{denial.reach[:12]}”"
                continue
            if _NOT_SAID.match(denial.reach):
                if any(MUST.search(p.text) and len(words & p.bigrams) > 1 for p in evidence.phrases):
                    yield f"所引条款正是这样要求的：“{denial.reach[:12]}”"
                continue
            asked = any(words & _pairs(d.reach) for d in own)
            if asked and (not words & plain_pairs or any(w in piece.text for w in lexicon.PERSON)):
                continue
            if alike:
                yield from _kind_of_denial(denial, alike)
            elif _denied_nearby(piece, evidence, sentence):
                continue
            elif words & plain_pairs and (not _only_said(evidence) or _OWN_DENIAL.search(denial.reach[:6])):
                yield f"所引条款没有否定“{denial.reach[:8]}”"
            elif not _of_a_kind(denial, there + above) and not _only_said(evidence):
                yield f"所引条款没有否定的意思：“{denial.how}{denial.reach[:6]}”"
        if mine or _OTHER_WAYS.search(piece.text):
            continue
        for denial, phrase in all_there:
            first = _pairs(denial.reach[:16] if denial.how == "未" else denial.reach[:8])
            denied = (first & piece.bigrams) - plain_pairs
            if denial.how in ("未", "没有") and any(denials(p.text) for p in pieces if p is not piece):
                continue
            if denial.how == "非" and re.search(r"其他|其它|另|以外", piece.text):
                continue
            if denial.how in ("非", "不", "无") and re.sub(r"^[将把对以由向]", "", denial.reach)[:2] not in piece.text:
                continue
            close = len(phrase & piece.bigrams) >= 0.5 * len(piece.bigrams)
            if (len(denied) >= 2 or (close and denied)) and len(denied) >= 0.5 * len(first & piece.bigrams):
                yield f"所引条款说的是“{denial.how}{denial.reach[:8]}”"
                break


_PREPOSITION = re.compile(
    r"^(?:向|对|把|将|给|从|在|由|以|为|与|和|跟)(?:劳动者|申报人员?|个人|单位|企业|用人单位|投保人|纳税人|当事人)?"
)


def _denied_elsewhere(mine: tuple[Denial, ...], there: list[Denial]) -> bool:
    """Whether all that the piece denies is denied by another phrase: 未分级设置的 beside 分级设置的."""
    return bool(mine) and all(
        any(len(_pairs(d.reach[:6]) & _pairs(m.reach[:6])) >= 2 and _manner(m.how) == _manner(d.how) for d in there)
        for m in mine
    )


# 继续使用 is what 不需要更换 says.
_GOES_ON = re.compile(r"继续|仍|沿用|维持|保持")
_CHANGE = re.compile(r"(?:再|重新|另行)?(?:更换|换|改|变更|变|重新|调整|更改)")
_INSTEAD = re.compile(r"还是|仍|而是|(?<!不)[由归]")
# 没有说必须……: what the clause leaves open.
_NOT_SAID = re.compile(r"(?:说|要求|规定|写|限定|提|强制|明确)[^,]{0,4}(?:必须|一定|应(?!用|届)|须|(?<!需)要(?!求))")


def _manner(how: str) -> str:
    """未, 没有 and 无 deny alike."""
    return "未" if how[0] in "未没无" else how[0]


def _same_words(reach: str, other: str) -> bool:
    """收费 and 收取费用: most characters of the one stand in the other."""
    bare = _PREPOSITION.sub("", _SLIGHT.sub("", reach))[:4]
    if len(bare) >= 2 and sum(c in other for c in bare[:2]) == 2:
        return True
    tail = _SLIGHT.sub("", reach)[-2:]
    return len(tail) == 2 and any(tail in g and any(w in other for w in g if len(w) > 1) for g in lexicon.SAME)


def _denied_nearby(piece: Segment, evidence: Evidence, sentence: str) -> bool:
    """Whether the phrase of the clause that is most like the piece denies something, in words of its own."""
    best = max(evidence.phrases, key=lambda p: len(p.bigrams & piece.bigrams), default=None)
    if best is None or len(best.bigrams & piece.bigrams) < 3:
        return False
    return bool([d for d in denials(best.text) if d.how + d.reach[:2] not in sentence])


def _of_a_kind(denial: Denial, there: list[Denial]) -> list[Denial]:
    """The denials of the clause that can bear one: what need not or may not be done is not what is not yet so."""
    if not (FREES.match(denial.how) or FORBIDS.match(denial.how)):
        return there
    return [d for d in there if d.how not in ("未", "非", "无", "没有", "没")]


# Words that deny without 不 or 无.
_OWN_DENIAL = re.compile(r"保密|取消|撤销|收回|只|仅|除.{1,12}外|禁止")


def _only_said(evidence: Evidence) -> bool:
    return bool(_OWN_DENIAL.search(evidence.text))


@lru_cache(maxsize=2_000)
def _undenied_pairs(evidence: Evidence) -> frozenset[str]:
    return bigrams(undenied(evidence))


@lru_cache(maxsize=2_000)
def undenied(evidence: Evidence) -> str:
    """What the clauses say outside every denial."""
    found = []
    for text in (phrase.text for phrase in evidence.phrases):
        for denial in denials(text):
            text = text.replace(denial.how.removeprefix("可") + denial.reach, "#")
        found.append(text)
    return "\n".join(found)


def _kind_of_denial(denial: Denial, alike: list[Denial]) -> Iterator[str]:
    hows = [d.how for d in alike]
    if not hows:
        return
    if FORBIDS.match(denial.how) and all(FREES.match(h) for h in hows):
        yield f"所引条款是“{hows[0]}”，不是禁止"
    if FREES.match(denial.how) and all(FORBIDS.match(h) for h in hows):
        yield f"所引条款是“{hows[0]}”，不是免除"


def _twin(piece: Segment, evidence: Evidence) -> Phrase | None:
    """The phrase of the clause that the piece repeats almost word for word, neither much longer nor much shorter."""
    words = piece.bigrams
    if len(words) < 4:
        return None
    best = max(evidence.phrases, key=lambda p: len(p.bigrams & words) / (len(p.bigrams | words) or 1), default=None)
    return best if best and len(best.bigrams & words) >= ALIKE * len(best.bigrams | words) else None
