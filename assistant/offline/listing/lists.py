"""The whole of a list: every item of the clause that sets it out, or the sentence that lists."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.offline.drafts import Draft
from assistant.offline.finding.bearing import asked_for
from assistant.offline.finding.evidence import Evidence, find, weights_of
from assistant.offline.finding.passages import Passages
from assistant.offline.listing.blocks import Block, find_blocks, title_of
from assistant.offline.listing.by_structure import by_heading, by_structure
from assistant.offline.listing.enumerations import Enumeration, find_enumerations, without_number
from assistant.offline.listing.items import pieces
from assistant.offline.listing.writing_lists import written, written_out
from assistant.questions.question import Question, Term
from assistant.questions.vocabulary import cues
from assistant.questions.wording import fold
from corpus import Clause

_ENOUGH = 0.45  # of the question's words, in and around a list
_LITTLE = 0.25  # enough where the list is of the kind asked for
_ALL, _OWN = 0.9, 0.25  # of the words in one sentence, and how much more than the lead has: it has its own answer
_PASSED = 0.1  # of the words of a question, in the lead of a list
_BEHIND = 0.5  # by so much a list that lacks no word may score less
_OF_KIND = 0.15  # so much more where a sentence lists the things asked for
_MATTER = 5.0  # what a word weighs that tells alone what the question is about
_LONGEST = 600  # characters of a clause that is said whole
_TELLING = 1.5
_PLAINLY = 0.15  # by so much a sentence must fit better to stand for a list


def answer_structure(question: Question, index: Passages) -> Draft | None:
    """The list that level and kind of condition name by themselves; None where the question asks for more or less."""
    if question.wants_list and (headed := by_heading(question, index)):
        return written(headed, question, index)
    if question.yes_no or question.asked in ("day", "amount", "rate", "often", "body"):
        return None
    if question.asked in ("count", "duration", "hours") and not question.wants_list:
        return None
    clauses = by_structure(question, index)
    return written(clauses, question, index) if clauses else None


def answer_list(question: Question, index: Passages, hits: Mapping[str, float] | None = None) -> Draft | None:
    """Every item, or None where no list bears the question (then one sentence may)."""
    found = find(question, index, hits=hits, limit=60)
    blocks = [_with_evidence(b, found, hits or {}) for b in find_blocks(question, index) if _bears(b, question, index)]
    block = max(blocks, key=lambda b: b.score, default=None)
    listing = _most_complete([e for e in find_enumerations(question, found, index) if _bears_one(e, question, index)])
    if not block and not listing:
        return _one_after_the_other(question, found, index)
    if listing and (not block or listing.score > block.score + (_PLAINLY if _item_of(listing, block, index) else 0.0)):
        return (
            None
            if _stands_out(found, listing.score + (_OF_KIND if listing.like > 1 else 0.0), question, index)
            else written([whole], question, index)
            if (whole := _explained(listing, question, index))
            else written_out(listing, question, index)
        )
    assert block
    return None if _stands_out(found, block.score, question, index, block) else written([block.clause], question, index)


def _most_complete(listings: Sequence[Enumeration]) -> Enumeration | None:
    """The best; where a noun that is asked about stands nowhere in or around it, the one of its kind that lacks no word."""
    best = next(iter(listings), None)
    if best is None or best.like < 2 or not any(t.known and t.noun for t in best.evidence.missing):
        return best
    whole = (e for e in listings if e.like > 1 and not e.evidence.missing and e.score >= best.score - _BEHIND)
    return next(whole, best)


def _one_after_the_other(question: Question, found: Sequence[Evidence], index: Passages) -> Draft | None:
    """Steps that no list sets out: the whole clause whose sentences tell them."""
    if (question.asked != "steps" and question.listed != "steps") or not found:
        return None
    clause = found[0].passage.clause
    told = [e for e in found[:6] if e.passage.clause.id == clause.id and e.passage.said]
    short = len(clause.own_text) <= _LONGEST and not clause.children
    return written([clause], question, index) if len(told) > 1 and short and found[0].covered >= _ENOUGH else None


def lacks_the_matter(missing: Sequence[Term], question: Question, index: Passages) -> bool:
    """The word that tells most of what the question is about is not there: 创业担保贷款."""
    weights = weights_of(question.terms, question, index)
    named = [t for t in question.terms if t.role == "subject" and t.known and t.noun and len(t.words) > 1]
    heaviest = max(named, key=lambda t: weights[t.words], default=None)
    return heaviest is not None and weights[heaviest.words] >= _MATTER and heaviest in missing


def _with_evidence(block: Block, found: Sequence[Evidence], hits: Mapping[str, float]) -> Block:
    """A little more for the list that the best sentence stands in, and that the search brought, as sentences have it."""
    best = found[0].passage.clause if found else None
    inside = best is not None and block.clause.id in (best.id, best.parent_id)
    searched = max(hits.get(i, 0.0) for i in (block.clause.id, *block.clause.children))
    return replace(block, score=block.score + (0.1 if inside else 0.0) + 0.1 * searched)


def _bears(block: Block, question: Question, index: Passages) -> bool:
    if block.clause.policy_id not in question.policy_ids and lacks_the_matter(block.missing, question, index):
        return False
    return block.covered >= (_LITTLE if block.score - block.covered >= 0.3 else _ENOUGH)


def _bears_one(listing: Enumeration, question: Question, index: Passages) -> bool:
    if question.exact_policies and not _telling(question, index):
        return True  # the document is the subject
    if listing.evidence.policy_id not in question.policy_ids and lacks_the_matter(
        listing.evidence.missing, question, index
    ):
        return False
    if listing.like > 1:  # its parts are the things asked for, whatever they are called
        return _covered_but_for(question.heads, listing.evidence, question, index) >= _LITTLE
    return listing.evidence.covered >= _ENOUGH


def _covered_but_for(heads: Sequence[Term], evidence: Evidence, question: Question, index: Passages) -> float:
    """The share of the subject that the sentence has, the nouns that name the items left out."""
    weights = weights_of(question.terms, question, index)
    subject = [t for t in question.terms if t.role == "subject" and t not in heads]
    total = sum(weights[t.words] for t in subject)
    lacking = sum(weights[t.words] for t in subject if t in evidence.missing)
    return max(evidence.covered, 1 - lacking / total if total else 0.0)


def _explained(listing: Enumeration, question: Question, index: Passages) -> Clause | None:
    """`四个方向分别干什么`: the clause whose further paragraphs or items each say what one of the things listed is."""
    clause = listing.evidence.passage.clause
    above = index.corpus.parent(clause)
    if not cues("each").search(question.plain) or above is None:
        return None
    listed = [p for p in pieces(listing.evidence.passage.text) if len(p) > 2]
    others = [fold(c.own_text) for c in index.corpus.children(above) if c.id != clause.id]
    named = sum(any(other.startswith(p) for p in listed) for other in others)
    return above if named > 1 and named == len(others) else None


def _item_of(listing: Enumeration, block: Block, index: Passages) -> bool:
    """The sentence is an item of the list, whose title has what is asked for."""
    return _below(block, listing.evidence) and bool(title_of(block.clause, index))


def _stands_out(
    found: Sequence[Evidence], best: float, question: Question, index: Passages, block: Block | None = None
) -> bool:
    """A sentence that is no list, nor one of the list, fits much better than every list.

    Under a title that has nothing of what is asked (日常管理) also a sentence below it for which people ask in such words.
    """
    lead = block.lead if block else 1.0
    found = [
        e
        for e in found
        if not e.passage.clause.path.startswith(("前言", "通知"))
        and (not block or (lead <= _PASSED and asked_for(e)) or not _below(block, e))
    ]
    if not found:
        return False
    if question.asked == "steps":
        return found[0].inside >= _ALL and lead < found[0].inside - _OWN and _telling(question, index) > 1
    return without_number(question, found[0]) > best + _PLAINLY


def _below(block: Block, evidence: Evidence) -> bool:
    clause = evidence.passage.clause
    return block.clause.id in (clause.id, clause.parent_id)


def _telling(question: Question, index: Passages) -> int:
    """How many words say what the question is about: 事业单位, 推荐 beside 程序."""
    weights = weights_of(question.terms, question, index)
    return sum(weights[t.words] >= _TELLING for t in question.terms if t.role == "subject")
