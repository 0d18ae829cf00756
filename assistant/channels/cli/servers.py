"""tiaowen app, serve, mcp, slack, settings, doctor: what runs, and how it is set up."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.channels.cli.printing import Json, print_json, write


def register(app: typer.Typer) -> None:
    """Adds these commands."""
    app.command("app")(page)
    app.command("serve")(serve)
    app.command("mcp")(mcp)
    app.command("slack")(slack)
    app.command("settings")(settings)
    app.command("doctor")(doctor)


Host = Annotated[str, typer.Option(help="监听地址")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="监听端口")]


def page(host: Host = "127.0.0.1", port: Port = 8501) -> None:
    """打开网页。"""
    import assistant

    script = Path(assistant.__file__ or ".").parents[1] / "app.py"  # beside the packages, in a clone and in a wheel
    arguments = ["run", str(script), "--server.address", host, "--server.port", str(port)]
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", *arguments, "--browser.gatherUsageStats", "false"])


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """HTTP 接口（含 OpenAI 协议与 MCP）。"""
    from assistant.channels.http import serve as run

    run(host, port)


def mcp() -> None:
    """MCP，走标准输入输出。"""
    from assistant.channels.mcp import mcp_stdio

    mcp_stdio()


def slack(host: Host = "127.0.0.1", port: Port = 3000) -> None:
    """Slack 问答。"""
    from assistant.channels.slack import slack as run

    run(host=host, port=port)


def settings(json: Json = False) -> None:
    """列出全部设置与当前值（密钥不显示）。"""
    from assistant.settings import load_settings, settings_table

    rows = settings_table(load_settings())
    if json:
        print_json(rows)
        return
    write("| 变量 | 说明 | 默认 |\n|---|---|---|")
    for row in rows:
        write(f"| `{row['variable']}` | {row['about']} | {row['default']} |")


def doctor() -> None:
    """检查配置：文件、索引、会话库、对话模型，逐项说明怎么办。"""
    from assistant.assistant import Assistant
    from assistant.doctor import examine

    findings = examine(Assistant())
    for finding in findings:
        write(f"{'正常' if finding.ok else '有问题'}  {finding.name}：{finding.found}")
        if finding.advice:
            write(f"        {finding.advice}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
