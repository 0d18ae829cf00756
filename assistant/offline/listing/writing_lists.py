"""A list as it is shown: its lead with the place, every item with its mark."""

import re
from collections.abc import Sequence

from assistant.offline.drafts import Draft, place, status_remark, trimmed
from assistant.offline.finding.passages import Passages
from assistant.offline.listing.blocks import items_of
from assistant.offline.listing.enumerations import Enumeration
from assistant.questions.ordinals import chosen
from assistant.questions.question import Question
from corpus import Clause

_SHORT = 150  # characters of an item of a list of lists


def written(blocks: Sequence[Clause], question: Question, index: Passages) -> Draft:
    """Every item of these clauses."""
    draft = Draft("answer")
    for clause in blocks:
        _write(clause, question.items, draft, index)
    return _remarked(draft, blocks, question, index)


def written_out(listing: Enumeration, question: Question, index: Passages) -> Draft:
    """The sentences that list, and where they stand."""
    draft = Draft("answer")
    clause = listing.evidence.passage.clause
    text = "".join(p.text for p in listing.sentences)
    quote = text if text in clause.own_text else listing.evidence.passage.text
    draft.say(f"{trimmed(text)}。{draft.cite(clause, quote)}")
    draft.say(f"依据：{place(index.corpus, clause)}{draft.cite(clause)}")
    return _remarked(draft, [clause], question, index)


def _remarked(draft: Draft, clauses: Sequence[Clause], question: Question, index: Passages) -> Draft:
    for policy_id in dict.fromkeys(c.policy_id for c in clauses):
        if remark := status_remark(index.corpus, policy_id, question.day):
            draft.decide(remark)
    return draft


def _write(clause: Clause, wanted: Sequence[int], draft: Draft, index: Passages) -> None:
    corpus = index.corpus
    children = corpus.children(clause)
    if not children:
        draft.say(f"{trimmed(clause.own_text)}。{draft.cite(clause, clause.text)}")
        draft.say(f"依据：{place(corpus, clause)}{draft.cite(clause)}")
        return
    items = items_of(clause, index)
    lead = _lead_of(clause, children, items)
    above = index.levels.get(clause.id)
    level = f"{above.title}：" if above and clause.heading.strip() != above.title else ""
    head = f"{level}{lead}" if lead else f"{level or place(corpus, clause)}"
    deep = any(c.children and not _only_paragraphs(c) for c in items)
    mark = draft.cite(clause, _quote(clause, children))
    draft.say(f"**{head.replace('。', mark + '。')}**（{place(corpus, clause)}）{mark}")
    for item in chosen(items, wanted):
        draft.say(_item(item, draft, index, short=deep))
        if deep:
            for below in corpus.children(item):
                draft.say("  " + _item(below, draft, index, short=True))
                for lowest in corpus.children(below):
                    draft.say("    " + _item(lowest, draft, index, short=True))
    for paragraph in (
        []
        if wanted
        else [c for c in children if not c.label and c not in items and c.text and trimmed(c.text) not in head]
    ):
        draft.say(f"- {trimmed(paragraph.text)}{draft.cite(paragraph, paragraph.text)}")


def _lead_of(clause: Clause, children: Sequence[Clause], items: Sequence[Clause]) -> str:
    """The words that open the list: heading and text of the clause, or its first unnumbered paragraph."""
    parts = [clause.heading, clause.text]
    if not clause.text and children and not children[0].label and children[0] not in items:
        parts.append(children[0].text)
    return trimmed("：".join(p.strip() for p in parts if p.strip()))


def _quote(clause: Clause, children: Sequence[Clause]) -> str:
    return clause.text or clause.heading or (children[0].text if children else "")


def _only_paragraphs(clause: Clause) -> bool:
    return all("款" in child.rpartition("/")[2] for child in clause.children)


def _item(item: Clause, draft: Draft, index: Passages, short: bool) -> str:
    own = "：".join(p.strip() for p in (item.heading, item.text) if p.strip())
    if not own and item.children and _only_paragraphs(item):
        own = index.corpus.children(item)[0].text
    elif not item.text and item.children and _only_paragraphs(item) and not short:
        own += "：" + "".join(c.text for c in index.corpus.children(item))
    text = own
    if short and len(text) > _SHORT:
        text = re.split(r"(?<=。)", text)[0]
    mark = (
        draft.cite(item, item.text or item.heading)
        if item.text or item.heading
        else draft.cite(index.corpus.children(item)[0])
    )
    label = (
        item.label
        if item.label.endswith(("、", ".")) or not item.label or item.label.startswith("（")
        else f"{item.label} "
    )
    return f"- {label}{trimmed(text)}{mark}"
