"""How strongly each sentence bears each word of a question: itself, in its clause, above or below it, or by its document's name.

All sentences at once, one row a word; so a question costs a few array operations instead of a walk over the corpus.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.offline.finding.passages import Passages
from assistant.questions.question import Question, Term

# Words that say which kind of condition is meant (Question.kinds has it) or only that one is.
KIND_WORDS = re.compile("学历|年限|业绩|成果|业绩成果|业绩材料|破格|申报|参评|报评|评审|评|职称|材料|技术|专业|单位")
_LEVELS = {"层级"}  # the word for levels, by which those that mean the same are known
# What a word in the clause, in the headings above, directly below, and in the document's name counts beside one in the sentence.
_AROUND = np.array([0.7, 0.65, 0.35, 0.4])
_ENOUGH = 0.7  # a word so strong in the sentence itself is not looked for around it
_ABSENT = 0.3


@dataclass(frozen=True, slots=True)
class Strengths:
    """Of every sentence: the weight of all words found, of those of the subject, of those in the sentence itself."""

    got: NDArray[np.float64]
    subject: NDArray[np.float64]
    inside: NDArray[np.float64]
    known: Sequence[Term]
    absent: NDArray[np.bool_]  # one row a known word of the subject (others never): hardly there

    def missing(self, place: int) -> list[Term]:
        """The subject's words that the sentence and what is around it hardly bear."""
        return [term for term, row in zip(self.known, self.absent, strict=True) if row[place]]


def strengths(
    terms: Sequence[Term],
    weights: dict[str, float],
    question: Question,
    index: Passages,
    here: Collection[str],
) -> Strengths:
    """`here`: the documents that the question means, whose sentences need not say the name."""
    size = len(index.all)
    got, subject, inside = np.zeros(size), np.zeros(size), np.zeros(size)
    known = [term for term in terms if term.known]
    absent = np.zeros((len(known), size), dtype=bool)
    meant = np.isin(index.policy_of, list(here))
    of_kind = np.isin(index.kind_of, list(question.kinds)) if question.kinds else np.zeros(size, dtype=bool)
    for row, term in enumerate(known):
        weight = weights[term.words]
        itself, around, headed = _spread(term, index)
        if term.role == "name":
            itself = np.maximum(itself, np.where(meant, 0.75, 0.0))
        if KIND_WORDS.fullmatch(term.words):
            itself = np.maximum(itself, np.where(of_kind, 0.85, 0.0))
        if _LEVELS & {term.words, *term.same}:
            itself = np.maximum(itself, np.where(index.levels_told, 0.85, 0.0))
        strength = np.where(itself < _ENOUGH, np.maximum(itself, around), itself)
        strength = strength + 0.2 * (headed & (strength > 0))
        got += weight * strength
        if term.role == "subject":
            inside += weight * itself
            subject += weight * np.minimum(1.0, strength)
            absent[row] = strength < _ABSENT
    return Strengths(got, subject, inside, known, absent)


def _spread(term: Term, index: Passages) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """The word or the nearest of the same meaning: in the sentence, around it, and whether in the clause's own heading."""
    itself, around = np.zeros(len(index.all)), np.zeros(len(index.all))
    headed = np.zeros(len(index.all), dtype=bool)
    for number, word in enumerate(term.same):
        strength = (1.0 if number == 0 else 0.96 if number == 1 else 0.9) * (1.0 if len(word) > 1 else 0.25)
        places = index.places_of(word)
        itself = np.maximum(itself, strength * places[0])
        around = np.maximum(around, strength * (places[1:5] * _AROUND[:, None]).max(axis=0))
        if len(word) > 1:
            headed |= places[5]
    return itself, around, headed
