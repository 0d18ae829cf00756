"""What each kind of node comes to, for one applicant. One function a kind; nothing here knows a document."""

from assistant.eligibility.applicant import Applicant, Matched
from assistant.eligibility.career import Span, best
from assistant.eligibility.language import (
    AtLeast,
    Declared,
    Group,
    Holds,
    Judged,
    Node,
    TitleHeld,
    WholeWork,
    YearsSince,
)
from assistant.eligibility.outcome import Outcome, all_of, any_of, unique
from assistant.eligibility.profile import Degree, Title
from assistant.eligibility.result import Status

FIELD_NAMES = {
    "recommenders": "推荐专家",
    "enterprise_years": "企业工作经历",
    "homeroom_years": "担任班主任",
    "teaching_hours": "每学年课时",
    "training_hours": "每年继续教育学时",
}
_WHERE = {"any": "", "ladder": "本类别", "elsewhere": "非本系列（专业）"}
SILENT_ON_SKILLS = "本文件没有写技工院校学历相当于哪一级学历，不能据此认定。"


def evaluate(node: Node, who: Applicant, other_reading: bool = False) -> Outcome:
    """A node -> what it came to. With `other_reading`, years are counted as the text could also be read."""
    match node:
        case Judged():
            outcome = _judged(node, who)
        case YearsSince():
            outcome = _years_since(node, who, other_reading)
        case Holds():
            outcome = _holds(node.degree, who)
        case AtLeast():
            outcome = _at_least(node, who)
        case WholeWork():
            outcome = _whole_work(node, who)
        case Declared():
            outcome = _declared(node, who)
        case Group():
            outcome = _group(node, who, other_reading)
        case _:
            raise TypeError(f"{node.kind} stands only where it is counted or where facts are declared")
    lacks = outcome.lacks or (1 if outcome.status == "unmet" else 0)
    return outcome._replace(clause=node.clause, quote=node.quote, lacks=lacks)


def _judged(node: Judged, who: Applicant) -> Outcome:
    said = (who.profile.attested or {}).get(node.attested)
    if said is False:
        return Outcome("unmet", have=f"声明不具备（{node.attested}）", need="由评审判断", gap=f"不具备{node.attested}")
    return Outcome("judged", have=f"声明具备（{node.attested}）" if said else None, need="由评审判断")


def _holds(level: str, who: Applicant) -> Outcome:
    need = _degree_asked(level)
    if who.profile.education is None:
        return Outcome("unknown", need=need, missing=("education",))
    held = who.degrees_at_least(level)
    if held:
        return _with_equivalent(Outcome("met", have=_degree_words(held), need=need), held, who)
    unranked = any(who.rank_of(d) == 0 for d in who.profile.education)
    notes = (SILENT_ON_SKILLS,) if unranked else ()
    return Outcome(
        "unmet",
        have=_degree_words(who.profile.education),
        need=need,
        gap=f"学历须为{need.removesuffix('学历')}",
        notes=notes,
    )


def _with_equivalent(outcome: Outcome, held: list[Degree], who: Applicant) -> Outcome:
    """Where only a skills school's diploma carries it, the clause that treats it as a degree is cited."""
    equivalents = [who.equivalent(d) for d in held]
    if not held or not all(equivalents):
        return outcome
    rule = next(e for e in equivalents if e)
    note = f"{rule.degree}毕业按“{rule.quote}”相当于{rule.counts_as}。"
    return outcome._replace(notes=(*outcome.notes, note), cites=(*outcome.cites, rule.clause))


