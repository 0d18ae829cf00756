"""A table of people in, a table of verdicts out."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assistant.eligibility import batch_check, write_template
from assistant.eligibility.columns import COLUMNS, HEADS, profile_of
from corpus import Corpus
from corpus.errors import BadInput

DAY = date(2026, 11, 20)
EXAMPLE = {c.head: c.example for c in COLUMNS if c.example}


def table(path: Path, *rows: dict[str, Any]) -> Path:
    heads = [h for h in HEADS if any(h in row for row in rows)]
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([heads, *([row.get(h, "") for h in heads] for row in rows)])
    else:
        book = Workbook()
        for row in [heads, *([r.get(h) for h in heads] for r in rows)]:
            book.active.append(row)  # type: ignore[union-attr]
            for cell in book.active[book.active.max_row]:  # type: ignore[union-attr, index]
                if isinstance(cell.value, str):
                    cell.data_type = "s"
        book.save(path)
    return path


def answers(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    heads, *rows = load_workbook(path).active.iter_rows(values_only=True)  # type: ignore[union-attr]
    return [dict(zip(heads, row, strict=True)) for row in rows]


@pytest.fixture(params=[".xlsx", ".csv"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def run(tmp_path: Path, corpus: Corpus, kind: str, *rows: dict[str, Any]) -> tuple[list[dict[str, Any]], Any]:
    out = tmp_path / f"out{kind}"
    counts = batch_check(table(tmp_path / f"people{kind}", *rows), out, corpus, DAY)
    return answers(out), counts


def test_the_templates_own_example_is_decided(tmp_path: Path, corpus: Corpus, kind: str) -> None:
    template, out = tmp_path / f"people{kind}", tmp_path / f"out{kind}"
    write_template(template)
    counts = batch_check(template, out, corpus, DAY)
    assert (counts.rows, counts.bad) == (1, 0)
    assert answers(out)[0]["结论"] == "符合申报条件"


def test_the_template_offers_drop_down_lists(tmp_path: Path) -> None:
    write_template(tmp_path / "people.xlsx")
    sheet = load_workbook(tmp_path / "people.xlsx").worksheets[0]
    lists = {v.formula1 for v in sheet.data_validations.dataValidation}
    assert any("预备技师（技师）班" in (formula or "") for formula in lists)
    assert sheet.freeze_panes == "B2"


def test_a_bad_row_is_reported_in_its_row_and_stops_no_other(tmp_path: Path, corpus: Corpus, kind: str) -> None:
    rows, counts = run(
        tmp_path,
        corpus,
        kind,
        EXAMPLE,
        {**EXAMPLE, "毕业日期": "2023-02-30"},
        {**EXAMPLE, "学历": "学士后"},
        {**EXAMPLE, "姓名": "李四"},
    )
    assert (counts.rows, counts.bad) == (4, 2)
    assert [bool(r["填写错误"]) for r in rows] == [False, True, True, False]
    assert "第3行" in rows[1]["填写错误"] and "毕业日期" in rows[1]["填写错误"]
    assert "education[0].level" in rows[2]["填写错误"]


def test_gaps_days_and_clauses_are_told(tmp_path: Path, corpus: Corpus, kind: str) -> None:
    late = {**EXAMPLE, "学历": "大学本科", "工作经历": "2015-07-15至今", "毕业日期": "2015-07-01", "成果": "6×2"}
    rows, _ = run(tmp_path, corpus, kind, late)
    assert rows[0]["结论"] == "不符合申报条件" and rows[0]["最早日期"] == "2026-12-01"
    assert "还差11天" in rows[0]["差距"] and "成果条件还差1项" in rows[0]["差距"]
    assert "附件/三/（二）/3" in rows[0]["依据条款"]


def test_an_open_row_says_what_to_ask(tmp_path: Path, corpus: Corpus, kind: str) -> None:
    rows, _ = run(tmp_path, corpus, kind, {"姓名": "王五", "政策": "beijing-ai", "级别": "工程师"})
    assert rows[0]["结论"] == "尚不能判断" and "学历" in rows[0]["还需知道"]


def test_without_a_level_each_level_gets_a_line(tmp_path: Path, corpus: Corpus, kind: str) -> None:
    rows, counts = run(
        tmp_path, corpus, kind, {"姓名": "赵六", "政策": "17号文", "学历": "无", "职称级别": "无", "专业工作年限": 1}
    )
    assert counts.rows == 1 and [r["核查级别"] for r in rows] == [
        "技术员",
        "助理工程师",
        "工程师",
        "高级工程师",
        "正高级工程师",
    ]


@pytest.mark.parametrize("typed", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", '=HYPERLINK("http://x","y")'])
def test_what_people_typed_goes_back_as_text_and_never_as_a_formula(
    tmp_path: Path, corpus: Corpus, kind: str, typed: str
) -> None:
    rows, _ = run(tmp_path, corpus, kind, {**EXAMPLE, "姓名": typed})
    assert rows[0]["姓名"] == (f"'{typed}" if kind == ".csv" else typed)
    if kind == ".xlsx":
        book = load_workbook(tmp_path / "out.xlsx")
        assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)  # type: ignore[union-attr]


def test_dates_numbers_and_words_of_a_spreadsheet_are_read(corpus: Corpus) -> None:
    from datetime import datetime

    profile = profile_of(
        {
            "学历": "大学本科", "毕业日期": datetime(2015, 7, 1), "毕业后工作年限": 11.0, "职称级别": "无",
            "工作经历": "2015年7月15日至2018-03-31；2019/1/1 至 今", "业绩条件": 2.0, "破格情形": "1、3",
            "成果": "第6项×2件；发明专利 排名1 已授权 ×3", "推荐专家人数": 2.0, "继续教育": "是",
        }
    )  # fmt: skip
    assert profile["education"] == [{"level": "大学本科", "graduated": "2015-07-01", "years": 11}]
    assert profile["titles"] == []
    assert profile["experience"] == [
        {"start": "2015-07-15", "end": "2018-03-31"},
        {"start": "2019-01-01", "end": None},
    ]
    assert (profile["performance"], profile["exceptional"], profile["recommenders"]) == ([2], [1, 3], 2)
    assert profile["achievements"] == [
        {"item": 6, "count": 2},
        {"type": "发明专利", "rank": 1, "granted": True, "count": 3},
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("工作经历", "去年开始"),
        ("业绩条件", "第一项"),
        ("成果", "一篇论文"),
        ("继续教育", "可能"),
        ("专业工作年限", "很久"),
    ],
)
def test_a_cell_that_cannot_be_read_names_its_column(cell: str, text: str) -> None:
    with pytest.raises(BadInput, match=cell):
        profile_of({cell: text})


def test_a_table_that_is_none_is_refused(tmp_path: Path, corpus: Corpus) -> None:
    out = tmp_path / "out.xlsx"
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "other.csv").write_text("姓名,身高\n张三,180\n", encoding="utf-8")
    for name, said in (("broken.xlsx", "xlsx"), ("empty.csv", "列名"), ("other.csv", "身高"), ("none.csv", "没有文件")):
        with pytest.raises(BadInput, match=said):
            batch_check(tmp_path / name, out, corpus, DAY)
        assert not out.exists()
    write_template(tmp_path / "people.csv")
    with pytest.raises(BadInput, match="原来的表格"):
        batch_check(tmp_path / "people.csv", tmp_path / "people.csv", corpus, DAY)
