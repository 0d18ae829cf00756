"""Not, may, must, only, all, or: the small words that turn a provision round.

Each check compares how the sentence and the clause say the same verb; what the clause does not say in these words is left to
`coverage`. Pure functions over plain text.
"""

import re
from collections.abc import Iterator

from assistant.grounding import lexicon
from assistant.grounding.binding import Segment
from assistant.grounding.elements import _LESS, _MORE
from assistant.grounding.evidence import Evidence

# Spelled with 不 or 无, but denying nothing.
_NOT_DENIAL = re.compile(
    rf"{_LESS}|{_MORE}|不断|不同|不良|不仅|不光|不但|不论|无论|不管|不过|非常|除非|未来|不久|无疑|不间断|不见面|不跑路|不等|"
    r"不可重复|莫不|不可或缺|不限于|无人机|是否|能否|可否|有没有|是不是|能不能|可不可以"
)
_DENIAL = re.compile(
    r"不得|不能|不可以|不可(?!重复)|不予|不应|不需要?|不用|不必|不再|不会|不是|不|无需|无须|毋须|没有|没|未|无|非|禁止|严禁|免于|免予|免(?=[一-鿿])|拒绝|勿|除外"
)
_SKIP = re.compile(
    r"^(?:得|能够?|可以?|应当?|须|需要?|要|会|予以?|再|被|曾|有|必须?|用|受(?!理)|擅自|直接|另行|对外|在|向|按|由|经|给|把|将|再次|取得(?=资格)|进行|以)+"
)
_FORBID = re.compile(r"不得|不能|不可|禁止|严禁|不允许|不准")
_FREE = re.compile(r"无需|无须|不需|不必|不用|可不|免于|免予|毋须")
_MAY = re.compile(r"可以|可(?!靠|信|视|持续|行|验证|推广|复制|能|查询|调用|不)|允许|自愿|有权")
_MUST = re.compile(
    r"必须|务必|应当|应(?!用|届|急|对|付|聘|缴)|须|需要|需(?!求)|一律|不得|严禁|只能|要求|要(?!求|素|点)|强制"
)
_STRONG = re.compile(r"必须|务必|一律|只能|强制|一定要|不得不")
_ONLY = re.compile(r"只(?!要|是|需|用|差|剩|看|说)|仅(?!供|需|差|是)|唯一|独家")
_ONLY_THERE = re.compile(r"只|仅|唯一|限|方可|才|不再|除.{1,12}外|统一|专")
_AND = re.compile(r"并且|而且|以及|同时|[和与且](?!以上)|并(?=[须应需要])|及(?!其?以[上下]|时)")
_OR = re.compile(r"或者?|或是|要么")


