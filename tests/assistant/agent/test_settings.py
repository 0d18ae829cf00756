"""Settings: each with its default, and a wrong value named."""

from pathlib import Path

import pytest

from assistant.settings import Settings, load_settings, settings_table
from corpus.errors import BadInput


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv("TIAOWEN_" + name.upper(), raising=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CHAT_TIMEOUT", "soon"),
        ("CHAT_TIMEOUT", "0"),
        ("CHAT_TIMEOUT", "-3"),
        ("CHAT_MODEL", "gpt-4o"),
        ("CHAT_MODEL", "openai:"),
        ("CHAT_BASE_URL", "localhost:8000"),
        ("CHROMA_URL", "chroma"),
        ("MEMORY_URL", "mysql://x"),
        ("POLICIES", "/nowhere/at/all"),
        ("PUBLIC_URL", "tiaowen.example"),
        ("CHAT_ROUNDS", "many"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"TIAOWEN_{name}", value)
    with pytest.raises(BadInput, match=f"TIAOWEN_{name}") as caught:
        load_settings()
    assert "\n" not in str(caught.value)


def test_an_env_file_where_the_command_is_started_counts_and_the_environment_counts_more(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("TIAOWEN_CHAT_TIMEOUT=7\nTIAOWEN_CHAT_MODEL=openai:one\n", encoding="utf-8")
    monkeypatch.setenv("TIAOWEN_CHAT_MODEL", "openai:two")
    assert (load_settings().chat_timeout, load_settings().chat_model) == (7, "openai:two")


def test_empty_means_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIAOWEN_CHAT_BASE_URL", "")
    assert load_settings().chat_base_url is None


def test_several_folders_and_keys_are_told_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    monkeypatch.setenv("TIAOWEN_POLICIES", f"{tmp_path / 'a'}{os.pathsep}{tmp_path / 'b'}")
    monkeypatch.setenv("TIAOWEN_API_KEYS", "one, two")
    settings = load_settings()
    assert settings.policies == (tmp_path / "a", tmp_path / "b")
    assert [k.get_secret_value() for k in settings.api_keys] == ["one", "two"]


def test_the_table_tells_every_setting_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIAOWEN_API_KEYS", "very-secret")
    monkeypatch.setenv("TIAOWEN_MEMORY_URL", "postgresql://me:pass@host/db")
    rows = settings_table(load_settings())
    assert {r["variable"] for r in rows} == {"TIAOWEN_" + name.upper() for name in Settings.model_fields}
    assert all(r["about"] for r in rows)
    assert "very-secret" not in str(rows) and "pass" not in str(rows)
