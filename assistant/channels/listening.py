"""A server process: its address, taken before anything else is started, and its end, after which there is more to close."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from corpus.errors import BadInput


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; BadInput names the options where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise BadInput(f"--host --port：{host} 的 {port} 端口用不了（{error}）；请换一个端口") from None


def server(app: Any, patience: int) -> uvicorn.Server:
    """Serves until a signal, then finishes what is being answered, for at most `patience` seconds. Logs as set up."""
    return _Server(
        uvicorn.Config(app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=patience)
    )


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """uvicorn raises the signal again when it is done, which would end the process before anything is closed."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
