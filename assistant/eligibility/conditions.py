"""One heading of conditions, evaluated: its parts, its status, and the readings that would come out differently."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.eligibility.achievements import Counted, count
from assistant.eligibility.applicant import Applicant
from assistant.eligibility.language import ConditionRule, Counting, Declared, ResultItem, YearsSince
from assistant.eligibility.nodes import evaluate
from assistant.eligibility.outcome import Outcome, all_of, any_of, unique
from assistant.eligibility.result import Condition, Item, Status

ALL_WORK = (
    "条文只写“从事本专业技术工作满N年”，没有写“毕业后”，这里按全部专业工作年限计算；若只计毕业以后的年限，结果不同。"
)
SINCE_TITLE = "“毕业、取得职称后”在这里自取得职称之日起算，学历只要求具备；若自两者中较晚的一个起算，结果不同。"


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


def applies(rule: ConditionRule, who: Applicant) -> bool:
    """A condition that stands in another document's words is shown only where the applicant invokes it."""
    optional = [n for n in rule.of if isinstance(n, Declared) and n.only_if_declared]
    return (
        len(optional) < len(rule.of)
        or any(n.clause in (who.profile.exceptional or ()) for n in optional)
        or not rule.of
    )


def evaluate_condition(rule: ConditionRule, who: Applicant) -> Evaluated:
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


def _other_counting(rule: ConditionRule, nodes: Sequence[Any], status: Status, who: Applicant) -> tuple[str, ...]:
    """A note where years counted as the text could also be read would settle the condition differently."""
    if status not in ("met", "unmet"):
        return ()
    combine = all_of if rule.requires == "all" else any_of
    other = combine(evaluate(node, who, other_reading=True).status for node in nodes)
    if other == status:
        return ()
    kinds = {n.could_mean for n in nodes if isinstance(n, YearsSince) and n.could_mean}
    return tuple(
        note
        for kind, note in (("since_graduation", ALL_WORK), ("since_the_later", SINCE_TITLE))
        if kind in kinds and _differs(nodes, kind, who)
    )


def _differs(nodes: Sequence[Any], kind: str, who: Applicant) -> bool:
    """Whether a route is met in one reading and unmet in the other; one that is unknown in either says nothing."""
    settled = [n for n in nodes if isinstance(n, YearsSince) and n.could_mean == kind]
    return any(
        {evaluate(n, who).status, evaluate(n, who, other_reading=True).status} == {"met", "unmet"} for n in settled
    )


def as_condition(e: Evaluated) -> Condition:
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
