"""Conversations, kept as LangGraph checkpoints: SQLite in the data folder, or PostgreSQL by URL.

A conversation is one state: its turns, and the facts that its person has told. Only the last checkpoint of each is kept. The
file is readable by its owner alone, ids cannot be guessed, and what has lain idle too long is deleted. Knows no model.
"""

import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypedDict

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import START, StateGraph

from assistant.models import Answer, Conversation, SessionSummary, Turn, Vote
from corpus.errors import BadInput, TiaowenError

LONGEST_ID = 200
# Turns of a conversation that are kept; what lies further back is of no use to a follow-up question.
MOST_TURNS = 200
_NODE = "turn"


class State(TypedDict, total=False):
    """What a checkpoint holds, in plain values."""

    turns: list[dict[str, Any]]
    facts: dict[str, Any]
    asked: int


class Memory:
    """The conversations of one store. Safe to share between threads."""

    def __init__(
        self,
        saver: BaseCheckpointSaver[Any],
        execute: Callable[..., list[tuple[Any, ...]]],
        mark: str,
        close: Callable[[], None],
    ) -> None:
        self._saver, self._execute, self._mark, self.close = saver, execute, mark, close
        builder = StateGraph(State)
        builder.add_node(_NODE, lambda state: {})
        builder.add_edge(START, _NODE)
        self._graph = builder.compile(checkpointer=saver)
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    @staticmethod
    def new_session() -> str:
        """An id of 144 random bits."""
        return secrets.token_urlsafe(18)

    def conversation(self, session: str) -> Conversation:
        """What has been said in a session; an unknown one is empty."""
        state = self._state(session)
        return Conversation(
            session=session,
            turns=[Turn.model_validate(t) for t in state.get("turns", [])],
            facts=state.get("facts", {}),
        )

    def add(self, session: str, question: str, answer: Answer, facts: Mapping[str, Any]) -> None:
        """Appends a turn, and puts these facts in place of those kept."""
        with self._one_at_a_time(session):
            state = self._state(session)
            number = state.get("asked", 0) + 1
            turn = Turn(number=number, question=question, answer=_kept(answer), asked_at=datetime.now(UTC))
            turns = [*state.get("turns", []), turn.model_dump(mode="json")][-MOST_TURNS:]
            self._save(session, {"turns": turns, "facts": dict(facts), "asked": number})

    def set_facts(self, session: str, facts: Mapping[str, Any]) -> None:
        """Puts these facts in place of those kept."""
        with self._one_at_a_time(session):
            self._save(session, {**self._state(session), "facts": dict(facts)})

    def rate(self, session: str, number: int, vote: Vote, reason: str) -> None:
        """Keeps what a person thought of an answer; BadInput where there is no such turn."""
        with self._one_at_a_time(session):
            state = self._state(session)
            turns = [dict(t) for t in state.get("turns", [])]
            rated = [t for t in turns if t["number"] == number]
            if not rated:
                raise BadInput(f"turn: 这次会话没有第 {number} 轮")
            rated[0].update(vote=vote, reason=reason[:1000])
            self._save(session, {**state, "turns": turns})

    def sessions(self, limit: int, owner: str = "") -> list[SessionSummary]:
        """Conversations with something said, last used first; of one owner, whose name their ids begin with."""
        found: list[SessionSummary] = []
        for session, state in self._of(owner) if owner else self._latest():
            turns = state.get("turns") or []
            if turns:
                title = str(turns[0]["question"]).strip().replace("\n", " ")
                found.append(
                    SessionSummary(
                        session=session,
                        title=title[:40],
                        turns=len(turns),
                        updated=datetime.fromisoformat(turns[-1]["asked_at"]),
                    )
                )
        return sorted(found, key=lambda s: s.updated, reverse=True)[:limit]

    def rated(self) -> Iterator[tuple[str, Turn]]:
        """(session, turn) for every turn that was rated."""
        for session, state in self._latest():
            for turn in state.get("turns") or []:
                if turn.get("vote"):
                    yield session, Turn.model_validate(turn)

    def forget(self, session: str) -> None:
        """Deletes a conversation with its facts and ratings."""
        with self._one_at_a_time(session):
            self._saver.delete_thread(_checked(session))

    def prune(self, life: timedelta) -> int:
        """Deletes the conversations idle for longer than this; gives how many.

        A checkpoint's id begins with its time (uuid version 6), so old ones are found without being read.
        """
        oldest = _first_id_after(datetime.now(UTC) - life)
        rows = self._execute(
            f"SELECT DISTINCT thread_id FROM checkpoints WHERE checkpoint_id < {self._mark}", (oldest,)
        )
        for (session,) in rows:
            self._saver.delete_thread(session)
        return len(rows)

    def _latest(self) -> Iterator[tuple[str, State]]:
        seen: set[str] = set()
        for found in self._saver.list(None):
            session = found.config["configurable"]["thread_id"]
            if session not in seen:
                seen.add(session)
                yield session, State(**found.checkpoint["channel_values"])  # type: ignore[typeddict-item]

    def _of(self, owner: str) -> Iterator[tuple[str, State]]:
        """Only an owner's own conversations are read: a page asks for them at every turn."""
        rows = self._execute(
            f"SELECT DISTINCT thread_id FROM checkpoints WHERE substr(thread_id, 1, {len(owner) + 1}) = {self._mark}",
            (f"{owner}.",),
        )
        for (session,) in rows:
            yield session, self._state(session)

    def _state(self, session: str) -> State:
        return State(**self._graph.get_state(_config(session)).values)  # type: ignore[typeddict-item]

    def _save(self, session: str, state: State) -> None:
        saved = self._graph.update_state(_config(session), state, as_node=_NODE)
        if self._mark == "%s":
            self._saver.prune([session])
            return
        # The SQLite saver does not prune by itself.
        latest = saved["configurable"]["checkpoint_id"]
        for table in ("checkpoints", "writes"):
            self._execute(f"DELETE FROM {table} WHERE thread_id = ? AND checkpoint_id < ?", (session, latest))

    @contextmanager
    def _one_at_a_time(self, session: str) -> Iterator[None]:
        with self._guard:
            lock = self._locks.setdefault(session, threading.Lock())
        with lock:
            yield


