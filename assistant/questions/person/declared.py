"""Facts that a document's own rules declare (subsidies, insurance …), read out of a person's words by their labels.

Cautious on purpose: a fact is read only where its label's words, or one of its choices, stand in the question. What is not
read stays unknown, and an unknown never decides.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from assistant.questions.days import read_days
from assistant.questions.question import Question, Term
from assistant.questions.terms import read_terms
from assistant.questions.vocabulary import Lexicon, load_words, places
from assistant.questions.wording import plain, quantities, shown

_NEGATED = re.compile(r"没有?|未|不是|不(?=[^,]{0,4}$)|无")
_EMPTY = re.compile("日期|时间|人员|情况|次数|人数|月数|月度|记录|岗位|已|是|有|为|的|在")


class Declared(Protocol):
    """A fact as the rules declare it."""

    @property
    def label(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def choices(self) -> tuple[str, ...]: ...


def read_declared(question: Question, facts: Mapping[str, Declared], lexicon: Lexicon, today: date) -> dict[str, Any]:
    """The declared facts that the question states."""
    text = question.plain + _from_elsewhere(question.plain, lexicon) + _graduated(question.plain, today)
    found: dict[str, Any] = {}
    units: dict[str, list[str]] = {}
    for name, fact in facts.items():
        units.setdefault(_unit(fact.unit), []).append(name)
    for name, fact in facts.items():
        value: Any = None
        if fact.type == "choice":
            value = _choice(text, fact.choices, lexicon)
        elif fact.type == "yes_no":
            value = _yes_no(text, fact.label, lexicon)
        elif fact.type in ("integer", "number") and fact.unit:
            value = _number(text, fact, len(units[_unit(fact.unit)]) == 1, lexicon)
        elif fact.type == "date":
            value = _date(text, fact.label, lexicon, today)
        if value is not None:
            found[name] = value
    return found


def _from_elsewhere(text: str, lexicon: Lexicon) -> str:
    """`河北户口` says that the household is not of here."""
    named = [
        p
        for p in places()
        if re.search(
            f"{p}(?:省|市)?(?:的)?(?:户口|户籍|生源)|(?:户口|户籍|生源|老家)(?:地)?(?:也|都|还)?(?:是|在)?{p}", text
        )
    ]
    if all(p in lexicon.regions for p in named):
        return ""
    return ",非本市户籍" + "".join(f",不是{region}生源" for region in sorted(set(lexicon.regions.values())))


def _graduated(text: str, today: date) -> str:
    return ",不是应届毕业生" if graduated_earlier(text, today) else ""


def graduated_earlier(text: str, today: date) -> bool:
    """`2018年毕业`, said in 2020, says that the person does not graduate this year; so do `往届` and `毕业两年了`."""
    match = re.search(r"(20\d\d)年(?:\d+月)?[^,。;?!\d]{0,8}毕业(?!年度)|毕业于(20\d\d)年", text)
    if match and "应届" not in text.replace("非应届", ""):
        return int(match.group(1) or match.group(2)) < today.year
    return bool(re.search(r"往届|非应届|不是应届|毕业(?:都|已经|有)?[2-9]年|毕业(?:好几|多)年", text))


def _unit(unit: str) -> str:
    return {"周岁": "岁", "个月": "个月"}.get(unit, unit)


def _terms(words: str, lexicon: Lexicon) -> list[Term]:
    return [t for t in read_terms(plain(words), lexicon, ()) if not _EMPTY.fullmatch(t.words)]


def _stands(term: Term, text: str) -> int:
    """Where a word or one that means the same stands; -1 for nowhere."""
    places = [text.find(w) for w in term.same if w in text and (len(w) > 1 or len(term.words) == 1)]
    return min(places, default=-1)


def _share(words: str, text: str, lexicon: Lexicon) -> tuple[float, int]:
    """The share of the words that the text has, by length, and the last place."""
    terms = _terms(words, lexicon)
    places = {t.words: _stands(t, text) for t in terms}
    total = sum(len(t.words) for t in terms)
    got = sum(len(w) for w, place in places.items() if place >= 0)
    return (got / total if total else 0.0), max(places.values(), default=-1)


def speaks_of(label: str, question: Question, lexicon: Lexicon) -> bool:
    """Whether all words of a fact's label, or words that mean the same, stand in the question."""
    return _share(label, question.plain, lexicon)[0] >= 1


