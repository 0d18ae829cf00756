"""A question as typed -> its meaning. The one entrance of this room: `read_question`."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from assistant.questions.asked import read_asked
from assistant.questions.commands import set_aside
from assistant.questions.days import Span, read_days
from assistant.questions.documents import Named, find_documents, holding, in_region, without_titles_held
from assistant.questions.following import carried, completed, corrected, merged
from assistant.questions.intent import read_intent
from assistant.questions.levels import Mention, find_levels
from assistant.questions.listing import asks_for_all, read_heads, read_kind
from assistant.questions.mending import mend
from assistant.questions.ordinals import read_ordinals
from assistant.questions.parts import without_hearsay
from assistant.questions.person.facts import Facts, read_facts
from assistant.questions.question import Amount, LevelMention, Period, PolicyMention, Question, Term
from assistant.questions.sides import read_sides
from assistant.questions.terms import read_terms, stands
from assistant.questions.vocabulary import Lexicon, cues, lexicon, load_words, places, specialties
from assistant.questions.wording import arabic, occurrences, plain, quantities
from corpus import Corpus
from corpus.references import resolve

LONGEST = 2000  # characters; what follows is no question any more

# 2020年7月大学毕业, 8月新招了一个: no day that is asked about.
_LIVED = re.compile("[^,。;?!]{0,8}(?:毕业|离校|参加工作|入职|出生|新?招了|吸纳了|录用了)")
# 2022年3月评上的, where a case is told: the day of a title is no day that is asked about either.
_OBTAINED = re.compile("(?:就|才)?(?:评上|评的|取得|拿到|拿的|获得|考取|聘上|聘为)")
_EITHER = re.compile(r"([\u4e00-\u9fff]{1,2})[不没]\1")  # 够没够, 适用不适用
_ASKED_FIRST = re.compile("(?:能|可以)[^,。;?!]{0,12}(?:吗|不|么)[,;]")  # 能申请不，最长给几年
# No words of what is asked about: 附件里的, 一个人.
_WHERE_PRINTED = re.compile("附件(?:里|中|上)(?:面)?的?|(?<=[每1两])个人")
_EXCEPT = re.compile(r"除了[^,。;?!、]{1,12}(?:以外|之外|外)?[,、]?|除[^,。;?!、]{1,12}(?:以外|之外|外)[,、]?")


def read_question(
    text: str,
    corpus: Corpus,
    today: date,
    *,
    policy: str | None = None,
    earlier: Sequence[str] = (),
    facts: Mapping[str, Any] | None = None,
) -> Question:
    """The meaning of `text`, asked on `today` after the earlier questions of the conversation (oldest first).

    `policy`: the document the asker has chosen; `facts`: what the person has told before, as a profile.
    """
    kept = json.dumps(facts or {}, ensure_ascii=False, sort_keys=True)
    return _read_after(text, corpus, today, policy, tuple(earlier), kept)


@lru_cache(maxsize=64)  # a turn reads its question several times: before the model, and in each of its rounds
def _read_after(
    text: str, corpus: Corpus, today: date, policy: str | None, earlier: tuple[str, ...], facts: str
) -> Question:
    before = _read_after(earlier[-1], corpus, today, policy, earlier[:-1], "{}") if earlier else None
    return _read(text, corpus, today, policy, before, json.loads(facts))


def _read(
    text: str, corpus: Corpus, today: date, policy: str | None, before: Question | None, kept: Mapping[str, Any]
) -> Question:
    lex = lexicon(corpus)
    wording = mend(plain(text[:LONGEST]), lex)
    wording, commanded = set_aside(wording)
    wording, items = read_ordinals(arabic(wording))
    wording = carried(corrected(wording), before) if before else wording
    wording = _own_case(wording, lex, today)
    named = find_documents(wording, lex)
    mentions = find_levels(wording, lex)
    target = _target(mentions)
    told = read_facts(wording, mentions, today, target)
    days = [d for d in read_days(wording, today) if not _names_a_document(d, wording, named, corpus)]
    policies = without_titles_held(named.policies, wording, [m.start for m in mentions if m.role == "held"])
    if policy:
        policies = (
            PolicyMention(policy_id=policy, words="", exact=True),
            *(m for m in policies if m.policy_id == policy),
        )
    asked, unit = read_asked(wording)
    levels = tuple(
        LevelMention(words=m.words, title=m.title, ranks=m.ranks, start=m.start)
        for m in mentions
        if m is target or (m.role in ("wanted", "open") and not _is_held(m, told))
    )
    included = _EXCEPT.sub("", wording)
    kinds = tuple(kind for kind in load_words()["kinds"] if cues(f"kinds.{kind}").search(included))
    spans = [*named.spans, *((m.start, m.end) for m in mentions), *((d.start, d.end) for d in days)]
    homes = places() - set(lex.regions) - set(named.foreign)  # where somebody lives is not what is asked about
    spans += [span for home in homes for span in occurrences(home, wording)]
    excepted = [m.span() for m in (*_EXCEPT.finditer(wording), *_WHERE_PRINTED.finditer(wording))]
    terms = read_terms(wording, lex, [*spans, *excepted], [(m.start, m.end) for m in mentions])
    served = [_had_first(m) for m in mentions if m.role == "served"]
    resolution = resolve(
        wording, corpus, within=tuple(m.policy_id for m in policies) or (before.policy_ids if before else ())
    )
    reference = wording if resolution.steps and not told.profile else None
    periods = tuple(
        Period(first=d.first, last=d.last, words=d.text)
        for d in days
        if d.text not in ("今天", "现在", "目前", "当前", "眼下", "如今", "今日", "这会儿") and not _in_spans(d, told)
    )
    day = _day(days, told, today, wording)
    question = Question(
        text=text[:LONGEST],
        plain=wording,
        intent="fact",
        asked=asked,
        unit=unit,
        yes_no=bool(
            cues("yes_no").search(re.sub(r"[?。!]+$", "", wording))
            or _EITHER.search(wording)
            or _ASKED_FIRST.search(wording)
        ),
        wants_list=bool(cues("list").search(wording)) or asks_for_all(wording),
        policies=holding(in_region(policies, named, corpus), day, corpus),
        levels=levels,
        kinds=kinds,
        reference=reference,
        clauses=tuple(c.id for c in resolution.matches) if reference else (),
        hint=resolution.hint if reference else "",
        terms=(*terms, *served),
        listed=read_kind(wording),
        heads=read_heads(wording, terms),
        items=items,
        amounts=tuple(
            Amount(value=q.value, unit=q.unit, words=wording[q.start : q.end])
            for q in quantities(wording)
            if not any(s <= q.start < e for s, e in [*told.spans, *((d.start, d.end) for d in days)])
        ),
        periods=periods,
        day=day,
        day_said=bool(periods),
        profile=merged(kept, told.profile),
        assumed=tuple(told.assumed),
        claimed=told.claimed,
        told=bool(told.profile),
        denied=tuple(rank for m in mentions if m.role == "denied" for rank in m.ranks),
        serves=bool(served),
        foreign=named.foreign,
        unknown_documents=named.unknown,
        commanded=commanded,
        others=_other_fields(wording, lex),
    )
    if before:
        question = completed(question, before, corpus, named)
    question = question.model_copy(update={"sides": read_sides(question, corpus)})
    return question.model_copy(update={"intent": read_intent(question)})


def _own_case(text: str, lex: Lexicon, today: date) -> str:
    """A case without what others say of theirs, where the rest tells the person's facts, the level and the document."""
    rest = without_hearsay(text)
    if rest == text:
        return text
    mentions = find_levels(rest, lex)
    target = _target(mentions)
    whole = target is not None and bool(read_facts(rest, mentions, today, target).profile)
    named = bool(find_documents(rest, lex).policies) or not find_documents(text, lex).policies
    return rest if whole and named else text


