"""Whether the documents answer at all, and what to say when they do not.

No score decides. A question is not answered where it is about a place or document that is not here, a level that the
document does not have, or words that no sentence about the matter bears; or where it asks for an amount, a number to
call, an address, and no sentence about the matter gives one. A number stated wrongly is put right from the clause.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.offline.drafts import Draft, place, status_remark, trimmed
from assistant.offline.finding.bearing import asked_for, borne_all_the_same, must_give
from assistant.offline.finding.evidence import Evidence, weigh, weights_of
from assistant.offline.finding.kinds_of_answer import STRICT, gives
from assistant.offline.finding.passages import Passages
from assistant.offline.finding.scoping import meant
from assistant.offline.missing import Lack, missing_kind, missing_level
from assistant.offline.premises import Premise, ruled
from assistant.questions.asked import read_asked
from assistant.questions.question import Asked, Question, Term
from assistant.questions.vocabulary import same_words
from assistant.questions.wording import quantities
from corpus import Clause

_LEAST, _ASKED_SO = 0.3, 0.25
# Nobody asks for the sentence in words like these: then about half of what is asked must stand in and around it.
_HARDLY, _HALF_OF_IT = 0.2, 0.45

_ASKED_WORDS: dict[Asked, str] = {
    "url": "网址", "address": "地址", "phone": "电话", "amount": "金额", "rate": "比例", "hours": "学时数", "age": "年龄", "day": "日期",
    "duration": "期限或年限", "count": "数量", "number": "数额", "place": "地点", "body": "负责单位",
}  # fmt: skip


# What stands right behind is the thing to be done, and the whole question: 怎么入账, 去哪补办.
_HOW = re.compile("(?:怎么|怎样|如何|咋|[去到在上]哪[里儿]?)(?:去|能|可以|才能|给|来)?$")


def lacking(
    question: Question, found: Sequence[Evidence], index: Passages, hits: Mapping[str, float] | None = None
) -> Lack | None:
    """None where the best sentence answers; else what is lacking."""
    if question.foreign and not question.exact_policies:
        there = "、".join(question.foreign)
        return Lack(f"收录的文件里没有{there}的规定，只有{_regions(index)}的")
    if question.unknown_documents:
        return Lack(f"收录的文件里没有“{'”“'.join(question.unknown_documents)}”这份文件")
    if question.others and not borne_all_the_same(question, found, index):
        return Lack(f"收录的文件里没有关于“{'、'.join(question.others)}”的规定")
    if (missing := missing_level(question, index) or missing_kind(question, index)) is not None:
        return missing
    if not found:
        return Lack("收录的文件里没有找到相关规定")
    best = found[0]
    near = _nearest(question, found)
    unknown = [t for t in best.missing if not t.known and weigh(t, index) >= 2.4]
    subject = [t for t in question.terms if t.role == "subject"]
    only_frame = bool(question.levels) and all(
        t.known and len(t.words) == 1 for t in subject
    )  # 满几年: the level is the matter
    if (question.asked in STRICT or question.unit in ("分", "分钟")) and giving(question, found, index) is None:
        return Lack(f"收录的文件里没有找到{_about(question)}的{_asked_words(question)}", near)
    also = [part for part in _parts_asking_money(question) if part.asked != question.asked]
    if any(giving(part, [_measured_for(e, part) for e in found], index) is None for part in also):
        return Lack(f"收录的文件里没有找到{_about(question)}的金额", near)
    if not subject and question.asked in ("body", "place") and not (question.levels or question.kinds):
        return Lack(f"收录的文件里没有找到所问的{_asked_words(question)}")
    done = [t for t in unknown if _HOW.search(question.plain[: t.start])]
    if done:
        return Lack(f"收录的文件里没有找到关于“{done[0].words}”的规定", near)
    if best.beside and not asked_for(best):
        return Lack(f"收录的文件里没有找到{_about(question)}的{_asked_words(question)}", near, firm=False)
    weights = weights_of(subject, question, index)
    total = sum(weights.values()) or 1.0
    strange = sum(weights[t.words] for t in best.missing if not t.known) / total
    if asked_for(best) and not unknown:
        return None
    if subject and not _meant(question, best, index):
        return Lack(f"收录的文件里没有找到关于“{'、'.join(t.words for t in subject[:3])}”的规定", near, firm=False)
    # Answered by default: only words that no document has, or hardly any word found, speak against it.
    agreed = (
        bool(hits)
        and sum(t.known for t in subject) > len(unknown)
        and (hits or {}).get(best.passage.clause.id, 0.0) >= 0.8
        and best.inside >= 0.3
    )
    most = 0.5 if agreed else 0.33
    foreign = (strange > most and best.covered < 0.72) or (unknown and best.covered < (0.36 if agreed else 0.5))
    hardly = best.asked < _HARDLY and best.policy_id in index.asked_of
    least = _HALF_OF_IT if hardly else 0.2 if agreed else 0.3
    if subject and not only_frame and (best.covered < least or foreign):
        named = [t for t in unknown or best.missing or subject if not _spoken_of(t, near)]
        about = f"关于“{'、'.join(dict.fromkeys(t.words for t in named[:3]))}”" if named else "直接回答这个问题"
        return Lack(f"收录的文件里没有找到{about}的规定", near, firm=bool(unknown))
    if must_give(question, best, index) and not any(
        e.gives for e in found if e.score >= best.score - 0.3 and (e.covered >= 0.4 or only_frame)
    ):
        return Lack(f"收录的文件里没有写明{_about(question)}的{_asked_words(question)}", near, firm=False)
    return None


def _spoken_of(term: Term, near: Sequence[Evidence]) -> bool:
    """Whether the sentences that are shown as nearest have the word: it is not what the documents lack."""
    return any(word in evidence.passage.folded for evidence in near for word in term.same)


def _nearest(question: Question, found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The sentences closest to the matter; first one that states another number where the question states one."""
    close = [e for e in found if e.inside >= 0.38 and e.passage.said]
    units = {a.unit: a.value for a in question.amounts}
    rival = [
        e for e in close if any(q.unit in units and q.value != units[q.unit] for q in quantities(e.passage.folded))
    ]
    return tuple(dict.fromkeys([*rival[:1], *close[:2]]))[:2]


