"""Words in coordination: what stands on both sides of 和, and how far each side reaches."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.questions.person.degrees import names_degree
from assistant.questions.question import Question, Term

JOINT = re.compile(r"和|与|跟|、|vs|以及|及|还是|同(?!样|时|一|期|等)|比(?!较|例|重(?!点))")
_STOP = re.compile(r"[,。;?!:()]")
_BARE = re.compile("人员|人|单位|企业|专业|职称|系列")
_HELD_AGAINST = re.compile(r"(?:跟|和|与|同)(?P<other>[\w]{2,8}?)(?:相)?比(?!例|重)")
TOPIC = re.compile(r"(?:里面|里头|里|中|内|规定|办法|文件|公告|通知|意见)的?")


@dataclass(frozen=True, slots=True)
class Part:
    """One side: where it stands, and the words that it has alone."""

    start: int
    end: int
    words: str
    own: tuple[Term, ...]


def coordinated(question: Question) -> list[Part]:
    """The sides of the first joint on whose both sides words stand that the other lacks; none where there is no such."""
    terms = _occurrences(question)
    if likened := _likened(question.plain, terms):
        return likened
    for joint in JOINT.finditer(question.plain):
        if any(t.start < joint.start() < t.start + len(t.words) for t in terms):
            continue
        chunks = _repeated(question.plain, terms, joint) or _adjacent(question.plain, terms, joint)
        parts = _parts(question.plain, chunks)
        if len(parts) > 1 and all(part.own for part in parts):
            return parts
    return []


def _likened(text: str, terms: Sequence[Term]) -> list[Part]:
    """`博士评高工跟硕士比，少几年`: what is held against the other is the word before it that ends alike or is a degree too."""
    for match in _HELD_AGAINST.finditer(text):
        other = next((t for t in terms if t.start == match.start("other") and _end(t) == match.end("other")), None)
        earlier = [t for t in terms if other and _end(t) <= match.start() and _parallel(t, other)]
        if other and earlier:
            return _parts(text, [[earlier[-1]], [other]])
    return []


def _parallel(term: Term, other: Term) -> bool:
    degrees = names_degree(term.words) and names_degree(other.words)
    return term.words != other.words and (degrees or (len(term.words) > 1 and term.words[-1] == other.words[-1]))


def _occurrences(question: Question) -> list[Term]:
    """Every place of every word, since a question's terms have each word once: `失业人员存档和积分落户的存档`."""
    found: list[Term] = []
    for term in sorted((t for t in question.terms if t.role != "level"), key=lambda t: -len(t.words)):
        for match in re.finditer(re.escape(term.words), question.plain):
            if not any(t.start < match.end() and match.start() < _end(t) for t in found):
                found.append(term.model_copy(update={"start": match.start()}))
    return sorted(found, key=lambda t: t.start)


def counted(text: str) -> int:
    """How many things are set side by side without a name: `2类补贴`; 0 where none are counted."""
    match = re.search(r"(?<![\d第])([2-4])(?:类|种|档)(?!以上)", text)
    return int(match.group(1)) if match else 0


def segment_start(text: str, place: int) -> int:
    """Where the clause of the sentence begins in which the place lies."""
    stops = [m.end() for m in _STOP.finditer(text, 0, place)]
    return stops[-1] if stops else 0


def _end(term: Term) -> int:
    return term.start + len(term.words)


def _repeated(text: str, terms: Sequence[Term], joint: re.Match[str]) -> list[list[Term]]:
    """`新招的补贴和稳岗的补贴`: the word at the joint comes again, so that each side reaches to it."""
    since = segment_start(text, joint.start())
    stop = _STOP.search(text, joint.end())
    left = [t for t in terms if since <= t.start < joint.start()]
    right = [t for t in terms if joint.end() <= t.start < (stop.start() if stop else len(text))]
    if not left or joint.start() - _end(left[-1]) > 1:
        return []
    again = text.find(left[-1].words, joint.end(), stop.start() if stop else len(text))
    if again < 0 or any(t.start < again < _end(t) for t in right):
        return []
    while left and left[0].role == "name" and TOPIC.match(text, _end(left[0])):
        left = left[1:]
    left = [t for t in left[:-1] if t.words not in text[joint.end() : again]] + left[-1:]
    right = [t for t in right if t.start < again]
    if not left or not right:
        return []
    return [left, [*right, left[-1].model_copy(update={"start": again})]]


