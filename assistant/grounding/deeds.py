"""Whether the party that the sentence names is the one that the clause names beside the same deed.

Pure functions over pieces and evidence.
"""

from collections.abc import Iterator

from assistant.grounding.evidence import Evidence
from assistant.grounding.parties import Act, acts, parties, same_party
from assistant.grounding.placing import Segment
from assistant.grounding.wording import denials
from assistant.grounding.words import said_in, words

# The clause says a deed when it has this share of its words; what comes this near to the best is as good.
LEAST, MARGIN = 0.55, 0.12
# How many characters of words a deed must have; twice as many where they stand before the name.
LEAST_SAID = 2


_MEASURES = frozenset("少于 低于 多于 超过 高于 不得 少".split())


def of_others(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """Deeds that the clause gives to another party, one line each."""
    there = _there(evidence)
    for piece in pieces:
        for act in acts((piece.text,)):
            denied = [d.reach for d in denials(piece.text)]
            for name in act.names:
                if any(name in reach for reach in denied):
                    continue
                yield from _fault(act, name, there)


def _there(evidence: Evidence) -> list[Act]:
    return [a for unit in evidence.units for a in acts(tuple(p.text for p in unit.phrases))]


def _fault(act: Act, name: str, there: list[Act]) -> Iterator[str]:
    behind = {w for w, _ in words(act.behind)}
    listed = [(w, len(w) * (1 + (w in behind))) for w, _ in words(act.deed) if w not in _MEASURES]
    whole = sum(n for _, n in listed)
    least = 2 * LEAST_SAID
    if whole < least or not (act.marked or act.is_body):
        return
    parts = {"given"} if act.part == "given" else {"asked", "acts"}
    scored = [(sum(n for w, n in listed if said_in(w, a.deed)) / whole, a) for a in there if a.part in parts]
    best = max((s for s, _ in scored), default=0.0)
    if best < LEAST:
        return
    owners = [a for s, a in scored if s >= best - MARGIN]
    if any(same_party(name, other) for a in owners for other in a.names):
        return
    if any(_named(name, a.phrase) for a in owners if not a.told) and act.part != "given":
        return
    if not act.marked and any(not a.is_body or _named(name, a.phrase) for a in owners):
        return
    yield f"所引条款里“{owners[0].deed[:16]}”的是“{'、'.join(owners[0].names)}”，不是“{name}”"


def _named(name: str, phrase: str) -> bool:
    return any(same_party(name, p.name) for p in parties(phrase))
