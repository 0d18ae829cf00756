"""The one face, made once a process and shared by everybody's pages; and the day it is today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import streamlit as st

if TYPE_CHECKING:
    from assistant.assistant import Assistant


@st.cache_resource(show_spinner="正在打开资料库…")
def face() -> Assistant:
    """The assistant that every page speaks to."""
    from threading import Thread

    from assistant.assistant import Assistant

    opened = Assistant()
    Thread(target=opened.prepare, daemon=True).start()
    return opened


def today() -> date:
    """The day in Beijing, wherever the server stands."""
    from datetime import datetime

    return datetime.now(ZoneInfo("Asia/Shanghai")).date()
