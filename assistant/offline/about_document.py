"""What is asked about a document itself: its name and number, who issued it and when, from when and how long it holds, its parts,
what it is about and why there is such a document."""

import re
from collections.abc import Callable

from assistant.offline.dating import answer_status, effective_passage
from assistant.offline.drafts import Draft, place, said_day, status_remark, trimmed
from assistant.offline.finding.doing import deed
from assistant.offline.finding.passages import Passage, Passages
from assistant.offline.finding.scoping import preferred
from assistant.questions.question import Question
from assistant.questions.vocabulary import cues, load_words
from corpus import Policy
from corpus.numbering import fold

_SCOPE = re.compile(r"适用于|适用本|本办法所称")
_APPLIES = re.compile("施行|实施|执行|生效|起效|实行|启用|推行")
_OF_DOCUMENTS = ("number", "name", "issuer", "issued", "ends")
_MOST_PARTS = 12
_Say = Callable[[Question, Policy, Passages, Draft], Draft | None]


def answer_about_document(question: Question, index: Passages) -> Draft | None:
    """None where the question names no single document, or asks about more than the document itself."""
    policy = _named(question, index)
    if policy is None:
        return None
    asks = cues("document")
    asked = next((name for name in load_words()["about_document"] if _asks(name, question)), None)
    rest = [
        t
        for t in question.terms
        if t.role in ("subject", "name")
        and not any(len(w) > 1 and w in index.named[policy.id] for w in t.same)
        and not asks.fullmatch(t.words)
        and not (asked and _within(cues(f"about_document.{asked}"), t.start, question.plain))
    ]
    if rest or (asked not in _OF_DOCUMENTS and (question.levels or question.kinds)):
        return None
    if asked is None and (
        question.asked != "open" or not question.exact_policies or question.intent not in ("fact", "list")
    ):
        return None
    say = _SAYS[asked] if asked else _name if question.yes_no and "号" in question.plain else _scope
    draft = say(question, policy, index, Draft("answer"))
    if draft and (remark := status_remark(index.corpus, policy.id, question.day)) and remark not in draft.text:
        draft.decide(remark)
    return draft


def asks_for_parts(question: Question) -> bool:
    """`有几个附件` asks for no annex itself."""
    return _asks("parts", question)


def _named(question: Question, index: Passages) -> Policy | None:
    """The one document that is meant; where several may be, the first in force, if only a document can have what is asked for."""
    named = question.exact_policies or (question.policy_ids if len(question.policy_ids) == 1 else ())
    if not named and question.policies and any(_asks(name, question) for name in _OF_DOCUMENTS):
        named = tuple(preferred(question.policy_ids, question, index)[:1])
    return index.corpus.policies[named[0]] if len(named) == 1 else None


def _asks(name: str, question: Question) -> bool:
    if name == "applies" and question.asked != "day":
        return False
    return bool(cues(f"about_document.{name}").search(question.plain.rstrip("?。!")))


def _within(pattern: re.Pattern[str], start: int, text: str) -> bool:
    return any(m.start() <= start < m.end() for m in pattern.finditer(text.rstrip("?。!")))


def _number(question: Question, policy: Policy, index: Passages, draft: Draft) -> Draft:
    line = f"《{policy.title}》的文号是{policy.number}"
    return _state(draft, policy, index, policy.number or "", line, "没有写明文号")


def _name(question: Question, policy: Policy, index: Passages, draft: Draft) -> Draft:
    number = f"（{policy.number}）" if policy.number else ""
    return _state(draft, policy, index, policy.title, f"全称是《{policy.title}》{number}", "没有写明名称")


def _issuer(question: Question, policy: Policy, index: Passages, draft: Draft) -> Draft:
    first, listed = policy.issuer[0] if policy.issuer else "", "、".join(policy.issuer)
    return _state(draft, policy, index, first, f"《{policy.title}》由{listed}印发", "没有写明发文机关")


def _issued(question: Question, policy: Policy, index: Passages, draft: Draft) -> Draft:
    day = said_day(policy.issued) if policy.issued else ""
    _state(draft, policy, index, day, f"《{policy.title}》的印发日期是{day}", "没有写明印发日期")
    passage = effective_passage(policy, index)
    return _quoted(draft, passage) if _APPLIES.search(question.plain) and _APPLIES.search(passage.text) else draft


