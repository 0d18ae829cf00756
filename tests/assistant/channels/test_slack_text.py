"""Text and blocks for Slack: its own Markdown, nothing that pings, nothing too long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.slack.blocks import answer_messages, clause_messages, markdown_messages, split
from assistant.channels.slack.mrkdwn import from_slack, to_mrkdwn
from assistant.models import Answer, Citation, ClauseView, LookUp

from .slack_loopback import assert_within_limits


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("应当**满 4 年**[1]", "应当\u200b*满 4 年*\u200b[1]"),
        ("*大约*", "\u200b_大约_\u200b"),
        ("2*3*4", "2*3*4"),
        ("~~旧~~", "\u200b~旧~\u200b"),
        ("## 学历和**年限**", "*学历和年限*"),
        ("- 一\n  - 二\n1. 三", "• 一\n  • 二\n1. 三"),
        ("> 引文", "> 引文"),
        ("[原文](https://a.example/x?y=1)", "<https://a.example/x?y=1|原文>"),
        ("`a*b*` 与 ```\n**c**\n```", "`a*b*` 与 ```\n**c**\n```"),
        (
            "|级|年|\n|---|---|\n|中级|4|\n|高级|5|",
            "\u200b*中级*\u200b\n• 年：4\n\u200b*高级*\u200b\n• 年：5\n",
        ),
        ("|级|年|\n|---|---|\n|中级|硕士<br>本科|", "\u200b*中级*\u200b\n• 年：\n  • 硕士\n  • 本科\n"),
    ],
)
def test_markdown_becomes_slack_s(markdown: str, shown: str) -> None:
    assert to_mrkdwn(markdown) == shown


@pytest.mark.parametrize("text", ["<!channel>", "<@U1>", "<https://evil.example|条款>", "a & b"])
def test_nothing_in_a_text_acts_in_slack(text: str) -> None:
    assert "<" not in to_mrkdwn(text)
    assert from_slack(to_mrkdwn(text)) == text


def test_a_marker_leads_to_its_clause_where_there_is_a_page() -> None:
    assert to_mrkdwn("满 4 年[1][2]", {1: "https://p.example/1"}.get) == "满 4 年<https://p.example/1|[1]>[2]"


def test_what_was_typed_loses_slack_s_marks() -> None:
    assert from_slack("<@U0BOT>  见 <https://a.example|这里> &lt;3 &amp; <#C1|x>") == "见 这里 <3 &"


@given(st.text(alphabet="条款。；，、\n <>&a|", max_size=400), st.integers(20, 60))
def test_a_split_text_is_whole_and_no_piece_is_too_long(text: str, limit: int) -> None:
    pieces = list(split(text, limit))
    assert all(len(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_link_is_not_cut_in_two() -> None:
    link = "<https://p.example/clauses?clause=1|[1]>"
    pieces = list(split("条" * 90 + link + "款" * 50, 100))
    assert any(link in piece for piece in pieces)


def answer(text: str, sources: int) -> Answer:
    citations = [
        Citation(
            marker=n, clause_id=f"p:附件/{n}", policy_id="p", policy_title="办" * 90, path=f"附件/{n}", status="现行",
            quote="引<文>\n" * 800,
        )
        for n in range(1, sources + 1)
    ]  # fmt: skip
    return Answer(answer=text, citations=citations, kind="answer", model="offline", elapsed_ms=1)


@pytest.mark.parametrize("sources", [0, 1, 10, 40])
@pytest.mark.parametrize("text", ["短[1]", "长句。" * 9000, "<" * 5000, "- **条**\n" * 4000])
def test_the_longest_answers_stay_within_slack_s_limits(text: str, sources: int) -> None:
    messages = answer_messages(answer(text, sources), "https://p.example", "1 slack:T:C:1.0")
    for message in messages:
        assert_within_limits({"text": message.text, "blocks": message.blocks})
    assert [message for message in messages if "feedback_buttons" in str(message.blocks)] == messages[-1:]


def test_without_a_public_address_there_are_no_buttons_that_lead_nowhere() -> None:
    [message] = answer_messages(answer("短[1]", 2), None)
    assert "url" not in str(message.blocks)


def test_a_clause_is_shown_whole_with_its_status_and_its_page() -> None:
    view = ClauseView(
        clause_id="p:附件/一", policy_id="p", policy_title="办法", document_number="京人社发〔2024〕14号",
        status="已失效", status_basis="inferred", status_note="申报已截止", in_force_until="2021-07-31",
        path="附件/一", text="甲",
        full_text="甲\n（一）乙", parent_id=None, children=[], source={},
    )  # fmt: skip
    [message] = clause_messages(LookUp(matches=[view]), "https://p.example")
    text = message.blocks[0]["text"]["text"]
    assert text == "*《办法》（京人社发〔2024〕14号）附件 一* · 已失效，有效至 2021-07-31\n_申报已截止_\n甲\n（一）乙"
    assert message.blocks[1]["elements"][0]["url"] == "https://p.example?clause=p%3A%E9%99%84%E4%BB%B6%2F%E4%B8%80"


def test_many_matches_are_five_and_a_word() -> None:
    view = {name: "甲" for name in ClauseView.model_fields} | {"children": [], "source": {}}
    messages = clause_messages(LookUp(matches=[ClauseView(**view)] * 8), None)
    assert len(messages) == 6 and "另有 3 条" in messages[-1].text


def test_no_text_is_still_a_message() -> None:
    assert markdown_messages("")[0].text
