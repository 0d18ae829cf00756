"""晋升路线: when each level of a ladder opens if work goes on, drawn along the years."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from typing import Any

import altair as alt
import streamlit as st

from assistant.eligibility import Step, roadmap
from assistant.pages.face import face
from assistant.pages.links import to_clause
from assistant.pages.words import in_words, place

_SHADES = {"现在已达到年限": ("#2f7d52", "#5cb583"), "将来达到年限": ("#b9791c", "#d9a24a")}
"""By day and by night."""


def show(profile: dict[str, Any], policy: str | None, day: date) -> None:
    """One ladder as a chart and, in words, as a list."""
    asked = {**profile, "policy": policy} if policy else profile
    steps = roadmap(asked, face().corpus, day)
    names = list(dict.fromkeys(step.ladder for step in steps))
    if not names:
        st.caption("这份文件没有写明各级的学历和年限，画不出路线。")
        return
    name = names[0]
    if len(names) > 1:
        name = st.selectbox("看哪条职称序列", names, key="ladder") or name
    steps = [step for step in steps if step.ladder == name]
    st.caption("按一直从事本专业工作、符合年限当天即申报并取得下一级职称计算；业绩、成果和评审不在其内。")
    if any(_opens(step, day) for step in steps):
        _chart(steps, day)
    st.html(_list(name, steps))


def _opens(step: Step, day: date) -> date | None:
    """From which day, the day asked about at the earliest."""
    return day if step.open_now else step.opens


def _chart(steps: list[Step], day: date) -> None:
    known = [(step.level, opens) for step in steps if (opens := _opens(step, day))]
    last = max(opens for _, opens in known)
    end = max(last, day) + timedelta(days=max(730, (last - day).days // 3))
    rows = [
        {
            "级别": level,
            "起": opens.isoformat(),
            "止": end.isoformat(),
            "标注": "现在" if opens <= day else in_words(opens),
            "晚": opens - day > (end - day) * 0.6,
            "状态": "现在已达到年限" if opens <= day else "将来达到年限",
        }
        for level, opens in known
    ]
    dark = st.context.theme.type == "dark"
    ink, faint = ("#e6e4df", "#3a4048") if dark else ("#1f2328", "#d9d6cf")
    colours = alt.Scale(domain=list(_SHADES), range=[shades[dark] for shades in _SHADES.values()])
    years = max(1, (end - day).days // 365 // 7)
    x = alt.X(
        "起:T",
        title=None,
        scale=alt.Scale(domain=[(day - timedelta(days=90)).isoformat(), end.isoformat()]),
        axis=alt.Axis(
            format="%Y年",
            tickCount={"interval": "year", "step": years},
            labelBound=True,
            labelFontSize=13,
            gridColor=faint,
            labelColor=ink,
        ),
    )
    y = alt.Y(
        "级别:N",
        sort=[step.level for step in reversed(steps)],
        title=None,
        axis=alt.Axis(labelFontSize=14, labelLimit=220, labelColor=ink),
    )
    base = alt.Chart(alt.Data(values=rows)).encode(x=x, y=y)
    bars = base.mark_bar(height=12, cornerRadius=6).encode(
        x2="止:T",
        color=alt.Color(
            "状态:N", scale=colours, legend=alt.Legend(orient="bottom", title=None, labelFontSize=13, labelColor=ink)
        ),
    )
    words = base.encode(text="标注:N")
    early = words.transform_filter("!datum.晚").mark_text(align="left", dx=4, dy=-15, fontSize=13, color=ink)
    late = words.transform_filter("datum.晚").mark_text(align="center", dx=24, dy=-15, fontSize=13, color=ink)
    chart = (bars + early + late).properties(height=70 + 52 * len(rows))
    told = "；".join(f"{row['级别']}：{row['标注']}起" for row in rows)
    st.altair_chart(chart, alt=f"各级职称达到年限的日期。{told}", key="roadmap")


def _list(name: str, steps: list[Step]) -> str:
    rows = "".join(f"<li><strong>{escape(step.level)}</strong><small>{_words(step)}</small></li>" for step in steps)
    return f'<section class="tw-ladder" aria-label="{escape(name)}"><ul>{rows}</ul></section>'


def _words(step: Step) -> str:
    if step.clause_id is None or not (step.open_now or step.opens):
        return escape(step.lacks or "推算不出日期")
    when = "现在已达到学历和年限" if step.open_now else f"最早{in_words(step.opens)}"
    supposed = f"（设届时已取得{escape(step.assumes)}）" if step.assumes else ""
    where = escape(place(step.clause_id.partition(":")[2]))
    return f'{when}{supposed}：{escape(step.quote or "")}　<a href="{to_clause(step.clause_id)}">{where}</a>'
