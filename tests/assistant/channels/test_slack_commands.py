"""/clause and /check, with the real face behind them."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from starlette.responses import JSONResponse

from assistant.assistant import Assistant
from assistant.channels.pool import Pool
from assistant.channels.slack import build_app
from assistant.channels.slack.transports import http_app

from .loopback import served, wait_for
from .slack_loopback import CHANNEL, SECRET, USER, Slack, command, deliver, direct, interaction


@pytest.fixture(scope="module")
def service(face: Assistant) -> Iterator[tuple[Slack, str, str]]:
    """A Slack, its address and the app's."""
    slack, pool = Slack(), Pool(threads=2)
    with served(slack.app) as web_api:
        bolt = build_app(face, WebClient(token="xoxb-1", base_url=f"{web_api}/api/"), pool, SECRET)
        with served(http_app(bolt)) as app:
            yield slack, web_api, app
            pool.close()


@pytest.fixture
def slack(service: tuple[Slack, str, str]) -> Slack:
    service[0].forget()
    return service[0]


def opened(slack: Slack, service: tuple[Slack, str, str]) -> dict[str, Any]:
    """The window that /check opens."""
    deliver(service[2], command("/check", "", service[1]))
    return wait_for(lambda: slack.made("views.open"))[0]["view"]


def submit(view: dict[str, Any], app: str, **filled: str) -> Any:
    """Sends the window off as a person filled it in; gives the reply that Slack gets."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        field, value = block["block_id"], filled.get(block["block_id"])
        match block["element"]["type"]:
            case "static_select":
                options = {option["value"] for option in block["element"]["options"]}
                assert value is None or value in options
                values[field] = {field: {"selected_option": value and {"value": value}}}
            case "datepicker":
                values[field] = {field: {"selected_date": value}}
            case _:
                values[field] = {field: {"value": value}}
    return deliver(app, interaction("view_submission", view=view | {"state": {"values": values}}))


FACTS = {
    "policy": "beijing-ai", "level": "助理级", "as_of": "2026-11-20", "degree": "大学本科", "graduated": "2022-07-01",
    "experience_years": "4", "title_name": "无",
}  # fmt: skip


def test_a_clause_is_shown_with_its_page(slack: Slack, service: tuple[Slack, str, str]) -> None:
    deliver(service[2], command("/clause", "17号文 附件 四（四）2", service[1]))
    [reply] = wait_for(lambda: slack.made("respond"))
    assert "京人社事业发〔2020〕17号" in reply["text"] and "现行" in reply["text"]
    assert reply["blocks"][-1]["elements"][0]["url"].startswith("https://policies.example/clauses?clause=beijing-eng")


def test_a_reference_with_many_matches_is_cut_where_slack_takes_no_more(
    slack: Slack, service: tuple[Slack, str, str]
) -> None:
    deliver(service[2], command("/clause", "前言", service[1]))
    replies = wait_for(lambda: (made := slack.made("respond"))[4:] and made)
    assert "从略" in replies[4]["text"]
    time.sleep(0.1)
    assert len(slack.made("respond")) == 5


def test_the_verdict_stands_in_a_thread_and_the_facts_hold_there(
    slack: Slack, service: tuple[Slack, str, str], face: Assistant
) -> None:
    view = opened(slack, service)
    assert submit(view, service[2], **FACTS).text == ""
    opening, verdict = wait_for(lambda: (m := slack.made("chat.postMessage"))[1:] and m)
    assert opening["channel"] == verdict["channel"] == CHANNEL
    assert f"<@{USER}>" in opening["text"] and "thread_ts" not in opening
    assert "beijing-ai" not in verdict["text"] and verdict["text"]
    session = f"slack:T1:{CHANNEL}:{verdict['thread_ts']}"
    assert wait_for(lambda: face.profile(session))["education"][0]["level"] == "大学本科"


def test_where_the_app_is_not_in_the_channel_the_person_is_told_directly(
    slack: Slack, service: tuple[Slack, str, str]
) -> None:
    view = opened(slack, service)
    slack.refuse["chat.postMessage"] = [JSONResponse({"ok": False, "error": "not_in_channel"})]
    submit(view, service[2], **FACTS)
    refused, opening, verdict = wait_for(lambda: (m := slack.made("chat.postMessage"))[2:] and m)
    assert (refused["channel"], opening["channel"], verdict["channel"]) == (CHANNEL, USER, USER)


def test_without_a_document_every_ladder_is_decided_in_a_line(slack: Slack, service: tuple[Slack, str, str]) -> None:
    submit(opened(slack, service), service[2], degree="博士", as_of="2026-11-20")
    _, verdict = wait_for(lambda: (m := slack.made("chat.postMessage"))[1:] and m)
    assert verdict["text"].count("•") > 5


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"level": "员级"}, "level"),
        ({"graduated": "2036-07-01"}, "degree"),
        ({"experience_years": "400"}, "experience_years"),
        ({"achievements": "99"}, "achievements"),
        ({"performance": "都有"}, "performance"),
    ],
)
def test_what_the_check_refuses_is_marked_in_the_window(
    slack: Slack, service: tuple[Slack, str, str], wrong: dict[str, str], field: str
) -> None:
    reply = submit(opened(slack, service), service[2], **FACTS | wrong).json()
    assert reply["response_action"] == "errors" and list(reply["errors"]) == [field]
    assert not slack.made("chat.postMessage")


def test_a_question_is_answered_from_the_documents(slack: Slack, service: tuple[Slack, str, str]) -> None:
    deliver(service[2], direct("北京人工智能专业的硕士，工作几年可以评工程师？"))
    [message] = wait_for(lambda: slack.made("chat.postMessage"), 30)
    assert "满2年" in message["text"]
