"""条款: every document as a tree, each clause at an address of its own."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from assistant.pages import clause_html, links, usage
from assistant.pages.clause_view import copy_citation, status_line
from assistant.pages.face import face, today
from assistant.pages.page import begin
from assistant.pages.result_html import sign_html
from assistant.pages.words import POLICY, in_words, place

if TYPE_CHECKING:
    from corpus import Clause, Corpus, Policy


def page() -> None:
    """Reads `?clause=` (a clause id, or a reference as people write it) and `?quote=` (words to mark)."""
    begin("条款", wide=True)
    if target := links.followed("links_clauses"):
        _go(target["clause"])
    corpus = face().corpus
    asked = st.query_params.get("clause", "")
    clause = _asked_clause(corpus, asked)
    _sidebar(corpus, clause)
    if _search(corpus):
        return
    if clause:
        _clause(corpus, clause)
    else:
        if asked:
            st.warning(f"没有找到“{asked}”。可以在上面搜索，或从下面的文件进入。", icon=":material/search_off:")
        _documents(corpus)


def _go(clause_id: str) -> None:
    """To a clause, leaving what was searched for."""
    st.query_params.from_dict({"clause": clause_id})
    st.session_state["find"] = ""


def _asked_clause(corpus: Corpus, asked: str) -> Clause | None:
    if asked in corpus.policies:
        return next(corpus.walk(asked))
    if not asked or asked in corpus:
        return corpus.clause(asked) if asked else None
    matches = face().look_up(asked).matches
    return corpus.clause(matches[0].clause_id) if matches else None


def _sidebar(corpus: Corpus, clause: Clause | None) -> None:
    ids = list(corpus.policies)
    with st.sidebar:
        st.session_state["document"] = clause.policy_id if clause else None
        st.selectbox(
            "文件",
            ids,
            key="document",
            format_func=lambda policy_id: corpus.policies[policy_id].title,
            placeholder="选择一份文件",
            on_change=lambda: _go(next(corpus.walk(st.session_state["document"])).id),
        )
        if clause:
            st.html(clause_html.tree_html(corpus, clause.policy_id, clause.id))
            st.container(key="links_tree").html(
                f"<script>/* {clause.id} */ setTimeout(() => document.querySelector('.tw-tree a[aria-current]')"
                "?.parentElement.scrollIntoView({block: 'nearest'}), 200);</script>",
                unsafe_allow_javascript=True,
            )


def _search(corpus: Corpus) -> bool:
    """The search box and what it finds; whether anything was looked for."""
    wanted = st.text_input(
        "查条款",
        type="search",
        key="find",
        live=True,
        placeholder="输入词语或引用，例如：17号文 附件 四（四）2，或 发明专利 排名前三",
    ).strip()
    if not wanted:
        return False
    exact = face().look_up(wanted)
    found = [match.clause_id for match in exact.matches[:10]]
    near = [hit.clause_id for hit in face().search(wanted, k=20) if hit.clause_id not in found]
    if found:
        st.caption(f"按引用定位到 {len(exact.matches)} 条")
        st.html(_hits(corpus, found, ""))
    elif exact.hint:
        st.caption(exact.hint)
    if near:
        st.caption("相关条款")
        st.html(_hits(corpus, near, wanted))
    if not found and not near:
        st.info("没有找到。换一个说法，或只输入一两个关键词试试。", icon=":material/search_off:")
    return True


def _hits(corpus: Corpus, ids: list[str], wanted: str) -> str:
    rows = []
    for clause_id in ids:
        clause = corpus.clause(clause_id)
        policy = corpus.policies[clause.policy_id]
        words = corpus.full_text(clause).replace("\n", " ")
        words = words if len(words) <= 140 else words[:139] + "…"
        status = policy.status_on(today()).status
        where = f"{escape(policy.title)} · {POLICY[status].mark} {status}"
        rows.append(
            f'<li><a href="{links.to_clause(clause_id)}">{escape(_headings(corpus, clause))}</a><small>{where}</small>'
            f"<p>{clause_html.marked_words(words, wanted)}</p></li>"
        )
    return f'<ul class="tw-hits">{"".join(rows)}</ul>'


def _headings(corpus: Corpus, clause: Clause) -> str:
    """附件 三（四）6, with the headings it stands under."""
    chain = (*corpus.ancestors(clause), clause)
    above = [clause_html.short_heading(c) for c in chain if c.label and not c.label.startswith("附件")]
    return "　".join([place(clause.path), " › ".join(words for words in above if words)]).strip()


def _clause(corpus: Corpus, clause: Clause) -> None:
    policy = corpus.policies[clause.policy_id]
    st.html(clause_html.crumbs_html(corpus, clause))
    heading = clause_html.short_heading(clause)
    # A longer one is a document's title, which the text below opens with.
    st.header(f"{place(clause.path)} {heading if len(heading) <= 16 else ''}".strip(), anchor=False)
    status_line(corpus, clause)
    st.html(clause_html.clause_html(corpus, clause, st.query_params.get("quote", "")))
    _steps(corpus, clause)
    _use(corpus, clause, policy)
    _about(corpus, policy)


def _steps(corpus: Corpus, clause: Clause) -> None:
    before, after = corpus.previous(clause), corpus.next(clause)
    with st.container(horizontal=True, gap="xsmall"):
        for label, icon, other, keys in (
            ("上一条", ":material/arrow_back:", before, "Alt+Left"),
            ("下一条", ":material/arrow_forward:", after, "Alt+Right"),
        ):
            target = (other.id,) if other else ()
            st.button(label, icon=icon, disabled=other is None, shortcut=keys, on_click=_go, args=target)
        copy_citation(corpus, clause)


def _use(corpus: Corpus, clause: Clause, policy: Policy) -> None:
    """The rules that rest on the clause, and the documents it names or that name its document."""
    used, mark = usage.rules_using(corpus, clause), usage.mark_of(corpus, clause)
    named = usage.documents_named(corpus, clause)
    naming = usage.named_in(corpus, policy) if clause.parent_id is None else []
    if not (used or mark or named or naming):
        return
    with st.expander("用在哪里", icon=":material/link:", expanded=True):
        if mark:
            st.markdown(f"资格自查：{mark}")
        if used:
            st.markdown("\n".join(f"- {words}" for words in used))
        for name, held in named:
            if held:
                target = next(corpus.walk(held.id)).id
                st.markdown(f"本条提到 [《{held.title}》]({links.to_clause(target)})（{name}）")
            else:
                st.markdown(f"本条提到 {name}（资料库未收录）")
        for other in naming:
            title = corpus.policies[other.policy_id].title
            st.markdown(f"被 [《{title}》{place(other.path)}]({links.to_clause(other.id)}) 提到")


def _about(corpus: Corpus, policy: Policy) -> None:
    with st.expander("文件信息与来源", icon=":material/info:"):
        facts = {
            "题名": policy.title,
            "文号": policy.number or "正文未载明",
            "发文机关": "、".join(policy.issuer) or "正文未载明",
            "印发日期": in_words(policy.issued) or "正文未载明",
            "施行日期": in_words(policy.effective) or "正文未载明",
            "地区": policy.region or "",
            "来源": "，".join(str(value) for value in policy.source.values()),
        }
        st.markdown("\n".join(f"- **{name}**　{value}" for name, value in facts.items() if value))
        for relation, verb in [(r, "替代") for r in policy.supersedes] + [
            (r, "被替代于") for r in policy.superseded_by
        ]:
            other = corpus.policies.get(relation.policy)
            if other:
                target = next(corpus.walk(other.id)).id
                st.markdown(f"{verb} [《{other.title}》]({links.to_clause(target)})：{relation.note}")
        for note in policy.notes:
            st.caption(note)


def _documents(corpus: Corpus) -> None:
    """The first sight of the page: every document with its status."""
    rows = []
    for policy in corpus.policies.values():
        target = links.to_clause(next(corpus.walk(policy.id)).id)
        details = [policy.number or "未载明文号", in_words(policy.issued) or "未载明日期", policy.region or ""]
        rows.append(
            f'<li><a href="{target}">{escape(policy.title)}</a> {sign_html(POLICY[policy.status_on(today()).status])}'
            f"<small>{escape(' · '.join(part for part in details if part))}</small></li>"
        )
    st.html(f'<ul class="tw-hits">{"".join(rows)}</ul>')
