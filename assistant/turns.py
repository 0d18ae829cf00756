"""One question from reading to answer, with the offline model or with any other, and what happens when that one fails.

`answer_offline` and `answer_with` are generators of Stage and Sentence that return an `Outcome`; `answered` goes the one way
and then the other. Knows agent, guard and composer; keeps nothing.
"""

import logging
import queue
import re
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.composing import Composer, Entry
from assistant.desk import Desk, shown
from assistant.grounding import Ground, Guard
from assistant.grounding.draft import Cutter, Piece, cut
from assistant.models import Answer, Sentence, Stage
from assistant.protocol import Said, TurnContext

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langgraph.graph.state import CompiledStateGraph


log = logging.getLogger(__name__)
Shown = Stage | Sentence
NOTHING_FOUND = "没有找到能够回答这个问题的规定。请换个说法，或写明文件、职称级别。"


@dataclass(frozen=True)
class Asked:
    """A question with all that is known about its turn."""

    question: str
    context: TurnContext
    new_desk: Callable[[], Desk]
    said: str
    days: tuple[date, ...]


@dataclass(frozen=True)
class Outcome:
    """What came of one way of answering; `answer` is None where nothing could be grounded, and `why` says so."""

    answer: Answer | None
    desk: Desk
    why: str = ""


def answer_offline(
    agent: "CompiledStateGraph[Any, Desk, Any, Any]", guard: Guard, asked: Asked
) -> Generator[Shown, None, Outcome]:
    """The floor under every other model: our own, in this process, always with an answer."""
    desk = asked.new_desk()
    desk.reads_itself = True
    outcome = yield from _compose(agent, guard, asked, desk, "offline", holds=False, repair=None)
    if outcome.answer is not None:
        return outcome
    desk.note("nothing_left", why=outcome.why)
    yield Sentence(text=NOTHING_FOUND, restart=True)
    return Outcome(
        Answer(answer=NOTHING_FOUND, kind="refusal", eligibility=desk.results, model="offline", elapsed_ms=0), desk
    )


def answer_with(
    model: "BaseChatModel",
    agent: "CompiledStateGraph[Any, Desk, Any, Any]",
    guard: Guard,
    asked: Asked,
    name: str,
    timeout: float,
) -> Generator[Shown, None, Outcome]:
    """A configured chat model, within its time; fails into an Outcome without answer, never into an exception."""
    desk = asked.new_desk()

    def repair(failed: list[Entry]) -> list[str]:
        return _repaired(model, asked, desk, failed)

    way = _compose(agent, guard, asked, desk, name, holds=True, repair=repair)
    try:
        return (yield from _within(way, desk, timeout))
    except TimeoutError:
        return Outcome(None, desk, f"超过 {timeout:g} 秒没有完成")
    except Exception as error:
        log.warning("chat model %s failed: %s", name, type(error).__name__)
        return Outcome(None, desk, explained(error))


def answered(
    chat: Generator[Shown, None, Outcome] | None, offline: Generator[Shown, None, Outcome], steps: list[dict[str, Any]]
) -> Generator[Shown, None, Answer]:
    """The chat model's way; where there is none or it comes to nothing, the offline one, in place of what was shown.

    What happened is added to `steps`.
    """
    spoken: list[Sentence] = []

    def noted(event: Shown) -> Shown:
        spoken.extend([event] if isinstance(event, Sentence) else [])
        return event

    def restarting(event: Shown) -> Shown:
        if isinstance(event, Sentence) and spoken:
            spoken.clear()
            return event.model_copy(update={"restart": True})
        return event

    if chat is not None:
        outcome = yield from _mapped(chat, noted)
        steps += outcome.desk.trace
        if outcome.answer is not None:
            return outcome.answer
        steps.append({"step": "fallback", "why": outcome.why})
        yield Stage(text="改用离线回答")
    outcome = yield from _mapped(offline, restarting)
    steps += outcome.desk.trace
    assert outcome.answer is not None
    return outcome.answer


def _mapped(way: Generator[Shown, None, Outcome], change: Callable[[Shown], Shown]) -> Generator[Shown, None, Outcome]:
    """The same way, with each thing it shows passed through `change`."""
    while True:
        try:
            event = next(way)
        except StopIteration as done:
            outcome: Outcome = done.value
            return outcome
        yield change(event)


