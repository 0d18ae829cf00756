"""The command line as other programs call it: real processes, standard output, exit status."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from assistant.channels.cli import main; main()"]


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, timeout=120, env={**os.environ, **environment}
    )


@pytest.fixture
def data(tmp_path: Path) -> dict[str, str]:
    return {"TIAOWEN_DATA": str(tmp_path / "data")}


def test_a_clause_is_json_alone_on_standard_output() -> None:
    done = run("clause", "17号文 附件 四（四）2", "--json", LC_ALL="C")
    found = json.loads(done.stdout)["matches"]
    assert (done.returncode, [m["clause_id"] for m in found]) == (0, ["beijing-engineering-2020:附件/四/（四）/2"])


def test_a_reference_without_a_match_is_an_answer() -> None:
    done = run("clause", "灵活就业办法第二十五条", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"matches": []})


def test_the_export_is_every_clause_in_the_order_of_the_table() -> None:
    rows = [json.loads(line) for line in run("corpus", "export").stdout.splitlines()]
    assert [set(row) for row in rows[:1]] == [{"clause_id", "policy_id", "parent_id", "label", "heading", "text"}]
    assert rows[0]["clause_id"] == "beijing-ai:前言"
    assert rows[-1]["clause_id"] == "beijing-vehicle-tax-2020:第十五条"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["corpus", "export", "--policy", "上海办法"], "policy"),
        (["clause", "17号文", "--as-of", "2020-13-01"], "--as-of"),
        (["clause", ""], "reference"),
        (["ask", ""], "question"),
        (["ask", "问" * 34_000], "question"),
        (["ask"], "question"),
        (["ask", "--batch", "nowhere.jsonl"], "--batch"),
        (["search", ""], "query"),
        (["search", "学历", "-k", "0"], "-k"),
        (["check"], "PROFILE"),
        (["check", "nowhere.json"], "PROFILE"),
        (["no-such-command"], "no-such-command"),
    ],
)
def test_bad_input_is_one_line_that_names_what_is_wrong(arguments: list[str], named: str, data: dict[str, str]) -> None:
    done = run(*arguments, **data)
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout, len(lines)) == (2, b"", 1)
    assert named in lines[0]


@pytest.mark.parametrize(
    ("variable", "value"),
    [("TIAOWEN_CHAT_TIMEOUT", "soon"), ("TIAOWEN_POLICIES", "/no/such/folder"), ("TIAOWEN_CHAT_MODEL", "gpt")],
)
def test_a_wrong_setting_names_its_variable(variable: str, value: str) -> None:
    done = run("clause", "17号文", **{variable: value})
    assert (done.returncode, variable in done.stderr.decode()) == (2, True)


def test_a_broken_policy_names_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "policy.md").write_text("---\ntitle: 坏\n---\n一、甲。\n", encoding="utf-8")
    done = run("clause", "17号文", TIAOWEN_POLICIES=str(tmp_path))
    assert done.returncode == 1
    assert "policy.md:1: timeline" in done.stderr.decode()


def test_a_data_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    done = run("ask", "AI高工硕士要干几年", TIAOWEN_DATA=str(blocked / "data"))
    assert (done.returncode, len(done.stderr.decode().splitlines())) == (2, 1)
    assert "TIAOWEN_DATA" in done.stderr.decode()


def test_a_batch_answers_in_order_with_ids_and_sessions(tmp_path: Path, data: dict[str, str]) -> None:
    file = tmp_path / "questions.jsonl"
    rows = [
        {"id": "a", "question": "金融科技工程师硕士要干几年", "session": "s1"},
        {"id": "b", "question": "升到高级呢", "session": "s1"},
        {"id": "c", "question": "以工代训补贴现在还能申请吗", "as_of": "2026-11-20"},
    ]
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    done = run("ask", "--batch", str(file), "--json", **data)
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert [reply["id"] for reply in replies] == ["a", "b", "c"]
    assert "2年" in replies[0]["answer"]
    assert "7年" in replies[1]["answer"]
    assert "2021年7月31日" in replies[2]["answer"]


@pytest.mark.parametrize("line", ["{", "[]", '{"question": ""}', '{"question": "a", "polcy": "b"}', '{"question": 1}'])
def test_a_bad_line_in_a_batch_refuses_it_before_the_first_is_asked(
    tmp_path: Path, data: dict[str, str], line: str
) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "17号文是什么"}\n' + line, encoding="utf-8")
    done = run("ask", "--batch", str(file), **data)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "第 2" in done.stderr.decode()


@pytest.mark.parametrize("arguments", [["--help"], ["clause", "17号文 四（二）"], ["corpus", "export"]])
def test_what_needs_no_search_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys, contextlib, io\n"
        "from assistant.channels.cli import main\n"
        f"sys.argv = ['tiaowen', *{arguments!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'chromadb', 'langchain', 'langgraph', 'streamlit', 'fastapi', 'sentence_transformers'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert done.stderr.decode().strip() == "[]"


def test_a_question_needs_no_torch(data: dict[str, str]) -> None:
    code = (
        "import sys\n"
        "from assistant.assistant import Assistant\n"
        "Assistant().ask('AI高工硕士要干几年')\n"
        "print(sorted({'torch', 'sentence_transformers', 'streamlit'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=120, env={**os.environ, **data})
    assert done.stdout.decode().strip() == "[]", done.stderr.decode()


def test_help_and_look_up_are_instant(slowness: Callable[[], float]) -> None:
    """The bounds are twice those we hold ourselves to on an idle machine; this one may be busy."""
    for arguments, bound in ((["--help"], 1.0), (["clause", "17号文 四（二）"], 2.0)):
        start = time.monotonic()
        assert run(*arguments).returncode == 0
        assert time.monotonic() - start < bound * slowness()
