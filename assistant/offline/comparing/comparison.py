"""Two or more documents, levels or cases side by side, and what differs."""

import re
from collections.abc import Sequence

from assistant.offline.comparing.columns import Column, columns, named
from assistant.offline.comparing.comparing_kinds import by_kind, whole_conditions
from assistant.offline.comparing.lists_each import lists_each
from assistant.offline.comparing.pairing import likeness, paired, says
from assistant.offline.drafts import Draft, place, status_remark, trimmed
from assistant.offline.finding.evidence import Evidence, find
from assistant.offline.finding.kinds_of_answer import STRICT, figures_of, gives
from assistant.offline.finding.passages import Passage, Passages
from assistant.questions.asked import asks_several
from assistant.questions.coordination import counted
from assistant.questions.question import LevelMention, Question

_WHOLE = 230  # characters of a clause that is shown whole
_ALIKE = 0.55  # the likeness of sentences that say the same of several things
_NEARLY = 0.2  # a further sentence of the clause may score so much less
_GOES_ON = re.compile(r"其中|也可|或|同时|但|且|还|初级|中级|高级")
_MEASURED = STRICT | {"duration", "count", "day"}
_RANKED = r"第一发明人|排名第一|排名前[三五]"
# What counts as a figure where a kind of answer is asked for.
_FIGURES_OF = {"open": re.compile(_RANKED), "amount": re.compile(r"\d[\d.]*万?元"), "rate": re.compile(r"\d[\d.]*[%‰]")}
_FIGURES = re.compile(rf"\d[\d.]*(?:万)?(?:元|年|个月|天|日|个工作日|项|名|人|学时|%|周岁|岁)|{_RANKED}")


def answer_comparison(question: Question, index: Passages) -> Draft | None:
    """A column for each side, or the one clause that speaks of all; None where the question has no sides that the
    documents know."""
    if len(question.sides) < 2:
        return _together(question, index)
    if asks_several(question.plain):
        question = question.model_copy(update={"asked": "open", "unit": ""})
    sides = columns(question, index)
    if draft := lists_each(question, sides, index):
        return draft
    if whole_conditions(question):
        return by_kind(question, sides, index)
    row = paired(sides, index)
    found = [evidence for cell in row for evidence in cell]
    apart = all(row) and all(
        _of_its_own(cell, side.side.level, question, index) for cell, side in zip(row, sides, strict=True)
    )
    if not apart and (draft := _both_levels(question, min((e.covered for e in found), default=0.0), index)):
        return draft
    by_words = not any(side.level or side.policies for side in question.sides)
    if by_words and not all(row):
        return _together(question, index)
    if not found or not _given([e.passage for e in found], question):
        return None
    if len({e.passage.clause.id for e in found}) == 1 and all(row):
        return _of_one_clause([e.passage for e in found], question, index)
    return _table(question, sides, row, index)


def _given(passages: Sequence[Passage], question: Question) -> bool:
    """One of the sentences gives what is asked for, where that leaves a mark in the words: an amount, a time."""
    if question.asked not in STRICT | {"day", "duration", "often"}:
        return True
    return any(gives(p.folded, question.asked, question.unit) is not False for p in passages)


def _table(question: Question, sides: Sequence[Column], row: Sequence[Sequence[Evidence]], index: Passages) -> Draft:
    draft = Draft("answer")
    texts = [
        "；".join(_text(e, column, index) for e in cell) or "文件没有写"
        for cell, column in zip(row, sides, strict=True)
    ]
    marks = ["".join(draft.cite(e.passage.clause, e.passage.text) for e in cell) for cell in row]
    policy = next(e.policy_id for cell in row for e in cell)
    names = [named(column, column.scope.policies[0] if column.side.policies else policy, index) for column in sides]
    draft.say(_summary(names, row, texts, marks, question))
    draft.say("")
    draft.say("| | " + " | ".join(names) + " |")
    draft.say("|---" * (len(sides) + 1) + "|")
    draft.say("| 规定 | " + " | ".join(f"{flat(text)}{mark}" for text, mark in zip(texts, marks, strict=True)) + " |")
    sources = ["、".join(place(index.corpus, e.passage.clause) for e in cell) or "—" for cell in row]
    draft.say("| 出处 | " + " | ".join(f"{source}{mark}" for source, mark in zip(sources, marks, strict=True)) + " |")
    for policy_id in dict.fromkeys(e.policy_id for cell in row for e in cell):
        if remark := status_remark(index.corpus, policy_id, question.day):
            draft.say(f"\n《{index.corpus.policies[policy_id].title}》{remark}")
    return draft


def _text(cell: Evidence, column: Column, index: Passages) -> str:
    """The sentence with those of its clause that bear the question nearly as well; the clause whole where everything is
    asked for."""
    clause = cell.passage.clause
    if column.question.wants_list and clause.text and len(clause.text) <= 400:
        return trimmed(clause.text)
    near = [e.passage for e in column.found if e.passage.clause.id == clause.id and e.score >= cell.score - _NEARLY]
    return _spoken([cell.passage, *near], index)


def _spoken(passages: Sequence[Passage], index: Passages) -> str:
    """Sentences of one clause in their order, each with the next where that goes on about the same."""
    chosen = {p.place for p in passages}
    spoken: list[Passage] = []
    for passage in index.of[passages[0].clause.id]:
        goes_on = bool(spoken) and spoken[-1].place == passage.place - 1 and bool(_GOES_ON.match(passage.text))
        if passage.place in chosen or goes_on:
            spoken.append(passage)
    return trimmed("".join(p.text for p in spoken))


