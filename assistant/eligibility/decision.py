"""May this person apply: facts and rules and a day -> a verdict with the clause behind every part of it.

Nothing here reads the clock, a model or a document; the day is an argument, and the order of lists makes no difference.
A definite verdict holds however the facts that were not given turn out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.eligibility.achievements import Counted, count
from assistant.eligibility.applicant import Applicant
from assistant.eligibility.career import Career
from assistant.eligibility.nodes import evaluate
from assistant.eligibility.outcome import Outcome, all_of, any_of, unique
from assistant.eligibility.profile import RANKS, Profile, check_days, in_order, one_line, read_profile
from assistant.eligibility.questions import question
from assistant.eligibility.result import Condition, Item, Replay, Result, Status, WhoDecides
from assistant.eligibility.rules import (
    ConditionRule,
    Counting,
    Declared,
    LadderRule,
    LevelRule,
    PolicyRules,
    ResultItem,
    YearsSince,
    rule_bearing,
    rules_of,
)
from assistant.eligibility.schemes import decide_schemes
from corpus import Corpus
from corpus.errors import BadInput, UnknownPolicy
from corpus.names import which


def check(profile: object, corpus: Corpus, as_of: date) -> Result | list[Result]:
    """A profile (or a list of them) -> its result; a list where the policy or the level is left out.

    `as_of` is the day for profiles that name none. Raises BadInput with one line that names the field.
    """
    if isinstance(profile, Sequence) and not isinstance(profile, str | bytes):
        decided: list[Result] = []
        for number, one in enumerate(profile, 1):
            found = _check_one(one, corpus, as_of, f"第{number}份档案（[{number - 1}]）")
            decided.extend(found if isinstance(found, list) else [found])
        return decided
    return _check_one(profile, corpus, as_of, "")


def _check_one(data: object, corpus: Corpus, as_of: date, place: str) -> Result | list[Result]:
    try:
        profile = read_profile(data)
        day = profile.as_of or as_of
        check_days(profile, day)
        return _decide_targets(profile, corpus, day)
    except BadInput as error:
        raise BadInput(one_line(f"{place}：{error}" if place else str(error))) from None


def _decide_targets(profile: Profile, corpus: Corpus, day: date) -> Result | list[Result]:
    if profile.policy is None:
        targets = _everywhere(profile, corpus)
    else:
        rules = _rules_named(profile.policy, corpus)
        if rules.file.schemes:
            return decide_schemes(profile, rules, corpus, day)
        targets = _within(profile, rules, corpus)
    _check_numbers(profile, [t for t in targets if not t.ladder.lacking])
    person = in_order(profile)
    results = [decide(person, target, corpus, day) for target in targets]
    left_out = profile.policy is None or profile.level is None
    return results if left_out or len(results) > 1 else results[0]


def _everywhere(profile: Profile, corpus: Corpus) -> list["Target"]:
    """The level on every ladder whose conditions are known."""
    if profile.facts is not None:
        raise BadInput("policy：填写 facts 时须写明是哪份文件")
    targets = [t for rules in rule_bearing(corpus) for t in _levels(rules, profile.level) if not t.ladder.lacking]
    if not targets:
        raise BadInput(f"level：没有哪份文件设有“{profile.level}”；可填：{'、'.join(_known_levels(corpus))}")
    return targets


def _within(profile: Profile, rules: PolicyRules, corpus: Corpus) -> list["Target"]:
    """The level on the ladders of one document."""
    title = corpus.policies[rules.policy_id].title
    if profile.facts is not None:
        raise BadInput(f"facts：《{title}》按职称申报条件判断，不使用 facts")
    targets = list(_levels(rules, profile.level))
    if not targets:
        known = "、".join(dict.fromkeys(n for t in _levels(rules, None) for n in (t.level.title, t.level.rank)))
        raise BadInput(f"level：《{title}》没有“{profile.level}”这一级；可填：{known}")
    return targets


@dataclass(frozen=True)
class Target:
    """A level that may be applied for."""

    rules: PolicyRules
    ladder: LadderRule
    level: LevelRule


def _rules_named(name: str, corpus: Corpus) -> PolicyRules:
    policy_id = _policy_named(name, corpus)
    if rules := rules_of(policy_id, corpus):
        return rules
    having = "、".join(r.policy_id for r in rule_bearing(corpus))
    raise BadInput(f"policy：《{corpus.policies[policy_id].title}》没有可以判断的资格条件；有的是 {having}")


def _policy_named(name: str, corpus: Corpus) -> str:
    """The document of this name; a covering notice's title holds the title of what it brings."""
    try:
        return which(name, corpus)
    except UnknownPolicy:
        held = [p.id for p in corpus.policies.values() if any(len(t) > 8 and t in name for t in (p.title, *p.aliases))]
        if len(held) == 1:
            return held[0]
        raise


