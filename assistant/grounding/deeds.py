"""Whether the party that the sentence names is the one that the clause names beside the same deed.

Pure functions over pieces and evidence.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.grounding.evidence import Evidence
from assistant.grounding.negation import denials
from assistant.grounding.parties import Act, Party, acts, is_given, parties, same_party, unbracketed, value_of
from assistant.grounding.placing import Segment
from assistant.grounding.words import said_in, words

# The clause says a deed when it has this share of its words; what comes this near to the best is as good.
LEAST, MARGIN = 0.55, 0.12
# The same of all that one party does in several phrases.
LEAST_GATHERED = 0.8
# How many characters of words a deed must have; twice as many where they stand before the name.
LEAST_SAID = 2


# Words of measure, which say nothing of the deed.
_MEASURES = frozenset(["少于", "低于", "多于", "超过", "高于", "不得", "少"])


def of_others(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """Deeds that the clause gives to another party, one line each."""
    there = _there(evidence)
    denied = [d.reach for piece in pieces for d in denials(piece.text)]
    for act in acts(tuple(p.text for p in pieces)):
        for name in act.names if act.told else ():
            if not any(name in reach for reach in denied):
                yield from _fault(act, name, there, evidence)
    yield from _roles_exchanged(pieces, there)


def _roles_exchanged(pieces: list[Segment], there: tuple[Act, ...]) -> Iterator[str]:
    """市人社局报告区人社局 where the district reports to the city."""
    mine = acts(tuple(p.text for p in pieces))
    for one, other in _doing_and_given(mine):
        turned = [a for a, b in _doing_and_given(there) if same_party(a, other) and same_party(b, one)]
        if turned and not any(same_party(a, one) and same_party(b, other) for a, b in _doing_and_given(there)):
            yield f"所引条款里是“{other}”对“{one}”，不是反过来"


def _doing_and_given(listed: tuple[Act, ...]) -> list[tuple[str, str]]:
    """Who does something to whom in one phrase."""
    return [
        (one, other)
        for given in listed if given.part == "given" and given.told
        for act in listed if act.part == "acts" and not act.gathered and _in_one_phrase(act, given)
        for one in act.names for other in given.names
    ]  # fmt: skip


def _in_one_phrase(act: Act, given: Act) -> bool:
    return act.phrase.endswith(given.phrase) and act.names != given.names


@lru_cache(maxsize=2_000)
def _there(evidence: Evidence) -> tuple[Act, ...]:
    return tuple(a for unit in evidence.units for a in acts(tuple(p.text for p in unit.phrases)))


@lru_cache(maxsize=2_000)
def _brought_about(evidence: Evidence) -> tuple[str, ...]:
    """Parties that the clause has at the end of a phrase, as what others set up or choose."""
    phrases = [unbracketed(p.text) for p in evidence.phrases]
    last = [(p, parties(p)[-1]) for p in phrases if parties(p)]
    return tuple(q.name for p, q in last if p.endswith(q.name) and q.start and not is_given(p[: q.start]))


def _fault(act: Act, name: str, there: tuple[Act, ...], evidence: Evidence) -> Iterator[str]:
    behind = {w for w, _ in words(act.behind)}
    listed = [
        (w, len(w) * (1 + (w in behind)))
        for w, _ in words(act.deed)
        if w not in _MEASURES
        and not re.fullmatch("[来去]?[做办搞弄]", w)
        and not (act.part == "acts" and act.marked and _said_beside(w, there, evidence))
    ]
    whole = sum(n for _, n in listed)
    least = LEAST_SAID if act.part == "given" and behind else 2 * LEAST_SAID
    rival = any(same_party(name, n) for a in there if a.part == "acts" and a.told for n in a.names)
    if whole < least or not (act.marked or (act.is_body and act.part != "owns") or rival):
        return
    parts = {"given"} if act.part == "given" else {"asked", "acts"}
    if re.search(rf"[与跟和](?:[各本该]|所在)*{re.escape(name)}", act.phrase):
        parts = {"given", "acts"}
    scored = []
    for other in there:
        if other.part in parts:
            deed = other.behind if other.part == "asked" and act.part != "asked" else other.deed
            scored.append((sum(n for w, n in listed if said_in(w, deed)) / whole, other))
    best = max((s for s, a in scored if not a.gathered), default=0.0)
    if best < LEAST:
        best = max((s for s, a in scored), default=0.0)
        if best < LEAST_GATHERED:
            return
    near = [a for s, a in scored if s >= best - MARGIN]
    if any(same_party(name, other) for a in near for other in a.names):
        return
    owners = [a for a in near if not a.gathered] or near
    told = [a for a in owners if a.told]
    if not told and any(_named(name, a.phrase) for a in owners) and act.part != "given":
        return
    if not act.marked and any(same_party(name, made) for made in _brought_about(evidence)):
        return
    if not act.marked and any(
        (not a.is_body and not rival) or _named(name, a.phrase) or a.names[0] in name for a in owners
    ):
        return
    yield f"所引条款里“{owners[0].deed[:16]}”的是“{'、'.join(owners[0].names)}”，不是“{name}”"


def _said_beside(word: str, there: tuple[Act, ...], evidence: Evidence) -> bool:
    """Whether the clause says a word, but of no party's deed: it tells nobody's deed from another's."""
    return said_in(word, evidence.text) and not any(said_in(word, a.deed) for a in there)


