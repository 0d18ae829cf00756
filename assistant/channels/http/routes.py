"""The contract's own routes: ask, clauses, search, check. Each dresses one call of `Assistant`."""

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Path, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.assistant import Assistant
from assistant.channels.http.errors import described, explain, refusal
from assistant.channels.http.fields import Day, Name, Session, Text
from assistant.channels.http.telemetry import Metrics
from assistant.channels.pool import Pool
from assistant.channels.results import SearchResults, search_results
from assistant.eligibility import Result
from assistant.models import Answer, LookUp, Sentence, Stage
from corpus.errors import BadInput


class Question(BaseModel):
    """A question as `tiaowen ask` takes it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"question": "北京人工智能专业的硕士，工作几年可以评工程师？"},
                {"question": "那高级呢？", "session": "my-conversation", "policy": "beijing-ai"},
            ]
        },
    )
    question: Text
    policy: Name | None = Field(default=None, description="id, number or title of a document")
    as_of: Day | None = Field(default=None, description="the day asked about; default today")
    session: Session | None = Field(default=None, description="goes on with a conversation, and begins it")
    trace: bool = False
    stream: bool = Field(default=False, description="server-sent events: stage, sentence, answer")


def whose(request: Request, session: str | None) -> str | None:
    """The session under its client's name, so that no client reaches into another's conversation, nor into Slack's."""
    return session and f"http:{getattr(request.state, 'client', None) or '-'}:{session}"


def assistant_of(request: Request) -> Assistant:
    """The one Assistant of this app."""
    found: Assistant = request.app.state.assistant
    return found


def pool_of(request: Request) -> Pool:
    """The threads of this app."""
    found: Pool = request.app.state.pool
    return found


def metrics_of(request: Request) -> Metrics:
    """The counters of this app."""
    found: Metrics = request.app.state.metrics
    return found


TheAssistant = Annotated[Assistant, Depends(assistant_of)]
ThePool = Annotated[Pool, Depends(pool_of)]
TheMetrics = Annotated[Metrics, Depends(metrics_of)]
router = APIRouter(prefix="/v1", responses=described(401, 413, 422, 503, 504))

_EVENT = {
    "type": "object",
    "properties": {"event": {"enum": ["stage", "sentence", "answer", "error"]}, "data": {"type": "string"}},
}
_STREAM = {"text/event-stream": {"schema": _EVENT, "example": 'event: stage\ndata: {"text":"正在检索条款"}\n\n'}}
# Either name will do, which OpenAPI cannot say; the document shows the one.
_QUERY = {"name": "query", "in": "query", "required": True, "schema": {"type": "string", "minLength": 1}}


@router.post("/ask", response_model=Answer, responses={200: {"content": _STREAM}}, summary="Ask a question")
async def ask(
    request: Request, question: Question, assistant: TheAssistant, pool: ThePool, metrics: TheMetrics
) -> Response:
    """A cited answer. With `stream`, or asked for as `text/event-stream`, it comes sentence by sentence."""
    session = whose(request, question.session)
    about: dict[str, Any] = {
        "session": session,
        "policy": question.policy,
        "as_of": question.as_of,
        "trace": question.trace,
    }
    if question.stream or "text/event-stream" in request.headers.get("accept", ""):
        parts = pool.stream(lambda: assistant.stream(question.question, **about))
        return StreamingResponse(_events(parts, metrics), media_type="text/event-stream", headers=NO_BUFFER)
    answer = await pool.run(lambda: assistant.ask(question.question, **about))
    metrics.answered(answer)
    without = None if question.trace else {"trace"}
    return Response(answer.model_dump_json(exclude=without), media_type="application/json")


@router.get("/clauses/{reference:path}", response_model=LookUp, responses=described(404), summary="Look a clause up")
async def clause(
    reference: Annotated[Name, Path(description="an id, or as people write it: 17号文 附件 四（四）2")],
    assistant: TheAssistant,
    pool: ThePool,
    as_of: Annotated[Day | None, Query()] = None,
) -> LookUp:
    """The clauses a reference means; none is an empty list, with a hint of what the document does have."""
    return await pool.run(lambda: assistant.look_up(reference, as_of))


@router.get("/search", openapi_extra={"parameters": [_QUERY]}, summary="Search clauses")
async def search(
    assistant: TheAssistant,
    pool: ThePool,
    query: Annotated[Text | None, Query(include_in_schema=False)] = None,
    q: Annotated[Text | None, Query(include_in_schema=False)] = None,
    policy: Annotated[Name | None, Query()] = None,
    k: Annotated[int, Query(ge=1, le=100)] = 10,
) -> SearchResults:
    """Clauses nearest to the query, best first."""
    words = query or q
    if words is None:
        raise BadInput("query：缺少这一项")
    hits = await pool.run(lambda: assistant.search(words, policy, k))
    return search_results(hits)


_PROFILE = {
    "policy": "beijing-ai",
    "level": "高级工程师",
    "as_of": "2026-11-20",
    "education": [{"level": "硕士", "graduated": "2019-07-01"}],
    "titles": [{"level": "中级", "name": "工程师", "series": "工程", "obtained": "2021-12-01"}],
    "experience": [{"start": "2019-07-15", "end": None}],
    "performance": [1],
    "achievements": [{"item": 6, "count": 2}],
}


@router.post(
    "/check",
    response_model=None,
    responses={200: {"model": Result | list[Result]}},
    summary="Decide eligibility",
)
async def check(
    profile: Annotated[dict[str, Any] | list[dict[str, Any]], Body(examples=[_PROFILE])],
    assistant: TheAssistant,
    pool: ThePool,
    as_of: Annotated[Day | None, Query()] = None,
) -> Any:
    """What `tiaowen check` prints for a profile, or for a list of profiles."""
    try:
        json.dumps(profile, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:
        raise BadInput("profile：含有 NaN、Infinity 或不成字的字符") from None
    return await pool.run(lambda: assistant.check(profile, as_of))


NO_BUFFER = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


def event(
    name: Literal["stage", "sentence", "answer", "error"], data: BaseModel, without: set[str] | None = None
) -> str:
    """One server-sent event."""
    return f"event: {name}\ndata: {data.model_dump_json(exclude=without)}\n\n"


async def _events(parts: AsyncIterator[Stage | Sentence | Answer], metrics: Metrics) -> AsyncIterator[str]:
    try:
        async for part in parts:
            match part:
                case Stage():
                    yield event("stage", part)
                case Sentence():
                    yield event("sentence", part)
                case Answer():
                    metrics.answered(part)
                    yield event("answer", part, None if part.trace else {"trace"})
    except Exception as error:  # the status line is out already: the error is the last event
        status, message = explain(error, "/v1/ask")
        yield event("error", refusal(status, message))
