"""tiaowen eval ...: how good retrieval, answers and the guard are, on files of known answers."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.channels.cli.printing import Json, print_json, progress, write
from assistant.settings import load_settings

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="BEIR 格式的文件夹")]
Known = Annotated[Path, typer.Argument(metavar="FILE", help="已知答案的问题或句子，JSON Lines")]


def register(app: typer.Typer) -> None:
    """Adds these commands."""
    evaluations = typer.Typer(help="评测：检索、回答、出处把关", no_args_is_help=True)
    evaluations.command("retrieval")(retrieval)
    evaluations.command("answers")(answers)
    evaluations.command("grounding")(grounding)
    app.add_typer(evaluations, name="eval")


def retrieval(folder: Folder, json: Json = False) -> None:
    """检索：nDCG、MRR、召回率、用时。"""
    from index.evaluation import evaluate, table

    settings = load_settings()
    with progress("建立索引") as bar:
        report = evaluate(
            folder, embedding_model=settings.embedding_model, chroma_url=settings.chroma_url, progress=bar
        )
    if json:
        print_json(report)
    else:
        write(table(report))


def answers(file: Known, json: Json = False) -> None:
    """回答：按类别的正确率，逐条列出错处。"""
    from assistant.assistant import Assistant
    from assistant.evaluation import evaluate_answers

    report = evaluate_answers(file, Assistant())
    if json:
        print_json(report.model_dump(mode="json"))
    else:
        write(report.render())


def grounding(file: Known, json: Json = False) -> None:
    """把关：没有出处的句子拦下多少，有出处的误拦多少。"""
    from assistant.assistant import Assistant
    from assistant.evaluation import evaluate_grounding

    report = evaluate_grounding(file, Assistant())
    if json:
        print_json(report.model_dump(mode="json"))
    else:
        write(report.render())
