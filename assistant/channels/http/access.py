"""Who may come in and how much they may bring: API keys, the size of a body and the time to send it.

ASGI middleware, so that it holds for MCP as for the other routes. Knows nothing of questions.
"""

import asyncio
import hashlib
import hmac
from collections.abc import Sequence

from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.channels.http.errors import refuse

LARGEST_BODY = 1 << 20  # a profile list of a thousand people is a third of this
SLOWEST_BODY = 20  # seconds
GUARDED = ("/v1/", "/mcp")


class Keys:
    """The keys of this service, one per client, kept as digests. Compared in constant time, all of them each time."""

    def __init__(self, keys: Sequence[SecretStr]) -> None:
        self._digests = [hashlib.sha256(key.get_secret_value().encode()).digest() for key in keys]

    def __bool__(self) -> bool:
        return bool(self._digests)

    def client(self, key: str) -> str | None:
        """The name of the client whose key this is: the start of its digest, stable and no secret."""
        digest = hashlib.sha256(key.encode("utf-8", "replace")).digest()
        found = [known.hex()[:8] for known in self._digests if hmac.compare_digest(known, digest)]
        return found[0] if found else None


class Access:
    """Lets a request in with `state.client` set, or refuses it in one line."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self.app = app
        self.keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        if self.keys and scope["path"].startswith(GUARDED):
            client = self.keys.client(_key(headers))
            if client is None:
                message = "缺少密钥或密钥不对：请在 Authorization: Bearer 或 X-API-Key 中给出"
                return await refuse(401, message, code="invalid_api_key")(scope, receive, send)
            scope.setdefault("state", {})["client"] = client
        if headers.get("content-length", "0").isdigit() and int(headers.get("content-length", "0")) > LARGEST_BODY:
            return await refuse(413, _TOO_LARGE)(scope, receive, send)
        try:
            body = await asyncio.wait_for(_whole_body(receive), SLOWEST_BODY)
        except TimeoutError:
            return await refuse(408, f"请求正文没有在 {SLOWEST_BODY} 秒内送完")(scope, receive, send)
        if body is None:
            return await refuse(413, _TOO_LARGE)(scope, receive, send)
        await self.app(scope, _replay(body, receive), send)


_TOO_LARGE = f"请求正文最大 {LARGEST_BODY >> 10} KiB"


def _key(headers: Headers) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else headers.get("x-api-key", "")


async def _whole_body(receive: Receive) -> bytes | None:
    """The body; None when it is larger than it may be."""
    parts = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b""  # nobody reads the answer any more
        parts += message.get("body", b"")
        if len(parts) > LARGEST_BODY:
            return None
        if not message.get("more_body", False):
            return bytes(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    """`receive` for the app behind: the body already read, then whatever the server says (that the client left)."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return waiting.pop() if waiting else await receive()

    return replayed
