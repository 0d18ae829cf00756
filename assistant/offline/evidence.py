"""Which sentences bear on a question: by its words, by where they stand, and by what is asked for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.offline.kinds_of_answer import gives
from assistant.offline.passages import Passage, Passages
from assistant.offline.signs import Signs, weighed
from assistant.questions.question import Question, Term

_UNKNOWN = 5.0  # what a word weighs that no document has
# Words that say which kind of condition is meant (Question.kinds has it) or only that one is.
_KIND_WORDS = re.compile("学历|年限|业绩|成果|业绩成果|业绩材料|破格|申报|参评|报评|评审|评|职称|材料|技术|专业|单位")
_FRAME_WORDS = re.compile(
    "条件|期限|时长|年龄|年纪|岁数|人数|级别|标准|方式|流程|程序|步骤|手续|工作|满|时间|范围|方面|人员|情况|要求|规定|覆盖|最晚|最早|最多|最少|至少|多大|具备|满足|符合|具有|"
    "提供|处理|组织|负责|号码|费率|比例"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with how well it fits; `covered` is the share of the subject found in or around it.

    `asked`: how like the question is to wordings in which people ask for the sentence (0…1).
    """

    passage: Passage
    score: float
    covered: float
    inside: float
    missing: tuple[Term, ...]
    gives: bool | None
    asked: float = 0.0

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
    if _FRAME_WORDS.fullmatch(term.words) or (titles and _KIND_WORDS.fullmatch(term.words)):
        return 0.3 * index.rarity(term.same)
    rarity = index.rarity(term.same)
    return rarity * (1.0 if len(term.words) > 1 else 0.4) * (1.0 if term.noun else 0.8)


def find(
    question: Question,
    index: Passages,
    *,
    scope: Scope | None = None,
    hits: Mapping[str, float] | None = None,
    limit: int = 12,
) -> list[Evidence]:
    """The best sentences, best first. `hits`: clause ids the search returned, with 0…1 (nearest 1)."""
    scope = scope or Scope()
    terms = list(scope.terms if scope.terms is not None else question.terms)
    weights = weights_of(terms, question, index)
    total = sum(weights[t.words] for t in terms if t.role == "subject") or sum(weights.values()) or 1.0
    known = sum(weights[t.words] for t in terms if t.known) or 1.0
    policies = scope.policies or question.exact_policies
    found: list[Evidence] = []
    matchers = [
        (t, weights[t.words], _matcher(t, index), frozenset().union(*(index.headed(w) for w in t.same if len(w) > 1)))
        for t in terms
        if t.known
    ]
    ranks = scope.ranks if scope.ranks is not None else question.ranks
    signs = Signs(question, index, terms, policies, ranks, hits or {})
    for passage in index.all:
        place, clause = passage.place, passage.clause
        if policies and clause.policy_id not in policies:
            continue
        if scope.must and not any(_near(term, passage, index) for term in scope.must):
            continue
        got = inside = subject = 0.0
        missing = []
        of_kind = bool(question.kinds) and index.kinds.get(clause.id) in question.kinds
        here = clause.policy_id in signs.wished or clause.policy_id in policies
        for term, weight, (sentences, own, heads, below, named), headed in matchers:
            strength = max(sentences.get(place, 0.0), 0.75 if here and term.role == "name" else 0.0)
            if of_kind and _KIND_WORDS.fullmatch(term.words):
                strength = max(strength, 0.85)
            if term.role == "subject":
                inside += weight * strength
            if strength < 0.7:
                strength = max(
                    strength,
                    0.7 * own.get(clause.id, 0.0),
                    0.65 * heads.get(clause.id, 0.0),
                    0.35 * below.get(clause.id, 0.0),
                    0.4 * named.get(clause.policy_id, 0.0),
                )
            if clause.id in headed and strength:
                strength += 0.2
            got += weight * strength
            if term.role == "subject":
                subject += weight * min(1.0, strength)
                if strength < 0.3:
                    missing.append(term)
        if not got and terms and place not in signs.asked:
            continue
        seen = signs.of(passage, got / known)
        missing += [t for t in terms if not t.known and t.role == "subject"]
        if all(t.role != "subject" for t in terms):
            subject = inside = got
        found.append(
            Evidence(
                passage,
                weighed(seen),
                subject / total,
                inside / total,
                tuple(missing),
                gives(passage.folded, question.asked, question.unit),
                signs.asked.get(place, 0.0),
            )
        )
    found.sort(key=lambda e: (-e.score, e.passage.place))
    return found[:limit]


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


def _matcher(
    term: Term, index: Passages
) -> tuple[dict[int, float], dict[str, float], dict[str, float], dict[str, float], dict[str, float]]:
    sentences: dict[int, float] = {}
    own: dict[str, float] = {}
    heads: dict[str, float] = {}
    below: dict[str, float] = {}
    named: dict[str, float] = {}
    for number, word in enumerate(term.same):
        strength = (1.0 if number == 0 else 0.96 if number == 1 else 0.9) * (1.0 if len(word) > 1 else 0.25)
        for place in index.sentences_with(word):
            sentences[place] = max(sentences.get(place, 0.0), strength)
        for target, ids in zip((own, heads, below), index.clauses_with(word), strict=True):
            for clause_id in ids:
                target[clause_id] = max(target.get(clause_id, 0.0), strength)
        for policy_id, names in index.named.items():
            if word in names:
                named[policy_id] = max(named.get(policy_id, 0.0), strength)
    return sentences, own, heads, below, named
