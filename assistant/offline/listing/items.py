"""The items of a list, in clauses or inside a sentence, and whether they are the things asked for."""

import re
from collections.abc import Iterable

from assistant.questions.listing import told_by_items
from assistant.questions.question import Question, Term
from assistant.questions.wording import fold

_SEPARATORS = re.compile(r"[、，。；：,;:]|以及|或者|[和及或与]")
_NOTES = re.compile(r"（[^）]*）|\([^)]*\)|[“”‘’《》\"']")
_TAIL = re.compile(r"等(?!职业|专业|教育|学历|级|次)[^等]{0,8}$|进行[^等]{2}$|的$")
_END = 5  # characters at the end of a part that say what it is
_DEFINES = r"[^,，。；;：:、]{0,6}?(?:主要)?(?:包括|分为|是指|指的是|是[:：])"


def without_notes(text: str) -> str:
    """The text without what stands in brackets and without quotation marks."""
    return _NOTES.sub("", text)


def pieces(text: str) -> list[str]:
    """The parts that commas and conjunctions set apart, folded."""
    return [fold(_TAIL.sub("", piece)) for piece in _SEPARATORS.split(without_notes(text)) if piece]


def alike(question: Question, texts: Iterable[str]) -> int:
    """How many of these texts end in a thing of the kind asked for: 补贴申请表, 花名册 of materials."""
    if not (pattern := told_by_items(question.listed)):
        return 0
    return sum(any(pattern.search(piece[-_END:]) for piece in pieces(text)) for text in texts)


def has(term: Term, text: str) -> bool:
    """The word, or one that means the same, stands in the text."""
    return any(len(word) > 1 and word in text for word in term.same)


def ends_in(term: Term, text: str) -> bool:
    """The text ends in the word or in one that means the same: 缴费渠道, 乡镇职责."""
    return any(len(word) > 1 and text.endswith(word) for word in term.same)


def defines(question: Question, text: str) -> bool:
    """`灵活就业人员主要包括：`: the text says what the things asked about are."""
    return any(re.search(re.escape(word) + _DEFINES, text) for word in _named(question))


def _named(question: Question) -> set[str]:
    """What a definition would be of: the words that stand together, and the nouns asked for."""
    runs: list[list[Term]] = []
    for term in sorted(question.terms, key=lambda t: t.start):
        if runs and runs[-1][-1].start + len(runs[-1][-1].words) == term.start:
            runs[-1].append(term)
        else:
            runs.append([term])
    joined = {"".join(w) for run in runs if len(run) > 1 for w in ([t.same[0] for t in run], [t.words for t in run])}
    return joined | {word for term in question.heads for word in term.same[:2] if len(word) > 1}
