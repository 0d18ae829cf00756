"""A question as typed -> its meaning. The one entrance of this room: `read_question`."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assistant.questions.commands import set_aside
from assistant.questions.days import Span, read_days
from assistant.questions.documents import Named, find_documents
from assistant.questions.facts import Facts, read_facts
from assistant.questions.levels import Mention, find_levels
from assistant.questions.question import Amount, Asked, Intent, LevelMention, Period, PolicyMention, Question
from assistant.questions.terms import read_terms
from assistant.questions.vocabulary import Lexicon, cues, lexicon, load_words, windows
from assistant.questions.wording import UNITS, arabic, plain, quantities
from corpus import Corpus
from corpus.references import resolve

LONGEST = 2000  # characters; what follows is no question any more

_UNIT_ASKED = re.compile(rf"(?:多少|几)(?:个(?!月|工作日))?(分钟|小时|{UNITS})|多少(钱)")
_GENERIC = re.compile("期限|最长|最多|最少|条件|要求|标准|时间|规定|年限|材料|流程|程序|多久|比例|时长|手续|情况|工作|单位|申请|办理")
_EXCEPT = re.compile(r"除了[^,。;?!、]{1,12}(?:以外|之外|外)?[,、]?|除[^,。;?!、]{1,12}(?:以外|之外|外)[,、]?")
_PERSON = re.compile(r"我|本人|自己|俺|咱|我们|儿子|女儿|老公|老婆|朋友|同事|孩子|他|她|员工")
_FOLLOWS = re.compile(
    r"^(?:那|那么|这|换成|换作|改成|如果|要是|假如|还有|另外|再|然后|同样|反过来|至于|其中|上面|刚才|前面|它|他们|其|呢|升|升到|中级|副高|正高|高级|初级|北京|浙江|金融|人工|工程|ai|fintech)|呢[?]?$|^.{1,14}呢"
)


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
    before: Question | None = None
    for question in earlier:
        before = _read(question, corpus, today, policy, before, {})
    return _read(text, corpus, today, policy, before, facts or {})


def _read(
    text: str, corpus: Corpus, today: date, policy: str | None, before: Question | None, kept: Mapping[str, Any]
) -> Question:
    lex = lexicon(corpus)
    wording = _mend(plain(text[:LONGEST]), lex)
    wording, commanded = set_aside(wording)
    wording = arabic(wording)
    named = find_documents(wording, lex)
    mentions = find_levels(wording, lex)
    target = _target(mentions)
    told = read_facts(wording, mentions, today, target)
    days = [d for d in read_days(wording, today) if not _names_a_document(d, wording, named)]
    policies = named.policies
    if policy:
        policies = (PolicyMention(policy_id=policy, words="", exact=True), *(m for m in policies if m.policy_id == policy))
    unit = _unit_asked(wording)
    asked = _asked(wording)
    if asked not in ("often", "day", "url", "phone", "address"):
        asked = _ASKED_BY_UNIT.get(unit, asked)
    levels = tuple(
        LevelMention(words=m.words, title=m.title, ranks=m.ranks, start=m.start)
        for m in mentions
        if m is target or (m.role in ("wanted", "open") and not _is_held(m, told))
    )
    included = _EXCEPT.sub("", wording)
    kinds = tuple(kind for kind in load_words()["kinds"] if cues(f"kinds.{kind}").search(included))
    spans = [*named.spans, *((m.start, m.end) for m in mentions), *((d.start, d.end) for d in days)]
    excepted = [m.span() for m in _EXCEPT.finditer(wording)]
    terms = read_terms(wording, lex, [*spans, *excepted], [(m.start, m.end) for m in mentions])
    resolution = resolve(wording, corpus, within=tuple(m.policy_id for m in policies) or (before.policy_ids if before else ()))
    reference = wording if resolution.steps and not told.profile else None
    periods = tuple(
        Period(first=d.first, last=d.last, words=d.text)
        for d in days
        if d.text not in ("今天", "现在", "目前", "当前", "眼下", "如今", "今日", "这会儿") and not _in_spans(d, told)
    )
    question = Question(
        text=text[:LONGEST],
        plain=wording,
        intent="fact",
        asked=asked,
        unit=unit,
        yes_no=bool(cues("yes_no").search(re.sub(r"[?。!]+$", "", wording))),
        wants_list=bool(cues("list").search(wording)),
        policies=_in_region(policies, named, corpus),
        levels=levels,
        kinds=kinds,
        reference=reference,
        clauses=tuple(c.id for c in resolution.matches) if reference else (),
        hint=resolution.hint if reference else "",
        terms=terms,
        amounts=tuple(
            Amount(value=q.value, unit=q.unit, words=wording[q.start : q.end])
            for q in quantities(wording)
            if not any(s <= q.start < e for s, e in [*told.spans, *((d.start, d.end) for d in days)])
        ),
        periods=periods,
        day=_day(days, told, today, wording),
        day_said=bool(periods),
        profile=_merged(kept, told.profile),
        assumed=tuple(told.assumed),
        told=bool(told.profile),
        denied=tuple(rank for m in mentions if m.role == "denied" for rank in m.ranks),
        foreign=named.foreign,
        unknown_documents=named.unknown,
        commanded=commanded,
        others=_other_fields(wording, lex),
    )
    if before:
        question = _completed(question, before, corpus, named)
    return question.model_copy(update={"intent": _intent(question)})


def _mend(text: str, lex: Lexicon) -> str:
    """Known misspellings, and one wrong character in a word of four or more that the field knows."""
    for wrong, right in load_words()["misspelt"].items():
        text = text.replace(wrong, right)
    text = re.sub(r"请((?:\d+|[一两二三四五六七八九十半])(?:天|日|周|个月))的?假", r"请假\1", text)
    text = _spelt_out(text, lex)
    if len(text) > 400:
        return text
    for start, window in windows(text, 4, 9):
        for hole in range(len(window)):
            right = lex.mended.get(f"{window[:hole]}·{window[hole + 1 :]}")
            if right and right != window and window not in lex.all_text and _is_mistake(text, start, window, right, hole):
                text = text[:start] + right + text[start + len(window) :]
                break
    return text


def _spelt_out(text: str, lex: Lexicon) -> str:
    """`一级和二级实习指导教师` -> `一级实习指导教师和二级实习指导教师`."""
    for joint in re.findall("[和与跟、]", text):
        for first, base in lex.title_parts:
            for second, other in lex.title_parts:
                if base == other and first != second and f"{first}{joint}{second}{base}" in text:
                    return text.replace(f"{first}{joint}{second}{base}", f"{first}{base}{joint}{second}{base}")
    return text


def _is_mistake(text: str, start: int, window: str, right: str, hole: int) -> bool:
    """Not a mistake: another number, another level, or a window cut across words (its ends differ)."""
    return not (
        re.search(r"[\d一二三四五六七八九十正副高中初第前后不没无非]", window[hole] + right[hole]) or (hole in (0, len(window) - 1) and len(window) < 5)
    ) and bool(re.fullmatch("[\u4e00-\u9fff]+", window)) and not _made_of_words(window)


def _made_of_words(window: str) -> bool:
    """`大学毕业` is two words of the dictionary, and no mistake for 大专毕业."""
    import rjieba

    return all(len(word) > 1 for word in rjieba.cut(window, False))


def _target(mentions: Sequence[Mention]) -> Mention | None:
    wanted = [m for m in mentions if m.role == "wanted"]
    if wanted:
        return wanted[-1]
    opened = [m for m in mentions if m.role == "open"]
    return opened[-1] if opened else None


def _is_held(mention: Mention, told: Facts) -> bool:
    return any(s <= mention.start < e for s, e in told.spans)


def _in_spans(day: Span, told: Facts) -> bool:
    dates = str(told.profile)
    return any(s <= day.start < e for s, e in told.spans) or day.first.isoformat() in dates or (day.is_year and f"{day.first.year}-" in dates)


def _asked(text: str) -> Asked:
    text = re.sub("(?:差|区别|不同|差别|差异)在哪", "", text)
    for name in load_words()["asked"]:
        if cues(f"asked.{name}").search(text):
            return name  # type: ignore[no-any-return]
    return "open"


_ASKED_BY_UNIT: dict[str, Asked] = {
    **dict.fromkeys(("年", "个月", "月", "天", "日", "工作日", "个工作日", "小时", "分钟", "年半"), "duration"),
    **dict.fromkeys(("元", "块", "块钱", "万", "万元"), "amount"),
    **dict.fromkeys(("学时", "课时"), "hours"),
    **dict.fromkeys(("岁", "周岁"), "age"),
    **dict.fromkeys(("项", "篇", "份", "名", "位", "人", "次", "回", "条", "种", "类", "级", "等次", "等", "批", "期", "个", "届", "票"), "count"),
}


def _other_fields(text: str, lex: Lexicon) -> tuple[str, ...]:
    """Professions and matters named that no document is about."""
    subjects = {s for p in lex.corpus.policies.values() for s in (*p.subjects, *p.aliases)}
    return tuple(w for w in load_words()["other_fields"].split() if w in text and not any(w in s for s in subjects))


def _unit_asked(text: str) -> str:
    match = _UNIT_ASKED.search(text)
    return (match.group(1) or "元") if match else ""


def _day(days: Sequence[Span], told: Facts, today: date, text: str) -> date:
    """The day the question is about: the one it names, when that is no fact of the person's.

    A year alone is one only with 当时, 那时, 的时候; of several days the last and most exact.
    """
    named = [s for s in days if s.text not in ("今天", "现在", "目前", "当前", "眼下", "如今", "今日", "这会儿") and not _in_spans(s, told)]
    then = bool(re.search(r"当时|那时|那会|的时候|那年|年间|年(?:评|报|申报|办)", text))
    exact = [s for s in named if not s.is_year] or (named if then else [])
    return exact[-1].first if exact else today


def _names_a_document(day: Span, text: str, named: Named) -> bool:
    """`2020年AI试行办法`, `2011年20号公告`: the year belongs to the name."""
    return day.is_year and (
        any(start <= day.start and day.end <= end or 0 <= start - day.end <= 1 for start, end in named.spans)
        or bool(re.match(r"(?:的)?(?:第)?\d+号|(?:的)?(?:那个|那份)?(?:人工智能|ai|金融科技|工程)?(?:试行)?(?:办法|通知|公告|文件)", text[day.end :]))
    )


def _in_region(policies: tuple[PolicyMention, ...], named: Named, corpus: Corpus) -> tuple[PolicyMention, ...]:
    """Of the documents meant by a subject, those of the place that is named."""
    if len(named.regions) != 1:
        return policies
    there = [m for m in policies if m.exact or corpus.policies[m.policy_id].region == named.regions[0]]
    if len({m.policy_id for m in there}) == 1:
        return tuple(m.model_copy(update={"exact": True}) for m in there)
    if there:
        return tuple(there)
    if policies:
        return policies
    local = [p for p in corpus.policies.values() if p.region == named.regions[0]]
    return tuple(PolicyMention(policy_id=p.id, words=named.regions[0], exact=True) for p in local) if len(local) == 1 else ()


def _merged(kept: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """What is told now takes the place of what was told before; a degree more is one more degree."""
    merged = {**kept, **told}
    if kept.get("education") and told.get("education"):
        new = {d["level"] for d in told["education"]}
        merged["education"] = [*(d for d in kept["education"] if d["level"] not in new), *told["education"]]
    return merged


def _completed(question: Question, before: Question, corpus: Corpus, named: Named) -> Question:
    """A follow-up with what it leaves unsaid taken from the question before."""
    update: dict[str, Any] = {"profile": _merged(before.profile, question.profile)}
    subjects = [t for t in question.terms if t.role == "subject" and not _GENERIC.fullmatch(t.words)]
    elliptic = bool(_FOLLOWS.search(question.plain)) or len(subjects) <= 2
    own_policy = bool(question.policies)
    if question.reference and not own_policy and before.policies:
        update["policies"] = before.policies
        if before.clauses:
            update |= _same_annex(question, before, corpus)
        return question.model_copy(update={**update, "follows": True})
    if not own_policy:
        update["policies"] = _of_region(before.policies, named, corpus)
    if not question.levels and (elliptic or not subjects):
        update["levels"] = before.levels
    if not question.kinds and elliptic:
        update["kinds"] = before.kinds
    if elliptic and (not subjects or len(question.plain) <= 16 or own_policy) and not question.reference:
        own = {same for t in subjects for same in t.same}
        inherited = [t for t in before.terms if t.role == "subject" and not own & set(t.same)]
        few = all(t.role == "name" for t in question.terms) or len(subjects) <= 1 or own_policy
        if few:
            update["terms"] = (*question.terms, *inherited)
            if question.asked == "open":
                update |= {"asked": before.asked, "wants_list": question.wants_list or before.wants_list}
            if not question.yes_no and not question.wants_list:
                update["yes_no"] = before.yes_no
    if not question.day_said and before.day_said and elliptic:
        update |= {"day": before.day, "periods": before.periods, "day_said": True}
    if question.profile or before.profile:
        update["told"] = question.told or (before.told and (elliptic or bool(cues("eligible").search(question.plain))))
    update["follows"] = True
    completed = question.model_copy(update=update)
    if before.intent == "eligibility" and completed.profile and (elliptic and not own_policy or question.day_said) and len(subjects) <= 2:
        completed = completed.model_copy(update={"told": True, "kinds": completed.kinds or before.kinds, "levels": completed.levels or before.levels})
        if not completed.wants_list and completed.asked in ("open", "duration", "day"):
            completed = completed.model_copy(update={"decides": True})
    return completed


def _of_region(policies: tuple[PolicyMention, ...], named: Named, corpus: Corpus) -> tuple[PolicyMention, ...]:
    """`浙江的呢？` after a question about Beijing's: the documents of that place with the same subject."""
    if len(named.regions) != 1 or not policies:
        return policies
    region = named.regions[0]
    if any(corpus.policies[m.policy_id].region == region for m in policies):
        return tuple(m for m in policies if corpus.policies[m.policy_id].region == region)
    subjects = {s for m in policies for s in corpus.policies[m.policy_id].subjects}
    there = [p for p in corpus.policies.values() if p.region == region and subjects & set(p.subjects)]
    return tuple(PolicyMention(policy_id=p.id, words=region, exact=len(there) == 1) for p in there) or policies


