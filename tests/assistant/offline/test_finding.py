"""Which sentence answers: what sentences do beside stating rules, what a document is asked about itself, people's words for things."""

import random
import re
from collections.abc import Iterator
from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.offline.answering import answer
from assistant.offline.drafts import Draft
from assistant.offline.finding.doing import deed
from assistant.offline.finding.passages import passages
from assistant.questions import read_question
from assistant.settings import load_settings
from corpus import load_corpus
from index.asks import asks

TODAY = date(2026, 11, 20)


def say(text: str, today: date = TODAY) -> Draft:
    corpus = load_corpus()
    return answer(read_question(text, corpus, today), passages(corpus))


@pytest.mark.parametrize(
    ("words", "does"),
    [
        ("为规范乡村振兴协理员管理", "purpose"),
        ("本办法自2020年10月1日起执行", "force"),
        ("本办法所称乡村振兴协理员是指", "meaning"),
        ("新就业形态人员（包括", "meaning"),  # an item of what 本办法所称…主要包括
        ("决定在工程技术系列增设金融科技", "rules"),
        ("保险机构不得直接从代收税款中坐扣手续费", "rules"),
    ],
)
def test_what_a_sentence_does(words: str, does: str) -> None:
    index = passages(load_corpus())
    assert {deed(p, index) for p in index.all if words in p.text} == {does}


def test_what_a_word_means_is_no_leave_and_no_amount() -> None:
    assert "是指" not in say("协理员每月补贴多少").text
    assert "新就业形态人员（包括" not in say("送外卖的能自己交养老保险吗").text
    assert say("跑滴滴的算灵活就业人员吗").cited[0].endswith("第二条/（三）")


def test_a_purpose_is_given_only_where_it_is_asked_for() -> None:
    assert say("车船税小轿车一年多少").kind == "refusal"
    assert "制定本办法" in say("协理员管理办法的目的是什么").text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("30号文叫什么", "技术资格评价试行办法》（京人社事业发〔2020〕30号）"),
        ("车船税办法几号文", "2020年第9号"),
        ("6号文落款日期", "2020年8月18日"),
        ("协理员管理办法有几章", "第六章 附则"),
        ("27号文有几个附件", "附件2"),
        ("24号文讲的是什么", "人事档案便民利企服务"),
        ("18号公告有效期多久", "没有写明有效期限"),
    ],
)
def test_what_is_asked_about_a_document_itself(text: str, words: str) -> None:
    assert words in say(text).text


def test_a_repealed_document_is_known_by_its_year_or_number() -> None:
    assert "同时废止" in say("2011年20号公告还有效吗").text
    assert "同时废止" in say("11年那个车船税办法还管用吗").text
    assert "同时废止" not in say("2021年车船税办法还有效吗").text


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    one = Assistant(load_settings(data=tmp_path_factory.mktemp("data"), chat_model="offline"))
    yield one
    one.close()


def test_every_answer_states_something_before_its_place(assistant: Assistant) -> None:
    wordings = [ask for _, entry in asks(load_corpus()).sentences for ask in entry.asks]
    for text in ["浙江正高谁来评", "浙江工程师谁来评", *random.Random(5).sample(wordings, 20)]:
        reply = assistant.ask(text, as_of=TODAY)
        first = reply.answer.split("\n")[0]
        assert not re.match("依据：|注意：", first), (text, reply.answer)
