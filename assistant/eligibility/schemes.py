"""Rules over declared facts: what a document other than a ladder offers or asks, and the sums it computes.

Each scheme of a document is decided by itself; the document's verdict is that of its most favourable scheme.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.eligibility.dates import add_years
from assistant.eligibility.language import AmountRule, FactRule, FactTest, Group, Judged, Node, SchemeRule, Term
from assistant.eligibility.outcome import Outcome, all_of, any_of, unique
from assistant.eligibility.profile import Profile, read_day
from assistant.eligibility.result import Amount, Condition, Item, Replay, Result, Status, Verdict, WhoDecides
from assistant.eligibility.rules import PolicyRules
from assistant.eligibility.standing import standing_notes
from corpus import Corpus
from corpus.errors import BadInput

CHOICE = "scheme"


@dataclass(frozen=True)
class Facts:
    """Declared facts with their values, and the day."""

    rules: Mapping[str, FactRule]
    values: Mapping[str, Any]
    day: date

    def value(self, name: str) -> Any:
        return self.day if name == "as_of" else self.values.get(name)

    def label(self, name: str) -> str:
        return "申请日期" if name == "as_of" else self.rules[name].label


def decide_schemes(profile: Profile, rules: PolicyRules, corpus: Corpus, day: date) -> Result:
    """The schemes of one document, decided on the profile's `facts`."""
    policy = corpus.policies[rules.policy_id]
    if profile.level is not None:
        raise BadInput(f"level：《{policy.title}》不设层级，不填 level；请在 facts 里填写{'、'.join(rules.file.facts)}")
    values = read_facts(profile.facts or {}, rules)
    facts = Facts(rules.file.facts, values, day)
    schemes = _asked_about(values, rules.file.schemes)
    in_force = policy.status_on(day)
    decides = rules.file.decides
    conditions: list[Condition] = []
    decided: list[tuple[Status, SchemeRule, list[tuple[Status, list[Outcome], str]]]] = []
    for scheme in schemes:
        parts: list[tuple[Status, list[Outcome], str]] = []
        for rule in scheme.conditions:
            lines = [evaluate_fact(node, facts) for node in rule.of]
            status = (all_of if rule.requires == "all" else any_of)(o.status for o in lines)
            parts.append((status, lines, rule.clause))
            name = rule.name if len(schemes) == 1 else f"{scheme.name}·{rule.name}"
            conditions.append(
                Condition(
                    kind=name,
                    status=status,
                    clause_id=rule.clause,
                    requires=str(rule.requires),
                    items=tuple(_item(o) for o in lines),
                )
            )
        decided.append((all_of(s for s, _, _ in parts), scheme, parts))
    status = any_of("met" if s == "judged" else s for s, _, _ in decided)
    verdict: Verdict = {"met": "eligible", "unmet": "ineligible"}.get(status, "undetermined")  # type: ignore[assignment]
    missing = _missing([parts for s, _, parts in decided if s == "unknown"]) if verdict == "undetermined" else ()
    if missing and sum(s == "unknown" for s, _, _ in decided) > 1:
        missing = (f"facts.{CHOICE}", *missing)
    alone = len(schemes) == 1  # then the sum is told, though a condition is still open
    amounts = [
        _amount(a, facts)
        for s, scheme, _ in decided
        if s == "met" or (alone and s == "unknown")
        for a in scheme.amounts
    ]
    notes = unique([standing_notes(in_force, policy.title), *(s.notes for s in schemes)])
    return Result(
        verdict=verdict,
        policy_id=rules.policy_id,
        policy_title=policy.title,
        level=None,
        scheme=values.get(CHOICE) or next((scheme.name for s, scheme, _ in decided if s == "met"), None),
        as_of=day,
        status=in_force.status,
        conditions=tuple(conditions),
        decided_by=unique(_clauses(parts, verdict) for s, _, parts in decided if s == status or verdict != "eligible"),
        missing=missing,
        questions=unique([[_question(m.removeprefix("facts."), rules)] for m in missing]),
        earliest=None,
        notes=notes,
        amounts=tuple(amounts),
        who_decides=WhoDecides(clause_id=decides.clause, quote=decides.quote) if decides else None,
        replay=Replay(
            text=policy.version,
            rules=rules.version,
            profile=profile.as_asked(rules.policy_id, None, day),
        ),
    )


