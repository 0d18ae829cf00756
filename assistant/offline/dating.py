"""What holds on a day: a document's status, a provision's end, a last day to apply."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.offline.drafts import Draft, place, said_day, short_title, status_remark, trimmed
from assistant.offline.finding.evidence import Evidence, find
from assistant.offline.finding.passages import Passage, Passages
from assistant.offline.finding.scoping import meant
from assistant.questions.days import Span, windows_of
from assistant.questions.question import Question
from assistant.questions.vocabulary import cues
from assistant.questions.wording import fold
from corpus import Policy


def answer_status(question: Question, index: Passages) -> Draft | None:
    """Whether the documents meant hold on the day asked about, and which one does; None where none is meant."""
    policy_ids = meant(question, index)
    if repeal := _repealed(question, policy_ids, index):
        draft = Draft("answer")
        if question.asked == "day" and (start := _start_beside(repeal, index)):
            draft.say(f"{trimmed(start.text)}。{draft.cite(start.clause, start.text)}")
        draft.decide(f"不能再用，已废止：{trimmed(repeal.text)}。{draft.cite(repeal.clause, repeal.text)}")
        return draft
    if not policy_ids:
        return None
    corpus = index.corpus
    draft = Draft("answer")
    day = _asked_day(question)
    subjects = [corpus.policies[p] for p in policy_ids]
    related = _with_successors(subjects, index) if question.exact_policies else subjects
    holding = [p for p in related if p.status_on(day).status in ("现行", "试行")]
    named = subjects[0]
    asks_which = bool(re.search(r"哪|按|看|还是|适用|新", question.plain))
    if asks_which and holding:
        draft.say(f"请先看{short_title(corpus, holding[0].id)}。")
    listed = [
        p for p in (related if asks_which or len(policy_ids) > 1 else [named, *[r for r in related if r is not named]])
    ]
    for policy in listed[:4]:
        draft.decide(f"- {_status_line(policy, day, draft, index)}")
    return draft


def _start_beside(repeal: Passage, index: Passages) -> Passage | None:
    """The sentence of the same clause that says from when the new document holds."""
    return next((p for p in index.of[repeal.clause.id] if re.search(r"\d日起(?:施行|实施|执行)", p.text)), None)


def _asked_day(question: Question) -> date:
    """`2021年管不管用`: what holds at the end of that year; what began in it is told with its day."""
    years = [p for p in question.periods if (p.last - p.first).days > 300]
    return years[-1].last if years else question.day


def _repealed(question: Question, policy_ids: Sequence[str], index: Passages) -> Passage | None:
    """The sentence of the new document that ends the old one, when the old one is asked about: by its number, its year, or as the old one."""
    text = question.plain
    numbers = set(re.findall(r"\d+(?=号)", text))
    years = {f"20{year[-2:]}年" for year in re.findall(r"(?<!\d)(?:20)?[012]\d(?=年)", text)}
    if not (numbers and years) and not (policy_ids and (numbers or years or re.search("旧|老|原来|以前|之前", text))):
        return None
    for passage in index.all:
        policy = index.corpus.policies[passage.clause.policy_id]
        if (policy_ids and policy.id not in policy_ids) or "同时废止" not in passage.text:
            continue
        own = f"{policy.number or ''}{policy.issued or ''}"
        named = any(
            re.search(rf"(?<!\d){n}号", passage.folded) and not re.search(rf"(?<!\d){n}号", own) for n in numbers
        )
        of_year = any(y in passage.folded and y[:4] not in own for y in years)
        if (named and of_year) or (policy_ids and (named or of_year or not (numbers or years))):
            return passage
    return None


def _with_successors(subjects: Sequence[Policy], index: Passages) -> list[Policy]:
    policies = index.corpus.policies
    found = list(subjects)
    for policy in subjects:
        for relation in (*policy.superseded_by, *policy.supersedes):
            if relation.policy in policies and policies[relation.policy] not in found:
                found.append(policies[relation.policy])
    return found


def _status_line(policy: Policy, day: date, draft: Draft, index: Passages) -> str:
    status = policy.status_on(day)
    inferred = "（推断，文件没有写明）" if status.basis == "inferred" else ""
    mark = _mark(draft, policy, index)
    if status.status == "征求意见稿":
        return f"《{policy.title}》：征求意见稿，尚未正式印发施行{mark}。"
    if status.status == "尚未施行":
        since = (
            f"《{policy.title}》自{said_day(policy.effective)}起施行{mark}。"
            if policy.effective
            else f"{status.note or ''}{mark}。"
        )
        return f"当日尚未施行。{since}"
    if status.status == "已被替代":
        newer = "、".join(
            f"《{index.corpus.policies[r.policy].title}》"
            for r in policy.superseded_by
            if r.policy in index.corpus.policies
        )
        basis = "，这是推断，文件没有写明" if status.basis == "inferred" else ""
        return f"《{policy.title}》已被{newer}替代{basis}。它写的是“{trimmed(draft.quotes[_clause_of(mark)])}”{mark}。"
    if status.status == "已失效":
        return _ended(policy, day, draft, index) or f"《{policy.title}》：已失效{inferred}，{status.note}{mark}。"
    since = (
        f"，自{said_day(policy.effective)}起施行"
        if policy.effective
        else ("，自印发之日起施行" if policy.issued else "")
    )
    return f"《{policy.title}》{_number(policy)}：{status.status}{inferred}{since}{mark}。"


def _ended(policy: Policy, day: date, draft: Draft, index: Passages) -> str:
    """The sentence that set the last day, where the document's life ended with it."""
    began = max((p.from_ for p in policy.timeline if p.from_ and p.from_ <= day), default=None)
    for end in policy.ends:
        if began is None or end.until + timedelta(days=1) != began:
            continue
        for passage in index.of.get(f"{policy.id}:{end.clause}", []):
            if any(span.last == end.until for span in windows_of(passage.text, policy.issued)):
                mark = draft.cite(passage.clause, passage.text)
                remark = status_remark(index.corpus, policy.id, day).rstrip("。")
                return (
                    f"期限到{said_day(end.until)}截止，已过期限{mark}。\n"
                    f"  {place(index.corpus, passage.clause)}：“{trimmed(passage.text)}”{mark}\n  {remark}{mark}。"
                )
    return ""


