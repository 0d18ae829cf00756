"""`已经领了，还能再申请一份吗`: the sentence that says whether one may have it twice, or both of two things."""

import re

from assistant.offline.drafts import Draft, place, status_remark, trimmed
from assistant.offline.finding.passages import Passage, Passages
from assistant.offline.finding.scoping import meant
from assistant.questions.question import Question
from assistant.questions.vocabulary import cues

_TWICE = re.compile("(?:不可|不得|不能|不予|不再)(?:同时|重复)(?:享受|领取|申领|申请|发放|办理|补贴)")
_UNUSED = re.compile("未使用过|没有使用过|未曾使用")
_SHARED = 2  # words of the question that such a sentence's document must have, where the question names no document


def barred_twice(question: Question, index: Passages) -> Passage | None:
    """The sentence that forbids having it twice; None where nothing of the kind is asked or said."""
    if not question.yes_no:
        return None
    used = bool(cues("used_before").search(question.plain))
    if not used and (question.levels or question.kinds or not cues("again").search(question.plain)):
        return None
    saying = [p for p in index.all if (_UNUSED if used else _TWICE).search(p.folded) and not p.heading]
    named = meant(question, index)
    words = [t for t in question.terms if t.role != "level" and t.known]

    def shared(passage: Passage) -> tuple[int, int]:
        own = sum(any(w in passage.folded for w in t.same if len(w) > 1) for t in words)
        whole = "".join(p.folded for p in index.of_policy(passage.clause.policy_id))
        return own, sum(any(w in whole for w in t.same if len(w) > 1) for t in words)

    saying = [p for p in saying if p.clause.policy_id in named or (not named and shared(p)[1] >= _SHARED)]
    return max(saying, key=lambda p: (shared(p)[0], -p.place), default=None)


def answer_again(question: Question, passage: Passage, index: Passages) -> Draft:
    """不可以 first, then the sentence."""
    draft = Draft("answer")
    draft.say(f"不可以：{trimmed(passage.text)}{draft.cite(passage.clause, passage.text)}。")
    draft.say(f"依据：{place(index.corpus, passage.clause)}{draft.cite(passage.clause)}")
    if remark := status_remark(index.corpus, passage.clause.policy_id, question.day):
        draft.decide(remark)
    return draft
