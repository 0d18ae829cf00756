"""The Streamlit entrance: navigation, nothing else."""

import streamlit as st

from assistant.pages import chat, clauses
from assistant.pages.page import ICON, guarded

st.set_page_config(page_title="条文", page_icon=ICON)
chat_page = st.Page(guarded(chat.page), title="问答", icon=":material/forum:", url_path="chat", default=True)
clauses_page = st.Page(guarded(clauses.page), title="条款", icon=":material/article:", url_path="clauses")

page = st.navigation([chat_page, clauses_page], position="top")
if page == chat_page and "clause" in st.query_params:
    st.switch_page(clauses_page, query_params={"clause": st.query_params["clause"]})
page.run()
