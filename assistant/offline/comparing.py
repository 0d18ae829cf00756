"""Two or more documents, levels or cases side by side, and what differs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.offline.drafts import Draft, place, status_remark, trimmed
from assistant.offline.evidence import Evidence, Scope, find, weigh
from assistant.offline.passages import Passages
from assistant.offline.scoping import level_clauses, meant, preferred
from assistant.questions.question import LevelMention, Question, Term
from assistant.questions.terms import read_terms
from corpus import Clause

_BETWEEN = re.compile(
    r"(.{2,18}?)(?:和|与|跟|、|vs|及|以及|还是|比)(.{2,18}?)(?=的|在|之间|各|分别|有|哪|相比|对|要|差|谁|,|\)|有啥|不|是)"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One column: its name, and the question as it is put to it."""

    name: str
    question: Question
    scope: Scope


def answer_comparison(question: Question, index: Passages) -> Draft | None:
    """A column for each side; None where the question has no two sides that the documents know."""
    sides = _sides(question, index)
    if len(sides) < 2:
        return None
    draft = Draft("answer")
    if _whole(question):
        return _by_kind(question, sides, draft, index)
    cells = _paired([_candidates(side, index) for side in sides], index)
    if not any(cells):
        return None
    found = [cell for cell in cells if cell]
    texts = [_text(cell, question) if cell else "文件没有写" for cell in cells]
    if len({cell[0].passage.place for cell in found}) == 1 and len(found) == len(sides) > 1:
        passage = found[0][0].passage  # one sentence speaks of both
        draft.say(f"{trimmed(passage.text)}。{draft.cite(passage.clause, passage.text)}")
        draft.say(f"依据：{place(index.corpus, passage.clause)}{draft.cite(passage.clause)}")
        return draft
    same = len({re.sub(r"\W", "", t) for t in texts}) == 1
    marks = ["".join(dict.fromkeys(draft.cite(e.passage.clause, e.passage.text) for e in cell)) for cell in cells]
    draft.say(_summary(sides, texts, marks, same))
    draft.say("")
    draft.say("| | " + " | ".join(side.name for side in sides) + " |")
    draft.say("|---" * (len(sides) + 1) + "|")
    draft.say("| 规定 | " + " | ".join(f"{_flat(text)}{mark}" for text, mark in zip(texts, marks, strict=True)) + " |")
    draft.say(
        "| 出处 | " + " | ".join(_source(cell, index, mark) for cell, mark in zip(cells, marks, strict=True)) + " |"
    )
    for policy_id in dict.fromkeys(e.policy_id for cell in found for e in cell):
        if remark := status_remark(index.corpus, policy_id, question.day):
            draft.say(f"\n《{index.corpus.policies[policy_id].title}》{remark}")
    return draft


def _text(cell: Sequence[Evidence], question: Question) -> str:
    """The sentences; the whole clause where everything is asked for."""
    clause = cell[0].passage.clause
    if question.wants_list and clause.text and len(clause.text) <= 400:
        return trimmed(clause.text)
    return trimmed(" ".join(dict.fromkeys(e.passage.text for e in cell)))


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("|", "／")


def _source(cell: Sequence[Evidence], index: Passages, mark: str) -> str:
    return (place(index.corpus, cell[0].passage.clause) + mark) if cell else "—"


def _summary(sides: Sequence[Side], texts: Sequence[str], marks: Sequence[str], same: bool) -> str:
    if same:
        return "两者相同：" + texts[0] + "".join(marks)
    numbers = [_numbers(text) for text in texts]
    if all(numbers) and len({tuple(n) for n in numbers}) > 1 and all(len(n) <= 3 for n in numbers):
        return "**不同**：" + "；".join(
            f"{s.name}{'、'.join(n)}{m}" for s, n, m in zip(sides, numbers, marks, strict=True)
        )
    return "**不同之处**见下表：" if len(set(texts)) > 1 else "两者如下："


def _numbers(text: str) -> list[str]:
    return list(
        dict.fromkeys(
            re.findall(
                r"\d[\d.]*(?:万)?(?:元|年|个月|天|日|个工作日|项|名|人|学时|%|周岁|岁)|第一发明人|排名第一|排名前[三五]",
                text,
            )
        )
    )