def _choice(text: str, choices: Sequence[str], lexicon: Lexicon) -> str | None:
    if set(choices) >= {"男", "女"}:
        return "女" if re.search("女(?!儿|朋)", text) else "男" if re.search("男(?!朋)", text) else None
    open_ = [c for c in choices if not c.startswith("其他") and ("非" in c) <= ("非" in text)]
    scored = [(round(_share(choice, text, lexicon)[0], 2), -len(choice), choice) for choice in open_]
    best = max(scored, default=(0.0, 0, ""))
    return best[2] if best[0] >= 0.85 and not _denied(text, _share(best[2], text, lexicon)[1]) else None


def named_share(name: str, question: Question, lexicon: Lexicon, beside: Sequence[str] = ()) -> float:
    """The share of a scheme's name that stands in the question, by the words that tell it from the names `beside` it.

    Less where the word that says what it is (补贴, 贷款) does not stand there.
    """
    text = re.sub("(?:[上交缴]|参加)(?:了)?[^,。;?!补]{0,4}社保(?!补)", "参保", question.plain)
    terms = _terms(name, lexicon)
    own = [t for t in terms if not beside or not all(t.words in other for other in beside)] or terms
    total = sum(len(t.words) for t in own)
    share = sum(len(t.words) for t in own if _stands(t, text) >= 0) / total if total else 0.0
    said = not terms or _stands(terms[-1], text) >= 0 or terms[-1].words[-2:] in text
    return share if said else 0.5 * share


def _denied(text: str, place: int) -> bool:
    before = re.split("[,。;?!]", text[:place])[-1] if place >= 0 else ""
    return bool(_NEGATED.search(before[-5:]))


def _yes_no(text: str, label: str, lexicon: Lexicon) -> bool | None:
    if (told := _by_state(text, label)) is not None:
        return told
    share, place = _share(label, text, lexicon)
    terms = _terms(label, lexicon)
    if terms and _stands(terms[-1], text) < 0:  # what is said of the rest: 补贴政策期满
        return None
    places = [p for t in terms if (p := _stands(t, text)) >= 0]
    if places != sorted(places):  # 公司新招本市人员 is no 本市企业
        return None
    if share < 0.75 or re.search(r"吗|没有?$|能不能|是否", re.split("[,。;]", text[place:])[0]):
        return None
    return not _denied(text, place)


def _by_state(text: str, label: str) -> bool | None:
    """`一直没上社保` against 缴纳社会保险: what denies the label makes it false; what denies the opposite label makes it true."""
    for state in load_words()["states"]:
        if re.search(state["clause"], label):
            means = True
        elif re.search(state["clause"], label.replace("有", "无")):
            means = False
        else:
            continue
        if re.search(state["denied"], text):
            return not means
        if "held" in state and re.search(state["held"], text):
            return means
    return None


def _number(text: str, fact: Declared, alone: bool, lexicon: Lexicon) -> float | int | None:
    people = _people(text)
    values = [q for q in quantities(people) if q.unit == _unit(fact.unit)]
    values = [q for q in values if q.unit != "个月" or "个" in people[q.start : q.end]]  # 7月 is a day's month
    if len(values) != 1 or (not alone and _share(fact.label, text, lexicon)[0] < 0.5):
        return None
    value = values[0].value
    return int(value) if fact.type == "integer" and shown(value).isdigit() else value


def _people(text: str) -> str:
    """`20个参保职工` and `招了个人` count people."""
    text = re.sub(r"(?<=招)了?个(?!月)", "1个", text)
    return re.sub(r"(\d+)个(?=[^,。;?!\d]{0,8}(?:人|职工|员工|工人|毕业生|大学生))", r"\1人", text)


def _date(text: str, label: str, lexicon: Lexicon, today: date) -> str | None:
    """A day or month named in the same breath as the label's verb: 2020年9月招了."""
    verbs = [w for t in _terms(label, lexicon) for w in (*t.same, t.words[:1])]
    for span in read_days(text, today):
        after = re.split("[,。;?!]", text[span.end :])[0][:8]
        if re.match("(?:再|才|就|去|来|想|能)*(?:报|申请|交|领|办)", after):
            continue  # the day on which one means to apply
        if not span.is_year and any(w in after for w in verbs if w not in "开办"):
            return span.first.isoformat()
    return None
