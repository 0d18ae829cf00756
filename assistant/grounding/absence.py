"""That the documents do not say something is not so where the clauses of the turn say exactly that.

Pure functions over plain text and evidence.
"""

import re
from collections.abc import Iterator

from assistant.grounding.evidence import Evidence, Phrase
from assistant.grounding.parties import parties
from assistant.grounding.placing import Segment
from assistant.grounding.words import share_of, words

# What kind of thing answers to a noun that asks for a value.
_VALUES = (
    (r"时间|期限|时限|(?<=合同)期|(?<=公示)期|多久|多长|几天|几年|年限|日期|什么时候|何时|截止|哪天|几号", {"time", "day", "workday", "date", "month", "week"}),
    (r"金额|补贴标准|多少钱|额度|补多少|数额|几万", {"money"}),
    (r"比例|占比|费率|百分之几", {"percent"}),
    (r"人数|多少人|几个人|名额", {"people"}),
    (r"电话|热线|号码", {"digits"}),
    (r"学时|课时", {"lesson"}),
    (r"次数|几次|多少次|几项|多少项", {"count"}),
    (r"年龄|岁数|几岁|多大", {"age"}),
    (r"学历", {"degree"}),
)  # fmt: skip
_WHO = re.compile(r"由谁|谁来|哪个部门|哪个单位|哪个机构|负责(?:部门|单位|机构)|主管(?:部门|单位)是")
_MEANS = re.compile(
    r"规定|要求|内容|情况|具体|明确|相关|信息|说明|部分|文件|办法|条款|材料|通知|公告|方案|政策|必须|是否|关于|有关|标准"
)
# The clause says what is asked for when it has this much of the words, and there are so many characters of them.
LEAST, LEAST_SAID = 0.85, 4


def contradicted(pieces: list[Segment], absent: re.Pattern[str], evidence: Evidence) -> Iterator[str]:
    """What a sentence says to be missing and the clauses have, one line each."""
    for piece in pieces:
        match = absent.search(piece.text)
        if not match:
            continue
        asked = piece.text[match.end() :] if words(piece.text[match.end() :]) else piece.text[: match.start()]
        values = [(pattern, kinds) for pattern, kinds in _VALUES if re.search(pattern, asked)]
        kinds = {kind for _, kinds in values for kind in kinds}
        who = bool(_WHO.search(asked))
        about = _MEANS.sub("", _WHO.sub("", _without_values(asked)))
        listed = [w for w, _ in words(about)]
        whole = sum(map(len, listed))
        if not (kinds or who) or whole < (2 if kinds else LEAST_SAID):
            continue
        for unit in evidence.units:
            if share_of(listed, unit.text) < LEAST:
                continue
            for phrase in unit.phrases:
                named = any(re.search(pattern, phrase.text) for pattern, _ in values)
                if share_of(listed, phrase.text) >= (0.5 if named else LEAST) and _answers(phrase, kinds, who=who):
                    yield f"条款写明了：“{phrase.text[:40]}”"
                    return


_LEFT_OUT = re.compile(r"(?:未|没有?|不)(?:包括|列入?出?)([^,。、]{2,12})")


def listed(pieces: list[Segment], evidence: Evidence) -> Iterator[str]:
    """What a sentence says to be left out and the cited clauses list, one line each."""
    for piece in pieces:
        match = _LEFT_OUT.search(piece.text)
        names = [w for w, tag in words(match[1]) if tag[0] in "nlj"] if match else []
        if names and all(name in evidence.text for name in names):
            yield f"条款列了“{''.join(names)}”"


def _without_values(asked: str) -> str:
    for pattern, _ in _VALUES:
        asked = re.sub(pattern, "", asked)
    return asked


def _answers(phrase: Phrase, kinds: set[str], *, who: bool) -> bool:
    return any(e.kind in kinds for e in phrase.elements) or (who and bool(parties(phrase.text)))
