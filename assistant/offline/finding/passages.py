"""The corpus as sentences, each with what stands around it. Made once for a corpus.

A sentence is what answers; where it stands (its clause, the headings above, its document, level and kind of condition)
says what it is about.
"""

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.questions.terms import stands
from assistant.questions.vocabulary import RANKS, Lexicon, Rung, lexicon
from assistant.questions.wording import fold, occurrences
from corpus import Clause, Corpus
from index.asks import Like, asks

_SENTENCE = re.compile(r"[^。；;\n！？]*[。；;！？]+[”’）]?|[^。；;\n！？]+")
# The first sentence of many clauses is their title: `备案。公示结束后……`
_TITLE = re.compile(r"[\u4e00-\u9fff、“”《》]{2,22}。")
_TITLES = re.compile("《[^》]*》")
_KIND = (
    ("基本条件", re.compile(r"^(?:基本条件|教学教研要求)")),
    ("学历和专业工作经历", re.compile(r"^学历和专业工作经历")),
    ("业绩条件", re.compile(r"业绩条件")),
    ("成果条件", re.compile(r"成果条件|业绩成果要求")),
    ("破格条件", re.compile(r"破格|直通车")),
    ("其他条件", re.compile(r"^其他条件")),
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a clause; `place` is its number in the corpus."""

    place: int
    clause: Clause
    text: str
    folded: str
    heading: bool
    said: bool  # a sentence that states something: no signature, addressee or bare heading


class Passages:
    """All sentences of a corpus, and for any word where it stands."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.lexicon: Lexicon = lexicon(corpus)
        self.all: list[Passage] = []
        self.of: dict[str, list[Passage]] = {}
        self._ranks: dict[int, frozenset[str]] = {}
        self._asked: dict[str, dict[int, Like]] = {}
        self._own: dict[str, str] = {}
        self._heads: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._headed: dict[str, frozenset[str]] = {}
        self._below: dict[str, str] = {}
        self._sentences: dict[str, frozenset[int]] = {}
        self._places_of: dict[str, NDArray[np.bool_]] = {}
        self._clauses: dict[str, tuple[frozenset[str], frozenset[str], frozenset[str]]] = {}
        for clause in corpus.walk():
            self._add(clause)

    def _add(self, clause: Clause) -> None:
        pieces = [(line, True) for line in clause.heading.split("\n") if line.strip()]
        sentences = [match.group().strip() for match in _SENTENCE.finditer(clause.text) if match.group().strip()]
        titled = len(sentences) > 1 and self._may_be_titled(clause) and bool(_TITLE.fullmatch(sentences[0]))
        pieces += [(sentence, titled and at == 0) for at, sentence in enumerate(sentences)]
        listed = []
        for text, heading in pieces:
            number = bool(re.fullmatch(r"(?:[\u4e00-\u9fff]{0,10}〔\d{4}〕|\d{4}年第)\d+号", text))
            annexed = bool(re.search(r"（略）|^附件|^\d+\.", text)) and clause.path.startswith(("通知/", "结语/"))
            omitted = number or (annexed and not heading)
            printed = r"\d|[（(]" if heading else r"[。；;：:]$"
            states = not omitted and bool(re.search(printed, text))
            passage = Passage(
                len(self.all),
                clause,
                text,
                fold(text),
                heading,
                states or (not heading and not omitted and "/" in clause.path),
            )
            self.all.append(passage)
            listed.append(passage)
        self.of[clause.id] = listed
        self._own[clause.id] = fold(clause.own_text)
        if title := clause.heading or (sentences[0] if titled else ""):
            self._titles[clause.id] = fold(title)
        above = self.corpus.ancestors(clause)
        self._heads[clause.id] = "|".join(fold(a.heading or a.text[:60]) for a in above)
        self._below[clause.id] = "|".join(fold(c.own_text) for c in self.corpus.children(clause))

    def _may_be_titled(self, clause: Clause) -> bool:
        """A title stands right behind the number: of the clause, or of an item whose first unnumbered paragraph it is."""
        if clause.label or clause.heading:
            return bool(clause.label) and not clause.heading
        above = self.corpus.parent(clause)
        if above is None or above.children[0] != clause.id:
            return False
        return bool(above.label) and not above.heading and not above.label.endswith("条")

    def asked(self, question: str) -> Mapping[int, Like]:
        """Sentences (by place) that people ask for in such words, each with the wordings likest to these."""
        if question not in self._asked:  # a turn asks again in each of its rounds
            if len(self._asked) > 64:
                self._asked.clear()
            found: dict[int, Like] = {}
            for like in self.likes(question):
                if not like.whole and (place := self._place(like)) is not None:
                    found.setdefault(place, like)
            self._asked[question] = found
            return found
        return self._asked[question]

    def likes(self, question: str) -> list[Like]:
        """What people ask for in such words, sentences and whole lists, the likest first."""
        return asks(self.corpus).like(question)

    @cached_property
    def asked_of(self) -> frozenset[str]:
        """The documents that have wordings at all."""
        return frozenset(clause_id.partition(":")[0] for clause_id, _ in asks(self.corpus).sentences)

    def named_in_wordings(self, word: str, policy_id: str) -> bool:
        """Whether people who ask about a document name this, as a word of its own: no 小学 in 中小学."""
        listed = (
            ask for i, e in asks(self.corpus).sentences if i.startswith(policy_id + ":") for ask in map(fold, e.asks)
        )
        return any(stands(start, end, ask) for ask in listed for start, end in occurrences(word, ask))

    def _place(self, like: Like) -> int | None:
        """The sentence that an entry of asks.yaml names by its words."""
        passages = self.of[like.clause_id]
        return next((p.place for p in passages if like.says in p.text), passages[0].place if passages else None)

    @cached_property
    def levels(self) -> Mapping[str, Rung]:
        return self.lexicon.levels

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """Clause id -> the kind of condition it belongs to."""
        found: dict[str, str] = {}
        for clause in self.corpus.walk():
            below = self.corpus.children(clause)
            own = (clause.own_text or (below[0].text if below and not below[0].label else ""))[:60]
            kind = next((name for name, pattern in _KIND if clause.label and pattern.search(own)), None)
            inherited = found.get(clause.parent_id or "")
            if kind and (clause.children or not inherited):
                found[clause.id] = kind
            elif inherited:
                found[clause.id] = inherited
        return found

    def ranks_said(self, passage: Passage) -> frozenset[str]:
        """The levels that a sentence itself names, outside the sections of levels."""
        if passage.place not in self._ranks:
            self._ranks[passage.place] = self._ranks_in(passage.folded)
        return self._ranks[passage.place]

    def _ranks_in(self, text: str) -> frozenset[str]:
        found = set()
        for word, rank in self._rank_words:
            if word in text:
                found.add(rank)
                text = text.replace(word, "")
        return frozenset(found)

    @cached_property
    def levels_told(self) -> NDArray[np.bool_]:
        """Of every sentence whether it names three levels or more, titles of documents aside: such a sentence says which there are."""
        return np.array([len(self._ranks_in(fold(_TITLES.sub("", passage.text)))) > 2 for passage in self.all])

    @cached_property
    def _rank_words(self) -> list[tuple[str, str]]:
        words = {(rung.title, rung.rank) for rung in self.lexicon.rungs} | {(rank, rank) for rank in RANKS}
        return sorted(words, key=lambda item: -len(item[0]))

    @cached_property
    def policy_of(self) -> NDArray[np.str_]:
        """Each sentence's document."""
        return np.array([p.clause.policy_id for p in self.all])

    @cached_property
    def said(self) -> NDArray[np.bool_]:
        """Whether each sentence states something."""
        return np.array([p.said for p in self.all])

    @cached_property
    def kind_of(self) -> NDArray[np.str_]:
        """Each sentence's kind of condition, or nothing."""
        return np.array([self.kinds.get(p.clause.id, "") for p in self.all])

    def places_of(self, word: str) -> NDArray[np.bool_]:
        """Whether each sentence has the word, one row a way: itself, in its clause, in the headings above, directly below,
        in its document's name, in its clause's own heading."""
        if word not in self._places_of:
            if len(self._places_of) > 5000:
                self._places_of.clear()
            itself = np.zeros(len(self.all), dtype=bool)
            itself[list(self.sentences_with(word))] = True
            own, heads, below = (self._sentences_in(ids) for ids in self.clauses_with(word))
            named = np.isin(self.policy_of, [p for p, names in self.named.items() if word in names])
            headed = self._sentences_in(self.headed(word))
            self._places_of[word] = np.array([itself, own, heads, below, named, headed])
        return self._places_of[word]

    def _sentences_in(self, clause_ids: Collection[str]) -> NDArray[np.bool_]:
        """Whether each sentence is of one of these clauses."""
        meant = np.zeros(len(self._number_of), dtype=bool)
        meant[[self._number_of[i] for i in clause_ids]] = True
        return meant[self._clause_of]

    @cached_property
    def _number_of(self) -> Mapping[str, int]:
        return {clause.id: number for number, clause in enumerate(self.corpus.walk())}

    @cached_property
    def _clause_of(self) -> NDArray[np.int_]:
        """The number of each sentence's clause."""
        return np.array([self._number_of[p.clause.id] for p in self.all])

    def sentences_with(self, word: str) -> frozenset[int]:
        """Places of the sentences that have the word."""
        if word not in self._sentences:
            if len(self._sentences) > 20000:
                self._sentences.clear()
            self._sentences[word] = frozenset(p.place for p in self.all if word in p.folded)
        return self._sentences[word]

    def of_policy(self, policy_id: str) -> list[Passage]:
        """The sentences of a document."""
        return [p for clause in self.corpus.walk(policy_id) for p in self.of[clause.id]]

    def heads(self, clause: Clause) -> str:
        """The headings above a clause, folded."""
        return self._heads[clause.id]

    def clauses_with(self, word: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Clauses that have the word in their own text, in the headings above them, in what is directly below."""
        if word not in self._clauses:
            if len(self._clauses) > 20000:
                self._clauses.clear()
            self._clauses[word] = (
                frozenset(i for i, text in self._own.items() if word in text),
                frozenset(i for i, text in self._heads.items() if word in text),
                frozenset(i for i, text in self._below.items() if word in text),
            )
        return self._clauses[word]

    def headed(self, word: str) -> frozenset[str]:
        """Clauses whose own heading has the word, and the unnumbered paragraphs right below such a heading."""
        if word not in self._headed:
            direct = {i for i, text in self._titles.items() if word in text}
            below = {c for i in direct for c in self.corpus.clause(i).children if "款" in c.rpartition("/")[2]}
            self._headed[word] = frozenset(direct | below)
        return self._headed[word]

    @cached_property
    def named(self) -> Mapping[str, str]:
        """Policy id -> its names, folded."""
        return {
            p.id: fold("|".join((p.title, p.number or "", p.region or "", *p.aliases, *p.subjects)))
            for p in self.corpus.policies.values()
        }

    def rarity(self, words: tuple[str, ...]) -> float:
        """How much finding one of these words tells: high for words of few clauses."""
        holding: set[str] = set()
        for word in words:
            holding |= self.clauses_with(word)[0]
        return math.log(1 + len(self._own) / (len(holding) + 0.5)) if holding else 0.0


_MADE: dict[str, Passages] = {}


def passages(corpus: Corpus) -> Passages:
    """The sentences of a corpus, made once a process."""
    if corpus.fingerprint not in _MADE:
        _MADE[corpus.fingerprint] = Passages(corpus)
    return _MADE[corpus.fingerprint]
