"""Items of a document's own lists that a person declares by number: 业绩条件第1条我符合, 成果第3项和第6项都有."""

import re
from typing import Any

from assistant.questions.person.told import Facts
from assistant.questions.wording import numeral

_NUMBERS = r"第?(?P<numbers>[\d一二三四五六七八九十]+(?:(?:条|项)?(?:、|,|和|跟|与|及|到|至)第?[\d一二三四五六七八九十]+)*)(?:条|项|款|点)"
_OWNED = r"(?:符合|满足|具备|达到|够|有|合适|对得上|占|没问题|达标)"
_LISTS = {
    "performance": "业绩(?:条件|要求)?",
    "achievements": "成果(?:条件|要求|清单)?",
    "exceptional": "破格(?:条件|情形)?",
}
_CLAIMED = {
    field: (
        re.compile(rf"{name}(?:里|中)?(?:的)?{_NUMBERS}(?:\([^)]*\))?[^,。;?!]{{0,6}}?{_OWNED}(?!吗|不|么)"),
        re.compile(rf"{_OWNED}(?:了)?{name}(?:里|中)?(?:的)?{_NUMBERS}(?!吗|不|么)"),
    )
    for field, name in _LISTS.items()
}


# 业绩条件具备, 业绩成果够5项: the condition itself, or so many of its items.
_WHOLE = re.compile(
    r"业绩(?:条件|要求|方面|材料)?(?:这块|这条|这一?项|上)?(?:我|也|都|均|自认|肯定|是)*(?:具备|符合|满足|够|达到|达标|没问题|不愁)(?:了|的)?(?!吗|不|么|没|呢|\d|几|哪|成果)"
)
# 业绩条件我逐条对过是满足的: the same with words between, to the end of the piece, nothing denied, counted or supposed.
_CHECKED = re.compile(
    r"业绩(?!成果)(?:条件|要求|方面|材料)?(?:1条1?条|1项1?项|(?![不没未差否几哪需须要才应能第吗\d])[^,。;?!]){0,12}(?:具备|符合|满足|够|达到|达标|没问题)(?:了|的)*(?=[,。;!]|$)"
)
_SUPPOSED = re.compile("如果|假如|要是|假设|万一|只要|除非|倘若")
_SO_MANY = re.compile(
    r"(?:业绩成果|业绩|成果)(?:要求|条件|材料)?(?:我|也|都|能|可以|已经|已)*(?:具备|符合|满足|够|凑|有|达到)(?:够|齐|出|到|了)*(\d+)(?:项|条)(?!以上|吗)(?=[,。;?!]|$)"
)


def read_claims(text: str, facts: Facts) -> None:
    """Adds the declared items to the profile, and what is declared of a condition as a whole to `claimed`."""
    checked = any(_CHECKED.search(piece) and not _SUPPOSED.search(piece) for piece in re.split("(?<=[,。;!])", text))
    if checked or _WHOLE.search(text):
        facts.claimed["performance"] = 0
    if match := _SO_MANY.search(text):
        facts.claimed["achievements"] = int(match.group(1))
    for field, patterns in _CLAIMED.items():
        for pattern in patterns:
            if match := pattern.search(text):
                items = _items(match.group("numbers"))
                facts.profile[field] = [{"item": n} for n in items] if field == "achievements" else items
                facts.spans.append(match.span())
                break


def _items(words: str) -> list[Any]:
    return [int(n) for w in re.split("[、,和跟与及第到至条项]+", words) if w and (n := numeral(w))]
