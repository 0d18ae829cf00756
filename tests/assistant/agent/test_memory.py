"""Conversations: they go on after a restart, belong to their owner, and end."""

import os
import stat
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.memory import Memory, open_memory
from assistant.models import Answer
from assistant.settings import load_settings
from corpus.errors import BadInput

ANSWER = Answer(answer="满7年[1]。", kind="answer", model="offline", elapsed_ms=1)


# A PostgreSQL for these tests, where there is one: postgresql://user@host/database
POSTGRES = os.environ.get("TIAOWEN_TEST_MEMORY_URL")


@pytest.fixture(params=[None, POSTGRES] if POSTGRES else [None], ids=lambda url: "postgres" if url else "sqlite")
def memory(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Memory]:
    opened = open_memory(tmp_path, request.param)
    opened.prune(timedelta(seconds=-5))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    one = Assistant(load_settings(data=tmp_path_factory.mktemp("data"), chat_model="offline"))
    yield one
    one.close()


def test_a_conversation_goes_on_after_a_restart(tmp_path: Path) -> None:
    first = open_memory(tmp_path, None)
    first.add("s", "硕士要几年", ANSWER, {"education": [{"level": "硕士"}]})
    first.close()
    again = open_memory(tmp_path, None)
    kept = again.conversation("s")
    assert [t.question for t in kept.turns] == ["硕士要几年"] and kept.turns[0].answer == ANSWER
    assert kept.facts == {"education": [{"level": "硕士"}]}
    again.close()


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    open_memory(tmp_path, None).close()
    assert stat.S_IMODE(os.stat(tmp_path / "conversations.sqlite").st_mode) == 0o600


def test_session_ids_cannot_be_guessed() -> None:
    ids = {Memory.new_session() for _ in range(1000)}
    assert len(ids) == 1000 and all(len(i) >= 24 for i in ids)


def test_sessions_know_nothing_of_each_other(memory: Memory) -> None:
    memory.add("one", "问一", ANSWER, {"experience_years": 3})
    assert memory.conversation("two").turns == [] and memory.conversation("two").facts == {}


def test_facts_can_be_seen_corrected_and_deleted(memory: Memory) -> None:
    memory.add("s", "问", ANSWER, {"experience_years": 3})
    memory.set_facts("s", {"experience_years": 4})
    assert memory.conversation("s").facts == {"experience_years": 4}
    memory.set_facts("s", {})
    assert memory.conversation("s").facts == {} and len(memory.conversation("s").turns) == 1


def test_a_forgotten_conversation_is_gone(memory: Memory) -> None:
    memory.add("s", "问", ANSWER, {})
    memory.forget("s")
    assert memory.conversation("s").turns == [] and memory.sessions(10) == []


def test_sessions_are_listed_last_used_first(memory: Memory) -> None:
    for session in ("old", "new", "old2"):
        memory.add(session, f"{session}的问题", ANSWER, {})
    memory.add("old", "又一问", ANSWER, {})
    assert [(s.session, s.title, s.turns) for s in memory.sessions(2)] == [
        ("old", "old的问题", 2),
        ("old2", "old2的问题", 1),
    ]


def test_one_checkpoint_is_kept_for_each_conversation(memory: Memory) -> None:
    for n in range(5):
        memory.add("s", f"问{n}", ANSWER, {})
    assert memory._execute("SELECT count(*) FROM checkpoints", ()) == [(1,)]
    assert [t.number for t in memory.conversation("s").turns] == [1, 2, 3, 4, 5]


def test_what_lay_idle_too_long_is_pruned(memory: Memory) -> None:
    memory.add("s", "问", ANSWER, {})
    assert memory.prune(timedelta(days=1)) == 0
    assert memory.prune(timedelta(seconds=-5)) == 1
    assert memory.conversation("s").turns == []


def test_ratings_are_kept_with_their_turn(memory: Memory) -> None:
    memory.add("s", "问", ANSWER, {})
    memory.rate("s", 1, "down", "漏了破格")
    ((session, turn),) = memory.rated()
    assert (session, turn.vote, turn.reason) == ("s", "down", "漏了破格")
    with pytest.raises(BadInput, match="第 9 轮"):
        memory.rate("s", 9, "up", "")


def test_threads_do_not_lose_turns(memory: Memory) -> None:
    threads = [threading.Thread(target=memory.add, args=("s", f"问{n}", ANSWER, {})) for n in range(12)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(t.number for t in memory.conversation("s").turns) == list(range(1, 13))


@pytest.mark.parametrize("session", ["", "x" * 201, "a\nb", "\x00"])
def test_an_absurd_session_is_refused(memory: Memory, session: str) -> None:
    with pytest.raises(BadInput, match="session"):
        memory.conversation(session)


def test_a_follow_up_is_understood_from_what_was_said(assistant: Assistant) -> None:
    session = assistant.new_session()
    assistant.ask("北京人工智能高级工程师，硕士要几年？", session=session)
    answer = assistant.ask("博士呢？", session=session)
    assert "2年" in answer.answer
    assert [t.question for t in assistant.conversation(session).turns][-1] == "博士呢？"
    assistant.forget(session)


def test_what_a_person_tells_is_remembered_and_can_be_put_right(assistant: Assistant) -> None:
    session = assistant.new_session()
    assistant.ask("我是硕士，2020年7月1日毕业，一直做大模型，能报北京人工智能高级工程师吗？", session=session)
    assert assistant.profile(session)["education"][0]["level"] == "硕士"
    assistant.set_profile(session, {"education": [{"level": "博士", "graduated": "2020-07-01"}]})
    assert assistant.profile(session)["education"][0]["level"] == "博士"
    with pytest.raises(BadInput):
        assistant.set_profile(session, {"educatoin": []})
    assistant.forget(session)


def test_feedback_comes_out_as_questions_for_the_evaluation(assistant: Assistant) -> None:
    session = assistant.new_session()
    assistant.ask("办理灵活就业登记需要哪些材料？", session=session)
    assistant.rate(session, 1, "up")
    (row,) = assistant.feedback()
    assert row["question"] == "办理灵活就业登记需要哪些材料？" and row["expect"] == ["answer"]
    assert any("无需提供就业证明" in snippet for ways in row["cite"] for snippet in ways)
    assistant.forget(session)


def test_the_time_in_a_checkpoint_id_is_read_right(memory: Memory) -> None:
    from assistant.memory import _first_id_after

    memory.add("s", "问", ANSWER, {})
    ((found,),) = memory._execute("SELECT checkpoint_id FROM checkpoints", ())
    now = datetime.now(UTC)
    assert _first_id_after(now - timedelta(minutes=1)) < found < _first_id_after(now + timedelta(minutes=1))
