"""The buttons under an answer, and the window that asks what was wrong with it."""

import re
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from assistant.assistant import Assistant

Event = dict[str, Any]


def listen_to_ratings(app: App, assistant: Assistant) -> None:
    @app.action("rate")
    def rated(ack: Ack, body: Event, action: Event, client: WebClient) -> None:
        ack()
        vote, turn, session = action["value"].split(" ", 2)
        assistant.rate(session, int(turn), vote, "")
        if vote == "down":
            client.views_open(trigger_id=body["trigger_id"], view=_why(f"{turn} {session}"))

    @app.view("why")
    def told_why(ack: Ack, view: Event) -> None:
        ack()
        turn, session = view["private_metadata"].split(" ", 1)
        reason = view["state"]["values"]["reason"]["reason"].get("value") or ""
        if reason:
            assistant.rate(session, int(turn), "down", reason)

    @app.action(re.compile("^open_"))
    def opened(ack: Ack) -> None:
        """Slack opens the page itself and only tells us."""
        ack()


def _why(turn: str) -> Event:
    def words(text: str) -> Event:
        return {"type": "plain_text", "text": text}

    element = {"type": "plain_text_input", "action_id": "reason", "multiline": True, "max_length": 1000}
    return {
        "type": "modal",
        "callback_id": "why",
        "private_metadata": turn,
        "title": words("哪里不对"),
        "submit": words("提交"),
        "close": words("不说了"),
        "blocks": [
            {"type": "input", "block_id": "reason", "optional": True, "label": words("原因"), "element": element}
        ],
    }
