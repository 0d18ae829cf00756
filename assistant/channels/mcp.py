"""The Model Context Protocol: the face's five calls as tools, the documents as resources, and prompts to begin with.

Knows `Assistant` and the protocol; which thread does the work is the caller's business (`run`).
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp.server.mcpserver.resources import FunctionResource
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ToolAnnotations
from pydantic import BaseModel
from starlette.applications import Starlette

from assistant.assistant import Assistant
from assistant.channels.failures import line_for
from assistant.channels.results import SearchResults, search_results
from assistant.eligibility import Result
from assistant.models import Answer, Comparison, LookUp
from assistant.settings import Settings

INSTRUCTIONS = """政策条文（职称评价、社会保险等北京、浙江文件）的问答与资格核对。
ask 给出注明条款的回答；check 按规则判定资格，缺少的事实不要猜，照 questions 追问本人；
引用原文时用 look_up 核对。结论和条款一律以工具返回的为准。"""
READ_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
T = TypeVar("T")


class Run(Protocol):
    """Does blocking work somewhere else than in the event loop."""

    def __call__(self, work: Callable[[], T], /) -> Awaitable[T]: ...


class Verdicts(BaseModel):
    """One result for each policy and level that was decided."""

    results: list[Result]


def build_mcp(assistant: Assistant, run: Run) -> MCPServer[Any]:
    """A server with everything registered; it serves any number of clients."""
    handlers = logging.root.handlers[:]
    server: MCPServer[Any] = MCPServer("tiaowen", title="条文", instructions=INSTRUCTIONS, log_level="WARNING")
    logging.root.handlers = handlers  # the library hangs its own there, which prints what people said, in colour
    _add_tools(server, assistant, run)
    _add_resources(server, assistant)
    _add_prompts(server)
    return server


def mcp_over_http(server: MCPServer[Any], settings: Settings, host: str) -> Starlette:
    """The app that answers /mcp, without sessions, so that any process may take any request.

    On loopback without keys only local Host headers are let in: a web page that has its name resolve to 127.0.0.1 could
    otherwise use a person's own server. With keys, or on a public address, there is nothing such a page could gain.
    """
    security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    if host in LOOPBACK and not settings.api_keys:
        names = ["127.0.0.1", "localhost", "[::1]"]
        if settings.public_url:
            names.append(str(urlsplit(settings.public_url).hostname))
        hosts = [f"{name}{port}" for name in names for port in ("", ":*")]
        origins = [f"{scheme}://{name}" for scheme in ("http", "https") for name in hosts]
        security = TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins)
    return server.streamable_http_app(stateless_http=True, transport_security=security)


def mcp_stdio() -> None:
    """Serve one client over standard input and output until it closes them."""
    import anyio
    from anyio.to_thread import run_sync

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    assistant = Assistant()
    try:
        anyio.run(build_mcp(assistant, run_sync).run_stdio_async)
    finally:
        assistant.close()


def _add_tools(server: MCPServer[Any], assistant: Assistant, run: Run) -> None:
    async def call(work: Callable[[], T]) -> T:
        try:
            return await run(work)
        except Exception as error:
            if line := line_for(error):
                raise ToolError(line) from error
            raise

    @server.tool(title="提问", annotations=ToolAnnotations(read_only_hint=False, open_world_hint=False))
    async def ask(
        ctx: Context[Any, Any],
        question: str,
        policy: str | None = None,
        as_of: date | None = None,
        session: str | None = None,
    ) -> Answer:
        """回答一个政策问题，每句话注明条款。policy 可限定文件（id、文号或标题）；as_of 是所问的日期，默认今天；
        同一 session 的后续提问会结合前文理解。"""
        owned = session and f"mcp:{_client(ctx)}:{session}"
        return await call(lambda: assistant.ask(question, session=owned, policy=policy, as_of=as_of))

    @server.tool(title="检索条款", annotations=READ_ONLY)
    async def search(query: str, policy: str | None = None, k: int = 10) -> SearchResults:
        """找出与一段话最相关的条款，最相关的在前。"""
        return search_results(await call(lambda: assistant.search(query, policy, k)))

    @server.tool(title="查条款", annotations=READ_ONLY)
    async def look_up(reference: str, as_of: date | None = None) -> LookUp:
        """按条款号或惯常写法（如“17号文 附件 四（四）2”）取条款原文、上下级和效力状态；查不到时 hint 说明有什么。"""
        return await call(lambda: assistant.look_up(reference, as_of))

    @server.tool(title="核对资格", annotations=READ_ONLY)
    async def check(profile: dict[str, Any], as_of: date | None = None) -> Verdicts:
        """按规则判定一个人能否申报。profile 的字段：policy、level、education、titles、experience_years 或 experience、
        performance、achievements、exceptional、recommenders、attested 等；没有告知的事实不要填，结果里的 missing
        和 questions 会列出还缺什么。policy 或 level 不填则逐一判定。"""
        found = await call(lambda: assistant.check(profile, as_of))
        return Verdicts(results=found if isinstance(found, list) else [found])

    @server.tool(title="对比", annotations=READ_ONLY)
    async def compare(
        policies: list[str], levels: list[str] | None = None, kinds: list[str] | None = None
    ) -> Comparison:
        """把几个文件或几个级别的规定并排列出，每类条件一行；levels、kinds 不填则全部。"""
        return await call(lambda: assistant.compare(policies, levels or (), kinds))


def _client(ctx: Context[Any, Any]) -> str:
    """Who asks: the client whose key it was, or "-" over standard input or without keys."""
    state = getattr(ctx.request_context.request, "state", None)
    return getattr(state, "client", None) or "-"


def _add_resources(server: MCPServer[Any], assistant: Assistant) -> None:
    corpus = assistant.corpus

    def whole_text(policy_id: str) -> str:
        return "\n\n".join(f"{clause.label}{clause.own_text}" for clause in corpus.walk(policy_id))

    for policy in corpus.policies.values():
        server.add_resource(
            FunctionResource(
                uri=f"policy://{policy.id}",
                name=policy.id,
                title=policy.title,
                description=policy.number or "",
                mime_type="text/plain",
                fn=partial(whole_text, policy.id),
            )
        )

    @server.resource("clause://{+clause_id}", title="条款", mime_type="application/json")
    def clause(clause_id: str) -> str:
        """一个条款，按条款号：原文、上下级、效力状态。"""
        matches = assistant.look_up(clause_id).matches
        exact = [match for match in matches if match.clause_id == clause_id]
        if not exact:
            raise ResourceNotFoundError(f"没有条款 {clause_id}；条款号可用 search 或 look_up 得到")
        return exact[0].model_dump_json()


def _add_prompts(server: MCPServer[Any]) -> None:
    @server.prompt(title="核对我的资格")
    def check_eligibility(level: str = "", policy: str = "") -> str:
        """问清事实后判定能否申报。"""
        target = " ".join(part for part in (policy, level) if part) or "我可能符合的级别"
        return (
            f"请核对我能否申报{target}。先用 check 看需要哪些事实，逐项问我，不要替我假设；"
            "事实齐了再用 check 判定，按它的结论回答，并写明每一项的条款号和原文。"
        )

    @server.prompt(title="讲解条款")
    def explain_clause(reference: str) -> str:
        """讲清一条规定说了什么、适用于谁、现在是否有效。"""
        return (
            f"请用 look_up 取出“{reference}”，先引原文，"
            "再用平常话说明它要求什么、适用于谁、现在是否有效；原文没有说的不要补。"
        )

    @server.prompt(title="对比要求")
    def compare_requirements(policies: str, levels: str = "") -> str:
        """把几个文件或级别的要求列成表。"""
        scope = f"{policies} 中 {levels}" if levels else policies
        return f"请用 compare 对比{scope}的要求，列成表格，只写不同之处，每格注明条款号。"
