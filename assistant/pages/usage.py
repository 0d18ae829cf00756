"""Where a clause is used: the documents that name one another, and the rules that rest on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from assistant.eligibility.rules import LevelRule, SchemeRule
    from corpus import Clause, Corpus, Policy

_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,8}〔\d{4}〕\d+号")
_TITLE = re.compile(r"《([^《》]{4,60})》")


def documents_named(corpus: Corpus, clause: Clause) -> list[tuple[str, Policy | None]]:
    """Other documents that the clause's own words name, each with its policy where we hold it."""
    known = {policy.number: policy for policy in corpus.policies.values() if policy.number}
    titles = {policy.title: policy for policy in corpus.policies.values()}
    found: dict[str, Policy | None] = {}
    for number in _NUMBER.findall(clause.own_text):
        policy = next((held for name, held in known.items() if number.endswith(name)), None)
        found[policy.number or number if policy else number] = policy
    for title in _TITLE.findall(clause.own_text):
        if title in titles:
            found.setdefault(titles[title].number or title, titles[title])
    return [(name, policy) for name, policy in found.items() if policy is None or policy.id != clause.policy_id]


def named_in(corpus: Corpus, policy: Policy) -> list[Clause]:
    """Clauses of other documents that name this one."""
    return [
        clause
        for clause in corpus.walk()
        if clause.policy_id != policy.id
        and any(named is not None and named.id == policy.id for _, named in documents_named(corpus, clause))
    ]


MARKS = {
    "encoded": "已写成可核对的规则",
    "judged": "由评审委员会评定，不由程序判断",
    "not_a_condition": "不是申报条件",
    "not_yet": "还没有写成规则",
}
"""What the rules say of a clause."""


def rules_using(corpus: Corpus, clause: Clause) -> list[str]:
    """The decisions that rest on a clause, wherever they stand: `高级工程师 · 成果条件`."""
    from assistant.eligibility.rules import rule_bearing

    found: dict[str, None] = {}
    for rules in rule_bearing(corpus):
        title = corpus.policies[rules.policy_id].title
        whole: list[tuple[str, LevelRule | SchemeRule]] = [
            (f"《{title}》{ladder.name} {level.title}", level)
            for ladder in rules.file.ladders
            for level in ladder.levels
        ]
        whole += [(f"《{title}》{scheme.name}", scheme) for scheme in rules.file.schemes]
        for name, rule in whole:
            for condition in rule.conditions:
                if clause.id in {condition.clause, *(node.clause for node in condition.of + condition.gate)}:
                    found[f"{name} · {condition.name}"] = None
    return list(found)


@st.cache_resource(show_spinner=False)
def marks(_corpus: Corpus, fingerprint: str) -> dict[str, str]:
    """How the rules of its document treat each clause; clauses of documents without rules are not there."""
    from assistant.eligibility import coverage

    return {row.clause_id: row.mark for row in coverage(_corpus)}


def mark_of(corpus: Corpus, clause: Clause) -> str | None:
    """The mark of a clause in words; None where its document has no rules."""
    mark = marks(corpus, corpus.fingerprint).get(clause.id)
    return MARKS[mark] if mark else None
