"""policy.md -> clauses, on small made-up documents."""

from pathlib import Path

import pytest

from corpus.errors import BrokenPolicy
from corpus.parsing import read_policy

FRONT = "---\ntitle: 试验办法\ntimeline: [{from: 2020-01-01, status: 现行, basis: text}]\n---\n"


def clauses(tmp_path: Path, body: str, front: str = FRONT) -> dict[str, tuple[str, str, str]]:
    folder = tmp_path / "trial"
    folder.mkdir(exist_ok=True)
    (folder / "policy.md").write_text(front + body, encoding="utf-8")
    return {c.path: (c.label, c.heading, c.text) for c in read_policy(folder)[1]}


def test_numbers_nest_in_the_order_chapter_article_and_items(tmp_path: Path) -> None:
    found = clauses(
        tmp_path, "## 第一章 总则\n\n第一条 甲：\n\n（一）乙：\n\n1.丙。\n\n## 第二章 附则\n\n第二条 丁。\n"
    )
    assert list(found) == ["第一章", "第一条", "第一条/（一）", "第一条/（一）/1", "第二章", "第二条"]
    assert found["第一章"] == ("第一章", "总则", "")


def test_a_chapter_is_the_parent_of_its_articles_though_their_ids_leave_it_out(tmp_path: Path) -> None:
    folder = tmp_path / "trial"
    folder.mkdir()
    (folder / "policy.md").write_text(FRONT + "## 第一章 总则\n\n第一条 甲。\n", encoding="utf-8")
    article = read_policy(folder)[1][1]
    assert (article.id, article.parent_id) == ("trial:第一条", "trial:第一章")


def test_two_paragraphs_of_a_clause_are_its_children_and_it_keeps_no_text(tmp_path: Path) -> None:
    found = clauses(tmp_path, "第一条 甲。\n\n乙。\n\n第二条 丙。\n")
    assert found == {
        "第一条": ("第一条", "", ""),
        "第一条/第一款": ("", "", "甲。"),
        "第一条/第二款": ("", "", "乙。"),
        "第二条": ("第二条", "", "丙。"),
    }


def test_a_paragraph_after_a_list_belongs_to_the_lists_parent(tmp_path: Path) -> None:
    found = clauses(tmp_path, "## 一、标题\n\n（一）甲；\n\n（二）乙。\n\n丙。\n")
    assert list(found) == ["一", "一/（一）", "一/（二）", "一/第一款"]


def test_an_opening_and_an_annex_opening_are_前言(tmp_path: Path) -> None:
    found = clauses(tmp_path, "开头。\n\n一、甲。\n\n# 附件 标准\n\n附件开头。\n\n一、乙。\n")
    assert found["前言"] == ("", "", "开头。")
    assert found["附件"] == ("附件", "标准", "")
    assert found["附件/前言"] == ("", "", "附件开头。")
    assert found["附件/一"] == ("一、", "", "乙。")


def test_numbering_may_run_on_across_headings(tmp_path: Path) -> None:
    found = clauses(tmp_path, "## 一、甲\n\n（一）乙。\n\n（二）丙。\n\n## 二、丁\n\n（三）戊。\n")
    assert "二/（三）" in found


def test_a_list_of_annexes_stays_in_its_paragraph(tmp_path: Path) -> None:
    found = clauses(tmp_path, "一、甲。\n\n<!-- 结语 -->\n\n附件：1.乙\n2.丙\n某局\n2020年1月1日\n")
    assert found["结语"][2] == "附件：1.乙\n2.丙\n某局\n2020年1月1日"


@pytest.mark.parametrize(
    ("body", "line", "expected"),
    [
        ("一、甲。\n\n三、乙。\n", 7, "expected 二、, found 三、"),
        ("第一条 甲。\n\n第三条 乙。\n", 7, "expected 第二条, found 第三条"),
        ("<!-- 引言 -->\n\n一、甲。\n", 5, "expected one of 通知、前言、结语"),
        ("一、甲。\n\n## 没有编号\n", 7, "expected a numbered heading"),
        ("## 一、甲\n乙。\n", 6, "expected a blank line after a heading"),
        ("\n", 5, "expected the text of the document"),
    ],
)
def test_a_broken_file_names_the_line_and_what_was_expected(
    tmp_path: Path, body: str, line: int, expected: str
) -> None:
    with pytest.raises(BrokenPolicy, match=expected) as caught:
        clauses(tmp_path, body)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("front", "line", "expected"),
    [
        ("title: 没有分隔线\n", 1, "expected front matter"),
        ("---\ntitle: [\n---\n", 3, "expected valid YAML"),
        (FRONT.replace("title: 试验办法", "titel: 试验办法"), 1, "title: Field required"),
        (FRONT.replace("现行", "有效"), 3, "timeline.0.status"),
        (FRONT.replace("---\ntitle", "---\nid: x\ntitle"), 2, "comes from the folder"),
        (FRONT.replace("\n---\n", "\nends: [{clause: 第九条, until: 2020-12-31, note: n}]\n---\n", 1), 4, "ends: "),
    ],
)
def test_a_mistake_in_the_front_matter_names_its_line(tmp_path: Path, front: str, line: int, expected: str) -> None:
    with pytest.raises(BrokenPolicy, match=expected) as caught:
        clauses(tmp_path, "一、甲。\n", front)
    assert caught.value.line == line
