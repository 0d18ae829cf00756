"""The HTTP service. `create_app` for tests and other servers, `serve` for the command."""

from assistant.channels.http.app import create_app, serve

__all__ = ["create_app", "serve"]
