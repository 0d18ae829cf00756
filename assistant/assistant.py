"""The one face. Channels and pages speak to `Assistant` and to nothing below it.

Knows the order in which things happen to a question; how each is done stands in the rooms it calls.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.looking_up import look_up
from assistant.models import (
    Answer,
    Comparison,
    Conversation,
    LookUp,
    Sentence,
    SessionSummary,
    Stage,
    Vote,
)
from assistant.parts import Parts
from assistant.protocol import EarlierTurn, TurnContext
from assistant.settings import Settings, load_settings
from corpus import Corpus
from corpus.errors import BadInput
from corpus.names import which

if TYPE_CHECKING:
    from assistant.eligibility import Result
    from assistant.questions import Question
    from assistant.turns import Asked
    from index import Hit

LONGEST_QUESTION = 4000
# Earlier turns that a question may lean on.
REMEMBERED_TURNS = 6


class Assistant:
    """Answers, decisions, clauses: everything a channel may offer. Safe to share between threads."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or load_settings()
        self._parts = Parts(self.settings)
        self._pruned = False

    @property
    def corpus(self) -> Corpus:
        """The documents: those shipped, and those of TIAOWEN_POLICIES."""
        return self._parts.corpus

    def ask(
        self,
        question: str,
        *,
        session: str | None = None,
        policy: str | None = None,
        as_of: date | None = None,
        trace: bool = False,
    ) -> Answer:
        """The answer to a question. `policy`: id, number or title; `as_of`: the day asked about (default today)."""
        *_, last = self.stream(question, session=session, policy=policy, as_of=as_of, trace=trace)
        assert isinstance(last, Answer)
        return last

    def stream(
        self,
        question: str,
        *,
        session: str | None = None,
        policy: str | None = None,
        as_of: date | None = None,
        trace: bool = False,
    ) -> Iterator[Stage | Sentence | Answer]:
        """The same, as it comes: stages, sentences that have passed the guard, and last the whole Answer.

        BadInput for an empty or absurdly long question and an unknown policy, before anything else is given.
        """
        if not question.strip():
            raise BadInput("question: 是空的；请写出要问的话")
        if len(question) > LONGEST_QUESTION:
            raise BadInput(f"question: 有 {len(question)} 个字；最多 {LONGEST_QUESTION} 个")
        chosen = which(policy, self.corpus) if policy else None
        conversation = self._parts.memory.conversation(session) if session else Conversation(session="")
        return self._stream(question, conversation, chosen, as_of or date.today(), trace)

    def _stream(
        self, question: str, conversation: Conversation, policy: str | None, as_of: date, trace: bool
    ) -> Iterator[Stage | Sentence | Answer]:
        from assistant.turns import answer_offline, answered
        from prompts import versions

        started = time.monotonic()
        meaning = self._read(question, conversation, policy, as_of)
        asked = self._asked(question, conversation, policy, as_of, meaning)
        steps: list[dict[str, Any]] = [{"step": "meaning", **meaning.model_dump(mode="json", exclude_defaults=True)}]
        chat = None
        if not self.settings.offline:
            steps.append({"step": "prompts", "model": self.settings.chat_model, "versions": versions()})
            chat = self._with_chat_model(asked)
        answer = yield from answered(chat, answer_offline(self._parts.offline_agent, self._parts.guard, asked), steps)
        answer.elapsed_ms = round((time.monotonic() - started) * 1000)
        answer.trace = steps if trace else None
        if conversation.session:
            self._parts.memory.add(conversation.session, question, answer, meaning.profile)
            self._prune_once()
        yield answer

    def check(self, profile: Any, as_of: date | None = None) -> Result | list[Result]:
        """The verdict on a profile; a list when policy or level is left out, or for a list of profiles."""
        from assistant.eligibility import check

        return check(profile, self.corpus, as_of or date.today())

    def look_up(self, reference: str, as_of: date | None = None) -> LookUp:
        """The clauses that a reference means, as people write it."""
        return look_up(reference, self.corpus, as_of or date.today())

    def search(self, query: str, policy: str | None = None, k: int = 10) -> list[Hit]:
        """Clauses nearest to the query, best first."""
        if not query.strip():
            raise BadInput("query: 是空的；请写出要找的内容")
        if not 1 <= k <= 100:
            raise BadInput("k: 应为 1 到 100")
        return self._parts.index.search(query, k=k, policy=which(policy, self.corpus) if policy else None)

    def compare(
        self,
        policies: Sequence[str],
        levels: Sequence[str] = (),
        kinds: Sequence[str] | None = None,
        as_of: date | None = None,
    ) -> Comparison:
        """Documents × levels side by side, one row for each kind of condition (left out: every kind)."""
        from assistant.comparison import compare

        return compare(policies, levels, kinds, self.corpus, as_of or date.today())

    def new_session(self) -> str:
        """A session id that cannot be guessed."""
        from assistant.memory import Memory

        return Memory.new_session()

    def sessions(self, limit: int = 100, owner: str = "") -> list[SessionSummary]:
        """The conversations kept here, last used first; with an owner, those whose id is `owner.something`."""
        return self._parts.memory.sessions(limit, owner)

    def conversation(self, session: str) -> Conversation:
        """A conversation with its facts; an unknown session is an empty one."""
        return self._parts.memory.conversation(session)

    def forget(self, session: str) -> None:
        """Deletes a conversation, its facts and its ratings."""
        self._parts.memory.forget(session)

    def profile(self, session: str) -> dict[str, Any]:
        """The facts that the person has told in this session."""
        return self._parts.memory.conversation(session).facts

    def set_profile(self, session: str, facts: Mapping[str, Any]) -> None:
        """Puts these facts in place of those kept ({} deletes them); BadInput where a fact is not acceptable."""
        from assistant.eligibility import Profile

        if facts:
            try:
                Profile.model_validate(dict(facts))
            except ValueError as error:
                raise BadInput(f"profile: {error}") from None
        self._parts.memory.set_facts(session, facts)

    def rate(self, session: str, turn: int, vote: Vote, reason: str = "") -> None:
        """Keeps what a person thought of an answer, on this machine."""
        self._parts.memory.rate(session, turn, vote, reason)

    def feedback(self) -> list[dict[str, Any]]:
        """The rated questions in the form of the answer evaluation, to be filled in by an editor."""
        from assistant.evaluation import as_known_question

        listed = []
        for session, turn in list(self._parts.memory.rated()):
            before = [t.question for t in self._parts.memory.conversation(session).turns if t.number < turn.number]
            listed.append(as_known_question(turn, before))
        return listed

    def prepare(self) -> None:
        """Loads everything a first question needs, so that it is not the one who waits."""
        self._parts.index.search("职称", k=1)
        self._parts.offline_agent  # noqa: B018
        self._parts.guard  # noqa: B018
        if not self.settings.offline:
            self._parts.chat_agent  # noqa: B018

    def close(self) -> None:
        """Closes the index and the store of conversations; the object is of no use afterwards."""
        self._parts.close()

    def _read(self, question: str, conversation: Conversation, policy: str | None, as_of: date) -> Question:
        from assistant.questions import read_question

        return read_question(
            question,
            self.corpus,
            as_of,
            policy=policy,
            earlier=[t.question for t in conversation.turns[-REMEMBERED_TURNS:]],
            facts=conversation.facts,
        )

    def _asked(
        self, question: str, conversation: Conversation, policy: str | None, as_of: date, meaning: Question
    ) -> Asked:
        from assistant.desk import Desk
        from assistant.turns import Asked
        from index import Filters

        context = TurnContext(
            today=date.today(),
            as_of=as_of,
            policy=policy,
            facts=conversation.facts,
            earlier=[_earlier(turn.question, turn.answer) for turn in conversation.turns[-REMEMBERED_TURNS:]],
            policies=[] if self.settings.offline else self._catalogue(as_of),
        )
        prefer = Filters(
            policies=frozenset(meaning.policy_ids),
            sections=tuple(level.title for level in meaning.levels if level.title) + meaning.kinds,
        )
        said = "。".join(t.question for t in conversation.turns) + json.dumps(conversation.facts, ensure_ascii=False)
        desk = Desk(
            corpus=self.corpus, search=self._parts.index.search, as_of=as_of, policy=policy, prefer=prefer,
            facts=conversation.facts, said=f"{question}。{said}",
        )  # fmt: skip

        def new_desk() -> Desk:
            return replace(desk, clauses=[], results=[], decided=[], trace=[], stopped=threading.Event())

        return Asked(question=question, context=context, new_desk=new_desk, said=said, days=(as_of, meaning.day))

    def _with_chat_model(self, asked: Asked) -> Any:
        from assistant.turns import Outcome, answer_with, explained

        try:
            model, agent = self._parts.chat_model, self._parts.chat_agent
        except Exception as error:
            return _given(Outcome(None, asked.new_desk(), explained(error)))
        name, timeout = self.settings.chat_model, self.settings.chat_timeout
        return answer_with(model, agent, self._parts.guard, asked, name, timeout)

    def _catalogue(self, as_of: date) -> list[dict[str, Any]]:
        return [
            {"title": p.title, "number": p.number, "status": p.status_on(as_of).status, "region": p.region}
            for p in self.corpus.policies.values()
        ]

    def _prune_once(self) -> None:
        """Old conversations go when a process keeps its first new one."""
        if not self._pruned:
            self._pruned = True
            self._parts.memory.prune(self.settings.session_life)


def _earlier(question: str, answer: Answer) -> EarlierTurn:
    levels = [str(r["level"]) for r in answer.eligibility if r.get("level")]
    return EarlierTurn(
        question=question,
        answer=answer.answer,
        kind=answer.kind,
        policies=list(dict.fromkeys(c.policy_id for c in answer.citations)),
        levels=list(dict.fromkeys(levels)),
        clauses=[c.clause_id for c in answer.citations],
    )


def _given(outcome: Any) -> Any:
    """A way of answering that had its outcome before it began."""
    yield from ()
    return outcome
