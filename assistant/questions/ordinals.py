"""Items of a list that are asked for by their number: 前三项, 第2到第4项, 最后一条, 第一步.

A single `第3项` is how clauses are cited and is read as a reference (corpus/references.py); only after a list it picks an item.
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from corpus.numbering import HAN, han_to_int

T = TypeVar("T")

_NUMBER = rf"(?:\d{{1,2}}|[{HAN}两]+)"
_KINDS = r"(?:个?(?:步骤?|环节|阶段)|小?项|小?点|条|种|款|个(?!工作日|月|年|人|小时|季度|学期|自然))"
_FORMS = re.compile(
    rf"""(?<![名排位])(?:前|头)(?P<first>{_NUMBER}){_KINDS}
    | 第(?P<since>{_NUMBER}){_KINDS}?(?:到|至|-|—|~)第?(?P<until>{_NUMBER}){_KINDS}
    | 第(?P<one>{_NUMBER}){_KINDS}(?:(?:和|跟|与|、|以及)第{_NUMBER}{_KINDS})+
    | (?:最后|末尾?|(?<=[的那这])后)的?(?:那|这)?(?P<last>{_NUMBER})?{_KINDS}
    | 倒数第(?P<back>{_NUMBER}){_KINDS}
    | (?<!进)第(?P<step>{_NUMBER})(?:个?(?:步骤?|环节|阶段))""",
    re.VERBOSE,
)
_PLACE = re.compile(rf"第(?P<place>{_NUMBER}){_KINDS}")
_BARE = re.compile(
    r"(?:那|那么|其中|里面|里)?(?:的)?#(?:呢|是|说的?|写的?|讲的?|具体|内容|要求|什么|啥|怎么|来着|[?。])*"
)
_STEPS = re.compile("步|环节|阶段")


def read_ordinals(text: str) -> tuple[str, tuple[int, ...]]:
    """The question as it would ask for the whole list, and which items it wants, those below 0 counted from the end."""
    match = _FORMS.search(text)
    if not match:
        return text, ()
    asking = "哪几步" if _STEPS.search(match.group()) else "哪几项"
    return f"{text[: match.start()]}{asking}{text[match.end() :]}", _places(match)


def _places(match: re.Match[str]) -> tuple[int, ...]:
    found = match.groupdict()
    if found["first"]:
        return tuple(range(1, _int(found["first"]) + 1))
    if found["since"]:
        return tuple(range(_int(found["since"]), _int(found["until"]) + 1))
    if found["one"]:
        return tuple(_int(number) for number in re.findall(f"第({_NUMBER})", match.group()))
    if found["back"]:
        return (-_int(found["back"]),)
    if found["step"]:
        return (_int(found["step"]),)
    return tuple(range(-_int(found["last"] or "1"), 0))


def item_alone(text: str) -> int | None:
    """`那第三项呢`: the number of the item, where nothing but an item is asked for."""
    match = _PLACE.search(text)
    if not match or not _BARE.fullmatch(f"{text[: match.start()]}#{text[match.end() :]}"):
        return None
    return _int(match.group("place"))


def chosen(items: Sequence[T], wanted: Sequence[int]) -> list[T]:
    """The items with these numbers; all of them where none has or none is named."""
    places = [n - 1 if n > 0 else len(items) + n for n in wanted]
    return [items[at] for at in places if 0 <= at < len(items)] or list(items)


def _int(number: str) -> int:
    return int(number) if number.isdigit() else han_to_int(number) or 1