def turned(text: str, pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """What the small words of a sentence say otherwise than the clause, one line each."""
    yield from _denials(pieces, evidence)
    yield from _modals(pieces, evidence)
    yield from _choice(pieces, evidence)
    yield from _joined(text, evidence)
    yield from _opposites(text, evidence)


def denials(text: str) -> list[tuple[str, str, str]]:
    """(how it is denied, what is denied, the phrase) for each denial in a plain phrase."""
    masked = _NOT_DENIAL.sub(lambda m: "#" * len(m.group(0)), text)
    found = []
    for match in _DENIAL.finditer(masked):
        rest = _SKIP.sub("", masked[match.end() :])
        verb = re.match(r"[一-鿿]{1,2}", rest)
        found.append((match.group(0), verb.group(0) if verb else "", text))
    return found


def _denials(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    there = [d for unit in evidence.units for phrase in unit.phrases for d in denials(phrase.text)]
    above = [d for line in evidence.context.split("\n") for d in denials(line)]
    denied_there = {verb for _, verb, _ in there + above if verb}
    for piece in pieces:
        mine = denials(piece.text)
        for how, verb, _ in mine:
            if not verb:
                continue
            if verb in denied_there:
                yield from _kind_of_denial(how, verb, piece.text, there + above)
            elif _plainly(verb, evidence):
                yield f"所引条款没有否定“{verb}”"
            elif not (there or above) and not re.search(r"保密|取消|撤销|收回|放宽|只|仅|除|限", evidence.text):
                yield f"所引条款没有否定的意思：“{how}{verb}”"
        denied_here = {verb for _, verb, _ in mine}
        for how, verb, phrase in there:
            if len(verb) < 2 or verb not in piece.text or verb in denied_here or mine:
                continue
            if not _plainly(verb, evidence) and _overlap(phrase, piece) >= 0.4:
                yield f"所引条款说的是“{how}{verb}”"


def _overlap(phrase: str, piece: Segment) -> float:
    from assistant.grounding.text import bigrams

    pairs = bigrams(phrase)
    return len(pairs & piece.bigrams) / max(1, min(len(pairs), len(piece.bigrams)))


def _plainly(verb: str, evidence: Evidence) -> bool:
    """Whether the clause says the verb somewhere without denying it."""
    for unit in evidence.units:
        for phrase in unit.phrases:
            count = phrase.text.count(verb)
            if count > sum(1 for _, v, _ in denials(phrase.text) if v == verb):
                return True
    return False


def _kind_of_denial(how: str, verb: str, text: str, there: list[tuple[str, str, str]]) -> Iterator[str]:
    hows = [h if not re.search(rf"可{h}", p) else "可不" for h, v, p in there if v == verb]
    before = "可不" if f"可{how}" in text else how
    if _FORBID.match(before) and all(_FREE.match(h) for h in hows):
        yield f"所引条款是“{hows[0]}{verb}”，不是禁止"
    if _FREE.match(before) and all(_FORBID.match(h) for h in hows):
        yield f"所引条款是“{hows[0]}{verb}”，不是免除"


def _modals(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    said = evidence.text + "\n" + evidence.context
    for piece in pieces:
        for pattern, other, word in ((_MUST, _MAY, "必须"), (_MAY, _MUST, "可以")):
            for match in pattern.finditer(piece.text):
                rest = _SKIP.sub("", piece.text[match.end() :])[:2]
                if len(rest) < 2 or not re.fullmatch(r"[一-鿿]{2}", rest):
                    continue
                before = _modals_before(rest, evidence)
                if before and all(other.search(b) and not pattern.search(b) for b in before):
                    yield f"所引条款对“{rest}”没有说“{word}”"
        strong = _STRONG.search(piece.text)
        if strong and not _MUST.search(said) and not _ONLY_THERE.search(said) and "下列条件" not in said:
            yield f"所引条款没有“{strong.group(0)}”的意思"
        only = _ONLY.search(piece.text)
        if only and not _ONLY_THERE.search(said):
            yield f"所引条款没有“{only.group(0)}”的意思"


def _modals_before(verb: str, evidence: Evidence) -> list[str]:
    """The words before each place where the clause says the verb."""
    found = []
    for unit in evidence.units:
        for match in re.finditer(re.escape(verb), unit.text):
            start = max(unit.text.rfind(",", 0, match.start()), match.start() - 14) + 1
            found.append(unit.text[max(0, start) : match.start()])
    return found


def _choice(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    there = {e.value for unit in evidence.units for e in (*unit.elements, *unit.context_elements) if e.kind == "choice"}
    text = evidence.text + evidence.context
    for piece in pieces:
        for element in piece.elements:
            if element.kind != "choice":
                continue
            if element.value == "any" and "any" not in there and "或" not in text and "1项" not in text:
                yield f"所引条款没有“{element.text}”"
            if (
                element.value == "all"
                and "any" in there
                and not re.search(r"同时|均|全部|都", text.replace("同时提交", ""))
            ):
                yield f"所引条款是择一，不是“{element.text}”"
            if element.value == "all" and element.text.startswith(("全部", "缺一", "所有", "同时")) and not there and not re.search(
                r"同时|均|全部|都|下列|以下|各项|所有", text
            ):  # fmt: skip
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
            if _has(mine, theirs, text) and not _has(theirs, mine, text):
                if not _has(mine, theirs, there) and _has(theirs, mine, there):
                    yield f"所引条款说的是“{theirs}”，不是“{mine}”"


def _has(word: str, longer: str, text: str) -> bool:
    """Whether the word stands in the text on its own, not as part of the longer one."""
    if word in longer:
        text = text.replace(longer, "#")
    return word in text
