"""Whose ladder a case is about: the document named, else what the titles, the work and the day leave of those in the corpus."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.offline.finding.passages import Passages
from assistant.offline.finding.scoping import built_on, meant, titled_policies
from assistant.offline.missing import Lack
from assistant.questions.question import Question
from assistant.questions.vocabulary import load_words

_HOLDS = ("现行", "试行")


def ladders(question: Question, index: Passages) -> list[str]:
    """The documents under which the case may have to be decided; one where it is clear which."""
    if question.policies:
        policies = index.corpus.policies
        named = [p for p in meant(question, index) if p in titled_policies(index) or "职称" in policies[p].title]
        return named[:1]
    found = [p for p in titled_policies(index) if not question.levels or _has_level(question, p, index)]
    for narrower in (_in_force, _of_titles_held, _of_work):
        found = narrower(found, question, index) or found
    return found


def _has_level(question: Question, policy_id: str, index: Passages) -> bool:
    wanted = question.levels[-1]
    rungs = index.lexicon.levels_of(policy_id)
    if wanted.title:
        return any(r.title == wanted.title for r in rungs)
    engineer = bool(re.search("工|engineer", wanted.words))  # 高工 is a rank and says the profession too
    return any(r.rank in wanted.ranks and ("工程" in r.title or not engineer) for r in rungs)


def _in_force(found: Sequence[str], question: Question, index: Passages) -> list[str]:
    return [p for p in found if index.corpus.policies[p].status_on(question.day).status in _HOLDS]


def _of_titles_held(found: Sequence[str], question: Question, index: Passages) -> list[str]:
    """讲师 and 实习指导教师 are titles of one profession only."""
    held = {t["name"] for t in question.profile.get("titles") or [] if t.get("name")}
    return [p for p in found if held & {r.title for r in index.lexicon.levels_of(p)}]


def _of_work(found: Sequence[str], question: Question, index: Passages) -> list[str]:
    """What the person works at; of a field and the wider one that it is part of, the narrower."""
    policies = index.corpus.policies
    told = [field for field, words in load_words()["trades"].items() if re.search("|".join(words), question.plain)]
    own = [p for p in found if any(f in s or s in f for f in told for s in (*policies[p].subjects, policies[p].title))]
    least = min((built_on(p, found, index) for p in own), default=0)
    return [p for p in own if built_on(p, found, index) == least]


def level_of(question: Question, policy_id: str | None, index: Passages) -> str:
    """The level wished for, as the document names it."""
    wanted = question.levels[-1]
    rungs = index.lexicon.levels_of(policy_id) if policy_id else []
    for rung in rungs:
        if wanted.title == rung.title:
            return rung.title
    for rung in rungs:
        if rung.rank in wanted.ranks:
            return rung.rank if len({r.ladder for r in rungs}) > 1 else rung.title
    return wanted.title or wanted.ranks[-1]


def barred_everywhere(results: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the case fails under every ladder that it could be about."""
    return bool(results) and all(r["verdict"] == "ineligible" for r in results)


def foreign_profession(question: Question, index: Passages) -> Lack:
    """A profession that no document covers, and those that one does."""
    held = _in_force(titled_policies(index), question, index)
    subjects = "、".join(dict.fromkeys(index.corpus.policies[p].subjects[0] for p in held))
    return Lack(f"收录的文件里没有关于“{'、'.join(question.others)}”的规定，职称方面只收录了{subjects}的文件")