def _question(fact: str, rules: PolicyRules) -> str:
    if fact == CHOICE:
        return f"您问的是哪一项：{'、'.join(s.name for s in rules.file.schemes)}？"
    return rules.file.facts[fact].ask


def read_facts(given: Mapping[str, Any], rules: PolicyRules) -> dict[str, Any]:
    """The facts with their declared types; BadInput names the fact and what is accepted."""
    declared = rules.file.facts
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name == CHOICE:
            names = [s.name for s in rules.file.schemes]
            if value not in names:
                raise BadInput(f"facts.{CHOICE}：没有“{value}”；可填：{'、'.join(names)}")
            values[name] = value
            continue
        if name not in declared:
            raise BadInput(f"facts.{name}：没有这个事实；可填：{'、'.join(declared)}")
        if value is not None:
            values[name] = _typed(f"facts.{name}", value, declared[name])
    return values


def _typed(field: str, value: Any, rule: FactRule) -> Any:
    if rule.type == "yes_no" and isinstance(value, bool):
        return value
    if rule.type == "choice" and value in rule.choices:
        return value
    if rule.type == "date":
        try:
            return read_day(value)
        except ValueError:
            pass
    whole = isinstance(value, int) and not isinstance(value, bool)
    if (rule.type == "integer" and whole) or (rule.type == "number" and (whole or isinstance(value, float))):
        most = rule.at_most if rule.at_most is not None else 1e12
        if 0 <= value <= most:
            return value
    accepted = {
        "yes_no": "true 或 false",
        "choice": "、".join(rule.choices),
        "date": "日期，形如 2020-11-20",
        "integer": f"不小于 0 的整数（{rule.unit}）" + (f"，不超过 {rule.at_most:g}" if rule.at_most else ""),
        "number": f"不小于 0 的数字（{rule.unit}）" + (f"，不超过 {rule.at_most:g}" if rule.at_most else ""),
    }[rule.type]
    raise BadInput(f"{field}（{rule.label}）：不能是 {value!r}；须为{accepted}"[:300])


def _asked_about(values: Mapping[str, Any], schemes: Sequence[SchemeRule]) -> list[SchemeRule]:
    """The scheme that is named, else all."""
    chosen = values.get(CHOICE)
    return [s for s in schemes if chosen in (None, s.name)]


def evaluate_fact(node: Node, facts: Facts) -> Outcome:
    """A node over facts -> what it came to."""
    match node:
        case FactTest():
            outcome = _test(node, facts)
        case Judged():
            outcome = Outcome("judged", have="由主管部门判断", need=node.quote)
        case Group():
            inner = [evaluate_fact(n, facts) for n in node.of]
            status = (all_of if node.kind == "all" else any_of)(o.status for o in inner)
            speak = [o for o in inner if o.status == status] or inner
            outcome = Outcome(
                status,
                have="；".join(unique([[o.have] for o in inner if o.have])) or None,
                need=("；" if node.kind == "all" else "；或").join(unique([[o.need] for o in inner if o.need])),
                gap="；".join(unique([[o.gap] for o in speak if o.gap])) or None if status == "unmet" else None,
                missing=unique([o.missing for o in inner if o.status == "unknown"]) if status == "unknown" else (),
            )
        case _:
            raise TypeError(f"{node.kind} does not test facts")
    return outcome._replace(clause=node.clause, quote=node.quote)


def _test(node: FactTest, facts: Facts) -> Outcome:
    value, label, unit = facts.value(node.fact), facts.label(node.fact), ""
    if node.fact in facts.rules:
        unit = facts.rules[node.fact].unit
    tests = _tests(node, facts)
    need = f"{label}{'且'.join(words for _, words in tests)}{'' if node.equals is not None or node.one_of else unit}"
    if node.equals is True:
        need = label
    if node.equals is False:
        need = f"不是：{label}"
    if value is None and node.only_if_given:
        return Outcome("judged", have="没有说明，按没有处理", need=need)
    if value is None:
        return Outcome("unknown", need=need, missing=(f"facts.{node.fact}",))
    if node.within_years_of and facts.value(node.within_years_of) is None:
        return Outcome("unknown", need=need, missing=(f"facts.{node.within_years_of}",))
    shown = {True: "是", False: "否"}.get(value, value) if isinstance(value, bool) else value
    have = f"{label}：{shown}{unit if not isinstance(value, bool | str | date) else ''}"
    held = all(test(value) for test, _ in tests)
    return Outcome("met" if held else "unmet", have=have, need=need, gap=None if held else f"须{need}")


