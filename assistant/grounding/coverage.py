"""What a sentence says beyond its numbers must be said by the clause too, in these or in other words, and in one place.

Words are weighed by what they can state; a piece of a sentence whose words no one statement of the clause has is an addition.
Knows spelling and the table of words that mean the same.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from assistant.grounding import lexicon
from assistant.grounding.binding import NORMATIVE
from assistant.grounding.evidence import Evidence, Unit
from assistant.grounding.negation import denials
from assistant.grounding.parties import parties
from assistant.grounding.placing import Segment
from assistant.grounding.words import GROUPS, said_in, spelt_out, tagged, words

_DENIES = re.compile(r"[不没未无非]")
# Below this share of its words a piece of a sentence is an addition of its own; the sentence as a whole must reach more.
LEAST_OF_PIECE = 0.42
LEAST_OF_SENTENCE = 0.58
# Above this share of words that the clause has not, counted by rarity, the sentence is about something else.
MOST_STRANGE = 0.5
# A sentence of some length whose rare words are the question's alone, and of which the clause has less than this, is about the
# question and not about the clause.
LEAST_ALONE, LONG_ENOUGH = 0.6, 6.0
# A further duty ("并须缴纳……") is held to more, however short it is.
LEAST_OF_DUTY = 0.7
_ADDS_A_DUTY = re.compile(r"(?:并|且|还|同时|也|另外?|此外|而且)(?:须|应当?|需要?|必须|要|得)")
# Pieces with less to say than this are judged with the sentence alone.
SLIGHT = 2.5
# A word that the document's own title has says little about which clause is meant.
TITLE_WEIGHT = 0.3


def additions(
    pieces: list[Segment], evidence: Evidence, question: str, rarity: Callable[[str], float]
) -> Iterator[str]:
    """Pieces of the sentence, or the sentence, that the evidence does not have, one line each."""
    total = gained = rare = rare_strange = strange_too = borne_too = 0.0
    names = "".join(evidence.names)
    personal = False
    for piece in pieces:
        personal = personal or any(w in piece.text for w in lexicon.PERSON)
        listed = _weighed(piece, names)
        weight = sum(w for _, w in listed)
        if not weight:
            continue
        borne, strange = _best(listed, evidence, _own_words(piece, personal, question))
        total, gained = total + weight, gained + borne
        if not _DENIES.search(piece.text):  # what is denied need not be the clause's word
            rare += sum(w * rarity(word) for word, w in listed)
            asked = any(word in question for word, _ in listed) and not personal
            alone, unsaid = (
                _best(listed, evidence, {e.text: 1.0 for e in piece.elements}) if asked else (borne, strange)
            )
            borne_too += alone
            strange_too += sum(w * rarity(word) for word, w in listed if word in unsaid)
            rare_strange += sum(w * rarity(word) for word, w in listed if word in strange)
        if _ADDS_A_DUTY.match(piece.text) and borne < LEAST_OF_DUTY * weight:
            yield f"所引条款没有这项要求：{'、'.join(strange)}"
            continue
        named = sum(e.end - e.start for e in piece.elements)
        if weight >= SLIGHT and borne / weight < LEAST_OF_PIECE and not (weight < 5 and 3 * named >= len(piece.text)):
            yield f"所引条款没有说到：{'、'.join(strange)}"
    if total >= SLIGHT and gained / total < LEAST_OF_SENTENCE:
        yield "所引条款与这句话说的不是一回事"
    elif total >= SLIGHT and rare_strange > MOST_STRANGE * rare and gained < 0.75 * total:
        yield "这句话里少见的词所引条款都没有"
    elif (
        total >= LONG_ENOUGH
        and not personal
        and not any(_DENIES.search(piece.text) for piece in pieces)
        and strange_too > MOST_STRANGE * rare
        and borne_too < LEAST_ALONE * total
    ):
        yield "这句话里少见的词只是问句里的"


_MODAL = re.compile(r"可以|可|能够?|须|应当?|必须|需要?|要|不得|有权")
_TO_WHOM = re.compile(r"(?:由|向|与|经(?![历验济营办])|报送|送|到|给)([一-鿿]{2,12})")
# A verb that lays down what may or must be done, and a body it is done by or to, must be the clause's own to this degree.
LEAST_OF_WORD = 0.5


def foreign_words(pieces: list[Segment], evidence: Evidence, own_words: str) -> Iterator[str]:
    """What may or must be done, and by or to whom, in words that no statement of the clause has."""
    for piece in pieces:
        listed = tagged(piece.text)
        for place, (word, _) in enumerate(listed):
            before = "".join(w for w, _ in listed[max(0, place - 1) : place])
            if _MODAL.fullmatch(word) and not before.endswith(("不", "不是", "没有", "并非")):
                verb = next(
                    (_bare_verb(w) for w, tag in listed[place + 1 : place + 5] if tag[0] == "v" and _weighs(w)),
                    "",
                )
                if (
                    len(verb) > 1
                    and verb not in lexicon.GENERIC
                    and not _stands(verb, evidence)
                    and verb not in own_words
                ):
                    yield f"所引条款没有说“{word}{verb}”"
        for match in _TO_WHOM.finditer(piece.text):
            spelled = "".join(e.text for e in piece.elements)
            before_verb = _until_verb(tagged(match.group(1)))
            names = [w.lstrip("该此本") for w, tag in before_verb if tag[0] == "n" and _weighs(w) and w not in spelled]
            if names and not any(_stands(w, evidence) or w in own_words for w in names):
                yield f"所引条款没有提到“{names[0]}”"


def _bare_verb(word: str) -> str:
    """来办 and 办好 are 办."""
    return re.sub("^[只再先地得能来去]+|[给好完]$", "", word)


_DEED_BEFORE = re.compile(r"(?:由|经)(?:[各本其该]|所在|有关|相关)*$")


def foreign_deeds(pieces: list[Segment], evidence: Evidence, own_words: str) -> Iterator[str]:
    """由……指定, 经……备案: what a party is said to do is a word of the clause."""
    for piece in pieces:
        for party in parties(piece.text):
            marked = _DEED_BEFORE.search(piece.text[: party.start])
            if not marked:
                continue
            after = tagged(piece.text[party.end :].lstrip("里"))[:3]
            tags = ("v", "vn", "n") if marked[0][0] == "经" else ("v", "vn")
            verbs = [_bare_verb(w) for w, tag in after if tag in tags and len(w) > 1]
            if verbs and not any(
                w in lexicon.GENERIC or w in lexicon.EMPTY or w in own_words or _stands(w, evidence) for w in verbs
            ):
                yield f"所引条款没有说由谁“{verbs[0]}”"


def _until_verb(listed: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    for place, (_, tag) in enumerate(listed):
        if tag in ("v", "vn", "p"):
            return list(listed[:place])
    return list(listed)


def _weighs(word: str) -> bool:
    return len(word) > 1 and word not in lexicon.EMPTY


def _stands(word: str, evidence: Evidence) -> bool:
    return any(said(word, unit) >= LEAST_OF_WORD for unit in evidence.units)


def _weighed(piece: Segment, names: str) -> list[tuple[str, float]]:
    listed = []
    for word, tag in words(piece.text):
        weight = min(len(word), 4) * (1.0 if tag[0] in "nvje" and tag != "vd" else 0.5)
        listed.append((word, weight * (TITLE_WEIGHT if word in names else 1.0)))
    return listed


# How far the words of the question count where the piece lays down no rule: naming what was asked about is no claim.
OF_QUESTION = 0.8


def _own_words(piece: Segment, personal: bool, question: str) -> dict[str, float]:
    """The person's own words, and how far they count in this piece."""
    spelled = {e.text for e in piece.elements}
    if NORMATIVE.search(piece.text):
        return {word: 1.0 for word, _ in words(piece.text) if any(word in s for s in spelled)}
    listed = {word: 1.0 if personal else OF_QUESTION for word, _ in words(piece.text) if word in question}
    return listed | {word: 1.0 for word, _ in words(piece.text) if any(word in s for s in spelled)}


