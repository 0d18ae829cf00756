"""What the cited clauses say, cut so that things said together stay together.

A `Unit` is one statement of one clause (up to a full stop or semicolon) with its own elements, its phrases, and what stands
above it: headings and opening words of its ancestors, the document's title and number, its status. Knows the corpus.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from assistant.grounding import elements
from assistant.grounding.elements import Element
from assistant.grounding.text import bigrams, phrases, plain, statements
from corpus import Clause, Corpus

# A clause that holds a whole annex bears little: below this many clauses it is read with everything below it.
MOST_CLAUSES = 60
ENDS = "。;:,"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words between two commas."""

    text: str
    bigrams: frozenset[str]
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A statement of a clause and what stands above it."""

    clause_id: str
    text: str
    bigrams: frozenset[str]
    elements: tuple[Element, ...]
    phrases: tuple[Phrase, ...]
    context: str
    context_bigrams: frozenset[str]
    context_elements: tuple[Element, ...]


@dataclass(frozen=True, eq=False)
class Evidence:
    """All that a sentence may lean on in the clauses it cites."""

    units: tuple[Unit, ...]
    text: str
    context: str
    names: tuple[str, ...]
    paths: tuple[str, ...]
    listed: tuple[int, ...]
    bigrams: frozenset[str]
    characters: frozenset[str]

    @property
    def whole(self) -> str:
        """Own words and context together."""
        return self.text + "\n" + self.context


def gather(clause_ids: Sequence[str], corpus: Corpus) -> Evidence:
    """The evidence in these clauses; unknown ids are left out."""
    return _gather(tuple(dict.fromkeys(c for c in clause_ids if c in corpus)), corpus)


@lru_cache(maxsize=2_000)
def _gather(clause_ids: tuple[str, ...], corpus: Corpus) -> Evidence:
    clauses = [corpus.clause(c) for c in clause_ids]
    units: list[Unit] = []
    listed: list[int] = []
    for clause in clauses:
        below = list(corpus.descendants(clause))
        listed += _lengths(clause, corpus)
        for each in [clause, *below[:MOST_CLAUSES]]:
            units += [u for u in units_of(each, corpus) if u not in units] if below else units_of(each, corpus)
        units += _heads(clause, corpus)
    policies = {c.policy_id for c in clauses}
    names = tuple(
        plain(name)
        for policy in map(corpus.policies.__getitem__, sorted(policies))
        for name in (policy.title, policy.number or "", *policy.aliases)
        if name
    )
    text = "\n".join(u.text for u in units)
    context = "\n".join(dict.fromkeys([u.context for u in units] + [about(p, corpus) for p in sorted(policies)]))
    whole = text + context
    return Evidence(
        tuple(units),
        text,
        context,
        names,
        tuple(c.path for c in clauses),
        tuple(listed),
        bigrams(whole),
        frozenset(whole),
    )


@lru_cache(maxsize=2_000)
def whole_statements(clause_ids: tuple[str, ...], corpus: Corpus) -> frozenset[str]:
    """What these clauses themselves say, statement by statement and line by line: a sentence that is one of them is borne."""
    lines = lines_of(tuple(corpus.clause(c).own_text for c in clause_ids if c in corpus))
    return lines | {part.strip(ENDS) for line in lines for part in statements(line)}


@lru_cache(maxsize=2_000)
def lines_of(texts: tuple[str, ...]) -> frozenset[str]:
    """The sentences of texts in plain text, without the marks that end them."""
    return frozenset(plain(line).strip(ENDS) for text in texts for line in re.split(r"[\n。]", text))


def with_results(evidence: Evidence, told: Sequence[str]) -> Evidence:
    """The evidence together with what a tool has decided, line by line."""
    units = [_unit("", body, "", ()) for text in told for line in text.split("\n") for body in statements(plain(line))]
    if not units:
        return evidence
    text = "\n".join([evidence.text, *(u.text for u in units)])
    whole = text + evidence.context
    return replace(
        evidence, units=(*evidence.units, *units), text=text, bigrams=bigrams(whole), characters=frozenset(whole)
    )


def _unit(clause_id: str, body: str, context: str, read_context: tuple[Element, ...]) -> Unit:
    parts = tuple(Phrase(p, bigrams(p), elements.read(p)) for p in phrases(body))
    return Unit(clause_id, body, bigrams(body), elements.read(body), parts, context, bigrams(context), read_context)


def _lengths(clause: Clause, corpus: Corpus) -> list[int]:
    """How many things a clause lists: its children, the paragraphs of its text, or the names in its longest row of 、."""
    rows: list[int] = []
    for row in re.split(r"[。；，：\n]", clause.text):
        if "、" in row:
            named = row.count("、") + 1
            rows += [named, named + len(re.findall(r"[和及或](?!其?以)", row.rpartition("、")[2][:14]))]
    numbered = sum(bool(child.label) for child in corpus.children(clause))
    return [
        n
        for n in (len(clause.children), numbered, len([p for p in clause.text.split("\n") if p.strip()]), *rows)
        if n > 1
    ]


# The head of a clause is no longer than this.
LONGEST_HEAD = 14


def _heads(clause: Clause, corpus: Corpus) -> list[Unit]:
    """What a clause lists, told by the heads of its children in one statement: 程序:发布公告、组织报名、考试."""
    heads = [plain(c.heading or re.split("[。：；]", c.text)[0]) for c in corpus.children(clause)]
    if len(heads) < 2 or not all(0 < len(head) <= LONGEST_HEAD for head in heads):
        return []
    above = next(iter(units_of(clause, corpus)), None)
    lead = above.text.rstrip(":") + ":" if above else ""
    return [_unit(clause.id, lead + "、".join(heads), above.context if above else "", ())]


# Two issuers above each other, or beside each other.
_BODIES_IN_A_ROW = re.compile(r"(?<=[局厅委会部])[ \u3000]+(?=[一-鿿]{2,14}[局厅委会部][ \u3000\n])")


@cache
def units_of(clause: Clause, corpus: Corpus) -> tuple[Unit, ...]:
    """The statements of one clause's own words."""
    above = corpus.ancestors(clause)
    lines = [_opening(c) for c in above]
    lines += _lead_beside(clause, corpus)
    if clause.heading and clause.text:
        lines.append(plain(clause.heading))
    context = "\n".join(line for line in lines if line) + "\n" + about(clause.policy_id, corpus)
    read = tuple(e for line in context.split("\n") for e in elements.read(line))
    own = _BODIES_IN_A_ROW.sub("、", clause.own_text)
    bodies = [part for line in own.split("\n") for part in statements(plain(line))]
    return tuple(_unit(clause.id, body, context, read) for body in bodies)