def _tests(node: FactTest, facts: Facts) -> list[tuple[Any, str]]:
    found: list[tuple[Any, str]] = []
    if node.equals is not None:
        found.append((lambda v: v == node.equals, f"为{node.equals}"))
    if node.one_of:
        found.append((lambda v: v in node.one_of, f"为{'、'.join(node.one_of)}之一"))
    if node.at_least is not None:
        found.append((lambda v: v >= node.at_least, f"不少于{node.at_least:g}"))
    if node.at_most is not None:
        found.append((lambda v: v <= node.at_most, f"不超过{node.at_most:g}"))
    if node.below is not None:
        found.append((lambda v: v < node.below, f"未满{node.below:g}"))
    if node.on_or_after:
        first = date.fromisoformat(node.on_or_after)
        found.append((lambda v: v >= first, f"在{first}及以后"))
    if node.on_or_before:
        last = date.fromisoformat(node.on_or_before)
        found.append((lambda v: v <= last, f"在{last}及以前"))
    if node.within_years_of and node.years is not None:
        other = facts.value(node.within_years_of)
        words = f"在{facts.label(node.within_years_of)}后{node.years}年内"
        found.append((lambda v: other is not None and other <= v <= add_years(other, node.years or 0), words))
    return found


def _amount(rule: AmountRule, facts: Facts) -> Amount:
    lacking = sorted(_facts_in(rule.value, facts))
    value = None if lacking else round(_compute(rule.value, facts), 2)
    if value is not None and value == int(value):
        value = int(value)
    how = rule.how if not lacking else f"{rule.how}（须先知道：{'、'.join(facts.label(f) for f in lacking)}）"
    return Amount(name=rule.name, value=value, unit=rule.unit, clause_id=rule.clause, how=how)


def _facts_in(term: Term, facts: Facts) -> set[str]:
    """The facts that the sum needs and that were not given."""
    own = {term.fact} if term.fact is not None and facts.value(term.fact) is None else set()
    return own.union(*(_facts_in(t, facts) for t in (*term.times, *term.least)))


def _compute(term: Term, facts: Facts) -> float:
    if term.fact is not None:
        return float(facts.value(term.fact))
    if term.times:
        product = 1.0
        for factor in term.times:
            product *= _compute(factor, facts)
        return product
    if term.least:
        return min(_compute(t, facts) for t in term.least)
    return float(term.number or 0)


Parts = list[tuple[Status, list[Outcome], str]]


def _missing(schemes: Sequence[Parts]) -> tuple[str, ...]:
    """Facts that can still change the outcome, those first on which most schemes and conditions wait."""
    weight: dict[str, float] = {}
    for parts in schemes:
        for status, lines, _ in parts:
            fields = unique([o.missing for o in lines if o.status == "unknown"]) if status == "unknown" else ()
            for field in fields:
                weight[field] = weight.get(field, 0.0) + 1 / len(fields)
    order = list(weight)
    return tuple(sorted(order, key=lambda f: (-weight[f], order.index(f))))


def _clauses(parts: Parts, verdict: Verdict) -> list[str]:
    wanted: Status = {"eligible": "met", "ineligible": "unmet"}.get(verdict, "unknown")  # type: ignore[assignment]
    return [c for status, lines, clause in parts if status == wanted for c in (*_of(lines, wanted), clause) if c]


def _of(lines: list[Outcome], status: Status) -> list[str]:
    return [o.clause for o in lines if o.status == status]


def _item(o: Outcome) -> Item:
    return Item(clause_id=o.clause, status=o.status, quote=o.quote, have=o.have, need=o.need, gap=o.gap)
