"""The one face. Channels and pages speak to `Assistant` and to nothing below it.

Knows the order in which things happen to a question; how each is done stands in the rooms it calls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from assistant.settings import Settings, load_settings
from corpus import load_corpus

if TYPE_CHECKING:
    from assistant.eligibility import Profile, Result
    from corpus import Corpus
    from index import Hit


class Assistant:
    """Answers, decisions, clauses: everything a channel may offer. Safe to share between threads."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or load_settings()

    @property
    def corpus(self) -> Corpus:
        """The documents: those shipped, and those of TIAOWEN_POLICIES."""
        return load_corpus(self.settings.policies)

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
        raise NotImplementedError

    def stream(
        self,
        question: str,
        *,
        session: str | None = None,
        policy: str | None = None,
        as_of: date | None = None,
        trace: bool = False,
    ) -> Iterator[Stage | Sentence | Answer]:
        """The same, as it comes: stages, sentences that have passed the guard, and last the whole Answer."""
        raise NotImplementedError

    def check(self, profile: Mapping[str, Any] | Profile, as_of: date | None = None) -> Result | list[Result]:
        """The verdict on a profile; a list when policy or level is left out."""
        from assistant import eligibility

        return eligibility.check(profile, self.corpus, as_of or date.today())

    def look_up(self, reference: str, as_of: date | None = None) -> LookUp:
        """The clauses that a reference means, as people write it."""
        return look_up(reference, self.corpus, as_of or date.today())

    def search(self, query: str, policy: str | None = None, k: int = 10) -> list[Hit]:
        """Clauses nearest to the query, best first."""
        raise NotImplementedError

    def compare(
        self,
        policies: Sequence[str],
        levels: Sequence[str] = (),
        kinds: Sequence[str] | None = None,
        as_of: date | None = None,
    ) -> Comparison:
        """Documents × levels side by side, one row for each kind of condition (left out: every kind)."""
        raise NotImplementedError

    def new_session(self) -> str:
        """A session id that cannot be guessed."""
        raise NotImplementedError

    def sessions(self, limit: int = 100) -> list[SessionSummary]:
        """The conversations kept here, last used first."""
        raise NotImplementedError

    def conversation(self, session: str) -> Conversation:
        """A conversation with its facts; an unknown session is an empty one."""
        raise NotImplementedError

    def forget(self, session: str) -> None:
        """Deletes a conversation, its facts and its ratings."""
        raise NotImplementedError

    def profile(self, session: str) -> dict[str, Any]:
        """The facts that the person has told in this session."""
        raise NotImplementedError

    def set_profile(self, session: str, facts: Mapping[str, Any]) -> None:
        """Puts these facts in place of those kept ({} deletes them); BadInput where a fact is not acceptable."""
        raise NotImplementedError

    def rate(self, session: str, turn: int, vote: Vote, reason: str = "") -> None:
        """Keeps what a person thought of an answer, on this machine."""
        raise NotImplementedError

    def feedback(self) -> list[dict[str, Any]]:
        """The rated questions in the form of the answer evaluation, to be filled in by an editor."""
        raise NotImplementedError

    def close(self) -> None:
        """Closes the store of conversations; the object is of no use afterwards."""