def _sides(question: Question, index: Passages) -> list[Side]:
    by_words = _word_sides(question, index)
    if question.levels and len(_distinct(question.levels)) > 1:
        sides = []
        for level in _distinct(question.levels):
            narrowed = question.model_copy(update={"levels": (level,)})
            scope = Scope(policies=tuple(meant(question, index)[:1]), ranks=level.ranks)
            sides.append(Side(_level_name(level, scope, index), narrowed, scope))
        return sides
    policies = _as_asked(_policy_sides(question, index), question, index)
    named_sides = any(t.role == "name" for side in by_words for t in side.scope.must)
    by_policy = len(question.exact_policies) > 1 or not by_words or named_sides or _regions_named(question, index)
    if len(policies) > 1 and by_policy:
        return [
            Side(
                _short(p, index),
                question.model_copy(update={"policies": tuple(m for m in question.policies if m.policy_id == p)}),
                Scope(policies=(p,)),
            )
            for p in policies
        ]
    return by_words


def _as_asked(policy_ids: Sequence[str], question: Question, index: Passages) -> list[str]:
    """In the order in which the question names them."""

    def at(policy_id: str) -> int:
        region = index.corpus.policies[policy_id].region or ""
        if _regions_named(question, index) and region in question.plain:
            return question.plain.find(region)
        return min((question.plain.find(m.words) for m in question.policies if m.policy_id == policy_id), default=0)

    return sorted(policy_ids, key=at)


def _distinct(levels: Sequence[LevelMention]) -> list[LevelMention]:
    return list({level.ranks: level for level in levels}.values())


def _level_name(level: LevelMention, scope: Scope, index: Passages) -> str:
    for policy_id in scope.policies:
        for rung in index.lexicon.levels_of(policy_id):
            if rung.rank in level.ranks and (not level.title or level.title == rung.title):
                return rung.title
    return level.title or level.words


def _short(policy_id: str, index: Passages) -> str:
    policy = index.corpus.policies[policy_id]
    return f"《{policy.title}》"


def _regions_named(question: Question, index: Passages) -> bool:
    regions = {index.corpus.policies[p].region for p in question.policy_ids}
    return len(regions) > 1 and sum(r in question.plain for r in regions if r) > 1


def _policy_sides(question: Question, index: Passages) -> list[str]:
    """One document for each name used; of several that one word means, the one that holds on the day."""
    if _regions_named(question, index):
        chosen: dict[str, str] = {}
        for policy_id in preferred(question.policy_ids, question, index):
            chosen.setdefault(index.corpus.policies[policy_id].region or "", policy_id)
        return list(chosen.values())
    groups: dict[str, list[str]] = {}
    for mention in question.policies:
        groups.setdefault(mention.words, []).append(mention.policy_id)
    taken: list[str] = []
    for ids in sorted(groups.values(), key=len):
        best = next((p for p in preferred(ids, question, index)), None)
        if best and not set(ids) & set(taken):
            taken.append(best)
    order = {m.policy_id: i for i, m in enumerate(question.policies)}
    return sorted(taken, key=lambda p: order[p])[:4]


def _word_sides(question: Question, index: Passages) -> list[Side]:
    """`文化课老师和实习指导老师`: the words on both sides of 和, with the rest of the subject in common."""
    match = _BETWEEN.search(question.plain)
    if not match:
        return []
    roles = {"subject"}
    if not _between(question, match, 1, roles) or not _between(question, match, 2, roles):
        roles = {"subject", "name"}  # 企业和灵活就业人员: a document's name may be one side's word
    left, right = _between(question, match, 1, roles), _between(question, match, 2, roles)
    if not left or not right:
        return []
    own_left, own_right = _only(left, right), _only(right, left)
    if not own_left or not own_right:
        return []
    common = [t for t in question.terms if t not in left and t not in right]
    by_name = any(t.role == "name" for t in (*own_left, *own_right))
    scope_policies = tuple(question.exact_policies) or (() if by_name else tuple(question.policy_ids))
    return [
        Side(
            "".join(t.words for t in own),
            question.model_copy(update={"terms": (*own, *common)}),
            Scope(
                policies=scope_policies,
                terms=(*own, *common),
                must=tuple(sorted(own, key=lambda t: -weigh(t, index))[:1]),
            ),
        )
        for own in (own_left, own_right)
    ]


def _between(question: Question, match: re.Match[str], group: int, roles: set[str]) -> list[Term]:
    return [
        t for t in question.terms if match.start(group) <= t.start < match.end(group) and t.role in roles and t.known
    ]