def _asked_words(question: Question) -> str:
    return {"分": "分数", "分钟": "时长"}.get(question.unit) or _ASKED_WORDS.get(question.asked, "规定")


def giving(question: Question, found: Sequence[Evidence], index: Passages) -> Evidence | None:
    """The first sentence about the matter that gives the thing asked for: it has half as many of the words as the best, or is of
    the same document and asked for in such words."""
    least = max(_LEAST, 0.6 * found[0].covered)
    return next(
        (
            e
            for e in found[:6]
            if e.gives
            and e.passage.said
            and (
                e.covered >= least
                or (e.asked >= _ASKED_SO and e.policy_id == found[0].policy_id and e.covered >= _LEAST)
            )
            and _meant(question, e, index)
            and _beside(question, e)
        ),
        None,
    )


def _meant(question: Question, evidence: Evidence, index: Passages) -> bool:
    """From a document that the question means, where it names one by its subject, or one that speaks of that subject too."""
    if not question.policies or evidence.policy_id in question.policy_ids:
        return True
    names = {w for m in question.policies if m.words for w in (m.words, *same_words().get(m.words, ()))}
    return any(c.partition(":")[0] == evidence.policy_id for w in names for c in index.clauses_with(w)[0])


def _beside(question: Question, evidence: Evidence) -> bool:
    """What is asked for stands beside the subject's words: 1%的费率缴纳失业保险费 is no rate of 养老保险."""
    if question.asked not in ("rate", "amount"):
        return True
    text = evidence.passage.folded
    parts = re.split("[,，；;。]", text)
    wanted = [
        t
        for t in question.terms
        if t.role == "subject" and len(t.words) > 1 and t.words not in ("企业", "公司", "单位", "标准", "费率", "比例")
    ]
    wanted = [t for t in wanted if any(w in text for w in t.same)]
    for at, part in enumerate(parts):
        if gives(part, question.asked, question.unit):
            around = "".join(parts[max(0, at - 1) : at + 1]) if question.asked == "amount" else part
            if not wanted or any(w in around for t in wanted for w in t.same if w not in ("费率", "比例")):
                return True
    return False


def _parts_asking_money(question: Question) -> list[Question]:
    """`一个月能领多少，领几个月`: the parts of a question that ask for an amount of money."""
    parts = re.split("[,;?]", question.plain)
    asked = [read_asked(part) for part in parts if re.search("多少|几", part)] if len(parts) > 1 else []
    return [question.model_copy(update={"asked": kind, "unit": unit}) for kind, unit in asked if kind == "amount"]


