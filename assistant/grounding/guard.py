"""Whether a sentence may reach a person: `Guard.judge`.

Puts the checks together and knows which sentences state nothing of the documents (a question back, a caution, a title over a
list) and which lean on a tool's decision. Knows the corpus; no model, no network, no clock.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from assistant.grounding import (
    absence,
    areas,
    binding,
    conclusions,
    conditions,
    courtesies,
    coverage,
    deeds,
    frames,
    opposites,
    order,
    owners,
    pairing,
    permission,
    placing,
    quotes,
    standing,
    verdicts,
    wording,
)
from assistant.grounding.elements import Element, read
from assistant.grounding.evidence import ENDS, Evidence, gather, lines_of, whole_statements, with_results
from assistant.grounding.rarity import rarity
from assistant.grounding.text import plain, untitled
from corpus import Corpus
from corpus.levels import rank_of
from corpus.references import printed_path

HANDLE = re.compile(r"\[\^?(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\]")
_MARKER = re.compile(
    r"^\s*(?:>\s*|[-*•]\s+|#{1,6}\s+|\d{1,2}[.、)）]\s*(?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]\s*|[一二三四五六七八九十]{1,2}、)+"
)
_CIRCLED = re.compile("[①-⑳❶-❿]")
_ASKS = re.compile(r"[?？]\s*$")
_ABSENT = re.compile(
    r"(?:未|没有?|并未|没能|未能|暂未|尚未)(?:在.{0,16}?中?)?(?:找到|检索到|查到|收录|提及|提到|涉及|写明|载明|列明|说明|规定|给出|公布|列出)|"
    r"(?:文件|办法|条款|条文|材料|正文|通知|方案|公告)(?:里|中)?(?:均|都|也)?(?:未|没有?)(?:写|说|明确|包含|列|有)|"
    r"(?:未|没有?|并未)(?:单独|逐[一1])?(?:写出?|列明?|讲到?|说到?|显示)(?!有|了)|不涉及|(?:未|没有?|不)(?:包括|列入)(?!但不)|"
    r"(?:无法|不能)(?:回答|确定|判断)|无法提供|不在(?:收录|本系统|这些文件|现有文件)|找不到|查不到"
)
_SELF = re.compile(
    r"^(?:可以问我|已查|查过|已检索|收录|另见|很?抱歉|对不起|您好|你好|好的|我(?:是|只|无法|不能|不会|没有|可以为|的)|本助手|本系统|谢谢|感谢|如需|如果您|若您|"
    r"欢迎|请(?:您|先|补充|告诉|提供|告知|说明|问|写明|换))"
)


@dataclass(frozen=True)
class Ground:
    """What the sentences of one turn may lean on besides clauses: the person's words, and what the tool decided.

    `said` are earlier words and facts of the same person; `results` and `decided` one decision in two forms; `found` every clause
    that the turn has before it.
    """

    question: str = ""
    said: str = ""
    days: tuple[date, ...] = ()
    results: tuple[dict[str, Any], ...] = ()
    decided: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a sentence passed, and if not, why. `states` is False for one that states nothing of the documents."""

    passed: bool
    why: tuple[str, ...] = ()
    states: bool = True