def flat(text: str) -> str:
    return text.replace("\n", " ").replace("|", "／")


def _summary(
    names: Sequence[str],
    row: Sequence[Sequence[Evidence]],
    texts: Sequence[str],
    marks: Sequence[str],
    question: Question,
) -> str:
    """What is the same or differs, in as few words as the sentences allow."""
    if len({re.sub(r"\W", "", text) for text in texts}) == 1:
        return f"{'两者' if len(texts) == 2 else '各方'}相同：{texts[0]}{''.join(dict.fromkeys(marks))}"
    figures = _figures(row, figures_of(question.unit)) or _figures(row, _FIGURES_OF.get(question.asked, _FIGURES))
    if figures and len({tuple(f) for f in figures}) == 1 and question.asked in _MEASURED:
        return f"**相同**：都是{'、'.join(figures[0])}{''.join(dict.fromkeys(marks))}"
    if figures and len({tuple(f) for f in figures}) > 1:
        told = [f"{name}：{'、'.join(f)}{mark}" for name, f, mark in zip(names, figures, marks, strict=True)]
        return f"**不同**　{'；'.join(told)}"
    return "对比如下："


def _of_its_own(cell: Sequence[Evidence], level: LevelMention | None, question: Question, index: Passages) -> bool:
    """The sentences name the side's level and none of the others: `正高级评委会负责……；高级评委会负责……`."""
    compared = {rank for side in question.sides if side.level for rank in side.level.ranks}
    said = [index.ranks_said(e.passage) & compared for e in cell]
    return level is not None and all(ranks and ranks <= set(level.ranks) for ranks in said)


def _figures(row: Sequence[Sequence[Evidence]], pattern: re.Pattern[str] | None) -> list[list[str]]:
    """The few figures of each side; nothing where a side has none or many."""
    if pattern is None:
        return []
    figures = [list(dict.fromkeys(f for e in cell for f in pattern.findall(e.passage.text))) for cell in row]
    return figures if all(1 <= len(f) <= 3 for f in figures) else []


def _both_levels(question: Question, covered: float, index: Passages) -> Draft | None:
    """`副高级对应五至七级，中级对应八至十级`: the sentence that best bears the question names every level that is compared.

    `covered`: how well the sentences of the sides by themselves bear it.
    """
    levels = [side.level for side in question.sides if side.level and not side.level.title]
    wanted = {rank for level in levels for rank in level.ranks} if len(levels) == len(question.sides) else set()
    best = next((e for e in find(question, index, limit=3) if e.passage.said), None) if wanted else None
    if best is None or best.passage.clause.id in index.levels or best.covered < max(0.6, covered):
        return None
    if not _given([best.passage], question):
        return None
    return _of_one_clause([best.passage], question, index) if wanted <= index.ranks_said(best.passage) else None


def _together(question: Question, index: Passages) -> Draft | None:
    """No words tell the sides apart (3天以内和超过3天, 男的和女的), or one of them stands nowhere by itself: the clause that
    answers the whole question, where it is short and has the words of every side that is named."""
    own = {t.words for side in question.sides for t in side.own}
    known = question.model_copy(update={"terms": tuple(t for t in question.terms if t.known or t.words not in own)})
    found = [e for e in find(known, index, limit=8) if e.passage.said]
    if not found or found[0].covered < 0.5:
        return None
    passage = found[0].passage
    if (number := counted(question.plain)) and (alike := _alike(found, number, index)):
        return _listed(alike, question, index)
    sentences = index.of[passage.clause.id]
    named = all(any(says(t, p) or not t.known for t in side.own for p in sentences) for side in question.sides)
    if not named or len(passage.clause.text) > _WHOLE or not _given(sentences, question):
        return None
    return _of_one_clause([p for p in sentences if not p.heading], question, index)


def _alike(found: Sequence[Evidence], number: int, index: Passages) -> list[Evidence]:
    """`两类补贴`: the sentence that answers with as many of its list as are asked for, where they say the same in like words."""
    best = found[0]
    parent = best.passage.clause.parent_id
    same = [e for e in found[1:] if e.passage.clause.parent_id == parent and likeness(best, e, index) >= _ALIKE]
    return [best, *same] if len(same) == number - 1 else []


def _listed(found: Sequence[Evidence], question: Question, index: Passages) -> Draft:
    draft = Draft("answer")
    for evidence in sorted(found, key=lambda e: e.passage.place):
        passage = evidence.passage
        source = place(index.corpus, passage.clause)
        draft.say(f"- {_spoken([passage], index)}（{source}）{draft.cite(passage.clause, passage.text)}")
    if remark := status_remark(index.corpus, found[0].policy_id, question.day):
        draft.decide(remark)
    return draft


def _of_one_clause(passages: Sequence[Passage], question: Question, index: Passages) -> Draft:
    """Sentences of one clause that speak of all sides."""
    draft = Draft("answer")
    clause = passages[0].clause
    draft.say(f"{_spoken(passages, index)}。{draft.cite(clause, passages[0].text)}")
    draft.say(f"依据：{place(index.corpus, clause)}{draft.cite(clause)}")
    if remark := status_remark(index.corpus, clause.policy_id, question.day):
        draft.decide(remark)
    return draft
