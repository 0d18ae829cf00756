"""When each level opens, if work goes on: the days on which the conditions of time are met, with their routes.

A level that asks for the title below is also looked at as if that title had been conferred on the day it opens itself;
what a committee judges and what a person must achieve have no date and are left aside.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from assistant.eligibility.decision import decide
from assistant.eligibility.language import LadderRule, LevelRule
from assistant.eligibility.profile import Profile, Title, check_days, in_order, read_profile
from assistant.eligibility.result import Condition, Item
from assistant.eligibility.rules import PolicyRules, rule_bearing, rules_of
from assistant.eligibility.targets import Target
from corpus import Corpus
from corpus.names import which

TIMED = "学历和专业工作经历"


@dataclass(frozen=True, slots=True)
class Step:
    """One level: the day its conditions of time are met (None: not known, or not by time alone) and by which clause.

    `assumes` names the title below, where the day supposes that it is conferred on the day that it opens.
    """

    policy_id: str
    ladder: str
    level: str
    rank: str
    opens: date | None
    open_now: bool
    clause_id: str | None
    quote: str | None
    assumes: str | None
    lacks: str | None


def roadmap(profile: object, corpus: Corpus, as_of: date) -> list[Step]:
    """The steps of every ladder, or of the ladders of the policy that the profile names, lowest level first."""
    person = read_profile(profile)
    day = person.as_of or as_of
    check_days(person, day)
    person = in_order(person)
    if person.policy:
        one = rules_of(which(person.policy, corpus), corpus)
        chosen = [one] if one else []
    else:
        chosen = list(rule_bearing(corpus))
    return [
        step
        for rules in chosen
        for ladder in rules.file.ladders
        if not ladder.lacking
        for step in _ladder(person, rules, ladder, corpus, day)
    ]


def _ladder(person: Profile, rules: PolicyRules, ladder: LadderRule, corpus: Corpus, day: date) -> list[Step]:
    steps: list[Step] = []
    below: tuple[LevelRule, date] | None = None
    for level in ladder.levels:
        step = _step(_timed(person, rules, ladder, level, corpus, day), rules, ladder, level, day, None)
        if below and not step.open_now and (later := _after(person, below, rules, ladder, level, corpus, day)):
            step = later if step.opens is None or (later.opens and later.opens < step.opens) else step
        steps.append(step)
        below = (level, max(step.opens or day, day)) if step.opens or step.open_now else None
    return steps


def supposing(person: Profile, ladder: LadderRule, level: LevelRule, conferred: date) -> Profile:
    """The person as they would be with a title of this ladder conferred on a day, work going on."""
    title = Title.model_validate(
        {
            "level": level.rank,
            "name": level.title,
            "series": ladder.series[0],
            "specialty": ladder.specialties[0] if ladder.specialties else None,
            "obtained": conferred,
        }
    )
    return person.model_copy(update={"titles": (*(person.titles or ()), title)})


def _after(
    person: Profile,
    below: tuple[LevelRule, date],
    rules: PolicyRules,
    ladder: LadderRule,
    level: LevelRule,
    corpus: Corpus,
    day: date,
) -> Step | None:
    """The step if the title below is conferred on the day it opens; asked a day later, when work has followed it."""
    lower, conferred = below
    on = conferred + timedelta(days=1)
    condition = _timed(supposing(person, ladder, lower, conferred), rules, ladder, level, corpus, on)
    step = _step(condition, rules, ladder, level, on, lower.title)
    return step if step.opens and step.opens > day else None


def _timed(
    person: Profile, rules: PolicyRules, ladder: LadderRule, level: LevelRule, corpus: Corpus, day: date
) -> Condition:
    result = decide(person, Target(rules, ladder, level), corpus, day)
    return next(c for c in result.conditions if c.kind == TIMED)


def _step(
    condition: Condition, rules: PolicyRules, ladder: LadderRule, level: LevelRule, day: date, assumes: str | None
) -> Step:
    item = _soonest(condition)
    return Step(
        policy_id=rules.policy_id,
        ladder=ladder.name,
        level=level.title,
        rank=level.rank,
        opens=item.met_on if item else None,
        open_now=condition.status == "met" and assumes is None,
        clause_id=item.clause_id if item else None,
        quote=item.quote if item else None,
        assumes=assumes,
        lacks=None if condition.status == "met" else _lacking(condition),
    )


def _soonest(condition: Condition) -> Item | None:
    """The route that was met first or, if none is, the one that time alone meets first."""
    if condition.status == "unknown":
        return None
    met = [i for i in condition.items if i.status == "met"]
    dated = [i for i in (met or condition.items) if i.met_on]
    return min(dated, key=lambda i: i.met_on or date.max, default=met[0] if met else None)


def _lacking(condition: Condition) -> str:
    unmet = [i for i in condition.items if i.gap]
    fewest = min(unmet, key=lambda i: (i.lacks, i.met_on is None, i.met_on or date.max), default=None)
    return fewest.gap or "" if fewest else "还缺少判断所需的事实"
