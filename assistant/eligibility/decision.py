"""May this person apply: facts and rules and a day -> a verdict with the clause behind every part of it.

Nothing here reads the clock, a model or a document; the day is an argument, and the order of lists makes no difference.
A definite verdict holds however the facts that were not given turn out.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from assistant.eligibility.applicant import Applicant
from assistant.eligibility.career import Career
from assistant.eligibility.conditions import Evaluated, applies, as_condition, evaluate_condition
from assistant.eligibility.language import YearsSince
from assistant.eligibility.outcome import all_of, any_of, unique
from assistant.eligibility.profile import Profile, check_days, in_order, one_line, read_profile
from assistant.eligibility.questions import question
from assistant.eligibility.result import Replay, Result, Status, Verdict, WhoDecides
from assistant.eligibility.rules import PolicyRules
from assistant.eligibility.schemes import decide_schemes
from assistant.eligibility.standing import standing_notes
from assistant.eligibility.targets import Target, targets_of
from corpus import Corpus
from corpus.errors import BadInput


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
        targets = targets_of(profile, corpus)
        if isinstance(targets, PolicyRules):
            return decide_schemes(profile, targets, corpus, day)
        person = in_order(profile)
        results = [decide(person, target, corpus, day) for target in targets]
        left_out = profile.policy is None or profile.level is None
        return results if left_out or len(results) > 1 else results[0]
    except BadInput as error:
        raise BadInput(one_line(f"{place}：{error}" if place else str(error))) from None


def decide(profile: Profile, target: Target, corpus: Corpus, day: date) -> Result:
    """One level, decided."""
    rules, level = target.rules, target.level
    policy = corpus.policies[rules.policy_id]
    in_force = policy.status_on(day)
    who = Applicant(profile, Career.of(profile, day), target.ladder, _titles_of(rules))
    conditions = [evaluate_condition(rule, who) for rule in level.conditions if applies(rule, who)]
    slots = _slots(conditions)
    verdict = _verdict(slots, lacking=target.ladder.lacking is not None)
    waiting = [e for slot in slots for e in slot if _open(slot) and e.status == "unknown"]
    missing = rank_missing([[e.missing for e in slot if e.status == "unknown"] for slot in slots if _open(slot)])
    if verdict != "undetermined":
        missing = ()
    notes = unique(
        [
            standing_notes(in_force, policy.title),
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
        conditions=tuple(as_condition(e) for e in conditions),
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


_VERDICTS: Mapping[Status, Verdict] = {
    "met": "eligible",
    "unmet": "ineligible",
    "unknown": "undetermined",
    "judged": "undetermined",
}


def _verdict(slots: Sequence[Slot], *, lacking: bool) -> Verdict:
    if lacking:
        return "undetermined"
    return _VERDICTS[all_of(_slot_status(slot) for slot in slots)]


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
