"""Slack. `slack` for the command, `build_app` for tests."""

from assistant.channels.slack.app import build_app
from assistant.channels.slack.transports import slack

__all__ = ["build_app", "slack"]
