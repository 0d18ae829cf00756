"""Sentences written by hand, by people and at times that did not look at the guard's code: what it must keep catching.

by_hand.jsonl is another's; seen, unseen, the files of the first three authors and the fifth (who knew only the documents) and
mechanical (239 sentences by hand, changed by a program) showed where the guard was wrong; so did chat_answers, whole answers that a
language model wrote to the clauses the search gives, sentence by sentence, and the same with one thing changed. Nobody has read
what the guard does wrong in fourth_author, sixth_author (written to deceive) and chat_answers_unread (as written, taken for right).
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.grounding import Ground, Guard
from corpus import load_corpus

GUARD = Guard(load_corpus())


def ground(row: dict[str, Any]) -> Ground:
    return Ground(row["question"], days=(date.fromisoformat(row["as_of"]),) if "as_of" in row else ())


# The figures reached: a change may better them, not worsen them.
@pytest.mark.parametrize(
    ("name", "caught", "refused"),
    [
        ("by_hand", 0.97, 0),
        ("seen", 0.97, 0),
        ("unseen", 0.93, 1),
        ("first_author", 0.98, 1),
        ("second_author", 0.98, 1),
        ("third_author", 0.98, 0),
        ("fourth_author", 0.98, 2),
        ("fifth_author", 0.97, 2),
        ("sixth_author", 0.82, 3),
        ("mechanical", 0.97, 0),
        ("chat_answers", 0.85, 100),
        ("chat_answers_unread", 0, 58),
    ],
)
def test_corrupted_sentences_are_caught_and_right_ones_pass(name: str, caught: float, refused: int) -> None:
    lines = (Path(__file__).parent / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert all(clause in GUARD.corpus for row in rows for clause in row["clauses"])
    passed = {row["id"]: GUARD.judge(row["sentence"], row["clauses"], ground(row)).passed for row in rows}
    wrong = [passed[row["id"]] for row in rows if not row["borne"]]
    right = [row["sentence"] for row in rows if row["borne"] and not passed[row["id"]]]
    assert wrong.count(False) >= caught * len(wrong)
    assert len(right) <= refused, right
