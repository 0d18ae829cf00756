"""The answer to one question of fact: the sentence that gives it, said first."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from assistant.offline.deciding import conditions
from assistant.offline.deciding.contradicting import contradicted
from assistant.offline.drafts import Draft, place, status_remark, trimmed
from assistant.offline.finding.evidence import Evidence
from assistant.offline.finding.kinds_of_answer import tells_more
from assistant.offline.finding.measuring import fitting, limits, outside
from assistant.offline.finding.passages import Passages
from assistant.offline.listing.blocks import lead_of, title_of
from assistant.offline.listing.items import has
from assistant.questions.question import Question, Term
from assistant.questions.vocabulary import cues, load_words
from assistant.questions.wording import fold
from corpus import Clause

_NEEDS = re.compile(
    r"用不用|要不要|需不需要|需要.{0,12}吗|用.{0,14}(?:吗|不$|么$)|必须|得.{0,10}吗|要.{0,14}吗|还用|非得|不$"
)
_MAY = re.compile(r"能不能|能否|可不可以|可否|可以|能|符合|有资格|满足条件|行吗|行不行|许不许|允许|算不算|算")
_NEED_ASKED = re.compile(r"用不用|要不要|需不需要|还用|还要|需要|必须|用.{0,14}(?:吗|不$|吧)|不必|无需")
_FREES = re.compile(r"无需|不需|不再|免于|可不|不必|不得要求|不作")
_BARS = re.compile(r"不得(?!少于|低于|超过|高于)|不可(?!靠|篡)|禁止|不能|不予|不再受理|严禁|不受理")
_ALLOWS = re.compile(r"给予|发放|享受|可(?!靠|信|持续|行|比|查|调|视|控|复制)|允许|均可")
_NAMES = re.compile(r"智能|技能|功能|能力|能源|性能|职能|可能|可靠|可信")  # 能 and 可 that ask for nothing
_BINDS = re.compile(r"应|须|必须|要求|不少于|不得少于")


# Below this share of the question's words in and around the sentence, it may well be about something else.
_MEASURED = frozenset({"amount", "rate", "hours", "day", "duration", "age", "count", "number", "often"})
_BESIDE = 0.35  # by so much less a neighbouring sentence may fit that gives what is asked for
_ENOUGH_TO_SAY_YES = 0.5
# A yes or a no needs more than an answer: nearly all of the question's words, or a question that people ask of this sentence.
_SURE, _ASKED_OF_IT = 0.75, 0.35
_WITHOUT = re.compile(
    "能不(?!能)|可以不(?!可以)|可不(?!可以?)|不.{1,8}(?:行吗|行不行|可以吗)"
)  # 能不签吗 turns every answer round


def answer_fact(question: Question, found: Sequence[Evidence], index: Passages) -> Draft:
    """The best sentence; beside it those that say the same thing of another level or document the question left open."""
    draft = Draft("answer")
    found = conditions.fitting(question, found)
    if against := contradicted_by(question, found, index):
        found = [against, *(e for e in found if e is not against)]
    if plainer := _says_whether(question, found):
        found = [plainer, *(e for e in found if e is not plainer)]
    best = found[0]
    chosen = [best, *_parallel(question, found, index)]
    lead = lead_word(question, best.passage.text)
    barred = excluded(question, best.passage.clause, best.passage.text, index)
    if len(chosen) == 1:
        part = fitting(question, best.passage.clause.text) if limits(best.passage.text) else None
        sentence = part or best.passage.text
        clause = best.passage.clause
        if part:
            lead = lead_word(question, part) or ("需要：" if _NEED_ASKED.search(question.plain) else "")
        more = None if part else _continued(question, best, found, index)
        if more and lead_word(question, more.passage.text) not in ("", lead):
            lead = lead_word(question, sentence + more.passage.text) if not lead else ""
        if best.covered < _ENOUGH_TO_SAY_YES or not (best.covered >= _SURE or best.asked >= _ASKED_OF_IT):
            lead = ""
        lead = barred or lead
        text = trimmed(sentence) + (f"；{trimmed(more.passage.text)}" if more else "") + "。"
        quote = (
            _contiguous(clause, sentence, more.passage.text)
            if more and more.passage.clause.id == clause.id
            else sentence
        )
        line = f"{lead}{_which(question, clause, sentence, index) or _context(clause, index)}{text}{draft.cite(clause, quote)}"
        (draft.decide if barred else draft.say)(line)
        if more and more.passage.clause.id != clause.id:
            draft.lines[-1] += draft.cite(more.passage.clause, more.passage.text)
        draft.say(f"依据：{place(index.corpus, clause)}{draft.cite(clause)}")
    else:
        if lead:
            draft.say(lead.rstrip("：") + "。" if lead.endswith("：") else lead)
        for evidence in chosen:
            clause = evidence.passage.clause
            draft.say(
                f"- {_label(clause, index)}：{trimmed(evidence.passage.text)}{draft.cite(clause, evidence.passage.text)}"
            )
    for policy_id in dict.fromkeys(e.policy_id for e in chosen):
        if remark := status_remark(index.corpus, policy_id, question.day):
            draft.decide(remark)
    return draft


def lead_word(question: Question, sentence: str) -> str:
    """可以： / 不可以： / 需要： / 不需要： where a yes-or-no question meets a sentence that says which; else nothing."""
    if not question.yes_no:
        return ""
    text = _NAMES.sub("", question.plain)
    if (beyond := outside(question, sentence)) and re.search(r"我|本人|岁|公司|企业|单位", text):
        return f"不符合。{beyond}。"
    focal = _focal(question, sentence)
    if _of_others(text, sentence[: sentence.find(focal) + len(focal)]):
        return ""
    sentence = focal
    if _NEED_ASKED.search(text) and not re.search(r"能不能|可以|能", text):
        if _BARS.search(sentence):
            return "不得：" if "不得" in sentence else "不可以："
        if _FREES.search(sentence):
            return "不需要："
        return "需要：" if _BINDS.search(sentence) else ""
    if _MAY.search(text) and not _WITHOUT.search(text):
        if _BARS.search(sentence) and not _ALLOWS.search(_BARS.split(sentence)[0]):
            return "不可以："
        if _ALLOWS.search(sentence):
            return "可以："
    return ""


def _of_others(asked: str, sentence: str) -> bool:
    """`个人要签吗` is not answered by what 企业 need not do."""
    mine = {party for party, words in _parties() if words.search(asked)}
    theirs = {party for party, words in _parties() if words.search(sentence)}
    return bool(mine and theirs) and not mine & theirs


@cache
def _parties() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((party, cues(f"parties.{party}")) for party in load_words()["parties"])


def contradicted_by(question: Question, found: Sequence[Evidence], index: Passages) -> Evidence | None:
    """Of sentences about as good, the first whose condition the case told contradicts: it decides."""
    for evidence in found:
        near = evidence.policy_id == found[0].policy_id and evidence.score >= found[0].score - 0.3
        if near and evidence.passage.said and excluded(question, evidence.passage.clause, evidence.passage.text, index):
            return evidence
    return None


def excluded(question: Question, clause: Clause, sentence: str, index: Passages) -> str:
    """`不符合：` where the case told contradicts a condition of the sentence; else nothing."""
    asks = question.yes_no or bool(cues("eligible").search(question.plain))
    words = contradicted(question, clause, sentence, index) if asks else None
    return f"不符合，规定的是“{words}”：" if words else ""


def _says_whether(question: Question, found: Sequence[Evidence]) -> Evidence | None:
    """`能不能直接扣下来`: of one clause the sentence that forbids it, where more of what is asked stands in it."""
    best = found[0]
    text = _NAMES.sub("", question.plain)
    if not question.yes_no or not _MAY.search(text) or lead_word(question, best.passage.text):
        return None
    own = {a + b for a, b in pairwise(question.plain)}

    def shared(evidence: Evidence) -> int:
        return sum(pair in evidence.passage.folded for pair in own)

    beside = [e for e in found[1:8] if e.passage.clause.id == best.passage.clause.id and _BARS.search(e.passage.folded)]
    return max((e for e in beside if shared(e) > shared(best)), key=shared, default=None)


def _in(term: Term, evidence: Evidence) -> bool:
    return any(len(w) > 1 and w in evidence.passage.folded for w in term.same)


def _focal(question: Question, sentence: str) -> str:
    """The part of the sentence whose 可 or 不得 answers: of those that have one, that with most of the question's words.

    Empty where a later part that says neither has more of them, or where parts with as many say opposite things.
    """
    words = {w for t in question.terms if t.role == "subject" for w in t.same if len(w) > 1}
    parts = [(sum(w in fold(p) for w in words), p) for p in re.split("[，；。]", sentence) if p]
    saying = [(shared, at) for at, (shared, p) in enumerate(parts) if _says(p)]
    if not saying:
        return ""
    most, last = max(saying)
    if any(shared > most for shared, _ in parts[last + 1 :]):
        return ""
    barred = {bool(_BARS.search(parts[at][1])) for shared, at in saying if shared == most}
    return parts[last][1] if len(barred) == 1 else ""


def _says(part: str) -> bool:
    return any(p.search(part) for p in (_FREES, _BARS, _ALLOWS, _BINDS))


def _contiguous(clause: Clause, first: str, second: str) -> str:
    """Two sentences of a clause as one quotation where they stand side by side; else the first."""
    text = clause.own_text
    start, end = text.find(first), text.find(second)
    if start < 0 or end < start:
        return first
    between = text[start + len(first) : end]
    return text[start : end + len(second)] if len(between) < 3 else first


def _context(clause: Clause, index: Passages) -> str:
    """What an item of a list is an item of: `高级工程师破格条件：`."""
    if not re.fullmatch(r"\d+\.|（\d+）|（[一二三四五六七八九十]+）", clause.label) or clause.heading:
        return ""
    rung = index.levels.get(clause.id)
    kind = index.kinds.get(clause.id, "")
    return f"{rung.title}{kind}：" if rung else ""


def _which(question: Question, clause: Clause, sentence: str, index: Passages) -> str:
    """The item's own name, where the question asks which of the items it is: `算哪个方向`."""
    above = index.corpus.parent(clause)
    title = trimmed(next((p.text for p in index.of[clause.id] if p.heading), ""))
    if not above or not title or title in sentence:
        return ""
    lead = lead_of(above, index) + title_of(above, index)
    return f"{title}：" if any(has(t, lead) for t in question.heads) else ""


