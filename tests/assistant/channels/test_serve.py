"""The command `tiaowen serve` as a process: from start to stop, with its log."""

import json
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from .loopback import wait_for


def test_a_signal_lets_answers_finish_and_the_log_is_json_without_words(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from assistant.channels.cli import main; main()", "serve", "--port", str(port)]
    environment = os.environ | {"TIAOWEN_DATA": str(tmp_path / "data")}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(lambda: alive(address), 60)
            with ThreadPoolExecutor(3) as people:
                # the first question meets a cold index, so the signal comes in the middle of it
                replies = [people.submit(ask, address, f"硕士几年可以评工程师？{n}") for n in range(3)]
                wait_for(lambda: "tiaowen_requests_open 4.0" in httpx.get(f"{address}/metrics").text, 60)
                process.send_signal(signal.SIGTERM)
                assert [reply.result().status_code for reply in replies] == [200, 200, 200]
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, out) == (0, b"")
    lines = [json.loads(line) for line in err.decode().splitlines()]
    assert sum(line.get("route") == "/v1/ask" for line in lines) == 3
    assert "硕士" not in err.decode()


def alive(address: str) -> bool:
    try:
        return httpx.get(f"{address}/healthz").is_success
    except httpx.TransportError:
        return False


def ask(address: str, question: str) -> httpx.Response:
    return httpx.post(f"{address}/v1/ask", json={"question": question}, timeout=60)
