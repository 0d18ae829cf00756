"""What every command shares: the day, the JSON, and reading a file or standard input."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.errors import BadInput


def _day(text: str) -> date:
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadInput(f"--as-of: {text!r} 不是日期；应为 YYYY-MM-DD，例如 2026-11-20")


AsOf = Annotated[date | None, typer.Option("--as-of", parser=_day, metavar="DATE", help="按哪一天判断，默认今天")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]
PolicyOption = Annotated[str | None, typer.Option("--policy", metavar="ID", help="只看这份文件：编号、文号或名称")]


def print_json(value: Any) -> None:
    """One JSON value and a newline on standard output, UTF-8 whatever the terminal's locale."""
    write(json.dumps(value, ensure_ascii=False))


def write(text: str) -> None:
    """A line of output. Lone surrogates, which no UTF-8 file can hold, become `?`."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """A function of (done, all) that draws a bar on standard error; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def read_json_lines(file: Path, option: str) -> list[dict[str, Any]]:
    """The mappings of a JSON-lines file. Raises BadInput that names the option and the line."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{option}: 读不了 {file}（{error}）；应为 UTF-8 的 JSON Lines 文件") from error
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BadInput(f"{option}: 第 {number} 行不是 JSON（{error}）") from error
        if not isinstance(row, dict):
            raise BadInput(f'{option}: 第 {number} 行应为对象，例如 {{"id": "1", "question": "……"}}')
        rows.append(row)
    return rows
