"""tiaowen ask, check: questions and profiles."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.channels.cli.printing import AsOf, Json, PolicyOption, _day, print_json, read_json_lines, write
from corpus.errors import BadInput
from corpus.references import cite, printed_path

if TYPE_CHECKING:
    from assistant.eligibility.roadmap import Step
    from assistant.models import Answer
    from corpus import Corpus


def register(app: typer.Typer) -> None:
    """Adds these commands."""
    app.command("ask")(ask)
    app.command("check")(check)


def ask(
    question: Annotated[str | None, typer.Argument(help="问题，用平常的话")] = None,
    policy: PolicyOption = None,
    as_of: AsOf = None,
    session: Annotated[str | None, typer.Option("--session", metavar="ID", help="接着哪次会话说")] = None,
    trace: Annotated[bool, typer.Option("--trace", help="附上问题走过的每一步")] = False,
    batch: Annotated[Path | None, typer.Option("--batch", metavar="FILE", help="JSON Lines，每行一问")] = None,
    json: Json = False,
) -> None:
    """提问：答案逐句有条款出处。"""
    if (question is None) == (batch is None):
        raise BadInput("question: 请给出一个问题，或用 --batch 给出一个问题文件（二选一）")
    from assistant.assistant import Assistant

    if batch is not None:
        requests = list(_requests(batch))
        assistant = Assistant()
        for request_id, request in requests:
            reply = assistant.ask(**request, trace=trace)
            print_json({"id": request_id, **_reply(reply)})
        return
    assistant = Assistant()
    reply = assistant.ask(question or "", policy=policy, as_of=as_of, session=session, trace=trace)
    if json:
        print_json(_reply(reply))
    else:
        _show(reply, assistant.corpus)


def _requests(batch: Path) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Checked as a whole before the first is asked, so that a mistake in line 90 costs nothing."""
    accepted = {"id", "question", "session", "as_of", "policy"}
    for number, row in enumerate(read_json_lines(batch, "--batch"), 1):
        if unknown := set(row) - accepted:
            raise BadInput(
                f"--batch: 第 {number} 问有不认识的 {'、'.join(sorted(unknown))}；可用 {'、'.join(sorted(accepted))}"
            )
        for name in ("question", "session", "policy", "as_of"):
            if row.get(name) is not None and not isinstance(row[name], str):
                raise BadInput(f"--batch: 第 {number} 问的 {name} 应为文字")
        if not row.get("question"):
            raise BadInput(f"--batch: 第 {number} 问缺少 question")
        day: date | None = _day(row["as_of"]) if row.get("as_of") else None
        request = {name: row.get(name) for name in ("question", "session", "policy")}
        yield row.get("id"), {**request, "as_of": day}


def _reply(answer: "Answer") -> dict[str, Any]:
    """The contract's JSON; the trace only where it was asked for."""
    return answer.model_dump(mode="json", exclude={"trace"} if answer.trace is None else set())


def _show(answer: "Answer", corpus: "Corpus") -> None:
    write(answer.answer + "\n")
    for citation in answer.citations:
        number = f"（{citation.document_number}）" if citation.document_number else ""
        place = printed_path(corpus.clause(citation.clause_id))
        write(f"[{citation.marker}] 《{citation.policy_title}》{number}{place}　{citation.status}")
        write(f"    “{citation.quote}”")
    for step in answer.trace or []:
        write(f"· {step}")


def check(
    profile: Annotated[str | None, typer.Argument(help="JSON 或 YAML 文件，- 为标准输入；.xlsx、.csv 为批量")] = None,
    as_of: AsOf = None,
    template: Annotated[Path | None, typer.Option("--template", metavar="FILE", help="生成批量核查的空表")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="批量结果写到哪里")] = None,
    json: Json = False,
) -> None:
    """资格核查：能不能申报，差什么，哪一天可以。"""
    from assistant import eligibility

    if template is not None:
        eligibility.write_template(template)
        write(f"已生成 {template}")
        return
    if profile is None:
        raise BadInput("PROFILE：请给出 JSON 或 YAML 文件，- 为标准输入，或用 --template 生成批量空表")
    from assistant.assistant import Assistant

    assistant = Assistant()
    if profile.lower().endswith((".xlsx", ".csv")):
        source = Path(profile)
        target = out or source.with_name(f"{source.stem}-核查结果{source.suffix}")
        counts = eligibility.batch_check(source, target, assistant.corpus, as_of or date.today())
        write(f"已核查 {counts.rows} 行，{counts.bad} 行有误，结果在 {target}")
        return
    text = sys.stdin.buffer.read(eligibility.MAX_BYTES + 1) if profile == "-" else Path(profile)
    given = eligibility.read_profiles(text)
    result = assistant.check(given, as_of=as_of)
    results = result if isinstance(result, list) else [result]
    if json:
        dumped = [one.model_dump(mode="json") for one in results]
        print_json(dumped if isinstance(result, list) else dumped[0])
        return
    for one in results:
        write(eligibility.render(one) + "\n")
    if isinstance(given, Mapping) and given.get("level") is None and given.get("facts") is None:
        _show_roadmap(eligibility.roadmap(given, assistant.corpus, as_of or date.today()), assistant.corpus)


def _show_roadmap(steps: "Sequence[Step]", corpus: "Corpus") -> None:
    """When each level opens if work goes on, and by which clause."""
    write("**晋升路线**（继续从事本专业工作，只看学历和专业工作经历）")
    for step in steps:
        when = "现在" if step.open_now else step.opens.isoformat() if step.opens else "时间上达不到"
        place = f"（{cite(corpus.clause(step.clause_id), corpus)}）" if step.clause_id else ""
        assumed = f"，以先取得{step.assumes}为前提" if step.assumes else ""
        lacks = f"：{step.lacks}" if step.lacks and not step.open_now else ""
        write(f"- {step.ladder} {step.level}　{when}{lacks}{assumed}{place}")
