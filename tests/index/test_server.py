"""The same index on a Chroma server, against a real `chroma run` on loopback."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus import Corpus
from index import Index, build_index, index_status, verify_index
from index.errors import UnreachableChroma
from tests.index.conftest import ARTICLES

Make = Callable[..., Corpus]
Open = Callable[..., Index]


def test_an_index_lives_on_a_server(small_corpus: Make, tmp_path: Path, chroma: str, opened: Open) -> None:
    corpus = small_corpus()
    index = opened(corpus, tmp_path / "one", chroma_url=chroma)
    assert index.search("补贴多少钱", k=1)[0].clause_id == "bees-2025:第二条"
    assert verify_index(corpus, tmp_path / "one", chroma_url=chroma).chroma_url == chroma


def test_processes_with_folders_of_their_own_share_what_one_has_embedded(
    small_corpus: Make, tmp_path: Path, chroma: str
) -> None:
    corpus = small_corpus(*ARTICLES, "第四条 同一箱蜂不重复补贴。")
    build_index(corpus, tmp_path / "one", chroma_url=chroma)
    build_index(corpus, tmp_path / "two", chroma_url=chroma)
    assert index_status(corpus, tmp_path / "one", chroma).embedded == 5
    assert index_status(corpus, tmp_path / "two", chroma).embedded == 0


def test_a_retired_version_leaves_the_server(small_corpus: Make, tmp_path: Path, chroma: str) -> None:
    first = build_index(small_corpus("第一条 一。"), tmp_path, chroma_url=chroma).collection
    for article in ("第一条 二。", "第一条 三。"):
        last = build_index(small_corpus(article), tmp_path, chroma_url=chroma).collection
    names = _collections(chroma)
    assert last in names
    assert first not in names


def test_no_server_is_one_clear_line(small_corpus: Make, tmp_path: Path, opened: Open) -> None:
    with pytest.raises(UnreachableChroma, match="TIAOWEN_CHROMA_URL") as refused:
        opened(small_corpus(), tmp_path, chroma_url="http://127.0.0.1:9")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("address", ["localhost", "ftp://127.0.0.1:8000", "http://"])
def test_an_address_that_is_none_is_refused(small_corpus: Make, tmp_path: Path, address: str, opened: Open) -> None:
    with pytest.raises(UnreachableChroma, match="应形如"):
        opened(small_corpus(), tmp_path, chroma_url=address)


def _collections(url: str) -> set[str]:
    from index.dense import Chroma

    chroma = Chroma(url)
    names = {collection.name for collection in chroma._client.list_collections()}
    chroma.close()
    return names


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    command = shutil.which("chroma", path=str(Path(sys.executable).parent)) or "chroma"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    run = [command, "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(folder)]
    server = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("chroma run did not start")
