"""Which sentences bear on a question: by its words, by where they stand, and by what is asked for."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.offline.kinds_of_answer import gives
from assistant.offline.passages import Passage, Passages
from assistant.questions.question import Question, Term

_UNKNOWN = 5.0  # what a word weighs that no document has
# Words that say which kind of condition is meant (Question.kinds has it) or only that one is.
_KIND_WORDS = re.compile("学历|年限|业绩|成果|业绩成果|业绩材料|破格|申报|参评|报评|评审|评|条件|期限|时长|年龄|年纪|岁数|人数|级别|标准|方式|流程|程序|步骤|手续|办理")
_STATUS = {"征求意见稿": -0.12, "已被替代": -0.10, "尚未施行": -0.10}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with how well it fits; `covered` is the share of the subject found in or around it."""

    passage: Passage
    score: float
    covered: float
    inside: float
    missing: tuple[Term, ...]
    gives: bool | None

    @property
    def policy_id(self) -> str:
        return self.passage.clause.policy_id


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: documents (empty: everywhere), and words that must count more (the side of a comparison)."""

    policies: tuple[str, ...] = ()
    ranks: tuple[str, ...] | None = None
    terms: tuple[Term, ...] | None = None


def weigh(term: Term, index: Passages) -> float:
    """How much a word counts: by its rarity; a name little; an unknown noun much, another unknown word little."""
    if term.role == "name":
        return 0.0
    if not term.known:
        if re.fullmatch("[a-z0-9]+", term.words):
            return _UNKNOWN
        return _UNKNOWN * (0.9 if term.noun else 0.5)
    if _KIND_WORDS.fullmatch(term.words):
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
    terms = [t for t in (scope.terms if scope.terms is not None else question.terms) if t.role == "subject"]
    weights = {t.words: weigh(t, index) for t in terms}
    total = sum(weights.values()) or 1.0
    known = sum(weights[t.words] for t in terms if t.known) or 1.0
    policies = scope.policies or question.exact_policies
    found: list[Evidence] = []
    matchers = [(t, weights[t.words], _matcher(t, index)) for t in terms if t.known]
    places: Collection[int] = range(len(index.all))
    status = {p.id: _STATUS.get(p.status_on(question.day).status, 0.0) for p in index.corpus.policies.values()}
    wished = set(question.policy_ids)
    ranks = scope.ranks if scope.ranks is not None else question.ranks
    titles = {level.title for level in question.levels if level.title}
    for place in places:
        passage = index.all[place]
        clause = passage.clause
        if policies and clause.policy_id not in policies:
            continue
        got = inside = 0.0
        missing = []
        for term, weight, (sentences, own, heads, below, named) in matchers:
            strength = sentences.get(place, 0.0)
            inside += weight * strength
            if strength < 0.7:
                strength = max(
                    strength, 0.7 * own.get(clause.id, 0.0), 0.65 * heads.get(clause.id, 0.0), 0.35 * below.get(clause.id, 0.0),
                    0.4 * named.get(clause.policy_id, 0.0),
                )
            got += weight * strength
            if strength < 0.3:
                missing.append(term)
        if not got and terms:
            continue
        fit = got / known
        given = gives(passage.folded, question.asked)
        score = fit
        if given is not None:
            score += 0.15 if given else -0.08
        if not passage.said:
            score -= 0.3
        if wished:
            score += 0.12 if clause.policy_id in wished else -0.25
        if len(policies) != 1:
            score += status[clause.policy_id]
        score += _by_level(index, passage, ranks, titles)
        if question.kinds:
            kind = index.kinds.get(clause.id)
            score += 0.08 if kind in question.kinds else (-0.06 if kind else 0.0)
        score += 0.06 * (hits or {}).get(clause.id, 0.0)
        score -= 0.0004 * len(passage.text)
        missing += [t for t in terms if not t.known]
        found.append(Evidence(passage, score, got / total, inside / total, tuple(missing), given))
    found.sort(key=lambda e: (-e.score, e.passage.place))
    return found[:limit]


def _by_level(index: Passages, passage: Passage, ranks: Sequence[str], titles: set[str]) -> float:
    rung = index.levels.get(passage.clause.id)
    if not ranks or rung is None:
        if ranks and (said := index.ranks_said(passage)):
            return 0.1 if said & set(ranks) else -0.1
        return -0.04 if rung and not ranks else 0.0
    if rung.rank not in ranks:
        return -0.4
    own = {t for t in titles if any(r.title == t for r in index.lexicon.levels_of(passage.clause.policy_id))}
    return 0.15 if not own or rung.title in own else -0.2


def _matcher(
    term: Term, index: Passages
) -> tuple[dict[int, float], dict[str, float], dict[str, float], dict[str, float], dict[str, float]]:
    sentences: dict[int, float] = {}
    own: dict[str, float] = {}
    heads: dict[str, float] = {}
    below: dict[str, float] = {}
    named: dict[str, float] = {}
    for number, word in enumerate(term.same):
        strength = (1.0 if number == 0 else 0.92) * (1.0 if len(word) > 1 else 0.55)
        for place in index.sentences_with(word):
            sentences[place] = max(sentences.get(place, 0.0), strength)
        for target, ids in zip((own, heads, below), index.clauses_with(word), strict=True):
            for clause_id in ids:
                target[clause_id] = max(target.get(clause_id, 0.0), strength)
        for policy_id, names in index.named.items():
            if word in names:
                named[policy_id] = max(named.get(policy_id, 0.0), strength)
    return sentences, own, heads, below, named
