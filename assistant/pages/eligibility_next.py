"""The next question: the first thing that the decision still lacks, with the form that answers it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.eligibility import fact_sheets, question
from assistant.eligibility.rules import FactRule
from assistant.pages import fact_forms
from assistant.pages.face import face
from assistant.pages.facts import FAMILIES
from assistant.pages.links import to_clause
from assistant.pages.words import place
from corpus.errors import BadInput

if TYPE_CHECKING:
    from assistant.eligibility.result import Condition, Item, Result

_SKIPPED = "skipped"
_KINDS = {"performance": "业绩条件", "achievements": "成果条件", "exceptional": "破格条件"}


def next_question(results: list[Result], profile: dict[str, Any], day: date) -> None:
    """A card with one question; nothing where every decision stands."""
    skipped: set[str] = st.session_state.setdefault(_SKIPPED, set())
    lacking = [(result, what) for result in results for what in result.missing]
    lacking += [(result, what) for result in results for what in _also(result)]
    asked = next(((result, what) for result, what in lacking if what not in skipped), None)
    if asked is None:
        if lacking:
            names = "、".join(dict.fromkeys(FAMILIES.get(_family(what), what) for _, what in lacking))
            with st.container(border=True):
                st.markdown(f"还缺少：{names}，先前跳过了。")
                st.button("回到这些问题", icon=":material/undo:", on_click=skipped.clear, key="unskip")
        return
    result, what = asked
    family = _family(what)
    with st.container(border=True, key="question"):
        st.markdown(f"**{_words(result, what)}**")
        if what not in result.missing:
            st.caption("已有条件没有满足，这一项不影响现在的结论；填了可以看清其余条件。")
        changed = _form(result, family, what, profile, day)
        st.button(
            "不清楚，先跳过",
            icon=":material/skip_next:",
            type="tertiary",
            on_click=skipped.add,
            args=(what,),
            key="skip",
        )
    if changed is not None and changed != profile:
        st.session_state["facts"] = changed
        st.rerun()


def way_round(results: list[Result], profile: dict[str, Any], day: date) -> None:
    """破格 and the like: a way round 学历和年限 that counts only when it is claimed."""
    result = results[0]
    condition = next((each for each in result.conditions if each.replaces), None)
    if len(results) > 1 or condition is None:
        return
    with st.expander(f"有{condition.kind}中的情形？", icon=":material/alt_route:"):
        key = f"round_{result.policy_id}_{result.level}"
        listed = [
            (_number(item) or item.clause_id, item.quote) for item in condition.items if _is_choice(item, condition)
        ]
        changed = fact_forms.items(profile, "exceptional", listed, key)
        if "recommenders" in result.missing or any(item.clause_id == condition.clause_id for item in condition.items):
            changed = fact_forms.number(profile, "recommenders", key) or changed
    if changed is not None and changed != profile:
        st.session_state["facts"] = changed
        st.rerun()


def _is_choice(item: Item, condition: Condition) -> bool:
    return item.clause_id != condition.clause_id


def _number(item: Item) -> int | None:
    """The number that an item is printed with."""
    found = re.search(r"(\d+)）?$", item.clause_id)
    return int(found[1]) if found else None


def _also(result: Result) -> list[str]:
    """What an unmet condition has made needless to ask, but a person planning ahead may still want to tell."""
    if result.verdict != "ineligible":
        return []
    kinds = [condition.kind for condition in result.conditions if condition.status == "unknown"]
    return [family for family, kind in _KINDS.items() if kind in kinds and family != "exceptional"]


def _family(what: str) -> str:
    name = re.split(r"[.\[]", what)[0]
    return "experience" if name == "experience_years" else name


def _words(result: Result, what: str) -> str:
    """The tool's own question, where it has one for what is missing."""
    if what in result.missing and result.missing.index(what) < len(result.questions):
        return result.questions[result.missing.index(what)]
    return question(what, result.rank)


def _form(result: Result, family: str, what: str, profile: dict[str, Any], day: date) -> dict[str, Any] | None:
    key = f"next_{result.policy_id}_{result.level}"
    if "." in what and family in ("education", "titles", "achievements"):
        return fact_forms.complete(profile, what, day, key)
    if family == "facts":
        name = what.partition(".")[2]
        return fact_forms.declared(profile, name, _fact_rule(result, name), day, key)
    condition = _condition(result, family)
    if condition is not None:
        st.caption(f"依据 [{place(condition.clause_id.partition(':')[2])}]({to_clause(condition.clause_id)})")
    if family == "attested":
        return fact_forms.attested(profile, what.partition(".")[2] or "继续教育", key)
    if condition is not None and family in ("performance", "exceptional"):
        return fact_forms.items(profile, family, _numbered(condition), key)
    if condition is not None and family == "achievements" and _takes_numbers(result):
        return fact_forms.counted_items(profile, _numbered(condition), key)
    if family in fact_forms.SIMPLE:
        return fact_forms.SIMPLE[family](profile, day, key)
    return None


def _fact_rule(result: Result, name: str) -> FactRule:
    """How a document declares a fact; `scheme` is which of its matters is asked about."""
    sheet = next(sheet for sheet in fact_sheets(face().corpus) if sheet.policy_id == result.policy_id)
    if name == "scheme":
        return FactRule(label="要办的事项", type="choice", ask="", choices=sheet.schemes, clause="")
    return sheet.facts[name]


def _condition(result: Result, family: str) -> Condition | None:
    kind = _KINDS.get(family)
    return next((condition for condition in result.conditions if condition.kind == kind), None) if kind else None


def _numbered(condition: Condition) -> list[tuple[int, str]]:
    """The items of a list by the number they are printed with."""
    return sorted((number, item.quote) for item in condition.items if (number := _number(item)))


def _takes_numbers(result: Result) -> bool:
    """Whether this document counts results by a numbered list; the tool knows, so it is asked."""
    asked = {"policy": result.policy_id, "level": result.level, "achievements": [{"item": 1}]}
    try:
        face().check(asked, as_of=result.as_of)
    except BadInput:
        return False
    return True