def _best(listed: list[tuple[str, float]], evidence: Evidence, free: dict[str, float]) -> tuple[float, list[str]]:
    """The most that one statement (with what stands above it, and a second one at half) bears of these words."""
    best, strange = 0.0, [w for w, _ in listed]
    for unit in evidence.units:
        shares = [max(free.get(word, 0.0), said(word, unit)) for word, _ in listed]
        borne = sum(share * weight for share, (_, weight) in zip(shares, listed, strict=True))
        if borne > best:
            best, strange = borne, [w for (w, _), share in zip(listed, shares, strict=True) if share < 0.5]
    return best, strange


@lru_cache(maxsize=200_000)
def said(word: str, unit: Unit) -> float:
    """How far a statement says a word: itself, a word of the same meaning, or its characters side by side."""
    text = unit.text + "\n" + unit.context
    if word in text or word.lower() in text.lower():
        return 1.0
    for group in GROUPS.get(word, ()):
        if any(other in text for other in group if len(other) > 1 or len(word) == 1):
            return 1.0
    if len(word) == 1:
        return 0.0
    if word[0] in "没未不无" and len(word) > 1:
        return said(word[1:], unit)
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    have = sum(p in unit.bigrams or p in unit.context_bigrams for p in pairs) / len(pairs)
    if len(word) == 2 and spelt_out(word, unit.text):
        return 0.8  # 解聘 for 解除聘用
    apart = sum(c in unit.text for c in word) / len(word)
    return max(have, 0.5 * apart)


# Nouns of the documents that any sentence about them may bring.
_ANYWHERE = (
    frozenset(
        [
            "申报",
            "分工",
            "流程",
            "方向",
            "产生",
            "违规",
            "附件",
            "面向",
            "人数",
            "自动",
            "关系",
            "建议",
            "替代",
            "岗位",
            "内容",
            "情况",
            "建设",
        ]
    )
    | lexicon.GENERIC
    | lexicon.EMPTY
)
_NAMES = re.compile(r"n(?!r)|vn|j|l|b")
_LEADS = "由能须要可归向再前后应每该此本"


def of_other_clauses(pieces: list[Segment], evidence: Evidence, own_words: str, documents: str) -> Iterator[str]:
    """Nouns of the documents that none of the cited clauses has: 单位公示 for 评审机构公示, 芯片 said of the applications."""
    for piece in pieces:
        spelled = "".join(e.text for e in piece.elements)
        denied = "".join(d.how + d.reach for d in denials(piece.text))
        for word, tag in words(piece.text):
            bare = word.lstrip(_LEADS)
            if len(bare) < 2 or not _NAMES.match(tag) or bare in spelled or bare in denied or bare in own_words:
                continue
            if bare in _ANYWHERE or not (bare in lexicon.PEOPLE or bare in documents):
                continue
            if said_in(bare, evidence.whole) or any(said(bare, unit) >= LEAST_OF_WORD for unit in evidence.units):
                continue
            yield f"所引条款里没有“{bare}”"
