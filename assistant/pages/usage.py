"""Which documents name one another: by number, or by title in 《》."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
