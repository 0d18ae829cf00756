"""What a list that is asked for consists of: the kind of its items, and the noun that names them."""

import re
from collections.abc import Sequence

from assistant.questions.question import Term
from assistant.questions.vocabulary import cues, load_words, same_words

_ASKING = re.compile(
    r"(?:哪(?:些|几|个|类|种|[一二两三四五六七八九十\d]+)|什么|啥|几|[二两三四五六七八九十\d]+(?=[种类项条]))(?:个|种|类|项|条|样|关|步|点|家|道|方面|大类)?的?"
)
# Nouns so common that they are no subject of a question, though they may name what is listed.
_PLAIN_NOUN = re.compile(r"(?:硬性?|基本|具体|相关|主要|特殊)?(?:的)?(条件|要求|情形|规定|内容)")
_BETWEEN = re.compile(r"(?:或者|以及|和|或|及|与|、|的)?")
_ENDS = re.compile(
    r"(?:都|分别|主要|具体|一共|总共|到底|各|里|中|内|里面)*(?:有|包括|包含|是指|是|指|分为|分成|分|含|算|设|要|涵盖)*了?$"
)


def read_kind(text: str) -> str:
    """`要准备哪些材料` -> materials; empty where the words ask for no kind that items could show."""
    return next((kind for kind in load_words()["listed"] if cues(f"listed.{kind}.asked").search(text)), "")


def asks_for_all(text: str) -> bool:
    """Materials are asked for whole, and so are duties: `要交什么`, `区里负责什么`."""
    kind = read_kind(text)
    return kind == "materials" or (kind == "duties" and bool(re.search("什么|啥|哪", text)))


def told_by_lead(kind: str) -> re.Pattern[str] | None:
    """What the lead of such a list carries (程序, 职责); None where its items tell."""
    return cues(f"listed.{kind}.lead") if kind and "lead" in load_words()["listed"][kind] else None


def told_by_items(kind: str) -> re.Pattern[str] | None:
    """What the items of such a list carry: 申请表, 花名册, 对账单; None where its lead tells."""
    return cues(f"listed.{kind}.items") if kind and "items" in load_words()["listed"][kind] else None


def read_heads(text: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The noun that names the items: 渠道 of `有哪些缴费渠道`, 职责 of `职责都有哪几条`."""
    found: list[Term] = []
    for asking in _ASKING.finditer(text):
        after = _run(terms, text, asking.end())
        found += [t for t in after or _before(terms, text, asking.start()) if t.noun]
    return tuple(dict.fromkeys(found))


def _run(terms: Sequence[Term], text: str, start: int) -> list[Term]:
    """The words that stand one after the other from here on: 荣誉或者身份."""
    run: list[Term] = []
    plain_noun = _PLAIN_NOUN.match(text, start)
    if plain_noun:
        word = plain_noun.group(1)
        same = same_words().get(word, (word,))
        return [Term(words=word, same=same, known=True, noun=True, start=plain_noun.start(1))]
    while term := next((t for t in terms if t.start == start), None):
        run.append(term)
        start += len(term.words)
        between = _BETWEEN.match(text, start)
        start = between.end() if between else start
    return run


def _before(terms: Sequence[Term], text: str, end: int) -> list[Term]:
    verb = _ENDS.search(text[:end])
    if not verb or not verb.group():
        return []
    stem = text[: verb.start()]
    last = next((t for t in terms if t.start + len(t.words) == len(stem)), None)
    return [last] if last else []
