"""Text to the terms that lexical search counts: words, character bigrams and the field's concepts.

Knows characters and the field's vocabulary; knows nothing of documents or scores. Questions and clauses go
through the same `terms`, so that traditional characters, full-width digits and 大专 / 大学专科 meet in one index.
"""

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

SYNONYMS = Path(__file__).parent / "data" / "synonyms.txt"
ASKED = Path(__file__).parent / "data" / "asked.txt"
RECIPE = "words+bigrams+concepts+asked/1"

_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"\w")


def normalise(text: str) -> str:
    """One form for all: NFKC, simplified characters, lower case."""
    return _simplified(unicodedata.normalize("NFKC", text)).lower()


def terms(text: str) -> list[str]:
    """The terms of a text, with repetitions: words, bigrams, `=`+concept, `?`+what is asked or given."""
    text = normalise(text)
    found = words(text)
    for run in _HAN.findall(text):
        found.extend(run[i : i + 2] for i in range(len(run) - 1))
    found.extend("=" + concept for concept in concepts(text))
    found.extend("?" + kind for kind, pattern in _kinds() if pattern.search(text))
    return found


def words(text: str) -> list[str]:
    """The words of a normalised text, without punctuation."""
    return [word for word in _segmenter().cut(text, True) if _WORD.search(word)]


def concepts(text: str) -> list[str]:
    """The field's concepts named in a normalised text, by whichever of their wordings, the longest wording first."""
    wordings, pattern = _concept_pattern()
    return [wordings[match.group()] for match in pattern.finditer(text)]


def mended(text: str) -> str:
    """A question with slips within the field's longer words put right: 协里员, 滞那金, 电字劳动合同.

    Only one character, between two right ones, that makes no word with either: at a word's edge stands too often the
    next word (硕士要 is not 硕士生).
    """
    for length in sorted({len(pattern) for pattern in _slips()}, reverse=True):
        for start in range(len(text) - length + 1):
            window = text[start : start + length]
            if _HAN.fullmatch(window) and not _segmenter().has_word(window):
                text = text[:start] + _mend(window) + text[start + length :]
    return text


def _mend(window: str) -> str:
    """The field's word that differs from this window in one odd character, else the window."""
    for place in range(1, len(window) - 1):
        word = _slips().get(f"{window[:place]}?{window[place + 1 :]}")
        if word and not any(_segmenter().has_word(window[n : n + 2]) for n in (place - 1, place)):
            return word
    return window


@cache
def _slips() -> dict[str, str]:
    """The field's words of three Chinese characters and more, by what is left with one inner character unread."""
    longer = [word for group in groups() for word in group if len(word) >= 3 and _HAN.fullmatch(word)]
    return {f"{word[:place]}?{word[place + 1 :]}": word for word in longer for place in range(1, len(word) - 1)}


@cache
def fingerprint() -> str:
    """Changes whenever the same text could give other terms."""
    return hashlib.sha256(RECIPE.encode() + SYNONYMS.read_bytes() + ASKED.read_bytes()).hexdigest()[:12]


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """The field's synonyms, one tuple a concept, the concept's name first."""
    return tuple(tuple(normalise(word) for word in line.split()) for line in _data(SYNONYMS))


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What can be asked for, with how it is asked or given."""
    rows = (line.split("\t") for line in _data(ASKED))
    return tuple((kind, re.compile(f"{asked}|{given}")) for kind, asked, given in rows)


def _data(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def _concept_pattern() -> tuple[dict[str, str], re.Pattern[str]]:
    wordings = {wording: group[0] for group in groups() for wording in group}
    longest_first = sorted(wordings, key=len, reverse=True)
    return wordings, re.compile("|".join(map(_bounded, longest_first)))


def _bounded(wording: str) -> str:
    """Latin wordings match whole words only: `ai` is not in `email`."""
    return rf"(?<![a-z0-9]){re.escape(wording)}(?![a-z0-9])" if wording.isascii() else re.escape(wording)


@cache
def _segmenter():  # type: ignore[no-untyped-def]  # rjieba ships no types
    import rjieba

    segmenter = rjieba.Jieba()
    for group in groups():
        for word in group:
            if not word.isascii() and 2 <= len(word) <= 6:
                segmenter.add_word(word, 20_000, "n")
    return segmenter


@cache
def _converter():  # type: ignore[no-untyped-def]  # OpenCC ships no types
    import opencc

    return opencc.OpenCC("t2s")


@lru_cache(maxsize=1024)
def _simplified(text: str) -> str:
    return str(_converter().convert(text))
