"""The embedding models an index can stand on, and how each fails."""

import http.server
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus import Corpus
from index import Index
from index.embeddings import load_model
from index.errors import UnreachableModel
from index.static import FOLDER, StaticEmbeddings

Make = Callable[..., Corpus]
Open = Callable[..., Index]
TEXTS = ["取得中级职称后，从事本专业技术工作满5年", "AI高工 硕士要干几年", "ＡＩ ２０２０ email", "𪚥"]


def test_the_bundled_model_gives_the_vectors_of_sentence_transformers() -> None:
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(FOLDER), device="cpu").encode(TEXTS)
    np.testing.assert_allclose(StaticEmbeddings().encode(TEXTS), theirs, atol=1e-6)


def test_the_bundled_model_is_small_enough_to_ship() -> None:
    assert sum(file.stat().st_size for file in FOLDER.rglob("*")) < 20e6


def test_the_bundled_model_was_trained_on_the_bundled_clauses(corpus: Corpus) -> None:
    """Else its vectors get no weight at home: run `python -m index.model.train` after texts or chunking change."""
    from index.chunks import chunk_corpus

    assert StaticEmbeddings().taught([chunk.text for chunk in chunk_corpus(corpus)]) > 0.95


def test_the_default_path_loads_no_torch(tmp_path: Path, opened: Open) -> None:
    code = (
        "import sys; from pathlib import Path; import index; assert 'chromadb' not in sys.modules;"
        "from corpus import load_corpus; from index import open_index;"
        "open_index(load_corpus(), Path(sys.argv[1])).search('AI高工 硕士要干几年');"
        "assert not {'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, timeout=60)


def test_a_sentence_transformers_folder_is_used_with_its_prompts(
    small_corpus: Make, tmp_path: Path, opened: Open
) -> None:
    model = _tiny_bert(tmp_path / "bert")
    loaded = load_model(model)
    assert loaded.dimension == 16
    query, passage = loaded.embeddings.embed_query("补贴"), loaded.embeddings.embed_documents(["补贴"])[0]
    assert not np.allclose(query, passage), "question and passage have prompts of their own"
    index = opened(small_corpus(), tmp_path / "data", embedding_model=model)
    assert index.search("养蜂员补贴多少钱", k=1)[0].clause_id == "bees-2025:第二条"


def test_a_reranker_orders_the_hits(small_corpus: Make, tmp_path: Path, opened: Open) -> None:
    reranker = _tiny_cross_encoder(tmp_path / "cross")
    index = opened(small_corpus(), tmp_path / "data", reranker_model=reranker)
    scores = [hit.score for hit in index.search("补贴申请", k=3)]
    assert scores == sorted(scores, reverse=True)


def test_a_model_that_is_not_here_fails_at_once_in_one_line() -> None:
    started = time.monotonic()
    with pytest.raises(UnreachableModel, match=r"TIAOWEN_EMBEDDING_MODEL: .*tiaowen index build") as refused:
        load_model("nobody/no-such-model")
    assert "\n" not in str(refused.value)
    assert time.monotonic() - started < 15


def test_a_hub_that_does_not_answer_fails_in_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    started = time.monotonic()
    with pytest.raises(UnreachableModel, match="连不上"):
        load_model("nobody/no-such-model", download=True)
    assert time.monotonic() - started < 15


def test_an_openai_compatible_endpoint_serves(
    small_corpus: Make, tmp_path: Path, endpoint: str, monkeypatch: pytest.MonkeyPatch, opened: Open
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", endpoint)
    monkeypatch.setenv("OPENAI_API_KEY", "test")
    index = opened(small_corpus(), tmp_path, embedding_model="openai:tiny")
    assert index.search("养蜂员补贴多少钱", k=1)[0].clause_id == "bees-2025:第二条"


def test_an_endpoint_that_does_not_answer_fails_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "test")
    with pytest.raises(UnreachableModel, match="openai:tiny 没有应答") as refused:
        load_model("openai:tiny")
    assert "\n" not in str(refused.value)


@pytest.fixture
def endpoint() -> Iterator[str]:
    """The embeddings part of OpenAI's protocol on loopback: a text's vector counts its characters by code."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            vectors = [[float(sum(ord(c) % 8 == n for c in text)) for n in range(8)] for text in asked["input"]]
            data = [{"object": "embedding", "index": n, "embedding": vector} for n, vector in enumerate(vectors)]
            body = json.dumps({"object": "list", "data": data, "model": "tiny", "usage": {}}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


def _bert(folder: Path, labels: int | None) -> None:
    """A BERT of random weights over single characters."""
    import transformers

    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocabulary = {token: n for n, token in enumerate([*marks, *"养蜂员补贴申请表乡镇每箱年元多少钱问文"])}
    tokenizer = transformers.BertTokenizer(vocab=vocabulary)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    config.num_labels = labels or 2
    made = transformers.BertForSequenceClassification if labels else transformers.BertModel
    made(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def _tiny_bert(folder: Path) -> str:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    _bert(folder / "bert", labels=None)
    transformer = Transformer(str(folder / "bert"))
    prompts = {"query": "问", "document": "文"}
    model = SentenceTransformer(modules=[transformer, Pooling(16)], prompts=prompts, device="cpu")
    model.save(str(folder / "model"))
    return str(folder / "model")


def _tiny_cross_encoder(folder: Path) -> str:
    _bert(folder, labels=1)
    return str(folder)
