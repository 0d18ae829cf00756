"""Profiles from JSON or YAML text, safely: bounded size and depth, no aliases, no tags, no key twice.

Dates stay the text that was written, so that 2023-02-30 is refused with the name of its field and not by the parser.
"""

import json
import math
import re
from pathlib import Path
from typing import Any

import yaml

from assistant.eligibility.profile import one_line
from corpus.errors import BadInput

MAX_BYTES = 5_000_000
MAX_DEPTH = 40


def read_profiles(source: Path | str | bytes) -> Any:
    """A file, or the text itself, -> its data. Raises BadInput, in one line, for anything that is not plain data."""
    try:
        return _read(source)
    except BadInput as error:
        raise BadInput(one_line(str(error))) from None


def _read(source: Path | str | bytes) -> Any:
    raw = _bytes(source)
    if len(raw) > MAX_BYTES:
        raise BadInput(f"PROFILE：档案太大，最多 {MAX_BYTES // 1_000_000} MB；人数多时请用 .xlsx 或 .csv")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("PROFILE：档案须为 UTF-8 编码的 JSON 或 YAML") from None
    if not text.strip():
        raise BadInput("PROFILE：档案是空的；须为一组“字段: 值”（JSON 或 YAML）")
    if text.lstrip()[0] in "{[":
        try:
            return _json(text)
        except json.JSONDecodeError as error:
            try:
                return _yaml(text)
            except BadInput:
                raise BadInput(
                    f"PROFILE：JSON 第 {error.lineno} 行第 {error.colno} 列写法有误（{error.msg}）"
                ) from None
    return _yaml(text)


def _bytes(source: Path | str | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    if isinstance(source, str):
        return source.encode("utf-8", "surrogatepass")
    try:
        with source.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(f"PROFILE：读不到 {source}（{error.strerror}）；须为 JSON 或 YAML 文件") from None


def _json(text: str) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in pairs:
            if key in data:
                raise BadInput(f"PROFILE：{key} 写了两次；每个字段只写一次")
            data[key] = value
        return data

    depth = 0
    for mark in re.findall(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text):
        depth += (mark in ("[", "{")) - (mark in ("]", "}"))
        if depth > MAX_DEPTH:
            raise BadInput(f"PROFILE：嵌套太深，最多 {MAX_DEPTH} 层")
    return json.loads(text, object_pairs_hook=once, parse_int=_plain)


_INTEGER = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
    **dict.fromkeys((".inf", ".Inf", ".INF", "-.inf", "-.Inf", "-.INF"), math.inf),
}


def _plain(value: str) -> Any:
    if value in _WORDS:
        return _WORDS[value]
    if _INTEGER.match(value):
        return int(value)
    if _FLOAT.match(value):
        return float(value)
    return value


def _yaml(text: str) -> Any:
    """One YAML document from its events; no constructors run, and a collection is built only once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    stack: list[tuple[Any, list[Any]]] = [([], [])]
    documents = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent):
                raise BadInput(f"PROFILE：用了 YAML 别名（*{event.anchor}）；请把内容写全")
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise BadInput("PROFILE：只能有一个 YAML 文档；多人请写成列表")
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                _untagged(event)
                if len(stack) > MAX_DEPTH:
                    raise BadInput(f"PROFILE：嵌套太深，最多 {MAX_DEPTH} 层")
                stack.append(({} if isinstance(event, yaml.MappingStartEvent) else [], []))
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                done, _ = stack.pop()
                _add(stack[-1], done, event)
            elif isinstance(event, yaml.ScalarEvent):
                _untagged(event)
                plain = event.style is None or event.style == ""
                _add(stack[-1], _plain(event.value) if plain else event.value, event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行" if mark else ""
        raise BadInput(f"PROFILE：{where}不是可以读懂的 YAML 或 JSON") from None
    return stack[0][0][0] if stack[0][0] else None


def _untagged(event: Any) -> None:
    if event.tag is not None:
        raise BadInput(f"PROFILE：第 {event.start_mark.line + 1} 行用了 YAML 标签 {event.tag}；只能写普通的值")


def _add(top: tuple[Any, list[Any]], value: Any, event: Any) -> None:
    container, key = top
    if isinstance(container, list):
        container.append(value)
    elif not key:
        if not isinstance(value, str):
            raise BadInput(f"PROFILE：第 {event.start_mark.line + 1} 行的字段名须为文字")
        if value in container:
            raise BadInput(f"PROFILE：{value} 写了两次；每个字段只写一次")
        key.append(value)
    else:
        container[key.pop()] = value
