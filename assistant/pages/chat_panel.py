"""The side panel of the conversation: earlier conversations, what the questions are about, and 我的情况."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.pages.browser import open_session, own_sessions
from assistant.pages.chat_answer import export_buttons
from assistant.pages.clause_view import go_to_level
from assistant.pages.face import face, today
from assistant.pages.fact_list import edit_facts, fact_list
from assistant.pages.words import LEVELS, as_typed

if TYPE_CHECKING:
    from assistant.models import Conversation


@dataclass(frozen=True, slots=True)
class Asked:
    """What the side panel says about the next question."""

    policy: str | None
    as_of: date | None


def panel(session: str, conversation: Conversation) -> Asked:
    """Draws the side panel; what it returns goes with the next question."""
    with st.sidebar:
        st.button("新对话", icon=":material/add:", width="stretch", on_click=open_session, args=(None,), key="new")
        _conversations(session)
        if conversation.turns:
            with st.popover("导出这段对话", icon=":material/download:", type="tertiary"):
                export_buttons(conversation.turns, "all")
        asked = _scope(session, conversation.facts)
        _own_facts(session, conversation.facts)
    return asked


def _conversations(session: str) -> None:
    listed = own_sessions()
    if not listed:
        return
    st.markdown("**对话**")
    with st.container(gap=None, key="conversations", height=260 if len(listed) > 6 else "content"):
        for summary in listed:
            with st.container(horizontal=True, gap=None, vertical_alignment="center", wrap=False):
                st.button(
                    as_typed(summary.title) or "未命名",
                    key=f"open_{summary.session}",
                    type="tertiary",
                    icon=":material/chat_bubble:" if summary.session == session else ":material/chat_bubble_outline:",
                    width="stretch",
                    on_click=open_session,
                    args=(summary.session,),
                )
                st.button(
                    "删除",
                    key=f"delete_{summary.session}",
                    type="tertiary",
                    icon=":material/delete:",
                    on_click=_delete,
                    args=(summary.session, session),
                )


def _delete(gone: str, session: str) -> None:
    face().forget(gone)
    if gone == session:
        open_session(None)


def _scope(session: str, told: dict[str, Any]) -> Asked:
    """Region, document, level and day."""
    corpus = face().corpus
    with st.expander("提问范围", icon=":material/tune:"):
        regions = sorted({policy.region for policy in corpus.policies.values() if policy.region})
        region = st.segmented_control(
            "地区", ["不限", *regions], default="不限", required=True, key="region", persist_state="session"
        )
        ids = [p.id for p in corpus.policies.values() if region == "不限" or p.region == region]
        policy = st.selectbox(
            "文件",
            ids,
            index=0 if region != "不限" and len(ids) == 1 else None,
            format_func=lambda policy_id: corpus.policies[policy_id].title,
            placeholder="不限",
            key=f"scope_{region}",
            persist_state="session",
        )
        level = st.selectbox("层级", LEVELS, index=None, placeholder="不限", key="level", persist_state="session")
        if level and told.get("level") != level:
            face().set_profile(session, {**told, "level": level})
        day = st.date_input(
            "按哪一天的规定",
            value=today(),
            key="as_of",
            persist_state="session",
            help="默认今天；改成别的日子，就按那天的规定回答。",
        )
    return Asked(policy, None if day == today() else day)


def _own_facts(session: str, told: dict[str, Any]) -> None:
    known = {family: value for family, value in told.items() if family not in ("policy", "level", "as_of")}
    with st.expander("我的情况", icon=":material/badge:", expanded=bool(known)):
        if not known:
            st.caption("提问时说到的学历、职称、年限会记在这里，只存在本机，随时可以修改或忘掉。")
        fact_list(told, lambda changed: face().set_profile(session, changed), "panel")
        with st.container(horizontal=True, gap="xsmall"):
            if st.button("添加或修改", icon=":material/edit:", key="edit_facts"):
                edit_facts(told, lambda changed: face().set_profile(session, changed), today())
            if known and st.button("去自查", icon=":material/fact_check:", key="to_eligibility"):
                go_to_level(told.get("policy"), None, told)
            if told:
                st.button(
                    "忘掉我",
                    icon=":material/delete_forever:",
                    key="forget_me",
                    on_click=face().set_profile,
                    args=(session, {}),
                )
