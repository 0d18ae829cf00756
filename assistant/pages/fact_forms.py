"""Short forms, one a family of facts. Each returns the changed profile when it was sent, else None.

Absent is not known and `[]` is none, so every form that can be answered “没有” says so with a button of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from assistant.eligibility.profile import ATTRIBUTES
from assistant.eligibility.rules import FactRule
from assistant.pages.facts import one as _one
from assistant.pages.words import EDUCATION, LEVELS, as_typed

Profile = Mapping[str, Any]
_FIRST_DAY = date(1960, 1, 1)
_NUMBERS = {
    "enterprise_years": ("在企业工作的年限", "年"),
    "homeroom_years": ("任现职以来担任班主任的年限", "年"),
    "teaching_hours": ("近三年平均每学年课时", "课时"),
    "training_hours": ("平均每年继续教育学时", "学时"),
    "recommenders": ("推荐您的本专业正高级职称专家人数", "名"),
}
_WORDS = {
    "rank": "本人排名",
    "granted": "已获授权",
    "author": "署名",
    "venue": "发表在",
    "scope": "级别",
    "role": "本人作用",
    "published": "已批准发布或出版",
    "accepted": "已验收或鉴定",
    "used": "以往评审已用过",
}


def education(profile: Profile, day: date, key: str) -> dict[str, Any] | None:
    """A degree with the day it was obtained."""
    with st.form(f"education_{key}", border=False, clear_on_submit=True):
        level = st.selectbox("学历或学位", EDUCATION, index=None, placeholder="选择")
        graduated = st.date_input("毕业（取得）日期", value=None, min_value=_FIRST_DAY, max_value=day)
        if st.form_submit_button("加上这个学历", type="primary") and level:
            return _added(profile, "education", {"level": level, "graduated": _iso(graduated)})
    return None


def titles(profile: Profile, day: date, key: str) -> dict[str, Any] | None:
    """A professional title, or none at all."""
    with st.form(f"titles_{key}", border=False, clear_on_submit=True):
        level = st.selectbox("职称层级", LEVELS, index=None, placeholder="选择")
        with st.grid(2, gap="small", min_column_width=160):
            series = st.text_input("系列", value="工程", help="例如：工程、经济、中等职业学校教师")
            specialty = st.text_input("专业", placeholder="例如：人工智能")
            obtained = st.date_input("取得日期", value=None, min_value=_FIRST_DAY, max_value=day)
            source = st.selectbox("取得方式", ["评审", "考试", "认定", "聘任", "职业资格"], index=0)
        added, none = _buttons("加上这个职称", "没有职称", bool(profile.get("titles")))
    if added and level:
        title = {"level": level, "series": series.strip() or None, "specialty": specialty.strip() or None}
        return _added(profile, "titles", {**title, "obtained": _iso(obtained), "from": source})
    return {**profile, "titles": []} if none else None


def experience(profile: Profile, day: date, key: str) -> dict[str, Any] | None:
    """Professional work, by dates or as a number of years."""
    how = st.segmented_control("怎么填", ["起止日期", "总年限"], default="起止日期", required=True, key=f"how_{key}")
    with st.form(f"experience_{key}", border=False, clear_on_submit=True):
        if how == "总年限":
            years = st.number_input("从事本专业技术工作满几年", 0.0, 60.0, value=None, step=0.5, format="%g")
            if st.form_submit_button("填好了", type="primary") and years is not None:
                return {**profile, "experience_years": years}
            return None
        with st.grid(2, gap="small", min_column_width=160):
            start = st.date_input("开始从事本专业工作", value=None, min_value=_FIRST_DAY, max_value=day)
            end = st.date_input("到哪天为止（仍在做就留空）", value=None, min_value=_FIRST_DAY, max_value=day)
        if st.form_submit_button("加上这段经历", type="primary") and start:
            return _added(profile, "experience", {"start": _iso(start), "end": _iso(end)}, keep_none=True)
    return None


def items(profile: Profile, family: str, listed: Sequence[tuple[int | str, str]], key: str) -> dict[str, Any] | None:
    """The items of a list that the person declares, by number or else by clause; none ticked is none."""
    held = profile.get(family) or []
    with st.form(f"{family}_{key}", border=False):
        chosen = [
            item
            for item, words in listed
            if st.checkbox(
                f"{item}．{words}" if isinstance(item, int) else words,
                value=item in held,
                key=f"{family}_{key}_{item}",
            )
        ]
        if st.form_submit_button("填好了（一项不选就是都没有）", type="primary"):
            return {**profile, family: chosen}
    return None


def counted_items(profile: Profile, listed: Sequence[tuple[int, str]], key: str) -> dict[str, Any] | None:
    """How many results the person has of each numbered item."""
    held = {each["item"]: each.get("count", 1) for each in profile.get("achievements") or [] if each.get("item")}
    typed = [each for each in profile.get("achievements") or [] if not each.get("item")]
    with st.form(f"counted_{key}", border=False):
        counts = {}
        for number, words in listed:
            left, right = st.columns([5, 1], vertical_alignment="center", wrap=False)
            left.markdown(f"{number}．{words}")
            counts[number] = right.number_input(
                f"第{number}项有几个",
                0,
                99,
                value=held.get(number, 0),
                key=f"counted_{key}_{number}",
                label_visibility="collapsed",
            )
        if st.form_submit_button("填好了（都是 0 就是没有）", type="primary"):
            chosen = [{"item": number, "count": count} for number, count in counts.items() if count]
            return {**profile, "achievements": [*typed, *chosen]}
    return None


def typed_achievement(profile: Profile, key: str) -> dict[str, Any] | None:
    """A result by its type, with the attributes that documents ask of that type."""
    kind = st.selectbox("成果类型", list(ATTRIBUTES), index=None, placeholder="选择", key=f"type_{key}")
    said: dict[str, Any] = {}
    with st.form(f"typed_{key}_{kind}", border=False, clear_on_submit=True):
        if kind:
            with st.grid(2, gap="small", min_column_width=160):
                for name, accepted in ATTRIBUTES[kind].items():
                    said[name] = _attribute(name, accepted, f"{key}_{kind}_{name}")
                said["count"] = st.number_input("数量", 1, 999, value=1, key=f"{key}_{kind}_count")
        added, none = _buttons("加上这项成果", "没有成果", bool(profile.get("achievements")))
    if added and kind:
        return _added(profile, "achievements", {"type": kind, **said})
    return {**profile, "achievements": []} if none else None


def _attribute(name: str, accepted: tuple[str, ...] | type, key: str) -> Any:
    label = _WORDS[name]
    if accepted is int:
        return st.number_input(f"{label}（第几）", 1, 99, value=None, key=key)
    options = ["是", "否"] if accepted is bool else list(accepted)  # type: ignore[arg-type]
    answer = st.selectbox(label, options, index=None, placeholder="不清楚", key=key)
    return {"是": True, "否": False, None: None}[answer] if accepted is bool else answer


def number(profile: Profile, family: str, key: str) -> dict[str, Any] | None:
    """One figure."""
    label, unit = _NUMBERS[family]
    whole = family == "recommenders"
    with st.form(f"{family}_{key}", border=False):
        value = (
            st.number_input(f"{label}（{unit}）", 0, 50, value=profile.get(family), step=1)
            if whole
            else st.number_input(f"{label}（{unit}）", 0.0, 2000.0, value=profile.get(family), step=1.0, format="%g")
        )
        if st.form_submit_button("填好了", type="primary") and value is not None:
            return {**profile, family: value}
    return None


def attested(profile: Profile, name: str, key: str) -> dict[str, Any] | None:
    """Whether the employer attests one thing."""
    with st.container(horizontal=True, gap="xsmall"):
        yes = st.button("符合，单位可以证明", key=f"yes_{key}_{name}", type="primary")
        no = st.button("不符合", key=f"no_{key}_{name}")
    if yes or no:
        return {**profile, "attested": {**(profile.get("attested") or {}), name: yes}}
    return None


def complete(profile: Profile, what: str, day: date, key: str) -> dict[str, Any] | None:
    """What one list of facts still lacks, `titles.series` for instance, asked for each fact that lacks it."""
    family, _, name = what.partition(".")
    held = [dict(each) for each in profile.get(family) or []]
    lacking = [each for each in held if each.get(name) is None and _may_have(family, name, each)]
    if not lacking:
        return None
    with st.form(f"complete_{key}_{what}", border=False):
        for place, each in enumerate(lacking):
            st.caption(as_typed(_one(family, each)))
            each[name] = _missing_part(family, name, each, day, f"complete_{key}_{what}_{place}")
        if st.form_submit_button("填好了", type="primary") and any(each[name] is not None for each in lacking):
            kept = [
                {field: value for field, value in each.items() if value is not None or field == "end"} for each in held
            ]
            return {**profile, family: kept}
    return None


def _may_have(family: str, name: str, value: Mapping[str, Any]) -> bool:
    return family != "achievements" or name in ("obtained", "used") or name in ATTRIBUTES.get(value.get("type", ""), {})


def _missing_part(family: str, name: str, value: Mapping[str, Any], day: date, key: str) -> Any:
    if name in ("graduated", "obtained"):
        return _iso(st.date_input("日期", value=None, min_value=_FIRST_DAY, max_value=day, key=key))
    if name == "years":
        return st.number_input("此后从事本专业工作满几年", 0.0, 60.0, value=None, step=0.5, format="%g", key=key)
    if name in ("series", "specialty", "name"):
        label = {"series": "系列", "specialty": "专业", "name": "职称名称"}[name]
        return st.text_input(label, key=key).strip() or None
    accepted = bool if name == "used" else ATTRIBUTES[value["type"]][name]
    return _attribute(name, accepted, key)


def declared(profile: Profile, name: str, rule: FactRule, day: date, key: str) -> dict[str, Any] | None:
    """A fact that a document's own rules ask for."""
    held = dict(profile.get("facts") or {})
    with st.form(f"declared_{key}_{name}", border=False):
        value: Any
        if rule.type in ("yes_no", "choice"):
            options = ["是", "否"] if rule.type == "yes_no" else list(rule.choices)
            answer = st.radio(rule.label, options, index=None, horizontal=rule.type == "yes_no")
            value = answer == "是" if rule.type == "yes_no" and answer else answer
        elif rule.type == "date":
            value = _iso(st.date_input(rule.label, value=None, min_value=_FIRST_DAY))
        else:
            unit = f"（{rule.unit}）" if rule.unit else ""
            whole = rule.type == "integer"
            number = st.number_input(f"{rule.label}{unit}", 0.0, rule.at_most, value=None, step=1.0, format="%g")
            value = int(number) if whole and number is not None else number
        if st.form_submit_button("填好了", type="primary") and value is not None:
            return {**profile, "facts": {**held, name: value}}
    return None


def _buttons(add: str, none: str, held: bool) -> tuple[bool, bool]:
    """Add, and `none` as long as nothing is held."""
    with st.container(horizontal=True, gap="xsmall"):
        added = st.form_submit_button(add, type="primary")
        return added, not held and st.form_submit_button(none)


def _added(profile: Profile, family: str, value: dict[str, Any], keep_none: bool = False) -> dict[str, Any]:
    given = value if keep_none else {name: each for name, each in value.items() if each is not None}
    return {**profile, family: [*(profile.get(family) or []), given]}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


SIMPLE: Mapping[str, Callable[[Profile, date, str], dict[str, Any] | None]] = {
    "education": education,
    "titles": titles,
    "experience": experience,
    "achievements": lambda profile, _, key: typed_achievement(profile, key),
    **{name: lambda profile, _, key, name=name: number(profile, name, key) for name in _NUMBERS},  # type: ignore[misc]
}
"""The families whose form needs nothing but the profile and the day."""
