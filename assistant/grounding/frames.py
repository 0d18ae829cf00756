"""Things that belong together in a clause: a day and its event, a title and its number, the members of a row, a thing and its class.

Each check finds the frame in the sentence and in the clause and compares what fills it. Pure functions over plain text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from assistant.grounding.elements import read
from assistant.grounding.evidence import Evidence, Unit
from assistant.grounding.negation import denials
from assistant.grounding.placing import Segment
from assistant.grounding.text import bigrams
from assistant.grounding.words import said_in, share, words

_FROM_EVENT = re.compile(
    r"(?<!不是)(?:自|从|以|按|由)([^,。]{2,30}?)(?:之日|那[一1]?天|当天|当日|之时|的?日期|的?时间|日|时|后)(?:起算?|开始|算起?|为准|计算|计)"
)
_EVENT = re.compile(r"(?:自|从)([^,。]{2,40}?)(?:之日|之时|日|时)(?:起|计算)")
# What fills a frame is the clause's when the clause says this share of its words.
LEAST = 0.5


def misfitted(text: str, pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """What fills a frame of the sentence and not that of the clause, one line each."""
    yield from _number_of_another(text, evidence)
    for at, piece in enumerate(pieces):
        yield from _other_event(piece, evidence)
        yield from _before_or_after(piece, evidence)
        yield from _added_to_row(piece, evidence)
        yield from _only_after(piece, evidence)
        yield from _no_member(piece, evidence)
        yield from _other_class(pieces, at, evidence)
    yield from _said_of_another(pieces, evidence)


def _other_event(piece: Segment, evidence: Evidence) -> Iterator[str]:
    for match in _FROM_EVENT.finditer(piece.text):
        if re.search(r"\d", match[1]) or not words(match[1]):
            continue
        events = [e for unit in evidence.units for e in _EVENT.findall(unit.text) if not re.search(r"\d", e)]
        if events and all(_other_happening(match[1], event) for event in events):
            yield f"所引条款是从“{events[0][-16:]}”起，不是从“{match[1]}”起"


def _other_happening(mine: str, event: str) -> bool:
    """颁发证书 and 表决通过 are two events, though the same body stands before both."""
    happens = "".join(w for w, _ in words(mine)[-2:])
    return share(mine, event) < LEAST or (len(words(mine)) > 2 and share(happens, event) < 0.4)


_BESIDE = re.compile(r"([一-鿿]{2})(?:结束|完成|完毕|期满|完)?(之前|之后|以前|以后|前|后)(?![一-鿿]?[款条述])")


_DAY_BESIDE = re.compile(r"(?<!\d)(\d{1,2}[日号])(?:之|以)?(前|后)(?![款条述])")


_BEFORE_OR_AFTER = re.compile(r"[前后](?![款条述期])")
_TIMED = re.compile(r"(?:在|要|须|应)?([^,。]{4,24}?)(之前|以前|之后|以后|前|后)(?![一-鿿]?[款条述])")


def _before_or_after(piece: Segment, evidence: Evidence) -> Iterator[str]:
    """上线前 where the clause has 上线后, and the other way round."""
    for match in (*_BESIDE.finditer(piece.text), *_DAY_BESIDE.finditer(piece.text)):
        word, when = match[1], match[2][-1]
        there = {
            m[-1] for m in re.findall(rf"{re.escape(word)}(?:结束|完成|完毕|期满)?(?:之|以)?[前后]", evidence.text)
        }
        if there and when not in there:
            yield f"所引条款说的是“{word}{there.pop()}”，不是“{match[0]}”"
    for event, when in _TIMED.findall(piece.text):
        if len(words(event)) < 2:
            continue
        phrases = [p.text for p in evidence.phrases if share(event, p.text) >= BORNE]
        there = {m[-1] for text in phrases for m in _BEFORE_OR_AFTER.findall(text)}
        if there and when[-1] not in there and "和" not in event:
            yield f"所引条款说的是{there.pop()}，不是{when[-1]}：“{event}”"


_NUMBERED = re.compile(r"《([^》]+)》[^《]{0,6}?\(?([一-鿿]{2,8}\[\d{4}\]\d+号)")


def _number_of_another(text: str, evidence: Evidence) -> Iterator[str]:
    titles = re.findall(r"《([^》]+)》", text)
    numbers = re.findall(r"[一-鿿]{0,8}\[\d{4}\]\d+号", text)
    if len(titles) != 1 or len(numbers) != 1:
        return
    number = re.sub(r"^.*?(?=\[)", "", numbers[0])
    owners = [t for unit in evidence.units for t, n in _NUMBERED.findall(unit.text) if n.endswith(number)]
    if owners and not any(_within(titles[0], o) or _within(o, titles[0]) for o in owners):
        yield f"所引条款里{numbers[0]}是《{owners[0]}》"


RELATED = re.compile(r"替代|取代|代替|依据|新的?办法|原有?|旧|此前|之前的|不再|现行")


def titled(title: str, evidence: Evidence, related: bool) -> bool:
    """Another document's title counts where the clause's own words have it, or where the sentence is about how they relate."""
    bare = re.sub(r"[()“”]", "", title)
    if title in evidence.text or (related and title in evidence.context):
        return True
    return any(_within(bare, re.sub(r"[()“”《》]", "", name)) for name in evidence.names)


def _within(short: str, long: str) -> bool:
    rest = iter(re.sub(r"[《》〈〉]", "", long))
    return all(c in rest for c in re.sub(r"[《》〈〉]", "", short))


_SEPARATOR = re.compile(r"、|以及|(?<!参)[和与及或](?!其?以[上下]|时|格)|还有")
_OPENS_ROW = re.compile(
    r"^.*(?:包括|包含|涵盖|分为|分别是|分设|设置|设有|[分设](?=[初中高员助正副一二三])|分别为|即是?|缴纳|有|是|为|[\d]+[个种项类]?(?:方向|层级)?:?)"
)


_ENDS_ROW = re.compile(r"由|应|须|可(?!视)|也?都|也|均|等|[\d]|[这那]")


@lru_cache(maxsize=20_000)
def row(text: str) -> tuple[str, ...]:
    """The members of the row in a phrase, if it has one of at least three."""
    parts = [p.strip("“”等") for p in _SEPARATOR.split(text)]
    if len(parts) < 2:
        return ()
    members = (_OPENS_ROW.sub("", parts[0]), *(_ENDS_ROW.split(p)[0] for p in parts[1:]))
    return tuple(p for p in members if p)


_ONLY_AFTER = re.compile(r"(?:须|必须|需要?|应当?|要)先?([一-鿿]{2,14}?)(?:之?后)(?:才|方|再)")


def _only_after(piece: Segment, evidence: Evidence) -> Iterator[str]:
    """须重新确认后才有效: the condition is the clause's own, beside the same words."""
    for match in _ONLY_AFTER.finditer(piece.text):
        rest = piece.text[match.end() :]
        beside = [u.text for u in evidence.units if share(rest, u.text) >= LEAST]
        if beside and words(match[1]) and all(_share_near(match[1], rest, text) < LEAST for text in beside):
            yield f"所引条款没有“{match[1]}后”的条件"


