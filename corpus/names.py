"""Which policy a text means: by number, title, nickname, or the title of an annex.

Every name comes from the documents' own front matter and headings, so that a new folder is understood as it lies there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.clauses import Corpus, Policy
from corpus.errors import UnknownPolicy
from corpus.numbering import fold

_NUMBER = re.compile(r"(?P<issuer>\D*)\[(?P<year>\d{4})\](?P<number>\d+)号")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a folded text: the policy, the annex where the name is an annex's title, and where it stood."""

    policy_id: str
    annex: str | None
    start: int
    end: int


def mentions(text: str, corpus: Corpus) -> list[Mention]:
    """The policies that a folded text names, the longest name first; a name inside a longer one does not count."""
    lowered = text.lower()
    found = [
        Mention(policy_id, annex, match.start(), match.end())
        for pattern, policy_id, annex in _patterns(corpus)
        for match in pattern.finditer(lowered)
    ]
    found.sort(key=lambda m: (m.start - m.end, m.start))
    kept: list[Mention] = []
    for mention in found:
        around = [k for k in kept if k.start <= mention.start and mention.end <= k.end]
        if all(k.end - k.start == mention.end - mention.start and k.policy_id != mention.policy_id for k in around):
            kept.append(mention)
    return kept


def by_subject(text: str, corpus: Corpus) -> list[str]:
    """The policies whose profession or topic a folded text names; those of a region it names, where it names one."""
    lowered = text.lower()
    found = [p for p in corpus.policies.values() if any(fold(s).lower() in lowered for s in p.subjects)]
    there = [p for p in found if p.region and p.region in text]
    return [p.id for p in there or found]


# So many characters of a title in a row, if of one title only, name its document beside a number: 档案便民利企那个通知第七点.
LEAST_OF_TITLE = 5


def by_title_words(text: str, corpus: Corpus) -> list[str]:
    """The policies whose title alone has some words of a folded text."""
    runs = {text[at : at + LEAST_OF_TITLE] for at in range(len(text) - LEAST_OF_TITLE + 1)}
    having = [[p.id for p in corpus.policies.values() if run in fold(p.title)] for run in runs if run.isalpha()]
    return list(dict.fromkeys(ids[0] for ids in having if len(ids) == 1))


@lru_cache(maxsize=4)
def _patterns(corpus: Corpus) -> list[tuple[re.Pattern[str], str, str | None]]:
    listed: list[tuple[re.Pattern[str], str, str | None]] = []
    for policy in corpus.policies.values():
        for name in _names(policy):
            listed.append((re.compile(_flexible(name)), policy.id, None))
        for pattern in _number_patterns(policy):
            listed.append((re.compile(pattern), policy.id, None))
        for clause in corpus.walk(policy.id):
            if clause.label.startswith("附件") and clause.heading:
                listed.append((re.compile(_flexible(clause.heading)), policy.id, clause.path))
    return listed


def _flexible(name: str) -> str:
    """A name with the marks that people leave out or add made optional."""
    escaped = r"\s?".join(re.escape(c) if c.isalnum() else re.escape(c) + "?" for c in fold(name).lower() if c != " ")
    return rf"《?{escaped}》?"


def _names(policy: Policy) -> Iterator[str]:
    yield policy.id
    yield policy.title
    yield from policy.aliases
    bare = re.sub(r"[（(].*?[）)]$", "", policy.title)
    yield bare
    if policy.region and bare.startswith(policy.region):
        yield bare.removeprefix(policy.region + "市").removeprefix(policy.region + "省")


def _number_patterns(policy: Policy) -> Iterator[str]:
    """`京人社事业发〔2020〕17号` and the short forms of it."""
    if not policy.number:
        return
    match = _NUMBER.fullmatch(fold(policy.number))
    if not match:
        yield _flexible(policy.number)
        return
    issuer, year, number = match["issuer"], match["year"], match["number"]
    ending = rf"\s?第?\s?{number}\s?号(?:文件|文|通知|公告|通告|意见)?"
    yield rf"《?{issuer}\s?[\[(]?\s?{year}\s?年?\s?[\])]?{ending}》?"
    yield issuer + ending
    yield rf"[\[(]?\s?{year}\s?年?\s?[\])]?{ending}"
    yield rf"(?<!\d){number}\s?号(?:文件|文|通知|公告|通告|意见)"


def which(name: str, corpus: Corpus) -> str:
    """The one policy that an id, number, title or nickname names.

    Raises UnknownPolicy where there is none or more than one, naming those there are.
    """
    if name in corpus.policies:
        return name
    folded = fold(name)
    found = [m.policy_id for m in mentions(folded, corpus) if m.end - m.start == len(folded)]
    if len(set(found)) == 1:
        return found[0]
    listed = "、".join(found or corpus.policies)
    reason = "不止一份，可能是" if found else "没有这份文件，可用"
    raise UnknownPolicy(f"policy: {name!r} {reason} {listed}（编号、文号或名称）")