def _measured_for(evidence: Evidence, part: Question) -> Evidence:
    """The evidence with whether it gives what this part asks for."""
    return replace(evidence, gives=gives(evidence.passage.folded, part.asked, part.unit))


# What a fee, a certificate or a form is called ends in one of these; the dictionary cuts it off.
_LAST_OF_A_NAME = "费证表款税"
_MONEY = {"钱", "费", "费用", "价钱"}


def _about(question: Question) -> str:
    """The matter in the person's own words: `“评审费”`."""
    words = []
    for term in [
        t for t in question.terms if t.role == "subject" and t.words not in _MONEY and not t.words[0].isdigit()
    ][:4]:
        after = question.plain[term.start + len(term.words) :][:1]
        whole = question.plain.startswith(term.words, term.start) and after and after in _LAST_OF_A_NAME
        words.append(term.words + after if whole else term.words)
    return "“" + "、".join(words) + "”" if words else "所问事项"


def _regions(index: Passages) -> str:
    return "、".join(dict.fromkeys(p.region for p in index.corpus.policies.values() if p.region))


def refuse(question: Question, lack: Lack, index: Passages, premise: Premise | None = None) -> Draft:
    """What is lacking, what is put right, what was searched, and what the nearest clauses do say."""
    draft = Draft("refusal")
    corpus = index.corpus
    draft.say(f"没有找到依据：{lack.why}。")
    near = lack.near
    if premise:
        draft.decide(premise.correction)
        near = tuple(dict.fromkeys([premise.evidence, *near]))
    elif corrected := contradicted(question, near):
        draft.decide(corrected)
    if near:
        draft.say("文件中相近的规定：")
        for evidence in near[:2]:
            clause = evidence.passage.clause
            draft.say(
                f"- {place(corpus, clause)}：“{trimmed(evidence.passage.text)}”{draft.cite(clause, evidence.passage.text)}"
            )
        for policy_id in dict.fromkeys(e.policy_id for e in near[:2]):
            if remark := status_remark(corpus, policy_id, question.day):
                draft.decide(remark)
    elif annex := _annex_lacking(question, index):
        clause, sentence = annex
        draft.say(f"有关条件在附件中，附件未收录：“{trimmed(sentence)}”{draft.cite(clause, sentence)}")
    else:
        named = [] if question.foreign else meant(question, index)[:3]
        searched = "、".join(f"《{corpus.policies[p].title}》" for p in named) or f"全部{len(corpus.policies)}份文件"
        draft.say(f"已查：{searched}。")
    return draft


def _annex_lacking(question: Question, index: Passages) -> tuple[Clause, str] | None:
    """Where the named document puts what is asked into an annex that is not in the corpus."""
    for policy_id in question.policy_ids[:1]:
        for passage in index.all:
            if passage.clause.policy_id == policy_id and re.search(r"见附件|附件.{0,30}[（(]略[）)]", passage.text):
                return passage.clause, passage.text
    return None


def unborne(question: Question, premise: Premise, found: Sequence[Evidence], index: Passages) -> Lack | None:
    """Beside a wrong premise: whether what is asked on top of it has no answer in the best sentence."""
    best = found[0]
    weights = weights_of(premise.rest, question, index)
    borne = sum(w for t, w in weights.items() if any(t == m.words for m in premise.rest) and t not in _absent(best))
    if premise.rest and borne >= 0.6 * sum(weights.values()) and (best.gives or question.asked == "open"):
        return None
    words = "、".join(t.words for t in premise.rest[:3])
    about = f"关于“{words}”的规定" if words else f"所问的{_asked_words(question)}"
    return Lack(f"收录的文件里没有找到{about}", ())


def _absent(evidence: Evidence) -> set[str]:
    return {t.words for t in evidence.missing}


def contradicted(question: Question, near: Sequence[Evidence]) -> str:
    """A number in the question against the number of the same unit in the nearest clause."""
    counted = {(q.value, q.unit) for q in ruled(question.plain)}
    for amount in question.amounts:
        if (amount.value, amount.unit) not in counted:
            continue
        for evidence in near[:2]:
            stated = [q for q in quantities(evidence.passage.folded) if q.unit == amount.unit]
            if stated and all(q.value != amount.value for q in stated) and evidence.inside >= 0.3:
                words = "、".join(dict.fromkeys(evidence.passage.folded[q.start : q.end] for q in stated))
                return f"问题里说的“{amount.words}”与文件不符，文件写的是{words}。"
    return ""
