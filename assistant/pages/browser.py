"""Whose browser this is: an unguessable name in a cookie, under which its conversations are kept.

Conversations of one browser share its name as the head of their session id; nobody else can list or open them. The
address of a page holds only the tail, so that a shared link opens nothing.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

import streamlit as st

from assistant.pages.face import face

if TYPE_CHECKING:
    from assistant.models import SessionSummary

_COOKIE = "tiaowen_browser"
_NAME = re.compile(r"[\w-]{22,64}")


def browser_name() -> str:
    """The name of this browser, given on its first visit; without cookies it lasts as long as the tab."""
    if "browser_name" not in st.session_state:
        told = str(st.context.cookies.get(_COOKIE) or "")
        st.session_state["browser_name"] = told if _NAME.fullmatch(told) else secrets.token_urlsafe(24)
    name: str = st.session_state["browser_name"]
    return name


def remember_browser() -> None:
    """Leaves the name with the browser where it does not hold it yet; call once a page."""
    name = browser_name()
    if st.context.cookies.get(_COOKIE) != name:
        secure = "; Secure" if (st.context.url or "").startswith("https:") else ""
        st.container(key="links_cookie").html(
            f'<script>document.cookie = "{_COOKIE}={name}; Max-Age=31536000; Path=/; SameSite=Lax{secure}"</script>',
            unsafe_allow_javascript=True,
        )


def current_session() -> str:
    """The session id of the conversation on the page; a new one where the address names none."""
    tail = st.query_params.get("c", "")
    if not re.fullmatch(r"[\w-]{6,32}", tail):
        tail = secrets.token_urlsafe(8)
        st.query_params["c"] = tail
    return f"{browser_name()}.{tail}"


def open_session(session: str | None) -> None:
    """To another conversation of this browser; None begins a new one."""
    st.query_params["c"] = session.rpartition(".")[2] if session else secrets.token_urlsafe(8)


def own_sessions() -> list[SessionSummary]:
    """This browser's conversations, last used first."""
    return face().sessions(owner=browser_name())
