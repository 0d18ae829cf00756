"""A server on this machine that speaks OpenAI's protocol and says what a test has written down.

Each request takes the next step of the script; the last step repeats. `seen` keeps every request's JSON.
"""

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Say:
    """A whole answer. `cut` ends the connection after so many characters; `chunk` is the size of the pieces."""

    text: str
    cut: int | None = None
    chunk: int = 3


@dataclass(frozen=True)
class Call:
    """One tool call; `raw` sends arguments as they stand, be they JSON or not."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)
    raw: str | None = None


@dataclass(frozen=True)
class Fail:
    """An HTTP error."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Hang:
    """Nothing, for so long."""

    seconds: float = 30


Step = Say | Call | Fail | Hang


class Script:
    """The steps and what was asked."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = list(steps)
        self.seen: list[dict[str, Any]] = []
        self.lock = threading.Lock()
        self.done = threading.Event()
        self.url = ""

    def next(self, request: dict[str, Any]) -> Step:
        with self.lock:
            step = self.steps[min(len(self.seen), len(self.steps) - 1)]
            self.seen.append(request)
            return step


def _pieces(step: Say | Call) -> Iterator[dict[str, Any]]:
    yield {"role": "assistant", "content": ""}
    if isinstance(step, Say):
        for at in range(0, len(step.text), step.chunk):
            yield {"content": step.text[at : at + step.chunk]}
        return
    arguments = step.raw if step.raw is not None else json.dumps(step.arguments, ensure_ascii=False)
    function = {"name": step.name, "arguments": ""}
    yield {"tool_calls": [{"index": 0, "id": f"call_{time.monotonic_ns()}", "type": "function", "function": function}]}
    for at in range(0, len(arguments), 7):
        yield {"tool_calls": [{"index": 0, "function": {"arguments": arguments[at : at + 7]}}]}


def _handler(script: Script) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            pass

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            step = script.next(request)
            if isinstance(step, Hang):
                script.done.wait(step.seconds)
                return
            if isinstance(step, Fail):
                body = json.dumps({"error": {"message": "scripted", "type": "scripted", "code": step.status}}).encode()
                self.send_response(step.status)
                for name, value in (
                    *step.headers,
                    ("Content-Type", "application/json"),
                    ("Content-Length", str(len(body))),
                ):
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
                return
            (self._stream if request.get("stream") else self._whole)(step)

        def _stream(self, step: Say | Call) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            said = 0
            for delta in _pieces(step):
                self._send({"index": 0, "delta": delta, "finish_reason": None})
                said += len(delta.get("content") or "")
                if isinstance(step, Say) and step.cut is not None and said >= step.cut:
                    return
            reason = "stop" if isinstance(step, Say) else "tool_calls"
            self._send({"index": 0, "delta": {}, "finish_reason": reason})
            self.wfile.write(b"data: [DONE]\n\n")

        def _send(self, choice: dict[str, Any]) -> None:
            chunk = {
                "id": "c1",
                "object": "chat.completion.chunk",
                "created": 1,
                "model": "scripted",
                "choices": [choice],
            }
            self.wfile.write(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode())
            self.wfile.flush()

        def _whole(self, step: Say | Call) -> None:
            message: dict[str, Any] = {"role": "assistant", "content": step.text if isinstance(step, Say) else None}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            body = json.dumps(
                {"id": "c1", "object": "chat.completion", "created": 1, "model": "scripted", "choices": [choice]}
            ).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


@contextmanager
def loopback(*steps: Step) -> Iterator[Script]:
    """The server, while the block runs."""
    script = Script(steps)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    server.daemon_threads = True
    script.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        script.done.set()
        server.shutdown()
        server.server_close()
        thread.join()
