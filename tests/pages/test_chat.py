"""问答: asking, checking what an answer rests on, and what is kept of it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from assistant.models import Answer, Citation, Sentence, Turn
from assistant.pages import answer_text
from assistant.pages.face import face
from assistant.pages.words import as_typed

from .conftest import words

Open = Callable[..., AppTest]
QUESTION = "硕士毕业几年可以申报人工智能高级工程师？"


def ask(page: AppTest, question: str) -> AppTest:
    return page.chat_input[0].set_value(question).run()


def _key(page: AppTest, start: str) -> str:
    return next(button.key for button in page.button if str(button.key).startswith(start))


def test_a_first_visit_offers_questions_and_one_click_asks_one(opened: Open) -> None:
    page = opened("chat")
    assert "想了解职称政策的什么？" in words(page)
    page.button(key=_key(page, "suggest_")).click().run()
    assert page.chat_message[1].name == "assistant"
    assert "想了解职称政策的什么？" not in words(page)


def test_an_answer_leads_from_each_marker_to_its_clause(opened: Open) -> None:
    page = ask(opened("chat"), QUESTION)
    assert QUESTION in words(page)
    assert "clauses?clause=beijing-ai%3A" in page.chat_message[1].markdown[0].value
    assert 'aria-label="依据"' in words(page) and "《北京市人工智能专业职称评价办法》" in words(page)


def test_a_draft_is_called_a_draft_before_the_text(opened: Open) -> None:
    page = ask(opened("chat"), "浙江人工智能工程师的评审对象是谁？")
    said = [each.value for each in page.chat_message[1].markdown]
    assert "征求意见稿" in said[0] and "badge" in said[0]


def test_a_refusal_and_a_clarification_are_marked_in_words() -> None:
    for kind, said in (("refusal", "收录的文件没有规定"), ("clarification", "还需要补充信息")):
        page = AppTest.from_function(_show, args=(kind,)).run()
        assert said in page.markdown[0].value


def _show(kind: str) -> None:
    from assistant.models import Answer
    from assistant.pages.chat_answer import show_answer

    show_answer(Answer(answer="……", kind=kind, model="offline", elapsed_ms=1), turn=1)  # type: ignore[arg-type]


def test_what_a_person_tells_is_listed_and_can_be_forgotten(opened: Open) -> None:
    page = ask(opened("chat"), "我是硕士，2019年7月毕业，能报人工智能高级工程师吗？")
    assert any("硕士" in each.value for each in page.sidebar.markdown)
    page.button(key="forget_me").click().run()
    assert not any("硕士" in each.value for each in page.sidebar.markdown)
    assert page.chat_message, "the conversation itself stays"


def test_a_conversation_can_be_left_reopened_and_deleted(opened: Open) -> None:
    page = ask(opened("chat"), QUESTION)
    page.button(key="new").click().run()
    assert not page.chat_message
    page.button(key=_key(page, "open_")).click().run()
    assert len(page.chat_message) == 2
    page.button(key=_key(page, "delete_")).click().run()
    assert not page.chat_message and not any(str(b.key).startswith("open_") for b in page.button)


def test_two_people_do_not_see_each_other_not_even_with_the_address(opened: Open) -> None:
    first = ask(opened("chat"), QUESTION)
    address = first.query_params["c"]
    tail = address if isinstance(address, str) else address[0]
    second = opened("chat", c=tail)
    assert not second.chat_message
    assert not any(str(b.key).startswith("open_") for b in second.button)
    assert second.session_state["browser_name"] != first.session_state["browser_name"]


def test_a_thumb_down_asks_what_was_wrong_and_is_kept_for_evaluation(opened: Open) -> None:
    page = ask(opened("chat"), "金融科技高级工程师可以破格申报吗？")
    page.feedback[0].set_value(0).run()
    reasons = next(each for each in page.pills if each.label == "哪里不对？")
    reasons.set_value("条款不对").run()
    session = f"{page.session_state['browser_name']}.{_tail(page)}"
    turn = face().conversation(session).turns[0]
    assert (turn.vote, turn.reason) == ("down", "wrong clause")


def test_a_failure_is_a_sentence_with_a_way_out(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened("chat")
    monkeypatch.setattr(face(), "stream", lambda *_, **__: (_ for _ in ()).throw(RuntimeError("no disk")))
    ask(page, QUESTION)
    assert "没能答出来" in page.error[0].value and "no disk" not in words(page)
    assert any(button.label == "再问一次" for button in page.button)
    assert not page.exception


def test_what_a_model_withdraws_is_not_shown(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """The joined sentences are the answer, from the last restart on."""
    final = Answer(answer="改用离线回答。", kind="answer", model="offline", elapsed_ms=1)
    parts = [Sentence(text="说错的话。"), Sentence(text="改用离线回答。", restart=True), final]
    monkeypatch.setattr(face(), "stream", lambda *_, **__: iter(parts))
    assert "说错的话" not in words(ask(opened("chat"), QUESTION))


CITATION = Citation(
    marker=1, clause_id="zhejiang-ai-draft:五/（二）", policy_id="zhejiang-ai-draft", policy_title="浙江方案",
    document_number=None, path="五/（二）", status="征求意见稿", quote="评审专家名单一般不对外公布",
)  # fmt: skip
ANSWER = Answer(
    answer="名单不公布[1]。\n**注意**：$100~$200[2]", citations=[CITATION], kind="answer", model="offline", elapsed_ms=1
)


def test_markers_become_links_and_what_markdown_would_swallow_stays() -> None:
    shown = answer_text.with_links(ANSWER.answer, ANSWER.citations, turn=3)
    assert '[1](clauses?clause=zhejiang-ai-draft%3A%E4%BA%94%2F%EF%BC%88%E4%BA%8C%EF%BC%89&turn=3&marker=1 "' in shown
    assert "[2]" in shown and r"\$100\~\$200" in shown
    assert "。  \n**注意**" in shown


def test_nothing_that_a_model_or_a_person_writes_is_fetched() -> None:
    shown = answer_text.with_links("![x](https://evil.example/?q=1)", [], turn=1)
    assert "](" not in shown
    assert as_typed("![x](https://evil.example)").startswith(r"\!\[x\]\(")


def test_an_answer_leaves_with_its_sources_and_their_status() -> None:
    from datetime import date

    copied = answer_text.as_citation("问", ANSWER, date(2026, 11, 21))
    assert "[1] 《浙江方案》五（二）（征求意见稿）：“评审专家名单一般不对外公布”" in copied
    assert "2026年11月21日查询" in copied


def test_word_and_markdown_hold_question_answer_and_sources() -> None:
    from datetime import datetime

    turn = Turn(number=1, question="专家名单公开吗", answer=ANSWER, asked_at=datetime(2026, 11, 21))
    told = "\n".join(paragraph.text for paragraph in Document(BytesIO(answer_text.as_word([turn]))).paragraphs)
    for text in (told, answer_text.as_markdown([turn])):
        assert "专家名单公开吗" in text and "名单不公布[1]" in text and "《浙江方案》五（二）" in text


def _tail(page: AppTest) -> str:
    told = page.query_params["c"]
    return told if isinstance(told, str) else told[0]
