"""Whether the best sentence bears an answer: the kind of thing asked for, and all that is asked."""

from collections.abc import Sequence

from assistant.offline.finding.evidence import Evidence, is_frame
from assistant.offline.finding.passages import Passages
from assistant.offline.finding.scoping import meant
from assistant.questions.question import Question

_NEARLY_SO = 0.45  # likeness of a question to the wordings for a sentence
_NEARLY_ALL = 0.7  # of what is asked
_HALF = 0.4  # of what is asked, the profession included
_IN_WORDS = ("duration", "count", "often", "day", "place")


def given_first(question: Question, found: Sequence[Evidence], index: Passages) -> list[Evidence]:
    """Where the best sentence does not give what is asked for and one about as good does, that one goes first."""
    if not found or found[0].gives is not False or question.wants_list or not must_give(question, found[0], index):
        return list(found)
    best = found[0]
    giving = (e for e in found if e.gives and e.score >= best.score - 0.2 and e.covered >= 0.7 * best.covered)
    first = next(giving, None)
    return [first, *(e for e in found if e is not first)] if first else list(found)


def must_give(question: Question, best: Evidence, index: Passages) -> bool:
    """Asked how long, how often, when, how many, where: a sentence that does not say is no answer.

    `从事本专业技术工作` in a list of degrees says how long by naming no years; 按月还是几个月一起 asks for one of two.
    """
    by_degree = index.kinds.get(best.passage.clause.id) == "学历和专业工作经历" and best.inside >= 0.6
    return question.asked in _IN_WORDS and not by_degree and "还是" not in question.plain


def answers_plainly(question: Question, found: Sequence[Evidence], index: Passages) -> bool:
    """Whether a sentence of a document meant gives the thing asked for, and nearly all that is asked stands in it."""
    asked = [t for t in question.terms if t.role == "subject"]
    if not found or not asked or not all(t.known for t in asked):
        return False
    best = found[0]
    meant_here = not question.policies or best.policy_id in meant(question, index)
    return bool(best.gives) and meant_here and (best.covered >= _NEARLY_ALL or _all_but_frame(question, best))


def _all_but_frame(question: Question, best: Evidence) -> bool:
    """`最迟补到啥时候`: only words that say what kind of thing is asked for are missing, which it gives; and what is told
    beside it stands in and around the sentence more than it does not."""
    told = [t for t in question.terms if t.role == "name"]
    borne = [t for t in told if t.known and t not in best.missing]
    asked = [t for t in best.missing if t.role == "subject"]
    only_frame = bool(asked) and all(is_frame(t) for t in asked) and best.inside >= _HALF
    return only_frame and len(borne) > 1 + sum(not t.known for t in told)


def asked_for(best: Evidence) -> bool:
    """People ask for this very sentence in nearly the same words, and it gives the kind of thing asked for."""
    return best.asked >= _NEARLY_SO and best.gives is not False


def borne_all_the_same(question: Question, found: Sequence[Evidence], index: Passages) -> bool:
    """A profession that no document knows is only an example where a sentence bears all the rest, or about half of it
    where people who ask about the document name the profession; what is done is no example."""
    if not found:
        return False
    best = found[0]
    about_titles = not question.policies and (question.levels or question.kinds or "评" in question.plain)
    if (
        not about_titles
        and all(index.named_in_wordings(other, best.policy_id) for other in question.others)
        and best.covered >= _HALF
        and best.gives is not False
    ):
        return True
    named = [t for t in question.terms for other in question.others if len(t.words) > 1 and t.words in other]
    return bool(named) and best.covered >= 0.72 and all(t.noun and not t.known for t in named)
