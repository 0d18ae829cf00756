"""What speaks for a sentence as the answer to a question, each sign a number by its name, and what each counts.

`Signs` reads a question once and then a sentence at a time. The weights were set by hand; a conditional logit fitted on 1,153
wordings of asks.yaml (each left out of the index) ended beside them and did no better on other authors' questions, so they stand.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from assistant.offline.finding.doing import deed, deeds_beside
from assistant.offline.finding.kinds_of_answer import gives
from assistant.offline.finding.measuring import outside
from assistant.offline.finding.passages import Passage, Passages
from assistant.questions.question import Question, Term
from assistant.questions.vocabulary import cues

# What one of each counts beside the 1 of having all of the question's words in and around the sentence.
WEIGHTS: Mapping[str, float] = {
    "words": 1.0,
    "asked": 0.8,
    "gives": 0.2,
    "lacks": -0.1,
    "unsaid": -0.3,
    "beside": -0.3,
    "meaning": 0.2,
    "preamble": -0.1,
    "measured": 0.15,
    "same number": 0.15,
    "row": 0.08,
    "spent on": 0.35,
    "spends": 0.1,
    "denied": -0.15,
    "latest": 0.1,
    "that day": 0.1,
    "by whom": 0.15,
    "pairs": 0.08,
    "wished": 0.12,
    "unwished": -0.35,
    "draft": -0.35,
    "replaced": -0.25,
    "not yet": -0.3,
    "level": 0.15,
    "other title": -0.2,
    "other level": -0.4,
    "level said": 0.1,
    "other level said": -0.1,
    "some level": -0.04,
    "level named": 0.06,
    "other degree": -0.3,
    "kind": 0.08,
    "other kind": -0.06,
    "found": 0.1,
    "said before": 0.12,
    "length": -0.4,
}
# What is left of the likeness to other people's wordings where the question means another document, or this one is not in force.
_UNASKED = 0.3
_DEGREES = (
    ("博士", "博士"), ("硕士", "硕士"), ("本科", "大学本科"), ("大学专科", "大学专科"), ("大专", "大学专科"), ("中等专业", "中等职业学校"),
)  # fmt: skip
_STATUS = {"征求意见稿": "draft", "已被替代": "replaced", "尚未施行": "not yet"}
_SPENDS = re.compile("(?:花|使|用)(?:在|到|于|去)|(?:钱|补贴|资金|经费|费).{0,8}(?:怎么花|能花|能用|可以用)")
_UNTITLED = re.compile("(?:没|无|没有|没评过|没评)(?:任何|过)?职称")
_GOES_ON = re.compile("呢|^换")
_LATEST = re.compile(r"日前|年底前|截止|终了前|\d日内|以内|不晚于|届满")
_ASKS_LATEST = re.compile("最晚|最迟|截止|之前|前|到什么时候|到啥时候")
_NEAR_KINDS = frozenset({"业绩条件", "成果条件"})


class Signs:
    """The signs of one question, searched in some documents."""

    def __init__(
        self,
        question: Question,
        index: Passages,
        terms: Sequence[Term],
        policies: Sequence[str],
        ranks: Sequence[str],
        hits: Mapping[str, float],
        wording: str = "",
    ) -> None:
        self.question, self.index, self.hits, self.ranks = question, index, hits, ranks
        self.one_document = len(policies) == 1
        self.wished = set(question.policy_ids) or titled(question, index)
        self.asked = index.asked(wording or question.whole or question.plain)
        self._degrees = {degree["level"] for degree in question.profile.get("education") or ()}
        self._titles = {level.title for level in question.levels if level.title}
        self._pairs = _pairs(terms)
        self._by_whom = _by_whom(question)
        self._spends = bool(_SPENDS.search(question.plain))
        self._latest = question.asked == "day" and bool(_ASKS_LATEST.search(question.plain))
        self._beside = deeds_beside(question)
        self._asks_belonging = bool(cues("asks_belonging").search(question.plain))
        stated = () if question.yes_no else question.amounts
        self._numbers = [re.compile(rf"(?<![\d.]){a.value:g}(?![\d.])") for a in stated]
        self._before = _beside(question, index)
        self._denied = [f"取得{rank}" for rank in question.denied] or ["取得"] * bool(_UNTITLED.search(question.plain))
        self._days = [
            f"{p.first.month}月" if p.first == p.last or (p.last - p.first).days < 32 else f"{p.first.year}年"
            for p in question.periods
        ]
        self._status = {p.id: _STATUS.get(p.status_on(question.day).status, "") for p in index.corpus.policies.values()}

    def of(self, passage: Passage, words: float) -> dict[str, float]:
        """The signs of a sentence that has this share of the question's words; what is not named is 0."""
        question, clause, text = self.question, passage.clause, passage.folded
        found = {"words": words, "length": len(passage.text) / 1000, "found": self.hits.get(clause.id, 0.0)}
        does = deed(passage, self.index)
        beside = does in self._beside
        found["beside"] = float(beside)
        found["meaning"] = float(self._asks_belonging and does == "meaning")
        given = False if beside else gives(text, question.asked, question.unit)
        found["said before"] = float(clause.id in self._before)
        found["gives"], found["lacks"] = float(given is True), float(given is False)
        found["unsaid"] = float(not passage.said)
        found["preamble"] = float(clause.path.startswith("前言"))  # it gives reasons, not rules
        if question.yes_no and question.amounts and outside(question, passage.text) is not None:
            found["measured"] = 1.0
        found["same number"] = float(any(number.search(text) for number in self._numbers))
        if question.wants_list and not passage.heading and passage.text.count("、") >= 2:
            found["row"] = 1.0
        if self._spends and re.search("用于|列支", text):
            found["spent on" if "用于" in text else "spends"] = 1.0
        found["denied"] = float(any(rank in text for rank in self._denied))
        found["latest"] = float(self._latest and bool(_LATEST.search(text)))
        found["that day"] = float(any(day in text for day in self._days))
        found["by whom"] = float(bool(self._by_whom) and self._by_whom in text)
        found["pairs"] = float(min(2, sum(pair in text for pair in self._pairs)))
        found["other degree"] = float(self._of_other_degrees(text))
        found["level named"] = float(any(level.words in text for level in question.levels))
        found[self._level(passage)] = 1.0
        found[self._kind(passage)] = 1.0
        status = "" if self.one_document else self._status[clause.policy_id]
        found[status] = 1.0
        other = bool(self.wished) and clause.policy_id not in self.wished
        if self.wished:
            found["unwished" if other else "wished"] = 1.0
        found["asked"] = self.likeness(passage.place) * (_UNASKED if other or status else 1.0)
        return found

    def _of_other_degrees(self, text: str) -> bool:
        """Whether the sentence is about degrees, and none is that told: 博士……满2年 says nothing of 硕士."""
        named = {level for word, level in _DEGREES if word in text}
        return bool(self._degrees and named) and not named & self._degrees and "以上" not in text

    def likeness(self, place: int) -> float:
        """How like the question is to wordings in which people ask for the sentence."""
        return self.asked[place].likeness if place in self.asked else 0.0

    def _level(self, passage: Passage) -> str:
        rung = self.index.levels.get(passage.clause.id)
        if rung is None:
            said = self.index.ranks_said(passage) if self.ranks else frozenset()
            return "" if not said else "level said" if said & set(self.ranks) else "other level said"
        if not self.ranks:
            return "some level"
        if rung.rank not in self.ranks:
            return "other level"
        ladder = {r.title for r in self.index.lexicon.levels_of(passage.clause.policy_id)}
        return "level" if rung.title in self._titles or not self._titles & ladder else "other title"

    def _kind(self, passage: Passage) -> str:
        kind = self.index.kinds.get(passage.clause.id)
        if not kind or not self.question.kinds:
            return ""
        kinds = set(self.question.kinds)
        return "kind" if kind in kinds or (kind in _NEAR_KINDS and _NEAR_KINDS & kinds) else "other kind"


