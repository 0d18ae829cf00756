"""One turn of a conversation on the page: the question, the answer with its sources, and what can be done with it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.pages import answer_text
from assistant.pages.face import face, today
from assistant.pages.links import to_clause, to_level
from assistant.pages.words import POLICY, VERDICT, as_typed, cite, place

if TYPE_CHECKING:
    from assistant.models import Answer, Turn

AVATAR = ":material/gavel:"
KIND = {
    "clarification": ":orange-badge[:material/help: 还需要补充信息]",
    "refusal": ":gray-badge[:material/do_not_disturb_on: 收录的文件没有规定]",
}
REASONS = {"条款不对": "wrong clause", "结论不对": "wrong verdict", "没有回答问题": "not answered"}


def show_turn(session: str, turn: Turn, *, last: bool) -> None:
    """A question and its answer; the last one also offers what to ask next."""
    show_question(turn.question, turn.number)
    with st.chat_message("assistant", avatar=AVATAR):
        show_answer(turn.answer, turn.number)
        _actions(session, turn)
        if last and turn.answer.follow_ups:
            _follow_ups(turn.answer)


def show_question(question: str, number: int) -> None:
    """What the person asked, as it was typed."""
    with st.container(key=f"question_{number}"), st.chat_message("user", avatar=":material/person:"):
        st.text(question)


def to_question(number: int, when: str) -> None:
    """Brings a question to the top of the window, so that one reads its answer from the beginning."""
    # More than once: while the page still grows, it holds on to its own lower end.
    st.container(key="links_scroll").html(
        f"<script>/* {number} {when} */ for (const wait of [100, 400, 900]) setTimeout(() => "
        f"document.querySelector('.st-key-question_{number}')?.scrollIntoView({{block: 'start'}}), wait);</script>",
        unsafe_allow_javascript=True,
    )


def show_answer(answer: Answer, turn: int) -> None:
    """Caveats first, then the text, then the clauses it rests on."""
    if answer.kind in KIND:
        st.markdown(KIND[answer.kind])
    if caveats := _caveats(answer):
        with st.container(key=f"caveats_{turn}", gap="xsmall"):
            for line in caveats:
                st.markdown(line)
    for result in answer.eligibility:
        st.markdown(_decided(result))
    st.markdown(answer_text.with_links(answer.answer, answer.citations, turn))
    if answer.citations:
        st.html(_sources(answer, turn))


def _decided(result: dict[str, Any]) -> str:
    """One decision in a line, with the way to all its conditions."""
    sign, level = VERDICT[result["verdict"]], result.get("level") or ""
    title = face().corpus.policies[result["policy_id"]].title
    return f"{sign.badge} 《{title}》{level}　[看全部条件]({to_level(result['policy_id'], level)})"


def _caveats(answer: Answer) -> list[str]:
    """One line for each cited document that is not simply in force."""
    lines = {}
    for citation in answer.citations:
        if citation.status != "现行":
            note = f"：{citation.status_note}" if citation.status_note else ""
            lines[citation.policy_id] = f"{POLICY[citation.status].badge} 《{citation.policy_title}》{note}"
    return list(lines.values())


def _sources(answer: Answer, turn: int) -> str:
    """The clauses the answer rests on, under their documents."""
    rows = []
    for policy_id in dict.fromkeys(citation.policy_id for citation in answer.citations):
        cited = [citation for citation in answer.citations if citation.policy_id == policy_id]
        sign = POLICY[cited[0].status]
        title = escape(cite(cited[0].policy_title, cited[0].document_number, ""))
        links = "".join(
            f'<li><a href="{to_clause(citation.clause_id, turn=turn, marker=citation.marker)}">'
            f'<span class="tw-marker">{citation.marker}</span>{escape(place(citation.path))}</a></li>'
            for citation in cited
        )
        rows.append(f"<li>{title}<small>{sign.mark} {sign.word}</small><ul>{links}</ul></li>")
    return f'<section class="tw-sources" aria-label="依据"><ul>{"".join(rows)}</ul></section>'


def _actions(session: str, turn: Turn) -> None:
    key = f"{session[-8:]}_{turn.number}"
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        with st.popover("引用与导出", icon=":material/content_copy:", type="tertiary"):
            words = answer_text.as_citation(turn.question, turn.answer, today())
            st.code(words, language=None, wrap_lines=True, height=260 if len(words) > 300 else "content")
            with st.container(horizontal=True, gap="xsmall"):
                export_buttons([turn], key)
        st.feedback(
            "thumbs",
            key=f"vote_{key}",
            default=None if turn.vote is None else int(turn.vote == "up"),
            on_change=_rate,
            args=(session, turn.number, f"vote_{key}"),
        )
        if turn.vote == "down":
            st.pills(
                "哪里不对？",
                list(REASONS),
                key=f"reason_{key}",
                default=next((word for word, reason in REASONS.items() if reason == turn.reason), None),
                label_visibility="collapsed",
                on_change=_rate,
                args=(session, turn.number, f"vote_{key}", f"reason_{key}"),
            )


def _rate(session: str, turn: int, vote_key: str, reason_key: str | None = None) -> None:
    vote = st.session_state[vote_key]
    reason = REASONS.get(st.session_state.get(reason_key) or "", "") if reason_key else ""
    if vote is not None:
        face().rate(session, turn, "up" if vote else "down", reason)
        st.toast("谢谢，已记在本机。", icon=":material/check:")


def export_buttons(turns: list[Turn], key: str) -> None:
    """The turns as a Word document or as Markdown; made when they are asked for."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    name = f"条文问答_{today():%Y%m%d}"
    st.download_button(
        "Word",
        lambda: answer_text.as_word(turns),
        f"{name}.docx",
        word,
        key=f"word_{key}",
        icon=":material/description:",
        on_click="ignore",
    )
    st.download_button(
        "Markdown",
        lambda: answer_text.as_markdown(turns),
        f"{name}.md",
        "text/markdown",
        key=f"markdown_{key}",
        icon=":material/code:",
        on_click="ignore",
    )


def _follow_ups(answer: Answer) -> None:
    with st.container(horizontal=True, gap="xsmall", key="follow_ups"):
        for question in answer.follow_ups[:3]:
            st.button(
                as_typed(question), key=f"ask_{question}", on_click=ask_next, args=(question,), icon=":material/reply:"
            )


def ask_next(question: str) -> None:
    """Puts a question as if it had been typed."""
    st.session_state["pending"] = question
