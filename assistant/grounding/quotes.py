"""Words of a clause, word for word: which to show beside a citation, and whether those a draft quotes are really there."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from assistant.grounding.text import bigrams, plain
from corpus import Clause, Corpus

# A quotation shorter than this could stand anywhere, so it proves nothing and is not held to the letter.
SHORTEST = 8
LONGEST = 220
_QUOTED = re.compile(r"“([^“”]+)”|「([^「」]+)」|\"([^\"]+)\"")


def bare(text: str) -> str:
    """Text for comparing to the letter: spelling variants of marks and white space do not count, every word does."""
    text = unicodedata.normalize("NFKC", text)
    text = text.translate(str.maketrans("〔〕［］【】「」『』—–―－～", "[][][]“”“”-----"))
    return re.sub(r"[\s\"'“”‘’*`]+", "", text).replace("：", ":").replace("，", ",").replace("；", ";")


def misquoted(sentence: str, clauses: Sequence[str], corpus: Corpus, own_words: str) -> Iterator[str]:
    """Quotations of a sentence that stand neither in a cited clause nor in the person's own words."""
    texts = [bare(corpus.full_text(corpus.clause(c))) for c in clauses if c in corpus] + [bare(own_words)]
    texts += [bare(corpus.policies[corpus.clause(c).policy_id].title) for c in clauses if c in corpus]
    for groups in _QUOTED.findall(sentence):
        quoted = bare(next(filter(None, groups))).strip("。.;,、")
        parts = [part for part in re.split(r"…+|\.{3,}", quoted) if part]
        if len(quoted) >= SHORTEST and not any(all(p in text for p in parts) for text in texts):
            yield f"引文与原文不一致：“{quoted[:40]}”"


def stands_in(words: str, clause: Clause, corpus: Corpus) -> bool:
    """Whether these words are the clause's, to the letter."""
    return bool(bare(words)) and bare(words) in bare(corpus.full_text(clause))


def pick(clause: Clause, sentences: Sequence[str], corpus: Corpus) -> tuple[Clause, str]:
    """What to quote of a clause for the sentences that cite it, and the clause it is taken from.

    The whole of a short clause; of a long one the sentences nearest to what is said. A clause without words of its own gives
    way to the one below it that bears them.
    """
    words = bigrams(plain(" ".join(sentences)))
    while not clause.own_text and clause.children:
        below = corpus.children(clause)
        clause = max(below, key=lambda c: _likeness(corpus.full_text(c), words))
    text = clause.text or clause.heading
    if len(text) <= LONGEST:
        return clause, text
    parts = re.findall(r"[^。；\n]+[。；]?", text)
    best = max(range(len(parts)), key=lambda i: _likeness(parts[i], words))
    first = last = best
    while True:
        before = parts[first - 1] if first else ""
        after = parts[last + 1] if last + 1 < len(parts) else ""
        grown = [(p, side) for p, side in ((before, -1), (after, 1)) if p and _likeness(p, words) >= 0.3]
        if not grown:
            break
        part, side = max(grown, key=lambda g: _likeness(g[0], words))
        if sum(map(len, parts[first : last + 1])) + len(part) > LONGEST:
            break
        first, last = (first - 1, last) if side < 0 else (first, last + 1)
    return clause, _exact(text, parts[first : last + 1])


def _exact(text: str, parts: list[str]) -> str:
    """The stretch of the text from the first of these parts to the last, as it is printed."""
    start = text.find(parts[0])
    end = text.find(parts[-1], start) + len(parts[-1])
    return text[start:end].strip()


def _likeness(text: str, words: frozenset[str]) -> float:
    pairs = bigrams(plain(text))
    return len(pairs & words) / (len(pairs) or 1)
