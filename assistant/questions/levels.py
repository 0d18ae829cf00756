"""Levels of titles in what people write: 高工, 正高级讲师, 中级; and whether one is held or wished for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from assistant.questions.vocabulary import Lexicon, load_words, specialties
from assistant.questions.wording import occurrences, plain

Role = Literal["held", "wanted", "denied", "pending", "served", "open"]

_HELD_BEFORE = re.compile(
    r"(?:取得了?|拿到了?|拿了|拿的是?|获得了?|评上了?|评了|评过|评的|评为|评到|评出|有了?(?:一个|个)?|已是|就是|现在是|目前是|我是|身份是|现为|持有|持|聘为|聘了|当了|(?<![能想要可])当|"
    r"考了|考过|考取|考下|手里的?|手上的?|已经是|通过了?|升了|拥有|具备|具有|下来的?|(?:20\d\d|\d\d)年(?:\d+月)?(?:\d+[日号])?的?|从|[当干做任](?:了|过)?\d+(?:\.\d+)?年(?:半|多)?的?)"
    rf"(?:[^,。;?!、]{{0,7}}(?:系列|专业|方向|类|{specialties()}|的))?$"
)
_HELD_AFTER = re.compile(
    r"^(?:\([^)]*\))?(?:的)?(?:职称|资格|证书|证|职务)?(?:(?:也|都|已经|已|才|就|刚)?(?:拿了?|拿到|取得了?(?!的)|评上了?|评下来|到手|评了|满了?|当了?|干了?|做了?|有|任|聘了)?(?:快|差不多|整整)?\d+(?:\.\d+)?年"
    r"|(?:也|都|已经|已|才|就|刚)?(?:拿到|取得|评上|到手|下来|拿下)|后(?:又|已|一直|继续)?(?:干|工作|从事|做)|在手|是20|是\d\d年|升(?=.)|想升|要升|想报|,想|,能|证书)"
)
# 当几年讲师: how long one must have been at that level is asked, so that it is neither held nor wished for; 还要当几年讲师 says it is held.
_SERVED = re.compile(r"(?<![还再])(?<![还再][要得需])(?:当|做|干|任|聘|教)(?:满|够|上|了|过)?(?:几|多少)年(?:的)?$")
_SERVED_AFTER = re.compile(
    r"(?:职称)?(?:以后|之后|后)(?:要|得|需要?|必须|应)?(?:满|干|做|工作|从事)*(?:够|满)?(?:几|多少)年"
)  # 中级以后要满几年
_WANTED = re.compile(
    r"(?:申报|报考|申请|参评|报评|晋升到?|晋级|升到?|冲|上|评|报|考|够|拿|当|做)(?:个|一个|下|一下)?(?:咱们?|我们?|北京市?的?|浙江省?的?|本市的?|这个|那个)?"
    rf"(?:[^,。;?!、]{{0,6}}(?:系列|专业|方向|职称|{specialties()}|中职|的))?$"
)
_MAY_GET = re.compile(
    r"(?:能不能|能否|能|可不可以|可以|想|够|会不会|有没有可能|有希望)(?:直接|马上|今年|现在)?(?:评上|评到|拿到|升到|升上|考上|聘上|评|拿|升)(?:个|下)?$"
)
_DENIED = re.compile(r"(?:没有?|无|未|还没)(?:有|评过?|取得|拿到|考过?|评上)?(?:任何|过|别的)?$")
_DENIED_AFTER = re.compile(
    r"(?:职称|资格|证)?(?:也|都|还|就|从来|从|[^,。;?!]年)*(?:没|未)(?:有)?(?:评|考|拿|取得|有|通过|过(?!期)|批|下来|到手)"
)
# Not had yet, where another level is wished for: 中级正在评，能先报高工吗.
_PENDING = re.compile(
    r"(?:正在?|还在|在)(?:申报|评|考|报|走)|(?:快要?|即将|马上(?:就)?(?:要)?|眼看(?:要)?|差点)(?:能)?(?:拿到?|评上|评到|取得|有)|(?:明年|后年|过两年)[^,。;?!]{0,6}(?:评|拿|考|取得|有)(?:到|上|下)?(?:了)?(?:个)?"
)
_PENDING_AFTER = re.compile(
    r"(?:职称|资格|证书|证)?(?:也|都|还|就|目前|现在)*(?:正?在(?:申报|评|走|公示)|评审中|公示中|快(?:要)?(?:下来|拿到|评上|到手)|(?:要)?(?:到|等)?(?:明年|后年))"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A level as written; `title` where the words name one of the corpus, else only the rank."""

    words: str
    start: int
    end: int
    title: str | None
    ranks: tuple[str, ...]
    role: Role


