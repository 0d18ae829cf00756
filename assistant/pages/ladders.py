"""All levels of all ladders at once: which stand open on this day, which not yet."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from assistant.eligibility import fact_sheets, ladders
from assistant.pages.face import face
from assistant.pages.links import to_level
from assistant.pages.result_html import open_kinds, sign_html
from assistant.pages.words import VERDICT, in_words

if TYPE_CHECKING:
    from assistant.eligibility.result import Result


def titles_by_policy() -> dict[str, list[str]]:
    """Documents with rules, each with the titles of its ladders from low to high (none: rules of another kind)."""
    corpus = face().corpus
    found: dict[str, list[str]] = {sheet.policy_id: [] for sheet in fact_sheets(corpus)}
    for ladder in ladders(corpus):
        found.setdefault(ladder.policy_id, []).extend(level.title for level in ladder.levels)
    return {policy_id: list(dict.fromkeys(found[policy_id])) for policy_id in corpus.policies if policy_id in found}


def show(results: list[Result]) -> None:
    """A row a level, under its document; what each lacks in one line."""
    corpus = face().corpus
    for policy_id in dict.fromkeys(result.policy_id for result in results):
        rows = [result for result in results if result.policy_id == policy_id]
        st.html(
            f'<section class="tw-ladder"><h3>{escape(corpus.policies[policy_id].title)}</h3>'
            f"<ul>{''.join(_row(result) for result in rows)}</ul></section>"
        )
    st.caption("点级别名称，逐条看它的条件。")


def _row(result: Result) -> str:
    standing = open_kinds(result)
    words = ("未满足：" if result.verdict == "ineligible" else "待补充：") + "、".join(standing) if standing else ""
    if result.earliest:
        words += f"（时间条件最早于{in_words(result.earliest)}满足）"
    name = escape(result.level or "")
    return (
        f'<li><strong><a href="{to_level(result.policy_id, result.level or "")}">{name}</a></strong>'
        f"{sign_html(VERDICT[result.verdict])}<small>{escape(words)}</small></li>"
    )
