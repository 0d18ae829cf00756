"""The one face, made once a process and shared by everybody's pages; and the day it is today."""

from __future__ import annotations

import logging
from datetime import date, datetime
from threading import Thread
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import streamlit as st

_log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from assistant.assistant import Assistant


@st.cache_resource(show_spinner="正在打开资料库…")
def face() -> Assistant:
    """The assistant that every page speaks to."""
    from assistant.assistant import Assistant

    opened = Assistant()
    Thread(target=_prepare, args=(opened,), daemon=True).start()
    return opened


def _prepare(opened: Assistant) -> None:
    """Loads what a first question needs; what goes wrong here is said where somebody asks."""
    try:
        opened.prepare()
    except Exception:
        _log.warning("not ready for the first question", exc_info=True)


def today() -> date:
    """The day in Beijing, wherever the server stands."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()