def _applies(question: Question, policy: Policy, index: Passages, draft: Draft) -> Draft:
    passage = effective_passage(policy, index)
    if not _APPLIES.search(passage.text):
        return _state(draft, policy, index, "", "", "没有写明施行日期")
    return _based(_quoted(draft, passage), passage, index)


def _ends(question: Question, policy: Policy, index: Passages, draft: Draft) -> Draft | None:
    """Until when it holds: what ended it; else that it does not say."""
    if policy.status_on(question.day).status in ("已失效", "已被替代", "征求意见稿"):
        return answer_status(question, index)
    passage = effective_passage(policy, index)
    _state(draft, policy, index, "", "", "没有写明有效期限")
    if _APPLIES.search(passage.text):
        draft.say("文件中相近的规定：")
        mark = draft.cite(passage.clause, passage.text)
        draft.say(f"- {place(index.corpus, passage.clause)}：“{trimmed(passage.text)}”{mark}")
    return draft


def _parts(question: Question, policy: Policy, index: Passages, draft: Draft) -> Draft | None:
    """Its annexes or its chapters, as it lists them."""
    if "附件" in question.plain:
        parts = [c for c in index.corpus.walk(policy.id) if re.fullmatch(r"附件\d*", c.label)]
    else:
        parts = [c for c in index.corpus.walk(policy.id) if re.fullmatch("第.+章", c.label)]
        parts = parts or [
            c for c in index.corpus.walk(policy.id) if c.parent_id is None and c.label.endswith("、") and c.heading
        ]
    if not parts or len(parts) > _MOST_PARTS:
        return None
    for part in parts:
        draft.say(
            f"- {part.label}{'' if part.label.endswith('、') else ' '}{trimmed(part.heading)}{draft.cite(part, part.heading)}"
        )
    return draft


def _about(question: Question, policy: Policy, index: Passages, draft: Draft) -> Draft:
    _name(question, policy, index, draft)
    passage = _first(policy, index, _is_purpose) or _first(policy, index, _is_scope)
    return _quoted(draft, passage) if passage else draft


def _purpose(question: Question, policy: Policy, index: Passages, draft: Draft) -> Draft | None:
    passage = _first(policy, index, _is_purpose)
    return _based(_quoted(draft, passage), passage, index) if passage else None


def _scope(question: Question, policy: Policy, index: Passages, draft: Draft) -> Draft | None:
    passage = _first(policy, index, _is_scope) or _first(policy, index, _is_purpose)
    return _based(_quoted(draft, passage), passage, index) if passage else None


_SAYS: dict[str, _Say] = {
    "number": _number, "name": _name, "issuer": _issuer, "issued": _issued, "applies": _applies, "ends": _ends, "parts": _parts,
    "about": _about, "purpose": _purpose,
}  # fmt: skip


def _is_purpose(passage: Passage, index: Passages) -> bool:
    return deed(passage, index) == "purpose"


def _is_scope(passage: Passage, index: Passages) -> bool:
    return bool(_SCOPE.search(passage.text)) and not passage.heading


def _first(policy: Policy, index: Passages, fits: Callable[[Passage, Passages], bool]) -> Passage | None:
    """The first sentence of this sort that says something: not 现将…印发给你们 alone."""
    fitting = [p for p in index.of_policy(policy.id) if fits(p, index)]
    return next((p for p in fitting if not re.match("现将|现就", p.text)), fitting[0] if fitting else None)


def _quoted(draft: Draft, passage: Passage) -> Draft:
    draft.say(f"{trimmed(passage.text)}。{draft.cite(passage.clause, passage.text)}")
    return draft


def _based(draft: Draft, passage: Passage, index: Passages) -> Draft:
    draft.say(f"依据：{place(index.corpus, passage.clause)}{draft.cite(passage.clause)}")
    return draft


def _state(draft: Draft, policy: Policy, index: Passages, words: str, line: str, lacking: str) -> Draft:
    """The line with the clause that prints the words; where the document does not say, that it does not."""
    if not words:
        draft.kind = "refusal"
        draft.say(f"没有找到依据：《{policy.title}》{lacking}。")
        return draft
    printing = next((p for p in index.of_policy(policy.id) if fold(words) in fold(p.text)), None)
    draft.decide(f"{line}。{draft.cite(printing.clause, printing.text) if printing else ''}")
    return draft