def _years_since(node: YearsSince, who: Applicant, other_reading: bool) -> Outcome:
    degree = _holds(node.degree, who) if node.degree else None
    held = who.degrees_at_least(node.degree) if node.degree else []
    span, matched = _span(node, held, who)
    if other_reading and node.could_mean and held:
        since = best([who.career.since_degree(d, node.years) for d in held])
        span = since if node.could_mean == "since_graduation" and since else _later(span, since)
    statuses: list[Status] = [span.status, *([degree.status] if degree else [])]
    status = all_of(statuses)
    missing = unique([degree.missing if degree and degree.status == "unknown" else (), span.missing])
    only_time = span.status == "unmet" and span.on is not None and (degree is None or degree.status == "met")
    outcome = Outcome(
        status,
        have="；".join(words for words in (degree.have if degree else None, span.have) if words) or None,
        need=_need(node),
        gap="；".join(w for w in (degree.gap if degree else None, span.gap) if w) if status == "unmet" else None,
        on=span.on if status == "met" or only_time else None,
        missing=missing if status == "unknown" else (),
        notes=unique([degree.notes if degree else (), span.notes, matched.notes]),
        cites=matched.cites,
        only_time=only_time,
        lacks=statuses.count("unmet"),
    )
    return _with_equivalent(outcome, held, who) if "技工院校" not in node.quote else outcome


def _span(node: YearsSince, held: list[Degree], who: Applicant) -> tuple[Span, Matched]:
    """The years that a node asks for, counted from what it counts from, and the title that carried them."""
    career, plain = who.career, Matched("met")
    if node.since == "work":
        return career.total(node.years), plain
    if node.since == "graduation":
        if who.profile.education is None:
            return _without(career.cannot_reach(node.years), node.years, "education"), plain
        return best([career.since_degree(d, node.years) for d in held]) or Span("unmet"), plain
    asked = node.title
    assert asked is not None
    if who.profile.titles is None:
        return _without(career.cannot_reach(node.years), node.years, "titles"), plain
    return _since_titles([t for t in who.profile.titles if t.level == asked.rank], asked, node.years, who)


def _without(cannot: bool, years: int, field: str) -> Span:
    """A list that was not given: unknown, unless all the work there is falls short anyway."""
    if cannot:
        return Span("unmet", gap=f"全部专业工作不足{years}年")
    return Span("unknown", missing=(field,))


def _since_titles(titles: list[Title], asked: TitleHeld, years: int, who: Applicant) -> tuple[Span, Matched]:
    lacking = f"没有{_WHERE[asked.of]}{asked.rank}职称"
    found: list[tuple[Span, Matched]] = []
    for title in titles:
        matched, span = who.match(title, asked), who.career.since_title(title, years)
        if matched.status == "unmet":
            found.append((Span("unmet", have=_title_words(title), gap=lacking), matched))
        elif matched.status == "unknown" and span.status != "unmet":
            missing = unique([matched.missing, span.missing])
            found.append((Span("unknown", have=_title_words(title), missing=missing, notes=span.notes), matched))
        else:
            have = f"{_title_words(title)}，{span.have}" if span.have else _title_words(title)
            on = span.on if matched.status == "met" else None
            found.append((Span(span.status, on, have, span.gap, span.missing, span.notes), matched))
    if not found:
        return Span("unmet", gap=lacking), Matched("unmet")
    chosen = best([span for span, _ in found])
    assert chosen is not None
    with_it = next((m for s, m in found if s.status == chosen.status and s.on == chosen.on), found[0][1])
    return chosen, with_it


def _later(span: Span, other: Span | None) -> Span:
    if other is None:
        return span
    return min((span, other), key=lambda s: ("unmet", "unknown", "met").index(s.status))


def _need(node: YearsSince) -> str:
    words = [_degree_asked(node.degree)] if node.degree else []
    title = f"取得{_WHERE[node.title.of]}{node.title.rank}职称" if node.title else ""
    after = {"work": "从事专业工作", "graduation": "毕业后从事专业工作", "title": f"{title}后从事专业工作"}[node.since]
    words.append(f"{after}满{node.years}年" if node.years else after)
    return "，".join(words)