class Guard:
    """Judges sentences against clauses of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        ladders = {c.policy_id for c in corpus.walk() if c.heading and rank_of(c.heading)}
        professions = [s for p in sorted(ladders) for s in corpus.policies[p].subjects]
        places = [p.region for p in corpus.policies.values() if p.region]
        self._rarity = rarity(corpus)
        self._documents = "\n".join(plain(clause.own_text) for clause in corpus.walk())
        self._aliases = tuple(
            (policy.id, plain(name))
            for policy in corpus.policies.values()
            for name in (policy.title, *policy.aliases)
            if len(name) >= 4
        )
        self._names = tuple(dict.fromkeys(word for word in (*professions, *places) if len(word) > 1))

    def judge(self, sentence: str, clauses: Sequence[str], ground: Ground) -> Judgement:
        """Would this sentence be let through, citing these clauses, to the person who asked?"""
        text = stripped(sentence)
        if not re.search(r"\w", text):
            return Judgement(True, states=False)
        if not mostly_chinese(text):
            return Judgement(False, ("不是中文，无法对照条款核对",))
        borne = whole_statements(tuple(clauses), self.corpus) | lines_of(ground.decided)
        if text.strip(ENDS) in borne:
            return Judgement(True)
        days = "。".join(f"{d.year}年{d.month}月{d.day}日" for d in ground.days)
        own_words = f"{ground.question}。{ground.said}。{days}"
        known = read(plain(own_words))
        evidence = with_results(gather(clauses, self.corpus), ground.decided)
        text = self._without_places(text, clauses)
        if not re.search(r"\w", text):
            return Judgement(True)
        text = courtesies.left_out(text, evidence if clauses else None)
        if not re.search(r"\w", text):
            return Judgement(True, states=bool(clauses))
        if text.strip(ENDS) in borne:
            return Judgement(True)
        if _ABSENT.search(text):
            found = with_results(gather([*clauses, *ground.found], self.corpus), ground.decided)
            missing = (
                *absence.contradicted(placing.segments(text), _ABSENT, found),
                *absence.listed(placing.segments(text), evidence),
            )
            if missing:
                return Judgement(False, missing)
        if self._states_nothing(text, known, ground, cited=bool(clauses)):
            return Judgement(True, states=False)
        if not evidence.units:
            return Judgement(False, ("没有引用条款",))
        standing_faults = tuple(standing.misstated(text, clauses, ground.days, self.corpus))
        if standing_faults:
            return Judgement(False, standing_faults)
        text = standing.settled(text, clauses, ground.days, self.corpus)
        if not re.search(r"\w", text):
            return Judgement(True)
        text = conclusions.left_out(text, evidence, ground.days)
        pieces = _claiming(placing.segments(text))
        places = placing.places_in(evidence)
        verdict = verdicts.about_person(text) and verdicts.countable(text, known)
        claims = [
            piece
            for piece in _claiming(placing.segments(untitled(text)))
            if not ((ground.results or verdict) and verdicts.is_verdict(piece.text))
        ]
        faults = dict.fromkeys(
            [
                *self._misplaced(text, clauses, evidence),
                *self._of_another(untitled(text), clauses, evidence),
                *binding.unborne(pieces, evidence, known, places, decided=bool(ground.results)),
                *pairing.disordered(pieces, evidence),
                *wording.turned(untitled(text), claims, evidence, plain(own_words)),
                *deeds.of_others(claims, evidence),
                *deeds.strangers(claims, evidence, own_words),
                *frames.misfitted(text, claims, evidence),
                *owners.of_another(claims, evidence),
                *permission.reversed_in(claims, evidence),
                *areas.misplaced(claims, evidence, own_words),
                *opposites.put_in_place(claims, evidence),
                *opposites.of_drafts(claims, evidence),
                *opposites.of_endings(claims, evidence, own_words),
                *quotes.misquoted(sentence, clauses, self.corpus, own_words + "".join(ground.decided)),
                *verdicts.misstated(text, ground.results, known, places),
                *coverage.additions(claims, evidence, own_words, self._rarity),
                *coverage.foreign_words(claims, evidence, own_words),
                *coverage.foreign_deeds(claims, evidence, own_words),
                *coverage.of_other_clauses(claims, evidence, own_words, self._documents),
                *conditions.waived(claims, evidence),
                *conditions.left_out(claims, evidence),
                *conditions.made_absolute(claims, evidence),
                *order.reversed_in(pieces, evidence),
            ]
        )
        return Judgement(not faults, tuple(faults))

    def _without_places(self, text: str, clauses: Sequence[str]) -> str:
        """The sentence without the printed places of the clauses it cites; a place that is not theirs stays and is judged."""
        cited = [self.corpus.clause(c) for c in clauses if c in self.corpus]
        places = {plain(printed_path(c)) for clause in cited for c in (clause, *self.corpus.ancestors(clause))}
        for place in sorted((p for p in places if len(p) > 1 and p in text), key=len, reverse=True):
            text = re.sub(
                rf"(?:(?<=[》)])|^|(?<=[见据源:])){re.escape(place)}(?![\d一二三四五六七八九十]|\([一二三四五六七八九十\d]|第\d+款)",
                "",
                text,
            )
        return re.sub(r"^(?:依据|出处|来源|见|详见|参见)[:是为]?(?=《|$)", "", text)

    def _of_another(self, text: str, clauses: Sequence[str], evidence: Evidence) -> Iterator[str]:
        """A profession or place of another document, said of these clauses."""
        cited = {self.corpus.clause(c).policy_id for c in clauses if c in self.corpus}
        own = {w for p in cited for w in (*self.corpus.policies[p].subjects, self.corpus.policies[p].region or "")}
        for word in self._names if cited else ():
            if word in text and word not in own and word not in evidence.whole:
                yield f"所引条款说的不是“{word}”"
        names = "".join(evidence.names)
        for policy, name in self._aliases if cited else ():
            if policy not in cited and name in text and name not in evidence.whole and not _made_of(name, names):
                yield f"所引条款不在“{name}”里"

    def _misplaced(self, text: str, clauses: Sequence[str], evidence: Evidence) -> Iterator[str]:
        """Places that the sentence names and that are neither those of the cited clauses nor in their words."""
        if left := _PLACE.search(text):
            yield f"条款位置与所引不符：{left.group(1)}"
        cited = [self.corpus.clause(c) for c in clauses if c in self.corpus]
        for part, unit in _PART.findall(text):
            here = {re.sub(r"[（）()]", "", p) for clause in cited for p in clause.path.split("/")}
            if cited and not here & ({HAN[int(part)], part} if unit.endswith("点") else {HAN[int(part)]}):
                yield f"条款位置与所引不符：第{part}{unit}"
        numbers = {re.sub(r"[（）().、]", "", part) for clause in cited for part in clause.path.split("/")}
        own = "/".join(plain(part) for clause in cited for part in clause.path.split("/"))
        for element in read(text):
            named = str(element.value)
            elsewhere = named not in own + evidence.whole and re.sub(r"\D", "", named) not in numbers
            if element.kind == "reference" and cited and elsewhere and re.match(r"第\d+[条章]", named):
                yield f"条款位置与所引不符：{named}"

    def _states_nothing(self, text: str, known: tuple[Element, ...], ground: Ground, *, cited: bool) -> bool:
        """Questions, cautions, openings and admissions of not knowing, as long as they bring no element of their own."""
        short_opening = text.endswith(":") and len(text) <= 60
        if cited:
            return False
        if not (
            _ASKS.search(text) or short_opening or _ABSENT.search(text) or _SELF.search(text)
            or (len(text) <= 12 and not read(text) and not re.search(r"[须应可需得]", text))
        ):  # fmt: skip
            return False
        ignored = {"measure", "actor", "role", "per", "group"} | (
            {"level", "degree", "grade"} if _ASKS.search(text) else {"count"} if short_opening else set()
        )
        elements = [e for e in read(text) if e.kind in placing.CHECKED - ignored]
        if not elements:
            return verdicts.polarity(text) == "" or not verdicts.about_person(text)
        whole = gather(ground.found, self.corpus)
        there = [
            p.element for places in placing.places_in(with_results(whole, ground.decided)).values() for p in places
        ]
        return all(
            any(k.kind == e.kind and k.value == e.value for k in known)
            or any(binding.agrees(e, t, whole) for t in there)
            or (e.kind == "title" and any(str(e.value) in plain(p.title) for p in self.corpus.policies.values()))
            or (e.kind == "latin" and e.value == "ai")
            or (e.kind == "count" and e.value == len(self.corpus.policies))
            for e in elements
        ) and not verdicts.polarity(text)  # fmt: skip


# A place right behind a document's title or number.
_PLACE = re.compile(
    r"(?<=[》)])((?:附件[一二三\d]*)?(?:[一二三四五六七八九十]+、?)?\([一二三四五六七八九十\d]+\)|附件\d*(?=[一二三四五六七八九十(]))"
)

# A part of a document by its number: 第六部分 is what is printed 六、.
_PART = re.compile(r"第(\d|10)(大?部分|大?点)")
HAN = "零一二三四五六七八九十"


_TOPIC = re.compile(r"至于|关于|对于|就")


def _claiming(pieces: list[placing.Segment]) -> list[placing.Segment]:
    """The pieces without those that say the documents do not say something, and the topics of those: 至于……,文件没有规定."""
    absent = [bool(_ABSENT.search(piece.text)) for piece in pieces]
    for at in range(len(pieces) - 2, -1, -1):
        absent[at] = absent[at] or (absent[at + 1] and bool(_TOPIC.match(pieces[at].text)))
    return [piece for piece, gone in zip(pieces, absent, strict=True) if not gone]


def _made_of(name: str, names: str) -> bool:
    """试行办法 is no name of another document where 办法 and 试行 stand in the title of this one."""
    return all(name[i : i + 2] in names for i in range(0, len(name), 2))


@lru_cache(maxsize=5_000)
def stripped(sentence: str) -> str:
    """A sentence in plain text without its handles and list mark."""
    return plain(_CIRCLED.sub("", _MARKER.sub("", HANDLE.sub("", sentence))))


def mostly_chinese(text: str) -> bool:
    """Whether Chinese carries the sentence: an answer in another language cannot be held against the clauses."""
    bare = re.sub(r"https?://\S+|《[^》]*》", "", text)
    han, latin = len(re.findall(r"[一-鿿]", bare)), len(re.findall(r"[A-Za-z]+", bare))
    return han >= 2 * latin if latin > 2 else bool(han or not latin)


def is_absent(sentence: str) -> bool:
    """Whether a sentence says that the documents do not say."""
    return bool(_ABSENT.search(stripped(sentence)))


def is_reply(sentence: str) -> bool:
    """Whether a sentence that states nothing of the documents can still stand as a reply: a no, a question back."""
    text = stripped(sentence)
    return bool(_ABSENT.search(text) or _ASKS.search(text) or re.search(r"抱歉|对不起|不能照办|无法|不能|^我只", text))
