"""The words of a plain text, and whether another text says them in these or other words.

Knows spelling and the table of words that mean the same.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import rjieba

from assistant.grounding import lexicon

GROUPS: dict[str, list[frozenset[str]]] = {}
for _group in lexicon.SAME:
    for _word in _group:
        GROUPS.setdefault(_word, []).append(_group)


# A number with its unit and bound: 2项及以上.
_COUNTED = re.compile(r"\d(?:[项条种个类款篇]|年|个月|天)(?:及其?|含|或)以[上下]")


@lru_cache(maxsize=10_000)
def words(text: str) -> tuple[tuple[str, str], ...]:
    """(word, part of speech) for the words that can state something."""
    bare = re.sub(r"《[^》]*》|[^一-鿿A-Za-z]+", " ", _COUNTED.sub(" ", text))
    return tuple(
        (w, tag) for w, tag in rjieba.tag(bare) if w.strip() and w not in lexicon.EMPTY and re.search(r"\w", w)
    )


@lru_cache(maxsize=20_000)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """(word, part of speech) for every word."""
    return tuple(rjieba.tag(text))


@lru_cache(maxsize=100_000)
def said_in(word: str, text: str) -> bool:
    """Whether a text has the word, one of the same meaning, or what the word is short for (评委会 for 评审委员会)."""
    if word in text or any(other in text for g in GROUPS.get(word, ()) for other in g if len(other) > 1):
        return True
    return len(word) > 2 and word[-1] in text and spelt_out(word, text)


# How many characters a short form may leave out between two of its own.
LEFT_OUT = 2


def spelt_out(word: str, text: str) -> bool:
    """Whether the characters of a word stand in the text in their order and close together."""
    at = text.find(word[0])
    while at >= 0:
        end = at
        for character in word[1:]:
            end = text.find(character, end + 1, end + 2 + LEFT_OUT)
            if end < 0 or not text[at:end].isalpha():
                break
        else:
            return True
        at = text.find(word[0], at + 1)
    return False


def share(text: str, other: str) -> float:
    """How much of the words of a text another text says, by length."""
    return share_of([w for w, _ in words(text)], other)


def share_of(listed: Iterable[str], other: str) -> float:
    """How much of these words a text says, by length."""
    whole = said = 0
    for word in listed:
        whole += len(word)
        said += len(word) if said_in(word, other) else 0
    return said / whole if whole else 0.0