def _at_least(node: AtLeast, who: Applicant) -> Outcome:
    value: float | None = getattr(who.profile, node.field)
    name, need = FIELD_NAMES[node.field], f"{FIELD_NAMES[node.field]}不少于{node.at_least:g}{node.unit}"
    said = (who.profile.attested or {}).get(node.or_attested) if node.or_attested else None
    if said is False:
        return Outcome("unmet", have=f"声明不具备（{node.or_attested}）", need=need, gap=f"不具备{node.or_attested}")
    if value is None:
        if said:
            return Outcome("met", have=f"声明已按要求完成（{node.or_attested}）", need=need)
        return Outcome("unknown", need=need, missing=(node.field,))
    have = f"{name}{value:g}{node.unit}"
    if value >= node.at_least:
        return Outcome("met", have=have, need=need)
    notes = (node.note_if_unmet,) if node.note_if_unmet else ()
    gap = f"还差{round(node.at_least - value, 2):g}{node.unit}"
    return Outcome("unmet", have=have, need=need, gap=gap, notes=notes)


def _whole_work(node: WholeWork, who: Applicant) -> Outcome:
    value: float | None = getattr(who.profile, node.field)
    name, need = FIELD_NAMES[node.field], f"工作不足{node.under:g}年的，{FIELD_NAMES[node.field]}须占全部工作时间"
    least, most = who.career.bounds()
    if least >= node.under:
        return Outcome("unmet", need=need)
    if value is None:
        return Outcome("unknown", need=need, missing=(node.field,))
    have = f"{name}{value:g}年，工作{least:.2g}年" if most is not None else f"{name}{value:g}年"
    # A number of years is written to one decimal; work dated to the day is not.
    slack = 0.05 if who.career.stretches is not None else 0.0
    if value + slack < least:
        return Outcome("unmet", have=have, need=need, gap="没有在全部工作期间担任班主任")
    if most is None:
        return Outcome("unknown", have=have, need=need, missing=("experience_years",))
    return Outcome("met", have=have, need=need)


def _declared(node: Declared, who: Applicant) -> Outcome:
    given = getattr(who.profile, node.among)
    if given is None and node.among == "performance":
        return Outcome("unknown", need="申报此项", missing=(node.among,))
    declared = (node.item is not None and node.item in (given or ())) or node.clause in (given or ())
    if declared:
        return Outcome("met", have="已申报", need="申报此项")
    return Outcome("unmet", have="未申报", need="申报此项", gap="未申报此项")


def _group(node: Group, who: Applicant, other_reading: bool) -> Outcome:
    inner = [evaluate(n, who, other_reading) for n in node.of]
    status = (all_of if node.kind == "all" else any_of)(o.status for o in inner)
    speak = inner if node.kind == "all" else [o for o in inner if o.status == status] or inner
    lacking = [o for o in inner if o.status != "met"]
    only_time = node.kind == "all" and status == "unmet" and all(o.only_time for o in lacking)
    days = [o.on for o in (inner if status == "met" else lacking) if o.on]
    return Outcome(
        status,
        have="；".join(unique([[o.have] for o in speak if o.have])) or None,
        need=("；" if node.kind == "all" else "；或").join(unique([[o.need] for o in inner if o.need])) or None,
        gap="；".join(unique([[o.gap] for o in speak if o.gap and o.status == "unmet"])) or None
        if status == "unmet"
        else None,
        on=max(days) if days and (only_time or status == "met") else None,
        missing=unique([o.missing for o in inner if o.status == "unknown"]) if status == "unknown" else (),
        notes=unique([o.notes for o in speak]),
        cites=unique([o.cites for o in speak]),
        only_time=only_time,
        lacks=_fewest(inner, node.kind == "all") if status == "unmet" else 0,
    )


def _fewest(inner: list[Outcome], all_needed: bool) -> int:
    lacking = [o.lacks for o in inner if o.status == "unmet"]
    return sum(lacking) if all_needed else min(lacking, default=0)


def _degree_asked(level: str) -> str:
    return "博士学历" if level == "博士" else f"{level}及以上学历"


def _degree_words(degrees: "list[Degree] | tuple[Degree, ...]") -> str:
    return "、".join(d.level for d in degrees) or "没有学历"


def _title_words(title: Title) -> str:
    kind = "职业资格" if title.source == "职业资格" else "职称"
    return f"{title.series or ''}{title.specialty or ''}{title.level}{kind}{f'（{title.name}）' if title.name else ''}"
