"""What a sentence does beside stating a rule: it says why the document exists, from when it holds, or what a word means in it.

Such a sentence has all the words of its matter and answers hardly a question about it: 车船税一年多少 is not answered by
为加强车船税的管理，制定本办法, nor 骑手能不能参保 by what 新就业形态人员 means.
"""

import re
from functools import lru_cache
from typing import Literal

from assistant.offline.finding.passages import Passage, Passages
from assistant.questions.question import Question
from assistant.questions.vocabulary import cues

Deed = Literal["rules", "purpose", "force", "meaning"]
_PURPOSE = re.compile(
    "制定(?:本|如下)|(?:现就|现将|现对).*(?:如下|印发|予以发布)|提出以下|^(?:为|为了)(?:全面|进一步|加快|推进|贯彻|规范|服务).*(?:精神|现就|现将|制定|支持。)|^以习近平|"
    "是.{2,60}重[要大](?:抓手|举措|意义|内容)"
)
_DECIDES = re.compile("决定在|由.{1,12}负责")  # what opens or closes a document may also decide something
_FORCE = re.compile("^(?:现将|本(?:办法|通知|公告|通告|意见)).*起(?:施行|执行|实施)|同时废止")
_MEANS = re.compile("所称.*(?:是指|包括|指)|是指")
_MEANT = re.compile("所称.*(?:包括|是指|如下)[：:]?$")  # the lead of a list of meanings
# Kinds of answer that no meaning of a word gives.
_NO_MEANING = frozenset(
    ("url", "phone", "address", "amount", "rate", "hours", "day", "duration", "often", "number", "place", "body", "steps")
)  # fmt: skip


def deed(passage: Passage, index: Passages) -> Deed:
    """为规范…管理，制定本办法: purpose. 自…起施行: force. 本办法所称…是指…, and an item of such a list: meaning. Else a rule."""
    if passage.heading:
        return "rules"
    above = index.corpus.parent(passage.clause)
    return _deed(passage.text, above.text.strip() if above else "")


@lru_cache(maxsize=20_000)
def _deed(text: str, above: str) -> Deed:
    if _DECIDES.search(text):
        return "rules"
    if _FORCE.search(text):
        return "force"
    if _PURPOSE.search(text):
        return "purpose"
    return "meaning" if _MEANS.search(text) or _MEANT.search(above) else "rules"


def deeds_beside(question: Question) -> frozenset[Deed]:
    """Of what sentences do, that which is not asked for."""
    text = question.plain
    beside: dict[Deed, bool] = {
        "purpose": not cues("asks_purpose").search(text),
        "force": question.asked != "day" and not cues("asks_force").search(text),
        "meaning": _asks_what_is_done(question),
    }
    return frozenset(name for name, is_beside in beside.items() if is_beside)


def _asks_what_is_done(question: Question) -> bool:
    """Whether something is to be done, paid or had, not whether somebody or something is meant: 能不能参保, 归谁管."""
    if cues("asks_meaning").search(question.plain):
        return False
    return question.asked in _NO_MEANING or (question.yes_no and bool(cues("asks_leave").search(question.plain)))
