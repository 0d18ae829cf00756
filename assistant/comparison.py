"""Documents and levels side by side: which clause of each says what kind of condition, and where the words differ.

Finds them by the documents' own headings and opening words; knows no model and no search.
"""

import difflib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from assistant.models import Comparison, ComparisonCell, ComparisonColumn, ComparisonRow
from corpus import Clause, Corpus
from corpus.errors import BadInput
from corpus.levels import RANKS, level_words, rank_of
from corpus.names import which
from corpus.references import printed_path

# Asked in this order: a 破格 route also speaks of 学历, a list of results also of 业绩.
KINDS = {
    "破格条件": r"破格|直通车",
    "学历和专业工作经历": r"学历和专业(?:工作)?(?:经历|年限)|学历条件|学历要求",
    "成果条件": r"成果条件|项成果|项业绩成果|代表作|业绩成果要求",
    "业绩条件": r"业绩条件",
    "基本条件": r"基本条件|教学教研要求",
}
ORDER = ("基本条件", "学历和专业工作经历", "业绩条件", "成果条件", "破格条件")


def compare(
    policies: Sequence[str], levels: Sequence[str], kinds: Sequence[str] | None, corpus: Corpus, as_of: date
) -> Comparison:
    """One column a document and level, one row a kind of condition.

    Levels left out: every level that the documents have. BadInput for a level or kind that does not exist.
    """
    if not policies:
        raise BadInput("policies: 请给出至少一份文件（编号、文号或名称）")
    chosen = list(dict.fromkeys(which(name, corpus) for name in policies))
    wanted = [_kind(kind) for kind in kinds] if kinds else list(ORDER)
    ranks = [rank for level in levels for rank in _ranks(level)] or [
        rank for rank in RANKS if any(rank_of(c.heading) == rank for p in chosen for c in corpus.walk(p))
    ]
    pairs = list(product(chosen, dict.fromkeys(ranks))) if ranks else []
    columns: list[ComparisonColumn] = []
    tables: list[dict[str, list[Clause]]] = []
    notes: list[str] = []
    for policy_id, rank in pairs:
        policy = corpus.policies[policy_id]
        found = [c for c in corpus.walk(policy_id) if c.heading and rank_of(c.heading) == rank]
        sections: list[Clause | None] = [*found]
        if not sections:
            notes.append(f"《{policy.title}》没有{rank}的条件条款")
        for section in sections or [None]:
            status = policy.status_on(as_of)
            columns.append(
                ComparisonColumn(
                    policy_id=policy_id, policy_title=policy.title, document_number=policy.number,
                    level=section.heading if section else rank, status=status.status, status_note=status.note,
                )
            )  # fmt: skip
            tables.append(_by_kind(section, corpus) if section else {})
    rows = [_row(kind, [table.get(kind, []) for table in tables], corpus) for kind in wanted]
    rows = [row for row in rows if any(cell.clause_id for cell in row.cells)]
    return Comparison(columns=columns, rows=rows, notes=list(dict.fromkeys(notes)))


def _kind(name: str) -> str:
    for kind in ORDER:
        if name in kind or kind in name or re.search(KINDS[kind], name):
            return kind
    raise BadInput(f"kinds: 没有 {name!r}；可用 {'、'.join(ORDER)}")


def _ranks(level: str) -> tuple[str, ...]:
    found = (level,) if level in RANKS else level_words(level)
    if not found:
        raise BadInput(f"levels: 不认识 {level!r}；可用职称名称，或 {'、'.join(RANKS)}")
    return found


def _by_kind(section: Clause, corpus: Corpus) -> dict[str, list[Clause]]:
    found: dict[str, list[Clause]] = {}
    for clause in _parts(section, corpus):
        opening = clause.heading or clause.text[:40]
        kind = next((kind for kind, pattern in KINDS.items() if re.search(pattern, opening)), None)
        if kind:
            found.setdefault(kind, []).append(clause)
    return found


def _parts(section: Clause, corpus: Corpus) -> Iterator[Clause]:
    """The conditions of a level, and those that stand within its 基本条件."""
    for child in corpus.children(section):
        yield child
        yield from (c for c in corpus.children(child) if re.match(r"学历和专业|业绩条件|成果条件", c.own_text))
        if not child.own_text:
            yield from corpus.children(child)


def _row(kind: str, found: list[list[Clause]], corpus: Corpus) -> ComparisonRow:
    texts = ["\n".join(corpus.full_text(c) for c in clauses) for clauses in found]
    cells = []
    for place, clauses in enumerate(found):
        others = [t for at, t in enumerate(texts) if at != place and t]
        cells.append(
            ComparisonCell(
                clause_id=clauses[0].id if clauses else None,
                path=printed_path(clauses[0]) if clauses else "",
                text=texts[place],
                differs=_differences(texts[place], others),
            )
        )
    return ComparisonRow(kind=kind, cells=cells, same=len({t for t in texts if t}) <= 1 and all(texts))


def _differences(text: str, others: list[str]) -> list[str]:
    """The words of a text that stand in none of the others."""
    if not text or not others:
        return []
    kept = [True] * len(text)
    for other in others:
        for block in difflib.SequenceMatcher(None, text, other, autojunk=False).get_matching_blocks():
            if block.size > 1:
                kept[block.a : block.a + block.size] = [False] * block.size
    runs, start = [], None
    for at, different in enumerate([*kept, False]):
        if different and start is None:
            start = at
        elif not different and start is not None:
            runs.append(text[start:at].strip())
            start = None
    return [run for run in runs if re.search(r"\w", run)]
