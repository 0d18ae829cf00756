"""Which sentences bear on a question: by its words, by where they stand, and by what is asked for."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.offline.kinds_of_answer import gives
from assistant.offline.measuring import outside
from assistant.offline.passages import Passage, Passages
from assistant.questions.question import Question, Term

_UNKNOWN = 5.0  # what a word weighs that no document has
ASKED = (
    0.8  # what being asked for in the same words adds, beside the 1 of having all of the words; flat from 0.5 to 1.3
)
# Words that say which kind of condition is meant (Question.kinds has it) or only that one is.
_KIND_WORDS = re.compile("学历|年限|业绩|成果|业绩成果|业绩材料|破格|申报|参评|报评|评审|评|职称|材料|技术|专业|单位")
_FRAME_WORDS = re.compile(
    "条件|期限|时长|年龄|年纪|岁数|人数|级别|标准|方式|流程|程序|步骤|手续|工作|满|时间|范围|方面|人员|情况|要求|规定|覆盖|最晚|最早|最多|最少|至少|多大|具备|满足|符合|具有|"
    "提供|处理|组织|负责|号码|费率|比例"
)
# What is left of that for a document that the question does not mean, or that is not in force.
_UNASKED = 0.3
_STATUS = {"征求意见稿": -0.35, "已被替代": -0.25, "尚未施行": -0.15}


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
    pairs = _pairs(terms)
    said_on = [
        f"{p.first.month}月"
        if (p.first != p.last and (p.last - p.first).days < 32) or p.first == p.last
        else f"{p.first.year}年"
        for p in question.periods
    ]
    latest = question.asked == "day" and bool(re.search("最晚|最迟|截止|之前|前|到什么时候|到啥时候", question.plain))
    by_whom = _by_whom(question)
    spends = bool(_SPENDS.search(question.plain))
    denied = [f"取得{rank}" for rank in question.denied]
    places: Collection[int] = range(len(index.all))
    asked = index.asked(question.plain)
    status = {p.id: _STATUS.get(p.status_on(question.day).status, 0.0) for p in index.corpus.policies.values()}
    wished = set(question.policy_ids) or titled(question, index)
    ranks = scope.ranks if scope.ranks is not None else question.ranks
    titles = {level.title for level in question.levels if level.title}
    for place in places:
        passage = index.all[place]
        clause = passage.clause
        if policies and clause.policy_id not in policies:
            continue
        if scope.must and not any(_near(term, passage, index) for term in scope.must):
            continue
        got = inside = subject = 0.0
        missing = []
        of_kind = bool(question.kinds) and index.kinds.get(clause.id) in question.kinds
        here = clause.policy_id in wished or clause.policy_id in policies
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
        if not got and terms and place not in asked:
            continue
        fit = got / known
        given = gives(passage.folded, question.asked, question.unit)
        score = fit
        if given is not None:
            score += 0.2 if given else -0.1
        if not passage.said:
            score -= 0.3
        if question.yes_no and question.amounts and outside(question, passage.text) is not None:
            score += 0.15
        if question.wants_list and len(re.findall("、", passage.text)) >= 2 and not passage.heading:
            score += 0.08
        if spends and re.search("用于|列支", passage.folded):
            score += 0.35 if "用于" in passage.folded else 0.1
        if denied and any(rank in passage.folded for rank in denied):
            score -= 0.15
        if latest and _LATEST.search(passage.folded):
            score += 0.1
        score += 0.1 * any(day in passage.folded for day in said_on)
        if by_whom and by_whom in passage.folded:
            score += 0.15
        score += min(0.16, 0.08 * sum(pair in passage.folded for pair in pairs))
        if wished:
            score += 0.12 if clause.policy_id in wished else -0.25
        if len(policies) != 1:
            score += status[clause.policy_id]
        score += _by_level(index, passage, ranks, titles)
        if any(level.words in passage.folded for level in question.levels):
            score += 0.06
        if question.kinds:
            kind = index.kinds.get(clause.id)
            near = {"业绩条件", "成果条件"}
            like = kind in question.kinds or (kind in near and bool(near & set(question.kinds)))
            score += 0.08 if like else (-0.06 if kind else 0.0)
        score += 0.1 * (hits or {}).get(clause.id, 0.0)
        other = bool(wished) and clause.policy_id not in wished
        welcome = _UNASKED if other or (len(policies) != 1 and status[clause.policy_id]) else 1.0
        score += ASKED * welcome * asked.get(place, 0.0)
        score -= 0.0004 * len(passage.text)
        missing += [t for t in terms if not t.known and t.role == "subject"]
        if all(t.role != "subject" for t in terms):
            subject = inside = got
        found.append(
            Evidence(passage, score, subject / total, inside / total, tuple(missing), given, asked.get(place, 0.0))
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


def titled(question: Question, index: Passages) -> set[str]:
    """The documents that alone have a title the question names: 高级讲师."""
    titles = {level.title for level in question.levels if level.title}
    return {r.policy_id for r in index.lexicon.rungs if r.title in titles}


_SPENDS = re.compile("(?:花|使|用)(?:在|到|于|去)|(?:钱|补贴|资金|经费|费).{0,8}(?:怎么花|能花|能用|可以用)")
_LATEST = re.compile(r"日前|年底前|截止|终了前|\d日内|以内|不晚于|届满")


def _by_whom(question: Question) -> str:
    """`期满考核由谁组织` looks for 期满考核由…"""
    match = re.search("由谁|谁来|由哪|归谁|谁", question.plain)
    before = [t for t in question.terms if match and t.start + len(t.words) == match.start()]
    return before[-1].words + "由" if before else ""


def _pairs(terms: Sequence[Term]) -> list[str]:
    """Words that stand side by side in the question: 期满考核 tells more than 期满 and 考核."""
    ordered = sorted(terms, key=lambda t: t.start)
    return [a.words + b.words for a, b in pairwise(ordered) if a.start + len(a.words) == b.start and a.role != "level"]


def _near(term: Term, passage: Passage, index: Passages) -> bool:
    """The word, or one that means the same, stands in the sentence or in the headings above it."""
    words = [w for w in term.same if len(w) > 1]
    return any(passage.place in index.sentences_with(w) or passage.clause.id in index.clauses_with(w)[1] for w in words)


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
