"""假如……: the same decision with a few things changed, beside the one that stands."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.pages.face import face
from assistant.pages.result_html import sign_html
from assistant.pages.words import CONDITION, VERDICT, in_words
from corpus.errors import BadInput

if TYPE_CHECKING:
    from assistant.eligibility.result import Result

_CHANGES: dict[str, dict[str, Any]] = {
    "再发一篇核心期刊论文（第一作者）": {"type": "论文", "author": "第一作者", "venue": "核心期刊"},
    "再获一项发明专利授权（第一发明人）": {"type": "发明专利", "rank": 1, "granted": True},
    "再主要起草一项行业标准": {"type": "标准", "scope": "行业", "role": "主要起草人", "rank": 1, "published": True},
    "再出版一部专著（排名第一）": {"type": "专著编著", "rank": 1, "published": True, "role": "完成人"},
}


def show(results: list[Result], profile: dict[str, Any], day: date) -> None:
    """A few changes to choose from, and what each level would then come to."""
    st.caption("勾选变化，左边是现在的结论，右边是变化之后的。等待期间按一直从事本专业工作计算。")
    changes = st.pills("假如", list(_CHANGES), selection_mode="multi", key="changes", label_visibility="collapsed")
    if changes and profile.get("achievements") is None:
        st.caption(":material/info: 还没有填已有的成果，这里只算新增的这些。")
    wait = st.slider("再等几年", 0.0, 10.0, 0.0, 0.5, format="%g 年", key="wait")
    if not changes and not wait:
        return
    after_day = _later(day, wait)
    changed = after(profile, [_CHANGES[name] for name in changes or ()], (after_day - day).days / 365.2425)
    try:
        then = [_again(result, changed, after_day) for result in results]
    except BadInput as error:
        st.error(f"这样的变化算不出结论：{error}", icon=":material/error:")
        return
    if wait:
        st.markdown(f"到 **{in_words(after_day)}**：")
    rows = "".join(_row(now, new) for now, new in zip(results, then, strict=True))
    st.html(f'<section class="tw-ladder"><ul>{rows}</ul></section>')


def after(profile: dict[str, Any], more: list[dict[str, Any]], years: float) -> dict[str, Any]:
    """The profile with more results and, where years are told without dates, with the years that have passed."""
    changed = {**profile}
    if more:
        changed["achievements"] = [*(profile.get("achievements") or []), *more]
    if years:
        if profile.get("experience_years") is not None:
            changed["experience_years"] = min(80, round(profile["experience_years"] + years, 4))
        for family in ("education", "titles"):
            if profile.get(family):
                changed[family] = [
                    {**each, "years": min(80, round(each["years"] + years, 4))}
                    if each.get("years") is not None
                    else each
                    for each in profile[family]
                ]
    return changed


def _later(day: date, years: float) -> date:
    month = day.year * 12 + day.month - 1 + round(years * 12)
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, 28))


def _again(result: Result, profile: dict[str, Any], day: date) -> Result:
    decided = face().check({**profile, "policy": result.policy_id, "level": result.level}, as_of=day)
    if isinstance(decided, list):
        return next(each for each in decided if each.level == result.level)
    return decided


def _row(now: Result, then: Result) -> str:
    before = {condition.kind: condition.status for condition in now.conditions}
    changed = [
        f"{escape(condition.kind)}：{CONDITION[before[condition.kind]].word} → {CONDITION[condition.status].word}"
        for condition in then.conditions
        if before.get(condition.kind, condition.status) != condition.status
    ]
    words = "；".join(changed) or "没有变化"
    return (
        f"<li><strong>{escape(now.level or '')}</strong>{sign_html(VERDICT[now.verdict])}"
        f'<span aria-label="变为">→</span>{sign_html(VERDICT[then.verdict])}<small>{words}</small></li>'
    )
