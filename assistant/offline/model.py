"""The chat model without weights: LangChain sees a model that calls tools and writes text; what it says is worked out.

First it reads the question and calls the tools a language model would (search, the clauses a reference means, the rules
on the person's facts); then it chooses the sentences that answer and looks up those that search did not return; then it
writes, with the turn's handles and the words quoted word for word. The same messages always give the same reply.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from pydantic import ConfigDict

from assistant.offline.answering import answer, wants_decision
from assistant.offline.drafts import MARK, Draft
from assistant.offline.finding.passages import Passages, passages
from assistant.protocol import EXTRA, TurnContext, read_context
from assistant.questions import Question, read_question
from corpus import Corpus
from corpus.references import cite

LONGEST_QUERY = 400
MOST_LOOKUPS = 40


class OfflineChatModel(BaseChatModel):
    """`OfflineChatModel(corpus=load_corpus())`; needs no network, no key and no weights."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    corpus: Corpus
    tools: tuple[str, ...] = ()

    @property
    def _llm_type(self) -> str:
        return "offline"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Runnable[Any, AIMessage]:
        """The same model, knowing which tools it may call."""
        names = tuple(str(getattr(tool, "name", None) or tool.get("function", tool).get("name")) for tool in tools)
        return self.model_copy(update={"tools": names})

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self.reply(messages))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        message = self.reply(messages)
        for chunk in _chunks(message):
            if run_manager:
                run_manager.on_llm_new_token(str(chunk.content), chunk=ChatGenerationChunk(message=chunk))
            yield ChatGenerationChunk(message=chunk)

    def reply(self, messages: Sequence[BaseMessage]) -> AIMessage:
        """Tool calls while something is needed that no tool has returned in this turn; then the answer."""
        turn = _read_turn(messages)
        index = passages(self.corpus)
        question = read_question(
            turn.text,
            self.corpus,
            turn.context.as_of,
            policy=turn.context.policy,
            earlier=[t.question for t in turn.context.earlier],
            facts=turn.context.facts,
        )
        if question.follows:
            question = question.model_copy(update={"earlier": tuple(turn.context.earlier[-1].clauses)})
        if turn.rounds == 0 and (calls := self._first_calls(question, index)):
            return _calling(calls, turn.rounds)
        draft = answer(question, index, turn.hits, turn.results)
        lacking = [c for c in draft.cited if c not in turn.handles][:MOST_LOOKUPS]
        if lacking and turn.rounds < 3 and "look_up_clause" in self.tools:
            return _calling(
                [("look_up_clause", {"reference": _reference(c, self.corpus)}) for c in lacking], turn.rounds
            )
        return _said(draft, turn)

    def _first_calls(self, question: Question, index: Passages) -> list[tuple[str, dict[str, Any]]]:
        """What a reader of the question would look for first."""
        calls: list[tuple[str, dict[str, Any]]] = []
        if not question.plain:
            return calls
        if question.intent == "lookup":
            calls += [("look_up_clause", {"reference": _reference(c, self.corpus)}) for c in question.clauses[:3]]
        else:
            only = question.exact_policies[0] if len(question.exact_policies) == 1 else None
            query = {
                "query": question.plain[:LONGEST_QUERY],
                "k": 8,
                **({"policy": self.corpus.policies[only].title} if only else {}),
            }
            calls.append(("search_clauses", query))
        if profile := wants_decision(question, index):
            facts = {k: v for k, v in profile.items() if k not in ("policy", "level", "as_of")}
            if question.day_said and "as_of" in profile:
                facts["as_of"] = profile["as_of"]
            title = {"policy": self.corpus.policies[profile["policy"]].title} if profile.get("policy") else {}
            level = {"level": profile["level"]} if profile.get("level") else {}
            calls.append(("check_eligibility", {"profile": facts, **title, **level}))
        return [call for call in calls if call[0] in self.tools]


@dataclass
class _Turn:
    """What the messages hold of this turn: the question, its context, and what tools have returned."""

    text: str
    context: TurnContext
    rounds: int = 0
    handles: dict[str, int] = field(default_factory=dict)
    hits: dict[str, float] = field(default_factory=dict)
    results: list[dict[str, Any]] = field(default_factory=list)


def _read_turn(messages: Sequence[BaseMessage]) -> _Turn:
    system = "\n".join(_text(m) for m in messages if isinstance(m, SystemMessage))
    asked = max(at for at, m in enumerate(messages) if isinstance(m, HumanMessage))
    turn = _Turn(_text(messages[asked]), read_context(system))
    for message in messages[asked + 1 :]:
        if isinstance(message, AIMessage) and message.tool_calls:
            turn.rounds += 1
        if not isinstance(message, ToolMessage) or not isinstance(message.artifact, dict):
            continue
        clauses = message.artifact.get("clauses") or []
        for clause in clauses:
            turn.handles.setdefault(clause["clause_id"], clause["handle"])
        if message.name == "search_clauses":
            turn.hits |= {clause["clause_id"]: 1 - place / max(1, len(clauses)) for place, clause in enumerate(clauses)}
        turn.results += message.artifact.get("results") or []
    return turn


def _text(message: BaseMessage) -> str:
    return (
        message.content
        if isinstance(message.content, str)
        else "".join(str(part.get("text", "")) for part in message.content if isinstance(part, dict))
    )


def _reference(clause_id: str, corpus: Corpus) -> str:
    """The printed reference; the id where that is too long for the tool."""
    printed = cite(corpus.clause(clause_id), corpus)
    return printed if len(printed) <= 200 else clause_id


def _calling(calls: Sequence[tuple[str, dict[str, Any]]], round_number: int) -> AIMessage:
    return AIMessage(
        content="",
        tool_calls=[
            {"name": name, "args": args, "id": f"offline-{round_number}-{place}", "type": "tool_call"}
            for place, (name, args) in enumerate(calls)
        ],
    )


def _said(draft: Draft, turn: _Turn) -> AIMessage:
    """The draft with handles in place of ids; a clause that no tool returned is not cited."""
    quotes: dict[str, str] = {}

    def handle(match: re.Match[str]) -> str:
        number = turn.handles.get(match.group(1))
        if number is None:
            return ""
        quotes[str(number)] = draft.quotes[match.group(1)]
        return f"[{number}]"

    text = MARK.sub(handle, draft.text)
    said = {"kind": draft.kind, "quotes": quotes, "follow_ups": draft.follow_ups, "decided": draft.decided}
    return AIMessage(
        content=text,
        additional_kwargs={EXTRA: said},
        response_metadata={"finish_reason": "stop", "model_name": "offline"},
    )


def _chunks(message: AIMessage) -> Iterator[AIMessageChunk]:
    """A message in pieces, as a model streams it: what it says of itself, then sentence by sentence; or the tool calls at once."""
    if message.tool_calls:
        yield AIMessageChunk(
            content="",
            tool_call_chunks=[
                {
                    "name": call["name"],
                    "args": json.dumps(call["args"], ensure_ascii=False),
                    "id": call["id"],
                    "index": at,
                    "type": "tool_call_chunk",
                }
                for at, call in enumerate(message.tool_calls)
            ],
        )
        return
    text = str(message.content)
    yield AIMessageChunk(content="", additional_kwargs=message.additional_kwargs)
    for piece in re.findall(r"[^。；\n]*[。；\n]+|[^。；\n]+", text):
        yield AIMessageChunk(content=piece)
    yield AIMessageChunk(content="", response_metadata=message.response_metadata)