def _label(clause: Clause, index: Passages) -> str:
    """Which document and level a line is about."""
    title = index.corpus.policies[clause.policy_id].title
    rung = index.levels.get(clause.id)
    return f"《{title}》{rung.title if rung else ''}"


def _parallel(question: Question, found: Sequence[Evidence], index: Passages) -> list[Evidence]:
    """The same provision for other levels or documents, where the question names none: 硕士要几年 at every level."""
    best = found[0]
    rung = index.levels.get(best.passage.clause.id)
    kept: list[Evidence] = []
    seen = {(best.policy_id, rung.title if rung else "")}
    for evidence in found[1:]:
        if evidence.score < best.score - 0.12 or not evidence.passage.said:
            break
        other = index.levels.get(evidence.passage.clause.id)
        if rung is None or other is None or evidence.gives != best.gives or evidence.inside < best.inside - 0.15:
            continue
        key = (evidence.policy_id, other.title)
        if key in seen:
            continue
        if evidence.policy_id != best.policy_id and (question.policies or other.rank != rung.rank):
            continue
        if other.rank != rung.rank and question.ranks:
            continue
        seen.add(key)
        kept.append(evidence)
    return kept[:4]


def _giving(question: Question, best: Evidence, found: Sequence[Evidence]) -> Evidence | None:
    """The neighbouring sentence that gives the day or number asked for, where the best one does not."""
    asked, unit = question.asked, question.unit
    if asked not in _MEASURED or best.gives is None or tells_more(best.passage.text, question.plain, asked, unit):
        return None
    return next(
        (
            e
            for e in found[1:8]
            if e.passage.clause.id == best.passage.clause.id
            and e.passage.said
            and abs(e.passage.place - best.passage.place) <= 2
            and e.score >= best.score - _BESIDE
            and tells_more(e.passage.text, question.plain, asked, unit)
        ),
        None,
    )