def open_memory(data: Path, url: str | None) -> Memory:
    """The store of conversations: PostgreSQL where a URL is given, else conversations.sqlite in the data folder."""
    return _open_postgres(url) if url else _open_sqlite(data)


def _open_sqlite(data: Path) -> Memory:
    from langgraph.checkpoint.sqlite import SqliteSaver

    file = data / "conversations.sqlite"
    try:
        data.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        os.chmod(file, 0o600)
        connection = sqlite3.connect(file, check_same_thread=False, timeout=30)
        saver = SqliteSaver(connection)
        saver.setup()
    except (OSError, sqlite3.Error) as error:
        raise TiaowenError(f"TIAOWEN_DATA：会话无法保存在 {file}（{error}）；请检查权限，或另设一个文件夹") from None

    def execute(sql: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with saver.cursor() as cursor:
            return list(cursor.execute(sql, values).fetchall())

    return Memory(saver, execute, "?", connection.close)


def _open_postgres(url: str) -> Memory:
    import psycopg
    from langgraph.checkpoint.postgres import PostgresSaver
    from psycopg.rows import dict_row
    from psycopg_pool import ConnectionPool, PoolTimeout

    pool = ConnectionPool(
        url, min_size=1, max_size=8, timeout=10, open=False,
        kwargs={"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row},
    )  # fmt: skip
    try:
        pool.open(wait=True, timeout=10)
        saver = PostgresSaver(pool)  # type: ignore[arg-type]
        saver.setup()
    except (PoolTimeout, psycopg.Error) as error:
        pool.close()
        raise TiaowenError(
            f"TIAOWEN_MEMORY_URL：连不上 PostgreSQL（{type(error).__name__}）；请检查地址与口令"
        ) from None

    def execute(sql: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with pool.connection() as connection:
            cursor = connection.execute(sql, values)
            return [tuple(row.values()) for row in cursor.fetchall()] if cursor.description else []  # type: ignore[attr-defined]

    return Memory(saver, execute, "%s", pool.close)


def _config(session: str) -> RunnableConfig:
    return {"configurable": {"thread_id": _checked(session)}}


def _checked(session: str) -> str:
    if not session or len(session) > LONGEST_ID or not session.isprintable():
        raise BadInput(f"session: 应为 1 到 {LONGEST_ID} 个可见字符")
    return session


def _kept(answer: Answer) -> Answer:
    """What of an answer is worth keeping: not its trace, nor the replay data of a decision."""
    results = [{k: v for k, v in result.items() if k != "replay"} for result in answer.eligibility]
    return answer.model_copy(update={"trace": None, "eligibility": results})


def _first_id_after(moment: datetime) -> str:
    """The least uuid6 of a moment, as text."""
    ticks = int((moment - datetime(1582, 10, 15, tzinfo=UTC)).total_seconds() * 10_000_000)
    digits = f"{ticks:015x}"
    return f"{digits[:8]}-{digits[8:12]}-6{digits[12:]}-0000-000000000000"
