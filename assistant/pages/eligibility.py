"""资格自查: facts on the left, one question at a time; the decision on the right, as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.eligibility import nearest_routes
from assistant.pages import facts, ladders, links, report, roadmap, what_if
from assistant.pages.clause_view import open_clause
from assistant.pages.eligibility_next import next_question, way_round
from assistant.pages.face import face, today
from assistant.pages.fact_list import edit_facts, fact_list
from assistant.pages.page import begin
from assistant.pages.result_html import conditions_html, glance_html, open_kinds
from assistant.pages.words import OTHER_VERDICT, POLICY, VERDICT, VERDICT_SENTENCE, in_words, place
from corpus.errors import BadInput

if TYPE_CHECKING:
    from assistant.eligibility.result import Result

FACTS = "facts"


def page() -> None:
    """Decides on the facts kept for this visit; `?policy=` and `?level=` name what is applied for."""
    begin("资格自查", wide=True)
    if target := links.followed("links_eligibility"):
        if "level" in target:
            _choose(target["policy"], target["level"])
        else:
            open_clause(target["clause"])
    st.title("资格自查", anchor=False)
    profile: dict[str, Any] = st.session_state.setdefault(FACTS, {})
    policy, level, day = _target()
    left, right = st.columns([5, 7], gap="large")
    try:
        results = decide(profile, policy, level, day)
    except BadInput as error:
        st.error(f"填写的内容有矛盾：{error}。删去或改正这一项后再看结论。", icon=":material/error:")
        with left:
            _own_facts(profile, day)
        return
    with left:
        next_question(results, profile, day)
        way_round(results, profile, day)
        _own_facts(profile, day)
    with right:
        if policy is None and not facts.lines(profile):
            st.info(
                "选定专业和级别，逐条看它的条件；或者先回答这里的问题，看自己能申报哪些职称。", icon=":material/info:"
            )
        else:
            _decision(results, profile, policy, day)


def _decision(results: list[Result], profile: dict[str, Any], policy: str | None, day: date) -> None:
    alone = results[0] if len(results) == 1 else None
    if alone:
        _verdict(alone)
        if not alone.conditions:
            return
    ladder = alone is None or alone.level is not None
    names = ["逐条条件" if alone else "各级结论", *(["晋升路线", "假如……"] if ladder else []), "打印报告"]
    tabs = dict(zip(names, st.tabs(names), strict=True))
    with tabs[names[0]]:
        if alone:
            st.html(conditions_html(alone))
            _notes(alone)
        else:
            ladders.show(results)
    if ladder:
        with tabs["晋升路线"]:
            roadmap.show(profile, policy, day)
        with tabs["假如……"]:
            what_if.show(results, profile, day)
    with tabs["打印报告"]:
        report.show(results, profile, day)


def _notes(result: Result) -> None:
    for note in result.notes:
        st.caption(f":material/info: {note}")


def decide(profile: dict[str, Any], policy: str | None, level: str | None, day: date) -> list[Result]:
    """The decisions on what is asked, always as a list."""
    asked = {key: value for key, value in (("policy", policy), ("level", level)) if value}
    decided = face().check({**profile, **asked}, as_of=day)
    return decided if isinstance(decided, list) else [decided]


def save(profile: dict[str, Any]) -> None:
    """Keeps the facts for this visit."""
    st.session_state[FACTS] = profile


def _target() -> tuple[str | None, str | None, date]:
    """What is applied for: the document, the level, and the day. The address keeps the first two."""
    corpus = face().corpus
    titles = ladders.titles_by_policy()
    if "policy" not in st.session_state:
        asked = st.query_params.get("policy")
        _choose(asked if asked in titles else None, st.query_params.get("level"))
    left, right = st.columns([4, 1])
    policy = left.selectbox(
        "申报哪个专业",
        list(titles),
        key="policy",
        persist_state="session",
        format_func=lambda policy_id: corpus.policies[policy_id].title,
        placeholder="不限，看全部职称",
    )
    day = right.date_input("按哪一天计算", value=today(), key="as_of_day")
    level = None
    if levels := titles.get(policy or "", []):
        if st.session_state.get("level_of") not in levels:
            st.session_state["level_of"] = None
        level = st.segmented_control("申报哪一级（不选就看全部级别）", levels, key="level_of", persist_state="session")
    st.query_params.from_dict({name: value for name, value in (("policy", policy), ("level", level)) if value})
    return policy, level, day or today()


def begin_with(policy: str | None, level: str | None, told: Mapping[str, Any]) -> None:
    """What the page shows when it is next opened; facts told elsewhere take the place of those kept here."""
    known = {family: value for family, value in told.items() if family not in ("policy", "level", "as_of")}
    if known:
        save(known)
    _choose(policy, level)


def _choose(policy: str | None, level: str | None) -> None:
    st.session_state["policy"] = policy
    st.session_state["level_of"] = level


def _own_facts(profile: dict[str, Any], day: date) -> None:
    with st.container(border=True):
        st.markdown("**已填的情况**")
        if not facts.lines(profile):
            st.caption("还没有填。填的内容只留在这次访问里，不会发往别处。")
        fact_list(profile, save, "form")
        with st.container(horizontal=True, gap="xsmall"):
            if st.button("添加其他情况", icon=":material/add:", key="more_facts"):
                edit_facts(profile, save, day)
            if profile:
                st.button("全部清空", icon=":material/delete:", key="clear_facts", on_click=save, args=({},))


def _verdict(result: Result) -> None:
    """The verdict in a sentence, and the conditions at a glance."""
    sign = (VERDICT if result.level else OTHER_VERDICT)[result.verdict]
    policy = face().corpus.policies[result.policy_id]
    with st.container(border=True, key=f"verdict_{result.verdict}"):
        st.markdown(f"### :{sign.colour}[:material/{sign.icon}: {sign.word}]　{result.level or policy.title}")
        st.markdown(_sentence(result))
        if result.status != "现行":
            st.markdown(f"{POLICY[result.status].badge} 《{policy.title}》在所问的日期不是现行文件。")
        if result.conditions:
            st.html(glance_html(result))
        else:
            _notes(result)
        _nearest(result)
        for amount in result.amounts:
            value = "还不能算出" if amount.value is None else f"{amount.value:g}{amount.unit}"
            where = place(amount.clause_id.partition(":")[2])
            st.markdown(f"**{amount.name}**　{value}（{amount.how}，[{where}]({links.to_clause(amount.clause_id)})）")


def _nearest(result: Result) -> None:
    """The fewest changes that would make it a yes."""
    routes = nearest_routes(result) if result.verdict == "ineligible" else []
    if not routes:
        return
    st.markdown("**最近的路**" + ("（任选其一）" if len(routes) > 1 else ""))
    lines = []
    for route in routes:
        steps = [
            f"{change.what}（[{place(change.clause_id.partition(':')[2])}]({links.to_clause(change.clause_id)})）"
            for change in route.changes
        ]
        lines.append("- " + "；".join(steps))
    st.markdown("\n".join(lines))


def _sentence(result: Result) -> str:
    words = VERDICT_SENTENCE[result.verdict] if result.conditions else "收录的文件里没有这一级的具体条件"
    if standing := open_kinds(result):
        words += f"：{'、'.join(standing)}"
    if result.earliest:
        words += f"。按现在的情况继续工作，时间条件最早在 **{in_words(result.earliest)}** 满足"
    elif result.verdict == "eligible" and any(c.status == "judged" for c in result.conditions):
        words += "；其余须人工评定"
    return words + "。"
