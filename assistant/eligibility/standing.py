"""What to say when a document is not simply in force on the day that is asked about."""

from collections.abc import Mapping

from corpus import Status

_NOTES: Mapping[str, str] = {
    "尚未施行": "在所问的日期，《{title}》尚未施行；以下按施行时判断。",
    "已被替代": "在所问的日期，《{title}》已被替代；以下按其仍然施行时判断。",
    "已失效": "在所问的日期，《{title}》已失效；以下按其仍然有效时判断。",
    "征求意见稿": "《{title}》是征求意见稿，不是正式文件。",
}


def standing_notes(status: Status, title: str) -> tuple[str, ...]:
    """A note for a document that is not in force, with the reason where one is known."""
    words = _NOTES.get(status.status)
    return (words.format(title=title) + (f"（{status.note}）" if status.note else ""),) if words else ()
