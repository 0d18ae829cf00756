"""What the offline model writes, the guard lets through: no line of an answer is lost, and no answer is without a statement."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import load_settings
from index.asks import asks

DAY = date(2026, 11, 20)
EVERY = 40  # of the wordings that people ask with
QUESTIONS = sorted((Path(__file__).parents[2] / "answers").glob("*.jsonl"))
EVERY_QUESTION = 12


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    one = Assistant(load_settings(data=Path(tmp_path_factory.mktemp("data"))))
    yield one
    one.close()


def test_no_sentence_of_the_offline_model_falls(assistant: Assistant) -> None:
    wordings = [ask for _, entry in asks(assistant.corpus).sentences for ask in entry.asks][::EVERY]
    listed = [json.loads(line) for file in QUESTIONS for line in file.read_text(encoding="utf-8").splitlines()]
    wordings += [known["question"] for known in listed][::EVERY_QUESTION]
    assert len(wordings) > 200
    fallen = []
    for wording in wordings:
        answer = assistant.ask(wording, as_of=DAY, trace=True)
        checks = next(step for step in answer.trace or () if step["step"] == "checks")
        fallen += [(wording, s["text"], s["why"]) for s in checks["sentences"] if s["fate"] == "failed"]
        stating = [line for line in answer.answer.split("\n") if line and not line.startswith("依据：")]
        assert stating, wording
    assert not fallen


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("浙江AI正高谁评", "省经信厅"),
        ("专利没授权能报金融科技高工吗", "不符合"),
        ("两篇论文能评AI高工吗", "不符合"),
        ("本科中专老师转正后能评助讲吗", "不是官方结论"),
    ],
)
def test_what_code_has_worked_out_is_said(assistant: Assistant, question: str, said: str) -> None:
    assert said in assistant.ask(question, as_of=DAY).answer
