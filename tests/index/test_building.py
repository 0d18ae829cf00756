"""An index is whole or not there: builds beside the old one, swaps when done, survives being killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import Corpus
from corpus.errors import TiaowenError
from index import Index, build_index, index_status, verify_index
from index.dense import batches, sync_threshold
from index.errors import BrokenIndex, OtherModel, UnusableDataFolder
from tests.index.conftest import ARTICLES

Make = Callable[..., Corpus]
Open = Callable[..., Index]

BUILDER = """
import sys
from pathlib import Path
from corpus import load_corpus
from index import build_index
print("started", flush=True)
build_index(load_corpus(), Path(sys.argv[1]), progress=lambda done, total: print("built", done, flush=True))
print("done", flush=True)
"""


def test_the_first_search_builds_the_index_and_the_next_opens_it(
    small_corpus: Make, tmp_path: Path, opened: Open
) -> None:
    corpus, seen = small_corpus(), []
    first = opened(corpus, tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert first.search("补贴多少钱", k=1)[0].clause_id == "bees-2025:第二条"
    assert seen[-1][0] == seen[-1][1] == 4
    opened(corpus, tmp_path, progress=lambda *_: pytest.fail("built again"))


def test_only_what_changed_is_embedded_again_and_a_removed_clause_leaves(
    small_corpus: Make, tmp_path: Path, opened: Open
) -> None:
    build_index(small_corpus(), tmp_path)
    edited = small_corpus(ARTICLES[0], "第二条 养蜂员每箱蜂每年补贴90元。")
    index = opened(edited, tmp_path)
    assert index_status(edited, tmp_path).embedded == 1
    assert "90元" in index.search("补贴多少钱", k=1)[0].text
    assert all(hit.clause_id != "bees-2025:第三条" for hit in index.search("申请人向所在乡镇提交申请表"))
    assert verify_index(edited, tmp_path).state == "可用"


@pytest.mark.parametrize("size", [2, 1058, 19_999, 30_001, 55_310, 500_000])
def test_the_last_batch_makes_chroma_write_its_graph(size: int) -> None:
    """Else the first question of every process waits until what was not written is built again."""
    unwritten = 0
    for first, end in batches(size):
        unwritten += end - first
        if unwritten >= sync_threshold(size):
            unwritten = 0
    assert unwritten == 0


def test_a_killed_builder_leaves_the_old_index(
    corpus: Corpus, small_corpus: Make, tmp_path: Path, opened: Open
) -> None:
    build_index(small_corpus(), tmp_path)
    for moment in (0.0, 0.3, 0.6, 1.0):
        _kill_a_builder(tmp_path, after_s=moment)
        state = index_status(small_corpus(), tmp_path)
        assert state.state in ("可用", "过期")
        assert state.building is None
        holds = small_corpus() if state.state == "可用" else corpus
        assert verify_index(holds, tmp_path).state == "可用"
    assert opened(corpus, tmp_path).search("车船税滞纳金", k=1)[0].clause_id == "beijing-vehicle-tax-2020:第七条"
    versions = [folder for folder in (tmp_path / "index").iterdir() if folder.is_dir()]
    assert len(versions) <= 2, "what killed builders left is swept up"


def test_a_second_builder_waits_for_the_first(corpus: Corpus, tmp_path: Path) -> None:
    command = [sys.executable, "-c", BUILDER, str(tmp_path)]
    builders = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert all(builder.communicate(timeout=60)[0].endswith("done\n") for builder in builders)
    assert verify_index(corpus, tmp_path).state == "可用"


def test_a_reader_keeps_its_version_while_others_are_built(small_corpus: Make, tmp_path: Path, opened: Open) -> None:
    index = opened(small_corpus(), tmp_path)
    for article in ("第一条 甲。", "第一条 乙。", "第一条 丙。"):
        found = index.search("补贴多少钱", k=1)
        assert found[0].text == "养蜂员每箱蜂每年补贴80元。"
        build_index(small_corpus(article), tmp_path)
    assert index.search("补贴多少钱", k=1) == found
    index.close()
    build_index(small_corpus("第一条 丁。"), tmp_path)
    assert len([folder for folder in (tmp_path / "index").iterdir() if folder.is_dir()]) == 2, "then it goes"


DAMAGES = ["no folder", "no manifest", "garbled database", "no graph", "short rows", "no terms"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_one_clear_error_and_a_build_mends_it(
    small_corpus: Make, tmp_path: Path, damage: str
) -> None:
    corpus = small_corpus()
    build_index(corpus, tmp_path)
    _damage(Path(index_status(corpus, tmp_path).folder), damage)
    with pytest.raises(BrokenIndex, match="tiaowen index build"):
        verify_index(corpus, tmp_path)
    build_index(corpus, tmp_path)
    assert verify_index(corpus, tmp_path).state == "可用"


def test_an_index_of_another_model_is_refused(small_corpus: Make, tmp_path: Path, opened: Open) -> None:
    corpus = small_corpus()
    build_index(corpus, tmp_path)
    with pytest.raises(OtherModel, match="tiaowen index build"):
        opened(corpus, tmp_path, embedding_model="some/other-model")


def test_a_newer_bundled_model_makes_the_index_anew_by_itself(small_corpus: Make, tmp_path: Path, opened: Open) -> None:
    corpus = small_corpus()
    manifest = build_index(corpus, tmp_path)
    older = manifest.model_copy(update={"embedding_fingerprint": "0" * 16})
    folder = Path(index_status(corpus, tmp_path).folder)
    (folder / "manifest.json").write_text(older.model_dump_json(), encoding="utf-8")
    assert index_status(corpus, tmp_path).state == "过期"
    assert opened(corpus, tmp_path).search("补贴")
    assert index_status(corpus, tmp_path).state == "可用"


def test_a_data_folder_that_cannot_be_written_is_named(small_corpus: Make, tmp_path: Path, opened: Open) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(UnusableDataFolder, match=r"TIAOWEN_DATA.*file") as refused:
        opened(small_corpus(), tmp_path / "file")
    assert isinstance(refused.value, TiaowenError)
    assert "\n" not in str(refused.value)


def _kill_a_builder(data: Path, after_s: float) -> None:
    builder = subprocess.Popen([sys.executable, "-c", BUILDER, str(data)], stdout=subprocess.PIPE, text=True)
    assert builder.stdout is not None
    builder.stdout.readline()
    time.sleep(after_s)
    os.kill(builder.pid, signal.SIGKILL)
    builder.communicate()


def _damage(folder: Path, damage: str) -> None:
    import shutil

    if damage == "no folder":
        shutil.rmtree(folder)
    elif damage == "no manifest":
        (folder / "manifest.json").unlink()
    elif damage == "garbled database":
        (folder / "chroma" / "chroma.sqlite3").write_bytes(b"not a database" * 100)
    elif damage == "no graph":
        shutil.rmtree(next(part for part in (folder / "chroma").iterdir() if part.is_dir()))
    elif damage == "short rows":
        (folder / "rows.json").write_text('{"chunk": [], "clause": [], "policy": [], "digest": []}')
    else:
        shutil.rmtree(folder / "lexical")
