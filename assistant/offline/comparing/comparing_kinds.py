"""Conditions compared as a whole: a row for each kind of condition."""

import re
from collections.abc import Sequence

from assistant.offline.comparing.columns import Column, named, shared
from assistant.offline.drafts import Draft, status_remark, trimmed
from assistant.offline.finding.passages import Passages
from assistant.offline.finding.scoping import level_clauses, meant
from assistant.questions.question import Question
from corpus import Clause

_ALL_KINDS = ("学历和专业工作经历", "业绩条件", "成果条件", "破格条件")
_ASKS = re.compile("条件|要求|标准|门槛|怎么评|区别|不同|不一样|差别|差异|对比|比较|变")


def whole_conditions(question: Question) -> bool:
    """No subject is left beside level, document and kind of condition."""
    from assistant.offline.listing.by_structure import is_frame

    own = [t for side in question.sides for t in side.own]
    rest = [t for t in (*own, *shared(question)) if t.role == "subject" and t.known and not is_frame(t.words)]
    return bool(question.levels) and not rest and (bool(question.kinds) or bool(_ASKS.search(question.plain)))


def by_kind(question: Question, sides: Sequence[Column], index: Passages) -> Draft | None:
    """The table; None where no side has such conditions."""
    policies = [(*side.scope.policies, *meant(side.question, index))[0] for side in sides]
    tables = [_kinds_of(side, policy_id, index) for side, policy_id in zip(sides, policies, strict=True)]
    wanted = [kind for kind in (question.kinds or _ALL_KINDS) if any(kind in kinds for kinds in tables)]
    if not wanted:
        return None
    draft = Draft("answer")
    draft.say("逐项对比如下：")
    draft.say("")
    draft.say("| | " + " | ".join(named(s, p, index) for s, p in zip(sides, policies, strict=True)) + " |")
    draft.say("|---" * (len(sides) + 1) + "|")
    for kind in wanted:
        cells = [_cell(kinds.get(kind), question, draft, index) for kinds in tables]
        draft.say(f"| {kind} | " + " | ".join(cells) + " |")
    for policy_id in dict.fromkeys(c.policy_id for kinds in tables for c in kinds.values()):
        if remark := status_remark(index.corpus, policy_id, question.day):
            draft.say(f"\n《{index.corpus.policies[policy_id].title}》{remark}")
    return draft


def _kinds_of(side: Column, policy_id: str, index: Passages) -> dict[str, Clause]:
    found: dict[str, Clause] = {}
    for section in level_clauses(side.question, policy_id, index)[:1]:
        for clause in index.corpus.descendants(section):
            kind = index.kinds.get(clause.id)
            if kind and kind not in found and (clause.children or clause.text):
                found[kind] = clause
    return found


def _cell(clause: Clause | None, question: Question, draft: Draft, index: Passages) -> str:
    """What opens the condition and, where not only their number is asked for, its items."""
    if clause is None:
        return "文件没有写"
    if not clause.own_text.strip():  # its unnumbered paragraphs say it
        paragraphs = [p for p in index.corpus.children(clause) if p.text]
        return "".join(_flat(trimmed(p.text)) + draft.cite(p, p.text) for p in paragraphs)
    lead = trimmed(clause.own_text.replace("\n", "："))
    if question.asked == "count" and re.search(r"\d项", lead):
        return _flat(lead) + draft.cite(clause, clause.text or clause.heading)
    items = index.corpus.children(clause) if index.kinds.get(clause.id) != "业绩条件" else []
    below = "；".join(trimmed(re.split("。", i.own_text)[0]) for i in items if i.own_text)
    return _flat(f"{lead}{'：' if lead and below else ''}{below}") + draft.cite(clause, clause.text or clause.heading)


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("|", "／")
