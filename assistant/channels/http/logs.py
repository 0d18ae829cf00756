"""Logs as lines of JSON on standard error, without what anybody said.

Of an error the class and the lines of code are written, not its message, since that may quote a question.
"""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

REQUEST_ID: ContextVar[str | None] = ContextVar("request_id", default=None)


class JsonLines(logging.Formatter):
    """A log record as one line of JSON. Fields given as `extra={"fields": {…}}` stand beside the message."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request_id": REQUEST_ID.get(),
        }
        fields = getattr(record, "fields", None)
        if fields is None and not record.exc_info:
            line["message"] = record.getMessage()
        line.update(fields or {})
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__qualname__
            line["at"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(record.exc_info[2])[-8:]]
        return json.dumps({k: v for k, v in line.items() if v is not None}, ensure_ascii=False)


def log_as_json() -> None:
    """Send every logger of this process to standard error as JSON lines, warnings and up, our own from info."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    # libraries that set a level of their own (bm25s: debug) would pass the root's
    handler.addFilter(lambda record: record.levelno >= logging.WARNING or record.name.startswith("tiaowen"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(True)
    logging.getLogger("tiaowen").setLevel(logging.INFO)
