"""The sides of a comparison as they are looked up: each with where to look, and the question as it is put to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.offline.finding.evidence import Evidence, Scope, find, weigh
from assistant.offline.finding.passages import Passages
from assistant.offline.finding.scoping import meant, preferred
from assistant.questions.coordination import JOINT
from assistant.questions.question import LevelMention, Question, Side, Term
from assistant.questions.vocabulary import cues, same_words

_ALL = 10_000  # every sentence that has a word of the question


@dataclass(frozen=True, slots=True)
class Column:
    """One side: the question as it is put to it, where to look, and what was found there, best first."""

    side: Side
    question: Question
    wording: str  # the question as it would be asked of this side alone
    scope: Scope
    found: tuple[Evidence, ...] = ()


def columns(question: Question, index: Passages) -> list[Column]:
    """A column for each side of the question, filled."""
    made = [_column(side, question, index) for side in question.sides]
    made = [_filled(column, index) for column in made]
    if idle := _idle(question, made):
        made = [replace(column, found=_found(_without(idle, column), index)) for column in made]
    return made


def shared(question: Question) -> tuple[Term, ...]:
    """The words that belong to every side: without those of one side, and without those that only ask to compare."""
    own = {t.words for side in question.sides for t in side.own}
    return tuple(t for t in question.terms if t.words not in own and not _only_compares(t))


def _only_compares(term: Term) -> bool:
    return any(
        pattern.fullmatch(term.words) for pattern in (cues("differs"), cues("editions.older"), cues("editions.newer"))
    )


def _column(side: Side, question: Question, index: Passages) -> Column:
    own = tuple(t for t in side.own if not _only_compares(t)) or side.own
    by_words = not side.level and not side.policies
    by_name = {t.words for s in question.sides for t in s.own if t.role == "name"} if by_words else set()
    mentions = tuple(m for m in question.policies if not any(m.words in name or name in m.words for name in by_name))
    if side.policies:
        wanted = preferred(side.policies, question, index)[:1]
        mentions = tuple(m for m in question.policies if m.policy_id in wanted)
    put = question.model_copy(
        update={
            "terms": (*own, *(t for t in shared(question) if t.role != "level" or not side.level)),
            "policies": mentions,
            "levels": (side.level,) if side.level else question.levels,
        }
    )
    if side.policies:
        policies: tuple[str, ...] = tuple(wanted)
    elif side.level:
        policies = tuple(meant(put, index)) if put.policies or side.level.title else ()
    else:
        titled = any(level.title for level in put.levels)
        policies = put.exact_policies or (
            () if by_name else put.policy_ids or (tuple(meant(put, index)) if titled else ())
        )
    heaviest = sorted(own, key=lambda t: -weigh(t, index))[:1] if by_words else []
    scope = Scope(policies=policies, ranks=put.ranks, must=tuple(heaviest))
    return Column(side, put, _asked_alone(side, question), scope)


def _asked_alone(side: Side, question: Question) -> str:
    """`企业和灵活就业的人分别什么时间交钱` asks of the first side `企业分别什么时间交钱`."""
    text = question.plain
    for other in question.sides:
        if other.words and side.words and other.words != side.words and other.words not in side.words:
            joined = re.search(f"(?:{JOINT.pattern})?{re.escape(other.words)}(?:的?人(?!员|才))?", text)
            text = text[: joined.start()] + text[joined.end() :] if joined else text
    return re.sub(f"^(?:{JOINT.pattern})", "", text)


def named(column: Column, policy_id: str, index: Passages) -> str:
    """What the side is called in that document."""
    side = column.side
    title = _level_name(side.level, policy_id, index) if side.level else ""
    if side.policies:
        return f"《{index.corpus.policies[policy_id].title}》{title}"
    return title or side.words


def _level_name(level: LevelMention, policy_id: str, index: Passages) -> str:
    for rung in index.lexicon.levels_of(policy_id):
        if rung.rank in level.ranks and (not level.title or level.title == rung.title):
            return rung.title
    return level.title or level.words


def _found(column: Column, index: Passages) -> tuple[Evidence, ...]:
    found = find(column.question, index, scope=column.scope, limit=_ALL, wording=column.wording)
    levels = column.question.levels
    level = levels[0] if len(levels) == 1 else None
    return tuple(e for e in found if e.passage.said and not _of_another(level, e, index))


def _filled(column: Column, index: Passages) -> Column:
    """The column with what is found; where no sentence has its word, by the word that this begins with: 大专 of 大专毕业."""
    if found := _found(column, index):
        return replace(column, found=found)
    wider = tuple(_beginning(t) for t in column.scope.must)
    if wider == column.scope.must:
        return column
    terms = tuple(_beginning(t) if t in column.scope.must else t for t in column.question.terms)
    side = column.side.model_copy(update={"own": tuple(_beginning(t) for t in column.side.own)})
    question = column.question.model_copy(update={"terms": terms})
    column = replace(column, side=side, question=question, scope=replace(column.scope, must=wider))
    return replace(column, found=_found(column, index))


def _beginning(term: Term) -> Term:
    known = same_words()
    words = next((term.words[:n] for n in range(len(term.words) - 1, 1, -1) if term.words[:n] in known), None)
    return term.model_copy(update={"words": words, "same": known[words]}) if words else term


def _of_another(level: LevelMention | None, evidence: Evidence, index: Passages) -> bool:
    """The sentence stands under the heading of another level than the side's."""
    rung = index.levels.get(evidence.passage.clause.id)
    if level is None or rung is None:
        return False
    titles = {r.title for r in index.lexicon.levels_of(evidence.policy_id)}
    return rung.rank not in level.ranks or (level.title in titles and rung.title != level.title)


def _idle(question: Question, made: Sequence[Column]) -> set[str]:
    """Known words of the subject that no sentence of any side has: they say in what the sides are compared (种类, 身份)."""
    subject = [t for t in shared(question) if t.role == "subject" and t.known]
    lacking = [t.words for t in subject if all(t in e.missing for column in made for e in column.found)]
    return set(lacking) if len(lacking) < len(subject) else set()


def _without(words: set[str], column: Column) -> Column:
    terms = tuple(t for t in column.question.terms if t.words not in words)
    return replace(column, question=column.question.model_copy(update={"terms": terms}))
