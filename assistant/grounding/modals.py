"""May, must, only, all: the force of what is said, at the words it governs.

Pure functions over pieces and evidence.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.grounding.evidence import Evidence, Phrase
from assistant.grounding.placing import Segment
from assistant.grounding.words import said_in, share_of, tagged, words

MAY = re.compile(r"可以|可(?!靠|信|视|持续|行|验证|推广|复制|能|查询|调用|不|累计)|允许|自愿|有权")
MUST = re.compile(
    r"必须|务必|应当|应(?!用|届|急|对|付|聘|缴)|须|(?<!根据)(?<!工作)(?<!实际)(?<!岗位)需要|需(?!求|要)|一律|不得|严禁|只能|要求|要(?!求|素|点|建|重)|强制"
)
_STRONG = re.compile(r"必须|务必|一律|只能|强制|一定要|不得不")
_ONLY = re.compile(
    r"(?<!可以)(?<!可)只(?!要|是|需|用|差|剩|看|说|[写提列讲][^,]|规定|执行到|实施到|办到|到)|仅(?!供|需|差|是)|(?<!不是)(?<!并非)(?<!不)唯一|独家"
)
_ONLY_THERE = re.compile(
    r"只|仅|唯一|(?<!期|时|年|上|下)限(?!期|内|于)|方可|(?<!人)才(?!干|华|智)|不得[^,]{0,6}其他|必须使用|不再|除.{1,12}外|统一|专门"
)
_EVERY = re.compile(r"所有|任何|一切|全体|无论|不论")
_EVERY_THERE = re.compile(r"所有|任何|一切|一律|均|都|各|全|每|无论|不论|不受")
_ONE_SIDE = re.compile(r"单方|一方(?!面)")
_BOTH = re.compile(r"均|双方|协商一致")
_FREELY = re.compile(r"自主|自愿|择优|根据需要|鼓励")
_AS_NEEDED = re.compile(r"根据需要|自愿|自主、?择优")
_OUGHT = re.compile(r"应当|应(?!用|届)")
_ALL_VOTES = re.compile(r"全票|一致(?:赞成|同意|通过)|全员(?:赞成|同意)|全体(?:赞成|同意)|都(?:赞成|同意)")


def other_force(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """What the sentence makes a duty, a permission or a limit and the clause does not, one line each."""
    said = evidence.text + "\n" + evidence.context
    for piece in pieces:
        yield from _beyond(piece, evidence)
        if piece is pieces[0] and len(pieces) > 1 and _ANSWER.fullmatch(piece.text):
            continue
        for pattern, other, word in ((MUST, MAY, "必须"), (MAY, MUST, "可以")):
            found = pattern.search(piece.text)
            if not found or other.search(piece.text):
                continue
            nearest = _nearest(piece, evidence) or (_says_most(piece, evidence) if pattern is MUST else None)
            if pattern is MAY and _GRANTED.search(piece.text[: found.start()]):
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
        bound = strong or _OUGHT.search(piece.text)
        nearby = (_nearest(piece, evidence) or _says_most(piece, evidence)) if bound else None
        left_open = (_FREELY if strong else _AS_NEEDED).search(nearby.text) if nearby else None
        if bound and nearby and left_open and not MUST.search(nearby.text):
            yield f"所引条款没有“{bound[0]}”的意思：“{left_open[0]}”"
        if strong and not MUST.search(said) and not _ONLY_THERE.search(said) and "下列条件" not in said:
            yield f"所引条款没有“{strong.group(0)}”的意思"
        only = _ONLY.search(piece.text)
        counted = only and re.match(r"只有?[^,]{0,16}\d+[个项种类]", piece.text[only.start() :])
        near = _nearest(piece, evidence) if only else None
        if only and not counted and not _ONLY_THERE.search(near.text if near else evidence.text):
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
        if done and not MUST.search(phrase.text[: to_come.start()]) and not MAY.search(behind):
            yield f"所引条款只是“{to_come[0]}”，没有“{done[0]}”"
    if urged and not _URGED.search(piece.text) and not MUST.search(phrase.text):
        must = re.search(r"必须|应当?(?!用|届)|须|一律|有义务|强制", piece.text)
        if must:
            yield f"所引条款只是“{urged[0]}”，不是“{must[0]}”"


@lru_cache(maxsize=2_000)
def _says_most(piece: Segment, evidence: Evidence) -> Phrase | None:
    """The phrase that says most of the words of a piece, if it says more than half."""
    listed = [w for w, _ in words(piece.text) if len(w) > 1]
    if sum(map(len, listed)) < 4:
        return None
    best = max(evidence.phrases, key=lambda p: share_of(listed, p.text), default=None)
    return best if best and share_of(listed, best.text) > 0.5 else None


def _governs_alike(mine: str, at: int, theirs: str, modal: re.Pattern[str]) -> bool:
    """Whether the verb behind the one modal stands behind the other too: 可以……开具 is no 应告知……开具."""
    theirs = re.sub(r"\([^()]*\)", "", theirs)
    ours = [w for w, tag in tagged(mine[at : at + 24]) if tag[0] == "v" and len(w) > 1]
    for match in modal.finditer(theirs):
        first = next((w for w, tag in tagged(theirs[match.end() : match.end() + 40]) if tag == "v" and len(w) > 1), "")
        if not first or not ours or said_in(first, mine) or said_in(ours[0], theirs[match.end() :]):
            return True
    return False


@lru_cache(maxsize=2_000)
def _nearest(piece: Segment, evidence: Evidence) -> Phrase | None:
    """The phrase of the clause that says most of the piece, if it says at least three fifths."""
    pairs = piece.bigrams
    if len(pairs) < 4:
        return None
    best = max(evidence.phrases, key=lambda p: len(p.bigrams & pairs), default=None)
    return best if best and len(best.bigrams & pairs) >= 0.6 * len(pairs) else None


def _just_before(verb: str, evidence: Evidence) -> list[str]:
    """The few characters before each place where the clause says the verb."""
    return [
        unit.text[max(0, match.start() - 8) : match.start()].rpartition(",")[2]
        for unit in evidence.units
        for match in re.finditer(re.escape(verb), unit.text)
    ]
