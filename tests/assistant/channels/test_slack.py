"""Slack end to end: a loopback Slack delivers, the app answers through the loopback Web API."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from starlette.responses import JSONResponse

from assistant.channels import slack as package
from assistant.channels.pool import Pool
from assistant.channels.slack import build_app
from assistant.channels.slack.transports import http_app
from corpus.errors import TiaowenError

from .loopback import served, wait_for
from .slack_loopback import (
    CHANNEL,
    DIRECT,
    SECRET,
    TEAM,
    USER,
    Slack,
    command,
    deliver,
    direct,
    event,
    interaction,
    mention,
)  # fmt: skip
from .stand_in import StandIn


@pytest.fixture(scope="module")
def service() -> Iterator[tuple[Slack, str]]:
    slack = Slack()
    with served(slack.app) as address:
        yield slack, address


@pytest.fixture
def slack(service: tuple[Slack, str]) -> Slack:
    service[0].forget()
    return service[0]


@pytest.fixture
def web_api(service: tuple[Slack, str]) -> str:
    return service[1]


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = Pool(threads=2, waiting=2)
    yield pool
    pool.close()


@pytest.fixture
def app(stand_in: StandIn, slack: Slack, web_api: str, pool: Pool) -> Iterator[str]:
    """The address of the app, over signed HTTP."""
    bolt = build_app(stand_in, WebClient(token="xoxb-1", base_url=f"{web_api}/api/"), pool, SECRET)
    with served(http_app(bolt)) as address:
        yield address


Posted = Callable[[int], list[dict[str, Any]]]


@pytest.fixture
def posted(slack: Slack) -> Posted:
    """Waits for so many messages of the app."""

    def wait(count: int) -> list[dict[str, Any]]:
        return wait_for(lambda: len(messages := slack.made("chat.postMessage")) >= count and messages)

    return wait


def test_a_mention_is_answered_in_its_thread_with_sources_folded_away(app: str, posted: Posted) -> None:
    asked = mention("硕士几年可以评工程师？")
    assert deliver(app, asked).status_code == 200
    [message] = posted(1)
    assert (message["channel"], message["thread_ts"]) == (CHANNEL, asked["event"]["ts"])
    answer, sources, rating = message["blocks"]
    assert "硕士几年可以评工程师？" in answer["text"]["text"]
    assert "<https://policies.example/clauses?clause=beijing-ai%3A" in answer["text"]["text"]
    assert sources["type"] == "container" and sources["default_collapsed"]
    source = sources["child_blocks"][0]
    assert "> 作为排名前三的发明人" in source["text"]["text"]
    assert source["accessory"]["url"].startswith("https://policies.example/clauses?clause=beijing-ai")
    assert rating["elements"][0]["type"] == "feedback_buttons"


def test_a_thread_is_one_conversation_and_another_thread_another(app: str, posted: Posted, stand_in: StandIn) -> None:
    first = mention("一")
    thread = first["event"]["ts"]
    for payload in (first, mention("二", thread_ts=thread), mention("三")):
        deliver(app, payload)
        posted(len(stand_in.asked) or 1)
    wait_for(lambda: len(stand_in.asked) == 3)
    sessions = [session for session, _ in stand_in.asked]
    assert sessions[0] == sessions[1] == f"slack:{TEAM}:{CHANNEL}:{thread}" != sessions[2]


def test_direct_messages_are_one_conversation_answered_where_they_stand(
    app: str, posted: Posted, stand_in: StandIn
) -> None:
    for text in ("一", "二"):
        deliver(app, direct(text))
        posted(len(stand_in.asked))
    messages = posted(2)
    assert {session for session, _ in stand_in.asked} == {f"slack:{TEAM}:{DIRECT}"}
    assert all("thread_ts" not in message for message in messages)


def test_the_assistant_pane_offers_questions_and_says_what_is_done(app: str, slack: Slack, posted: Posted) -> None:
    thread = {"channel_id": DIRECT, "thread_ts": "7.7", "user_id": USER, "context": {}}
    deliver(app, event("assistant_thread_started", assistant_thread=thread))
    [offered] = wait_for(lambda: slack.made("assistant.threads.setSuggestedPrompts"))
    assert 1 <= len(offered["prompts"]) <= 4
    deliver(app, direct("一", thread_ts="7.7"))
    posted(1)
    assert slack.made("assistant.threads.setStatus")[0]["status"] == "正在检索条款"
    follow_ups = wait_for(lambda: slack.made("assistant.threads.setSuggestedPrompts")[1:])
    assert follow_ups[0]["prompts"] == [{"title": "那高级呢？", "message": "那高级呢？"}]


def test_an_empty_mention_gets_a_word_on_how_to_ask(app: str, posted: Posted, stand_in: StandIn) -> None:
    deliver(app, mention(""))
    assert "@我" in posted(1)[0]["text"] and not stand_in.asked


@pytest.mark.parametrize("extra", [{"bot_id": "B9"}, {"subtype": "message_changed"}, {"channel_type": "channel"}])
def test_other_messages_are_left_alone(app: str, slack: Slack, stand_in: StandIn, extra: dict[str, str]) -> None:
    payload = direct("一")
    payload["event"] |= extra
    assert deliver(app, payload).status_code in (200, 404)
    time.sleep(0.1)
    assert not stand_in.asked


def test_slow_answers_do_not_keep_a_yes_waiting(app: str, posted: Posted, stand_in: StandIn, web_api: str) -> None:
    gate = threading.Event()
    stand_in.before = lambda question: gate.wait(10)
    started = time.monotonic()
    for _ in range(4):
        assert deliver(app, mention("慢")).status_code == 200
    assert deliver(app, command("/clause", "x", web_api)).status_code == 200
    assert time.monotonic() - started < 3
    deliver(app, mention("再多一个"))
    assert "人太多" in posted(1)[0]["text"]
    gate.set()
    posted(5)


def test_a_delivery_that_comes_again_is_answered_once(app: str, posted: Posted, stand_in: StandIn) -> None:
    payload = mention("一", event_id="Ev-again")
    for retry in range(3):
        headers = {"x-slack-retry-num": str(retry)} if retry else {}
        assert deliver(app, payload, **headers).status_code == 200
    posted(1)
    time.sleep(0.1)
    assert len(stand_in.asked) == 1


@pytest.mark.parametrize("how", [{"secret": "wrong"}, {"age": 600}])
def test_what_slack_did_not_sign_just_now_is_refused(app: str, stand_in: StandIn, how: dict[str, Any]) -> None:
    assert deliver(app, mention("一"), **how).status_code == 401
    time.sleep(0.1)
    assert not stand_in.asked


def test_an_unsigned_request_and_bytes_that_are_no_text_are_refused(app: str) -> None:
    assert httpx.post(f"{app}/slack/events", json=mention("一")).status_code == 401
    assert httpx.post(f"{app}/slack/events", content=b"\xff\xfe").status_code == 400


def test_slack_s_first_request_is_answered_with_its_challenge(app: str) -> None:
    assert "c-1" in deliver(app, {"type": "url_verification", "challenge": "c-1"}).text


def test_when_slack_says_slower_the_answer_waits_and_arrives_once(app: str, slack: Slack, posted: Posted) -> None:
    limited = JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"retry-after": "0"})
    slack.refuse["chat.postMessage"] = [limited]
    deliver(app, mention("一"))
    assert len(posted(2)) == 2  # the refused try, and the one that was taken
    time.sleep(0.1)
    assert len(posted(2)) == 2


def test_where_a_block_is_not_known_the_words_come_alone(app: str, slack: Slack, posted: Posted) -> None:
    slack.refuse["chat.postMessage"] = [JSONResponse({"ok": False, "error": "invalid_blocks"})]
    deliver(app, mention("一"))
    _, again = posted(2)
    assert "blocks" not in again and "[1]" in again["text"]


def test_a_failure_is_told_in_one_line_without_details(app: str, posted: Posted, stand_in: StandIn) -> None:
    def fail(question: str) -> None:
        raise TiaowenError("会话库被占用，请稍后再试") if question == "锁" else RuntimeError("secret detail")

    stand_in.before = fail
    deliver(app, mention("锁"))
    assert "会话库被占用" in posted(1)[0]["text"]
    deliver(app, mention("别的"))
    assert "内部错误" in posted(2)[1]["text"] and "secret" not in json.dumps(posted(2))


def test_a_clause_that_is_not_found_says_how_to_write_it(app: str, slack: Slack, web_api: str) -> None:
    deliver(app, command("/clause", "没有的条款", web_api))
    [reply] = wait_for(lambda: slack.made("respond"))
    assert reply["response_type"] == "ephemeral" and "17号文" in reply["text"]


def test_a_rating_is_kept_and_a_bad_one_asks_why(
    app: str, slack: Slack, posted: Posted, stand_in: StandIn, web_api: str
) -> None:
    deliver(app, mention("一"))
    buttons = posted(1)[0]["blocks"][-1]["elements"][0]
    session = stand_in.asked[0][0]
    for button in ("positive_button", "negative_button"):
        action = {"type": "feedback_buttons", "action_id": "rate", "value": buttons[button]["value"], "block_id": "b"}
        assert deliver(app, interaction("block_actions", actions=[action])).status_code == 200
    [opened] = wait_for(lambda: slack.made("views.open"))
    state = {"values": {"reason": {"reason": {"value": "条款不对"}}}}
    view = {
        "type": "modal",
        "callback_id": "why",
        "private_metadata": opened["view"]["private_metadata"],
        "state": state,
    }
    deliver(app, interaction("view_submission", view=view))
    wait_for(lambda: len(stand_in.votes) == 3)
    assert stand_in.votes == [(session, 1, "up", ""), (session, 1, "down", ""), (session, 1, "down", "条款不对")]


def test_all_that_the_manifest_asks_slack_to_send_is_listened_to(app: str, web_api: str) -> None:
    manifest = yaml.safe_load(Path(package.__file__).with_name("manifest.yaml").read_text(encoding="utf-8"))
    thread = {"channel_id": DIRECT, "thread_ts": "7.7", "user_id": USER, "context": {}}
    for name in manifest["settings"]["event_subscriptions"]["bot_events"]:
        payload = direct("一") if name == "message.im" else event(name, assistant_thread=thread)
        assert deliver(app, payload).status_code == 200
    for offered in manifest["features"]["slash_commands"]:
        assert deliver(app, command(offered["command"], "x", web_api)).status_code == 200


def test_over_socket_mode_it_is_the_same(
    slack: Slack, web_api: str, stand_in: StandIn, pool: Pool, posted: Posted
) -> None:
    bolt = build_app(stand_in, WebClient(token="xoxb-1", base_url=f"{web_api}/api/"), pool, None)
    handler = SocketModeHandler(bolt, "xapp-1")
    handler.connect()
    try:
        payload = mention("一")
        for number in (1, 2):  # the second is Slack being unsure
            slack.outbox.append({"type": "events_api", "envelope_id": f"e{number}", "payload": payload})
        posted(1)
        wait_for(lambda: {"e1", "e2"} <= {reply.get("envelope_id") for reply in slack.acknowledged})
        slack.outbox.append(
            {"type": "slash_commands", "envelope_id": "e3", "payload": command("/clause", "x", web_api)}
        )
        wait_for(lambda: slack.made("respond"))
    finally:
        handler.close()
    assert len(stand_in.asked) == 1
