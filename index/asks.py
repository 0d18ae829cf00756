"""How people ask for what a sentence says, kept beside a policy in asks.yaml, and how like them a question is.

A question shares more words with another question than with a clause: 干几年 with 要干几年, neither with 从事本专业技术工作满7年.
This is document expansion (Nogueira et al. 2019, arXiv 1904.08375), with the wordings written out so that a person can read
and correct them. A policy without the file is found by its own words alone.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import yaml
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from corpus import Corpus
from corpus.errors import BrokenPolicy
from index.tokens import normalise

FILE = "asks.yaml"
_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]")


class AskedFor(BaseModel):
    """One sentence of a clause, by words of it (`says`), and wordings in which people ask for it.

    `whole`: what is asked for is not that sentence but the list that the clause sets out.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    clause: str
    says: str
    asks: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Like:
    """A sentence that people ask for in words like the question's, `likeness` 0 to 1; `asks`: all wordings for it."""

    clause_id: str
    says: str
    whole: bool
    likeness: float
    asks: tuple[str, ...] = ()


class Asks:
    """The wordings of all policies of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.sentences = list(_read(corpus))
        self._grams: dict[str, int] = {}
        rows: list[int] = []
        grams: list[int] = []
        counts: list[int] = []
        sentence_of: list[int] = []
        for n, (_, asked) in enumerate(self.sentences):
            for ask in asked.asks:
                for piece, count in Counter(_grams(ask)).items():
                    rows.append(len(sentence_of))
                    grams.append(self._grams.setdefault(piece, len(self._grams)))
                    counts.append(count)
                sentence_of.append(n)
        self._sentence_of = np.array(sentence_of, dtype=np.int64)
        row, gram = np.array(rows, dtype=np.int64), np.array(grams, dtype=np.int64)
        in_rows = np.bincount(gram, minlength=len(self._grams))
        self._rarity = np.log(1 + len(sentence_of) / np.maximum(in_rows, 1))
        weights = self._rarity[gram] * (1 + np.log(np.array(counts, dtype=np.float64)))
        weights /= np.sqrt(np.bincount(row, weights**2, minlength=len(sentence_of)))[row]
        # Postings: the rows of a gram side by side, where each gram's begin.
        by_gram = np.argsort(gram, kind="stable")
        self._rows, self._weights = row[by_gram], weights[by_gram]
        self._begin = np.concatenate(([0], np.cumsum(in_rows)))

    def like(self, question: str, least: float = 0.1) -> list[Like]:
        """The sentences asked for in such words, the likest first: the cosine of their characters and pairs of them."""
        best = np.zeros(len(self.sentences))
        np.maximum.at(best, self._sentence_of, self._cosines(question))
        order = np.argsort(-best, kind="stable")
        return [
            Like(clause_id, entry.says, entry.whole, float(best[n]), entry.asks)
            for n in order[: int((best >= least).sum())]
            for clause_id, entry in (self.sentences[n],)
        ]

    def _cosines(self, question: str) -> NDArray[np.float64]:
        cosines = np.zeros(len(self._sentence_of))
        length = 0.0
        for piece, count in Counter(_grams(normalise(question))).items():
            known = self._grams.get(piece)
            rarity = math.log(1 + len(cosines)) if known is None else float(self._rarity[known])
            weight = rarity * (1 + math.log(count))
            length += weight**2
            if known is not None:
                posted = slice(self._begin[known], self._begin[known + 1])
                cosines[self._rows[posted]] += weight * self._weights[posted]
        return cosines / math.sqrt(length) if length else cosines


@cache
def asks(corpus: Corpus) -> Asks:
    """The wordings of a corpus, read once a process."""
    return Asks(corpus)


def _grams(text: str) -> list[str]:
    """Characters, Latin words and numbers, and neighbouring pairs of them; punctuation only parts."""
    found = []
    for part in re.split(r"[^\w]+", text.lower()):
        units = _WORD.findall(part)
        found += units + [a + b for a, b in pairwise(units)]
    return found


_FILE = TypeAdapter(tuple[AskedFor, ...])


def _read(corpus: Corpus) -> Iterator[tuple[str, AskedFor]]:
    """(clause id, entry) of every policy that has the file. Raises BrokenPolicy for a file that does not fit."""
    for policy_id, folder in corpus.folders.items():
        file = folder / FILE
        if not file.is_file():
            continue
        try:
            loaded = yaml.load(file.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            entries = _FILE.validate_python(tuple(loaded or ()))
        except (yaml.YAMLError, ValidationError, TypeError) as error:
            raise BrokenPolicy(file, 1, f"a list of {{clause, says, asks}}: {str(error).splitlines()[0]}") from error
        for place, entry in enumerate(entries, 1):
            clause_id = f"{policy_id}:{entry.clause}"
            if clause_id not in corpus:
                raise BrokenPolicy(file, place, f"entry {place}: {entry.clause} is no clause of this policy")
            yield clause_id, entry