def _adjacent(text: str, terms: Sequence[Term], joint: re.Match[str]) -> list[list[Term]]:
    """The words that touch the joint, and what follows in the same way: `硕士、本科、大专和中专`."""
    left = _leftward(text, terms, joint.start())
    if not left:
        return []
    chunks, place = [left], joint.end()
    while True:
        right = _rightward(text, terms, place, chunks[0])
        if not right:
            break
        chunks.append(right)
        further = JOINT.match(text, _end(right[-1]))
        if not further:
            break
        place = further.end()
    return chunks


def _leftward(text: str, terms: Sequence[Term], place: int) -> list[Term]:
    chunk: list[Term] = []
    for term in reversed(terms):
        gap = text[_end(term) : chunk[0].start if chunk else place]
        if term.start >= place:
            continue
        near = gap in ("", "的") if chunk else len(gap) <= 1 and not _STOP.search(gap)
        if not near or (chunk and not _modifies(term)):
            break
        chunk.insert(0, term)
    return chunk


def _rightward(text: str, terms: Sequence[Term], place: int, left: Sequence[Term]) -> list[Term]:
    """As many words as on the left, a name before them not counted; to the word that ends as the left does, where one does."""
    ending = left[-1].words[-1]
    linked = any(_end(a) < b.start for a, b in pairwise(left))
    chunk: list[Term] = []
    for term in terms:
        if term.start < place:
            continue
        gap = text[_end(chunk[-1]) if chunk else place : term.start]
        if _STOP.search(gap) or JOINT.search(gap):
            break
        if not chunk and not _modifies(term) and text.endswith(term.words, 0, left[0].start):
            continue  # 办…和办…: the verb of both
        if chunk and (gap not in (("", "的") if linked else ("",)) or not _modifies(term)):
            break
        if not chunk and len(gap) > 2:
            break
        chunk.append(term)
        if (term.role != "name" and term.words[-1] == ending) or sum(t.role != "name" for t in chunk) >= len(left):
            break
    return chunk


def _modifies(term: Term) -> bool:
    return term.noun or term.role == "name"


def _untopical(chunk: Sequence[Term], others: Sequence[Sequence[Term]]) -> Sequence[Term]:
    """`协理员年度考核和期满考核`: the name before the first side is that of the matter. 灵活就业人员 and 灵活就业登记 (beside
    失业登记) are a side's own."""
    rest = [t for t in chunk if t.role != "name"]
    telling = rest and not all(_BARE.fullmatch(t.words) for t in rest)
    return rest if telling and not any(rest[-1].words in t.words for other in others for t in other) else chunk


def _parts(text: str, chunks: Sequence[Sequence[Term]]) -> list[Part]:
    if len(chunks) < 2:
        return []
    chunks = [_untopical(chunks[0], chunks[1:]), *chunks[1:]]
    return [
        Part(chunk[0].start, _end(chunk[-1]), text[(own or chunk)[0].start : _end(chunk[-1])], own)
        for chunk, own in zip(chunks, apart(chunks), strict=True)
    ]


def apart(held: Sequence[Sequence[Term]]) -> list[tuple[Term, ...]]:
    """Of each side's words those that no other side has."""
    found = []
    for at, terms in enumerate(held):
        others = {word for number, other in enumerate(held) if number != at for t in other for word in t.same}
        found.append(tuple(t for t in terms if t.words not in others))
    return found