def _levels(rules: PolicyRules, name: str | None) -> Iterable[Target]:
    for ladder in rules.file.ladders:
        for level in ladder.levels:
            if name is None or name in (level.title, level.rank):
                yield Target(rules, ladder, level)


def _known_levels(corpus: Corpus) -> list[str]:
    titles = [t.level.title for rules in rule_bearing(corpus) for t in _levels(rules, None)]
    return [*RANKS, *dict.fromkeys(titles)]


def _check_numbers(profile: Profile, targets: Sequence[Target]) -> None:
    """A number outside every target's list is a mistake; outside one list of several it is of another level."""
    if not targets:
        return
    lists = [numbers_of(t.level) for t in targets]
    for field in ("performance", "exceptional"):
        for index, number in enumerate(getattr(profile, field) or ()):
            if not any(number in found[field] for found in lists):
                _refuse(f"{field}[{index}]", number, [n for found in lists for n in found[field]], targets)
    for index, achievement in enumerate(profile.achievements or ()):
        number = achievement.item
        if number is not None and not any(number in found["achievements"] for found in lists):
            listed = [n for found in lists for n in found["achievements"]]
            _refuse(f"achievements[{index}].item", number, listed, targets)


def _refuse(field: str, number: object, listed: list[Any], targets: Sequence[Target]) -> None:
    where = "、".join(dict.fromkeys(t.level.title for t in targets[:3]))
    numbers = sorted({n for n in listed if isinstance(n, int)})
    accepted = f"可填 {numbers[0]} 至 {numbers[-1]}" if numbers else "这一级没有可按编号申报的清单"
    if field.startswith("achievements") and not numbers:
        accepted += "，成果请用 type 填写"
    raise BadInput(f"{field}：{where}没有第 {number} 项；{accepted}")


def numbers_of(level: LevelRule) -> dict[str, set[int | str]]:
    found: dict[str, set[int | str]] = {"performance": set(), "exceptional": set(), "achievements": set()}
    for condition in level.conditions:
        for node in condition.of:
            if isinstance(node, Declared):
                if node.item is not None:
                    found[node.among].add(node.item)
                if node.among == "exceptional":
                    found[node.among].add(node.clause)
            elif isinstance(node, ResultItem) and node.item is not None:
                found["achievements"].add(node.item)
    return found


@dataclass(frozen=True)
class Evaluated:
    """One condition with the outcomes of its parts."""

    rule: ConditionRule
    status: Status
    lines: tuple[Outcome, ...]
    gate: tuple[Outcome, ...] = ()
    counted: Counted | None = None
    notes: tuple[str, ...] = ()

    @property
    def waiting(self) -> list[Outcome]:
        """The unknown parts that can still change this condition."""
        return [o for o in (*self.gate, *self.lines) if o.status == "unknown"]

    @property
    def missing(self) -> tuple[str, ...]:
        if self.status != "unknown":
            return ()
        return unique(
            [*(o.missing for o in self.waiting if not self.counted), self.counted.missing if self.counted else ()]
        )


def decide(profile: Profile, target: Target, corpus: Corpus, day: date) -> Result:
    """One level, decided."""
    rules, level = target.rules, target.level
    policy = corpus.policies[rules.policy_id]
    in_force = policy.status_on(day)
    who = Applicant(profile, Career.of(profile, day), target.ladder, _titles_of(rules))
    conditions = [_evaluate(rule, who) for rule in level.conditions if _applies(rule, who)]
    slots = _slots(conditions)
    verdict = _verdict(slots, lacking=target.ladder.lacking is not None)
    waiting = [e for slot in slots for e in slot if _open(slot) and e.status == "unknown"]
    missing = rank_missing([[e.missing for e in slot if e.status == "unknown"] for slot in slots if _open(slot)])
    if verdict != "undetermined":
        missing = ()
    notes = unique(
        [
            _in_force_notes(in_force.status, in_force.note, policy.title),
            target.ladder.notes,
            level.notes,
            *(e.notes for e in conditions),
        ]
    )
    lacking = target.ladder.lacking
    return Result(
        verdict=verdict,
        policy_id=rules.policy_id,
        policy_title=policy.title,
        level=level.title,
        rank=level.rank,
        as_of=day,
        status=in_force.status,
        conditions=tuple(_condition(e) for e in conditions),
        decided_by=(lacking.clause,) if lacking else _decided_by(verdict, slots, waiting),
        missing=missing,
        questions=unique([[question(field, level.rank)] for field in missing]),
        earliest=_earliest(slots) if verdict != "eligible" else None,
        notes=notes,
        who_decides=WhoDecides(clause_id=target.ladder.decides.clause, quote=target.ladder.decides.quote),
        replay=Replay(
            text=policy.version, rules=rules.version, profile=profile.as_asked(rules.policy_id, level.title, day)
        ),
    )


