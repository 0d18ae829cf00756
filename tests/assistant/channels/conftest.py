"""One assistant for all tests here, on a data folder of its own, offline."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import Settings, load_settings

from .stand_in import StandIn

PUBLIC = "https://policies.example/clauses"


@pytest.fixture(autouse=True)
def nothing_set_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the person who runs the tests reaches them."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"TIAOWEN_{name.upper()}", raising=False)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(data=tmp_path / "data", public_url=PUBLIC, chat_timeout=5)


@pytest.fixture
def stand_in(settings: Settings) -> StandIn:
    return StandIn(settings)


@pytest.fixture(scope="session")
def face(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Assistant"]:  # noqa: F821
    """The real one."""
    from assistant.assistant import Assistant

    assistant = Assistant(load_settings(data=tmp_path_factory.mktemp("data"), public_url=PUBLIC))
    yield assistant
    assistant.close()
