"""Not, may, must, only, all, or: the small words that turn a provision round.

Each check compares how the sentence and the clause say the same thing; what the clause does not say in these words is left to
`coverage`. Pure functions over plain text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.grounding import lexicon
from assistant.grounding.elements import _LESS, _MORE
from assistant.grounding.evidence import Evidence, Phrase
from assistant.grounding.placing import Segment
from assistant.grounding.text import bigrams
from assistant.grounding.words import said_in, tagged, words

# Spelled with 不 or 无, but denying nothing.
_NOT_DENIAL = re.compile(
    rf"{_LESS}|{_MORE}|不断|不同|不良|不仅|不光|不但|不论|无论|不管|(?:并?不|并非)(?:是|只是)?唯一|不只|不一定|不过|非常|除非|未来|不久|无疑|不间断|不见面|不等|莫不|不可或缺|不限于|"
    r"无人机|是否|能否|可否|有没有|(?P<again>[一-鿿])不(?P=again)|可不可以|免费|不动产"
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
_FORBID = re.compile(r"不得|不能|不可|禁止|严禁|不允许|不准")
_FREE = re.compile(r"无需|无须|不需|不必|不用|可不|免于|免予|毋须")
_MAY = re.compile(r"可以|可(?!靠|信|视|持续|行|验证|推广|复制|能|查询|调用|不|累计)|允许|自愿|有权")
_MUST = re.compile(
    r"必须|务必|应当|应(?!用|届|急|对|付|聘|缴)|须|(?<!根据)(?<!工作)(?<!实际)(?<!岗位)需要|需(?!求|要)|一律|不得|严禁|只能|要求|要(?!求|素|点|建|重)|强制"
)
_STRONG = re.compile(r"必须|务必|一律|只能|强制|一定要|不得不")
_ONLY = re.compile(
    r"(?<!可以)(?<!可)只(?!要|是|需|用|差|剩|看|说)|仅(?!供|需|差|是)|(?<!不是)(?<!并非)(?<!不)唯一|独家"
)
_ONLY_THERE = re.compile(
    r"只|仅|唯一|(?<!期|时|年|上|下)限(?!期|内|于)|方可|(?<!人)才(?!干|华|智)|不得[^,]{0,6}其他|必须使用|不再|除.{1,12}外|统一|专门"
)
_EVERY = re.compile(r"所有|任何|一切|全体|无论|不论")
_ONE_SIDE = re.compile(r"单方|一方(?!面)")
_BOTH = re.compile(r"均|双方|协商一致")
_FREELY = re.compile(r"自主|自愿|择优|根据需要|鼓励")
_ALL_VOTES = re.compile(r"全票|一致(?:赞成|同意|通过)|全员(?:赞成|同意)|全体(?:赞成|同意)|都(?:赞成|同意)")
_EVERY_THERE = re.compile(r"所有|任何|一切|一律|均|都|各|全|每|无论|不论|不受")
_AND = re.compile(r"并且|而且|以及|同时|(?<!参)[和与且](?!以上)|并(?=[须应需要])|及(?!其?以[上下]|时|格)")
_OR = re.compile(r"或者?(?!以)|或是|要么")
# The sentence may say the opposite in a word of its own.
_OTHER_WAYS = re.compile(
    r"保密|取消|撤销|收回|放宽|只|仅|除|限|停止|终止|暂停|突破|打破|否则|拒|缺|差|逾期|过期|截止|失|才|免|不|未|无|没|非|禁"
)


@dataclass(frozen=True, slots=True)
class Denial:
    """How something is denied, and the words that it reaches."""

    how: str
    reach: str


def turned(text: str, pieces: list[Segment], evidence: Evidence, own_words: str) -> Iterator[str]:
    """What the small words of a sentence say otherwise than the clause, one line each."""
    yield from _denials(pieces, evidence, own_words)
    yield from _modals(pieces, evidence)
    yield from _choice(pieces, evidence)
    yield from _joined(text, evidence)
    yield from _opposites(text, evidence)


@lru_cache(maxsize=20_000)
def denials(text: str) -> tuple[Denial, ...]:
    """The denials in a plain phrase."""
    masked = _NOT_DENIAL.sub(lambda m: "#" * len(m.group(0)), text)
    found = []
    for match in _DENIAL.finditer(masked):
        rest = re.match(r"[^,;。]*", masked[match.end() :])
        reach = rest.group(0) if rest else ""
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


def _denials(pieces: list[Segment], evidence: Evidence, own_words: str) -> Iterator[str]:
    own = [d for line in re.split(r"[,。;?]", own_words) for d in denials(line)]
    all_there = [
        (d, phrase.bigrams) for unit in evidence.units for phrase in unit.phrases for d in denials(phrase.text)
    ]
    there = [d for d, _ in all_there]
    above = [d for line in evidence.context.split("\n")[:40] for d in denials(line)]
    plain_pairs = _said_plainly(evidence)
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
            if re.match(r"不是|并非", denial.how) and denial.reach[:3] and denial.reach[:3] in own_words:
                continue
            alike = [d for d in there if words & _pairs(d.reach) or _same_words(denial.reach, d.reach)]
            alike += [d for d in above if len(words & _pairs(d.reach)) > 0.7 * len(words)]
            if denial.how[0] == "不" and _GOES_ON.search(evidence.text) and _CHANGE.match(denial.reach):
                continue
            if _NOT_SAID.match(denial.reach):
                if any(_MUST.search(p.text) and len(words & p.bigrams) > 1 for u in evidence.units for p in u.phrases):
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
            elif not there and not above and not _only_said(evidence):
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
            if denial.how in ("非", "不", "无") and denial.reach[:2] not in piece.text:
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


# 没有说必须……: what the clause leaves open.
_NOT_SAID = re.compile(r"(?:说|要求|规定|写|限定|提|强制|明确)[^,]{0,4}(?:必须|一定|应|须|要)")


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
    phrases = [p for u in evidence.units for p in u.phrases]
    best = max(phrases, key=lambda p: len(p.bigrams & piece.bigrams), default=None)
    if best is None or len(best.bigrams & piece.bigrams) < 3:
        return False
    return bool([d for d in denials(best.text) if d.how + d.reach[:2] not in sentence])


# Words that deny without 不 or 无.
_OWN_DENIAL = re.compile(r"保密|取消|撤销|收回|只|仅|除.{1,12}外|禁止")


def _only_said(evidence: Evidence) -> bool:
    return bool(_OWN_DENIAL.search(evidence.text))


@lru_cache(maxsize=2_000)
def _said_plainly(evidence: Evidence) -> frozenset[str]:
    """Pairs of characters that the clauses say outside every denial."""
    found: set[str] = set()
    for unit in evidence.units:
        for phrase in unit.phrases:
            text = phrase.text
            for denial in denials(text):
                text = text.replace(denial.how.removeprefix("可") + denial.reach, "#")
            found |= bigrams(text)
    return frozenset(found)


def _kind_of_denial(denial: Denial, alike: list[Denial]) -> Iterator[str]:
    hows = [d.how for d in alike]
    if not hows:
        return
    if _FORBID.match(denial.how) and all(_FREE.match(h) for h in hows):
        yield f"所引条款是“{hows[0]}”，不是禁止"
    if _FREE.match(denial.how) and all(_FORBID.match(h) for h in hows):
        yield f"所引条款是“{hows[0]}”，不是免除"


def _modals(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    said = evidence.text + "\n" + evidence.context
    for piece in pieces:
        yield from _beyond(piece, evidence)
        if piece is pieces[0] and len(pieces) > 1 and _ANSWER.fullmatch(piece.text):
            continue
        for pattern, other, word in ((_MUST, _MAY, "必须"), (_MAY, _MUST, "可以")):
            found = pattern.search(piece.text)
            if not found or other.search(piece.text):
                continue
            nearest = _nearest(piece, evidence) or (_says_most(piece, evidence) if pattern is _MUST else None)
            if pattern is _MAY and _GRANTED.search(piece.text[: found.start()]):
                continue  # what one is bound to do is open to the other
            if (
                nearest
                and other.search(nearest.text)
                and not pattern.search(nearest.text)
                and not re.match(_STATE_ONLY, piece.text[found.end() :])
                and _governs_alike(piece.text, found.end(), nearest.text, other)
            ):
                yield f"所引条款没有说“{word}”：“{nearest.text[:30]}”"
                continue
            for match in pattern.finditer(piece.text):
                verb = piece.text[match.end() :][:2]
                verb = "签订" if verb[:1] == "签" else verb
                if not re.fullmatch(r"[一-鿿]{2}", verb):
                    continue
                before = _just_before(verb, evidence)
                if any(other.search(b) for b in before) and not any(pattern.search(b) for b in before):
                    yield f"所引条款对“{verb}”没有说“{word}”"
        strong = _STRONG.search(re.sub(r"(?:不是|并非|没有说|没有要求|不)(?:必须|一律|强制)", "#", piece.text))
        nearby = (_nearest(piece, evidence) or _says_most(piece, evidence)) if strong else None
        if strong and nearby and _FREELY.search(nearby.text) and not _MUST.search(nearby.text):
            yield f"所引条款没有“{strong.group(0)}”的意思"
        if strong and not _MUST.search(said) and not _ONLY_THERE.search(said) and "下列条件" not in said:
            yield f"所引条款没有“{strong.group(0)}”的意思"
        only = _ONLY.search(piece.text)
        counted = only and re.match(r"只有?[^,]{0,16}\d+[个项种类]", piece.text[only.start() :])
        if only and not counted and not _ONLY_THERE.search(evidence.text):
            yield f"所引条款没有“{only.group(0)}”的意思"
        all_votes = _ALL_VOTES.search(piece.text)
        if all_votes and not _ALL_VOTES.search(evidence.text):
            yield f"所引条款没有说“{all_votes.group(0)}”"
        if _ONE_SIDE.search(piece.text) and _BOTH.search(evidence.text) and not _ONE_SIDE.search(evidence.text):
            yield "所引条款要双方，不是一方"
        every = _EVERY.search(piece.text)
        if every and not _EVERY_THERE.search(evidence.text) and not any(e.kind == "choice" for e in piece.elements):
            yield f"所引条款没有说“{every.group(0)}”"


# "可以申报。" before the statement itself.
_ANSWER = re.compile(r"(?:您|你)?(?:不)?(?:可以|能够?|行|允许|需要|必须|应当?|用)[的了]?[一-鿿]{0,2}")
_GRANTED = re.compile(r"(?:的|者|人员|毕业生|教师|人才|您|你)(?:也|都|均|就|还)?$")
_STATE_ONLY = r"(?:未满|不?满|具[有备]|是|为|有|已|符合|达到|属于)"
_TO_COME = re.compile(r"探索|试点|拟(?!聘|拨|录)|逐步|推动|研究(?=建立|制定)|争取")
_URGED = re.compile(r"鼓励|提倡|引导|倡导|支持")
_DONE = re.compile(r"已经?|现已|直接|均可|可以|可|能够?|必须|应当|一律|须")


def _beyond(piece: Segment, evidence: Evidence) -> Iterator[str]:
    """What the clause only sets out to do is not done; what it encourages is no duty."""
    phrase = _says_most(piece, evidence)
    if phrase is None:
        return
    to_come, urged = _TO_COME.search(phrase.text), _URGED.search(phrase.text)
    if (
        to_come
        and not _TO_COME.search(piece.text)
        and not _URGED.search(piece.text)
        and not re.search("将", piece.text)
    ):
        behind = phrase.text[to_come.end() :]
        done = _DONE.search(piece.text)
        if done and not _MUST.search(phrase.text[: to_come.start()]) and not _MAY.search(behind):
            yield f"所引条款只是“{to_come[0]}”，没有“{done[0]}”"
    if urged and not _URGED.search(piece.text) and not _MUST.search(phrase.text):
        must = re.search(r"必须|应当?(?!用|届)|须|一律|有义务|强制", piece.text)
        if must:
            yield f"所引条款只是“{urged[0]}”，不是“{must[0]}”"


def _says_most(piece: Segment, evidence: Evidence) -> Phrase | None:
    """The phrase that says most of the words of a piece, if it says more than half."""
    listed = [w for w, _ in words(piece.text) if len(w) > 1]
    whole = sum(map(len, listed))
    if whole < 4:
        return None
    phrases = [p for u in evidence.units for p in u.phrases]
    best = max(phrases, key=lambda p: sum(len(w) for w in listed if said_in(w, p.text)), default=None)
    return best if best and sum(len(w) for w in listed if said_in(w, best.text)) > 0.5 * whole else None


def _governs_alike(mine: str, at: int, theirs: str, modal: re.Pattern[str]) -> bool:
    """Whether the verb behind the one modal stands behind the other too: 可以……开具 is no 应告知……开具."""
    theirs = re.sub(r"\([^()]*\)", "", theirs)
    ours = [w for w, tag in tagged(mine[at : at + 24]) if tag[0] == "v" and len(w) > 1]
    for match in modal.finditer(theirs):
        first = next((w for w, tag in tagged(theirs[match.end() : match.end() + 40]) if tag == "v" and len(w) > 1), "")
        if not first or not ours or said_in(first, mine) or said_in(ours[0], theirs[match.end() :]):
            return True
    return False


def _nearest(piece: Segment, evidence: Evidence) -> Phrase | None:
    """The phrase of the clause that says most of the piece, if it says at least three fifths."""
    words = piece.bigrams
    if len(words) < 4:
        return None
    best = max((p for u in evidence.units for p in u.phrases), key=lambda p: len(p.bigrams & words), default=None)
    return best if best and len(best.bigrams & words) >= 0.6 * len(words) else None


def _twin(piece: Segment, evidence: Evidence) -> Phrase | None:
    """The phrase of the clause that the piece repeats almost word for word, neither much longer nor much shorter."""
    words = piece.bigrams
    if len(words) < 4:
        return None
    phrases = [p for u in evidence.units for p in u.phrases]
    best = max(phrases, key=lambda p: len(p.bigrams & words) / (len(p.bigrams | words) or 1), default=None)
    return best if best and len(best.bigrams & words) >= ALIKE * len(best.bigrams | words) else None


def _just_before(verb: str, evidence: Evidence) -> list[str]:
    """The few characters before each place where the clause says the verb."""
    return [
        unit.text[max(0, match.start() - 8) : match.start()].rpartition(",")[2]
        for unit in evidence.units
        for match in re.finditer(re.escape(verb), unit.text)
    ]


def _choice(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    there = {e.value for unit in evidence.units for e in (*unit.elements, *unit.context_elements) if e.kind == "choice"}
    text = evidence.text + evidence.context
    for piece in pieces:
        for element in piece.elements:
            if element.kind != "choice" or re.search(
                r"(?:不是|并非|不用|不必|不需要?|无需)[^,]{0,6}$", piece.text[: element.start]
            ):
                continue
            if element.value == "any" and "all" in there and "any" not in there:
                yield f"所引条款要全部，不是“{element.text}”"
            if element.value == "any" and not there & {"any"} and "或" not in text and "1项" not in text:
                yield f"所引条款没有“{element.text}”"
            if element.value != "all":
                continue
            if there & {"any", "some"} and not re.search(r"同时满足|均|全部|都", text):
                yield f"所引条款是择一或择几，不是“{element.text}”"
            elif not there and not re.search(r"同时|均|全部|都|下列|以下|各项|所有", text):
                yield f"所引条款没有“{element.text}”"


def _joined(text: str, evidence: Evidence) -> Iterator[str]:
    for pattern, other, sign in ((_OR, _AND, "或"), (_AND, _OR, "和")):
        for match in pattern.finditer(text):
            left = re.search(r"[一-鿿]{2}$", text[: match.start()].rstrip("、,"))
            right = re.match(r"[一-鿿]{2}", text[match.end() :])
            if not left or not right:
                continue
            between = list(_between(left.group(0), right.group(0), evidence))
            if between and not any(pattern.search(b) for b in between) and any(other.search(b) for b in between):
                yield f"“{left.group(0)}”与“{right.group(0)}”在所引条款里不是“{sign}”的关系"


def _between(left: str, right: str, evidence: Evidence) -> Iterator[str]:
    """What stands between the two words where the clause has them close together, in either order."""
    for unit in evidence.units:
        for first, second in ((left, right), (right, left)):
            for match in re.finditer(re.escape(first), unit.text):
                end = unit.text.find(second, match.end(), match.end() + 12)
                if end >= 0:
                    yield unit.text[match.end() : end]


def _opposites(text: str, evidence: Evidence) -> Iterator[str]:
    there = evidence.text + "\n" + evidence.context
    for one, two in lexicon.OPPOSITES:
        for mine, theirs in ((one, two), (two, one)):
            said_here = _has(mine, theirs, re.sub(rf"[不未非没]{mine}", "#", text)) and not _has(theirs, mine, text)
            if said_here and not _has(mine, theirs, there) and _has(theirs, mine, evidence.text):
                yield f"所引条款说的是“{theirs}”，不是“{mine}”"


def _has(word: str, longer: str, text: str) -> bool:
    """Whether the word stands in the text on its own, not as part of the longer one."""
    if word in longer:
        text = text.replace(longer, "#")
    return word in text
