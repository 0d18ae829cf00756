"""The words of a question's subject, each with the words that mean the same."""

import itertools
import re
from collections.abc import Container, Iterable

from assistant.questions.question import Term
from assistant.questions.vocabulary import Lexicon, empty_words, places, same_words
from assistant.questions.wording import UNITS, bare

_SKIP = re.compile(rf"[\d.,%]+(?:{UNITS})?|[^\w]+|_+|(?:几|多少|哪|那|这|第|某)[\w]?|近几[\w]|[\w]?几(?:{UNITS})?")
# What asks is no subject: 多少个人, 几个月, 哪天, 哪一级.
_ASKING = re.compile(rf"(?:多少|几|哪一?)(?:个)?(?:{UNITS}|段时间|段|岁|工作日|区|类|处)?(?!动|乎|率)")
_UNIT_OF = re.compile(rf"\d(?:{UNITS})")  # 天 of 请了5天假
_FEE = re.compile("费(?![率用比标基款类者])")
_NOUN = ("n", "vn", "an", "eng", "j", "l", "i", "g", "b", "t")
_TRAILING = "里上下中时后前完到过了着得的们内间"  # 收完, 区里
_AUXILIARY = "得要能可想该会需应还再都也被把给刚就才又"  # 得当够几年 is no word 得当
# What is done, without how it turned out or whether it was: 批下来 is 批, 交给 is 交, 没签 is 签.
_OUTCOME = re.compile("(?:下来|下去|上来|起来|出来|出去|回来|回去|过来|过去|得住|不住|给|好|掉|完|到|成)$")
_DENIAL = "不没未别"
# Parts of speech that fill a question without being what it is about, in a word that no document has:
# 一遍, 早就, 不管, 啰嗦, 上次, 从头到尾, and a place that is no document's (places() are read elsewhere).
_FILLING = ("m", "d", "c", "r", "z", "ns", "p", "u", "i", "l")


def read_terms(
    text: str, lexicon: Lexicon, spans: Iterable[tuple[int, int]], levels: Iterable[tuple[int, int]] = ()
) -> tuple[Term, ...]:
    """The subject's words in order. What lies in `spans` (names, levels, facts) names, and is no subject of its own."""
    import rjieba

    spans, levels = tuple(spans), tuple(levels)
    found: list[Term] = []
    spans += tuple((m.start(), m.end()) for m in _ASKING.finditer(text))
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    pieces = [(a, text[a:b]) for a, b in itertools.pairwise(edges)]
    cut = ((a + at, word, tag) for a, piece in pieces for at, word, tag in _words(piece, rjieba))
    for start, word, tag in _parted(cut, lexicon):
        if word in empty_words() or (_SKIP.fullmatch(word) and word not in same_words()):
            continue
        name = (
            word in lexicon.regions
            or word.rstrip("省市") in lexicon.regions
            or any(s <= start and start + len(word) <= e for s, e in spans)
        )
        if len(word) == 1 and (word not in same_words() or _UNIT_OF.fullmatch(text[start - 1 : start + 1])):
            continue
        if _FEE.match(text, start + len(word)) and not any(
            w + "费" in lexicon.all_text for w in _meaning(word, lexicon)[0]
        ):
            word, tag = word + "费", "n"  # a fee has a name of its own: 评审费 is nothing that 评审 tells of
        same, known = _meaning(word, lexicon)
        if not known and len(word) == 2 and word[0] in _AUXILIARY:
            continue
        if not known and (bare_word := _reduced(word, lexicon)) is not None:
            word = bare_word
            if word in empty_words() or (len(word) == 1 and word not in same_words()):
                continue
            same, known = _meaning(word, lexicon)
        if not known and tag.startswith(_FILLING) and word not in places():
            continue
        found.append(
            Term(
                words=word,
                same=tuple(map(bare, same)),
                known=known,
                noun=tag.startswith(_NOUN) or bool(re.fullmatch("[a-z]{2,}[0-9]*", word)),
                role="level"
                if any(s <= start and start + len(word) <= e for s, e in levels)
                else "name"
                if name
                else "subject",
                start=start,
            )
        )
    kept: dict[str, Term] = {}
    for term in found:
        if term.words not in kept or kept[term.words].role == "name":
            kept[term.words] = term
    return tuple(kept.values())


