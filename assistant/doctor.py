"""What is configured, whether it works, and what to do where it does not: `tiaowen doctor`."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pydantic import BaseModel

from corpus.errors import TiaowenError

if TYPE_CHECKING:
    from assistant.assistant import Assistant

TRIAL = "请只回复两个字：可用"


class Finding(BaseModel):
    """One thing looked at: its name, whether it is well, what was found, and what to do."""

    name: str
    ok: bool
    found: str
    advice: str = ""


def examine(assistant: Assistant) -> list[Finding]:
    """Looks at corpus, data folder, index, conversations and chat model (which is tried once)."""
    return list(_findings(assistant))


def _findings(assistant: Assistant) -> Iterator[Finding]:
    settings = assistant.settings
    yield _tried(
        "政策文件", lambda: f"{len(assistant.corpus.policies)} 份，{sum(1 for _ in assistant.corpus.walk())} 条"
    )
    yield _data_folder(assistant)
    yield _tried("索引", lambda: _index(assistant), "运行 tiaowen index build")
    yield _tried("会话库", lambda: _memory(assistant))
    if settings.offline:
        yield Finding(name="对话模型", ok=True, found="offline，不联网，不需要密钥")
    else:
        yield _chat_model(assistant)


def _tried(name: str, look: Callable[[], str], advice: str = "") -> Finding:
    try:
        return Finding(name=name, ok=True, found=look())
    except TiaowenError as error:
        return Finding(name=name, ok=False, found=str(error), advice=advice)
    except Exception as error:
        return Finding(name=name, ok=False, found=f"{type(error).__name__}：{str(error)[:200]}", advice=advice)


def _data_folder(assistant: Assistant) -> Finding:
    folder = assistant.settings.data
    there = folder if folder.exists() else next(p for p in folder.parents if p.exists())
    if os.access(there, os.W_OK):
        return Finding(name="数据文件夹", ok=True, found=str(folder))
    return Finding(
        name="数据文件夹", ok=False, found=f"{folder} 不可写", advice="改权限，或用 TIAOWEN_DATA 另设一个文件夹"
    )


def _index(assistant: Assistant) -> str:
    started = time.monotonic()
    hits = assistant.search("申报条件", k=1)
    return f"可用，检索用时 {(time.monotonic() - started) * 1000:.0f} 毫秒" if hits else "可用，但没有检索到条款"


def _memory(assistant: Assistant) -> str:
    where = "PostgreSQL" if assistant.settings.memory_url else f"{assistant.settings.data / 'conversations.sqlite'}"
    return f"{where}，{len(assistant.sessions(limit=100_000))} 次会话，闲置 {assistant.settings.keep_sessions} 天后删除"


def _chat_model(assistant: Assistant) -> Finding:
    from assistant.chat_model import chat_model
    from assistant.turns import explained

    name = assistant.settings.chat_model
    where = f"（{assistant.settings.chat_base_url}）" if assistant.settings.chat_base_url else ""
    started = time.monotonic()
    try:
        reply = chat_model(assistant.settings).invoke(TRIAL)
    except Exception as error:
        return Finding(
            name="对话模型",
            ok=False,
            found=f"{name}{where}：{explained(error)}",
            advice="改正之前，提问由离线回答，不受影响",
        )
    took = time.monotonic() - started
    if not str(reply.text).strip():
        return Finding(name="对话模型", ok=False, found=f"{name}{where}：回复是空的", advice="换一个支持工具调用的模型")
    return Finding(name="对话模型", ok=True, found=f"{name}{where}，{took:.1f} 秒答复")
