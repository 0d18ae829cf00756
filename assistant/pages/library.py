"""资料库: which documents are held, what each is worth today, how far its rules go, and whether the index is whole."""

from __future__ import annotations

import json
from collections import Counter
from html import escape

import streamlit as st

from assistant.pages import links, usage
from assistant.pages.clause_view import go_to_clause
from assistant.pages.face import face, today
from assistant.pages.page import begin
from assistant.pages.result_html import sign_html
from assistant.pages.words import POLICY, in_words

_MARKS = {"encoded": "可逐条核对", "judged": "由评委评定", "not_a_condition": "不是条件", "not_yet": "尚未写成规则"}


def page() -> None:
    """Documents, rules, index, and what people thought of the answers."""
    begin("资料库", wide=True)
    if target := links.followed("links_library"):
        go_to_clause(target["clause"])
    st.title("资料库", anchor=False)
    _documents()
    _index()
    _ratings()


def _documents() -> None:
    corpus, day = face().corpus, today()
    counted: dict[str, Counter[str]] = {}
    for clause_id, mark in usage.marks(corpus, corpus.fingerprint).items():
        counted.setdefault(clause_id.partition(":")[0], Counter())[mark] += 1
    rows = []
    for policy in corpus.policies.values():
        clauses = list(corpus.walk(policy.id))
        dates = in_words(policy.effective or policy.issued) or "未载明日期"
        about = " · ".join(part for part in (policy.number or "未载明文号", dates, policy.region) if part)
        rows.append(
            f'<tr><th scope="row"><a href="{links.to_clause(clauses[0].id)}">{escape(policy.title)}</a>'
            f"<small>{escape(about)}</small></th><td>{sign_html(POLICY[policy.status_on(day).status])}</td>"
            f'<td data-label="条款数">{len(clauses)}</td>'
            f"<td>{_rules(counted.get(policy.id))}</td></tr>"
        )
    st.html(
        '<div class="tw-table" tabindex="0" role="region" aria-label="收录的文件"><table><thead><tr>'
        '<th scope="col">文件</th><th scope="col">状态</th><th scope="col">条款数</th><th scope="col">资格自查</th>'
        f"</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _rules(counted: Counter[str] | None) -> str:
    """How far the rules of a document go, in clauses."""
    if counted is None:
        return "<small>没有可核对的条件</small>"
    told = [f"{counted[mark]} 条{words}" for mark, words in _MARKS.items() if counted[mark]]
    return f"<small>{'，'.join(told)}</small>"


def _index() -> None:
    from index import index_status

    st.subheader("检索索引", anchor=False)
    settings = face().settings
    status = index_status(face().corpus, settings.data, settings.chroma_url)
    sign = {"可用": ":green-badge[:material/check_circle: 可用]", "损坏": ":red-badge[:material/error: 损坏]"}
    badge = sign.get(status.state, f":orange-badge[:material/sync: {status.state}]")
    if status.state in ("可用", "过期"):
        built = status.built_at[:16].replace("T", " ")
        told = f"{status.clauses} 条条款，{status.chunks} 个片段，{status.megabytes:g} MB，建于 {built}"
        st.markdown(f"{badge}　{told}")
    else:
        st.markdown(badge)
    if status.note:
        st.caption(status.note)
    if st.button("逐项检查", icon=":material/fact_check:", key="examine"):
        _examine()


def _examine() -> None:
    """Looks at everything that is configured; what is not well says what to do."""
    from assistant.doctor import examine

    with st.spinner("正在检查…"):
        findings = examine(face())
    for finding in findings:
        badge = ":green-badge[:material/check: 正常]" if finding.ok else ":red-badge[:material/error: 有问题]"
        st.markdown(f"{badge} **{finding.name}**　{finding.found}{f'　→ {finding.advice}' if finding.advice else ''}")


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
