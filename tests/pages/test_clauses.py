"""条款: finding a clause, reading it, and knowing what it is worth."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from assistant.pages.clause_html import clause_html, marked, marked_words
from corpus import load_corpus

from .conftest import words

Open = Callable[..., AppTest]
PATENT = "beijing-ai:附件/三/（四）/6"


def test_a_clause_has_an_address_of_its_own(opened: Open) -> None:
    page = opened("clauses", clause=PATENT)
    assert page.header[0].value == "附件 三（四）6"
    assert "作为排名前三的发明人，获得本专业已授权的发明专利" in words(page)
    assert "应具备下列11项业绩成果中3项及以上" in words(page), "an item stands under the words that lead to it"


def test_the_address_takes_a_reference_as_people_write_it(opened: Open) -> None:
    assert "附件 四（四）2" in opened("clauses", clause="17号文 附件 四（四）2").header[0].value


def test_the_first_visit_lists_every_document_with_its_status(opened: Open) -> None:
    page = opened("clauses")
    for policy in load_corpus().policies.values():
        assert policy.title in words(page)
    assert "征求意见稿" in words(page) and "已被替代" in words(page)


def test_typing_finds_by_reference_first_and_by_words(opened: Open) -> None:
    page = opened("clauses")
    page.text_input(key="find").set_value("灵活就业实施办法第三条第二款").run()
    assert "第三条第二款" in words(page) and "按引用定位到 1 条" in words(page)
    page.text_input(key="find").set_value("发明专利 排名前三").run()
    assert "<mark>发明专利</mark>" in words(page) or "<mark>排名前三</mark>" in words(page)


def test_nothing_found_is_said_with_a_way_out(opened: Open) -> None:
    page = opened("clauses", clause="没有这一条")
    assert "没有找到" in page.warning[0].value
    assert "北京市人工智能专业职称评价办法" in words(page)


def test_next_and_previous_walk_in_reading_order(opened: Open) -> None:
    page = opened("clauses", clause=PATENT)
    _button(page, "下一条").click().run()
    assert page.header[0].value == "附件 三（四）7"
    _button(page, "上一条").click().run()
    assert page.header[0].value == "附件 三（四）6"


def test_a_replaced_document_says_so_and_why(opened: Open) -> None:
    page = opened("clauses", clause="beijing-ai-2020-trial")
    assert "已被替代" in words(page) and "推断：" in words(page)
    assert "《北京市人工智能专业职称评价办法》" in words(page)


def test_a_provision_that_ends_by_itself_says_when(opened: Open) -> None:
    corpus = load_corpus()
    ending = next(
        clause for clause in corpus.walk("beijing-work-training-subsidy-2020") if corpus.in_force_until(clause)
    )
    assert "本条自身的期限到" in words(opened("clauses", clause=ending.id))


def test_a_clause_shows_which_decisions_rest_on_it_and_which_documents_it_names(opened: Open) -> None:
    assert "高级工程师 · 成果条件" in words(opened("clauses", clause="beijing-ai:附件/三/（四）"))
    assert "京人社事业发〔2020〕17号" in words(opened("clauses", clause="beijing-ai:前言"))


def test_a_citation_and_an_address_can_be_copied(opened: Open) -> None:
    copied = "\n".join(each.value for each in opened("clauses", clause="beijing-fintech-2024:附件2/三/（三）/1").code)
    assert "《关于增设金融科技职称评审专业的通告》（京人社发〔2024〕14号）附件2 三（三）1" in copied
    assert "https://tiaowen.example/clauses?clause=beijing-fintech-2024%3A" in copied


def test_quoted_words_are_marked_once_and_the_text_stays_text() -> None:
    assert marked("满7年<b>；", "7年") == "满<mark>7年</mark>&lt;b&gt;；"
    assert marked("从事本专业\n技术工作", "专业技术") == "从事本<mark>专业<br>技术</mark>工作"
    assert marked("满7年", "8年") == "满7年"
    assert marked_words("发明专利授权", "专利 授权") == "发明<mark>专利</mark><mark>授权</mark>"


def test_a_quote_below_the_clause_is_marked_where_it_stands() -> None:
    corpus = load_corpus()
    html = clause_html(corpus, corpus.clause("beijing-ai:附件/三/（四）"), "获得本专业已授权的发明专利")
    assert html.count("<mark>") == 1 and "<mark>获得本专业已授权的发明专利</mark>" in html


def _button(page: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(button for button in page.button if button.label == label)