def _same_annex(question: Question, before: Question, corpus: Corpus) -> dict[str, Any]:
    """`那五（四）呢` after 附件四（四）: the same document, and the same annex where that has such a clause."""
    last = corpus.clause(before.clauses[0])
    found = resolve(question.plain, corpus, within=(last.policy_id,))
    annex = last.path.split("/")[0] if last.path.startswith("附件") else ""
    same = [c.id for c in found.matches if annex and c.path.startswith(annex + "/")]
    return {"clauses": tuple(same) or tuple(c.id for c in found.matches), "hint": found.hint}


def _intent(question: Question) -> Intent:
    text = question.plain
    if question.clauses or (question.reference and question.hint and question.policies):
        return "lookup"
    wants_verdict = bool(cues("eligible").search(text))
    about_titles = bool(question.levels) or "职称" in text
    if question.decides:
        return "eligibility"
    told = question.told or (bool(question.levels) and bool(question.amounts) and "我" in text and bool(re.search("报|评|申", text)))
    if told and wants_verdict and about_titles and not _asks_rule(question):
        return "eligibility"
    if not question.levels and re.search(r"评(?:个)?职称", text) and re.search(r"够不够|够条件|符合(?:条件|吗)|有资格吗|能不能评|自己(?:能|够|可以)", text) and not question.policies:
        return "eligibility"
    if re.search(r"(?:帮|替|给)(?:我|忙).{0,8}(?:判断|看|评估|测|算).{0,16}(?:能不能|够不够|可不可以|符合|资格|条件)", text) and not question.clauses:
        return "eligibility"
    if re.search(r"^(?:请)?(?:帮|给)?我?(?:看看|看下|判断|测|评估|算).{0,12}(?:符合|条件|够|能不能|资格)|我(?:能|可以|够)(?:评|报|申报)(?:什么|哪|啥)|我.{0,6}符合.{0,4}(?:条件|要求)?吗", text):
        return "eligibility"
    asks_leave = question.yes_no and re.search(r"能|可以|行", text) and not re.search(r"区别|对比|比较|差别|差异|异同|vs", text)
    levels = {level.ranks for level in question.levels}
    if len(levels) == 2 and re.search("和|跟|与|、", text) and not re.search("我|本人", text) and not question.yes_no and "升" not in text:
        return "compare"
    named = {frozenset(m.policy_id for m in question.policies if m.words == words) for words in {m.words for m in question.policies}}
    apart = [a for a in named if not any(a & b for b in named if b != a)]
    if len(apart) > 1 and re.search("和|跟|与|、", text) and re.search("都|各|分别", text):
        return "compare"
    if cues("compare").search(text) and not (asks_leave and "不一样" in text) and (
        len(question.ranks) > 1 or len(question.policy_ids) > 1 or re.search(r"(?:和|与|跟|同|、|比|两|哪个).+(?:区别|不同|不一样|差|对比|比较|一样|异同|分别|各|相比)|vs", text)
    ):
        return "compare"
    subjects = [t for t in question.terms if t.role == "subject"]
    if cues("status").search(text) and question.asked in ("open", "day") and len(subjects) <= 5 and not question.kinds:
        return "status"
    if cues("current").search(text):
        return "current"
    if question.wants_list:
        return "list"
    return "fact"


def _asks_rule(question: Question) -> bool:
    """`硕士要干几年` asks the rule, though it names a degree; `差几年` and `哪天到` ask about the person."""
    text = question.plain
    return bool(re.search(r"要(?:求)?(?:干|做|工作|满|几|多)|需要(?:几|多|满)|(?:几|多少)(?:年|项)(?:经验)?(?:才|可以|能)", text)) and not _PERSON.search(text)
