"""When a part is out of order: a clear line or the offline answer, in time; nothing lost; recovery without help."""

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from assistant.assistant import Assistant
from assistant.channels.http import create_app
from assistant.settings import load_settings

QUESTION = {"question": "北京人工智能专业的硕士，工作几年可以评工程师？"}
Start = Callable[..., tuple[Assistant, TestClient]]


@pytest.fixture
def start(tmp_path: Path, face: Assistant) -> Iterator[Start]:
    """The service on the same data folder each time, with other settings."""
    face.search("职称", None, 1)
    shutil.copytree(face.settings.data / "index", tmp_path / "data" / "index")
    closing: list[Callable[[], None]] = []

    def started(**settings: Any) -> tuple[Assistant, TestClient]:
        chosen = load_settings(data=tmp_path / "data", **settings)
        assistant = Assistant(chosen)
        closing.append(assistant.close)
        return assistant, TestClient(create_app(assistant, chosen))

    yield started
    for close in closing:
        close()


def asked(client: TestClient, **more: Any) -> httpx.Response:
    return client.post("/v1/ask", json=QUESTION | more)


@pytest.fixture
def slow_model() -> Iterator[str]:
    """A chat model that takes a question and does not answer."""
    gate = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            gate.wait(20)
            self.close_connection = True

        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        gate.set()
        server.shutdown()


def test_a_slow_or_absent_chat_model_means_the_offline_answer_in_time(
    start: Start, slow_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    _, offline = start()
    wanted = asked(offline).json()
    for address in (slow_model, "http://127.0.0.1:9/v1"):
        _, client = start(chat_model="openai:any", chat_base_url=address, chat_timeout=1)
        started = time.monotonic()
        answer = asked(client).json()
        assert time.monotonic() - started < 5
        assert (answer["answer"], answer["model"]) == (wanted["answer"], "offline")


def test_a_locked_conversation_store_is_said_and_nothing_is_lost(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **more: connect(*args, **more | {"timeout": 0.2}))
    assistant, client = start()
    assert asked(client, session="s").status_code == 200
    [file] = (tmp_path / "data").glob("*.sqlite")
    other = connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    refused = asked(client, session="s")
    assert refused.status_code == 503 and "会话库" in refused.json()["error"]["message"]
    assert asked(client).status_code == 200  # without a session nothing is kept
    other.execute("ROLLBACK")
    other.close()
    assert asked(client, session="s").status_code == 200
    assert len(assistant.conversation("http:-:s").turns) == 2


def test_an_index_that_goes_missing_is_built_again(start: Start, tmp_path: Path) -> None:
    _, client = start()
    wanted = asked(client).json()["answer"]
    shutil.rmtree(tmp_path / "data" / "index")
    assert asked(client).json()["answer"] == wanted
    _, restarted = start()
    assert asked(restarted).json()["answer"] == wanted


def test_a_server_that_is_not_there_is_named_by_its_setting(start: Start) -> None:
    _, client = start(chroma_url="http://127.0.0.1:9")
    refused = asked(client)
    assert refused.status_code == 503
    assert refused.json()["error"]["message"].startswith("TIAOWEN_CHROMA_URL")
