"""The graph: LangChain's agent with our tools, for any chat model.

What must hold for every model is middleware here: the context of the turn, a limit on rounds, readable tool errors, arguments
that do not parse. `run` streams what the model writes and leaves everything else on the desk. Knows no grounding.
"""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain.agents.middleware.types import AgentState, ToolCallRequest, hook_config
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    AnyMessage,
    HumanMessage,
    RemoveMessage,
    SystemMessage,
    ToolMessage,
)
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import Command

from assistant.desk import Desk
from assistant.protocol import EXTRA, EarlierTurn, Said, TurnContext, write_context
from assistant.tools import TOOLS, in_words
from corpus.errors import BadInput, TiaowenError
from prompts import prompt

log = logging.getLogger(__name__)
# How many times a model may send arguments that are no JSON before it must do without tools.
MOST_BAD_CALLS = 2
# Characters of an earlier answer that go along with a follow-up question.
EARLIER_ANSWER = 600


class Interrupted(TiaowenError):
    """The turn was given up while the model was still at it."""


class Incomplete(TiaowenError):
    """The model broke off in the middle of its answer."""


@dataclass
class Draft:
    """What a chat model wrote. `said` is what only the offline model tells of its own answer."""

    text: str = ""
    said: Said = field(default_factory=lambda: Said())
    rounds: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A chunk of the draft; `fresh` when what came before was no answer (the model went on to call a tool)."""

    text: str
    fresh: bool = False


class Rules(AgentMiddleware[AgentState, Desk]):
    """What holds for every model."""

    def __init__(self, rounds: int) -> None:
        super().__init__()
        self.rounds = rounds

    def wrap_model_call(
        self, request: ModelRequest[Desk], handler: Callable[[ModelRequest[Desk]], ModelResponse]
    ) -> ModelResponse:
        """Past the limit the model answers without tools, and calls it makes all the same are left undone."""
        desk = request.runtime.context
        if desk.stopped.is_set():
            raise Interrupted("回答超时，已停止")
        used = sum(isinstance(m, AIMessage) for m in request.messages[_turn_start(request.messages) :])
        if used < self.rounds:
            return handler(request)
        desk.note("last_round", rounds=used)
        last = [*request.messages, HumanMessage(prompt("last_round"))]
        response = handler(request.override(tools=[], tool_choice=None, messages=last))
        for message in response.result:
            if isinstance(message, AIMessage) and (message.tool_calls or message.invalid_tool_calls):
                message.tool_calls, message.invalid_tool_calls = [], []
                message.additional_kwargs.pop("tool_calls", None)
        return response

    @hook_config(can_jump_to=["model"])
    def after_model(self, state: AgentState[Any], runtime: Runtime[Desk]) -> dict[str, Any] | None:
        """Arguments that are no JSON go back to the model with what to do, instead of ending the turn."""
        message = state["messages"][-1]
        if not isinstance(message, AIMessage) or message.tool_calls or not message.invalid_tool_calls:
            return None
        bad = [s for s in runtime.context.trace if s["step"] == "bad_arguments"]
        runtime.context.note("bad_arguments", call=message.invalid_tool_calls[0].get("name"))
        if len(bad) >= MOST_BAD_CALLS:
            return None
        again = HumanMessage(prompt("bad_arguments"))
        return {"messages": [RemoveMessage(id=message.id or ""), again], "jump_to": "model"}

    def wrap_tool_call(
        self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], ToolMessage | Command[Any]]
    ) -> ToolMessage | Command[Any]:
        """A failed call tells the model why; it never ends the turn."""
        desk = request.runtime.context
        assert isinstance(desk, Desk)
        call = request.tool_call
        try:
            answered = handler(request)
        except Exception as error:
            if not isinstance(error, BadInput):
                log.warning("tool %s failed: %s", call["name"], error)
            desk.note("tool_error", tool=call["name"], error=type(error).__name__, message=in_words(error)[:300])
            return ToolMessage(in_words(error)[:600], tool_call_id=call["id"], name=call["name"], status="error")
        if isinstance(answered, ToolMessage) and answered.status == "error":
            desk.note("tool_error", tool=call["name"], error="arguments", message=str(answered.content)[:300])
        return answered


def build_agent(model: BaseChatModel, rounds: int) -> CompiledStateGraph[Any, Desk, Any, Any]:
    """The agent around a chat model; made once and shared by all turns."""
    return create_agent(model, tools=TOOLS, middleware=[Rules(rounds)], context_schema=Desk)


def messages_for(question: str, context: TurnContext, *, with_earlier: bool = True) -> list[AnyMessage]:
    """The system message with the turn's context, earlier turns as they were said, and the question."""
    system = prompt("system") + "\n\n" + write_context(context)
    listed: list[AnyMessage] = [SystemMessage(system)]
    for turn in context.earlier if with_earlier else []:
        listed += [HumanMessage(turn.question), AIMessage(_without_handles(turn))]
    return [*listed, HumanMessage(question)]


def run(
    agent: CompiledStateGraph[Any, Desk, Any, Any], messages: list[AnyMessage], desk: Desk, draft: Draft
) -> Iterator[str | Words]:
    """Progress (str) and words of the draft as they come; at the end `draft` holds the whole.

    Raises what the model's client raises, Interrupted, or Incomplete when a stream ends without saying why.
    """
    whole: AIMessageChunk | None = None
    stream: Iterator[Any] = agent.stream(
        {"messages": messages}, context=desk, stream_mode=["messages", "custom"], config={"recursion_limit": 100}
    )
    for mode, event in stream:
        if desk.stopped.is_set():
            raise Interrupted("回答超时，已停止")
        if mode == "custom":
            yield event["stage"]
            continue
        chunk, about = event
        if about.get("langgraph_node") != "model" or not isinstance(chunk, AIMessage):
            continue
        chunk = chunk if isinstance(chunk, AIMessageChunk) else _as_chunk(chunk)
        fresh = whole is None or (chunk.id is not None and whole.id != chunk.id)
        if fresh:
            draft.rounds += 1
        whole = chunk if fresh or whole is None else whole + chunk
        draft.said = whole.additional_kwargs.get(EXTRA) or Said()
        if chunk.text or fresh:
            yield Words(chunk.text, fresh)
    if whole is None:
        return
    if not _ended(whole):
        raise Incomplete("对话模型中途断开，回答不完整")
    draft.text = "" if whole.tool_calls else whole.text


def _as_chunk(message: AIMessage) -> AIMessageChunk:
    return AIMessageChunk(
        content=message.content,
        id=message.id,
        additional_kwargs=message.additional_kwargs,
        response_metadata=message.response_metadata,
        tool_call_chunks=[
            {"name": c["name"], "args": str(c["args"]), "id": c["id"], "index": i, "type": "tool_call_chunk"}
            for i, c in enumerate(message.tool_calls)
        ],
    )


def _ended(message: AIMessageChunk) -> bool:
    """A server of OpenAI's protocol says why it stopped; a connection that was cut says nothing."""
    told = message.response_metadata
    if told.get("model_provider") != "openai":
        return True
    return told.get("finish_reason") in ("stop", "tool_calls", "function_call")


def _turn_start(messages: list[AnyMessage]) -> int:
    """Where the present question stands: behind the last human message that is not one of ours."""
    ours = {prompt("last_round"), prompt("bad_arguments")}
    places = [i for i, m in enumerate(messages) if isinstance(m, HumanMessage) and m.content not in ours]
    return places[-1] if places else 0


def _without_handles(turn: EarlierTurn) -> str:
    return re.sub(r"\[\d+\]", "", turn.answer)[:EARLIER_ANSWER] or "（无）"
