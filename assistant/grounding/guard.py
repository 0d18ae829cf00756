"""Whether a sentence may reach a person: `Guard.judge`.

Puts the checks together and knows which sentences state nothing (a question back, a caution) and which are borne by a tool's
result instead of a clause. Knows the corpus; no model, no network, no clock.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.grounding import binding, coverage, wording
from assistant.grounding.elements import Element, read
from assistant.grounding.evidence import gather
from assistant.grounding.text import plain
from corpus import Corpus

HANDLE = re.compile(r"\[(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\]")
_MARKER = re.compile(
    r"^\s*(?:[-*•]\s+|#{1,6}\s+|\d{1,2}[.、)）]\s*(?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]\s*|[一二三四五六七八九十]{1,2}、)+"
)


@dataclass(frozen=True)
class Ground:
    """What sentences of one turn may lean on besides clauses."""

    question: str = ""
    results: tuple[dict[str, Any], ...] = ()
    spoken: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a sentence passed, and if not, why."""

    passed: bool
    why: tuple[str, ...] = ()


class Guard:
    """Judges sentences against clauses of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def judge(self, sentence: str, clauses: Sequence[str], ground: Ground) -> Judgement:
        """Would this sentence be let through, citing these clauses, to the person who asked?"""
        text = stripped(sentence)
        if not re.search(r"\w", text):
            return Judgement(True)
        if not mostly_chinese(text):
            return Judgement(False, ("不是中文，无法对照条款核对",))
        evidence = gather(clauses, self.corpus)
        if not evidence.units:
            return Judgement(False, ("没有引用条款",))
        pieces = binding.segments(text)
        known = _known(ground.question + "。" + ground.spoken)
        faults = dict.fromkeys(
            [
                *binding.unborne(pieces, evidence, known),
                *wording.turned(text, pieces, evidence),
                *coverage.additions(pieces, evidence, ground.question),
            ]
        )
        return Judgement(not faults, tuple(faults))


def stripped(sentence: str) -> str:
    """A sentence in plain text without its handles and list mark."""
    return plain(_MARKER.sub("", HANDLE.sub("", sentence)))


def mostly_chinese(text: str) -> bool:
    """Whether at least half of the letters are Chinese characters."""
    han, latin = len(re.findall(r"[一-鿿]", text)), len(re.findall(r"[A-Za-z]+", text))
    return han >= 2 * latin if latin > 2 else bool(han or not latin)


def _known(words: str) -> tuple[Element, ...]:
    return read(plain(words))
