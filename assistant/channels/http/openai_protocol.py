"""OpenAI's chat completions, so that its client libraries and chat front ends work against this service unchanged.

The answer is the one of /v1/ask: its markers stay in the text, its sources follow the text and stand as `annotations`.
Sampling parameters and tools are accepted and change nothing; what cannot be given (n > 1, JSON output) is refused.
"""

import json
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.channels.http.conversations import Conversations, Message
from assistant.channels.http.errors import described, explain, refusal, refuse
from assistant.channels.http.fields import LONGEST_QUESTION, Written
from assistant.channels.http.routes import NO_BUFFER, TheAssistant, TheMetrics, ThePool
from assistant.channels.sources import clause_link, source_line
from assistant.models import Answer, Citation, Sentence, Stage

MODEL = "tiaowen"
router = APIRouter(prefix="/v1", tags=["OpenAI"], responses=described(400, 401, 404, 413, 503, 504))


class Part(BaseModel):
    """A part of a message; only text can be read."""

    type: Literal["text"]
    text: Written


class ChatMessage(BaseModel):
    """One message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Written | Annotated[list[Part], Field(min_length=1)] | None = None

    @property
    def text(self) -> str:
        """Its words, whichever way they were sent."""
        return self.content if isinstance(self.content, str) else "\n".join(p.text for p in self.content or [])


class StreamOptions(BaseModel):
    """What else a stream carries."""

    include_usage: bool = False


class ResponseFormat(BaseModel):
    """Only text is written."""

    type: Literal["text"] = "text"


class ChatRequest(BaseModel):
    """The part of OpenAI's request that means something here; the rest is ignored."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"model": MODEL, "messages": [{"role": "user", "content": "金融科技高级工程师要几项成果？"}]}]
        }
    )
    model: str = Field(max_length=200)
    messages: list[ChatMessage] = Field(min_length=1, max_length=200)
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = None
    response_format: ResponseFormat | None = None


@router.get("/models", summary="List models")
async def models() -> dict[str, Any]:
    """The one model there is."""
    return {"object": "list", "data": [_model()]}


@router.get("/models/{model}", summary="Describe a model", response_model=None)
async def model(model: str) -> Any:
    """The one model there is, or 404."""
    return _model() if model == MODEL else _no_such_model(model)


@router.post("/chat/completions", summary="Chat completions", response_model=None)
async def chat(request: Request, body: ChatRequest, assistant: TheAssistant, pool: ThePool, metrics: TheMetrics) -> Any:
    """Answers the last message, which is the user's; those before it are the conversation."""
    if body.model != MODEL:
        return _no_such_model(body.model)
    said: list[Message] = [(m.role, m.text) for m in body.messages]
    role, question = said[-1]
    if role != "user" or not question.strip() or len(question) > LONGEST_QUESTION:
        line = f"messages：最后一条应是 user 的文字，最多 {LONGEST_QUESTION} 个字"
        return refuse(400, line, param="messages")
    client = getattr(request.state, "client", None) or "-"
    conversations: Conversations = request.app.state.conversations
    reply = _Reply(request, question)

    def parts() -> Any:
        session = conversations.session(client, said[:-1])
        for part in assistant.stream(question, session=session):
            if isinstance(part, Answer):
                metrics.answered(part)
                conversations.remember(session, client, [*said, ("assistant", reply.whole_text(part))])
            yield part

    if body.stream:
        usage = bool(body.stream_options and body.stream_options.include_usage)
        return StreamingResponse(
            _chunks(reply, pool.stream(parts), usage), media_type="text/event-stream", headers=NO_BUFFER
        )
    answer = await pool.run(lambda: [part for part in parts() if isinstance(part, Answer)][-1])
    return reply.completion(answer)


class _Reply:
    """The frame of one reply in OpenAI's form."""

    def __init__(self, request: Request, question: str) -> None:
        self.frame = {"id": f"chatcmpl-{uuid.uuid4().hex[:24]}", "created": int(time.time()), "model": MODEL}
        self.question = question
        self.public_url = request.app.state.public_url
        self.base_url = str(request.base_url)

    def sources(self, citations: Sequence[Citation]) -> str:
        lines = [f"- [{c.marker}] {source_line(c)}" for c in citations]
        return "\n\n来源：\n" + "\n".join(lines) if lines else ""

    def whole_text(self, answer: Answer) -> str:
        return answer.answer + self.sources(answer.citations)

    def annotations(self, answer: Answer) -> list[dict[str, Any]]:
        """One for each place where a marker stands in the text."""
        return [
            {
                "type": "url_citation",
                "url_citation": {"start_index": start, "end_index": end, "title": source_line(c), "url": self.link(c)},
            }
            for c in answer.citations
            for start, end in _places(answer.answer, f"[{c.marker}]")
        ]

    def link(self, citation: Citation) -> str:
        page = clause_link(self.public_url, citation.clause_id)
        return page or f"{self.base_url}v1/clauses/{quote(citation.clause_id, safe='/:')}"

    def usage(self, text: str) -> dict[str, int]:
        """Characters, which for Chinese is about tokens: there is no tokeniser that would be anybody's."""
        asked, said = len(self.question), len(text)
        return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}

    def completion(self, answer: Answer) -> dict[str, Any]:
        text = self.whole_text(answer)
        message = {"role": "assistant", "content": text, "refusal": None, "annotations": self.annotations(answer)}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return self.frame | {"object": "chat.completion", "choices": [choice], "usage": self.usage(text)}

    def chunk(self, delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return _data(self.frame | {"object": "chat.completion.chunk", "choices": [choice]} | more)


async def _chunks(
    reply: _Reply, parts: AsyncIterator[Stage | Sentence | Answer], with_usage: bool
) -> AsyncIterator[str]:
    yield reply.chunk({"role": "assistant", "content": ""})
    shown = ""
    try:
        async for part in parts:
            match part:
                case Sentence():
                    if part.restart and shown:  # a stream of this protocol cannot take back what it has shown
                        yield reply.chunk({"content": "\n\n（以上未完成，改由下文回答）\n\n"})
                    shown = part.text if part.restart else shown + part.text
                    yield reply.chunk({"content": part.text})
                case Answer():
                    rest = reply.whole_text(part)
                    rest = rest.removeprefix(shown) if rest.startswith(shown) else reply.sources(part.citations)
                    yield reply.chunk({"content": rest, "annotations": reply.annotations(part)})
                    yield reply.chunk({}, "stop")
                    if with_usage:
                        yield _data(
                            reply.frame
                            | {"object": "chat.completion.chunk", "choices": []}
                            | {"usage": reply.usage(reply.whole_text(part))}
                        )
    except Exception as error:  # the status line is out already: clients look for `error` in the stream
        status, message = explain(error, "/v1/chat")
        yield _data(refusal(status, message).model_dump())
        return
    yield "data: [DONE]\n\n"


def _data(body: dict[str, Any]) -> str:
    return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"


def _model() -> dict[str, Any]:
    return {"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL}


def _no_such_model(name: str) -> Any:
    return refuse(404, f"model：没有 {name!r}，这里只有 {MODEL}", param="model", code="model_not_found")


def _places(text: str, marker: str) -> list[tuple[int, int]]:
    found, start = [], text.find(marker)
    while start >= 0:
        found.append((start, start + len(marker)))
        start = text.find(marker, start + 1)
    return found
