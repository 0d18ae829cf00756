"""What others set: environment variables TIAOWEN_*, or a `.env` file where the command is started.

Knows names, defaults and what is accepted; opens nothing. `settings_table` is the one description of them all, from
which `tiaowen settings` and the README are made.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from corpus.errors import BadInput

PREFIX = "TIAOWEN_"
SECRET = {"api_keys", "slack_bot_token", "slack_app_token", "slack_signing_secret"}


def _web_address(value: str | None) -> str | None:
    if value is None:
        return None
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError("应为 http:// 或 https:// 开头的网址")
    return value.rstrip("/")


def _database_address(value: str | None) -> str | None:
    if value is not None and urlsplit(value).scheme not in ("postgresql", "postgres"):
        raise ValueError("应为 postgresql://用户:密码@主机/库名，或不设（用本机 SQLite）")
    return value


def _chat_model(value: str) -> str:
    provider, _, name = value.partition(":")
    if value != "offline" and not (provider and name):
        raise ValueError("应为 offline，或“提供方:模型名”，例如 openai:gpt-4o-mini")
    return value


WebAddress = Annotated[str | None, AfterValidator(_web_address)]
DatabaseAddress = Annotated[str | None, AfterValidator(_database_address)]


class Settings(BaseSettings):
    """Every setting with its default; a person sets TIAOWEN_ + the name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    data: Path = Field(
        default_factory=lambda: user_data_path("tiaowen"),
        description="索引与会话的存放文件夹；默认为系统的用户数据目录",
    )
    chat_model: Annotated[str, AfterValidator(_chat_model)] = Field(
        default="offline", description="对话模型：offline（不联网），或“提供方:模型名”，如 openai:gpt-4o-mini"
    )
    chat_base_url: WebAddress = Field(
        default=None, description="兼容 OpenAI 协议的服务地址（DeepSeek、通义、vLLM、Ollama 等）"
    )
    chat_timeout: float = Field(default=30, gt=0, le=600, description="一次回答总共最多等多少秒，超过则改用离线回答")
    chat_rounds: int = Field(default=6, ge=1, le=20, description="一次回答最多调用几轮工具")
    embedding_model: str | None = Field(default=None, description="句向量模型的文件夹或名称；不设则用随包附带的模型")
    reranker_model: str | None = Field(default=None, description="重排模型的文件夹或名称；不设则不重排")
    chroma_url: WebAddress = Field(default=None, description="Chroma 服务地址；不设则用本机文件")
    memory_url: DatabaseAddress = Field(default=None, description="会话所在的 PostgreSQL；不设则用本机 SQLite")
    keep_sessions: int = Field(default=90, ge=1, le=3650, description="会话闲置多少天后删除")
    policies: Annotated[tuple[Path, ...], NoDecode] = Field(
        default=(), description=f"随包文件之外的政策文件夹，多个以 {os.pathsep} 隔开"
    )
    public_url: WebAddress = Field(default=None, description="条款页面对外的网址，用于引文链接")
    api_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(), description="HTTP 接口的密钥，多个以逗号隔开；不设则不查验"
    )
    slack_bot_token: SecretStr | None = Field(default=None, description="Slack 机器人令牌，xoxb- 开头")
    slack_app_token: SecretStr | None = Field(
        default=None, description="Slack 应用级令牌，xapp- 开头；设了则用 Socket Mode，不需要公网地址"
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None, description="Slack 签名密钥，以 HTTP 接收事件时查验来源"
    )

    @field_validator("policies", mode="before")
    @classmethod
    def _folders(cls, value: Any) -> Any:
        return [part for part in value.split(os.pathsep) if part.strip()] if isinstance(value, str) else value

    @field_validator("policies")
    @classmethod
    def _folders_exist(cls, value: tuple[Path, ...]) -> tuple[Path, ...]:
        for folder in value:
            if not folder.is_dir():
                raise ValueError(f"没有这个文件夹：{folder}")
        return value

    @field_validator("api_keys", mode="before")
    @classmethod
    def _keys(cls, value: Any) -> Any:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("data")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        if value.exists() and not value.is_dir():
            raise ValueError(f"应为文件夹：{value}")
        return value.expanduser().absolute()

    @property
    def offline(self) -> bool:
        """Whether no chat model but our own is configured."""
        return self.chat_model == "offline"

    @property
    def session_life(self) -> timedelta:
        """How long a conversation is kept after its last question."""
        return timedelta(days=self.keep_sessions)


def load_settings(**given: Any) -> Settings:
    """The settings of this process; a wrong value raises BadInput that names the variable and what is accepted."""
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        context = first.get("ctx", {})
        reason = str(context.get("error", "")) or _LIMITS.get(first["type"], first["msg"]).format(**context)
        raise BadInput(f"{PREFIX}{name.upper()}：{reason}（{Settings.model_fields[name].description}）") from None


_LIMITS = {
    "float_parsing": "应为数字",
    "int_parsing": "应为整数",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "应不小于 {ge}",
    "less_than_equal": "应不大于 {le}",
}


def settings_table(settings: Settings) -> list[dict[str, str]]:
    """One row a setting: variable, what it is for, its default and its present value (secrets hidden)."""
    rows = []
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        secret = name in SECRET
        rows.append(
            {
                "variable": PREFIX + name.upper(),
                "about": field.description or "",
                "default": _shown(field.get_default(call_default_factory=False), secret) if name != "data" else "",
                "value": _shown(value, secret),
            }
        )
    return rows


def _shown(value: Any, secret: bool) -> str:
    if value is None or value == ():
        return ""
    if secret:
        return "（已设）"
    if isinstance(value, tuple):
        return os.pathsep.join(map(str, value))
    if isinstance(value, str) and "@" in value and "://" in value:
        parts = urlsplit(value)
        return parts._replace(netloc="***@" + parts.netloc.rpartition("@")[2]).geturl()
    return f"{value:g}" if isinstance(value, float) else str(value)
