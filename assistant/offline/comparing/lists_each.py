"""Sides that each have a list of their own (市里和区里各管什么, 用人单位和劳动者的责任): every list under its own title."""

from collections.abc import Sequence

from assistant.offline.comparing.columns import Column
from assistant.offline.drafts import Draft
from assistant.offline.finding.passages import Passages
from assistant.offline.listing.blocks import find_blocks, of_tier, title_of
from assistant.offline.listing.items import has
from assistant.offline.listing.writing_lists import written
from assistant.questions.question import Question
from assistant.questions.tiers import tiers
from corpus import Clause


def lists_each(question: Question, sides: Sequence[Column], index: Passages) -> Draft | None:
    """The lists whose titles name the sides; None where not every side has one."""
    found: list[Clause] = []
    for column in sides:
        tier = bool(tiers(column.side.words))
        if not tier and not (question.wants_list and column.side.own and question.heads):
            return None
        put = column.question.model_copy(
            update={"plain": column.side.words if tier else column.wording, "wants_list": True}
        )
        own = next((b.clause for b in find_blocks(put, index) if _names(title_of(b.clause, index), put, column)), None)
        if own is None or own in found:
            return None
        found.append(own)
    return written(found, question, index)


def _names(title: str, question: Question, column: Column) -> bool:
    """`区级职责` is that of 区里; `劳动者的义务` has the side's word and the noun asked for."""
    if tiers(column.side.words):
        return of_tier(question, title)
    return any(has(t, title) for t in column.side.own) and any(has(t, title) for t in question.heads)
