"""A face that answers without a model, for what has to be provoked: slowness, failure, a withdrawn sentence."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from assistant.assistant import Assistant
from assistant.models import Answer, Citation, Conversation, LookUp, Sentence, Stage, Turn
from assistant.settings import Settings
from corpus import Corpus, load_corpus

CLAUSE = "beijing-ai:附件/三/（四）/6"


class StandIn(Assistant):
    """Repeats the question; remembers what was asked in each session. `before` runs ahead of every answer."""

    def __init__(self, settings: Settings, before: Callable[[str], None] = lambda question: None) -> None:
        super().__init__(settings)
        self.before = before
        self.asked: list[tuple[str | None, str]] = []
        self.votes: list[tuple[str, int, str, str]] = []
        self.sessions_made = 0

    @cached_property
    def corpus(self) -> Corpus:
        return load_corpus()

    def stream(self, question: str, *, session: str | None = None, **about: Any) -> Iterator[Stage | Sentence | Answer]:
        self.asked.append((session, question))
        yield Stage(text="正在检索条款")
        self.before(question)
        text = f"你问的是“{question}”，这是第 {self._turns(session)} 问[1]。"
        if "撤回" in question:
            yield Sentence(text="这句会撤回。")
            yield Sentence(text=text, restart=True)
        else:
            yield Sentence(text=text)
        clause = self.corpus.clause(CLAUSE)
        policy = self.corpus.policies[clause.policy_id]
        citation = Citation(
            marker=1, clause_id=clause.id, policy_id=policy.id, policy_title=policy.title, path=clause.path,
            document_number=policy.number, status="现行", quote=clause.text,
        )  # fmt: skip
        yield Answer(
            answer=text, citations=[citation], kind="answer", model="offline", elapsed_ms=1, follow_ups=["那高级呢？"]
        )

    def ask(self, question: str, **about: Any) -> Answer:
        return [part for part in self.stream(question, **about) if isinstance(part, Answer)][-1]

    def _turns(self, session: str | None) -> int:
        return sum(1 for owner, _ in self.asked if owner == session) if session else 1

    def look_up(self, reference: str, as_of: date | None = None) -> LookUp:
        return LookUp(matches=[], hint="")

    def new_session(self) -> str:
        self.sessions_made += 1
        return f"new{self.sessions_made}"

    def conversation(self, session: str) -> Conversation:
        answer = Answer(answer="", kind="answer", model="offline", elapsed_ms=0)
        asked = [question for owner, question in self.asked if owner == session]
        turns = [Turn(number=n, question=q, answer=answer, asked_at=datetime.now(UTC)) for n, q in enumerate(asked, 1)]
        return Conversation(session=session, turns=turns)

    def rate(self, session: str, turn: int, vote: Any, reason: str = "") -> None:
        self.votes.append((session, turn, vote, reason))

    def close(self) -> None:
        pass
