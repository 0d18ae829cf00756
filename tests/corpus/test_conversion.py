"""A document in another format -> a policy.md that only needs its front matter filled in."""

from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.conversion import convert
from corpus.conversion.mending import mend, mend_line
from corpus.errors import BadInput
from corpus.parsing import read_policy


def paths(tmp_path: Path, converted: str) -> list[str]:
    folder = tmp_path / "converted"
    folder.mkdir()
    (folder / "policy.md").write_text(converted, encoding="utf-8")
    return [c.path for c in read_policy(folder)[1]]


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("- (4) 获得中国专利银奖,并经批准;", "（4）获得中国专利银奖，并经批准；"),
        ("满 1 年", "满1年"),
        ("核心技术 and 自主创新", "核心技术和自主创新"),
        ("京人社发[2024]14号", "京人社发〔2024〕14号"),
        ("网址:<http://a.b.cn/c.zip>)完成", "网址：http://a.b.cn/c.zip）完成"),
        ("### **（一）基本条件**", "（一）基本条件"),
    ],
)
def test_form_is_mended(line: str, mended: str) -> None:
    assert mend_line(line) == mended


def test_lines_broken_by_a_page_are_joined_and_headings_are_not() -> None:
    lines = ["一、评价方式", "", "按照“个人自主申报、促进评用", "", "结合”的方式评价。", "", "二、其他", "", "无。"]
    assert mend(lines, wrapped=True) == [
        "## 一、评价方式",
        "按照“个人自主申报、促进评用结合”的方式评价。",
        "## 二、其他",
        "无。",
    ]


def test_words_numbers_that_only_word_computes_are_kept(tmp_path: Path) -> None:
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    document.add_paragraph("试验办法")
    document.add_paragraph("一、条件")
    for text in ("甲；", "乙。"):
        paragraph = document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>')
        )
    document.save(str(tmp_path / "trial.docx"))
    assert paths(tmp_path, convert(tmp_path / "trial.docx")) == ["前言", "一", "一/（一）", "一/（二）"]


def test_a_web_page_keeps_its_paragraphs_and_loses_its_furniture(tmp_path: Path) -> None:
    page = tmp_path / "trial.html"
    page.write_text(
        "<html><nav><p>首页</p></nav><h1>试验办法</h1><p>第一条 甲。</p><p>第二条 乙。</p></html>", encoding="utf-8"
    )
    converted = convert(page)
    assert paths(tmp_path, converted) == ["前言", "第一条", "第二条"]
    assert "首页" not in converted


@pytest.mark.parametrize(
    ("name", "content"), [("a.xyz", b"x"), ("a.docx", b"no zip"), ("a.pdf", b"x"), ("a.txt", b""), ("a.txt", b"\xff")]
)
def test_a_file_that_cannot_be_read_is_one_clear_line(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match="file: "):
        convert(tmp_path / name)