def _only(terms: Sequence[Term], others: Sequence[Term]) -> list[Term]:
    shared = {word for t in others for word in t.same}
    return [t for t in terms if t.words not in shared]


def _candidates(side: Side, index: Passages) -> list[Evidence]:
    found = [e for e in find(side.question, index, scope=side.scope) if e.passage.said]
    enough = found and (
        found[0].covered >= 0.3 or (found[0].gives and (side.question.asked == "often" or found[0].covered >= 0.15))
    )
    return found if enough else []


def _paired(columns: Sequence[list[Evidence]], index: Passages) -> list[list[Evidence]]:
    """One sentence for each side; of those nearly as good, the two that stand at the same place of the order (siblings, the
    same item of two levels), since documents say like things in like places."""
    if len(columns) != 2 or not all(columns):
        return [_cell(column) for column in columns]
    best: tuple[float, Evidence, Evidence] | None = None
    for left in columns[0][:5]:
        for right in columns[1][:5]:
            score = left.score + right.score + 0.12 * _alike(left, right, index)
            if best is None or score > best[0] + 1e-9:
                best = (score, left, right)
    assert best is not None
    return [_cell([best[1], *columns[0]]), _cell([best[2], *columns[1]])]


def _alike(left: Evidence, right: Evidence, index: Passages) -> bool:
    a, b = left.passage.clause, right.passage.clause
    if a.id == b.id:
        return False
    siblings = a.parent_id is not None and a.parent_id == b.parent_id
    return siblings or (
        a.label == b.label and bool(a.label) and index.kinds.get(a.id, "") == index.kinds.get(b.id, "") != ""
    )


def _cell(found: Sequence[Evidence]) -> list[Evidence]:
    """The sentence that answers; also the next of the same clause where it bears other words."""
    if not found:
        return []
    best = found[0]
    more = [
        e for e in found[1:5]
        if e.passage.clause.id == best.passage.clause.id and e.inside >= 0.75 * best.inside and {t.words for t in best.missing} - {t.words for t in e.missing}
    ]  # fmt: skip
    return [best, *more[:1]]


def _whole(question: Question) -> bool:
    """Conditions as a whole are compared: no subject beside level, document and kind."""
    from assistant.offline.by_structure import is_frame

    rest = [
        t
        for t in question.terms
        if t.role == "subject"
        and t.known
        and not is_frame(t.words)
        and t.words not in ("北京", "浙江", "北京市", "浙江省")
    ]
    asks = bool(question.kinds) or bool(
        re.search("条件|要求|标准|门槛|怎么评|区别|不同|差别|差异|对比|比较", question.plain)
    )
    return bool(question.levels) and not rest and asks


def _by_kind(question: Question, sides: Sequence[Side], draft: Draft, index: Passages) -> Draft | None:
    """A row for each kind of condition."""
    wanted = question.kinds or ("学历和专业工作经历", "业绩条件", "成果条件", "破格条件")
    columns: list[dict[str, Clause]] = []
    for side in sides:
        policies = side.scope.policies or tuple(meant(side.question, index)[:1])
        kinds: dict[str, Clause] = {}
        for policy_id in policies[:1]:
            for section in level_clauses(side.question, policy_id, index)[:1]:
                for clause in index.corpus.descendants(section):
                    kind = index.kinds.get(clause.id)
                    if kind and kind not in kinds and (clause.children or clause.text):
                        kinds[kind] = clause
        columns.append(kinds)
    if not any(columns):
        return None
    draft.say("逐项对比如下：")
    draft.say("")
    draft.say("| | " + " | ".join(side.name for side in sides) + " |")
    draft.say("|---" * (len(sides) + 1) + "|")
    for kind in wanted:
        if not any(kind in column for column in columns):
            continue
        cells = [_kind_cell(column.get(kind), draft, index) for column in columns]
        draft.say(f"| {kind} | " + " | ".join(cells) + " |")
    return draft


def _kind_cell(clause: Clause | None, draft: Draft, index: Passages) -> str:
    if clause is None:
        return "文件没有写"
    items = index.corpus.children(clause)
    lead = trimmed(clause.own_text.replace("\n", "："))
    below = (
        "；".join(trimmed(re.split("。", i.own_text)[0]) for i in items if i.own_text)
        if index.kinds.get(clause.id) != "业绩条件"
        else ""
    )
    return _flat(f"{lead}{'：' + below if below else ''}") + draft.cite(clause, clause.text or clause.heading)


__all__ = ["answer_comparison", "read_terms"]
