"""Many people at once: a table of facts in, a table of verdicts, gaps, days and clauses out.

A row that cannot be read is reported in its row and stops no other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.eligibility.columns import COLUMNS, HEADS, cleaned, profile_of
from assistant.eligibility.decision import check
from assistant.eligibility.explanation import VERDICTS
from assistant.eligibility.result import Result
from assistant.eligibility.tables import MAX_ROWS, read_rows, write_rows
from corpus import Corpus
from corpus.errors import BadInput

ANSWERS = ("核查文件", "核查级别", "结论", "差距", "最早日期", "依据条款", "还需知道", "说明", "填写错误")


@dataclass(slots=True)
class Counts:
    """How many rows were checked, and how many of them could not be."""

    rows: int = 0
    bad: int = 0


def batch_check(source: Path, target: Path, corpus: Corpus, as_of: date, counts: Counts | None = None) -> Counts:
    """Checks every row of a table and writes the rows back with their answers; `counts` given is counted up as it goes."""
    if source.resolve() == target.resolve():
        raise BadInput("--out：结果不能写回原来的表格；请另取文件名")
    if target.suffix.lower() not in (".xlsx", ".csv"):
        raise BadInput(f"--out：{target.name} 须为 .xlsx 或 .csv")
    if not target.parent.is_dir():
        raise BadInput(f"--out：没有文件夹 {target.parent}")
    rows = read_rows(source)
    heads = _heads(next(rows, ()))
    counts = Counts() if counts is None else counts
    write_rows(target, _answered(rows, heads, corpus, as_of, counts))
    return counts


def _heads(row: Sequence[Any]) -> list[str]:
    heads = [str(cleaned(cell) or "") for cell in row]
    while heads and not heads[-1]:
        heads.pop()
    if not any(h in HEADS for h in heads):
        raise BadInput("PROFILE：第1行须为列名；可用 tiaowen check --template 生成空表")
    for head in heads:
        if head not in HEADS and head not in ANSWERS:
            raise BadInput(f"PROFILE：没有“{head}”这一列；可用 {'、'.join(HEADS)}")
        if heads.count(head) > 1:
            raise BadInput(f"PROFILE：“{head}”这一列出现了两次")
    return heads


def _answered(
    rows: Iterator[Sequence[Any]], heads: list[str], corpus: Corpus, as_of: date, counts: Counts
) -> Iterator[list[Any]]:
    kept = [h for h in heads if h not in ANSWERS]
    yield [*kept, *ANSWERS]
    for number, row in enumerate(rows, 2):
        typed = dict(zip(heads, row, strict=False))
        if all(value in (None, "") for value in typed.values()):
            continue
        counts.rows += 1
        if counts.rows > MAX_ROWS:
            raise BadInput(f"PROFILE：超过 {MAX_ROWS} 行；请分成几个文件")
        shown = [cleaned(typed.get(head)) for head in kept]
        try:
            facts = {head: typed.get(head) for head in kept if head != "姓名"}
            found = check(profile_of(facts), corpus, as_of)
        except BadInput as error:
            counts.bad += 1
            yield [*shown, *[""] * (len(ANSWERS) - 1), f"第{number}行：{error}"]
            continue
        for result in found if isinstance(found, list) else [found]:
            yield [*shown, *_answers(result)]


def _answers(result: Result) -> list[str]:
    gaps = [
        (c.gap and f"{c.kind}{c.gap}") or _gap(c.items, c.kind) for c in result.conditions if _counts(c.kind, result)
    ]
    return [
        result.policy_title,
        result.level or "",
        VERDICTS[result.verdict],
        "；".join(g for g in gaps if g),
        str(result.earliest or ""),
        "；".join(clause.partition(":")[2] for clause in result.decided_by),
        "；".join(result.questions),
        "；".join(result.notes),
        "",
    ]


def _counts(kind: str, result: Result) -> bool:
    condition = next(c for c in result.conditions if c.kind == kind)
    if condition.status != "unmet" or condition.replaces:
        return False
    return not any(c.replaces == kind and c.status == "met" for c in result.conditions)


def _gap(items: Sequence[Any], kind: str) -> str:
    """What the line nearest to yes lacks."""
    unmet = [i for i in items if i.status == "unmet" and i.gap]
    nearest = min(unmet, key=lambda i: (i.lacks, i.met_on is None, i.met_on or date.max), default=None)
    return f"{kind}：{nearest.gap}" if nearest else ""


def write_template(path: Path) -> None:
    """An empty table with heads, drop-down lists and an example row (.xlsx), or heads and the row (.csv)."""
    heads, example = [c.head for c in COLUMNS], [c.example for c in COLUMNS]
    if path.suffix.lower() == ".csv":
        write_rows(path, [heads, example])
    elif path.suffix.lower() == ".xlsx":
        _write_xlsx_template(path, heads, example)
    else:
        raise BadInput(f"--template：{path.name} 须为 .xlsx 或 .csv")


def _write_xlsx_template(path: Path, heads: list[str], example: list[str]) -> None:
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "人员"
    sheet.append(heads)
    sheet.append(example)
    sheet.freeze_panes = "B2"
    for number, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(12, 2 * len(column.head) + 2)
        head = sheet.cell(1, number)
        head.font = Font(bold=True)
        if column.hint:
            head.comment = Comment(column.hint, "tiaowen")
        for row in range(2, 1002):
            sheet.cell(row, number).number_format = "@"
        if column.choices:
            listed = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
            listed.error = f"请从列表中选择：{'、'.join(column.choices)}"[:255]
            sheet.add_data_validation(listed)
            listed.add(f"{letter}2:{letter}100001")
    notes = book.create_sheet("填写说明")
    for line in (
        ("空着的格子表示不知道，“无”表示没有；两者结论可能不同。",),
        ("第2行是例子，可以删去或改写。",),
        *((c.head, c.hint) for c in COLUMNS if c.hint),
    ):
        notes.append(line)
    notes.column_dimensions["A"].width = 24
    book.save(path)
