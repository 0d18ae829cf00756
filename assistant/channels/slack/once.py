"""Each delivery is answered once: Slack sends an event again when it is not sure that we got it."""

import threading
from collections import OrderedDict

REMEMBERED = 10_000  # Slack gives up after an hour; a busy workspace sends some thousands in that time


class Once:
    """Remembers the last deliveries. Safe to share between threads."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def first(self, delivery: str) -> bool:
        """Whether this id has not been here before."""
        with self._lock:
            if delivery in self._seen:
                return False
            self._seen[delivery] = None
            if len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
            return True
