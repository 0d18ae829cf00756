"""A condition of a sentence that the person's case does not meet: 协商一致 against 不同意, 本市户籍 against 河北户口.

Only opposites that leave no doubt: places that lie elsewhere, and the pairs of vocabulary.yaml. Anything else decides nothing.
"""

import re
from collections.abc import Iterator

from assistant.offline.finding.passages import Passages
from assistant.questions.person.declared import graduated_earlier
from assistant.questions.question import Question
from assistant.questions.vocabulary import load_words, places
from assistant.questions.wording import arabic, fold
from corpus import Clause

# What ties a person or firm to a place: how clauses say it, and how people do around the name of a place.
_TIES = (
    (r"户籍|户口", r"老家(?:是|在)?{}|(?:户口|户籍|籍贯)(?:也|都|还)?(?:是|在|属于)?{}|{}(?:省|市|的|农村|农业|城镇|非农|非农业)*(?:户口|户籍|人(?!工))"),
    (r"生源", r"{}(?:省|市|的)*(?:生源|考生)|生源(?:地)?(?:也|都|还)?(?:是|在)?{}|{}考来|从{}考"),
    (r"注册|登记", r"(?:注册|登记)(?:地)?(?:是|在|于)?{}|{}(?:省|市)?(?:那边)?注册"),
    (r"本(?:市|省)[^，。；]{0,8}企业", r"(?:公司|企业|单位)(?:注册)?(?:地)?(?:是|在){}|{}(?:省|市)?的(?:公司|企业|单位)"),
)  # fmt: skip
_NOT_HERE = "外地|外省|外市|京外|非本地|非本市"


def contradicted(question: Question, clause: Clause, sentence: str, index: Passages) -> str | None:
    """The words of the sentence that the case told contradicts; None where nothing does."""
    text = fold(sentence)
    for words in (*_of_place(question, clause, text, index), *_of_state(question, text), *_of_time(question, text)):
        return words
    return None


def _of_place(question: Question, clause: Clause, text: str, index: Passages) -> Iterator[str]:
    region = index.corpus.policies[clause.policy_id].region or ""
    elsewhere = "|".join(sorted((p for p in places() if index.lexicon.regions.get(p) != region), key=len, reverse=True))
    other = f"(?:{elsewhere}|{_NOT_HERE})"
    local = f"(?:{region}|本市|本省|本地)"
    for tie, said in _TIES:
        here = re.search(
            rf"(?<!不在)(?<!非)(?:本市|本省|{region})[^，。；]{{0,8}}(?:{tie})" if "本" not in tie else tie, text
        )
        denied = (
            rf"(?:{tie})(?:地)?(?:也|都|还|并)?不(?:是|在|属于){local}|(?:不是|非){local}(?:市|省)?(?:的)?(?:{tie})"
        )
        if region and here and re.search(f"{said.replace('{}', other)}|{denied}", question.plain):
            yield here.group()


def _of_state(question: Question, text: str) -> Iterator[str]:
    plain = question.plain
    for state in load_words()["states"]:
        asked = re.search(f"(?<!不)(?<!未)(?:{state['clause']})", text)
        if asked and re.search(state["denied"], plain):
            yield asked.group()
    if (asked := re.search("应届", text)) and graduated_earlier(plain, question.day):
        yield asked.group()


# So many years since something happened, as clauses bound it and as people tell it.
_WITHIN = re.compile(r"(毕业|离校|失业|取得|退役)[^，。；\d]{0,4}(\d+)年(?:之|以)?内")
_SINCE = r"{}(?:离校|都|已经|已|有|后|满|快)*(\d+(?:\.\d+)?)年(?:多|半|整)*(?:了|才|以后|后|还|,|$)"


def _of_time(question: Question, text: str) -> Iterator[str]:
    for bound in _WITHIN.finditer(arabic(text)):
        told = re.search(_SINCE.replace("{}", bound.group(1)), question.plain)
        if told and float(told.group(1)) > float(bound.group(2)):
            yield bound.group()
