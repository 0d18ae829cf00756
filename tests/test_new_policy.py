"""A policy is a folder: one more beside the shipped ones is looked up, found, answered from and decided by, with no
line of Python changed. The fourteenth here is made up."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import load_settings

POLICY = "ningbo-robot-2026"
DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = Path(__file__).parent / "policies"
    opened = Assistant(load_settings(data=tmp_path_factory.mktemp("data"), policies=str(folder)))
    yield opened
    opened.close()


@pytest.mark.parametrize("reference", ["甬人社试〔2026〕1号 第三条（二）", "机器人办法第三条第（二）项"])
def test_it_is_looked_up(assistant: Assistant, reference: str) -> None:
    assert assistant.look_up(reference, DAY).matches[0].clause_id == f"{POLICY}:第三条/（二）"


def test_it_is_found(assistant: Assistant) -> None:
    assert assistant.search("机器人职称多久评一次")[0].clause_id == f"{POLICY}:第二条"


@pytest.mark.parametrize(
    ("question", "says", "cites"),
    [
        ("宁波机器人职称评审费多少钱", "260元", "第二条"),
        ("机器人职称多久评一次", "每两年", "第二条"),
        ("机器人办法什么时候开始施行", "2026年2月1日", "第五条"),
        ("机器人工程师硕士要干几年", "1年", "第三条/（二）"),
    ],
)
def test_it_is_answered_from(assistant: Assistant, question: str, says: str, cites: str) -> None:
    answer = assistant.ask(question, as_of=DAY)
    assert says in answer.answer
    assert f"{POLICY}:{cites}" in [c.clause_id for c in answer.citations]


def test_a_person_is_decided_by_its_rules(assistant: Assistant) -> None:
    answer = assistant.ask("我本科毕业，做机器人3年，能报宁波机器人工程师吗", as_of=DAY)
    assert [(r["policy_id"], r["level"], r["verdict"]) for r in answer.eligibility] == [
        (POLICY, "工程师", "ineligible")
    ]
    assert "4年" in answer.answer


def test_a_profile_is_decided_by_its_rules(assistant: Assistant) -> None:
    profile = {"policy": POLICY, "level": "中级", "education": [{"level": "大学本科", "years": 4}]}
    result = assistant.check(profile, as_of=DAY)
    assert not isinstance(result, list)
    assert (result.verdict, result.decided_by[0]) == ("eligible", f"{POLICY}:第三条/（一）")


def test_the_other_documents_answer_as_before(assistant: Assistant) -> None:
    assert "7年" in assistant.ask("北京AI高工，硕士要干几年", as_of=DAY).answer