def _share_near(condition: str, rest: str, text: str) -> float:
    """How much of a condition stands in the phrase that says the rest, or the one before it."""
    parts = text.split(",")
    at = max(range(len(parts)), key=lambda n: share(rest, parts[n]))
    return share(condition, ",".join(parts[max(0, at - 1) : at + 1]))


_NO_MEMBER = re.compile(
    r"不在(?=[^,]{2,8}(?:范围|之列|名单))|(?:并不|不)(?:属于|算作?|能算|可以算|能作为|计入|包括在|适用(?:于)?)"
)


def _no_member(piece: Segment, evidence: Evidence) -> Iterator[str]:
    """不属于 of what the clause lists."""
    match = _NO_MEMBER.search(piece.text)
    subject, what = (piece.text[: match.start()], piece.text[match.end() :]) if match else ("", "")
    if match is None or not words(subject) or not (words(what) or "适用" in match[0]):
        return
    for unit in evidence.units:
        if (
            share(subject, unit.text) >= 0.6
            and (not words(what) or share(what, unit.text + unit.context) >= 0.6)
            and not any(bigrams(what) & bigrams(d.reach) for d in denials(unit.text))
            and (not what or "在" in match[0] or not denials(unit.text))
        ):
            yield f"所引条款列有“{subject[-16:]}”"
            return


