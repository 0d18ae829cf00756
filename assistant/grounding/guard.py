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
    coverage,
    deeds,
    exchange,
    frames,
    opposites,
    owners,
    pairing,
    permission,
    placing,
    quotes,
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
_ASKS = re.compile(r"[?？]\s*$")
_CAUTION = re.compile(
    r"(?:以上|上述|本(?:回答|结论)|结论|最终|具体).{0,20}(?:不构成|仅供参考|不代表|不是官方|不作为|以.{1,24}为准|由.{1,24}(?:认定|评审|审核|决定|确定))|"
    r"不构成.{0,8}(?:决定|认定|结论|意见)|仅供参考"
)
_ABSENT = re.compile(
    r"(?:未|没有?|并未|没能|未能|暂未|尚未)(?:在.{0,16}?中?)?(?:找到|检索到|查到|收录|提及|提到|涉及|写明|载明|列明|说明|规定|给出|公布|列出)|"
    r"(?:文件|办法|条款|材料|正文|通知|方案|公告)(?:里|中)?(?:均|都|也)?(?:未|没有?)(?:写|说|明确|包含|列|有)|"
    r"(?:无法|不能)(?:回答|确定|判断)|无法提供|不在(?:收录|本系统|这些文件|现有文件)|找不到|查不到"
)
# Said to the reader, about no document.
_COURTESY = re.compile(
    r"(?:以上|上述)?(?:请您?(?:留意|注意|知悉)|供您?参考|仅供(?:您?)参考|特此说明)|(?:具体|最终|详细|一切)(?:条件|要求|内容|规定|情况)?以[^,]{1,20}为准|这一?点(?:请|要|需要)?(?:注意|留意)|"
    r"根据(?:有关|相关)?规定|按照?(?:该|上述|本|有关)?(?:文件|办法|规定|政策)|(?:您?需要|请|值得)(?:注意|说明|指出|强调|知道|了解)(?:的是)?|"
    r"简单(?:来|地)?说|也就是说|换句话说|换言之|具体(?:来说|而言|如下)?|一般(?:来说|而言)|目前(?:来看)?|总的来说|总之|综上(?:所述)?|因此|所以|此外|另外|同时|其中|不过|但是?|"
    r"答(?:案|复)?|回答|对您(?:来说|而言)|(?:就|结合|对于|针对|按)您的(?:情况|条件|提问|问题)(?:而言|来说|来看)?|(?:文件|政策|条款)(?:上)?(?:明确|规定|写明|指出|要求)|"
    r"(?:(?:这?[两二]者|它们|[两二]级|其)(?:之间)?的?)?(?:主要)?(?:区别|不同|差别|差异)(?:之处)?(?:在于|是|如下|为)?|"
    r"要求|说明|注意|提示|结论|规定|依据|条件|是的|对|没错|您好|首先|其次|最后|再次|第[一二三四123]"
)
_SELF = re.compile(
    r"^(?:可以问我|已查|查过|已检索|收录|另见|很?抱歉|对不起|您好|你好|好的|我(?:是|只|无法|不能|不会|没有|可以为|的)|本助手|本系统|谢谢|感谢|如需|如果您|若您|"
    r"欢迎|请(?:您|先|补充|告诉|提供|告知|说明|问|写明|换))"
)


