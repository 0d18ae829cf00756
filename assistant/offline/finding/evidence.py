"""Which sentences bear on a question: by its words, by where they stand, and by what is asked for."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.offline.finding.passages import Passage, Passages
from assistant.offline.finding.signs import WEIGHTS, Signs, weighed
from assistant.offline.finding.strengths import KIND_WORDS, strengths
from assistant.questions.question import Question, Term
from assistant.questions.wording import fold
from index.asks import Like

_UNKNOWN = 5.0  # what a word weighs that no document has
_LOOKED_AT = 200  # sentences weighed with all signs; what stands behind them never came first
_LIKE = 0.25  # so like must a question be to the wordings for a sentence that their words count as its own
_SO_CALLED = 0.8  # of a word's weight
_FRAME_WORDS = re.compile(
    "条件|期限|时长|年龄|年纪|岁数|人数|级别|标准|方式|流程|程序|步骤|手续|工作|满|时间|范围|方面|人员|情况|要求|规定|覆盖|最晚|最迟|最早|最多|最少|至少|多大|具备|满足|符合|具有|"
    "提供|处理|组织|负责|号码|费率|比例"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with how well it fits; `covered` is the share of the subject found in or around it.

    `asked`: how like the question is to wordings in which people ask for the sentence (0…1). `beside`: it only says why there is
    such a document, or what a word means, and something else is asked.
    """

    passage: Passage
    score: float
    covered: float
    inside: float
    missing: tuple[Term, ...]
    gives: bool | None
    asked: float = 0.0
    beside: bool = False

    @property
    def policy_id(self) -> str:
        return self.passage.clause.policy_id


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: documents (empty: everywhere), and words that must count more (the side of a comparison)."""

    policies: tuple[str, ...] = ()
    ranks: tuple[str, ...] | None = None
    terms: tuple[Term, ...] | None = None
    must: tuple[Term, ...] = ()


def weigh(term: Term, index: Passages, titles: bool = False) -> float:
    """How much a word counts: by its rarity; a name little; an unknown noun much, another unknown word little.

    `titles`: the question is about titles, where 申报, 评审, 学历 stand in every other sentence.
    """
    if term.role == "level":
        return 0.12 * index.rarity(term.same) if term.known else 0.0
    if term.role == "name":
        return 0.45 * index.rarity(term.same) if term.known else 0.0
    if not term.known:
        if re.fullmatch("[a-z0-9]+", term.words):
            return _UNKNOWN
        return _UNKNOWN * (0.9 if term.noun else 0.5)
    if is_frame(term) or (titles and KIND_WORDS.fullmatch(term.words)):
        return 0.3 * index.rarity(term.same)
    rarity = index.rarity(term.same)
    return rarity * (1.0 if len(term.words) > 1 else 0.4) * (1.0 if term.noun else 0.8)


def is_frame(term: Term) -> bool:
    """Whether a word only says what kind of thing is asked for, or done: 最晚, 条件, 提供."""
    return bool(_FRAME_WORDS.fullmatch(term.words))


def find(
    question: Question,
    index: Passages,
    *,
    scope: Scope | None = None,
    hits: Mapping[str, float] | None = None,
    limit: int = 12,
    wording: str = "",
) -> list[Evidence]:
    """The best sentences, best first. `hits`: clause ids the search returned, with 0…1 (nearest 1).

    `wording`: how the question would be asked of its scope alone, where that is a part of what it asks.
    """
    scope = scope or Scope()
    terms = list(scope.terms if scope.terms is not None else question.terms)
    weights = weights_of(terms, question, index)
    total = sum(weights[t.words] for t in terms if t.role == "subject") or sum(weights.values()) or 1.0
    known = sum(weights[t.words] for t in terms if t.known) or 1.0
    policies = scope.policies or question.exact_policies
    ranks = scope.ranks if scope.ranks is not None else question.ranks
    signs = Signs(question, index, terms, policies, ranks, hits or {}, wording)
    borne = strengths(terms, weights, question, index, {*signs.wished, *policies})
    unknown = [t for t in terms if not t.known and t.role == "subject"]
    no_subject = all(t.role != "subject" for t in terms)
    found: list[Evidence] = []
    for place in _candidates(borne.got / known, signs.asked, policies, scope, index, bare=not terms):
        passage = index.all[place]
        inside = borne.got[place] if no_subject else borne.inside[place]
        subject = borne.got[place] if no_subject else borne.subject[place]
        missing = [*borne.missing(place), *unknown]
        if missing and (called := _called_so(missing, signs.asked.get(place))):
            subject += _SO_CALLED * sum(weights[t.words] for t in called)
            missing = [t for t in missing if t not in called]
        speaking = signs.of(passage, float(borne.got[place]) / known)
        found.append(
            Evidence(
                passage,
                weighed(speaking),
                float(subject) / total,
                float(inside) / total,
                tuple(missing),
                True if speaking["gives"] else False if speaking["lacks"] else None,
                signs.likeness(place),
                bool(speaking["beside"]),
            )
        )
    found.sort(key=lambda e: (-e.score, e.passage.place))
    return found[:limit]


def _called_so(terms: Sequence[Term], like: Like | None) -> list[Term]:
    """Words that the sentence lacks and that people use who ask for it: 司机 for 从事网络约车."""
    if like is None or like.likeness < _LIKE:
        return []
    wordings = fold("|".join(like.asks))
    return [t for t in terms if any(len(w) > 1 and w in wordings for w in (t.words, *t.same))]


def _candidates(
    words: NDArray[np.float64],
    asked: Mapping[int, Like],
    policies: Collection[str],
    scope: Scope,
    index: Passages,
    *,
    bare: bool,
) -> list[int]:
    """The sentences worth a closer look: those with the most of the question's words, or asked for in such words."""
    first = words.copy()
    for place, like in asked.items():
        first[place] += WEIGHTS["asked"] * like.likeness
    first[~index.said] += WEIGHTS["unsaid"]
    allowed = np.full(len(words), True) if bare else (words > 0) | np.isin(np.arange(len(words)), list(asked))
    if policies:
        allowed &= np.isin(index.policy_of, list(policies))
    if scope.must:
        allowed &= [any(_near(term, passage, index) for term in scope.must) for passage in index.all]
    places = np.flatnonzero(allowed)
    return [int(p) for p in places[np.argsort(-first[places], kind="stable")][:_LOOKED_AT]]


def weights_of(terms: Sequence[Term], question: Question, index: Passages) -> dict[str, float]:
    """The weight of each word of a question; what stands last is what is asked about it."""
    about_titles = bool(question.levels or question.kinds) or "职称" in question.plain
    weights = {t.words: weigh(t, index, about_titles) for t in terms}
    last = max(
        (t for t in terms if t.role == "subject" and t.known and len(t.words) > 1), key=lambda t: t.start, default=None
    )
    if last and question.yes_no:
        weights[last.words] *= 1.5
    return weights


def _near(term: Term, passage: Passage, index: Passages) -> bool:
    """The word, or one that means the same, stands in the sentence or in the headings above it."""
    words = [w for w in term.same if len(w) > 1]
    return any(passage.place in index.sentences_with(w) or passage.clause.id in index.clauses_with(w)[1] for w in words)
