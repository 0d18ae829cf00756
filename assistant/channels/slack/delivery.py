"""Calls to Slack that more than one listener makes."""

import logging
from collections.abc import Sequence
from functools import partial

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from assistant.channels.slack.blocks import Message

log = logging.getLogger("tiaowen.slack")


def send(client: WebClient, messages: list[Message], channel: str, thread: str | None) -> None:
    """Posts one after another; where a workspace does not know a block yet, its words alone."""
    for message in messages:
        post = partial(client.chat_postMessage, channel=channel, thread_ts=thread, text=message.text)
        try:
            post(blocks=message.blocks or None, unfurl_links=False, unfurl_media=False)
        except SlackApiError as error:
            if error.response.get("error") not in ("invalid_blocks", "msg_blocks_too_long"):
                raise
            post(unfurl_links=False, unfurl_media=False)


def session_of(team: str, channel: str, thread: str | None) -> str:
    """A thread is a conversation; so is a direct message outside of threads."""
    return ":".join(filter(None, ("slack", team, channel, thread)))


def open_thread(client: WebClient, channel: str, user: str, opening: str) -> tuple[str, str]:
    """A message that the result goes under: in the channel, or to the person where the app is not in the channel."""
    try:
        posted = client.chat_postMessage(channel=channel, text=opening)
    except SlackApiError as error:
        if error.response.get("error") not in ("not_in_channel", "channel_not_found", "is_archived"):
            raise
        posted = client.chat_postMessage(channel=user, text=opening)
    return posted["channel"], posted["ts"]


def say_what_is_done(client: WebClient, channel: str, thread: str, text: str) -> None:
    """The line that shows while working. Not every place in Slack has one, and no answer hangs on it."""
    try:
        client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread, status=text)
    except SlackApiError as error:
        log.debug("no status: %s", error.response.get("error"))


def suggest(client: WebClient, channel: str, thread: str, prompts: Sequence[str], title: str | None = None) -> None:
    """Questions to click, in the assistant pane; elsewhere Slack has no place for them."""
    offered = [{"title": text, "message": text} for text in prompts[:4]]
    try:
        client.assistant_threads_setSuggestedPrompts(channel_id=channel, thread_ts=thread, title=title, prompts=offered)
    except SlackApiError as error:
        log.debug("no prompts: %s", error.response.get("error"))