@cache
def _nicknames() -> tuple[tuple[str, tuple[str, ...]], ...]:
    words = load_words()
    listed: list[tuple[str, tuple[str, ...]]] = [
        (plain(word), (rank,)) for rank, names in words["ranks"].items() for word in names
    ]
    listed += [(plain(word), ("员级", "助理级")) for word in words["junior"]]
    return tuple(sorted(listed, key=lambda item: -len(item[0])))


_NOT_LEVEL = re.compile(
    r"高级(?:工(?!程)|技工|技师|人才|专家|中学|职业|研修|评审|评委|别|领军)|助理(?=讲师|工程师)|中级工班|中级(?:评审|评委)|工程师(?:系列|职称改革)|高级(?=、)|讲师团|协助理"
)
# `2位正高推荐`, `正高专家`: those who recommend or judge hold it.
# `卫生系列副高`: of a profession that has titles of its own, and so what one comes from.
_FOREIGN_SERIES = re.compile(
    "(?:经济|会计|审计|统计|农业|卫生|科研|高校|中小学|翻译|新闻|出版|艺术|政工)(?:系列|类|专业|技术)?(?:的)?$"
)
_RECOMMENDS = re.compile(
    r"(?:级|职称|的){0,3}专家|(?:级|职称|的){0,3}(?:专家|同行|老师|教授|同事|人)?[^,。;?!、]{0,5}(?:推荐|举荐|推举)"
)
# A short word that is part of a longer title of its own ("总工程师", "建造工程师") names no level here.
_OTHER_TITLE = re.compile(r"[总监审造建]工程师$")


def find_levels(text: str, lexicon: Lexicon) -> list[Mention]:
    """The levels in a plain text, in order, each with what its neighbourhood says of it."""
    taken: list[tuple[int, int]] = []
    found: list[Mention] = []
    names: Sequence[tuple[str, str | None, tuple[str, ...]]] = [
        *(
            (name, title, (lexicon.rank_of(title) or "",))
            for title in lexicon.titles
            for name in _short_forms(plain(title))
        ),
        *((word, None, ranks) for word, ranks in _nicknames()),
    ]
    for words, title, ranks in sorted(names, key=lambda item: -len(item[0])):
        for start, end in occurrences(words, text):
            if any(s < end and start < e for s, e in taken) or (title is None and _NOT_LEVEL.match(text, start)):
                continue
            if _OTHER_TITLE.search(text[:end]) or _RECOMMENDS.match(text, end):
                continue
            taken.append((start, end))
            found.append(Mention(words, start, end, title, ranks, _role(text, start, end)))
    found += [m for m in _cut_short(text, found, lexicon) if not any(s < m.end and m.start < e for s, e in taken)]
    found.sort(key=lambda m: m.start)
    kept: list[Mention] = []
    for mention in found:
        if _repeats(text, kept, mention):
            kept[-1] = replace(kept[-1], end=mention.end)
        elif kept and (whole := _put_together(kept[-1], mention, lexicon)):
            kept[-1] = whole
        else:
            kept.append(mention)
    return _settled(kept, text)


