"""What the fields of a request may hold, and what is said to whoever put something else there."""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

LONGEST_QUESTION = 4000
# PostgreSQL cannot keep a NUL.
NO_NUL = r"^[^\x00]*$"
SOME_WORDS = r"^[^\x00]*[^\s\x00][^\x00]*$"
# Spelt out: what \w takes differs between the readers of a schema.
SESSION = r"^[0-9A-Za-z_一-鿿.:@-]+$"
PATTERNS = {
    NO_NUL: "不能含有空字符",
    SOME_WORDS: "不能为空，也不能含有空字符",
    SESSION: "只能用汉字、字母、数字和 . : @ _ -，不能为空",
}


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError("应为日期，如 2026-11-20") from None


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Text = Annotated[str, Field(max_length=LONGEST_QUESTION, pattern=SOME_WORDS)]
Name = Annotated[str, Field(max_length=200, pattern=SOME_WORDS)]
Session = Annotated[str, Field(max_length=128, pattern=SESSION)]
Written = Annotated[str, Field(pattern=NO_NUL)]
