"""Tables as rows: .xlsx and .csv in and out. What people typed goes back as text, never as a formula."""

import csv
import io
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import BadInput

MAX_ROWS = 100_000
_MAX_UNPACKED = 300_000_000
# A spreadsheet takes a CSV cell that begins with one of these for a formula.
_FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


def read_rows(path: Path) -> Iterator[Sequence[Any]]:
    """The rows of the first sheet, the heads first. Raises BadInput where the file is no table."""
    if not path.is_file():
        raise BadInput(f"PROFILE：没有文件 {path}；须为 .xlsx 或 .csv 表格")
    return _xlsx_rows(path) if path.suffix.lower() == ".xlsx" else _csv_rows(path)


def _xlsx_rows(path: Path) -> Iterator[Sequence[Any]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MAX_UNPACKED:
                raise BadInput(f"PROFILE：{path.name} 太大；请分成几个文件")
        book = load_workbook(path, read_only=True, data_only=False)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise BadInput(f"PROFILE：{path.name} 不是可以打开的 .xlsx 表格（{error}）") from None
    try:
        yield from book.worksheets[0].iter_rows(values_only=True)
    finally:
        book.close()


def _csv_rows(path: Path) -> Iterator[Sequence[Any]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError:
            raise BadInput(f"PROFILE：{path.name} 须为 UTF-8 或 GB18030 编码的 .csv") from None
    try:
        for row in csv.reader(io.StringIO(text, newline=""), strict=True):
            # The apostrophe that keeps a cell from being a formula is not part of what was typed.
            yield [c[1:] if c.startswith("'") and c[1:2] in _FORMULA_MARKS else c for c in row]
    except csv.Error as error:
        raise BadInput(f"PROFILE：{path.name} 不是可以读懂的 .csv（{error}）") from None


def write_rows(path: Path, rows: Iterable[Sequence[Any]]) -> None:
    """Writes a table as text cells, whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    os.close(handle)
    part = Path(name)
    try:
        (_write_xlsx if path.suffix.lower() == ".xlsx" else _write_csv)(part, rows)
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _write_xlsx(path: Path, rows: Iterable[Sequence[Any]]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("核查结果")
    sheet.freeze_panes = "A2"

    def cell(value: Any) -> Any:
        text = _printable(value)
        if not text.startswith("="):
            return text or None
        typed = WriteOnlyCell(sheet, value=text)
        typed.data_type = "s"
        return typed

    for row in rows:
        sheet.append([cell(value) for value in row])
    book.save(path)


def _write_csv(path: Path, rows: Iterable[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for row in rows:
            words = [_printable(value) for value in row]
            writer.writerow([f"'{w}" if w.startswith(_FORMULA_MARKS) else w for w in words])


def _printable(value: Any) -> str:
    """A cell's text; control characters that no spreadsheet takes are left out."""
    text = "" if value is None else str(value)
    if len(text) <= 32_000 and text.isprintable():
        return text
    return "".join(c for c in text[:32_000] if c in "\n\t" or ord(c) >= 32)