def _continued(question: Question, best: Evidence, found: Sequence[Evidence], index: Passages) -> Evidence | None:
    """A second sentence of the same clause or its neighbour that bears words the first does not."""
    if (more := _giving(question, best, found)) is not None:
        return more
    lacking = {t.words for t in best.missing if t.known}
    absent = [t for t in question.terms if t.role == "subject" and t.known and not _in(t, best)]
    for evidence in found[1:4]:
        beside = (
            evidence.passage.clause.id == best.passage.clause.id
            and abs(evidence.passage.place - best.passage.place) == 1
        )
        adds = any(_in(t, evidence) for t in absent) or bool(
            set(question.ranks) and index.ranks_said(evidence.passage) and question.yes_no
        )
        close = evidence.score >= best.score - (0.2 if adds else 0.04)
        if beside and close and evidence.passage.said and not evidence.passage.heading:
            return evidence
    for evidence in found[1:5]:
        if not evidence.passage.said or evidence.policy_id != best.policy_id or evidence.score < best.score - 0.35:
            continue
        near = (
            evidence.passage.clause.id == best.passage.clause.id
            or evidence.passage.clause.parent_id == best.passage.clause.parent_id
        )
        if (
            near
            and lacking - {t.words for t in evidence.missing}
            and evidence.inside >= 0.3
            and len(evidence.passage.text) < 160
        ):
            return evidence
    return None
