"""The window that /check opens: empty is not told, and a wrong field is marked."""

from typing import Any

import pytest

from assistant.channels.slack import eligibility_form
from corpus import load_corpus


def state(**filled: str) -> dict[str, Any]:
    """A window as Slack sends it back."""
    view = eligibility_form.form(load_corpus().policies.values(), "C1")
    values = {}
    for block in view["blocks"]:
        kind, field = block["element"]["type"], block["block_id"]
        value = filled.get(field)
        if kind == "static_select":
            told: dict[str, Any] = {"selected_option": value and {"value": value}}
        else:
            told = {"selected_date" if kind == "datepicker" else "value": value}
        values[field] = {field: {"type": kind} | told}
    return values


def test_nothing_filled_in_is_nothing_told() -> None:
    assert eligibility_form.profile(state()) == {}


def test_what_is_filled_in_is_the_contract_s_profile() -> None:
    made = eligibility_form.profile(
        state(
            policy="beijing-ai", level="副高级", as_of="2026-11-20", degree="硕士", graduated="2019-07-01",
            title_level="中级", title_name="工程师", title_series="工程", title_obtained="2021-12-01",
            experience_years="7.5", performance="1、3", achievements="6x2 3", exceptional="无", recommenders="2",
            training="true", other="班主任年限：3\n年课时: 150",
        )
    )  # fmt: skip
    assert made == {
        "policy": "beijing-ai",
        "level": "副高级",
        "as_of": "2026-11-20",
        "education": [{"level": "硕士", "graduated": "2019-07-01"}],
        "titles": [{"level": "中级", "name": "工程师", "series": "工程", "obtained": "2021-12-01"}],
        "experience_years": 7.5,
        "performance": [1, 3],
        "achievements": [{"item": 6, "count": 2}, {"item": 3, "count": 1}],
        "exceptional": [],
        "recommenders": 2,
        "attested": {"继续教育": True},
        "homeroom_years": 3,
        "teaching_hours": 150,
    }


def test_none_is_told_and_is_not_the_same_as_empty() -> None:
    made = eligibility_form.profile(state(title_name="无", performance="无", achievements="无"))
    assert made == {"titles": [], "performance": [], "achievements": []}


@pytest.mark.parametrize(
    ("field", "text"),
    [("performance", "第一项"), ("achievements", "6x"), ("other", "年龄：40"), ("other", "年课时：很多")],
)
def test_a_field_that_cannot_be_read_is_named(field: str, text: str) -> None:
    with pytest.raises(eligibility_form.WrongField) as wrong:
        eligibility_form.profile(state(**{field: text}))
    assert wrong.value.field == field and text.split("：")[0][:2] in wrong.value.reason


@pytest.mark.parametrize(
    ("message", "field"),
    [
        ("level：该文件没有“员级”", "level"),
        ("education[0].graduated：晚于核对日期", "degree"),
        ("titles[0].level: …", "title_level"),
        ("achievements[0].item: …", "achievements"),
        ("homeroom_years: …", "other"),
        ("别的", "policy"),
    ],
)
def test_a_refusal_of_the_check_is_shown_at_its_field(message: str, field: str) -> None:
    assert eligibility_form.field_of(message, state()) == field
