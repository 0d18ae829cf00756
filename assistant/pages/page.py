"""What every page has in common: its title and width, its few styles, and what a person sees when something fails."""

import logging
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import streamlit as st

from corpus.errors import TiaowenError

_HERE = Path(__file__).parent
_log = logging.getLogger(__name__)
_SIDEBAR = 320
ICON = _HERE / "icon.svg"


def begin(title: str, *, wide: bool = False) -> None:
    """Sets the page's title and width; call first in every page."""
    st.set_page_config(
        page_title=f"{title} · 条文",
        page_icon=ICON,
        layout="wide" if wide else "centered",
        initial_sidebar_state=_SIDEBAR,
    )
    # Dialogs hang outside the app's element and would not know that it is dark.
    st.html(f"<style>:root {{ color-scheme: {st.context.theme.type or 'light dark'}; }}</style>")
    st.html(_HERE / "style.css")
    # Streamlit says its pages are English; a screen reader would read them so.
    st.container(key="links_language").html(
        "<script>document.documentElement.lang = 'zh-CN';</script>", unsafe_allow_javascript=True
    )


def guarded(page: Callable[[], None]) -> Callable[[], None]:
    """The page, with a sentence and a way out where it would have shown a traceback."""

    @wraps(page)
    def run() -> None:
        try:
            page()
        except TiaowenError as error:
            st.error(f"{error}", icon=":material/error:")
        except Exception:
            _log.exception("page failed")
            st.error("这一页没能显示出来，已记入运行日志。可以再试一次，或换一页继续。", icon=":material/error:")
            if st.button("再试一次", icon=":material/refresh:", key="try_again"):
                st.rerun()

    return run
