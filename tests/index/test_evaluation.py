"""`tiaowen eval retrieval` on a set in the BEIR layout."""

import json
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import BadInput
from index.evaluation import evaluate, interval, table

DOCUMENTS = {"d1": "车船税的滞纳金", "d2": "电子劳动合同的订立", "d3": "养蜂补贴每箱80元"}
QUESTIONS = {"q1": "滞纳金", "q2": "电子合同怎么签", "q3": "没有答案的问题"}
ANSWERS = {"q1": "d1", "q2": "d2"}


def test_the_report_has_every_measure_of_every_system(tmp_path: Path) -> None:
    report = evaluate(_write(tmp_path))
    assert (report["documents"], report["queries"]) == (3, 2)
    for system in ("hybrid", "bm25", "dense"):
        assert {"ndcg@10", "mrr@10", "recall@1", "recall@100", "query_ms_median", "query_ms_p95"} <= set(report[system])
    assert report["bm25"]["recall@1"] == report["bm25"]["mrr@10"] == report["bm25"]["ndcg@10"] == 1.0
    assert report["index_seconds"] > 0
    assert report["peak_mb"] > 0
    assert "hybrid" in table(report)


def test_a_title_is_searched_too(tmp_path: Path) -> None:
    folder = _write(tmp_path)
    (folder / "corpus.jsonl").write_text('{"_id": "d1", "title": "滞纳金", "text": "按日加收"}\n', encoding="utf-8")
    assert evaluate(folder)["bm25"]["recall@1"] == 0.5


@pytest.mark.parametrize("lost", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_folder_in_another_layout_is_refused(tmp_path: Path, lost: str) -> None:
    folder = _write(tmp_path)
    (folder / lost).unlink()
    with pytest.raises(BadInput, match=Path(lost).name):
        evaluate(folder)


def test_the_interval_of_a_sure_difference_excludes_zero() -> None:
    low, high = interval(np.array([0.1, 0.2, 0.15, 0.05] * 20))
    assert 0 < low < 0.125 < high


def _write(folder: Path) -> Path:
    (folder / "qrels").mkdir()
    documents = [{"_id": d, "title": "", "text": text} for d, text in DOCUMENTS.items()]
    questions = [{"_id": q, "text": text} for q, text in QUESTIONS.items()]
    for name, rows in (("corpus", documents), ("queries", questions)):
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    answers = "\n".join(f"{q}\t{d}\t1" for q, d in ANSWERS.items())
    (folder / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{answers}\n", encoding="utf-8")
    return folder
