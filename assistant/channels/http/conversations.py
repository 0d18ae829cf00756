"""Which session a list of messages goes on with.

OpenAI's protocol keeps nothing on the server: each request brings the whole conversation. `Assistant` keeps sessions.
So the messages up to a reply name the session that gave the reply; where that is not known here (another process,
a restart, an edited or regenerated turn) the questions so far are asked again in a new session, offline whatever model
is set: what a follow-up leans on is their meaning, and nobody should wait for six answers of a language model.
"""

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property

from assistant.assistant import Assistant
from assistant.channels.http.fields import LONGEST_QUESTION

Message = tuple[str, str]  # role, text
REMEMBERED = 4096  # conversations; some 200 bytes each
ASKED_AGAIN = 6  # earlier questions, the last ones, when a session must be made anew


class Conversations:
    """The sessions behind the conversations that clients of OpenAI's protocol hold."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._sessions: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def session(self, client: str, earlier: Sequence[Message]) -> str:
        """A session in which `earlier` has been said and nothing else."""
        with self._lock:
            # taken out: a second reply to the same messages is a branch, and must not see the first
            known = self._sessions.pop(_name(client, earlier), None)
        if known:
            return known
        session = f"openai:{client}:{self._assistant.new_session()}"
        questions = [text for role, text in earlier if role == "user" and 0 < len(text.strip()) <= LONGEST_QUESTION]
        for question in questions[-ASKED_AGAIN:]:
            self._offline.ask(question, session=session)
        return session

    def remember(self, session: str, client: str, said: Sequence[Message]) -> None:
        """That `said`, ending in our reply, is what `session` holds."""
        with self._lock:
            self._sessions[_name(client, said)] = session
            if len(self._sessions) > REMEMBERED:
                self._sessions.popitem(last=False)

    @cached_property
    def _offline(self) -> Assistant:
        settings = self._assistant.settings
        return self._assistant if settings.offline else Assistant(settings.model_copy(update={"chat_model": "offline"}))

    def close(self) -> None:
        """Closes what was opened here for asking again."""
        if self.__dict__.get("_offline", self._assistant) is not self._assistant:
            self._offline.close()


def _name(client: str, said: Sequence[Message]) -> str:
    turns = [(role, text.strip()) for role, text in said if role in ("user", "assistant")]
    return hashlib.sha256(json.dumps([client, turns]).encode()).hexdigest()