def _cut_short(text: str, found: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """`三级实习指导教师当了2年，能评二级吗`: the first part of a title stands for the title beside one of the same ladder."""
    titles = {m.title for m in found}
    cut = {
        first: first + base
        for first, base in lexicon.title_parts
        if any(title and title.endswith(base) and title != first + base for title in titles)
    }
    short = []
    for first, title in cut.items():
        for match in re.finditer(
            rf"(?:评|升|报|考|晋|聘|往|到)(?:上|到|为|个|成)?({first})(?![\u4e00-\u9fff]*(?:奖|表彰))(?=[吗了呢么不行可够,。;?!的报评升上]|$)",
            text,
        ):
            rank = (lexicon.rank_of(title) or "",)
            short.append(Mention(first, match.start(1), match.end(1), title, rank, "wanted"))
    return short


def _short_forms(title: str) -> tuple[str, ...]:
    """`正高讲师` and `正高讲` for 正高级讲师, `高讲` for 高级讲师; what is a nickname of a rank (高工) stays one."""
    known = {word for word, _ in _nicknames()}
    for full, short in (("正高级", "正高"), ("高级", "高"), ("助理", "助")):
        if title.startswith(full) and len(rest := title.removeprefix(full)) > 1:
            forms = (short + rest, short + rest[0]) if short == "正高" else (short + rest[0],)
            return (title, *(form for form in forms if form not in known))
    return (title,)


def _repeats(text: str, before: list[Mention], mention: Mention) -> bool:
    """`工程师(中级)` is one level, not two."""
    return (
        bool(before)
        and before[-1].end + 1 >= mention.start
        and text[before[-1].end : mention.start] in ("(", "")
        and (before[-1].ranks == mention.ranks)
    )


def _put_together(rank: Mention, base: Mention, lexicon: Lexicon) -> Mention | None:
    """`正高讲师`: a rank right before a title is that rank on the title's ladder."""
    if rank.title or not base.title or rank.end != base.start or len(rank.ranks) != 1:
        return None
    ladders = {(r.policy_id, r.ladder) for r in lexicon.rungs if r.title == base.title}
    titles = {r.title for r in lexicon.rungs if (r.policy_id, r.ladder) in ladders and r.rank == rank.ranks[0]}
    if len(titles) != 1:
        return None
    return replace(rank, words=rank.words + base.words, end=base.end, title=titles.pop(), role=rank.role)


def _role(text: str, start: int, end: int) -> Role:
    before, after = text[max(0, start - 14) : start], text[end : end + 14]
    before = re.split(r"[,。;?!]", before)[-1]
    if _SERVED.search(before) or _SERVED_AFTER.match(after):
        return "served"
    if _MAY_GET.search(before):
        return "wanted"
    if _DENIED.search(before) or _DENIED_AFTER.match(after):
        return "denied"
    if re.search(f"(?:{_PENDING.pattern})$", before) or _PENDING_AFTER.match(after):
        return "pending"
    if (
        re.search(r"(?:申报|报|评|升|考)(?:[^,。;?!]{0,6})$", before)
        and not re.search(r"(?:评上|评了|评过|评的|评为|评到|已|取得|拿)", before)
        and not re.match(r"^(?:的)?(?:职称|资格)?(?:拿了|评上|已经|取得)", after)
    ):
        return "wanted"
    if _HELD_BEFORE.search(before) or _HELD_AFTER.match(after):
        return "held"
    return "wanted" if _WANTED.search(before) else "open"


def _settled(mentions: list[Mention], text: str) -> list[Mention]:
    """`非工程系列的副高，能评高工吗`: what stands open before a wished-for level is what the person has.

    A level that is being sought is not had, where another is asked about; alone it is the one asked about.
    """
    last = max((m.start for m in mentions if m.role in ("wanted", "open")), default=-1)
    foreign = {m.start for m in mentions if m.start < last and _FOREIGN_SERIES.search(text[: m.start])}
    mentions = [replace(m, role="held") if m.role == "open" and m.start in foreign else m for m in mentions]
    others = last >= 0
    mentions = [replace(m, role="denied" if others else "wanted") if m.role == "pending" else m for m in mentions]
    wanted = [m.start for m in mentions if m.role == "wanted"]
    return [replace(m, role="held") if m.role == "open" and wanted and m.start < max(wanted) else m for m in mentions]


@dataclass(frozen=True, slots=True)
class Step:
    """A level named by its distance from another: `再往上一级`, `最高那级`."""

    start: int
    end: int
    by: int
    to: Literal["", "top", "bottom"]


_STEP = re.compile(
    r"(?<!取得)(?<!具有)(?:(?P<top>最高(?:级别|级|一级|那级|那一级|的级别|的职称|职称|层级|层次)|(?:升|评|做|干)到(?:最高|顶|头))|(?P<bottom>最低(?:级别|级|一级|那级|那一级|的级别|的职称|职称|层级))"
    r"|(?P<up>(?:再|往|向|更|还)*(?:上|高|升|晋)(?:面|边)?(?:再|更)?(?:往上|高|升|上)?[一1两2]个?(?:级别|级|层级|层|档|等级))"
    r"|(?P<down>(?:再|往|向|更|还)*(?:下|低|降)(?:面|边)?(?:再|更)?(?:低|降|往下)?[一1两2]个?(?:级别|级|层级|层|档|等级)))"
)


def find_step(text: str) -> Step | None:
    """The step on a ladder that a follow-up names; None where it names none."""
    match = _STEP.search(text)
    if match is None:
        return None
    kind = str(match.lastgroup)
    by = {"up": 1, "down": -1}.get(kind, 0) * (2 if re.search("[两2]", match.group()) else 1)
    return Step(match.start(), match.end(), by, "top" if kind == "top" else "bottom" if kind == "bottom" else "")