def _titles_of(rules: PolicyRules) -> frozenset[str]:
    return frozenset(n for ladder in rules.file.ladders for lv in ladder.levels for n in (lv.title, *lv.formerly))


def _applies(rule: ConditionRule, who: Applicant) -> bool:
    """A condition that stands in another document's words is shown only where the applicant invokes it."""
    optional = [n for n in rule.of if isinstance(n, Declared) and n.only_if_declared]
    return (
        len(optional) < len(rule.of)
        or any(n.clause in (who.profile.exceptional or ()) for n in optional)
        or not rule.of
    )


def _evaluate(rule: ConditionRule, who: Applicant) -> Evaluated:
    gate = tuple(evaluate(node, who) for node in rule.gate)
    if isinstance(rule.requires, Counting):
        return _counted(rule, rule.requires, who)
    given = who.profile.exceptional or ()
    nodes = [n for n in rule.of if not (isinstance(n, Declared) and n.only_if_declared and n.clause not in given)]
    lines = tuple(evaluate(node, who) for node in nodes)
    inner = (all_of if rule.requires == "all" else any_of)(o.status for o in lines)
    # Nothing declared settles it, whoever recommends; so the gate is not asked about.
    status = all_of([*(o.status for o in gate), inner]) if gate else inner
    notes = [*(o.notes for o in lines if o.notes), _reading_notes(rule, status, [o.status for o in lines])]
    if any(isinstance(n, YearsSince) and n.could_mean for n in nodes):
        notes.append(_other_counting(rule, nodes, status, who))
    return Evaluated(rule, status, lines, gate, notes=unique(notes))


def _counted(rule: ConditionRule, counting: Counting, who: Applicant) -> Evaluated:
    counted = count([n for n in rule.of if isinstance(n, ResultItem)], counting, who)
    notes = [counted.notes]
    if rule.reading and isinstance(rule.reading.otherwise, int):
        other = counted.least >= rule.reading.otherwise
        notes.append((rule.reading.note,) if counted.status != "unknown" and other != (counted.status == "met") else ())
    return Evaluated(rule, counted.status, counted.lines, counted=counted, notes=unique(notes))


def _reading_notes(rule: ConditionRule, status: Status, lines: list[Status]) -> tuple[str, ...]:
    """The reading taken, where the other one would have come out differently."""
    if not rule.reading:
        return ()
    other = (all_of if rule.reading.otherwise == "all" else any_of)(lines)
    return (rule.reading.note,) if other != status else ()


ALL_WORK = (
    "条文只写“从事本专业技术工作满N年”，没有写“毕业后”，这里按全部专业工作年限计算；若只计毕业以后的年限，结果不同。"
)
SINCE_TITLE = "“毕业、取得职称后”在这里自取得职称之日起算，学历只要求具备；若自两者中较晚的一个起算，结果不同。"


def _other_counting(rule: ConditionRule, nodes: Sequence[Any], status: Status, who: Applicant) -> tuple[str, ...]:
    """A note where years counted as the text could also be read would settle the condition differently."""
    if status not in ("met", "unmet"):
        return ()
    combine = all_of if rule.requires == "all" else any_of
    other = combine(evaluate(node, who, other_reading=True).status for node in nodes)
    if other == status or other == "unknown":
        return ()
    kinds = {n.could_mean for n in nodes if isinstance(n, YearsSince) and n.could_mean}
    return tuple(
        note
        for kind, note in (("since_graduation", ALL_WORK), ("since_the_later", SINCE_TITLE))
        if kind in kinds and _differs(nodes, kind, who)
    )


def _differs(nodes: Sequence[Any], kind: str, who: Applicant) -> bool:
    return any(
        evaluate(n, who).status != evaluate(n, who, other_reading=True).status
        for n in nodes
        if isinstance(n, YearsSince) and n.could_mean == kind
    )


Slot = list[Evaluated]


def _slots(conditions: Sequence[Evaluated]) -> list[Slot]:
    """Each condition that counts, with those that may take its place."""
    replacing = [e for e in conditions if e.rule.replaces]
    return [[e, *(r for r in replacing if r.rule.replaces == e.rule.name)] for e in conditions if not e.rule.replaces]


def _slot_status(slot: Slot) -> Status:
    first, *others = slot
    return any_of([first.status, *(o.status for o in others)]) if others else first.status


