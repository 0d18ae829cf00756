"""The whole of a list: every item of the clause that sets it out, or the sentence that lists."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.offline.blocks import Block, find_blocks, title_of
from assistant.offline.by_structure import by_heading, by_structure
from assistant.offline.drafts import Draft
from assistant.offline.enumerations import Enumeration, find_enumerations
from assistant.offline.evidence import Evidence, find, weights_of
from assistant.offline.passages import Passages
from assistant.offline.writing_lists import written, written_out
from assistant.questions.question import Question

_ENOUGH = 0.45  # of the question's words, in and around a list
_LITTLE = 0.25  # enough where the list is of the kind asked for
_ALL, _OWN = 0.9, 0.25  # of the words in one sentence, and how much more than the lead has: it has its own answer
_OF_KIND = 0.15  # so much more where a sentence lists the things asked for
_TELLING = 1.5
_PLAINLY = 0.15  # by so much a sentence must fit better to stand for a list


def answer_structure(question: Question, index: Passages) -> Draft | None:
    """The list that level and kind of condition name by themselves; None where the question asks for more or less."""
    if question.wants_list and (headed := by_heading(question, index)):
        return written(headed, question, index)
    if question.yes_no or question.asked in ("day", "amount", "rate", "often"):
        return None
    if question.asked in ("count", "duration", "hours") and not question.wants_list:
        return None
    clauses = by_structure(question, index)
    return written(clauses, question, index) if clauses else None


def answer_list(question: Question, index: Passages, hits: Mapping[str, float] | None = None) -> Draft | None:
    """Every item, or None where no list bears the question (then one sentence may)."""
    found = find(question, index, hits=hits, limit=60)
    blocks = [_with_evidence(b, found, index) for b in find_blocks(question, index) if _bears(b)]
    block = max(blocks, key=lambda b: b.score, default=None)
    listing = next((e for e in find_enumerations(question, found, index) if _bears_one(e)), None)
    if not block and not listing:
        return None
    if listing and (not block or listing.score > block.score + (_PLAINLY if _item_of(listing, block, index) else 0.0)):
        return (
            None
            if _stands_out(found, listing.score + (_OF_KIND if listing.like > 1 else 0.0), question, index)
            else written_out(listing, question, index)
        )
    assert block
    return (
        None
        if _stands_out(found, block.score, question, index, block.lead)
        else written([block.clause], question, index)
    )


def _with_evidence(block: Block, found: Sequence[Evidence], index: Passages) -> Block:
    """A little more for the list that the best sentence stands in."""
    best = found[0].passage.clause if found else None
    inside = best is not None and block.clause.id in (best.id, best.parent_id)
    return replace(block, score=block.score + 0.1) if inside else block


def _bears(block: Block) -> bool:
    return block.covered >= (_LITTLE if block.score - block.covered >= 0.3 else _ENOUGH)


def _bears_one(listing: Enumeration) -> bool:
    return listing.evidence.covered >= (_LITTLE if listing.like > 1 else _ENOUGH)


def _item_of(listing: Enumeration, block: Block, index: Passages) -> bool:
    """The sentence is an item of the list, whose title has what is asked for."""
    clause = listing.evidence.passage.clause
    return block.clause.id in (clause.id, clause.parent_id) and bool(title_of(block.clause, index))


def _stands_out(found: Sequence[Evidence], best: float, question: Question, index: Passages, lead: float = 1.0) -> bool:
    """A sentence that is no list fits much better than every list."""
    found = [e for e in found if not e.passage.clause.path.startswith(("前言", "通知"))]
    if not found:
        return False
    if question.asked == "steps":
        return found[0].inside >= _ALL and lead < found[0].inside - _OWN and _telling(question, index) > 1
    return found[0].score > best + _PLAINLY


def _telling(question: Question, index: Passages) -> int:
    """How many words say what the question is about: 事业单位, 推荐 beside 程序."""
    weights = weights_of(question.terms, question, index)
    return sum(weights[t.words] >= _TELLING for t in question.terms if t.role == "subject")
