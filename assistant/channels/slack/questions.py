"""Questions: mentions in channels, direct messages, and Slack's assistant pane.

A listener only takes the question; the answer is made in a thread of the pool, so that no slow one keeps the yes that
Slack wants within three seconds waiting.
"""

import logging
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from assistant.assistant import Assistant
from assistant.channels.failures import line_for
from assistant.channels.pool import Busy, Pool
from assistant.channels.slack.blocks import answer_messages, markdown_messages
from assistant.channels.slack.delivery import say_what_is_done, send, session_of, suggest
from assistant.channels.slack.mrkdwn import from_slack
from assistant.models import Answer, Stage

log = logging.getLogger("tiaowen.slack")
PROMPTS = (
    "北京人工智能专业的硕士，工作几年可以评工程师？",
    "金融科技高级工程师的成果条件有哪些？",
    "我是中职教师，评高级讲师还缺什么？",
    "浙江的人工智能职称办法施行了吗？",
)
GREETING = "请把问题写在 @我 的后面，或私信我。例如：" + "".join(f"\n- {prompt}" for prompt in PROMPTS)
BROKEN = "出了内部错误，已记录，请稍后再试。"
Event = dict[str, Any]


def listen_to_questions(app: App, assistant: Assistant, pool: Pool) -> None:
    public_url = assistant.settings.public_url

    def answer(event: Event, client: WebClient, question: str, session: str, thread: str | None) -> None:
        channel = event["channel"]
        for part in assistant.stream(question, session=session):
            if isinstance(part, Stage):
                say_what_is_done(client, channel, thread or event["ts"], part.text)
            elif isinstance(part, Answer):
                turn = assistant.conversation(session).turns[-1].number
                send(client, answer_messages(part, public_url, f"{turn} {session}"), channel, thread)
                if thread and part.follow_ups and event.get("channel_type") == "im":
                    suggest(client, channel, thread, part.follow_ups)

    def reply(body: Event, event: Event, client: WebClient, thread: str | None) -> None:
        question = from_slack(event.get("text") or "")
        session = session_of(body.get("team_id", ""), event["channel"], thread)

        def work() -> None:
            try:
                answer(event, client, question, session, thread)
            except Exception as error:
                log.error("no answer", exc_info=error)
                send(client, markdown_messages(line_for(error) or BROKEN), event["channel"], thread)

        try:
            if question:
                pool.start(work)
            else:
                send(client, markdown_messages(GREETING), event["channel"], thread)
        except Busy as error:
            send(client, markdown_messages(str(error)), event["channel"], thread)

    @app.event("app_mention")
    def mentioned(body: Event, event: Event, client: WebClient) -> None:
        if not event.get("edited"):
            reply(body, event, client, event.get("thread_ts") or event["ts"])

    @app.event("message")
    def told_directly(body: Event, event: Event, client: WebClient) -> None:
        if event.get("channel_type") == "im" and not event.get("subtype") and not event.get("bot_id"):
            reply(body, event, client, event.get("thread_ts"))

    @app.event("assistant_thread_started")
    def pane_opened(event: Event, client: WebClient) -> None:
        thread = event["assistant_thread"]
        suggest(client, thread["channel_id"], thread["thread_ts"], PROMPTS, "可以这样问")

    @app.event("assistant_thread_context_changed")
    def pane_moved() -> None:
        """Where the pane is opened does not matter to an answer."""
