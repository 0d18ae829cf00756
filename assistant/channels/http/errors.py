"""Every refusal in one form, OpenAI's, so that any client library can read it: one line that names the field.

400/422  what was sent is not acceptable (400 under OpenAI's protocol, which its clients expect)
401      no such key          413  too large          408  sent too slowly
503      busy, or a part of this service is out of order: what to do stands in the message
504      no answer within the limit
"""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.channels.failures import line_for
from assistant.channels.http.fields import PATTERNS
from assistant.channels.http.logs import REQUEST_ID
from assistant.channels.pool import Busy, TooSlow
from assistant.settings import PREFIX
from corpus.errors import BadInput, TiaowenError

log = logging.getLogger("tiaowen.http")


class ErrorDetail(BaseModel):
    """One line for a person; `param` is the field, where one field is meant."""

    message: str
    type: str
    param: str | None = None
    code: str | None = None


class ErrorReply(BaseModel):
    """What every refused request gets."""

    error: ErrorDetail


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route for the API document."""
    return {status: {"model": ErrorReply, "description": _KINDS[status]} for status in statuses}


_KINDS = {
    400: "invalid_request_error",
    401: "authentication_error",
    404: "not_found_error",
    405: "invalid_request_error",
    408: "invalid_request_error",
    413: "invalid_request_error",
    422: "invalid_request_error",
    500: "server_error",
    503: "server_error",
    504: "server_error",
}
_REASONS = {
    "missing": "缺少这一项",
    "json_invalid": "请求正文不是合法的 JSON",
    "model_attributes_type": "应为 JSON 对象",
    "dict_type": "应为 JSON 对象",
    "list_type": "应为列表",
    "string_type": "应为文字",
    "string_unicode": "含有不成字的字符",
    "string_too_long": "最多 {max_length} 个字",
    "string_too_short": "不能为空",
    "too_short": "至少 {min_length} 项",
    "too_long": "最多 {max_length} 项",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "greater_than_equal": "应不小于 {ge}",
    "less_than_equal": "应不大于 {le}",
    "literal_error": "应为 {expected}",
    "extra_forbidden": "没有这一项",
    "value_error": "{error}",
}


_NO_ROUTE = {
    400: _REASONS["json_invalid"],  # bytes that are no text
    404: "没有这个地址，接口一览见 /docs",
    405: "这个地址不接受这种请求方法",
}


def unacceptable(path: str) -> int:
    """The status for what was sent wrongly under this path."""
    return 400 if path.startswith("/v1/chat") else 422


def refusal(status: int, message: str, *, param: str | None = None, code: str | None = None) -> ErrorReply:
    """The body for a status."""
    return ErrorReply(error=ErrorDetail(message=message, type=_KINDS[status], param=param, code=code))


def refuse(status: int, message: str, *, param: str | None = None, code: str | None = None) -> JSONResponse:
    """The response for a status; where waiting helps it says for how long."""
    headers = {"Retry-After": "5"} if status == 503 else {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JSONResponse(refusal(status, message, param=param, code=code).model_dump(), status, headers)


def explain(error: Exception, path: str) -> tuple[int, str]:
    """Status and line for an error of the work; an unforeseen one is logged here and its words kept back."""
    line = line_for(error)
    match error:
        case Busy():
            return 503, str(error)
        case TooSlow():
            return 504, str(error)
        case BadInput() if not _about_a_setting(error):
            return unacceptable(path), str(error)
    # our own line says what to do and quotes nobody; the words of other errors stay out of the log
    log.error(line, exc_info=error, extra={"fields": {"message": line}})
    if line:
        return 503, line
    return 500, f"服务内部出错，已记录；请稍后再试，并告知管理员请求号 {REQUEST_ID.get()}"


def _about_a_setting(error: BadInput) -> bool:
    """Whether it is our own environment that is wrong, and not what was sent."""
    return str(error).startswith(PREFIX)


def first_fault(error: RequestValidationError) -> tuple[str | None, str]:
    """The first field that is wrong, and one line about it."""
    fault = error.errors()[0]
    kind = fault["type"]
    place = [str(part) for part in fault["loc"][1:]] if kind != "json_invalid" else []
    field = ".".join(place) or None
    context = fault.get("ctx") or {}
    reason = PATTERNS.get(context.get("pattern", "")) or _REASONS.get(kind, fault["msg"]).format(**context)
    return field, f"{field}：{reason}" if field else reason


def install(app: FastAPI) -> None:
    """Give every error of this app its form."""

    @app.exception_handler(RequestValidationError)
    async def bad_request(request: Request, error: RequestValidationError) -> JSONResponse:
        field, message = first_fault(error)
        return refuse(unacceptable(request.url.path), message, param=field)

    @app.exception_handler(HTTPException)
    async def no_such_route(request: Request, error: HTTPException) -> JSONResponse:
        status = unacceptable(request.url.path) if error.status_code == 400 else error.status_code
        response = refuse(status, _NO_ROUTE.get(error.status_code, str(error.detail)))
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(TiaowenError)
    async def failed_work(request: Request, error: TiaowenError) -> JSONResponse:
        return refuse(*explain(error, request.url.path))