def _added_to_row(piece: Segment, evidence: Evidence) -> Iterator[str]:
    mine = [m for m in row(piece.text) if 2 <= len(m) <= 16 and words(m) and not re.search(r"\d", m) and not read(m)]
    if len(mine) < 3:
        return
    rows = [(u, row(p.text)) for u in evidence.units for p in u.phrases if len(row(p.text)) > 2]
    best = max(rows, key=lambda r: sum(_in_row(m, r[1]) for m in mine), default=None)
    if best is None:
        return
    unit, members = best
    strange = [m for at, m in enumerate(mine) if not (_in_row(m, members) or (not at and _ends_like(m, members)))]
    if strange and len(strange) < len(mine) - len(strange):
        for member in strange:
            if share(member, unit.text) < LEAST or _stands_apart(member, unit):
                yield f"所引条款列出的没有“{member}”"


def _in_row(member: str, members: tuple[str, ...]) -> bool:
    pairs = bigrams(member)
    return any(
        member in m or (len(m) > 1 and m in member) or (pairs and len(pairs & bigrams(m)) >= 0.6 * len(pairs))
        for m in members
    )


def _ends_like(member: str, members: tuple[str, ...]) -> bool:
    """What opens a row may stand before its first member: 就能用电子形式续订、变更."""
    return any(len(m) > 1 and member.endswith(m[-2:]) for m in members)


def _stands_apart(member: str, unit: Unit) -> bool:
    """失业保险 and 工伤保险: what tells the member from its neighbours is nowhere in the statement."""
    first = member[:2]
    return first not in unit.text + unit.context and not any(said_in(w, unit.text) for w, _ in words(member)[:1])


_CLASSED = re.compile(
    r"(?:属于|归为|归入|归到|归属|归|算作?|算是|划入|划到|划归|列入|列为|纳入|对应的?是?|是)“?([^,。“”是]{2,24}?)”?(?:这[一个]+)?(?:专业)?方向"
)


def _other_class(pieces: list[Segment], at: int, evidence: Evidence) -> Iterator[str]:
    match = _CLASSED.search(pieces[at].text)
    pairs = bigrams(match[1]) if match else frozenset()
    if match is None or not pairs:
        return
    subject = pieces[at].text[: match.start()] or (pieces[at - 1].text if at else "")
    about = [u for u in evidence.units if share(subject, u.text) >= LEAST] or list(evidence.units)
    near = [u for u in evidence.units if any(u.clause_id == v.clause_id for v in about)]
    lines = [line for u in near for line in (u.text, *(c for c in u.context.split("\n")[:4] if len(c) < 20))]
    if max((len(pairs & bigrams(line)) for line in lines), default=0) < 0.6 * len(pairs):
        yield f"所引条款说的不是“{match[1]}”"


_CONDITION = re.compile(r"(?:的|者|后|时|人员|教师|毕业生|人才|企业|单位)$")
_CLAIM = re.compile(r"^(?:均|都|也|就|则|即)?(?:可|应|须|由|不|必须|需|能|要|给予|享受|免)")
BORNE, APART = 0.7, 0.4


def _said_of_another(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """A condition of one statement with what another statement grants."""
    if len(evidence.units) < 2:
        return
    for condition, claim in pairwise(pieces):
        if not _CONDITION.search(condition.text) or not _CLAIM.search(claim.text):
            continue
        if sum(len(w) for w, _ in words(claim.text)) < 4 or sum(len(w) for w, _ in words(condition.text)) < 6:
            continue
        scored = [(share(condition.text, u.text), share(claim.text, u.text), u) for u in evidence.units]
        first = max(scored, key=lambda s: s[0])
        second = max(scored, key=lambda s: s[1])
        if second[2].text in first[2].context or first[2].text in second[2].context:
            continue  # an item and what stands above it
        if first[0] < BORNE or second[1] < BORNE or re.match(r"其|该|上述|前款|这|对", second[2].text):
            continue
        if any(share(part, second[2].text) >= LEAST for part in condition.text.split("的") if len(part) >= 4):
            continue
        if first[1] < second[1] - APART and second[0] < first[0] - APART:
            yield f"“{claim.text[:16]}”在所引条款里说的不是“{condition.text[:16]}”"
