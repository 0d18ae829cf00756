"""What is noted of a request: numbers for /metrics, and one line in the log when it is over.

Of the path only the route it matched, since a path holds the reference that somebody looked up.
"""

import logging
import re
import time
import uuid

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.channels.http.errors import explain, refuse
from assistant.channels.http.logs import REQUEST_ID
from assistant.models import Answer

_ID_FROM_OUTSIDE = re.compile(r"[A-Za-z0-9._-]{1,64}")
log = logging.getLogger("tiaowen.http")


class Metrics:
    """The counters of one app, in a registry of their own so that two apps in one process do not collide."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter("tiaowen_requests", "Requests", ["route", "status"], registry=self.registry)
        self.seconds = Histogram(
            "tiaowen_request_seconds",
            "Seconds until a request was answered in full",
            ["route"],
            buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 60),
            registry=self.registry,
        )
        self.open = Gauge("tiaowen_requests_open", "Requests being answered", registry=self.registry)
        self.answers = Counter(
            "tiaowen_answers", "Answers by kind and model", ["kind", "model"], registry=self.registry
        )

    def answered(self, answer: Answer) -> None:
        """Count an answer that was given."""
        self.answers.labels(answer.kind, answer.model).inc()

    def page(self) -> Response:
        """All of it in Prometheus' text form."""
        return Response(generate_latest(self.registry), media_type=CONTENT_TYPE_LATEST)


class Telemetry:
    """ASGI middleware, outermost: gives each request an id, counts it, and logs one line when it is over."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        request_id = _request_id(Headers(scope=scope).get("x-request-id", ""))
        token = REQUEST_ID.set(request_id)
        status = 0
        started = time.perf_counter()

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = request_id
            await send(message)

        self.metrics.open.inc()
        try:
            await self.app(scope, receive, note_status)
        except Exception as error:
            if status:
                raise  # half an answer is out: only cutting the connection can say that it is not whole
            await refuse(*explain(error, scope["path"]))(scope, receive, note_status)
        finally:
            seconds = time.perf_counter() - started
            route = getattr(scope.get("route"), "path", "other")
            self.metrics.open.dec()
            self.metrics.requests.labels(route, status).inc()
            self.metrics.seconds.labels(route).observe(seconds)
            fields = {
                "method": scope["method"],
                "route": route,
                "status": status,
                "ms": round(seconds * 1000),
                "client": scope.get("state", {}).get("client"),
            }
            log.info("request", extra={"fields": fields})
            REQUEST_ID.reset(token)


def _request_id(given: str) -> str:
    """The caller's id if it is one, so that a request can be followed through several services; else a new one."""
    return given if _ID_FROM_OUTSIDE.fullmatch(given) else uuid.uuid4().hex[:16]