def _parted(words: Iterable[tuple[int, str, str]], lexicon: Lexicon) -> Iterable[tuple[int, str, str]]:
    """Words that no document has in two parts that stand together in a clause: 技术水平 is 技术 and 水平."""
    for start, word, tag in words:
        cuts = range(2, len(word) - 1) if len(word) > 3 and not _meaning(word, lexicon)[1] else ()
        at = next((n for n in cuts if _stand_together(word[:n], word[n:], lexicon)), 0)
        if at:
            yield start, word[:at], tag
            yield start + at, word[at:], tag
        else:
            yield start, word, tag


def _stand_together(first: str, second: str, lexicon: Lexicon) -> bool:
    """Whether a clause has both, or one is known and the other carries no subject."""
    if first in empty_words() or second in empty_words():
        return any(_meaning(word, lexicon)[1] for word in (first, second) if word not in empty_words())
    return first in lexicon.all_text and second in lexicon.all_text and lexicon.stand_together(first, second)


def _meaning(word: str, lexicon: Lexicon) -> tuple[tuple[str, ...], bool]:
    """The words that mean the same, and whether a document has one of them."""
    same = same_words().get(word, (word,))
    return same, any(other in lexicon.all_text for other in same)


def _reduced(word: str, lexicon: Lexicon) -> str | None:
    """An unknown word without what only turns it: 批下来 -> 批, 不住 -> 住, 区里 -> 区; None where nothing can go."""
    if len(word) > 1 and word[-1] in _TRAILING:
        return word[:-1]
    shorter = [_OUTCOME.sub("", word)]
    if len(word) == 2 and word[0] in _DENIAL:
        shorter.append(word[1:])
    return next((w for w in shorter if w and w != word and (w in empty_words() or _meaning(w, lexicon)[1])), None)


def _words(text: str, cutter: object) -> Iterable[tuple[int, str, str]]:
    """Words with place and part of speech: known words of the field first, the rest as the dictionary cuts it."""
    known = same_words()
    place, plain_from = 0, 0
    longest = max(map(len, known))
    while place < len(text):
        word = next(
            (
                text[place : place + n]
                for n in range(min(longest, len(text) - place), 1, -1)
                if text[place : place + n] in known
            ),
            None,
        )
        if word and (_splits_latin(text, place, place + len(word)) or _cuts_longer(word, text, place, known)):
            word = None
        if word:
            yield from _cut(text, plain_from, place, cutter)
            yield place, word, _tag(word, cutter)
            place += len(word)
            plain_from = place
        else:
            place += 1
    yield from _cut(text, plain_from, place, cutter)


def _cuts_longer(word: str, text: str, place: int, known: Container[str]) -> bool:
    """`比重` in `比重点行业` would cut a longer known word that begins inside it."""
    end = place + len(word)
    starts = range(place + 1, end)
    return any(
        text[at : at + n] in known for at in starts for n in range(len(word) + 1, 7) if end < at + n <= len(text)
    )


def stands(start: int, end: int, text: str) -> bool:
    """Whether what lies there is words of its own, or begins one: no 主持人 in 主持人才培养, no 低保 in 最低保护."""
    import rjieba

    edges = set(itertools.accumulate((len(word) for word in rjieba.cut(text, False)), initial=0))
    return start in edges and (end in edges or not any(start < edge < end for edge in edges))


def _tag(word: str, cutter: object) -> str:
    """A known word's part of speech where the dictionary has it whole; else it is a name of the field."""
    tagged = cutter.tag(word, False)  # type: ignore[attr-defined]
    return str(tagged[0][1]) if len(tagged) == 1 else "n"


def _splits_latin(text: str, start: int, end: int) -> bool:
    """`ai` inside `email` is no word."""
    before, first, last, after = text[start - 1 : start], text[start], text[end - 1], text[end : end + 1]
    return bool(re.fullmatch("[a-z]{2}", before + first) or re.fullmatch("[a-z]{2}", last + after))


def _cut(text: str, start: int, end: int, cutter: object) -> Iterable[tuple[int, str, str]]:
    place = start
    for word, tag in cutter.tag(text[start:end], False):  # type: ignore[attr-defined]
        yield place, word, tag
        place += len(word)
