"""The Streamlit entrance: navigation, nothing else."""

import streamlit as st

from assistant.pages import batch, chat, clauses, comparison, eligibility, library
from assistant.pages.page import ICON, guarded

st.set_page_config(page_title="条文", page_icon=ICON)
chat_page = st.Page(guarded(chat.page), title="问答", icon=":material/forum:", url_path="chat", default=True)
clauses_page = st.Page(guarded(clauses.page), title="条款", icon=":material/article:", url_path="clauses")
pages = [
    chat_page,
    st.Page(guarded(eligibility.page), title="资格自查", icon=":material/fact_check:", url_path="eligibility"),
    clauses_page,
    st.Page(guarded(comparison.page), title="对比", icon=":material/compare_arrows:", url_path="comparison"),
    st.Page(guarded(batch.page), title="批量核查", icon=":material/table_view:", url_path="batch"),
    st.Page(guarded(library.page), title="资料库", icon=":material/library_books:", url_path="library"),
]

page = st.navigation(pages, position="top")
if page == chat_page and "clause" in st.query_params:
    st.switch_page(clauses_page, query_params={"clause": st.query_params["clause"]})
page.run()
