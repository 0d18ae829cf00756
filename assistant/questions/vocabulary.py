"""The words of the field: vocabulary.yaml, and what the corpus itself calls its documents, levels and places.

A further policy folder brings its own names, ladder and region; nothing here is about a particular document.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from assistant.questions.wording import arabic, bare, fold, plain
from corpus import Corpus

RANKS = ("员级", "助理级", "中级", "副高级", "正高级")
_SOURCE = Path(__file__).with_name("vocabulary.yaml")


@cache
def load_words() -> dict[str, Any]:
    """vocabulary.yaml as written."""
    words: dict[str, Any] = yaml.load(
        _SOURCE.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return words


@cache
def same_words() -> Mapping[str, tuple[str, ...]]:
    """Every known word -> the words that mean the same, itself first."""
    found: dict[str, list[str]] = {}
    words = load_words()
    groups = [list(map(plain, group)) for group in words["same"]]
    groups += [
        [plain(field), *map(plain, names)]
        for field, names in words["fields"].items()
        if field not in words["degrees_too"]
    ]
    for group in groups:
        for word in group:
            listed = found.setdefault(word, [word])
            listed += [other for other in group if other not in listed]
    return {word: tuple(map(bare, listed)) for word, listed in found.items()}


@cache
def empty_words() -> frozenset[str]:
    return frozenset(plain(word) for word in load_words()["empty"].split())


@cache
def places() -> frozenset[str]:
    return frozenset(load_words()["places"].split())


@cache
def specialties() -> str:
    """The specialties of titles as alternatives of a pattern."""
    return "|".join(word for words in load_words()["specialties"].values() for word in words)


def cues(name: str) -> re.Pattern[str]:
    """The pattern of a list of wordings in vocabulary.yaml (`list`, `compare`, `asked.day` …)."""
    return _cues(name)


@cache
def _cues(name: str) -> re.Pattern[str]:
    node: Any = load_words()
    for part in name.split("."):
        node = node[part]
    words = {form for word in node for form in (plain(str(word)), arabic(plain(str(word))))}
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of a ladder, as a document names it."""

    policy_id: str
    ladder: int
    rank: str
    title: str


@dataclass(frozen=True, slots=True)
class Name:
    """Something that people call a document; `exact` says that it means no other one."""

    words: str
    policy_ids: tuple[str, ...]
    exact: bool


