"""What a person is told when an answer fails: one line with what to do, or nothing where the reason is ours alone.

The rooms below raise `TiaowenError` for what they foresee. A store that fails in the middle of its work (locked, full,
gone) raises its library's own error; those are put into words here, for every channel that stays up and is asked again.
"""

import errno

from corpus.errors import TiaowenError

_STORES = {
    "sqlite3": "会话库暂时被占用或读不了，请稍后再试",
    "psycopg": "会话库暂时连不上，请稍后再试",
    "psycopg_pool": "会话库暂时连不上，请稍后再试",
    "chromadb": "索引暂时读不了，请稍后再试；一直如此请管理员运行 tiaowen index verify",
}


def line_for(error: BaseException) -> str | None:
    """The line, or None where nothing can be said but that something broke."""
    if isinstance(error, TiaowenError):
        return str(error)
    no_room = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
    if no_room or "disk is full" in str(error):  # SQLite's words, which Chroma passes on
        return "磁盘已满或不可写，请管理员腾出空间后再试"
    return _STORES.get(type(error).__module__.partition(".")[0])
