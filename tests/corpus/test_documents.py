"""The shipped documents: whole, in order, and with the status of the day."""

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from corpus import Corpus, load_corpus
from corpus.numbering import read_label

VERIFIED = yaml.safe_load((Path(__file__).parent / "verified.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


def letters_and_digits(corpus: Corpus, policy_id: str) -> str:
    printed = "".join(c.label + c.heading + c.text for c in corpus.walk(policy_id))
    return re.sub(r"[^\w]", "", printed)


@pytest.mark.parametrize("policy_id", list(VERIFIED))
def test_the_text_is_the_one_that_was_verified_against_its_source(corpus: Corpus, policy_id: str) -> None:
    """Every letter and digit was compared with the source in order; a changed sum is a change of law's words."""
    text = letters_and_digits(corpus, policy_id)
    found = {"characters": len(text), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    assert found == VERIFIED[policy_id]


def test_every_shipped_document_was_verified(corpus: Corpus) -> None:
    assert list(corpus.policies) == list(VERIFIED)


def test_labels_hold_only_what_is_printed_and_ids_follow_them(corpus: Corpus) -> None:
    for clause in corpus.walk():
        component = clause.path.rpartition("/")[2]
        if clause.label:
            read = read_label(clause.label + " ")
            assert read is not None
            assert (read[0].printed, read[0].component) == (clause.label, component)
        else:
            assert re.fullmatch(r"前言|结语|通知|第[一二三四五六七八九十]+款", component)


def test_parents_children_and_reading_order_agree(corpus: Corpus) -> None:
    for policy_id in corpus.policies:
        order = [c.id for c in corpus.walk(policy_id)]
        tops = [c for c in corpus.walk(policy_id) if c.parent_id is None]
        read = [d.id for top in tops for d in (top, *corpus.descendants(top))]
        assert read == order
        for clause in corpus.walk(policy_id):
            assert all(corpus.parent(child) is clause for child in corpus.children(clause))


def test_text_is_clean_of_half_width_marks_and_stray_spaces(corpus: Corpus) -> None:
    for clause in corpus.walk():
        text = re.sub(r"https?://[\w./]+", "", clause.text)
        assert not re.search(r"[,;:()\[\]#*<>]|\band\b| $|^ ", text), clause.id


@pytest.mark.parametrize(
    ("policy_id", "day", "status", "basis"),
    [
        ("beijing-ai", "2022-12-31", "尚未施行", "inferred"),
        ("beijing-ai", "2023-01-01", "现行", "inferred"),
        ("beijing-ai-2020-trial", "2020-11-09", "尚未施行", "text"),
        ("beijing-ai-2020-trial", "2020-11-10", "试行", "text"),
        ("beijing-ai-2020-trial", "2022-12-31", "试行", "text"),
        ("beijing-ai-2020-trial", "2023-01-01", "已被替代", "inferred"),
        ("zhejiang-ai-draft", "1999-01-01", "征求意见稿", "text"),
        ("beijing-rural-assistant-2020", "2026-11-20", "试行", "text"),
        ("beijing-work-training-subsidy-2020", "2020-08-18", "现行", "text"),
        ("beijing-work-training-subsidy-2020", "2021-07-31", "现行", "text"),
        ("beijing-work-training-subsidy-2020", "2021-08-01", "已失效", "inferred"),
        ("beijing-engineering-2020", "2020-09-30", "尚未施行", "text"),
        ("beijing-engineering-2020", "2020-10-01", "现行", "text"),
        ("beijing-social-insurance-2020", "2020-10-31", "尚未施行", "text"),
        ("beijing-social-insurance-2020", "2020-11-01", "现行", "text"),
        ("beijing-flexible-employment-2020", "2020-10-01", "现行", "text"),
        ("beijing-vocational-teacher-2020", "2020-11-10", "现行", "text"),
        ("beijing-fintech-2024", "2024-12-31", "尚未施行", "text"),
        ("beijing-fintech-2024", "2025-01-01", "现行", "text"),
        ("beijing-vehicle-tax-2020", "2020-12-31", "尚未施行", "text"),
        ("beijing-vehicle-tax-2020", "2021-01-01", "现行", "text"),
    ],
)
def test_status_on_a_day(corpus: Corpus, policy_id: str, day: str, status: str, basis: str) -> None:
    found = corpus.policy(policy_id).status_on(date.fromisoformat(day))
    assert (found.status, found.basis) == (status, basis)
    assert found.note or found.basis == "text"


@pytest.mark.parametrize(
    ("clause_id", "until"),
    [
        ("beijing-work-training-subsidy-2020:一/（三）", date(2021, 7, 31)),
        ("beijing-work-training-subsidy-2020:一/（二）/第一款", date(2020, 12, 31)),
        ("beijing-flexible-employment-2020:第五条", date(2020, 12, 31)),
        ("beijing-flexible-employment-2020:第四条", None),
    ],
)
def test_a_provision_with_an_end_of_its_own_carries_it(corpus: Corpus, clause_id: str, until: date | None) -> None:
    assert corpus.in_force_until(corpus.clause(clause_id)) == until


def test_dates_and_numbers_in_front_matter_stand_in_the_text(corpus: Corpus) -> None:
    for policy in corpus.policies.values():
        text = "".join(c.own_text for c in corpus.walk(policy.id))
        for day in (policy.issued, policy.effective):
            if day and day != policy.issued:
                assert f"{day.year}年{day.month}月{day.day}日" in text, policy.id
        assert not policy.number or policy.number in text


def test_what_a_document_does_not_say_about_itself_stays_empty(corpus: Corpus) -> None:
    present = corpus.policy("beijing-ai")
    assert (present.number, present.issued, present.effective) == (None, None, None)
    assert corpus.policy("beijing-ai-2020-trial").superseded_by[0].basis == "inferred"
