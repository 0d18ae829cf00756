"""The Model Context Protocol, as its official client sees it: in memory, over HTTP, over standard input."""

import sys
from pathlib import Path
from typing import Any

import anyio.to_thread
import httpx
import pytest
from mcp import Client, MCPError, StdioServerParameters
from mcp.server import MCPServer

from assistant.channels.http import create_app
from assistant.channels.mcp import build_mcp
from assistant.settings import Settings

from .loopback import served
from .stand_in import CLAUSE, StandIn


@pytest.fixture
def server(stand_in: StandIn) -> MCPServer:
    return build_mcp(stand_in, anyio.to_thread.run_sync)


async def test_the_five_calls_are_tools_with_typed_results(server: MCPServer) -> None:
    async with Client(server) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"ask", "search", "look_up", "check", "compare"}
        assert all(tool.description and tool.output_schema for tool in tools.values())
        assert "citations" in tools["ask"].output_schema["properties"]


async def test_an_answer_is_the_face_s_answer(server: MCPServer) -> None:
    async with Client(server) as client:
        result = await client.call_tool("ask", {"question": "几年？", "as_of": "2026-11-20"})
        assert not result.is_error
        assert result.structured_content["citations"][0]["clause_id"] == CLAUSE


@pytest.mark.parametrize("arguments", [{}, {"question": 7}, {"question": "问", "as_of": "someday"}])
async def test_bad_arguments_are_an_error_that_a_model_can_read(server: MCPServer, arguments: dict[str, Any]) -> None:
    async with Client(server) as client:
        result = await client.call_tool("ask", arguments)
        assert result.is_error and result.content[0].text


async def test_documents_and_clauses_are_resources(server: MCPServer) -> None:
    async with Client(server) as client:
        resources = {str(resource.uri): resource for resource in (await client.list_resources()).resources}
        assert resources["policy://beijing-ai"].title == "北京市人工智能专业职称评价办法"
        text = (await client.read_resource("policy://beijing-ai")).contents[0].text
        assert "作为排名前三的发明人" in text
        templates = (await client.list_resource_templates()).resource_templates
        assert [template.uri_template for template in templates] == ["clause://{+clause_id}"]


async def test_a_clause_that_is_not_there_is_said_to_be_so(server: MCPServer) -> None:
    async with Client(server) as client:
        with pytest.raises(MCPError, match="没有条款"):
            await client.read_resource("clause://beijing-ai:附件/九十九")


async def test_prompts_carry_their_arguments(server: MCPServer) -> None:
    async with Client(server) as client:
        names = {prompt.name for prompt in (await client.list_prompts()).prompts}
        assert names == {"check_eligibility", "explain_clause", "compare_requirements"}
        prompt = await client.get_prompt("explain_clause", {"reference": "17号文 附件 四（四）2"})
        assert "17号文 附件 四（四）2" in prompt.messages[0].content.text


async def test_over_http_it_answers_beside_the_other_routes(stand_in: StandIn, settings: Settings) -> None:
    with served(create_app(stand_in, settings)) as address:
        async with Client(f"{address}/mcp") as client:
            result = await client.call_tool("ask", {"question": "几年？", "session": "s"})
            assert result.structured_content["kind"] == "answer"
    assert stand_in.asked[-1][0] == "mcp:-:s"


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
def test_a_web_page_of_somebody_else_s_cannot_use_it(
    stand_in: StandIn, settings: Settings, headers: dict[str, str]
) -> None:
    with served(create_app(stand_in, settings)) as address:
        reply = httpx.post(f"{address}/mcp", json={}, headers=headers)
    assert reply.status_code in (403, 421)


def test_on_a_public_address_every_name_may_lead_to_it(stand_in: StandIn, settings: Settings) -> None:
    with served(create_app(stand_in, settings, host="0.0.0.0")) as address:
        reply = httpx.post(f"{address}/mcp", json={}, headers={"Host": "policies.internal:8000"})
    assert reply.status_code not in (403, 421)


async def test_over_standard_input_it_is_the_command(tmp_path: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from assistant.channels.mcp import mcp_stdio; mcp_stdio()"],
        env={"TIAOWEN_DATA": str(tmp_path)},
    )
    async with Client(command) as client:
        assert len((await client.list_tools()).tools) == 5
