"""The whole of a list: every item of the clause that sets it out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.offline.drafts import Draft, place, status_remark, trimmed
from assistant.offline.evidence import Evidence, _matcher, weights_of
from assistant.offline.passages import Passages
from assistant.offline.scoping import level_clauses, meant
from assistant.offline.signs import titled
from assistant.questions.question import Question, Term
from assistant.questions.wording import fold
from corpus import Clause

_LEAD = re.compile(r"下列|以下|如下|[：:]$|包括|程序|流程|职责|条件|要求|渠道|原则|方向")
_STEPS = re.compile("流程|程序|步骤")
_ENUMERATION = re.compile(r"(?:[^、，。；]+、){2,}")
_SHORT = 150  # characters of an item of a list of lists


@dataclass(frozen=True, slots=True)
class Block:
    """A clause whose items make a list."""

    clause: Clause
    score: float
    covered: float
    lead: float  # of that by its own words and the headings above


def find_blocks(question: Question, index: Passages, limit: int = 5) -> list[Block]:
    """Clauses with items, by the subject's words in their lead, in the headings above and in the items."""
    corpus = index.corpus
    terms = [t for t in question.terms if t.known]
    weights = weights_of(terms, question, index)
    total = sum(weights.values()) or 1.0
    matchers = [(weights[t.words], _matcher(t, index)) for t in terms]
    wished, exact = set(question.policy_ids) or titled(question, index), set(question.exact_policies)
    titles = {level.title for level in question.levels if level.title}
    found = []
    for clause in corpus.walk():
        if len(clause.children) < 2 or (exact and clause.policy_id not in exact):
            continue
        if clause.label.startswith("附件") and not question.levels:
            continue
        got = lead = 0.0
        for weight, (_, own, heads, below, named) in matchers:
            got += weight * max(
                own.get(clause.id, 0.0),
                0.62 * heads.get(clause.id, 0.0),
                0.58 * below.get(clause.id, 0.0),
                0.4 * named.get(clause.policy_id, 0.0),
            )
            lead += weight * max(own.get(clause.id, 0.0), 0.62 * heads.get(clause.id, 0.0))
        covered = got / total
        score = covered + (0.08 if _LEAD.search(clause.own_text) else 0.0)
        if wished:
            score += 0.12 if clause.policy_id in wished else -0.25
        if not exact:
            status = corpus.policies[clause.policy_id].status_on(question.day).status
            score += {"征求意见稿": -0.35, "已被替代": -0.25, "尚未施行": -0.15}.get(status, 0.0)
        rung = index.levels.get(clause.id)
        if question.ranks and rung:
            score += (
                0.15
                if rung.rank in question.ranks
                and (
                    not titles
                    or rung.title in titles
                    or not titles & {r.title for r in index.lexicon.levels_of(clause.policy_id)}
                )
                else -0.4
            )
        kind = index.kinds.get(clause.id)
        if question.kinds:
            score += (
                0.2
                if kind in question.kinds and _opens(clause, index)
                else (0.05 if kind in question.kinds else -0.1 if kind else 0.0)
            )
        if question.asked == "steps" and _STEPS.search(clause.own_text):
            score += 0.3
        if (
            question.ranks
            and not rung
            and any(level.title and level.title in clause.own_text for level in question.levels)
        ):
            score += 0.2
        if question.wants_list and any(
            a.unit in ("项", "个", "人") and a.value == len(_items(clause, index)) for a in question.amounts
        ):
            score += 0.15
        found.append(Block(clause, score, covered, lead / total))
    found.sort(key=lambda b: -b.score)
    return found[:limit]


def _opens(clause: Clause, index: Passages) -> bool:
    """The clause is the outermost of its kind of condition."""
    above = index.corpus.parent(clause)
    return above is None or index.kinds.get(above.id) != index.kinds.get(clause.id)


def _items(clause: Clause, index: Passages) -> list[Clause]:
    return [c for c in index.corpus.children(clause) if c.label]


def answer_structure(question: Question, index: Passages) -> Draft | None:
    """The list that level and kind of condition name by themselves; None where the question asks for more or less."""
    if question.wants_list and (headed := _by_heading(question, index)):
        return _written(headed, question, index)
    if question.yes_no or question.asked in ("day", "amount", "rate", "often"):
        return None
    if question.asked == "count" and not question.wants_list:
        return None
    if question.asked in ("duration", "hours") and not question.wants_list:
        return None
    clauses = _by_structure(question, index)
    return _written(clauses, question, index) if clauses else None


def answer_list(question: Question, found: Sequence[Evidence], index: Passages) -> Draft | None:
    """Every item, or None where no list bears the question (then one sentence may)."""
    blocks = _wanted(question, found, index)
    if not blocks:
        return None
    return _written(blocks, question, index)


def _written(blocks: Sequence[Clause], question: Question, index: Passages) -> Draft:
    draft = Draft("answer")
    for clause in blocks:
        _write(clause, draft, index)
    for policy_id in dict.fromkeys(c.policy_id for c in blocks):
        if remark := status_remark(index.corpus, policy_id, question.day):
            draft.say(remark)
    return draft


def _wanted(question: Question, found: Sequence[Evidence], index: Passages) -> list[Clause]:
    blocks = find_blocks(question, index)
    best = found[0] if found else None
    if not blocks or blocks[0].covered < 0.45:
        return []
    block = blocks[0]
    if best and best.passage.said:
        clause = best.passage.clause
        inside = clause.id == block.clause.id or clause.parent_id == block.clause.id
        listed = bool(_ENUMERATION.search(best.passage.text)) and not clause.children
        if not inside and best.inside > block.covered + 0.1 and question.asked != "steps":
            return []
        weights = weights_of(question.terms, question, index)
        telling = sum(weights[t.words] >= 1.5 for t in question.terms if t.role == "subject")
        own = (
            clause.id != block.clause.id
            and best.inside >= 0.62
            and (question.asked != "steps" or (telling > 1 and best.inside >= 0.8))
        )
        if own and best.inside > block.lead + 0.25:
            return []
        if (
            question.asked != "steps"
            and listed
            and inside
            and clause.id != block.clause.id
            and best.inside >= block.covered
            and block.lead < 0.5
        ):
            return []
    return [block.clause]


