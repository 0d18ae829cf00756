"""A decision in words: the evaluated tree, rendered afterwards in Chinese markdown. Adds nothing to it."""

from datetime import date

from assistant.eligibility.nearest import nearest_routes
from assistant.eligibility.result import Condition, Item, Result

VERDICTS = {"eligible": "符合申报条件", "ineligible": "不符合申报条件", "undetermined": "尚不能判断"}
_SCHEME_VERDICTS = {"eligible": "符合条件", "ineligible": "不符合条件", "undetermined": "尚不能判断"}
STATUSES = {"met": "符合", "unmet": "不符合", "unknown": "未知", "judged": "由评审判断"}
_REQUIRES = {"any": "符合其一即可", "all": "须全部符合"}
_LONG = 60
_MANY = 3


def render(result: Result) -> str:
    """A result as markdown: the conclusion, each condition with clause and quote, the nearest ways, who decides."""
    lines = [_conclusion(result), ""]
    for condition in result.conditions:
        lines += _condition(condition)
    if result.amounts:
        lines += [
            "**数额**" if result.verdict == "eligible" else "**数额**（条件都满足时）",
            *(_amount(a.name, a.value, a.unit, a.how, a.clause_id) for a in result.amounts),
            "",
        ]
    if result.earliest:
        lines += [f"**最早日期**：如工作不中断，{_day(result.earliest)}满足年限要求。", ""]
    if result.verdict == "ineligible" and result.level:
        lines += _nearest(result)
    if result.questions:
        lines += ["**还需要知道**", *(f"- {q}" for q in result.questions), ""]
    if result.notes:
        lines += ["**说明**", *(f"- {n}" for n in result.notes), ""]
    lines.append(_not_official(result))
    return "\n".join(lines)


def _conclusion(result: Result) -> str:
    words = (VERDICTS if result.level else _SCHEME_VERDICTS)[result.verdict]
    what = f"申报{result.level}" if result.level else result.scheme or "按所填事实"
    return f"**结论：{what}，{words}。**（《{result.policy_title}》，{result.status}，按{_day(result.as_of)}判断）"


def _condition(condition: Condition) -> list[str]:
    requires = condition.requires
    asked = _REQUIRES.get(requires) or f"须具备{requires.removeprefix('at_least ')}项及以上"
    count = "，".join(w for w in (f"现有{condition.have}" if condition.have else None, condition.gap) if w)
    head = f"**{condition.kind}：{STATUSES[condition.status]}**（{asked}{'；' + count if count else ''}）"
    claimed = not condition.replaces or any(i.status == "met" for i in condition.items if i.have == "已申报")
    shown = [i for i in condition.items if claimed and not _silent(i, condition)]
    if condition.status == "judged" and len(shown) > _MANY:
        shown, judged = shown[:1], [i.clause_id for i in shown[1:]]
        paths = "、".join(dict.fromkeys(map(_path, judged)))
        return [head, *map(_item, shown), f"- 由评审判断　另有{len(judged)}项：{paths}", ""]
    rest = len(condition.items) - len(shown)
    lines = [head, *(_item(i) for i in shown)]
    if rest:
        lines.append(f"- {'其余' if shown else ''}{rest}项没有申报（{_path(condition.clause_id)}）")
    return [*lines, ""]


def _silent(item: Item, condition: Condition) -> bool:
    """A line of a list to choose from that nobody claimed says nothing about the person."""
    return (
        item.status == "unmet"
        and item.have in (None, "未申报")
        and condition.kind in ("业绩条件", "成果条件", "破格条件")
    )


def _item(item: Item) -> str:
    quote = item.quote if len(item.quote) <= _LONG else item.quote[: _LONG - 1] + "……"
    facts = [
        f"现有：{item.have}" if item.have else None,
        f"需要：{item.need}" if item.need and item.status != "judged" else None,
        f"差：{item.gap}" if item.gap else None,
        f"{_day(item.met_on)}起符合" if item.met_on and item.status == "met" else None,
    ]
    said = "；".join(f for f in facts if f)
    return f"- {STATUSES[item.status]}　{_path(item.clause_id)}：“{quote}”{'　' + said if said else ''}"


def _nearest(result: Result) -> list[str]:
    routes = nearest_routes(result)
    if not routes:
        return []
    lines = ["**最接近的途径**"]
    for number, route in enumerate(routes, 1):
        steps = "；".join(f"{c.condition}：{c.what}（{_path(c.clause_id)}）" for c in route.changes)
        lines.append(f"{number}. {steps}")
    return [*lines, ""]


def _amount(name: str, value: float | None, unit: str, how: str, clause_id: str) -> str:
    shown = "待补充" if value is None else f"{value:,}{unit}" if unit != "%" else f"{value}%"
    return f"- {name}：{shown}（{how}；{_path(clause_id)}）"


def _not_official(result: Result) -> str:
    start = "以上不是正式审核结论"
    if result.who_decides is None:
        return f"{start}；是否符合以受理机关的审核为准。"
    return f"{start}；由谁决定见{_path(result.who_decides.clause_id)}：“{result.who_decides.quote}”。"


def _path(clause_id: str) -> str:
    return clause_id.partition(":")[2] if clause_id else ""


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
