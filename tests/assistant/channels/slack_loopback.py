"""Slack as far as an app sees it: the Web API, Socket Mode, and signed deliveries. On loopback."""

import asyncio
import hashlib
import hmac
import itertools
import json
import threading
import time
from collections import Counter
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx
from slack_sdk.models.blocks import Block
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

BOT, TEAM, USER, CHANNEL, DIRECT = "UBOT", "T1", "U1", "C1", "D1"
SECRET = "signing secret"


class Slack:
    """The service and what the app did to it. `refuse[method]` are replies to give first, in order."""

    def __init__(self) -> None:
        self.forget()
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self.app = Starlette(
            routes=[
                Route("/api/{method}", self.method, methods=["POST"]),
                Route("/respond", self.respond, methods=["POST"]),
                WebSocketRoute("/socket", self.socket),
            ]
        )

    def forget(self) -> None:
        """As on the first day."""
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refuse: dict[str, list[Response]] = {}
        self.acknowledged: list[dict[str, Any]] = []
        self.outbox: list[dict[str, Any]] = []

    async def method(self, request: Request) -> Response:
        method = request.path_params["method"]
        arguments = await _arguments(request)
        with self._lock:
            self.calls.append((method, arguments))
            number = next(self._numbers)
        if waiting := self.refuse.get(method):
            return waiting.pop(0)
        match method:
            case "auth.test":
                return JSONResponse({"ok": True, "user_id": BOT, "bot_id": "B1", "team_id": TEAM, "user": "tiaowen"})
            case "apps.connections.open":
                url = str(request.base_url).replace("http", "ws") + "socket"
                return JSONResponse({"ok": True, "url": url})
            case "chat.postMessage":
                assert_within_limits(arguments)
                return JSONResponse({"ok": True, "channel": arguments["channel"], "ts": f"{number}.000"})
        return JSONResponse({"ok": True})

    async def respond(self, request: Request) -> Response:
        arguments = await _arguments(request)
        assert_within_limits(arguments)
        self.calls.append(("respond", arguments))
        return Response("ok")

    async def socket(self, socket: WebSocket) -> None:
        """Sends what is in the outbox, and notes what the app acknowledges."""
        await socket.accept()
        await socket.send_text(json.dumps({"type": "hello", "num_connections": 1}))

        async def send() -> None:
            while True:
                while self.outbox:
                    await socket.send_text(json.dumps(self.outbox.pop(0)))
                await asyncio.sleep(0.01)

        sending = asyncio.create_task(send())
        try:
            while True:
                self.acknowledged.append(json.loads(await socket.receive_text()))
        except WebSocketDisconnect:
            sending.cancel()

    def made(self, method: str) -> list[dict[str, Any]]:
        """The arguments of each call of a method so far."""
        return [arguments for name, arguments in list(self.calls) if name == method]


async def _arguments(request: Request) -> dict[str, Any]:
    body = await request.body()
    if request.headers.get("content-type", "").startswith("application/json"):
        return json.loads(body or b"{}")
    fields = dict(parse_qsl(body.decode()))
    return {name: json.loads(value) if value[:1] in "[{" else value for name, value in fields.items()}


def assert_within_limits(message: dict[str, Any]) -> None:
    """What Slack would refuse: too many blocks, too much in one, a block that its own library calls wrong."""
    blocks = message.get("blocks") or []
    assert len(blocks) <= 50
    assert len(message.get("text", "")) <= 40_000
    for block in Block.parse_all(blocks):
        block.validate_json()
    texts = [block["text"]["text"] for block in _all_blocks(blocks) if "text" in block]
    assert all(0 < len(text) <= 3000 for text in texts)
    assert sum(map(len, texts)) <= 20_000


def _all_blocks(blocks: list[dict[str, Any]]) -> Any:
    for block in blocks:
        yield block
        yield from _all_blocks(block.get("child_blocks", []))


_events = Counter[str]()


def event(kind: str, text: str = "", *, event_id: str | None = None, **more: Any) -> dict[str, Any]:
    """An event as Slack's Events API sends it."""
    _events["n"] += 1
    number = f"{_events['n']}.000"
    inside = {"type": kind, "user": USER, "text": text, "ts": number, "channel": CHANNEL} | more
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A1",
        "event_id": event_id or f"Ev{number}",
        "event_time": 0,
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
        "event": inside,
    }


def direct(text: str, **more: Any) -> dict[str, Any]:
    """A direct message to the app."""
    return event("message", text, channel=DIRECT, channel_type="im", **more)


def mention(text: str, **more: Any) -> dict[str, Any]:
    """A mention in a channel."""
    return event("app_mention", f"<@{BOT}> {text}", **more)


def command(name: str, text: str, address: str) -> dict[str, Any]:
    """A slash command, as the fields of a form."""
    _events["n"] += 1
    return {
        "command": name, "text": text, "team_id": TEAM, "user_id": USER, "channel_id": CHANNEL, "api_app_id": "A1",
        "response_url": f"{address}/respond", "trigger_id": f"trigger-{_events['n']}",
    }  # fmt: skip


def interaction(kind: str, **more: Any) -> dict[str, Any]:
    """A click or a window sent off."""
    _events["n"] += 1
    return {
        "type": kind, "team": {"id": TEAM}, "user": {"id": USER, "team_id": TEAM}, "api_app_id": "A1",
        "trigger_id": f"trigger-{_events['n']}",
    } | more  # fmt: skip


def deliver(
    address: str, payload: dict[str, Any], *, secret: str = SECRET, age: float = 0, **headers: str
) -> httpx.Response:
    """Sends a payload over HTTP as Slack does, signed; `age` seconds ago."""
    if "command" in payload:
        body, kind = urlencode(payload), "application/x-www-form-urlencoded"
    elif "trigger_id" in payload:
        body, kind = urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded"
    else:
        body, kind = json.dumps(payload), "application/json"
    stamp = str(int(time.time() - age))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    signed = {"content-type": kind, "x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}"}
    return httpx.post(f"{address}/slack/events", content=body, headers=signed | headers, timeout=10)
