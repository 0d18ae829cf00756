"""What a sentence does beside stating a rule: it says why the document exists, or what a word means in it.

Such a sentence has all the words of its matter and answers hardly a question about it: 车船税一年多少 is not answered by
为加强车船税的管理，制定本办法, nor 骑手能不能参保 by what 新就业形态人员 means.
"""

import re

from assistant.offline.finding.passages import Passage, Passages
from assistant.questions.question import Asked, Question
from assistant.questions.vocabulary import cues

_PURPOSE = re.compile(
    "制定(?:本|如下)|(?:现就|现将|现对).*(?:如下|印发|予以发布)|提出以下|^(?:为|为了)(?:全面|进一步|加快|推进|贯彻|规范|服务).*(?:精神|现就|现将|制定|支持。)|^以习近平"
)
_STARTS = re.compile("决定在|起(?:施行|执行|实施)")  # what opens a document may also decide something
_MEANS = re.compile("所称.*(?:是指|包括|指)|是指")
_MEANT = re.compile("所称.*(?:包括|是指|如下)[：:]?$")
# Kinds of answer that no meaning of a word gives.
_DONE: frozenset[Asked] = frozenset(
    {"url", "phone", "address", "amount", "rate", "hours", "day", "duration", "often", "number", "place", "body", "steps"}
)


def beside_the_point(question: Question, passage: Passage, index: Passages) -> bool:
    """Whether the sentence only says why there is such a document, or what a word means, and something else is asked."""
    if is_purpose(passage):
        return not cues("asks_purpose").search(question.plain)
    return is_meaning(passage, index) and asks_what_is_done(question)


def is_purpose(passage: Passage) -> bool:
    """为规范…管理，…制定本办法; 现将…印发给你们."""
    return not passage.heading and bool(_PURPOSE.search(passage.text)) and not _STARTS.search(passage.text)


def is_meaning(passage: Passage, index: Passages) -> bool:
    """本办法所称…是指…, and an item of such a list."""
    if passage.heading or _MEANS.search(passage.text):
        return not passage.heading
    above = index.corpus.parent(passage.clause)
    return above is not None and bool(_MEANT.search(above.text.strip()))


def asks_what_is_done(question: Question) -> bool:
    """Whether something is to be done, paid or had, not whether somebody or something is meant: 能不能参保, 归谁管."""
    if cues("asks_meaning").search(question.plain):
        return False
    return question.asked in _DONE or (question.yes_no and bool(cues("asks_leave").search(question.plain)))
