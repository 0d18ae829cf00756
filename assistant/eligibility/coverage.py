"""The register of coverage: for every clause of a document with rules, whether it is encoded, judged, or no condition.

A clause that rules cite is marked by that; the rest is marked in the `coverage` of the rules file, a mark holding for
everything below it. What nobody marked is `not_yet`.
"""

from collections import Counter

from pydantic import BaseModel

from assistant.eligibility.language import Cited, ConditionRule, Judged, Mark, parts_of
from assistant.eligibility.rules import PolicyRules, rule_bearing
from corpus import Clause, Corpus


class Marked(BaseModel):
    """One clause of the register."""

    policy_id: str
    clause_id: str
    mark: Mark


def coverage(corpus: Corpus) -> list[Marked]:
    """Every clause of every rule-bearing document, in reading order."""
    cited: dict[str, set[Mark]] = {}
    for rules in rule_bearing(corpus):
        for part in parts_of(rules.file):
            mark: Mark = "judged" if _is_judged(part) else "encoded"
            cited.setdefault(part.clause, set()).add(mark)
    return [
        Marked(policy_id=rules.policy_id, clause_id=clause.id, mark=_mark(clause, rules, cited, corpus))
        for rules in rule_bearing(corpus)
        for clause in corpus.walk(rules.policy_id)
    ]


def totals(corpus: Corpus) -> dict[str, Counter[Mark]]:
    """How many clauses of each document have each mark."""
    counted: dict[str, Counter[Mark]] = {}
    for row in coverage(corpus):
        counted.setdefault(row.policy_id, Counter())[row.mark] += 1
    return counted


def _is_judged(part: Cited) -> bool:
    if isinstance(part, ConditionRule):
        return all(isinstance(node, Judged) for node in part.of)
    return isinstance(part, Judged)


def _mark(clause: Clause, rules: PolicyRules, cited: dict[str, set[Mark]], corpus: Corpus) -> Mark:
    marks = cited.get(clause.id)
    if marks:
        return "encoded" if "encoded" in marks else "judged"
    for above in (clause, *reversed(corpus.ancestors(clause))):
        if mark := rules.file.coverage.get(above.path):
            return mark
    below = [_mark(child, rules, cited, corpus) for child in corpus.children(clause)]
    # A heading is what stands under it.
    if below and not clause.text and "not_yet" not in below:
        return "encoded" if "encoded" in below else below[0]
    return "not_yet"