# Bodies of which there are many: a name of this kind need not be in the clause unless it is said to act.
_COMMON = re.compile(r"(?:公司|企业|单位|机构|学校|银行|平台|网站|中心)$")
_TOO_SHORT = ("局", "厅", "单位", "中心")
# Persons whom everybody is, in one clause or another.
_ANYONE = ("申报人", "劳动者", "用人单位")


def strangers(pieces: list[Segment], evidence: Evidence, own_words: str) -> Iterator[str]:
    """Parties that the clauses name nowhere."""
    there = _parties_there(evidence)
    known_there = _known_there(evidence)
    for piece in pieces:
        for element in piece.elements:
            bare = str(element.value).lstrip("市区省县")
            if element.kind != "actor" or bare in known_there or bare in _LOOSE or element.text in own_words:
                continue
            if not any(same_party(element.text, other) for other in there):
                yield f"所引条款没有提到“{element.text}”"
        for party in parties(piece.text):
            known = value_of(party.name)
            if not party.is_body and (not known or known in _ANYONE):
                continue
            if not known and _COMMON.search(party.name) and not _marked(piece.text, party):
                continue
            if party.name in own_words or party.name in evidence.whole or party.name in _TOO_SHORT:
                continue
            if not any(same_party(party.name, other) for other in there):
                yield f"所引条款没有提到“{party.name}”"


# Called by their name where the clause calls them otherwise.
_LOOSE = ("申报人", "评委", "企业", "村", "学校")


@lru_cache(maxsize=2_000)
def _known_there(evidence: Evidence) -> frozenset[str]:
    elements = [e for u in evidence.units for e in (*u.elements, *u.context_elements)]
    return frozenset(str(e.value).lstrip("市区省县") for e in elements if e.kind == "actor")


def _marked(text: str, party: Party) -> bool:
    """Whether the party is said to act or to be given something, not only to be what one has or is in."""
    return bool(re.search(r"(?:由|经|向|报|报送|交给|送|找|归|到|去)$", text[: party.start]))


@lru_cache(maxsize=2_000)
def _parties_there(evidence: Evidence) -> tuple[str, ...]:
    lines = [p.text for p in evidence.phrases] + evidence.context.split("\n")
    return tuple(dict.fromkeys(p.name for line in lines for p in parties(unbracketed(line))))


def _named(name: str, phrase: str) -> bool:
    return any(same_party(name, p.name) for p in parties(phrase))
