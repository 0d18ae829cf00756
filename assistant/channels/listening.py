"""The address that a server listens on, taken before anything else is started."""

import socket

from corpus.errors import BadInput


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; BadInput names the options where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise BadInput(f"--host --port：{host} 的 {port} 端口用不了（{error}）；请换一个端口") from None
