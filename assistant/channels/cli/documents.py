"""tiaowen clause, search, corpus ..., index ...: the documents and where they are found."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.channels.cli.printing import AsOf, Json, PolicyOption, print_json, progress, write
from assistant.settings import load_settings
from corpus import load_corpus
from corpus.errors import BadInput
from corpus.names import which
from corpus.references import printed_path

if TYPE_CHECKING:
    from index import Status


def register(app: typer.Typer) -> None:
    """Adds these commands."""
    app.command("clause")(clause)
    app.command("search")(search)
    corpus_app = typer.Typer(help="文件库：导出、规则覆盖情况、转换", no_args_is_help=True)
    corpus_app.command("export")(export)
    corpus_app.command("coverage")(coverage)
    corpus_app.command("convert")(convert)
    app.add_typer(corpus_app, name="corpus")
    index_app = typer.Typer(help="检索索引：建立、状态、核验", no_args_is_help=True)
    index_app.command("build")(build)
    index_app.command("status")(status)
    index_app.command("verify")(verify)
    app.add_typer(index_app, name="index")


def clause(
    reference: Annotated[str, typer.Argument(help="条款编号或写法，如“17号文 附件 四（四）2”")],
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """查条款：按编号或人们的写法。"""
    from assistant.assistant import Assistant

    assistant = Assistant()
    found = assistant.look_up(reference, as_of=as_of)
    if json:
        print_json({"matches": [match.model_dump(mode="json") for match in found.matches]})
        return
    if not found.matches:
        write(found.hint)
    for match in found.matches:
        number = f"（{match.document_number}）" if match.document_number else ""
        place = printed_path(assistant.corpus.clause(match.clause_id))
        write(f"《{match.policy_title}》{number}{place}　{match.status}\n{match.clause_id}")
        if match.status_note:
            write(f"※ {match.status_note}")
        if match.in_force_until:
            write(f"※ 本条办理期限至 {match.in_force_until}")
        write(match.full_text + "\n")


def search(
    query: Annotated[str, typer.Argument(help="要找的内容")],
    policy: PolicyOption = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="最多几条")] = 10,
    json: Json = False,
) -> None:
    """按意思找条款。"""
    from assistant.assistant import Assistant

    hits = Assistant().search(query, policy=policy, k=k)
    if json:
        fields = ("clause_id", "policy_id", "score", "path", "text")
        print_json({"results": [{name: getattr(hit, name) for name in fields} for hit in hits]})
        return
    for hit in hits:
        write(f"{hit.score:.3f}  {hit.clause_id}\n       {hit.text[:120]}")


def export(policy: PolicyOption = None) -> None:
    """导出条款，每行一个 JSON。"""
    corpus = load_corpus(load_settings().policies)
    for one in corpus.walk(which(policy, corpus) if policy else None):
        print_json(
            {
                "clause_id": one.id,
                "policy_id": one.policy_id,
                "parent_id": one.parent_id,
                "label": one.label,
                "heading": one.heading,
                "text": one.text,
            }
        )


def coverage(policy: PolicyOption = None, json: Json = False) -> None:
    """每份有规则的文件，逐条列出是已写成规则、由评委判断，还是不属于条件。"""
    from assistant.eligibility import coverage as register_of

    corpus = load_corpus(load_settings().policies)
    wanted = which(policy, corpus) if policy else None
    rows = [row for row in register_of(corpus) if wanted in (None, row.policy_id)]
    if json:
        print_json([row.model_dump(mode="json") for row in rows])
        return
    for row in rows:
        write(f"{row.mark:<6}  {row.clause_id}")


def convert(
    file: Annotated[Path, typer.Argument(help="Word、PDF、HTML 或文本文件")],
    folder: Annotated[Path, typer.Argument(help="新政策的文件夹，文件夹名即编号")],
) -> None:
    """把文件转成 policy.md 初稿，供人对照原文校读。"""
    from corpus.conversion import convert as convert_file

    target = folder / "policy.md"
    if target.exists():
        raise BadInput(f"folder: {target} 已存在，不会覆盖")
    text = convert_file(file)
    folder.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    write(f"已生成 {target}；请对照原文校读，并补全开头各项")


def build() -> None:
    """建立或更新索引。"""
    from index import build_index

    settings = load_settings()
    with progress("建立索引") as report:
        made = build_index(
            load_corpus(settings.policies),
            settings.data,
            embedding_model=settings.embedding_model,
            chroma_url=settings.chroma_url,
            progress=report,
        )
    write(f"已建立：{made.chunks} 段，其中新算向量 {made.embedded} 段；句向量模型 {made.embedding}")


def status(json: Json = False) -> None:
    """索引的状态。"""
    from index import index_status

    settings = load_settings()
    _show_status(index_status(load_corpus(settings.policies), settings.data, settings.chroma_url), json)


def verify(json: Json = False) -> None:
    """核验索引是否完好、是否与文件一致。"""
    from index import verify_index

    settings = load_settings()
    _show_status(verify_index(load_corpus(settings.policies), settings.data, settings.chroma_url), json)


def _show_status(found: "Status", json: bool) -> None:
    if json:
        print_json(asdict(found))
        return
    for name, value in asdict(found).items():
        write(f"{name}: {value}")
