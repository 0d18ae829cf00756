"""The HTTP service: the contract's routes, refusals in one line, and what is written down about a request."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.channels.http import create_app
from assistant.channels.http.logs import JsonLines
from assistant.settings import Settings
from corpus.errors import TiaowenError

from .stand_in import CLAUSE, StandIn


@pytest.fixture
def client(stand_in: StandIn, settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(stand_in, settings)) as client:
        yield client


def test_an_answer_is_the_face_s_answer(client: TestClient) -> None:
    reply = client.post("/v1/ask", json={"question": "硕士几年可以评工程师？"})
    assert reply.status_code == 200
    assert reply.json()["kind"] == "answer"
    assert reply.json()["citations"][0]["clause_id"] == CLAUSE
    assert "trace" not in reply.json()


def test_a_stream_ends_with_the_whole_answer(client: TestClient) -> None:
    reply = client.post("/v1/ask", json={"question": "撤回"}, headers={"accept": "text/event-stream"})
    assert reply.headers["content-type"].startswith("text/event-stream")
    events = [event.split("\ndata: ") for event in reply.text.strip().split("\n\n")]
    assert [name for name, _ in events] == ["event: stage", "event: sentence", "event: sentence", "event: answer"]
    shown = json.loads(events[2][1])
    assert shown["restart"] and shown["text"] == json.loads(events[3][1])["answer"]


def test_sessions_go_on_and_belong_to_their_client(stand_in: StandIn, settings: Settings) -> None:
    keyed = settings.model_copy(update={"api_keys": Settings(api_keys="one,two").api_keys})
    with TestClient(create_app(stand_in, keyed)) as client:
        for key in ("one", "one", "two"):
            client.post("/v1/ask", json={"question": "问", "session": "s"}, headers={"Authorization": f"Bearer {key}"})
    sessions = [session for session, _ in stand_in.asked]
    assert sessions[0] == sessions[1] != sessions[2]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "question"),
        ({"question": ""}, "question"),
        ({"question": 7}, "question"),
        ({"question": "a\0b"}, "question"),
        ({"question": "\ud800"}, "question"),
        ({"question": "长" * 4001}, "question"),
        ({"question": "问", "as_of": "2026-02-30"}, "as_of"),
        ({"question": "问", "as_of": 20260101}, "as_of"),
        ({"question": "问", "session": "../x y"}, "session"),
        ({"question": "问", "colour": "red"}, "colour"),
    ],
)
def test_bad_input_is_one_line_that_names_the_field(client: TestClient, body: dict[str, Any], field: str) -> None:
    reply = client.post("/v1/ask", content=json.dumps(body), headers={"content-type": "application/json"})
    assert reply.status_code == 422
    error = reply.json()["error"]
    assert error["param"] == field
    assert error["message"].startswith(field) and "\n" not in error["message"]


@pytest.mark.parametrize("profile", ['{"experience_years": NaN}', '{"level": "\\ud800"}', "7", "{"])
def test_a_body_that_is_no_profile_is_refused(client: TestClient, profile: str) -> None:
    reply = client.post("/v1/check", content=profile, headers={"content-type": "application/json"})
    assert reply.status_code == 422


def test_a_part_out_of_order_is_503_with_what_to_do_and_anything_else_500_without_details(
    stand_in: StandIn, settings: Settings
) -> None:
    def fail(question: str) -> None:
        raise TiaowenError("会话库被占用，请稍后再试") if "锁" in question else RuntimeError("secret detail")

    stand_in.before = fail
    with TestClient(create_app(stand_in, settings)) as client:
        locked = client.post("/v1/ask", json={"question": "锁"})
        assert (locked.status_code, locked.json()["error"]["message"]) == (503, "会话库被占用，请稍后再试")
        assert locked.headers["retry-after"]
        broken = client.post("/v1/ask", json={"question": "别的"})
        assert broken.status_code == 500
        assert "secret" not in broken.text and broken.headers["x-request-id"] in broken.text
        streamed = client.post("/v1/ask", json={"question": "别的", "stream": True})
        assert "event: error" in streamed.text and "secret" not in streamed.text


def test_an_unknown_address_or_method_is_refused_in_the_same_form(client: TestClient) -> None:
    assert client.get("/nowhere").json()["error"]["type"] == "not_found_error"
    assert client.delete("/v1/ask").status_code == 405


def test_other_origins_are_not_invited(client: TestClient) -> None:
    reply = client.options(
        "/v1/ask", headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    )
    assert "access-control-allow-origin" not in reply.headers


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What goes to the log of this project."""
    log, text = logging.getLogger("tiaowen"), io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(JsonLines())
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    yield text
    log.removeHandler(handler)


def test_the_log_has_one_line_a_request_and_nothing_that_was_said(
    client: TestClient, stand_in: StandIn, written: io.StringIO
) -> None:
    def fail(question: str) -> None:
        raise RuntimeError(f"cannot answer {question}")

    stand_in.before = fail
    client.post("/v1/ask", json={"question": "我的秘密"}, headers={"x-request-id": "abc-1"})
    client.get("/v1/clauses/我的秘密")
    client.get("/v1/search?query=")
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert "秘密" not in written.getvalue()
    failure, asked, looked_up, _ = lines
    assert failure["error"] == "RuntimeError" and any("test_http" in place for place in failure["at"])
    assert (asked["request_id"], asked["route"], asked["status"]) == ("abc-1", "/v1/ask", 500)
    assert looked_up["route"] == "/v1/clauses/{reference:path}"


def test_metrics_count_requests_by_route_and_answers_by_kind(client: TestClient) -> None:
    client.post("/v1/ask", json={"question": "问"})
    client.get("/v1/clauses/x/y")
    numbers = client.get("/metrics").text
    assert 'tiaowen_requests_total{route="/v1/ask",status="200"} 1.0' in numbers
    assert 'tiaowen_answers_total{kind="answer",model="offline"} 1.0' in numbers
    assert "x/y" not in numbers


def test_it_is_alive_and_says_from_which_documents(client: TestClient) -> None:
    assert client.get("/healthz").json()["policies"] == 13
