"""问答: a conversation whose every statement opens its clause."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from assistant.models import Sentence, Stage
from assistant.pages import answer_text
from assistant.pages.browser import current_session, remember_browser
from assistant.pages.chat_answer import AVATAR, ask_next, show_question, show_turn, to_question
from assistant.pages.chat_panel import Asked, panel
from assistant.pages.clause_view import follow_links
from assistant.pages.face import face
from assistant.pages.page import begin
from corpus.errors import TiaowenError

if TYPE_CHECKING:
    from assistant.models import Turn

_log = logging.getLogger(__name__)

SUGGESTIONS = (
    ("查条件", "硕士毕业几年可以申报人工智能高级工程师？"),
    ("核对自己", "我本科，做了六年算法，2021年12月评上中级，现在能报人工智能高级工程师吗？"),
    ("列清单", "金融科技工程师的成果条件有哪些？"),
    ("作比较", "人工智能和金融科技的高级工程师破格条件有什么不同？"),
    ("找条款", "京人社发〔2024〕14号 附件2 三（三）1 是怎么规定的？"),
    ("看时效", "浙江的人工智能职称办法现在生效了吗？"),
)


def page() -> None:
    """The conversation of this browser that `?c=` names, or a first visit."""
    begin("问答")
    remember_browser()
    session = current_session()
    conversation = face().conversation(session)
    turns = conversation.turns
    asked = panel(session, conversation)
    for turn in turns:
        show_turn(session, turn, last=turn is turns[-1])
    if answered := st.session_state.pop("just_answered", None):
        to_question(answered, "answered")
    follow_links("chat", lambda target: _quote(turns, target), conversation.facts, asked.as_of)
    question = st.chat_input("请输入问题，例如：工程师的成果条件要几项？", max_chars=2000, submit_mode="disable")
    question = question or st.session_state.pop("pending", None)
    if question:
        _answer(session, question, asked, len(turns) + 1)
    elif not turns:
        _welcome()


def _quote(turns: list[Turn], target: Mapping[str, str]) -> str:
    """The words that a followed marker quotes."""
    for turn in turns:
        for citation in turn.answer.citations:
            if (str(turn.number), str(citation.marker)) == (target.get("turn"), target.get("marker")):
                return citation.quote
    return ""


def _welcome() -> None:
    st.title("想了解职称政策的什么？", anchor=False)
    count = len(face().corpus.policies)
    st.markdown(f"收录北京、浙江 {count} 份政策文件。每句回答都标明依据的条款，点编号就能核对原文。")
    with st.grid(2, gap="xsmall", min_column_width=260):
        for kind, question in SUGGESTIONS:
            words = f"**{kind}**  \n{question}"
            st.button(words, key=f"suggest_{kind}", on_click=ask_next, args=(question,), width="stretch", wrap=True)


def _answer(session: str, question: str, asked: Asked, number: int) -> None:
    """Shows the answer as it comes: stages in one line, then sentences in their final place."""
    show_question(question, number)
    to_question(number, "asked")
    with st.chat_message("assistant", avatar=AVATAR):
        stage, text = st.empty(), st.empty()
        said = ""
        try:
            for part in face().stream(question, session=session, policy=asked.policy, as_of=asked.as_of):
                if isinstance(part, Stage):
                    stage.caption(f":material/hourglass_top: {part.text}")
                elif isinstance(part, Sentence):
                    said = part.text if part.restart else said + part.text
                    stage.empty()
                    text.markdown(answer_text.with_links(said, [], number))
        except Exception as error:
            _log.exception("asking failed")
            stage.empty()
            reason = f"{error}" if isinstance(error, TiaowenError) else "这个问题没能答出来，已记入运行日志。"
            st.error(f"{reason} 可以再问一次，或到“条款”里直接查。", icon=":material/error:")
            st.button("再问一次", icon=":material/refresh:", on_click=ask_next, args=(question,))
            return
    st.session_state["just_answered"] = number
    st.rerun()