def _target(mentions: Sequence[Mention]) -> Mention | None:
    wanted = [m for m in mentions if m.role == "wanted"]
    if wanted:
        return wanted[-1]
    opened = [m for m in mentions if m.role == "open"]
    return opened[-1] if opened else None


def _had_first(mention: Mention) -> Term:
    """`当几年讲师`: of the sentences on the level wished for, those that ask for this one first (取得中级职称后) are asked about."""
    words = f"{mention.ranks[-1]}职称"
    same = (words, *((plain(mention.title),) if mention.title else ()))
    return Term(words=words, same=same, known=True, noun=True, start=mention.start)


def _is_held(mention: Mention, told: Facts) -> bool:
    return any(s <= mention.start < e for s, e in told.spans)


def _in_spans(day: Span, told: Facts) -> bool:
    dates = str(told.profile)
    return (
        any(s <= day.start < e for s, e in told.spans)
        or day.first.isoformat() in dates
        or (day.is_year and f"{day.first.year}-" in dates)
    )


# `能评二级律师吗`: what one wishes to become, ending as titles of professions do.
_TITLE_WISHED = re.compile(
    r"(?:申报|参评|晋升为?|[报评升考当])(?:个|上|为|成)?(?P<title>[\u4e00-\u9fff]{0,6}(?:教师|老师|医师|律师|药师|护师|技师|农艺师|会计师|教授|研究员|编辑|教练))(?!级)"
)


