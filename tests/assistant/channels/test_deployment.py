"""What is written down for others to run says what the code does."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.settings import PREFIX, Settings

ROOT = Path(__file__).parents[3]


def load(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name", ["compose.yaml", "Dockerfile", "assistant/channels/README.md", "assistant/channels/slack/README.md"]
)
def test_every_setting_named_there_is_one(name: str) -> None:
    named = re.findall(rf"{PREFIX}[A-Z_]+[A-Z]\b", (ROOT / name).read_text(encoding="utf-8"))
    assert set(named) <= {PREFIX + field.upper() for field in Settings.model_fields}


def test_the_services_wait_for_what_they_need_and_run_with_no_rights() -> None:
    services = load(ROOT / "compose.yaml")["services"]
    for name in ("api", "pages", "slack"):
        assert services[name]["depends_on"] == {
            "chroma": {"condition": "service_healthy"},
            "postgres": {"condition": "service_healthy"},
        }
    for name, service in services.items():
        if name != "postgres":
            assert service["read_only"] and service["cap_drop"] == ["ALL"]


def test_the_image_is_not_run_as_root_and_looks_after_itself() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert "USER 10001" in lines
    assert any(line.startswith("HEALTHCHECK") for line in lines)
