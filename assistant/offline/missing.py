"""What a document lacks of the levels and conditions that a question names."""

import re
from dataclasses import dataclass

from assistant.offline.finding.evidence import Evidence
from assistant.offline.finding.passages import Passages
from assistant.offline.finding.scoping import meant
from assistant.questions.question import Question


@dataclass(frozen=True, slots=True)
class Lack:
    """What is lacking, in a person's words, and the nearest sentences there are."""

    why: str
    near: tuple[Evidence, ...] = ()
    firm: bool = True  # no list could answer either


def missing_level(question: Question, index: Passages) -> Lack | None:
    """A level that the named document does not have: 员级 in a document whose 初级 is 助理级 alone."""
    policies = [p for p in meant(question, index) if index.lexicon.levels_of(p)]
    if not question.policies or not question.levels:
        return None
    if not policies and len(question.policy_ids) == 1:
        return _level_unsaid(question, question.policy_ids[0], index)
    for policy_id in policies[:1]:
        rungs = index.lexicon.levels_of(policy_id)
        ranks, titles = {r.rank for r in rungs}, {r.title for r in rungs}
        for level in question.levels:
            if not set(level.ranks) & ranks or (level.title and level.title not in titles):
                stated = _ladder_sentence(policy_id, index)
                near = (stated,) if stated else ()
                return Lack(f"《{index.corpus.policies[policy_id].title}》没有设“{level.words}”", near)
    return None


def _level_unsaid(question: Question, policy_id: str, index: Passages) -> Lack | None:
    """A level that a document without a ladder never names, though it names others."""
    naming = [(index.ranks_said(p), p) for p in index.of_policy(policy_id) if not p.heading]
    said = frozenset().union(*(ranks for ranks, _ in naming))
    unsaid = [level.words for level in question.levels if not set(level.ranks) & said]
    if not said or not unsaid:
        return None
    most = max(naming, key=lambda item: len(item[0]))[1]
    near = Evidence(most, 1.0, 1.0, 1.0, (), None)
    return Lack(f"《{index.corpus.policies[policy_id].title}》没有写到“{unsaid[0]}”", (near,))


def missing_kind(question: Question, index: Passages) -> Lack | None:
    """A kind of condition that the document has for other levels and not for this one: 正高级的破格条件."""
    kinds = [k for k in question.kinds if k in ("破格条件", "业绩条件", "成果条件")]
    policies = [p for p in meant(question, index) if index.lexicon.levels_of(p)]
    if (
        len(kinds) != 1
        or not policies
        or not question.levels
        or len({level.ranks for level in question.levels}) != 1
        or not question.policies
    ):
        return None
    policy_id, kind = policies[0], kinds[0]
    having = {
        index.levels[c].title: c
        for c, k in reversed(list(index.kinds.items()))
        if k == kind and c in index.levels and c.startswith(policy_id + ":")
    }
    wanted = [r.title for r in index.lexicon.levels_of(policy_id) if r.rank in question.ranks]
    if not having or not wanted or any(title in having for title in wanted):
        return None
    others = "、".join(having)
    clause = index.corpus.clause(next(iter(having.values())))
    near = tuple(Evidence(p, 1.0, 1.0, 1.0, (), None) for p in index.of[clause.id][:1] if p.text)
    return Lack(
        f"《{index.corpus.policies[policy_id].title}》没有规定{'、'.join(wanted)}的{kind}，只对{others}有这类规定", near
    )


def _ladder_sentence(policy_id: str, index: Passages) -> Evidence | None:
    for pattern in ("只设|分设", "名称依次为"):
        for passage in index.all:
            if passage.clause.policy_id == policy_id and not passage.heading and re.search(pattern, passage.text):
                return Evidence(passage, 1.0, 1.0, 1.0, (), None)
    return None
