"""对比, 批量核查, 资料库."""

from collections.abc import Callable
from io import BytesIO

from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from corpus import load_corpus

from .conftest import words

Open = Callable[..., AppTest]


def test_two_documents_stand_side_by_side_with_what_differs_marked(opened: Open) -> None:
    page = opened("comparison")
    page.button(key="begin_人工智能与金融科技").click().run()
    assert "关于增设金融科技职称评审专业的通告" in words(page)
    assert "<mark>" in words(page) and "clauses?clause=beijing-fintech-2024%3A" in words(page)


def test_a_replaced_document_is_marked_in_the_comparison(opened: Open) -> None:
    page = opened("comparison")
    page.button(key="begin_人工智能：现行办法与2020年试行办法").click().run()
    assert "已被替代" in words(page) and "不同</small>" in words(page)


def test_a_sheet_comes_back_with_verdicts_and_a_bad_row_stops_no_other(opened: Open) -> None:
    from assistant.pages.batch import _template

    book = load_workbook(BytesIO(_template()))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    wrong = [cell.value for cell in sheet[2]]
    wrong[heads.index("毕业日期")] = "明年"
    for column, value in enumerate(wrong, 1):
        sheet.cell(3, column, value)
    table = BytesIO()
    book.save(table)
    page = opened("batch")
    page.file_uploader[0].upload("人员.xlsx", table.getvalue()).run()
    shown = page.dataframe[0].value
    assert list(shown["姓名"]) == ["张三", "张三"]
    assert "符合" in shown["结论"][0] and "毕业日期" in shown["填写错误"][1]


def test_a_file_that_is_no_table_is_a_sentence(opened: Open) -> None:
    page = opened("batch")
    page.file_uploader[0].upload("人员.xlsx", b"not a table").run()
    assert "这份表格读不了" in page.error[0].value and not page.exception


def test_the_library_names_every_document_its_status_and_how_far_its_rules_go(opened: Open) -> None:
    page = opened("library")
    for policy in load_corpus().policies.values():
        assert policy.title in words(page)
    assert "可逐条核对" in words(page) and "没有可核对的条件" in words(page)
    assert "可用" in words(page) or "未建" in words(page)
