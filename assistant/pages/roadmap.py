"""晋升路线: when each level of a ladder opens if work goes on, drawn along the years."""

import streamlit as st


def show(profile, policy, day):
    st.caption("todo")
