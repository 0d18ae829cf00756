"""A person's walk through the pages in a real browser: desktop by day, a phone by night."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

if CHROMIUM is None:
    pytest.skip("no chromium here: apt-get install chromium fonts-noto-cjk", allow_module_level=True)
sync_api = pytest.importorskip("playwright.sync_api", reason="no playwright here: pip install playwright")


@pytest.fixture(scope="module")
def address(data_folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]
    settings = {"TIAOWEN_DATA": str(data_folder), "TIAOWEN_CHAT_MODEL": "offline"}
    quiet = ["--server.headless", "true", "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
    server = subprocess.Popen([*command, *quiet], env=os.environ | settings, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait_until_up(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _wait_until_up(url: str) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=1) as reply:
                if reply.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the pages did not start")


@pytest.fixture(scope="module")
def browser() -> Iterator["sync_api.Browser"]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=["desktop by day", "phone by night"])
def page(request: pytest.FixtureRequest, browser: "sync_api.Browser", address: str) -> Iterator["sync_api.Page"]:
    phone = request.param.startswith("phone")
    context = browser.new_context(
        base_url=address,
        viewport={"width": 390, "height": 844} if phone else {"width": 1280, "height": 860},
        color_scheme="dark" if phone else "light",
        locale="zh-CN",
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("request", lambda sent: sent.url.startswith(("http", "ws")) and _outside(sent.url, address, broken))
    yield page
    context.close()
    assert not broken, "no script fails, and nothing is asked of anybody outside"


def _outside(url: str, address: str, broken: list[str]) -> None:
    if address.partition("//")[2] not in url:
        broken.append(url)


def _fits(page: "sync_api.Page") -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "nothing sticks out sideways"


def _settled(page: "sync_api.Page") -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def test_a_question_its_clause_and_the_way_on(page: "sync_api.Page") -> None:
    page.goto("/")
    _fits(page)
    page.get_by_role("button", name="查条件").click()
    marker = page.locator('[data-testid="stChatMessage"] p a[href^="clauses?clause=beijing-ai"]').first
    marker.wait_for()
    _settled(page)
    marker.focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog")
    assert "满7年" in drawer.locator("article.tw-clause mark").inner_text()
    assert drawer.get_by_text("现行").first.is_visible()
    page.keyboard.press("Escape")
    drawer.wait_for(state="detached")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    _fits(page)
    page.reload()
    messages = page.locator('[data-testid="stChatMessage"]')
    messages.nth(1).wait_for()
    assert messages.count() == 2, "the browser finds its conversation again"


def test_a_clause_by_typing_and_by_address(page: "sync_api.Page") -> None:
    page.goto("/?clause=beijing-fintech-2024:附件2/三/（三）/1")
    page.get_by_role("heading", name="附件2 三（三）1").wait_for()
    assert "/clauses?clause=" in page.url
    box = page.get_by_role("searchbox", name="查条款")
    box.fill("17号文 附件 四（四）2")
    page.locator(".tw-hits a").first.click()
    page.get_by_role("heading", name="附件 四（四）2").wait_for()
    page.go_back()
    page.get_by_role("heading", name="附件2 三（三）1").wait_for()
    _fits(page)


def test_facts_a_decision_and_the_clause_behind_a_line(page: "sync_api.Page") -> None:
    page.goto("/eligibility?policy=beijing-ai&level=助理工程师")
    page.get_by_label("学历或学位").click()
    page.get_by_role("option", name="硕士").click()
    page.get_by_role("button", name="加上这个学历").click()
    page.get_by_text("已有 硕士").first.wait_for()
    _settled(page)
    page.locator('.tw-conditions a[href^="clauses?clause=beijing-ai"]').first.click()
    page.get_by_role("dialog").locator("article.tw-clause").wait_for()
    _fits(page)
    page.keyboard.press("Escape")


@pytest.mark.parametrize("path", ["comparison", "batch", "library"])
def test_every_other_page_opens_and_fits(page: "sync_api.Page", path: str) -> None:
    page.goto(f"/{path}")
    page.locator("h1").wait_for()
    _fits(page)
    assert page.get_by_text("没能显示出来").count() == 0
