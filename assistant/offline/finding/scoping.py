"""Where an answer should come from, when the question leaves that open."""

from collections.abc import Sequence

from assistant.offline.finding.passages import Passages
from assistant.questions.question import Question
from assistant.questions.wording import fold
from corpus import Clause


def preferred(policy_ids: Sequence[str], question: Question, index: Passages) -> list[str]:
    """Documents that hold on the day asked about before those that do not; a draft last."""
    rank = {"现行": 0, "试行": 0, "尚未施行": 2, "已失效": 1, "已被替代": 2, "征求意见稿": 3}
    policies = index.corpus.policies
    return sorted(policy_ids, key=lambda p: (rank[policies[p].status_on(question.day).status], policies[p].order))


def general_first(policy_ids: Sequence[str], question: Question, index: Passages) -> list[str]:
    """Where no field is named, the document that the others are built on comes first."""
    named = any(t.role == "name" for t in question.terms) or bool(question.policies)
    words = [w for t in question.terms if t.role == "subject" for w in t.same if len(w) > 1]
    if named or any(w in index.named[p] for p in policy_ids for w in words):
        return list(policy_ids)
    return sorted(policy_ids, key=lambda p: -built_on(p, policy_ids, index))


def built_on(policy_id: str, others: Sequence[str], index: Passages) -> int:
    """How many of the others name the document as their ground: the general one, where no field is named."""
    number = fold(index.corpus.policies[policy_id].number or "")
    return sum(bool(number) and any(number in p.folded for p in index.of_policy(o)) for o in others if o != policy_id)


def titled_policies(index: Passages) -> list[str]:
    """Documents that set out a ladder of titles."""
    return list(dict.fromkeys(rung.policy_id for rung in index.lexicon.rungs))


def meant(question: Question, index: Passages) -> list[str]:
    """The documents that the question means: those named; else, where it names a level, those with such a level."""
    if question.exact_policies:
        return list(question.exact_policies)
    if question.policies:
        return preferred(question.policy_ids, question, index)
    if question.levels:
        titles = {level.title for level in question.levels if level.title}
        having = [p for p in titled_policies(index) if any(r.title in titles for r in index.lexicon.levels_of(p))]
        having = having or titled_policies(index)
        return preferred(_of_the_trade(having, question, index) or having, question, index)
    return []


def _of_the_trade(policy_ids: Sequence[str], question: Question, index: Passages) -> list[str]:
    """Those whose title names what the person works at (教师), where others do not."""
    titles = {p: fold(index.corpus.policies[p].title) for p in policy_ids}
    words = {w for t in question.terms if t.noun for w in t.same if len(w) > 1}
    telling = {w for w in words if 0 < sum(w in title for title in titles.values()) < len(titles)}
    return [p for p in policy_ids if any(w in titles[p] for w in telling)]


def level_clauses(question: Question, policy_id: str, index: Passages) -> list[Clause]:
    """The sections of the document that stand under the levels asked about."""
    titles = {level.title for level in question.levels if level.title}
    rungs = [r for r in index.lexicon.levels_of(policy_id) if r.rank in question.ranks]
    exact = [r for r in rungs if r.title in titles]
    wanted = {r.title for r in (exact or rungs)}
    return [c for c in index.corpus.walk(policy_id) if c.heading.strip() in wanted and c.children]
