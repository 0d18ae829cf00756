"""The pages run as Streamlit runs them, on the real face with the offline model and a data folder of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.pages.face import face

PATIENCE = 20


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once: the index and the conversations of this test run."""
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session", autouse=True)
def _settings(data_folder: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIAOWEN_DATA", str(data_folder))
        patch.setenv("TIAOWEN_CHAT_MODEL", "offline")
        patch.setenv("TIAOWEN_PUBLIC_URL", "https://tiaowen.example")
        face.clear()
        yield
        face().close()
        face.clear()


def _run_page(name: str) -> None:
    import importlib

    from assistant.pages.page import guarded

    guarded(importlib.import_module(f"assistant.pages.{name}").page)()


@pytest.fixture
def opened() -> Callable[..., AppTest]:
    """Opens a page as a new visitor, with what the address asks for."""

    def open_page(name: str, **query: str) -> AppTest:
        app = AppTest.from_function(_run_page, args=(name,), default_timeout=PATIENCE)
        for key, value in query.items():
            app.query_params[key] = value
        return app.run()

    return open_page


def words(app: AppTest) -> str:
    """Everything that a person can read on the page, but widgets."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "text", "info", "warning", "error", "html", "code")
    return "\n".join(str(each.value if kind != "html" else each.body) for kind in kinds for each in app.get(kind))