def _by_structure(question: Question, index: Passages) -> list[Clause]:
    """Level and kind of condition name the list by themselves: 高级工程师的成果条件, 正高的申报条件."""
    if not question.levels:
        return []
    rest = [t for t in question.terms if t.role == "subject" and t.known and not _is_frame(t.words)]
    if rest and not (question.kinds and question.wants_list):
        return []
    for policy_id in meant(question, index)[:1]:
        sections = level_clauses(question, policy_id, index)
        if not sections:
            return []
        if not question.kinds:
            return sections[:2]
        chosen = []
        for section in sections:
            for clause in index.corpus.descendants(section):
                if clause.children and index.kinds.get(clause.id) in question.kinds and _opens(clause, index):
                    chosen.append(clause)
        return [] if any(_selects(t, chosen, index) for t in rest) else chosen[:4]
    return []


def _by_heading(question: Question, index: Passages) -> list[Clause]:
    """`“工作要求”部分有哪几条`: the heading is quoted, or called a part, and what stands below it is asked for."""
    found = []
    for clause in index.corpus.walk():
        heading = fold(clause.heading)
        if not clause.children or len(heading) < 4 or heading not in question.plain:
            continue
        named = re.search(
            rf"[\"“《]{re.escape(heading)}[\"”》]|{re.escape(heading)}[\"”》]?(?:这|那|1|一)?(?:部分|章|节)",
            question.plain,
        )
        if named and (not question.policies or clause.policy_id in question.policy_ids):
            found.append(clause)
    return found[:2] if len(found) <= 2 else []


def _selects(term: Term, lists: Sequence[Clause], index: Passages) -> bool:
    """The word stands in some of the items, so that the question is about those: 硕士 among 学历 conditions."""
    words = [w for w in term.same if len(w) > 1]
    items = [fold(index.corpus.full_text(item)) for clause in lists for item in _items(clause, index)]
    return any(w in item for w in words for item in items)


_FRAME = re.compile(
    r"申报|评审|评|参评|职称|情形|情况|普通|年头|资历|选项|路|方向|工作年限|走|选|条件|要求|资格|门槛|学历|年限|业绩|成果|破格|直通车|经历|工作|基本|规定|满足|具备|符合|满|够|标准|论文数|限制|报名|报|做|干|提供|材料|需要|方式|专业|技术|系列|能力|业绩成果|业绩材料"
)


def _is_frame(word: str) -> bool:
    """A word that only says that conditions are asked for."""
    return bool(_FRAME.fullmatch(word))


def _write(clause: Clause, draft: Draft, index: Passages) -> None:
    corpus = index.corpus
    children = corpus.children(clause)
    items = [c for c in children if c.label] or children
    lead = _lead_of(clause, corpus.children(clause), items)
    above = index.levels.get(clause.id)
    level = f"{above.title}：" if above and clause.heading.strip() != above.title else ""
    head = f"{level}{lead}" if lead else f"{level or place(corpus, clause)}"
    deep = any(c.children and not _only_paragraphs(c) for c in items)
    draft.say(f"**{head}**（{place(corpus, clause)}）{draft.cite(clause, _quote(clause, children))}")
    for item in items:
        draft.say(_item(item, draft, index, short=deep))
        if deep:
            for below in corpus.children(item):
                draft.say("  " + _item(below, draft, index, short=True))
                for lowest in corpus.children(below):
                    draft.say("    " + _item(lowest, draft, index, short=True))
    for paragraph in [c for c in children if not c.label and c not in items and c.text and trimmed(c.text) not in head]:
        draft.say(f"- {trimmed(paragraph.text)}{draft.cite(paragraph, paragraph.text)}")


def _lead_of(clause: Clause, children: Sequence[Clause], items: Sequence[Clause]) -> str:
    """The words that open the list: heading and text of the clause, or its first unnumbered paragraph."""
    parts = [clause.heading, clause.text]
    if not clause.text and children and not children[0].label and children[0] not in items:
        parts.append(children[0].text)
    return trimmed("：".join(p.strip() for p in parts if p.strip()))


def _quote(clause: Clause, children: Sequence[Clause]) -> str:
    return clause.text or clause.heading or (children[0].text if children else "")


def _only_paragraphs(clause: Clause) -> bool:
    return all("款" in child.rpartition("/")[2] for child in clause.children)


def _item(item: Clause, draft: Draft, index: Passages, short: bool) -> str:
    own = "：".join(p.strip() for p in (item.heading, item.text) if p.strip())
    if not own and item.children and _only_paragraphs(item):
        own = index.corpus.children(item)[0].text
    elif not item.text and item.children and _only_paragraphs(item) and not short:
        own += "：" + "".join(c.text for c in index.corpus.children(item))
    text = own
    if short and len(text) > _SHORT:
        text = re.split(r"(?<=。)", text)[0]
    mark = (
        draft.cite(item, item.text or item.heading)
        if item.text or item.heading
        else draft.cite(index.corpus.children(item)[0])
    )
    label = item.label if item.label.endswith(("、", ".")) or item.label.startswith("（") else f"{item.label} "
    return f"- {label}{trimmed(text)}{mark}"
