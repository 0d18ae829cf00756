"""Lists that level, kind of condition or heading name by themselves: 高级工程师的成果条件, 正高的申报条件."""

import re
from collections.abc import Sequence

from assistant.offline.finding.evidence import weigh
from assistant.offline.finding.passages import Passages
from assistant.offline.finding.scoping import general_first, level_clauses, meant
from assistant.offline.listing.blocks import items_of, opens
from assistant.questions.question import Question, Term
from assistant.questions.wording import fold
from corpus import Clause

_TELLING = 4.0  # what a word weighs that a list which lacks it cannot be about
_FRAME = re.compile(
    r"申报|评审|评|参评|职称|情形|情况|普通|年头|资历|选项|路|方向|工作年限|走|选|条件|要求|资格|门槛|学历|年限|业绩|成果|破格|直通车|经历|工作|基本|规定|满足|具备|符合|满|够|标准|论文数|限制|报名|报|做|干|提供|材料|需要|方式|专业|技术|系列|能力|业绩成果|业绩材料|类型|种类|类别|形式"
)


def is_frame(word: str) -> bool:
    """A word that only says that conditions are asked for."""
    return bool(_FRAME.fullmatch(word))


def by_structure(question: Question, index: Passages) -> list[Clause]:
    """The lists of that kind of condition at that level; without a kind the whole sections."""
    if not question.levels:
        return []
    for policy_id in general_first(meant(question, index), question, index)[:1]:
        names = index.named[policy_id]
        rest = [
            t
            for t in question.terms
            if t.role == "subject" and t.known and not is_frame(t.words) and not any(w in names for w in t.same)
        ]
        if rest and not (question.kinds and question.wants_list):
            return []
        sections = level_clauses(question, policy_id, index)
        if not sections:
            return []
        if not question.kinds:
            return sections[:2]
        chosen = [
            clause
            for section in sections
            for clause in index.corpus.descendants(section)
            if clause.children and index.kinds.get(clause.id) in question.kinds and opens(clause, index)
        ]
        return chosen[:4] if _whole_is_asked(rest, chosen, index) else []
    return []


def _whole_is_asked(rest: Sequence[Term], lists: Sequence[Clause], index: Passages) -> bool:
    """Not where a word selects some of the items (硕士), or stands in none and tells much: 高技能人才."""
    items = [fold(index.corpus.full_text(item)) for clause in lists for item in items_of(clause, index)]
    selected = {n for n, item in enumerate(items) if any(_in(t, item) for t in rest)}
    if len([t for t in rest if any(_in(t, item) for item in items)]) > 2:
        return len(selected) > 0.6 * len(items)  # 硕士、本科、大专 together are all of them
    return not selected and not any(t.noun and weigh(t, index) >= _TELLING for t in rest)


def _in(term: Term, text: str) -> bool:
    return any(len(w) > 1 and w in text for w in term.same)


def by_heading(question: Question, index: Passages) -> list[Clause]:
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
