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
        re.compile(rf"{name}(?:里|中)?(?:的)?{_NUMBERS}[^,。;?!]{{0,6}}?{_OWNED}(?!吗|不|么)"),
        re.compile(rf"{_OWNED}(?:了)?{name}(?:里|中)?(?:的)?{_NUMBERS}(?!吗|不|么)"),
    )
    for field, name in _LISTS.items()
}


def read_claims(text: str, facts: Facts) -> None:
    """Adds the declared items to the profile."""
    for field, patterns in _CLAIMED.items():
        for pattern in patterns:
            if match := pattern.search(text):
                items = _items(match.group("numbers"))
                facts.profile[field] = [{"item": n} for n in items] if field == "achievements" else items
                facts.spans.append(match.span())
                break


def _items(words: str) -> list[Any]:
    return [int(n) for w in re.split("[、,和跟与及第到至条项]+", words) if w and (n := numeral(w))]
