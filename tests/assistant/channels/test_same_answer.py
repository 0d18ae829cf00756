"""One agent, one answer: every channel says the same, from the real face."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from mcp import Client

from assistant import channels
from assistant.assistant import Assistant
from assistant.channels.http import create_app
from assistant.channels.slack.blocks import answer_messages
from assistant.channels.slack.mrkdwn import to_mrkdwn

from .loopback import served

QUESTION = "北京人工智能专业的硕士，工作几年可以评工程师？"
CLAUSE = "beijing-ai:附件/三/（四）/6"
PROFILE = {
    "policy": "beijing-ai",
    "level": "助理级",
    "as_of": "2026-11-20",
    "education": [{"level": "大学本科", "graduated": "2022-07-01", "years": 4}],
    "titles": [],
}


@pytest.fixture(scope="module")
def address(face: Assistant) -> Iterator[str]:
    with served(create_app(face, face.settings)) as address:
        yield address


@pytest.fixture
def http(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client


async def tool(address: str, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    async with Client(f"{address}/mcp") as client:
        result = await client.call_tool(name, arguments)
    assert not result.is_error, result.content
    return result.structured_content


async def test_a_question(face: Assistant, address: str, http: httpx.Client) -> None:
    answer = face.ask(QUESTION)
    text, cited = answer.answer, [c.model_dump(mode="json") for c in answer.citations]
    assert cited and answer.kind == "answer"

    said = http.post("/v1/ask", json={"question": QUESTION}).json()
    assert (said["answer"], said["citations"]) == (text, cited)

    streamed = http.post("/v1/ask", json={"question": QUESTION, "stream": True}).text
    events = [event.split("\ndata: ") for event in streamed.strip().split("\n\n")]
    assert "".join(json.loads(data)["text"] for name, data in events if name == "event: sentence") == text

    told = await tool(address, "ask", {"question": QUESTION})
    assert (told["answer"], told["citations"]) == (text, cited)

    with openai.OpenAI(base_url=f"{address}/v1", api_key="none") as client:
        reply = client.chat.completions.create(model="tiaowen", messages=[{"role": "user", "content": QUESTION}])
    assert reply.choices[0].message.content.startswith(text)
    assert len(reply.choices[0].message.annotations) >= len(cited)

    assert to_mrkdwn(text) == answer_messages(answer, None)[0].blocks[0]["text"]["text"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="the guide's first example is curl's")
def test_what_the_guide_shows_works(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    guide = Path(channels.__file__).with_name("README.md").read_text(encoding="utf-8")
    guide = guide.replace("http://127.0.0.1:8000", address)
    [code] = re.findall(r"```python\n(.*?)```", guide, re.S)
    exec(code + "\nclient.close()", {})
    assert "金融科技" in capsys.readouterr().out
    [command] = re.findall(r"```sh\n(.*?)```", guide, re.S)
    printed = subprocess.run(["sh", "-c", command], capture_output=True, check=True, timeout=30).stdout
    assert json.loads(printed)["kind"] == "answer"


async def test_a_follow_up_in_a_session(address: str, http: httpx.Client) -> None:
    for question in (QUESTION, "那高级工程师呢？"):
        http.post("/v1/ask", json={"question": question, "session": "s"})
        said = http.post("/v1/ask", json={"question": question, "session": "http"}).json()
        told = await tool(address, "ask", {"question": question, "session": "mcp"})
        assert said["citations"] == told["citations"]
        assert all("beijing-ai" in citation["clause_id"] for citation in said["citations"])


@pytest.mark.parametrize("reference", [CLAUSE, "17号文 附件 四（四）2", "灵活就业实施办法第三条第二款"])
async def test_a_clause(face: Assistant, address: str, http: httpx.Client, reference: str) -> None:
    found = face.look_up(reference).model_dump(mode="json")
    assert found["matches"]
    assert http.get(f"/v1/clauses/{reference}").json() == found
    assert await tool(address, "look_up", {"reference": reference}) == found


async def test_a_clause_as_a_resource(face: Assistant, address: str) -> None:
    async with Client(f"{address}/mcp") as client:
        read = await client.read_resource(f"clause://{CLAUSE}")
    assert json.loads(read.contents[0].text) == face.look_up(CLAUSE).matches[0].model_dump(mode="json")


async def test_a_search(face: Assistant, address: str, http: httpx.Client) -> None:
    wanted = [hit.clause_id for hit in face.search("发明专利 排名", "beijing-ai", 3)]
    for name in ("q", "query"):
        found = http.get("/v1/search", params={name: "发明专利 排名", "policy": "beijing-ai", "k": 3}).json()
        assert [hit["clause_id"] for hit in found["results"]] == wanted
    found = await tool(address, "search", {"query": "发明专利 排名", "policy": "beijing-ai", "k": 3})
    assert [hit["clause_id"] for hit in found["results"]] == wanted


async def test_a_profile(face: Assistant, address: str, http: httpx.Client) -> None:
    decided = face.check(PROFILE).model_dump(mode="json")
    assert http.post("/v1/check", json=PROFILE).json() == decided
    assert http.post("/v1/check", json=[PROFILE, PROFILE]).json() == [decided, decided]
    assert (await tool(address, "check", {"profile": PROFILE}))["results"] == [decided]


def test_a_profile_that_cannot_be_is_refused_with_its_field(http: httpx.Client) -> None:
    reply = http.post("/v1/check", json=PROFILE | {"level": "院士级"})
    assert reply.status_code == 422 and reply.json()["error"]["message"].startswith("level")
    reply = http.post("/v1/check", json=[PROFILE, PROFILE | {"experience_years": -1}])
    assert reply.status_code == 422 and "experience_years" in reply.json()["error"]["message"]


async def test_a_comparison(face: Assistant, address: str) -> None:
    policies = ["beijing-ai", "beijing-engineering-2020"]
    compared = face.compare(policies, ["中级"]).model_dump(mode="json")
    assert await tool(address, "compare", {"policies": policies, "levels": ["中级"]}) == compared


async def test_an_unknown_policy_is_bad_input_everywhere(address: str, http: httpx.Client) -> None:
    asked = {"question": "问", "policy": "nowhere"}
    reply = http.post("/v1/ask", json=asked)
    assert reply.status_code == 422 and "nowhere" in reply.json()["error"]["message"]
    async with Client(f"{address}/mcp") as client:
        result = await client.call_tool("ask", asked)
    assert result.is_error and "nowhere" in result.content[0].text