def _lead_beside(clause: Clause, corpus: Corpus) -> list[str]:
    """The paragraph before this one that introduces it: 具备下列条件之一:"""
    above = corpus.ancestors(clause)
    beside = corpus.children(above[-1]) if above and not clause.heading else []
    before = [c for c in beside[: beside.index(clause)] if not c.children] if clause in beside else []
    return [plain(c.text) for c in before if c.text.rstrip().endswith(("：", ":")) and len(c.text) <= 200]


def _opening(clause: Clause) -> str:
    """What an ancestor says to everything below it: its heading, or the words that introduce its list."""
    words = plain(f"{clause.heading}\n{clause.text}" if clause.heading else clause.text)
    return words if len(words) <= 200 else words[:200]


@cache
def about(policy_id: str, corpus: Corpus) -> str:
    """What the front matter says of the document itself, in plain text."""
    policy = corpus.policies[policy_id]
    told = [policy.title, policy.number or "", *policy.aliases, *policy.issuer, policy.region or ""]
    for period in policy.timeline:
        told += [
            period.status,
            period.from_.strftime("%Y年%-m月%-d日") + "起" if period.from_ else "",
            period.note or "",
        ]
    for day, word in ((policy.issued, "印发"), (policy.effective, "施行")):
        told.append(f"{day.year}年{day.month}月{day.day}日{word}" if day else "")
    for end in policy.ends:
        told += [f"{end.until.year}年{end.until.month}月{end.until.day}日截止", end.note]
    for relation in (*policy.supersedes, *policy.superseded_by):
        other = _title(relation.policy, corpus)
        told += [relation.note, other]
    return "\n".join(plain(t) for t in told if t)


def _title(policy_id: str, corpus: Corpus) -> str:
    return corpus.policies[policy_id].title if policy_id in corpus.policies else policy_id
