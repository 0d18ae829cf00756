"""What is asked most: how many years, with this degree, for that level. Every ladder, level and degree of the rules."""

from collections.abc import Iterator

import pytest

from assistant.eligibility.language import YearsSince
from assistant.eligibility.rules import rule_bearing
from assistant.offline.answering import answer
from assistant.offline.finding.passages import passages
from assistant.questions import read_question
from corpus import load_corpus
from tests.assistant.offline.test_answering import TODAY

# A school of that name is a degree and a profession; the question must say which.
AMBIGUOUS = {"中等职业学校"}


def asked() -> Iterator[tuple[str, frozenset[str]]]:
    corpus = load_corpus()
    for rules in rule_bearing(corpus):
        policy = corpus.policies[rules.policy_id]
        if policy.status_on(TODAY).status != "现行":
            continue
        for level in (level for ladder in rules.file.ladders for level in ladder.levels):
            years: dict[str, set[str]] = {}
            for node in (n for condition in level.conditions for n in condition.of):
                if isinstance(node, YearsSince) and node.degree and node.years:
                    years.setdefault(node.degree, set()).add(f"满{node.years}年")
            for degree in sorted(years.keys() - AMBIGUOUS):
                yield (
                    f"{policy.region}{policy.subjects[0]}评{level.title}，{degree}毕业的要干多少年",
                    frozenset(years[degree]),
                )


@pytest.mark.parametrize(
    ("question", "years"), list(asked()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_years_are_those_of_a_route_with_that_degree_to_that_level(question: str, years: frozenset[str]) -> None:
    corpus = load_corpus()
    said = answer(read_question(question, corpus, TODAY), passages(corpus)).text
    assert any(words in said for words in years), said
