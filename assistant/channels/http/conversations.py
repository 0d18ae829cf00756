"""Which session a list of messages goes on with.

OpenAI's protocol keeps nothing on the server: each request brings the whole conversation. `Assistant` keeps sessions.
So the messages up to a reply name the session that gave the reply; where that is not known here (another process,
a restart, an edited or regenerated turn) the questions so far are asked again in a new session.
"""

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Sequence

from assistant.assistant import Assistant

Message = tuple[str, str]  # role, text
REMEMBERED = 4096  # conversations; some 200 bytes each
ASKED_AGAIN = 6  # earlier questions, the last ones, when a session must be made anew


class Conversations:
    """The sessions behind the conversations that clients of OpenAI's protocol hold."""

    def __init__(self) -> None:
        self._sessions: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def session(self, assistant: Assistant, client: str, earlier: Sequence[Message]) -> str:
        """A session in which `earlier` has been said and nothing else."""
        with self._lock:
            # taken out: a second reply to the same messages is a branch, and must not see the first
            known = self._sessions.pop(_name(client, earlier), None)
        if known:
            return known
        session = f"openai:{client}:{assistant.new_session()}"
        questions = [text for role, text in earlier if role == "user"]
        for question in questions[-ASKED_AGAIN:]:
            assistant.ask(question, session=session)
        return session

    def remember(self, session: str, client: str, said: Sequence[Message]) -> None:
        """That `said`, ending in our reply, is what `session` holds."""
        with self._lock:
            self._sessions[_name(client, said)] = session
            if len(self._sessions) > REMEMBERED:
                self._sessions.popitem(last=False)


def _name(client: str, said: Sequence[Message]) -> str:
    turns = [(role, text.strip()) for role, text in said if role in ("user", "assistant")]
    return hashlib.sha256(json.dumps([client, turns]).encode()).hexdigest()
