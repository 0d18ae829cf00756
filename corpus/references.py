"""The ways people cite a clause -> the clauses they may mean.

`京人社发〔2024〕14号 附件2 三（三）1`, `灵活就业办法第三条第二款`, `AI正高成果条件第5项`, `电子劳动合同意见（十三）`:
a policy by any of its names, then its numbers from the outside in, levels left out where that stays clear, or words
for the level and the kind of condition.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.clauses import Clause, Corpus
from corpus.levels import level_words, rank_of
from corpus.names import Mention, by_subject, by_title_words, mentions
from corpus.numbering import HAN, Style, fold, han_to_int, paragraph_component, read_label


@dataclass(frozen=True, slots=True)
class Step:
    """One number of a reference: the styles it may stand for, the surest first."""

    number: int
    styles: tuple[Style | str, ...]
    printed: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """Clauses that a reference may mean, best first, and what to say where there is none."""

    matches: tuple[Clause, ...] = ()
    policy_ids: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    hint: str = ""


# Kind of condition -> what people say, what the documents print.
_KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "基本条件": (("基本条件", "教学教研"), ("基本条件", "教学教研要求")),
    "学历和专业工作经历": (("学历", "年限条件", "工作经历条件"), ("学历和专业工作经历",)),
    "成果条件": (("成果",), ("成果条件", "业绩成果要求")),
    "业绩条件": (("业绩",), ("业绩条件",)),
    "破格": (("破格", "直通车"), ("破格", "直通车")),
}

_NUM = rf"(?:\d{{1,3}}|[{HAN}]+)"
_ITEMS = (Style.ARABIC, Style.HAN_BRACKET, Style.ARABIC_BRACKET, Style.HAN)
_TOKENS = re.compile(
    rf"""(?P<part>前言|结语|(?<![一-鿿])通知(?=$|第))
    | 附件(?P<annex>\s?\d{{1,2}}|[{HAN}]+(?!\())(?![条款项章号、]) | (?P<only_annex>附件)(?!几|哪|有哪|有几|有什么|是什么)
    | 第\(?(?P<chapter>{_NUM})\)?章
    | 第\(?(?P<article>{_NUM})\)?条
    | 第\(?(?P<paragraph>{_NUM})\)?款
    | 第\(?(?P<section>{_NUM})\)?(?:部分|大部分|大点|大项|大条|节)
    | 第\(?(?P<item>{_NUM})\)?(?:小?项|小?点|目|小条|个)
    | \((?P<han_bracket>[{HAN}]+)\)
    | \((?P<arabic_bracket>\d{{1,3}})\)
    | (?P<han>[{HAN}]+)(?=、(?![{HAN}]+、)|\s?\(|$|[^\w一-鿿])
    | (?P<arabic>\d{{1,3}})(?=[.、,，。;；?？]|\(|$|[的是呢说讲写])""",
    re.VERBOSE,
)


def resolve(text: str, corpus: Corpus, within: Sequence[str] = ()) -> Resolution:
    """A reference as people write it -> the clauses it may mean, best first.

    `within` names the policies to look in when the text names none (a conversation's document, a filter).
    Never raises on text; where nothing matches, `hint` says what the named document does have.
    """
    if exact := _by_id(text, corpus):
        return Resolution((exact,), (exact.policy_id,))
    folded = fold(text)
    named = mentions(folded, corpus)
    rest = _without(folded, named)
    steps, ranks, kinds = read_steps(rest), level_words(rest), _kinds(rest)
    policies = (
        tuple(dict.fromkeys(m.policy_id for m in named))
        or tuple(by_subject(folded, corpus))
        or tuple(by_title_words(folded, corpus) if steps else ())
        or tuple(within)
    )
    if ranks or kinds:
        steps = tuple(s for s in steps if s.number or s.styles != (Style.ANNEX,))  # 附件里高工破格 is told by the words
    annexes = {m.policy_id: m.annex for m in named if m.annex}
    if not steps and not ranks and not kinds:
        opening = [corpus.clause(f"{p}:{annexes[p]}") if p in annexes else next(corpus.walk(p)) for p in policies]
        return Resolution(tuple(opening) if named else (), policies)
    scored: list[tuple[_Cost, int, Clause]] = []
    for policy_id in policies or corpus.policies:
        for clause in corpus.walk(policy_id):
            if not clause.path.startswith(annexes.get(policy_id) or ""):
                continue
            if (cost := _cost(clause, steps, ranks, kinds, corpus)) is not None:
                scored.append((cost, len(scored), clause))
    if not scored:
        return Resolution((), policies, steps, _hint(policies, steps, corpus))
    scored.sort(key=lambda s: s[:2])
    surest = scored[0][0].loose
    return Resolution(tuple(c for cost, _, c in scored if cost.loose == surest), policies, steps)


def _by_id(text: str, corpus: Corpus) -> Clause | None:
    bare = text.strip()
    if bare in corpus:
        return corpus.clause(bare)
    policy_id, _, path = bare.partition(":")
    if policy_id in corpus.policies and path:
        wanted = fold(path)
        return next((c for c in corpus.walk(policy_id) if fold(c.path) == wanted), None)
    return None


def _without(text: str, named: Iterable[Mention]) -> str:
    """The text with names cut out; a space stays so that numbers on both sides do not run together."""
    for mention in sorted(named, key=lambda m: -m.start):
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return re.sub(r"\s+", " ", text).strip()


def read_steps(text: str) -> tuple[Step, ...]:
    """The numbers of a reference in a folded text without document names, from the outside in.

    A bare number counts only beside another step: `满7年` and `三年` are no references.
    """
    found: list[tuple[int, int, str, Step]] = []
    for match in _TOKENS.finditer(text):
        kind = match.lastgroup or ""
        if kind == "part":
            found.append((*match.span(), kind, Step(0, (match["part"],), match["part"])))
            continue
        number = _number(match[kind]) if kind != "only_annex" else 0
        styles: dict[str, tuple[Style | str, ...]] = {
            "annex": (Style.ANNEX,),
            "only_annex": (Style.ANNEX,),
            "chapter": (Style.CHAPTER,),
            "article": (Style.ARTICLE, *_ITEMS),
            "paragraph": ("款",),
            "section": (Style.HAN, Style.CHAPTER),
            "item": _ITEMS,
            "han_bracket": (Style.HAN_BRACKET,),
            "arabic_bracket": (Style.ARABIC_BRACKET, Style.HAN_BRACKET, Style.ARABIC),
            "han": (Style.HAN, Style.HAN_BRACKET),
            "arabic": (Style.ARABIC, Style.ARABIC_BRACKET, Style.HAN),
        }
        found.append((*match.span(), kind, Step(number, styles[kind], match.group(0))))
    kept = []
    for place, (start, end, kind, step) in enumerate(found):
        before = found[place - 1] if place else None
        after = found[place + 1] if place + 1 < len(found) else None
        joined = bool(before and start - before[1] <= 1) or bool(after and after[0] - end <= 1)
        alone = start == 0 and end == len(text.rstrip("、."))
        if kind not in ("han", "arabic") or joined or alone:
            kept.append(step)
    return tuple(kept)


def _number(text: str) -> int:
    return int(text) if text.strip().isdigit() else han_to_int(text)


def _kinds(text: str) -> tuple[str, ...]:
    return tuple(kind for kind, (said, _) in _KINDS.items() if any(word in text for word in said))[:1]


class _Cost(NamedTuple):
    """How far a clause is from a reference; the smaller the better."""

    loose: int  # readings taken that are not the surest
    annex_left_out: bool  # 17号文 四（四）2 for 附件 四（四）2
    skipped: int  # levels that the reference leaves out


def _cost(
    clause: Clause, steps: Sequence[Step], ranks: Sequence[str], kinds: Sequence[str], corpus: Corpus
) -> _Cost | None:
    """None where the clause does not fit the reference."""
    chain = [*corpus.ancestors(clause), clause]
    if ranks and not any(rank_of(c.heading) in ranks for c in chain):
        return None
    if kinds and not any(_is_kind(c, kinds[0]) for c in chain):
        return None
    if not steps:
        first = next(c for c in chain if (_is_kind(c, kinds[0]) if kinds else rank_of(c.heading) in ranks))
        return _Cost(0, False, len(chain)) if first is clause else None
    if kinds and steps[-1].styles == _ITEMS and not any(_is_kind(c, kinds[0]) for c in chain[:-1]):
        return None  # 业绩条件第3项 is an item of these conditions, not the conditions themselves as （三）
    loose, skipped, at = 0, 0, len(chain) - 1
    if steps[-1].styles == ("款",) and steps[-1].number == 1 and len(steps) > 1 and clause.text and clause.label:
        steps, loose = steps[:-1], 1  # 第三条第一款 of an article with one paragraph is the article
    for step in reversed(steps):
        while at >= 0 and (fit := _fits(chain[at], step)) is None:
            if step is steps[-1]:
                return None
            skipped, at = skipped + 1, at - 1
        if at < 0 or fit is None:
            return None
        loose, at = loose + fit, at - 1
    above = chain[: at + 1]
    counted = [c for c in above if not c.label.startswith("附件") and not c.label.endswith("章")]
    return _Cost(loose, len(above) > 0 and above[0].label.startswith("附件") and not ranks, skipped + len(counted))


def _fits(clause: Clause, step: Step) -> int | None:
    """0 for the surest reading of a step, more for a looser one, None where the clause has another number."""
    component = clause.path.rpartition("/")[2]
    if step.styles[0] == "款":
        return 0 if 0 < step.number < 1000 and component == paragraph_component(step.number) else None
    if isinstance(step.styles[0], str):
        return 0 if component == step.styles[0] else None
    read = read_label(clause.label + " ") if clause.label else None
    if read is None:
        return None
    label = read[0]
    if label.style is Style.ANNEX and Style.ANNEX in step.styles:
        return 0 if label.number == step.number else (1 if step.number in (0, 1) and label.number in (0, 1) else None)
    if label.number != step.number or label.style not in step.styles:
        return None
    if step.styles == _ITEMS:
        return 0
    if step.styles[0] is Style.ARTICLE and label.style is not Style.ARTICLE:
        return 1
    return step.styles.index(label.style)


def _is_kind(clause: Clause, kind: str) -> bool:
    return bool(clause.label and clause.children) and any(word in clause.own_text[:32] for word in _KINDS[kind][1])


def _hint(policies: Sequence[str], steps: Sequence[Step], corpus: Corpus) -> str:
    """What the named document does have where the reference breaks off."""
    if not policies:
        return "没有这样的条款；请写明文件，例如“17号文 附件 四（四）2”"
    policy = corpus.policy(policies[0])
    clauses = list(corpus.walk(policy.id))
    articles = [c for c in clauses if c.label.startswith("第") and c.label.endswith("条")]
    if articles and any(s.styles[0] is Style.ARTICLE for s in steps):
        return f"《{policy.title}》共{articles[-1].label.strip('第条')}条（{articles[0].label}至{articles[-1].label}）"
    for kept in range(len(steps) - 1, 0, -1):
        fitting = [(cost, c) for c in clauses if (cost := _cost(c, steps[:kept], (), (), corpus)) is not None]
        if fitting:
            clause = min(fitting, key=lambda f: f[0])[1]
            labels = [c.label for c in corpus.children(clause) if c.label]
            below = f"有{_range(labels)}" if labels else "没有下级条目"
            return f"《{policy.title}》{printed_path(clause)}{below}，没有“{steps[kept].printed}”"
    top = [c.label or c.path for c in clauses if c.parent_id is None]
    return f"《{policy.title}》有{'、'.join(label.rstrip('、.') for label in top)}"


def _range(labels: Sequence[str]) -> str:
    first, last = labels[0].rstrip("、."), labels[-1].rstrip("、.")
    return first if first == last else f"{first}至{last}"


def printed_path(clause: Clause) -> str:
    """A clause's place as people write it: `附件2 三（三）1`, `第三条第二款`."""
    written = ""
    for component in clause.path.split("/"):
        gap = " " if written.startswith("附件") and " " not in written else ""
        if written and written[-1].isdigit() and component[0].isdigit():
            gap = " "
        written += gap + component
    return written


def cite(clause: Clause, corpus: Corpus) -> str:
    """The printed reference of a clause, which resolves to it again: `京人社发〔2024〕14号 附件2 三（三）1`."""
    policy = corpus.policy(clause.policy_id)
    return f"{policy.number or f'《{policy.title}》'} {printed_path(clause)}"
