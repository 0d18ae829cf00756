"""What people and clauses say of results and prizes: its kind, level, grade and place in the order of names.

One reading serves both sides: `省部级科技三等奖` told, and `获得省部级二等奖及以上科技奖项` asked for. Knows no policy.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.questions.vocabulary import load_words
from assistant.questions.wording import numeral, plain

# Longer and narrower kinds first; a place belongs to the first kind that fits it.
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in (
    ("专利奖", r"(?:专利|外观设计)[^,。;!?专标]{0,4}奖"),
    ("科技奖", r"(?:科技|科学技术|自然科学|技术发明)(?:进步|创新|成果)?[^,。;!?专标]{0,6}奖(?:项|励)?|科技奖"),
    ("大赛", r"[^,。;!?]{0,6}(?:大赛|竞赛|比赛)"),
    ("标准", r"(?:国际|国家|行业|地方|团体|企业)(?:(?:级|的|或|和|、|与)*(?:国际|国家|行业|地方|团体|企业))*标准|国标|行标|地标|团标|企标"),
    ("实用新型", r"实用新型(?:专利)?|外观(?:设计)?专利"),
    ("发明专利", r"发明专利|专利"),
    ("论文", r"论文|paper|顶会"),
    ("专著编著", r"专著(?:或编著)?|编著|著作"),
    ("技术报告", "技术报告"), ("研究报告", "研究报告"), ("设计文件", "设计文件"), ("行业工法", "工法"),
    ("技术转移转化服务合同", "技术转移转化服务合同"), ("成果转化", "成果转化|成果转移转化"),
    ("项目", r"项目|课题"),
))  # fmt: skip
_SCOPES = {
    "标准": (("国际", "国际"), ("国家", "国家|国标"), ("行业", "行业|行标"), ("地方", "地方|地标"), ("团体", "团体|团标"), ("企业", "企业|企标")),
}  # fmt: skip
HEIGHTS = {"单位": 0, "区级": 1, "行业": 2, "省部级": 3, "国家级": 4, "国际": 5}
_N = "[0-9一二三四五六七八九十]"
_RANK = re.compile(
    rf"(?:排名?|位列|排位|名次)(?:我|他|她|都|均|是|在|为|我是|只)*第?(?P<a>{_N})(?!等|项|年|级|分|篇|件|个|以外|位正)|"
    rf"第(?P<b>{_N})(?![0-9等届次批章条项款年级期个季代方轮类种产])|(?P<first>一作|独作|独立发明|第一完成)|(?P<c>[二三四五六七八])作"
)
_WITHIN = re.compile(rf"前(?P<n>{_N})(?:名|位)?")
# A first prize is no gold medal: grades of two families are not compared, except those below and above all.
_GRADES = (
    ("", 0, "特等"), ("等", 1, "[一1]等"), ("等", 2, "[二2]等"), ("等", 3, "[三3]等"), ("", 4, "优秀奖|优胜奖|入围|提名|鼓励奖|参与奖"),
    ("牌", 1, "金奖|金牌|冠军"), ("牌", 2, "银奖|银牌|亚军"), ("牌", 3, "铜奖|铜牌|季军"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Merit:
    """A result or prize. `rank`: the place, or (in a clause) the last place that will do; `around`: all that is said of it."""

    kind: str
    words: str
    around: str
    scopes: tuple[str, ...] = ()
    grade: tuple[str, int] | None = None
    rank: int | None = None
    within: int | None = None


def read_merits(text: str) -> list[Merit]:
    """The results and prizes that a plain text names, each with the words that belong to it."""
    return [_merit(kind, words, around) for kind, words, around in _named(text)]


def _merit(kind: str, words: str, around: str) -> Merit:
    rank = _RANK.search(around)
    within = _WITHIN.search(around)
    place = None
    if rank:
        place = 1 if rank.group("first") else int(numeral(rank.group("a") or rank.group("b") or rank.group("c")) or 0)
    grade = next(((family, n) for family, n, pattern in _GRADES if re.search(pattern, around)), None)
    return Merit(
        kind,
        words,
        around,
        scopes=_scopes(kind, around if kind not in _SCOPES else words),
        grade=grade if kind in ("科技奖", "专利奖", "大赛") else None,
        rank=place or None,
        within=int(numeral(within.group("n")) or 0) or None if within else None,
    )


def _scopes(kind: str, words: str) -> tuple[str, ...]:
    if kind in _SCOPES:
        return tuple(name for name, pattern in _SCOPES[kind] if re.search(pattern, words))
    if re.search("世界|国际", words):
        return ("国际",)
    if re.search("国家级|国家(?=科|自然|技术|重)|全国|国务院", words):
        return ("国家级",)
    provinces = "|".join(load_words()["provinces"].split())
    if re.search(rf"省部级|省级|部级|部委|省(?=科|里|级|部)|(?:{provinces})(?:省|市)?(?=科|自然|技术)", words):
        return ("省部级",)
    if re.search("[区县]级|[区县]里|[区县](?=科)", words):
        return ("区级",)
    return ("单位",) if re.search("校级|院级|公司级|集团|单位|厂级|内部", words) else ()


def scopes_of(words: str) -> tuple[str, ...]:
    """The level that words name: 省部级, 国家级, 单位; nothing where they name none."""
    return _scopes("项目", words)


def _named(text: str) -> Iterator[tuple[str, str, str]]:
    """Kind, words, and the stretch of text about it: its own clause and those after it that name nothing else."""
    within = re.sub(
        r"\([^()]*\)", lambda m: m.group().replace(",", "、"), text
    )  # what brackets say belongs to what is before
    for sentence in re.split("[。;!?]", within):
        places: list[tuple[int, int, str]] = []
        for kind, pattern in _KINDS:
            for match in pattern.finditer(sentence):
                if not any(s < match.end() and match.start() < e for s, e, _ in places):
                    places.append((match.start(), match.end(), kind))
        places.sort()
        for number, (start, end, kind) in enumerate(places):
            earlier = places[number - 1][1] if number else 0
            later = places[number + 1][0] if number + 1 < len(places) else len(sentence)
            first = max(earlier, sentence.rfind(",", 0, start) + 1) if number else 0
            last = sentence.rfind(",", end, later) if number + 1 < len(places) else len(sentence)
            yield kind, sentence[start:end], sentence[first : last if last >= end else later]


def satisfies(told: Merit, asked: Merit) -> bool | None:
    """Whether what is told is of the level, grade and place asked for; None where it does not say."""
    if told.kind != asked.kind:
        return False
    tests = [_high_enough(told, asked), _placed(told, asked)]
    if asked.grade is not None:
        tests.append(_graded(told, asked.grade))
    if False in tests:
        return False
    return None if None in tests else True


def _placed(told: Merit, asked: Merit) -> bool | None:
    limit = asked.within or asked.rank
    if limit is None:
        return True
    if told.rank is None:
        return True if told.within and told.within <= limit else None
    return told.rank <= limit


def _graded(told: Merit, asked: tuple[str, int]) -> bool | None:
    if told.grade is None or (told.grade[0] and told.grade[0] != asked[0]):
        return None
    return told.grade[1] <= asked[1]


def _high_enough(told: Merit, asked: Merit) -> bool | None:
    if not asked.scopes:
        return True
    if not told.scopes:
        return None
    if asked.kind in _SCOPES:
        return bool(set(told.scopes) & set(asked.scopes))
    return HEIGHTS[told.scopes[0]] >= HEIGHTS[asked.scopes[0]]


def alternatives(sentence: str) -> list[Merit]:
    """What a clause asks for: a merit for each thing named in each of its 或 parts, with the level, grade and place of that part."""
    found: list[Merit] = []
    for part in re.split(r"[;；]或?|,或(?!者?通讯)", plain(sentence)):
        found += [_merit(kind, words, part) for kind, words, _ in _named(part)]
    return found
