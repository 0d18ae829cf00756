"""资料库: which documents are held, what each is worth today, how far its rules go, and whether the index is whole."""

from __future__ import annotations

import json

import streamlit as st

from assistant.eligibility.rules import rules_of
from assistant.pages.clause_view import clause_links
from assistant.pages.face import face, today
from assistant.pages.links import to_clause
from assistant.pages.page import begin
from assistant.pages.words import POLICY


def page() -> None:
    """Documents, rules, index, and what people thought of the answers."""
    begin("资料库", wide=True)
    clause_links("library")
    st.title("资料库", anchor=False)
    _documents()
    _index()
    _ratings()


def _documents() -> None:
    corpus = face().corpus
    day = today()
    rows = []
    for policy in corpus.policies.values():
        clauses = list(corpus.walk(policy.id))
        sign = POLICY[policy.status_on(day).status]
        rules = rules_of(policy.id, corpus)
        marks = list(rules.file.coverage.values()) if rules else []
        rows.append(
            {
                "文件": policy.title,
                "状态": f"{sign.mark} {sign.word}",
                "文号": policy.number or "正文未载明",
                "地区": policy.region or "",
                "施行": policy.effective or policy.issued,
                "条款": len(clauses),
                "可核对": marks.count("encoded") if rules else None,
                "评委评定": marks.count("judged") if rules else None,
                "打开": f"./{to_clause(clauses[0].id)}",
            }
        )
    st.dataframe(
        rows,
        hide_index=True,
        height="content",
        column_config={
            "文件": st.column_config.TextColumn(width="large"),
            "施行": st.column_config.DateColumn(format="YYYY-MM-DD", help="没有写明施行日期的，是印发日期"),
            "可核对": st.column_config.NumberColumn(help="写成了规则、资格自查能逐条核对的条款数"),
            "评委评定": st.column_config.NumberColumn(help="只能由评审委员会评定的条款数"),
            "打开": st.column_config.LinkColumn(display_text="看条款"),
        },
        alt="收录的文件及其状态、条款数和规则覆盖",
    )


def _index() -> None:
    st.subheader("检索索引", anchor=False)
    st.caption("未接入")


def _ratings() -> None:
    rated = face().feedback()
    st.subheader("回答的评价", anchor=False)
    if not rated:
        st.caption("还没有人评价过回答。评价只记在本机，可以导出为评测题。")
        return
    bad = sum(each.get("vote") == "down" for each in rated)
    st.markdown(f"共 {len(rated)} 条，其中 {bad} 条认为答得不好。")
    st.download_button(
        "导出为评测题",
        "\n".join(json.dumps(each, ensure_ascii=False, default=str) for each in rated) + "\n",
        f"评价_{today():%Y%m%d}.jsonl",
        "application/jsonl",
        icon=":material/download:",
        on_click="ignore",
    )
