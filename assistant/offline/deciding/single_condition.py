"""One condition by itself: the prize, patent or standard that a person tells, against the items that ask for such a thing.

Decided by level, grade and place in the order of names, never by likeness of words; what these do not settle is left open.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.offline.drafts import Draft, place, status_remark, trimmed
from assistant.offline.finding.passages import Passage, Passages
from assistant.offline.finding.scoping import meant, titled_policies
from assistant.questions.person.achievements import held_merits
from assistant.questions.person.merits import Merit, alternatives, satisfies
from assistant.questions.question import Question
from assistant.questions.vocabulary import cues
from assistant.questions.wording import HAN_NUMERAL, numeral

_KINDS = ("破格条件", "成果条件")
_MOST_POLICIES = 3
# A route beside degree and years, by what it does: 直接申报, 不看学历.
_DIRECTLY = re.compile(
    "(?:能|可以|可不可以|直接)[^,。;?!]{0,4}直接[^,。;?!]{0,4}(?:申报|报|评|走|参评)|直接(?:申报|报|评|参评)|(?:不看|不受|不限|不管)(?:学历|年限|资历)"
)


@dataclass(frozen=True, slots=True)
class Held:
    """How what is told stands with the items of one document's list that ask for such a thing."""

    policy_id: str
    met: bool | None
    passage: Passage
    told: Merit


def told_merits(question: Question) -> list[Merit]:
    """The results and prizes told with a level, a grade or a place: what an item can be measured by."""
    return [m for m in held_merits(question.plain) if m.rank or m.within or m.grade is not None or m.scopes]


def _has_a_name(merit: Merit, passage: Passage, index: Passages) -> bool:
    """`世界技能大赛`: a contest that the documents name elsewhere is not the one this item asks for."""
    name = re.sub(r"^(?:我|有|拿|获|得|到|过|了|的|个|1|是)+", "", merit.words)
    return merit.kind == "大赛" and name not in passage.folded and name in index.lexicon.all_text


def alone(question: Question, index: Passages) -> list[Held]:
    """What the question asks of one condition, decided; empty where it is about more, or about none that can be measured."""
    kind = next((k for k in _KINDS if k in question.kinds), None)
    if kind is None and question.yes_no and _DIRECTLY.search(question.plain) and question.levels:
        kind = next(("破格条件" for p in meant(question, index)[:1] if met_items(question, p, index)), None)
    # A 破格 route is asked about by name: degree and years, which it frees from, decide nothing.
    whole = kind != "破格条件" and {"education", "titles", "experience_years", "experience"} & set(question.profile)
    asks = question.yes_no or cues("eligible").search(question.plain) or "算" in question.plain
    if (
        question.intent == "compare"
        or kind is None
        or not question.levels
        or not asks
        or (whole and not cues("only").search(question.plain))
    ):
        return []
    if kind == "成果条件" and not cues("one_item").search(question.plain):
        return []  # a number of results is counted by the rules
    policies = [p for p in meant(question, index) if p in titled_policies(index)]
    found = [measured(question, p, kind, index) for p in policies[: 1 if question.policies else _MOST_POLICIES]]
    return [one for one in found if one is not None and one.met is not None]


def measured(question: Question, policy_id: str, kind: str, index: Passages) -> Held | None:
    """The item of a kind that what is told meets, or else fails nearest; None where no item asks for such a thing."""
    best: tuple[tuple[bool, bool, bool], Held] | None = None
    for told in told_merits(question):
        for passage in _items(question, policy_id, kind, index):
            asked = [a for a in alternatives(passage.text) if a.kind == told.kind]
            if not asked or _has_a_name(told, passage, index):
                continue
            verdicts = [satisfies(told, a) for a in asked]
            met = True if True in verdicts else None if None in verdicts else False
            near = any(set(told.scopes) & set(a.scopes) for a in asked)
            rank = (met is True, met is None, near)
            if best is None or rank > best[0]:
                best = rank, Held(policy_id, met, passage, told)
    return best[1] if best else None


def met_items(question: Question, policy_id: str, index: Passages) -> list[str]:
    """Clause ids of the 破格 items that what is told meets."""
    told = told_merits(question)
    return [
        passage.clause.id
        for passage in _items(question, policy_id, "破格条件", index)
        if any(satisfies(mine, asked) for mine in told for asked in alternatives(passage.text))
    ]


def _items(question: Question, policy_id: str, kind: str, index: Passages) -> list[Passage]:
    def of_level(passage: Passage) -> bool:
        rung = index.levels.get(passage.clause.id)
        return rung is not None and rung.rank in question.ranks

    return [
        p
        for p in index.all
        if p.clause.policy_id == policy_id
        and not p.heading
        and not p.clause.children
        and index.kinds.get(p.clause.id) == kind
        and of_level(p)
    ]


def answer_alone(question: Question, held: Sequence[Held], index: Passages) -> Draft:
    """不符合 or 符合 first, then the words of the item and what was told."""
    draft = Draft("answer")
    for one in held:
        gate, short = _recommended(question, one, index)
        passage = gate if gate is not None and short and one.met else one.passage
        mark = draft.cite(passage.clause, passage.text)
        where = f"{place(index.corpus, passage.clause)}" if len(held) > 1 else ""
        draft.decide(f"**{'符合' if one.met and not short else '不符合'}**：{where}“{trimmed(passage.text)}”{mark}。")
        if passage is one.passage and gate is not None and one.met:
            draft.say(f"同时须符合：“{trimmed(gate.text)}”{draft.cite(gate.clause, gate.text)}。")
    told = f"推荐专家{question.profile['recommenders']}名" if passage is gate else told_words(held[0].told)
    draft.decide(f"你的情况：{told}。")
    if len(held) == 1:
        draft.say(f"依据：{place(index.corpus, passage.clause)}{mark}")
        if remark := status_remark(index.corpus, held[0].policy_id, question.day):
            draft.decide(remark)
    return draft


_SAYS = re.compile(
    r"排|第[一二三四五六七八九十\d]|前[一二三四五六七八九十\d]|[一二三四]作|[一二三123]等|[金银铜]奖|优秀奖|级|参与|主持"
)
_ASKS = re.compile(r"算不算|能不能|是不是|吗|么$|不$|没$|能不能|够不够|行不行|可不可以|能.{0,8}报")


def told_words(merit: Merit) -> str:
    """What the person said of it, in the person's words."""
    pieces = [p for p in re.split("[,:]", merit.around) if p]
    own = [p for p in pieces if (merit.words in p or _SAYS.search(p)) and not _ASKS.search(p)]
    return "，".join(own[:2]) or merit.words


def _recommended(question: Question, one: Held, index: Passages) -> tuple[Passage | None, bool]:
    """The sentence above the items that asks for recommenders, and whether fewer were told."""
    parent = one.passage.clause.parent_id
    for passage in index.of.get(parent or "", []):
        if match := re.search(rf"(\d+|[{HAN_NUMERAL}]+)(?:名|位)[^，。]{{0,24}}推荐", passage.text):
            least = numeral(match.group(1)) or 0
            told = question.profile.get("recommenders")
            return passage, told is not None and told < least
    return None, False
