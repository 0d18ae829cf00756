"""Who may come in, and how much they may bring."""

import time
from collections.abc import Iterator

import httpx
import pytest
from fastapi.testclient import TestClient

from assistant.channels.http import access, create_app
from assistant.channels.listening import listen
from assistant.settings import Settings
from corpus.errors import BadInput

from .loopback import served
from .stand_in import StandIn


@pytest.fixture
def client(stand_in: StandIn, settings: Settings) -> Iterator[TestClient]:
    keyed = settings.model_copy(update={"api_keys": Settings(api_keys="first-key, second-key").api_keys})
    with TestClient(create_app(stand_in, keyed)) as client:
        yield client


@pytest.mark.parametrize("headers", [{"Authorization": "Bearer first-key"}, {"X-API-Key": "second-key"}])
def test_each_client_s_key_opens(client: TestClient, headers: dict[str, str]) -> None:
    assert client.get("/v1/models", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/v1/models", "/v1/ask", "/v1/nothing", "/mcp"])
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer first"}, {"Authorization": "Basic first-key"}])
def test_nothing_else_opens_anything(client: TestClient, path: str, headers: dict[str, str]) -> None:
    reply = client.post(path, headers=headers, json={})
    assert reply.status_code == 401
    assert reply.json()["error"]["code"] == "invalid_api_key"


def test_health_and_numbers_need_no_key(client: TestClient) -> None:
    assert client.get("/healthz").status_code == client.get("/metrics").status_code == 200


def test_a_key_is_not_in_the_name_that_the_log_gives_its_client(client: TestClient) -> None:
    keys = access.Keys(Settings(api_keys="first-key").api_keys)
    name = keys.client("first-key")
    assert name and "first" not in name and keys.client("ü") is None


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_over_the_limit_is_refused_whether_it_says_so_or_not(
    stand_in: StandIn, settings: Settings, declared: bool
) -> None:
    body = b"x" * (access.LARGEST_BODY + 1)
    with TestClient(create_app(stand_in, settings)) as client:
        reply = client.post("/v1/ask", content=body if declared else iter([body]))
    assert reply.status_code == 413


def test_a_body_that_trickles_in_is_cut_off(
    stand_in: StandIn, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "SLOWEST_BODY", 0.2)
    with served(create_app(stand_in, settings)) as address:
        reply = httpx.post(f"{address}/v1/ask", content=_trickle(), timeout=5)
    assert reply.status_code == 408


def _trickle() -> Iterator[bytes]:
    for _ in range(20):
        yield b" "
        time.sleep(0.05)


def test_an_address_that_is_taken_is_named_by_its_option() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(BadInput, match="--port"):
        listen("127.0.0.1", taken.getsockname()[1])
