"""What is asked about a document itself: its number, who issued it and when, from when it applies."""

import re

from assistant.offline.dating import effective_passage
from assistant.offline.drafts import Draft, place, said_day, status_remark, trimmed
from assistant.offline.finding.passages import Passages
from assistant.offline.finding.scoping import preferred
from assistant.questions.question import Question
from corpus import Policy
from corpus.numbering import fold

_SCOPE = re.compile(r"适用于|适用本|本办法所称|为.{2,40}(?:制定本|精神)|现将有关事项")
_NUMBER = re.compile(
    r"文号|发文号|(?<!证书)(?<!证)编号|(?:第?几|多少)号(?:文|通知|公告|文件)|(?:文|通知|公告|文件)(?:是|叫)?(?:第?几|多少)号"
)
_NAME = re.compile("(?:叫|是)(?:什么|啥)名|全称|全名|标题")
_ISSUER = re.compile(
    r"(?:哪|什么|几)(?:个|些|几个)?(?:部门|单位|机构|机关).{0,6}(?:发|印发|发布|出|制定|联合)|谁(?:发|印发|发布|制定|出台)的?|发文(?:机关|单位|部门)|联合(?:发|印发|发布)"
)
_ISSUED = re.compile(
    r"(?:哪天|什么时候|何时|几号|哪年|啥时候|什么日期).{0,4}(?:发(?!证|放|补|钱|工资|的?证)|印发|发布|出台|出的|公布|下发|落款)|(?:印发|发布|发文|出台|落款|成文)(?:的)?(?:日期|时间|是?哪天|是?几号|是?什么时候)|发布于"
)
_APPLIES = re.compile("施行|实施|执行|生效|起效|实行|启用|推行")


def answer_about_document(question: Question, index: Passages) -> Draft | None:
    """None where the question names no single document, or asks about more than the document itself."""
    named = question.exact_policies or (question.policy_ids if len(question.policy_ids) == 1 else ())
    if not named and question.policies and (_NUMBER.search(question.plain) or _NAME.search(question.plain)):
        named = tuple(preferred(question.policy_ids, question, index)[:1])
    if len(named) != 1:
        return None
    policy, text = index.corpus.policies[named[0]], question.plain
    rest = [
        t
        for t in question.terms
        if t.role == "subject"
        and not any(len(w) > 1 and w in index.named[policy.id] for w in t.same)
        and not re.fullmatch(
            r"印发|发布|发|联合|部门|出台|文号|编号|落款|成文|出|名字|全称|全名|标题|叫|文|日期|时间|公布|制定|单位|机构|下发|办法|方案|通知|施行|实施|执行|生效",
            t.words,
        )
    ]
    draft = Draft("answer")
    bare = not rest and not question.levels and not question.kinds and question.asked == "open"
    if _NUMBER.search(text) and len(rest) <= 1:
        _state(draft, policy, index, policy.number or "", f"《{policy.title}》的文号是{policy.number}", "没有写明文号")
    elif _NAME.search(text) and not rest:
        number = f"（{policy.number}）" if policy.number else ""
        _state(draft, policy, index, policy.title, f"全称是《{policy.title}》{number}", "没有写明名称")
    elif _ISSUER.search(text) and not rest:
        listed = "、".join(policy.issuer)
        _state(
            draft,
            policy,
            index,
            policy.issuer[0] if policy.issuer else "",
            f"《{policy.title}》由{listed}印发",
            "没有写明发文机关",
        )
    elif _ISSUED.search(text) and len(rest) <= 1:
        day = said_day(policy.issued) if policy.issued else ""
        _state(draft, policy, index, day, f"《{policy.title}》的印发日期是{day}", "没有写明印发日期")
        passage = effective_passage(policy, index)
        if _APPLIES.search(text) and _APPLIES.search(passage.text):
            draft.say(f"{trimmed(passage.text)}。{draft.cite(passage.clause, passage.text)}")
    elif (
        question.asked == "day"
        and all(_APPLIES.fullmatch(t.words) for t in question.terms if t.role == "subject")
        and _APPLIES.search(text)
    ):
        passage = effective_passage(policy, index)
        if not _APPLIES.search(passage.text):
            _state(draft, policy, index, "", "", "没有写明施行日期")
        else:
            draft.say(f"{trimmed(passage.text)}。{draft.cite(passage.clause, passage.text)}")
            draft.say(f"依据：{place(index.corpus, passage.clause)}{draft.cite(passage.clause)}")
    elif bare and question.exact_policies and question.intent in ("fact", "list"):
        scope = next(
            (p for p in index.all if p.clause.policy_id == policy.id and _SCOPE.search(p.text) and not p.heading), None
        )
        if scope is None:
            return None
        draft.say(f"{trimmed(scope.text)}。{draft.cite(scope.clause, scope.text)}")
        draft.say(f"依据：{place(index.corpus, scope.clause)}{draft.cite(scope.clause)}")
    else:
        return None
    if remark := status_remark(index.corpus, policy.id, question.day):
        draft.say(remark)
    return draft


def _state(draft: Draft, policy: Policy, index: Passages, words: str, line: str, lacking: str) -> None:
    """The line with the clause that prints the words; where the document does not say, that it does not."""
    if not words:
        draft.kind = "refusal"
        draft.say(f"没有找到依据：《{policy.title}》{lacking}。")
        return
    bare = fold(words)
    for passage in index.all:
        if passage.clause.policy_id == policy.id and bare in fold(passage.text):
            draft.decide(f"{line}。{draft.cite(passage.clause, passage.text)}")
            return
    draft.decide(f"{line}。")
