"""The HTTP service: routes, MCP and their guards put together, and the process that serves them."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from starlette.responses import Response

from assistant.assistant import Assistant
from assistant.channels.failures import line_for
from assistant.channels.http import errors, openai_protocol, routes
from assistant.channels.http.access import Access, Keys
from assistant.channels.http.conversations import Conversations
from assistant.channels.http.logs import log_as_json
from assistant.channels.http.telemetry import Metrics, Telemetry
from assistant.channels.listening import listen, server
from assistant.channels.mcp import LOOPBACK, build_mcp, mcp_over_http
from assistant.channels.pool import THINKING, WAITING, Pool
from assistant.settings import Settings

log = logging.getLogger("tiaowen.http")
ABOUT = """政策条文问答：每句话都注明条款，资格由规则判定。
同一个回答也可经 OpenAI 协议（/v1/chat/completions）和 MCP（/mcp）取得。"""
MARGIN = 30  # seconds that an answer may take past the chat model's limit: the offline answer, and a line before it


class Health(BaseModel):
    """That this process answers, and from which documents."""

    status: str = "ok"
    corpus: str
    policies: int


def create_app(assistant: Assistant, settings: Settings, host: str = "127.0.0.1") -> FastAPI:
    """The service as an ASGI app. `host` is the address it will listen on: on loopback MCP checks the Host header."""
    metrics = Metrics()
    pool = Pool(THINKING if settings.offline else WAITING, seconds=settings.chat_timeout + MARGIN)
    conversations = Conversations(assistant)
    mcp_server = build_mcp(assistant, pool.run)
    mcp_app = mcp_over_http(mcp_server, settings, host)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with mcp_server.session_manager.run():
            yield
        pool.close()
        conversations.close()

    app = FastAPI(title="条文 tiaowen", description=ABOUT, lifespan=lifespan)
    app.state.assistant = assistant
    app.state.pool = pool
    app.state.metrics = metrics
    app.state.conversations = conversations
    app.state.public_url = settings.public_url
    app.include_router(routes.router)
    app.include_router(openai_protocol.router)
    app.router.routes.extend(mcp_app.routes)
    errors.install(app)

    @app.get("/healthz", tags=["operation"], summary="Is it alive")
    async def healthz() -> Health:
        """Answers without touching a thread, the index or the memory."""
        return Health(corpus=assistant.corpus.fingerprint, policies=len(assistant.corpus.policies))

    @app.get("/metrics", tags=["operation"], response_class=Response, summary="Prometheus")
    async def numbers() -> Response:
        """Counters in Prometheus' text form."""
        return metrics.page()

    app.add_middleware(Access, keys=Keys(settings.api_keys))
    app.add_middleware(Telemetry, metrics=metrics)
    return app


def serve(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve until told to stop; then finish what is being answered, and close."""
    listener = listen(host, port)
    log_as_json()
    assistant = Assistant()
    app = create_app(assistant, assistant.settings, host)
    if host not in LOOPBACK and not assistant.settings.api_keys:
        log.warning("TIAOWEN_API_KEYS 未设：能连到 %s 的人都能用", host)
    try:
        asyncio.run(_serve(app, listener, assistant))
    finally:
        assistant.close()


async def _serve(app: FastAPI, listener: socket.socket, assistant: Assistant) -> None:
    """Serve at once, and open the index meanwhile, so that nobody's first question waits for it."""
    warm_up = asyncio.create_task(asyncio.to_thread(assistant.search, "职称", None, 1))
    warm_up.add_done_callback(_note_cold_start)
    patience = int(assistant.settings.chat_timeout) + MARGIN
    await server(app, patience).serve(sockets=[listener])


def _note_cold_start(warm_up: asyncio.Task[Any]) -> None:
    if not warm_up.cancelled() and (error := warm_up.exception()):
        log.error("index", exc_info=error, extra={"fields": {"message": line_for(error)}})