# A caution that brings one of these says more than a caution.
_WEIGHTY = placing.QUANTITIES | {"date", "degree", "digits", "number", "percent", "rank"}


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
        days = "。".join(f"{d.year}年{d.month}月{d.day}日" for d in ground.days)
        own_words = f"{ground.question}。{ground.said}。{days}"
        known = read(plain(own_words))
        evidence = with_results(gather(clauses, self.corpus), ground.decided)
        text = self._without_places(text, clauses)
        if not re.search(r"\w", text):
            return Judgement(True)
        if _is_caution(text) and (not clauses or _who_decides(text) in evidence.whole):
            return Judgement(True, states=bool(clauses))
        text = _without_courtesies(text)
        if not re.search(r"\w", text):
            return Judgement(True, states=bool(clauses))
        words = text.strip(ENDS)
        if words in whole_statements(tuple(clauses), self.corpus) or words in lines_of(ground.decided):
            return Judgement(True)
        if _ABSENT.search(text):
            found = with_results(gather([*clauses, *ground.found], self.corpus), ground.decided)
            missing = tuple(absence.contradicted(placing.segments(text), _ABSENT, found))
            if missing:
                return Judgement(False, missing)
        if self._states_nothing(text, known, ground, cited=bool(clauses)):
            return Judgement(True, states=False)
        if not evidence.units:
            return Judgement(False, ("没有引用条款",))
        text = conclusions.left_out(text, evidence, ground.days)
        pieces = placing.segments(text)
        places = placing.places_in(evidence)
        verdict = verdicts.about_person(text) and verdicts.countable(text, known)
        claims = [
            piece
            for piece in placing.segments(untitled(text))
            if not _ABSENT.search(piece.text) and not ((ground.results or verdict) and verdicts.is_verdict(piece.text))
        ]
        faults = dict.fromkeys(
            [
                *self._misplaced(text, clauses, evidence),
                *self._of_another(untitled(text), clauses, evidence),
                *binding.unborne(pieces, evidence, known, places),
                *pairing.disordered(pieces, evidence),
                *pairing.misnamed(claims),
                *wording.turned(untitled(text), claims, evidence, plain(own_words)),
                *deeds.of_others(claims, evidence),
                *deeds.strangers(claims, evidence, own_words),
                *frames.misfitted(text, claims, evidence),
                *owners.of_another(claims, evidence),
                *owners.other_grades(claims, evidence),
                *permission.reversed_in(claims, evidence),
                *exchange.exchanged(claims, evidence, own_words),
                *areas.misplaced(claims, evidence, own_words),
                *opposites.put_in_place(claims, evidence),
                *opposites.of_drafts(claims, evidence),
                *opposites.of_endings(claims, evidence, own_words),
                *quotes.misquoted(sentence, clauses, self.corpus, own_words + "".join(ground.decided)),
                *verdicts.misstated(text, ground.results, known, places),
                *coverage.additions(claims, evidence, own_words, self._rarity),
                *coverage.foreign_words(claims, evidence, own_words),
                *coverage.foreign_deeds(claims, evidence, own_words),
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
            if policy not in cited and name in text and name not in evidence.whole and name not in names:
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
        own = "/".join(plain(part) for clause in cited for part in clause.path.split("/"))
        for element in read(text):
            named = str(element.value)
            elsewhere = named not in own and named not in evidence.whole
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
            {"level", "degree", "grade"} if _ASKS.search(text) else set()
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


def _without_courtesies(text: str) -> str:
    """The sentence without its pieces that are said to the reader, and without the caution behind it."""
    parts = re.split(r"(?<=[,:;。])", text)
    return "".join(
        p for p in parts
        if not _COURTESY.fullmatch(p.rstrip(",:;。")) and not _is_caution(p)
    ).strip(",")  # fmt: skip


def _is_caution(text: str) -> bool:
    return bool(_CAUTION.search(text)) and not {e.kind for e in read(text)} & _WEIGHTY


def _who_decides(caution: str) -> str:
    """Whose decision counts, by a caution: 以评审委员会的评审结果为准; empty where it names nobody."""
    named = re.search(r"[以由]([^,。]{2,20}?)(?:的|最终|统一)?(?:评审|认定|审核|决定|确定|结果|意见)", caution)
    return named.group(1) if named else ""


@lru_cache(maxsize=5_000)
def stripped(sentence: str) -> str:
    """A sentence in plain text without its handles and list mark."""
    return plain(_MARKER.sub("", HANDLE.sub("", sentence)))


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