def _open(slot: Slot) -> bool:
    return _slot_status(slot) == "unknown"


def _verdict(slots: Sequence[Slot], *, lacking: bool) -> Any:
    if lacking:
        return "undetermined"
    status = all_of(_slot_status(slot) for slot in slots)
    return {"met": "eligible", "unmet": "ineligible"}.get(status, "undetermined")


def rank_missing(slots: Iterable[Sequence[Sequence[str]]]) -> tuple[str, ...]:
    """Missing facts, those first that alone settle most conditions."""
    weight: dict[str, float] = {}
    for slot in slots:
        fields = unique(slot)
        for field in fields:
            weight[field] = weight.get(field, 0.0) + 1 / len(fields)
    order = list(weight)
    return tuple(sorted(order, key=lambda field: (-weight[field], order.index(field))))


def _decided_by(verdict: str, slots: Sequence[Slot], waiting: Sequence[Evaluated]) -> tuple[str, ...]:
    if verdict == "eligible":
        parts = [
            _met_clauses(next(e for e in slot if e.status == "met")) for slot in slots if _slot_status(slot) == "met"
        ]
    elif verdict == "ineligible":
        parts = [_unmet_clauses(e) for slot in slots if _slot_status(slot) == "unmet" for e in slot]
    else:
        parts = [[*(o.clause for o in e.waiting), e.rule.clause, *_cites(e)] for e in waiting]
    return unique([[c for c in part if c] for part in parts])


def _met_clauses(e: Evaluated) -> list[str]:
    met = [o for o in (*e.gate, *e.lines) if o.status == "met"]
    if e.rule.requires == "any":
        met = [*(o for o in e.gate if o.status == "met"), *[o for o in e.lines if o.status == "met"]]
    return [*(c for o in met for c in (o.clause, *o.cites)), e.rule.clause, *_cites(e)]


def _unmet_clauses(e: Evaluated) -> list[str]:
    unmet = [o for o in (*e.gate, *e.lines) if o.status == "unmet"]
    if e.counted:
        return [e.rule.clause, *_cites(e)]
    if e.rule.replaces and not any(o.status == "met" for o in e.lines):
        return []
    near = [o for o in unmet if o.only_time] if e.rule.requires == "any" else unmet
    return [*(c for o in near or unmet for c in (o.clause, *o.cites)), e.rule.clause]


def _cites(e: Evaluated) -> tuple[str, ...]:
    return e.counted.cites if e.counted else ()


def _earliest(slots: Sequence[Slot]) -> date | None:
    """The first day on which every condition of time is met, if work goes on."""
    days: list[date] = []
    for slot in slots:
        timed = slot[0]
        if timed.status != "unmet" or not any(isinstance(n, YearsSince) or _has_years(n) for n in timed.rule.of):
            continue
        open_days = [o.on for o in timed.lines if o.only_time and o.on]
        if not open_days:
            return None
        days.append(min(open_days))
    return max(days, default=None)


def _has_years(node: Any) -> bool:
    return any(isinstance(inner, YearsSince) for inner in getattr(node, "of", ()))


def _condition(e: Evaluated) -> Condition:
    rule = e.rule
    requires, gap = str(rule.requires), None
    if isinstance(rule.requires, Counting) and e.counted:
        requires = f"at_least {rule.requires.at_least}"
        gap = f"还差{rule.requires.at_least - e.counted.most:g}项" if e.status == "unmet" else None
    return Condition(
        kind=rule.name,
        status=e.status,
        clause_id=rule.clause,
        requires=requires,
        items=tuple(_item(o) for o in (*e.gate, *e.lines)),
        have=e.counted.have if e.counted else None,
        gap=gap,
        replaces=rule.replaces,
    )


def _item(o: Outcome) -> Item:
    return Item(
        clause_id=o.clause,
        status=o.status,
        quote=o.quote,
        have=o.have,
        need=o.need,
        gap=o.gap,
        met_on=o.on,
        lacks=o.lacks,
    )


_IN_FORCE_NOTES: Mapping[str, str] = {
    "尚未施行": "在所问的日期，《{title}》尚未施行；以下按施行时判断。",
    "已被替代": "在所问的日期，《{title}》已被替代；以下按其仍然施行时判断。",
    "已失效": "在所问的日期，《{title}》已失效；以下按其仍然有效时判断。",
    "征求意见稿": "《{title}》是征求意见稿，不是正式文件。",
}


def _in_force_notes(status: str, reason: str | None, title: str) -> tuple[str, ...]:
    words = _IN_FORCE_NOTES.get(status)
    return (words.format(title=title) + (f"（{reason}）" if reason else ""),) if words else ()