def _other_fields(text: str, lex: Lexicon) -> tuple[str, ...]:
    """Professions and matters named that no document is about."""
    subjects = {s for p in lex.corpus.policies.values() for s in (*p.subjects, *p.aliases)}
    titles = tuple(
        m.group("title")
        for m in _TITLE_WISHED.finditer(text)
        if m.group("title") not in lex.all_text and not any(t in m.group("title") for t in lex.titles)
    )
    return titles + tuple(
        w
        for w in load_words()["other_fields"].split()
        if any(
            not text.startswith(("级", "高级"), end) and stands(start, end, text) for start, end in occurrences(w, text)
        )
        and not any(w in s for s in subjects)
    )


def _day(days: Sequence[Span], told: Facts, today: date, text: str) -> date:
    """The day the question is about: the one it names, when that is no fact of the person's.

    A year alone is one with 当时, 那时, 的时候 and a year past that opens the question: what held at its end counts.
    Of several days the last and most exact.
    """
    named = [
        s
        for s in days
        if s.text not in ("今天", "现在", "目前", "当前", "眼下", "如今", "今日", "这会儿")
        and not _in_spans(s, told)
        and not _LIVED.match(text[s.end :])
        and not (told.profile and s.last <= today and _OBTAINED.match(text[s.end :]))
    ]
    exact = [s for s in named if not s.is_year]
    if exact:
        return today if exact[-1].first <= today <= exact[-1].last else exact[-1].first
    then = bool(re.search(r"当时|那时|那会|的时候|那年|年间|年(?:评|报|申报|办)", text))
    years = [
        s
        for s in named
        if then or (s.last < today and not told.profile and re.search("(?:^|[,。;?!])$", text[: s.start]))
    ]
    return (
        years[-1].last
        if years and years[-1].last < today
        else years[-1].first
        if years and years[-1].first > today
        else today
    )


def _names_a_document(day: Span, text: str, named: Named, corpus: Corpus) -> bool:
    """`2020年AI试行办法`, `2011年20号公告`: the year belongs to the name, if a document so named is of that year."""
    issued = [corpus.policies[m.policy_id].issued for m in named.policies]
    of_year = any(day_of and day_of.year == day.first.year for day_of in issued)
    return day.is_year and (
        any(
            (start <= day.start and day.end <= end) or (of_year and 0 <= start - day.end <= 1)
            for start, end in named.spans
        )
        or bool(
            re.match(
                rf"(?:的)?(?:第)?\d+号|(?:的)?(?:那个|那份)?(?:{specialties()}|工程)?(?:试行)?(?:办法|通知|公告|文件)",
                text[day.end :],
            )
        )
    )
