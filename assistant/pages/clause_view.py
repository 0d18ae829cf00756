"""A clause on a page: the line that says what its document is worth today, and the drawer that opens in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import streamlit as st

from assistant.pages import links
from assistant.pages.clause_html import clause_html, crumbs_html
from assistant.pages.face import face, today
from assistant.pages.words import POLICY, cite, in_words, place

if TYPE_CHECKING:
    from corpus import Clause, Corpus


def status_line(corpus: Corpus, clause: Clause, day: date | None = None) -> None:
    """Status, number and dates of the document, and why the status is what it is."""
    policy = corpus.policies[clause.policy_id]
    status = policy.status_on(day or today())
    parts = [POLICY[status.status].badge]
    if policy.number:
        parts.append(policy.number)
    if policy.issued:
        parts.append(f"{in_words(policy.issued)}印发")
    if policy.effective and policy.effective != policy.issued:
        parts.append(f"{in_words(policy.effective)}起施行")
    st.markdown(" · ".join(parts))
    if status.note:
        st.caption(f"{'推断' if status.basis == 'inferred' else '文件载明'}：{status.note}")
    if until := corpus.in_force_until(clause):
        st.caption(f":material/event: 本条自身的期限到{in_words(until)}为止")


def copy_citation(corpus: Corpus, clause: Clause) -> None:
    """A popover with the citation and the clause's address, each with a button to copy it."""
    policy = corpus.policies[clause.policy_id]
    with st.popover("复制引用", icon=":material/content_copy:"):
        st.caption("带原文的引用")
        words = f"{cite(policy.title, policy.number, clause.path)}：\n{corpus.full_text(clause)}"
        st.code(words, language=None, wrap_lines=True, height=200 if len(words) > 240 else "content")
        st.caption("固定链接")
        st.code(address(clause.id), language=None, wrap_lines=True)


def address(clause_id: str) -> str:
    """Where the clause is reached from outside."""
    base = face().settings.public_url or st.context.url or ""
    return urljoin(f"{base}/" if face().settings.public_url else base, links.to_clause(clause_id))


@st.fragment
def follow_links(
    key: str,
    quote_of: Callable[[Mapping[str, str]], str] = lambda _: "",
    facts: Mapping[str, Any] | None = None,
    day: date | None = None,
) -> None:
    """Links on this page: a clause opens beside it, a level leads to 资格自查 with the facts told so far.

    `quote_of` finds the words to mark for a followed link.
    """
    target = links.followed(f"links_{key}")
    if target and "clause" in target:
        open_clause(target["clause"], quote_of(target), day)
    elif target:
        go_to_level(target["policy"], target["level"], facts or {})


def go_to_clause(clause_id: str) -> None:
    """Leaves for the clause page."""
    from assistant.pages import clauses

    st.switch_page(st.Page(clauses.page, url_path="clauses"), query_params={"clause": clause_id})


def go_to_level(policy: str | None, level: str | None, facts: Mapping[str, Any]) -> None:
    """Leaves for 资格自查, taking facts along."""
    from assistant.pages import eligibility

    eligibility.begin_with(policy, level, facts)
    st.switch_page(st.Page(eligibility.page, url_path="eligibility"))


def open_clause(clause_id: str, quote: str = "", day: date | None = None) -> None:
    """The whole clause at the side of the page, with the quoted words marked and its status on the day asked about."""
    corpus = face().corpus
    if clause_id not in corpus:
        st.toast("资料库里没有这一条。", icon=":material/search_off:")
        return
    clause = corpus.clause(clause_id)

    @st.dialog(place(clause.path), position="right", width=560)
    def drawer() -> None:
        st.html(crumbs_html(corpus, clause))
        status_line(corpus, clause, day)
        st.html(clause_html(corpus, clause, quote))
        with st.container(horizontal=True, gap="xsmall"):
            copy_citation(corpus, clause)
            st.link_button("条款页", f"./{links.to_clause(clause_id)}", icon=":material/open_in_new:")

    drawer()
