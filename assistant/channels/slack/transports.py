"""The two ways that Slack reaches the app: a connection that we open (Socket Mode), or signed HTTP requests."""

import signal
import socket
import threading
from urllib.error import URLError

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_bolt.error import BoltError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assistant.assistant import Assistant
from assistant.channels.http.access import Access, Keys
from assistant.channels.http.logs import log_as_json
from assistant.channels.listening import listen, server
from assistant.channels.pool import THINKING, WAITING, Pool
from assistant.channels.slack.app import build_app
from assistant.settings import Settings
from corpus.errors import BadInput, TiaowenError

EVENTS = "/slack/events"


def slack(host: str = "127.0.0.1", port: int = 3000) -> None:
    """Run until told to stop: Socket Mode where an app token is set, else HTTP on this address."""
    assistant = Assistant()
    settings = assistant.settings
    pool = Pool(THINKING if settings.offline else WAITING)
    client = WebClient(token=_secret(settings, "slack_bot_token", "机器人令牌，xoxb- 开头"))
    try:
        if settings.slack_app_token:
            run_socket_mode(build_app(assistant, client, pool, None), settings.slack_app_token.get_secret_value())
        else:
            secret = _secret(settings, "slack_signing_secret", "签名密钥；不用公网地址则改设 TIAOWEN_SLACK_APP_TOKEN")
            listener = listen(host, port)
            run_http(build_app(assistant, client, pool, secret), listener)
    except (BoltError, SlackApiError) as error:
        raise BadInput(f"TIAOWEN_SLACK_BOT_TOKEN、TIAOWEN_SLACK_APP_TOKEN：Slack 不接受（{error}）") from None
    except URLError as error:
        raise TiaowenError(f"连不上 Slack（{error.reason}）；请检查网络和代理") from None
    finally:
        pool.close()
        assistant.close()


def run_socket_mode(app: App, app_token: str) -> None:
    """Hold the connection until a signal."""
    log_as_json()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    handler = SocketModeHandler(app, app_token)
    handler.connect()
    stop.wait()
    handler.close()


def http_app(app: App) -> Starlette:
    """An ASGI app with the one address that Slack sends to, and /healthz."""

    async def events(request: Request) -> Response:
        # Bolt waits in the calling thread until a listener has acknowledged
        return await run_in_threadpool(_dispatch, app, request, await request.body())

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok")

    served = Starlette(routes=[Route(EVENTS, events, methods=["POST"]), Route("/healthz", healthz)])
    served.add_middleware(Access, keys=Keys(()))
    return served


def _dispatch(app: App, request: Request, body: bytes) -> Response:
    try:
        return to_starlette_response(app.dispatch(to_bolt_request(request, body)))
    except UnicodeDecodeError:
        return PlainTextResponse("not UTF-8", status_code=400)


def run_http(app: App, listener: socket.socket) -> None:
    """Serve Slack's requests until a signal."""
    log_as_json()
    server(http_app(app), patience=10).run(sockets=[listener])


def _secret(settings: Settings, name: str, what: str) -> str:
    value = getattr(settings, name)
    if value is None:
        raise BadInput(f"TIAOWEN_{name.upper()}：未设；应为 Slack 应用的{what}")
    secret: str = value.get_secret_value()
    return secret
