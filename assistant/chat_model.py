"""The configured chat model, through LangChain's init_chat_model: any provider, keys from the provider's own variables."""

from typing import TYPE_CHECKING

from assistant.settings import Settings
from corpus.errors import BadInput

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Tries after the first, with the client's own back-off; the turn's time limit stands above them.
RETRIES = 2


def chat_model(settings: Settings) -> "BaseChatModel":
    """The model of TIAOWEN_CHAT_MODEL; BadInput that says what is lacking where it cannot be made."""
    from langchain.chat_models import init_chat_model

    options: dict[str, object] = {"temperature": 0, "timeout": settings.chat_timeout, "max_retries": RETRIES}
    if settings.chat_base_url:
        options["base_url"] = settings.chat_base_url
    try:
        return init_chat_model(settings.chat_model, **options)  # type: ignore[call-overload]
    except ImportError as error:
        raise BadInput(f"TIAOWEN_CHAT_MODEL：{settings.chat_model} 需要另装一个包（{error.name or error}）") from None
    except ValueError as error:
        raise BadInput(
            f"TIAOWEN_CHAT_MODEL：{settings.chat_model} 不可用（{str(error).splitlines()[0][:160]}）"
        ) from None
    except Exception as error:
        raise BadInput(
            f"TIAOWEN_CHAT_MODEL：{settings.chat_model} 无法使用（{type(error).__name__}）；多半是没有设密钥的环境变量"
        ) from None