def weighed(signs: Mapping[str, float]) -> float:
    """One number: how well the sentence fits."""
    return sum(WEIGHTS[name] * value for name, value in signs.items() if name and value)


def titled(question: Question, index: Passages) -> set[str]:
    """The documents that have a title the question names (高级讲师), or, for a level without one (副高), any titles."""
    titles = {level.title for level in question.levels if level.title}
    having = {r.policy_id for r in index.lexicon.rungs if r.title in titles}
    return having or ({r.policy_id for r in index.lexicon.rungs} if question.levels else set())


def _beside(question: Question, index: Passages) -> frozenset[str]:
    """Clauses that the earlier answer cited, and those in the same list: a follow-up stays where the talk was.

    `失业登记呢` goes on to another thing, of which the clause itself does not speak.
    """
    cited = frozenset(c for c in question.earlier if c in index.corpus)
    parents = {index.corpus.clause(c).parent_id for c in cited}
    beside = {child for p in parents if p for child in index.corpus.clause(p).children}
    return frozenset(beside - cited) if _GOES_ON.search(question.plain) else frozenset(beside | cited)


def _by_whom(question: Question) -> str:
    """`期满考核由谁组织` looks for 期满考核由…"""
    match = re.search("由谁|谁来|由哪|归谁|谁", question.plain)
    before = [t for t in question.terms if match and t.start + len(t.words) == match.start()]
    return before[-1].words + "由" if before else ""


def _pairs(terms: Sequence[Term]) -> list[str]:
    """Words that stand side by side in the question: 期满考核 tells more than 期满 and 考核."""
    ordered = sorted(terms, key=lambda t: t.start)
    return [a.words + b.words for a, b in pairwise(ordered) if a.start + len(a.words) == b.start and a.role != "level"]
