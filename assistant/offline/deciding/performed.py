"""Work told in prose against the numbered 业绩 and 成果 items of a level: which items are plainly what the person did.

An item holds where one of its alternatives (；或) is told part by part, in its own words, with its role and its level.
Anything less is left open: the rules then ask for the item.
"""

import re
from itertools import pairwise

from assistant.offline.finding.passages import Passages
from assistant.questions.parts import asks, parts
from assistant.questions.person.merits import HEIGHTS, scopes_of
from assistant.questions.question import Question
from assistant.questions.wording import fold
from corpus import Clause

_EACH_PART, _ON_THE_WHOLE = 0.33, 0.5
# Words of clauses that say nothing of what was done.
_FRAME = re.compile(
    "积极|参与|学校|获得|[国省市区校]家?级|部级|能够|形成的?|成果|具有|具备|取得|产生|实现|达到|等方面|方面|相关|及以上|以上|工作|领域|本专业|、|等|的|在|了|并|已|过"
)
# What a committee judges, and a person need not tell: 在教学团队中发挥骨干作用.
_JUDGED = re.compile("在?[^,，]{0,12}发挥[^,，]*作用|取得[^,，]{0,12}(?:成绩|效果|效益)$|并?取得阶段性成果")
_ROLES = re.compile("主持|主导|牵头|负责人|主要起草人|第一|带头人|主要完成人|参与")
_LEADS = re.compile("主持|主导|牵头|负责人?|带头人|带队|领衔|第一")


def performed(question: Question, policy_id: str, kind: str, index: Passages) -> list[int]:
    """The numbers of the items of a kind that the person's own words tell."""
    text = question.plain
    told = "".join(text[s:e] + "," for s, e in parts(text) if not asks(text[s:e]))
    found = []
    for number, clause in items_of(question, policy_id, kind, index):
        alternatives = re.split("[；;]或?|。", clause.own_text)
        if any(_is_told(part, told) for part in alternatives if _ROLES.search(part) or kind != "业绩条件"):
            found.append(number)
    return found


def items_of(question: Question, policy_id: str, kind: str, index: Passages) -> list[tuple[int, Clause]]:
    """The numbered items of a kind of condition, of the level wished for."""
    titles = {level.title for level in question.levels}
    rungs = [r for r in index.lexicon.levels_of(policy_id) if r.rank in question.ranks]
    wanted = [r for r in rungs if r.title in titles] or rungs[:1]
    found = []
    for clause in index.corpus.walk(policy_id):
        label = re.fullmatch(r"（?(\d+)(?:\.|）)", clause.label)
        if (
            label
            and not clause.children
            and index.kinds.get(clause.id) == kind
            and index.levels.get(clause.id) in wanted
        ):
            found.append((int(label.group(1)), clause))
    return found


def _is_told(alternative: str, told: str) -> bool:
    """Whether every part of what an item asks for is told, by the person who led it where it asks for that."""
    asked = fold(alternative)
    if _LEADS.search(asked) and not _LEADS.search(told):
        return False
    if not _high_enough(asked, told):
        return False
    pieces = [part for part in re.split("[,，]", asked) if part]
    pieces = [part for part in pieces if not _JUDGED.match(part)] or pieces
    shares = [max(_share(way, told) for way in _ways(part)) for part in pieces]
    return bool(shares) and min(shares) >= _EACH_PART and sum(shares) / len(shares) >= _ON_THE_WHOLE


def _ways(part: str) -> list[str]:
    """`教学管理、教学改革等工作` names examples, 甲或乙 alternatives: one of them will do."""
    return [way for piece in re.split("或", part) for way in (piece.split("、") if "等" in piece else [piece])]


def _high_enough(asked: str, told: str) -> bool:
    least = min((HEIGHTS[s] for s in scopes_of(asked)), default=0)
    return max((HEIGHTS[s] for s in scopes_of(told)), default=0) >= least


def _share(words: str, told: str) -> float:
    """The share of neighbouring characters of the words that stand together in what is told."""
    pairs = [a + b for piece in _FRAME.split(words) for a, b in pairwise(piece)]
    return sum(pair in told for pair in pairs) / len(pairs) if pairs else 1.0