class Lexicon:
    """What one corpus calls things. Made once for a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    @cached_property
    def rungs(self) -> tuple[Rung, ...]:
        """Every ladder that a document states: 员级、助理级…名称依次为技术员、助理工程师…"""
        found: list[Rung] = []
        for policy_id in self.corpus.policies:
            seen: list[tuple[str, ...]] = []
            for clause in self.corpus.walk(policy_id):
                for match in re.finditer(r"([^。]*(?:。[^。]*){0,2}?)名称依次为[：:]?([^。；]+)", clause.text):
                    titles = tuple(re.split(r"[、和]", match.group(2).strip()))
                    ranks = re.findall("员级|助理级|初级|中级|副高级|正高级", clause.text[: match.end(1)])[
                        -len(titles) :
                    ]
                    if len(ranks) == len(titles) and titles not in seen:
                        seen.append(titles)
                        found += [
                            Rung(policy_id, len(seen) - 1, "助理级" if rank == "初级" else rank, title)
                            for rank, title in zip(ranks, titles, strict=True)
                        ]
        return tuple(found)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Titles of levels, the longest first (正高级工程师 before 高级工程师 before 工程师)."""
        return tuple(sorted({rung.title for rung in self.rungs}, key=len, reverse=True))

    @cached_property
    def title_parts(self) -> tuple[tuple[str, str], ...]:
        """Titles cut before the noun that others share: (一级, 实习指导教师), (高级, 工程师)."""
        bases = {t for t in self.titles if sum(other.endswith(t) for other in self.titles) > 1}
        for title in self.titles:
            bases |= {
                title[2:] for other in self.titles if len(title) > 5 and other != title and other[2:] == title[2:]
            }
        found = {(t[: -len(b)], b) for t in self.titles for b in bases if t.endswith(b) and t != b}
        return tuple(sorted(found, key=lambda part: (-len(part[1]), -len(part[0]))))

    def rank_of(self, title: str) -> str | None:
        return next((rung.rank for rung in self.rungs if rung.title == title), None)

    def levels_of(self, policy_id: str) -> list[Rung]:
        return [rung for rung in self.rungs if rung.policy_id == policy_id]

    @cached_property
    def levels(self) -> Mapping[str, Rung]:
        """Clause id -> the level under whose heading it stands."""
        found: dict[str, Rung] = {}
        for policy_id in self.corpus.policies:
            rungs = {rung.title: rung for rung in self.levels_of(policy_id)}
            for clause in self.corpus.walk(policy_id):
                above = found.get(clause.parent_id or "")
                if rung := rungs.get(clause.heading.strip()) or above:
                    found[clause.id] = rung
        return found

    @cached_property
    def regions(self) -> Mapping[str, str]:
        """Place name -> the region of the corpus it lies in."""
        regions = {policy.region for policy in self.corpus.policies.values() if policy.region}
        found = {region: region for region in regions}
        for region, cities in load_words()["cities"].items():
            if region in regions:
                found |= {city: region for city in cities if city not in regions}
        return found

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """What documents are called, longest first."""
        called: dict[str, list[str]] = {}
        exact: set[str] = set()
        for policy in self.corpus.policies.values():
            bare = re.sub(rf"^{policy.region}[市省]|（[^）]*）", "", policy.title)
            for name in {policy.title, bare, re.sub(r"^关于|的(?:通知|公告|通告)$", "", bare), *policy.aliases}:
                called.setdefault(plain(name).replace(" ", ""), []).append(policy.id)
                exact.add(plain(name).replace(" ", ""))
            for subject in policy.subjects:
                called.setdefault(plain(subject), []).append(policy.id)
            if policy.number:
                called.setdefault(fold(policy.number), []).append(policy.id)
                exact.add(fold(policy.number))
        for field, nicknames in load_words()["fields"].items():
            ids = [p.id for p in self.corpus.policies.values() if any(field in s or s in field for s in p.subjects)]
            for nickname in map(plain, nicknames):
                if ids:
                    called.setdefault(nickname, []).extend(ids)
        return tuple(
            Name(word, tuple(dict.fromkeys(ids)), word in exact and len(set(ids)) == 1)
            for word, ids in sorted(called.items(), key=lambda item: -len(item[0]))
            if len(word) > 1
        )

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Document numbers that the corpus holds, folded."""
        return frozenset(
            fold(p.number).replace("〔", "[").replace("〕", "]") for p in self.corpus.policies.values() if p.number
        )

    @cached_property
    def all_text(self) -> str:
        """The whole corpus folded: whether a word occurs at all."""
        parts = [fold(clause.label + clause.own_text) for clause in self.corpus.walk()]
        parts += [
            fold("、".join((p.title, p.number or "", *p.aliases, *p.subjects))) for p in self.corpus.policies.values()
        ]
        return "\n".join(parts)

    @cached_property
    def _lines(self) -> list[str]:
        return self.all_text.split("\n")

    def stand_together(self, first: str, second: str) -> bool:
        """Whether a line of a clause has both words."""
        return any(first in line and second in line for line in self._lines)

    @cached_property
    def mended(self) -> Mapping[str, str]:
        """A known word with one character left open -> the word: for one mistyped character in four or more."""
        known = {name.words for name in self.names} | {plain(title) for title in self.titles} | set(same_words())
        found: dict[str, str] = {}
        for word in sorted(w for w in known if 4 <= len(w) <= 9 and re.fullmatch("[\u4e00-\u9fff]+", w)):
            for hole in range(len(word)):
                found.setdefault(f"{word[:hole]}·{word[hole + 1 :]}", word)
        return found


def windows(text: str, shortest: int, longest: int) -> Iterator[tuple[int, str]]:
    """Every stretch of Han characters of these lengths with its place."""
    for size in range(longest, shortest - 1, -1):
        for start in range(len(text) - size + 1):
            yield start, text[start : start + size]


_LEXICONS: dict[str, Lexicon] = {}


def lexicon(corpus: Corpus) -> Lexicon:
    """The lexicon of a corpus, made once a process."""
    return _LEXICONS.setdefault(corpus.fingerprint, Lexicon(corpus))
