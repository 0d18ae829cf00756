"""The offline model inside LangChain's agent: tool calls, then text with the turn's handles; the same words each time."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from langchain.agents import create_agent
from langchain_core.messages import AIMessage, AIMessageChunk

from assistant.desk import Desk
from assistant.offline.finding.passages import passages
from assistant.offline.model import OfflineChatModel
from assistant.protocol import EXTRA, TurnContext, write_context
from assistant.tools import TOOLS
from corpus import load_corpus
from index import Index, open_index

DAY = date(2026, 11, 20)
SYSTEM = "回答问题。" + write_context(TurnContext(today=DAY, as_of=DAY))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    opened = open_index(load_corpus(), Path(tmp_path_factory.mktemp("index")))
    yield opened
    opened.close()


def ask(text: str, index: Index) -> list[object]:
    agent = create_agent(OfflineChatModel(corpus=load_corpus()), TOOLS, system_prompt=SYSTEM, context_schema=Desk)
    desk = Desk(corpus=load_corpus(), search=index.search, as_of=DAY, said=text)
    return list(agent.invoke({"messages": [("user", text)]}, context=desk)["messages"])


def test_it_calls_tools_and_then_answers_with_handles_and_quotations(index: Index) -> None:
    messages = ask("AI高工 硕士要干几年", index)
    calling, said = messages[1], messages[-1]
    assert isinstance(calling, AIMessage) and [c["name"] for c in calling.tool_calls] == ["search_clauses"]
    assert isinstance(said, AIMessage) and "7年" in str(said.content)
    extra = said.additional_kwargs[EXTRA]
    assert extra["kind"] == "answer"
    assert all(f"[{handle}]" in str(said.content) for handle in extra["quotes"])


def test_a_persons_case_goes_through_the_rules(index: Index) -> None:
    messages = ask("我硕士毕业3年一直做大模型，没评过任何职称，能报北京人工智能高级工程师吗？", index)
    called = [c["name"] for m in messages if isinstance(m, AIMessage) for c in m.tool_calls]
    assert "check_eligibility" in called
    assert messages[-1].additional_kwargs[EXTRA]["kind"] == "eligibility"  # type: ignore[attr-defined]


def test_the_same_question_gets_the_same_words(index: Index) -> None:
    first, second = ask("协理员合同签几年", index)[-1], ask("协理员合同签几年", index)[-1]
    assert first.content == second.content  # type: ignore[attr-defined]


def test_it_streams_sentence_by_sentence(index: Index) -> None:
    agent = create_agent(OfflineChatModel(corpus=load_corpus()), TOOLS, system_prompt=SYSTEM, context_schema=Desk)
    text = "协理员合同签几年"
    desk = Desk(corpus=load_corpus(), search=index.search, as_of=DAY, said=text)
    pieces = [
        str(chunk.content)
        for chunk, _ in agent.stream({"messages": [("user", text)]}, context=desk, stream_mode="messages")
        if isinstance(chunk, AIMessageChunk) and chunk.content
    ]
    assert len(pieces) > 1 and "5年" in "".join(pieces)


def test_the_sentences_of_a_corpus_are_made_once() -> None:
    assert passages(load_corpus()) is passages(load_corpus())
