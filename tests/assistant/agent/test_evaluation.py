"""The measures: answers judged field by field, the guard counted, the doctor's findings."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.doctor import examine
from assistant.evaluation import evaluate_answers, evaluate_grounding
from assistant.judging import says, spoken
from assistant.settings import load_settings
from corpus.errors import BadInput
from tests.assistant.agent.loopback import Fail, Say, loopback


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    one = Assistant(load_settings(data=tmp_path_factory.mktemp("data"), chat_model="offline"))
    yield one
    one.close()


def lines(folder: Path, *rows: object) -> Path:
    file = folder / "file.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return file


KNOWN = {
    "id": "q1", "kind": "fact", "question": "北京人工智能高级工程师，硕士要满几年？", "cite": [["从事本专业技术工作满7年"]],
    "say": [["7年", "七年"]], "not_say": ["满2年"], "policy": "beijing-ai", "expect": ["answer"],
}  # fmt: skip


def test_a_right_answer_is_right_and_a_wrong_expectation_is_named(assistant: Assistant, tmp_path: Path) -> None:
    report = evaluate_answers(lines(tmp_path, KNOWN, {**KNOWN, "id": "q2", "say": [["9年"]]}), assistant)
    assert [row["right"] for row in report.rows] == [True, False]
    assert report.rows[1]["failures"] == ["not said: 9年"]
    assert report.kinds["all"]["questions"] == 2 and report.kinds["fact"]["right"] == 1
    assert "q2" in report.render()


def test_a_question_with_a_history_is_asked_in_its_conversation(assistant: Assistant, tmp_path: Path) -> None:
    follow_up = {
        **KNOWN,
        "question": "博士呢？",
        "history": [KNOWN["question"]],
        "cite": [],
        "say": [["2年", "两年"]],
        "not_say": [],
    }
    assert evaluate_answers(lines(tmp_path, follow_up), assistant).rows[0]["right"]
    assert assistant.sessions() == [], "the evaluation leaves no conversation behind"


def test_the_guard_is_counted_on_right_and_wrong_sentences(assistant: Assistant, tmp_path: Path) -> None:
    clause = ["beijing-ai:附件/三/（二）/2"]
    rows = [
        {"id": "1", "sentence": "硕士要干满七年。", "clauses": clause, "question": "", "borne": True},
        {"id": "2", "sentence": "硕士要干满五年。", "clauses": clause, "question": "", "borne": False},
        {"id": 3, "sentence": "硕士要干满七年。", "clauses": ["beijing-ai:附件/九"], "question": "", "borne": False},
    ]
    report = evaluate_grounding(lines(tmp_path, *rows), assistant)
    assert (report.caught, report.refused) == (1.0, 0.0)
    assert [(r["id"], r["passed"]) for r in report.rows] == [("1", True), ("2", False), (3, False)]
    assert report.rows[1]["why"] == ["所引条款没有这个年限：5年"]


@pytest.mark.parametrize(
    "content", ["", "no json", '{"id": "1"}', "[]", '{"id":"1","sentence":"x","clauses":"y","borne":true}']
)
def test_a_bad_file_is_refused_with_its_line(assistant: Assistant, tmp_path: Path, content: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match="FILE"):
        evaluate_grounding(file, assistant)
    with pytest.raises(BadInput, match="FILE"):
        evaluate_answers(file, assistant)


@pytest.mark.parametrize(
    ("wording", "text", "found"),
    [
        ("7年", "须满7年[1]。", True), ("7年", "须满17年。", False), ("五年", "十五年", False), ("符合", "不符合条件", False),
        ("符合", "符合条件", True), ("5项", "第5项", False), ("1540元", "1,540元", True), ("9月1日", "09月01日", True),
    ],
)  # fmt: skip
def test_a_wording_is_found_whole_and_undenied(wording: str, text: str, found: bool) -> None:
    assert says(wording, spoken(text)) is found


def test_the_doctor_finds_everything_well_without_a_key(assistant: Assistant) -> None:
    findings = examine(assistant)
    assert all(f.ok for f in findings), findings
    assert {"政策文件", "数据文件夹", "索引", "会话库", "对话模型"} == {f.name for f in findings}


def test_the_doctor_tries_the_chat_model_and_says_what_to_do(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    for step, ok in ((Say("可用"), True), (Fail(401), False)):
        with loopback(step) as script:
            settings = load_settings(data=assistant.settings.data, chat_model="openai:x", chat_base_url=script.url)
            one = Assistant(settings)
            finding = examine(one)[-1]
            one.close()
            assert finding.ok is ok and "sk-secret" not in str(finding)
    assert "密钥" in finding.found and finding.advice
