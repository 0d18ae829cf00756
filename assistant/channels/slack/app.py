"""The Slack app: its listeners put together, each delivery let through once, and no words in the log."""

import logging
from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltResponse
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler, ServerErrorRetryHandler

from assistant.assistant import Assistant
from assistant.channels.pool import Pool
from assistant.channels.slack.commands import listen_to_commands
from assistant.channels.slack.once import Once
from assistant.channels.slack.questions import listen_to_questions
from assistant.channels.slack.ratings import listen_to_ratings

log = logging.getLogger("tiaowen.slack")


def build_app(assistant: Assistant, client: WebClient, pool: Pool, signing_secret: str | None) -> App:
    """The app with its listeners. Without a signing secret it serves Socket Mode only."""
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=3))
    client.retry_handlers.append(ServerErrorRetryHandler(max_retry_count=2))
    app = App(client=client, signing_secret=signing_secret or "", logger=log)
    once = Once()

    @app.middleware
    def answered_once(body: dict[str, Any], next: Callable[[], BoltResponse]) -> BoltResponse:
        delivery = body.get("event_id") or body.get("trigger_id")
        if delivery and not once.first(delivery):
            return BoltResponse(status=200)
        return next()

    @app.error
    def keep_words_out_of_the_log(error: Exception) -> BoltResponse:
        log.error("listener failed", exc_info=error)
        return BoltResponse(status=200)

    listen_to_questions(app, assistant, pool)
    listen_to_commands(app, assistant)
    listen_to_ratings(app, assistant)
    return app
