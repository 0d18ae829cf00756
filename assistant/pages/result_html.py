"""A decision as HTML: each condition with its sign, its items, and the clause behind every line.

The page shows it and the printable report holds the same, so that both always agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from assistant.pages.links import to_clause
from assistant.pages.words import CONDITION, UNUSED, Sign, in_words, place

if TYPE_CHECKING:
    from assistant.eligibility.result import Condition, Item, Result

_SHOWN = 4


def sign_of(condition: Condition) -> Sign:
    """The state of a condition; a way round others that is not claimed is not a failing."""
    if condition.replaces and condition.status == "unmet":
        return UNUSED
    return CONDITION[condition.status]


def open_kinds(result: Result) -> list[str]:
    """The conditions that stand in the way: unmet ones where they decide, else those not known."""
    wanted = "unmet" if result.verdict == "ineligible" else "unknown"
    standing = [c.kind for c in result.conditions if c.status == wanted and sign_of(c) is not UNUSED]
    return [] if result.verdict == "eligible" else list(dict.fromkeys(standing))


def sign_html(sign: Sign) -> str:
    """A state as a mark and a word on a ground of its colour."""
    return f'<span class="tw-sign tw-{sign.colour}"><span aria-hidden="true">{sign.mark}</span> {sign.word}</span>'


def requires_words(requires: str) -> str:
    """`at_least 2` -> 至少 2 项."""
    if requires.startswith("at_least"):
        return f"至少 {requires.rpartition(' ')[2]} 项"
    return {"any": "符合其中一项即可", "all": "须全部符合"}.get(requires, requires)


def conditions_html(result: Result, *, unfolded: bool = False) -> str:
    """Every condition of a decision; those still open are unfolded, or all of them."""
    return f'<div class="tw-conditions">{"".join(_condition(c, unfolded) for c in result.conditions)}</div>'


def glance_html(result: Result) -> str:
    """The conditions as chips in a row, to be taken in at a glance."""
    tiles = []
    for condition in result.conditions:
        sign = sign_of(condition)
        met = sum(item.status == "met" for item in condition.items)
        count = f"{met}/{condition.requires.rpartition(' ')[2]} 项" if condition.requires.startswith("at_least") else ""
        tiles.append(
            f'<li class="tw-{sign.colour}"><span aria-hidden="true">{sign.mark}</span> <b>{escape(condition.kind)}</b> '
            f"<small>{sign.word}{f' {count}' if count else ''}</small></li>"
        )
    return f'<ul class="tw-glance" aria-label="各项条件">{"".join(tiles)}</ul>'


def _condition(condition: Condition, unfolded: bool) -> str:
    sign = sign_of(condition)
    is_open = " open" if unfolded or sign in (CONDITION["unmet"], CONDITION["unknown"]) else ""
    met = sum(item.status == "met" for item in condition.items)
    several = len(condition.items) > 1
    told = [requires_words(condition.requires), condition.have and f"现有{condition.have}", condition.gap]
    need = "，".join(part for part in told if part) if several else ""
    summary = (
        f"{sign_html(sign)}<strong>{escape(condition.kind)}</strong>"
        f"{f'<small>{need}</small>' if need else ''}{_link(condition.clause_id)}"
    )
    rows = [_item(item) for item in _ordered(condition)]
    shown = len(rows) if unfolded or len(rows) <= _SHOWN + 1 else max(_SHOWN, met)
    rest = f"<li><details><summary>其余 {len(rows) - shown} 项</summary><ul>{''.join(rows[shown:])}</ul></details></li>"
    listed = "".join(rows[:shown]) + (rest if rows[shown:] else "")
    return f"<details{is_open}><summary>{summary}</summary><ul>{listed}</ul></details>"


def _ordered(condition: Condition) -> list[Item]:
    """As the document has them, but what is met comes first where one of many is enough."""
    if condition.requires == "all":
        return list(condition.items)
    return sorted(condition.items, key=lambda item: ("met", "judged", "unknown", "unmet").index(item.status))


def _item(item: Item) -> str:
    facts: Mapping[str, str | None] = {"已有": item.have, "要求": item.need, "还差": item.gap}
    said = {item.quote, CONDITION[item.status].word, "由评审判断", "未申报此项", "申报此项", "此项成果"}
    given = {name: value.removeprefix(name) for name, value in facts.items() if value and value not in said}
    told = [f"<b>{name}</b> {escape(value)}" for name, value in given.items()]
    if item.met_on and str(item.met_on) not in (item.gap or ""):
        told.append(f"<b>{'满足于' if item.status == 'met' else '最早满足于'}</b> {in_words(item.met_on)}")
    more = "　".join([_link(item.clause_id), *told])
    words = f'<p>{escape(item.quote)}</p><p class="tw-told">{more}</p>'
    return f"<li>{sign_html(CONDITION[item.status])}<div>{words}</div></li>"


def _link(clause_id: str) -> str:
    return f'<a href="{to_clause(clause_id)}">{escape(place(clause_id.partition(":")[2]))}</a>'
