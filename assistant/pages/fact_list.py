"""The facts on a page: each a line that can be taken out, and a dialog to add more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from assistant.pages import fact_forms, facts
from assistant.pages.words import as_typed
from corpus.errors import BadInput

Save = Callable[[dict[str, Any]], None]


def fact_list(profile: Mapping[str, Any], save: Save, key: str) -> None:
    """Every fact with a button that takes it out."""
    listed = st.container(gap="xxsmall")
    for place, line in enumerate(facts.lines(profile)):
        with listed.container(
            horizontal=True, gap=None, vertical_alignment="center", wrap=False, key=f"fact_{key}_{place}"
        ):
            st.markdown(as_typed(line.words), width="stretch")
            st.button(
                f"删去“{as_typed(line.words)}”",
                key=f"drop_{key}_{place}",
                icon=":material/close:",
                type="tertiary",
                on_click=save,
                args=(facts.without(profile, line),),
            )


@st.dialog("我的情况", width="medium")
def edit_facts(profile: Mapping[str, Any], save: Save, day: date) -> None:
    """What is known, and a form for each family of facts."""
    fact_list(profile, save, "dialog")
    family = st.pills(
        "添加", list(fact_forms.SIMPLE), format_func=facts.FAMILIES.__getitem__, default="education", required=True
    )
    changed = fact_forms.SIMPLE[family](profile, day, "dialog")
    if changed is not None:
        try:
            save(changed)
        except BadInput as error:
            st.error(str(error))
            return
        st.rerun()