def _clause_of(mark: str) -> str:
    return mark.strip("⟦⟧")


def _number(policy: Policy) -> str:
    return f"（{policy.number}）" if policy.number else ""


def _mark(draft: Draft, policy: Policy, index: Passages) -> str:
    """The clause that bears a document's dates: 自…起施行, else its title."""
    passage = effective_passage(policy, index)
    return draft.cite(passage.clause, passage.text)


def effective_passage(policy: Policy, index: Passages) -> Passage:
    """The sentence that says from when a document applies; else its opening."""
    listed = [p for p in index.all if p.clause.policy_id == policy.id]
    for passage in listed:
        if re.search(r"(?:自.{1,16}起(?:施行|执行|实施)|之日起施行)", passage.text) and not passage.heading:
            return passage
    return listed[0]


_LATE = re.compile("晚不晚|晚了|来得及|赶得上|赶趟|最晚|最迟|截止|过期|过了没|还能补|还补|还收|还受理|还接")
_RETRO = re.compile("补(?!贴|助|充|偿|发)")  # what was not paid in its time
_APPLIES = re.compile(r"申|办理|受理|报名|领|享受|补缴|截止|报|收|交|提交|递")
# Where no word asks for a limit of time, only a sentence among the very best is taken to set one.
_NEAR = 4


def answer_current(question: Question, found: Sequence[Evidence], index: Passages) -> Draft | None:
    """Whether something is still possible on the day asked about: the clause that sets the period, and the day against it."""
    best = _dated(question, found, index)
    if best is None:
        return None
    passage, span = best
    draft = Draft("answer")
    period = next((p for p in reversed(question.periods) if p.first <= question.day <= p.last), None)
    if period is None and question.periods and question.periods[-1].first > question.day:
        period = question.periods[-1]  # 明年还有没有
    day, last = (period.first, period.last) if period else (question.day, question.day)
    mark = draft.cite(passage.clause, passage.text)
    if day > span.last:
        draft.say("不在规定的期限内。")
        draft.decide(f"期限到{said_day(span.last)}截止，已过期限，不能再按此办理{mark}。")
    elif last < span.first:
        draft.say("还没到规定的时间。")
        draft.decide(f"规定的时间从{said_day(span.first)}开始{mark}。")
    else:
        draft.say("还在规定的期限内。" if span.last != date.max else "在规定的期限内。")
        if span.last != date.max:
            draft.decide(f"期限到{said_day(span.last)}截止{mark}。")
    draft.say(f"{place(index.corpus, passage.clause)}：“{trimmed(passage.text)}”{mark}")
    return draft


def _dated(question: Question, found: Sequence[Evidence], index: Passages) -> tuple[Passage, Span] | None:
    """The sentence about the matter that sets a period; for 还能申请, one that sets a last day of the document meant."""
    applying = bool(_APPLIES.search(question.plain))
    late = bool(_LATE.search(question.plain))
    asked = late or bool(cues("current").search(question.plain))
    candidates: list[tuple[float, Passage, Span]] = []
    policies = set(question.exact_policies) or {*question.policy_ids, *(e.policy_id for e in found[:1])}
    scores = {e.passage.place: e.score for e in find(question, index, limit=60)}
    nearest = {e.passage.place for e in found[:_NEAR]}
    for passage in index.all:
        if passage.clause.policy_id not in policies or passage.heading:
            continue
        issued = index.corpus.policies[passage.clause.policy_id].issued
        spans = list(windows_of(passage.text, issued))
        if not spans:
            continue
        receives = bool(re.search(r"受理|申请|截止", passage.text))
        if not asked and passage.place not in nearest and not (applying and "截止" in passage.text):
            continue
        score = scores.get(passage.place, 0.0)
        if applying and receives:
            score += 0.5
        if _RETRO.search(question.plain) and "补缴" in passage.text:
            score += 0.4
        if late and all(s.last == date.max for s in spans):
            continue  # what only begins is no limit to be late for
        if question.periods and any(s.first != date.min and s.last != date.max for s in spans):
            score += 0.2
        if re.search(r"起(?:施行|执行|实施)", passage.text):
            score -= 0.4
        said, span = _of_the_matter(question, passage, spans)
        candidates.append((score + 0.15 * said, passage, span))
    if not candidates:
        return None
    score, passage, span = max(candidates, key=lambda c: (c[0], -c[1].place))
    return (passage, span) if score >= 0.3 else None


def _of_the_matter(question: Question, passage: Passage, spans: Sequence[Span]) -> tuple[int, Span]:
    """Of several periods in a sentence, that of the part with most of the question's words, and how many: 企业应于11月25日前."""
    words = {t.words: t.same for t in question.terms if t.role != "level"}

    def shared(span: Span) -> int:
        part = re.split("[，；。]", passage.text[: span.end])[-1] + re.split("[，；。]", passage.text[span.end :])[0]
        return sum(any(len(w) > 1 and w in fold(part) for w in same) for same in words.values())

    late = bool(_LATE.search(question.plain))
    best = max(spans, key=lambda s: (late and s.last != date.max, shared(s), -s.start))
    return shared(best), best
