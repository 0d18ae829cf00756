"""对比: documents and levels side by side, what differs marked, every cell leading to its clause."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from assistant.pages.clause_view import follow_links
from assistant.pages.face import face
from assistant.pages.ladders import titles_by_policy
from assistant.pages.links import to_clause
from assistant.pages.page import begin
from assistant.pages.result_html import sign_html
from assistant.pages.words import LEVELS, POLICY, place

if TYPE_CHECKING:
    from assistant.models import Comparison, ComparisonCell

_BEGIN: dict[str, tuple[list[str], list[str]]] = {
    "人工智能：现行办法与2020年试行办法": (["beijing-ai", "beijing-ai-2020-trial"], ["副高级"]),
    "人工智能与金融科技": (["beijing-ai", "beijing-fintech-2024"], ["副高级"]),
    "人工智能：各级之间": (["beijing-ai"], ["中级", "副高级", "正高级"]),
}


def page() -> None:
    """What `?` does not name is chosen on the page."""
    begin("对比", wide=True)
    follow_links("comparison")
    st.title("对比", anchor=False)
    corpus = face().corpus
    having = titles_by_policy()
    with st.container(horizontal=True, gap="xsmall"):
        for name, (policies, levels) in _BEGIN.items():
            if all(policy in having for policy in policies):
                st.button(name, key=f"begin_{name}", on_click=_choose, args=(policies, levels))
    left, right = st.columns([3, 2])
    policies = left.multiselect(
        "文件",
        list(corpus.policies),
        key="compared",
        format_func=lambda policy_id: corpus.policies[policy_id].title,
        placeholder="选一份或几份文件",
        max_selections=4,
    )
    levels = right.multiselect("级别", LEVELS, key="compared_levels", placeholder="不限", max_selections=4)
    if not policies:
        st.info(
            "选上面的一组，或自己选文件和级别。不同之处会标出来，点条款号看原文。", icon=":material/compare_arrows:"
        )
        return
    comparison = face().compare(policies, levels)
    if not comparison.rows:
        st.info("选中的文件没有可以并排比较的条件。换一份文件或级别试试。", icon=":material/search_off:")
        return
    only = st.toggle("只看不同的", key="only_different")
    st.html(_table(comparison, only))
    for note in comparison.notes:
        st.caption(f":material/info: {note}")


def _choose(policies: list[str], levels: list[str]) -> None:
    st.session_state["compared"] = policies
    st.session_state["compared_levels"] = levels


def _table(comparison: Comparison, only_different: bool) -> str:
    heads = "".join(
        f'<th scope="col">{escape(column.policy_title)}'
        f"<div>{f'<b>{escape(column.level)}</b> ' if column.level else ''}{sign_html(POLICY[column.status])}</div></th>"
        for column in comparison.columns
    )
    rows = [row for row in comparison.rows if not (only_different and row.same)]
    body = "".join(
        f'<tr><th scope="row">{escape(row.kind)}<small>{"相同" if row.same else "不同"}</small></th>'
        f"{''.join(_cell(cell) for cell in row.cells)}</tr>"
        for row in rows
    )
    return (
        '<div class="tw-compare" tabindex="0" role="region" aria-label="对比表">'
        f'<table><thead><tr><th scope="col">条件</th>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _cell(cell: ComparisonCell) -> str:
    if cell.clause_id is None:
        return "<td><small>没有规定</small></td>"
    words = escape(cell.text)
    for different in sorted({escape(each) for each in cell.differs if each.strip()}, key=len, reverse=True):
        words = words.replace(different, f"<mark>{different}</mark>")
    lines = words.replace("\n", "<br>")
    return f'<td>{lines}<div><a href="{to_clause(cell.clause_id)}">{escape(place(cell.path))}</a></div></td>'
