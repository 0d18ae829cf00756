"""OpenAI's protocol, as its own client library sees it."""

from collections.abc import Iterator

import openai
import pytest

from assistant.channels.http import create_app
from assistant.settings import Settings

from .loopback import served
from .stand_in import StandIn


@pytest.fixture
def client(stand_in: StandIn, settings: Settings) -> Iterator[openai.OpenAI]:
    keyed = settings.model_copy(update={"api_keys": Settings(api_keys="a-key").api_keys})
    with (
        served(create_app(stand_in, keyed)) as address,
        openai.OpenAI(base_url=f"{address}/v1", api_key="a-key", max_retries=0) as client,
    ):
        yield client


def said(*turns: str) -> list[dict[str, str]]:
    roles = ("user", "assistant")
    return [{"role": roles[n % 2], "content": text} for n, text in enumerate(turns)]


def test_the_model_is_listed(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["tiaowen"]
    assert client.models.retrieve("tiaowen").owned_by == "tiaowen"


def test_an_answer_names_its_sources_in_the_text_and_as_annotations(client: openai.OpenAI) -> None:
    reply = client.chat.completions.create(model="tiaowen", messages=said("几年？"), temperature=0.2)
    message = reply.choices[0].message
    assert reply.choices[0].finish_reason == "stop"
    assert "- [1] 《北京市人工智能专业职称评价办法》附件 三 （四） 6" in message.content
    citation = message.annotations[0].url_citation
    assert message.content[citation.start_index : citation.end_index] == "[1]"
    assert (
        citation.url
        == "https://policies.example/clauses?clause=beijing-ai%3A%E9%99%84%E4%BB%B6%2F%E4%B8%89%2F%EF%BC%88%E5%9B%9B%EF%BC%89%2F6"
    )
    assert reply.usage.total_tokens == reply.usage.prompt_tokens + reply.usage.completion_tokens > 0


def test_a_stream_brings_the_same_text(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="tiaowen", messages=said("几年？")).choices[0].message.content
    chunks = list(
        client.chat.completions.create(
            model="tiaowen", messages=said("几年？"), stream=True, stream_options={"include_usage": True}
        )
    )
    deltas = [chunk.choices[0].delta for chunk in chunks if chunk.choices]
    assert "".join(delta.content or "" for delta in deltas) == whole
    assert any("annotations" in (delta.model_extra or {}) for delta in deltas)
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].usage.completion_tokens == len(whole)


def test_the_conversation_in_the_request_is_the_one_that_goes_on(client: openai.OpenAI, stand_in: StandIn) -> None:
    first = client.chat.completions.create(model="tiaowen", messages=said("一")).choices[0].message.content
    second = (
        client.chat.completions.create(model="tiaowen", messages=said("一", first, "二")).choices[0].message.content
    )
    assert "第 1 问" in first and "第 2 问" in second
    assert [question for _, question in stand_in.asked] == ["一", "二"]


def test_another_turn_in_place_of_the_second_does_not_see_it(client: openai.OpenAI, stand_in: StandIn) -> None:
    first = client.chat.completions.create(model="tiaowen", messages=said("一")).choices[0].message.content
    for question in ("二", "另一个二"):
        reply = client.chat.completions.create(model="tiaowen", messages=said("一", first, question))
        assert "第 2 问" in reply.choices[0].message.content
    assert [question for _, question in stand_in.asked] == ["一", "二", "一", "另一个二"]


def test_a_turn_that_was_refused_for_its_length_does_not_stop_the_next(
    client: openai.OpenAI, stand_in: StandIn
) -> None:
    client.chat.completions.create(model="tiaowen", messages=said("长" * 5000, "太长", "二"))
    assert [question for _, question in stand_in.asked] == ["二"]


def test_parts_of_text_are_a_message(client: openai.OpenAI, stand_in: StandIn) -> None:
    parts = [{"type": "text", "text": "硕士"}, {"type": "text", "text": "几年？"}]
    client.chat.completions.create(model="tiaowen", messages=[{"role": "user", "content": parts}])
    assert stand_in.asked[-1][1] == "硕士\n几年？"


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"messages": []}, "messages"),
        ({"messages": said("一", "二")}, "messages"),
        ({"messages": [{"role": "user", "content": "  "}]}, "messages"),
        ({"messages": [{"role": "user", "content": "长" * 4001}]}, "messages"),
        ({"messages": [{"role": "nobody", "content": "一"}]}, "messages.0.role"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]}, None),
        ({"n": 2}, "n"),
        ({"response_format": {"type": "json_object"}}, "response_format.type"),
    ],
)
def test_what_cannot_be_given_is_refused_in_openai_s_form(
    client: openai.OpenAI, change: dict, param: str | None
) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        client.chat.completions.create(**{"model": "tiaowen", "messages": said("一")} | change)
    assert refused.value.type == "invalid_request_error"
    assert param is None or refused.value.param == param


def test_an_unknown_model_and_a_wrong_key_are_the_errors_that_clients_know(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as unknown:
        client.chat.completions.create(model="gpt-4", messages=said("一"))
    assert unknown.value.code == "model_not_found"
    with pytest.raises(openai.AuthenticationError):
        client.with_options(api_key="wrong").models.list()


def test_a_failure_in_mid_stream_is_an_error_to_the_client(client: openai.OpenAI, stand_in: StandIn) -> None:
    def fail(question: str) -> None:
        raise RuntimeError("secret detail")

    stand_in.before = fail
    with pytest.raises(openai.APIError, match="服务内部出错"):
        list(client.chat.completions.create(model="tiaowen", messages=said("一"), stream=True))
    with pytest.raises(openai.InternalServerError):
        client.chat.completions.create(model="tiaowen", messages=said("一"))
