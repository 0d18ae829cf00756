"""Which of two neighbouring provisions the question's own condition fits: 认可 or 提出异议, 3天以内 or 超过3天."""

import re
from collections.abc import Sequence

from assistant.offline.finding.evidence import Evidence
from assistant.offline.finding.measuring import outside
from assistant.questions.question import Question
from assistant.questions.vocabulary import cues, load_words

_CLOSE = 0.25  # by so much less a provision may fit in words whose condition fits
_PASSES_ON = re.compile(
    r"^[^，。；]{0,16}(?:按|依|参照)[^，。；]{0,16}(?:规定|要求|办法)(?:申报|执行|处理|办理)?[。；]$"
)


def fitting(question: Question, found: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, first that whose condition fits where a neighbour is nearly as close in words.

    A sentence that only passes on to other rules (按本办法有关规定申报) gives way as well.
    """
    best = found[0]
    close = [e for e in found[1:8] if e.passage.said and e.score >= best.score - _CLOSE]
    if _PASSES_ON.match(best.passage.text):
        better = next((e for e in close if not _PASSES_ON.match(e.passage.text)), None)
    elif fits(question, best.passage.text) is False:
        better = next((e for e in close if _neighbours(e, best) and fits(question, e.passage.text)), None)
    else:
        better = None
    return [better, *(e for e in found if e is not better)] if better else list(found)


def fits(question: Question, text: str) -> bool | None:
    """Whether the condition in the text is the question's, or its opposite; None where there is none of either."""
    found = [_same_side(question.plain, text, pair) for pair in load_words()["opposed"]]
    beyond = outside(question, text)
    found.append(None if beyond is None else not beyond)
    if False in found:
        return False
    return True if True in found else None


def _same_side(question: str, text: str, pair: str) -> bool | None:
    asked, said = _side(question, pair), _side(text, pair)
    return None if not asked or not said else asked == said


def _side(text: str, pair: str) -> str:
    """`against` is looked for first: 不承认 has 承认 in it."""
    return next((side for side in ("against", "for") if cues(f"opposed.{pair}.{side}").search(text)), "")


def _neighbours(one: Evidence, other: Evidence) -> bool:
    """Of one clause, or of clauses that stand side by side."""
    a, b = one.passage.clause, other.passage.clause
    return a.policy_id == b.policy_id and (a.id == b.id or a.parent_id == b.parent_id)
