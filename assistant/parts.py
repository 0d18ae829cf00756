"""The heavy things behind the face, each made once, when it is first needed, and shared by all threads.

Documents, index, store of conversations, guard, agents. Knows the settings; answers nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from corpus import Corpus, load_corpus

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.grounding import Guard
    from assistant.memory import Memory
    from assistant.settings import Settings
    from index import Index

Made = TypeVar("Made")


class Parts:
    """What one assistant is made of."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._made: dict[str, Any] = {}
        self._making = threading.RLock()

    @property
    def corpus(self) -> Corpus:
        """The documents: those shipped, and those of TIAOWEN_POLICIES."""
        return self._once("corpus", lambda: load_corpus(self.settings.policies))

    @property
    def index(self) -> Index:
        """The index of the corpus, built if it is not there or no longer fits."""

        def opened() -> Index:
            from index import open_index

            s = self.settings
            return open_index(
                self.corpus,
                s.data,
                embedding_model=s.embedding_model,
                reranker_model=s.reranker_model,
                chroma_url=s.chroma_url,
            )

        return self._once("index", opened)

    @property
    def memory(self) -> Memory:
        """The conversations."""

        def opened() -> Memory:
            from assistant.memory import open_memory

            return open_memory(self.settings.data, self.settings.memory_url)

        return self._once("memory", opened)

    @property
    def guard(self) -> Guard:
        """The judge of what may be said."""

        def made() -> Guard:
            from assistant.grounding import Guard

            return Guard(self.corpus)

        return self._once("guard", made)

    @property
    def offline_agent(self) -> Any:
        """The agent around our own model, which has no weights."""

        def built() -> Any:
            from assistant.agent import build_agent
            from assistant.offline.model import OfflineChatModel

            return build_agent(OfflineChatModel(corpus=self.corpus), self.settings.chat_rounds)

        return self._once("offline_agent", built)

    @property
    def chat_model(self) -> BaseChatModel:
        """The configured model; raises what LangChain or our settings have against it."""

        def reached() -> BaseChatModel:
            from assistant.chat_model import chat_model

            return chat_model(self.settings)

        return self._once("chat_model", reached)

    @property
    def chat_agent(self) -> Any:
        """The agent around the configured model."""

        def built() -> Any:
            from assistant.agent import build_agent

            return build_agent(self.chat_model, self.settings.chat_rounds)

        return self._once("chat_agent", built)

    def close(self) -> None:
        """Closes what was opened; nothing here is of use afterwards."""
        for name in ("index", "memory"):
            if opened := self._made.pop(name, None):
                opened.close()

    def _once(self, name: str, make: Callable[[], Made]) -> Made:
        with self._making:
            if name not in self._made:
                self._made[name] = make()
            return cast(Made, self._made[name])