def _compose(
    agent: "CompiledStateGraph[Any, Desk, Any, Any]",
    guard: Guard,
    asked: Asked,
    desk: Desk,
    name: str,
    *,
    holds: bool,
    repair: Callable[[list[Entry]], list[str]] | None,
) -> Generator[Shown, None, Outcome]:
    from assistant.agent import Draft, Words, messages_for, run

    draft, cutter = Draft(), Cutter()

    def ground() -> Ground:
        return _ground(asked, desk, draft.said if name == "offline" else Said())

    composer = Composer(desk, guard, ground(), holds_failures=holds)
    shown_so_far: list[str] = []

    def show(sentences: Iterator[Sentence]) -> Iterator[Sentence]:
        for sentence in sentences:
            shown_so_far.append(sentence.text)
            yield sentence

    for event in run(agent, messages_for(asked.question, asked.context), desk, draft):
        if isinstance(event, str):
            yield Stage(text=event)
        elif isinstance(event, Words):
            if event.fresh:
                # What came before was no answer: the model went on to call a tool.
                cutter = Cutter()
                if not shown_so_far:
                    composer = Composer(desk, guard, ground(), holds_failures=holds)
            composer.ground = ground()
            for piece in cutter.feed(event.text):
                yield from show(composer.add(piece))
    composer.ground = ground()
    for piece in cutter.close() if draft.text else ():
        yield from show(composer.add(piece))
    desk.note("draft", model=name, text=draft.text, rounds=draft.rounds)
    failed = composer.failures()
    if failed and repair is not None and desk.clauses:
        yield Stage(text="正在核对出处")
        for entry, line in zip(failed, repair(failed), strict=False):
            pieces = cut(line)
            composer.replace(
                entry, Piece(line_text(pieces), handles_of(pieces), "") if pieces and line != "删" else None
            )
    desk.note("checks", sentences=[_traced(e) for e in composer.entries])
    if not composer.answers:
        return Outcome(None, desk, "没有一句话能由条款支持" if draft.text.strip() else "回答是空的")
    if draft.rounds <= 1 and not desk.clauses and name != "offline" and not composer.answers:
        return Outcome(None, desk, "没有查阅条款")
    yield from show(composer.finish())
    return Outcome(composer.answer("".join(shown_so_far), draft.said if name == "offline" else Said(), name), desk)


def line_text(pieces: list[Piece]) -> str:
    """A repaired line without its handles."""
    return "".join(p.text for p in pieces)


def handles_of(pieces: list[Piece]) -> tuple[int, ...]:
    """All handles of a repaired line."""
    return tuple(dict.fromkeys(h for p in pieces for h in p.handles))


def _traced(entry: Entry) -> dict[str, Any]:
    return {
        "text": entry.piece.text,
        "handles": list(entry.handles or entry.piece.handles),
        "fate": entry.fate,
        "why": list(entry.why),
    }


def _ground(asked: Asked, desk: Desk, said: Said) -> Ground:
    return Ground(
        question=asked.question, said=asked.said, days=asked.days, results=tuple(desk.results),
        decided=(*desk.decided, *said.get("decided", ())), found=tuple(f["clause_id"] for f in desk.clauses),
    )  # fmt: skip


def _repaired(model: "BaseChatModel", asked: Asked, desk: Desk, failed: list[Entry]) -> list[str]:
    """What the model writes in place of the failed sentences, in their order; one call, no tools."""
    from langchain_core.messages import HumanMessage, SystemMessage

    from prompts import prompt

    listed = "\n".join(
        f"{n}：{e.piece.text}{''.join(f'[{h}]' for h in e.piece.handles)}\n   原因：{'；'.join(e.why)}"
        for n, e in enumerate(failed, 1)
    )
    clauses = "\n\n".join(map(shown, desk.clauses))
    reply = model.invoke(
        [
            SystemMessage(prompt("system")),
            HumanMessage(f"问题：{asked.question}\n\n条款：\n{clauses}\n\n{prompt('repair')}\n\n{listed}"),
        ]
    )
    lines = {int(m[1]): m[2].strip() for m in re.finditer(r"(?m)^\s*(\d+)\s*[：:.、]\s*(.+)$", str(reply.text))}
    desk.note("repair", asked=listed, reply=str(reply.text)[:2000])
    return [lines.get(n, "删") for n in range(1, len(failed) + 1)]


def _within(way: Generator[Shown, None, Outcome], desk: Desk, timeout: float) -> Generator[Shown, None, Outcome]:
    """Runs the generator in a thread and passes on what it gives until the time is over. Raises TimeoutError then."""
    events: queue.Queue[tuple[str, Any]] = queue.Queue()
    deadline = time.monotonic() + timeout

    def work() -> None:
        try:
            while True:
                events.put(("shown", next(way)))
        except StopIteration as done:
            events.put(("done", done.value))
        except Exception as error:
            events.put(("failed", error))

    threading.Thread(target=work, name="chat-model", daemon=True).start()
    try:
        while True:
            try:
                what, value = events.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise TimeoutError from None
            if what == "done":
                outcome: Outcome = value
                return outcome
            if what == "failed":
                raise value
            yield value
    finally:
        # Also when the reader goes away: the thread ends at its next event instead of running on.
        desk.stopped.set()


_EXPLAINED = (
    ("authentication|401|permission|403", "密钥不被接受；请检查该服务的密钥环境变量"),
    ("ratelimit|429", "服务限流或额度用尽；请稍后再试"),
    ("timeout", "服务没有及时答复"),
    ("connection", "连不上服务；请检查网络与 TIAOWEN_CHAT_BASE_URL"),
    ("notfound|404", "没有这个模型；请检查 TIAOWEN_CHAT_MODEL"),
    ("internalserver|50[0-9]", "服务出错"),
    ("badrequest|400", "服务不接受这样的请求"),
)


def explained(error: Exception) -> str:
    """What a failure of the chat model means and what to do, without anything from the request."""
    from corpus.errors import TiaowenError

    if isinstance(error, TiaowenError):
        return str(error)
    name = f"{type(error).__name__} {getattr(error, 'status_code', '')}".lower()
    return next(
        (words for pattern, words in _EXPLAINED if re.search(pattern, name)), f"对话模型出错（{type(error).__name__}）"
    )
