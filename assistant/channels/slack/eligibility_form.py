"""The window that /check opens, and the profile that its fields make.

Every field may stay empty: empty is "not told", never zero. A field that is wrong is marked in the window.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from corpus import Policy
from corpus.errors import BadInput

FORM = "eligibility"
LEVELS = ("员级", "助理级", "中级", "副高级", "正高级")
DEGREES = ("博士", "硕士", "大学本科", "大学专科", "高职", "中等职业学校", "预备技师（技师）班", "高级工班", "中级工班")
OTHER_FACTS = {
    "企业实践年限": "enterprise_years",
    "班主任年限": "homeroom_years",
    "年课时": "teaching_hours",
    "年继续教育学时": "training_hours",
}
NONE = "无"
_NUMBERED = re.compile(r"(\d+)(?:\s*[x×*]\s*(\d+))?")

State = Mapping[str, Mapping[str, Mapping[str, Any]]]


class WrongField(BadInput):
    """A field of the window that cannot be read, and why."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field, reason


def form(policies: Iterable[Policy], channel: str) -> dict[str, Any]:
    """The window. `channel` is where the result goes."""
    titles = {policy.id: policy.title for policy in policies}
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": channel,
        "title": _words("核对资格"),
        "submit": _words("核对"),
        "close": _words("取消"),
        "blocks": [
            _select("policy", "政策文件", titles, "不选则逐一核对"),
            _select("level", "申报级别", dict(zip(LEVELS, LEVELS, strict=True)), "不选则逐级核对"),
            _select("degree", "最高学历", dict(zip(DEGREES, DEGREES, strict=True))),
            _date("graduated", "毕业时间"),
            _select("title_level", "现有职称级别", dict(zip(LEVELS, LEVELS, strict=True))),
            _text("title_name", "现有职称名称", "如 工程师；没有职称填 无"),
            _text("title_series", "现有职称系列", "如 工程"),
            _date("title_obtained", "取得时间"),
            _number("experience_years", "从事本专业技术工作年数"),
            _text("performance", "具备的业绩条件", "该文件里的序号，如 1、3；一项也没有填 无"),
            _text("achievements", "具备的成果条件", "该文件里的序号，几项同类写 x 几，如 6x2、3；一项也没有填 无"),
            _text("exceptional", "具备的破格条件", "该文件里的序号；没有可不填"),
            _number("recommenders", "推荐的正高级专家人数"),
            _select("training", "继续教育", {"true": "已达到要求", "false": "未达到要求"}),
            _date("as_of", "按哪一天核对", "不选则为今天"),
            _text("other", "其他事实", f"每行一项，如 班主任年限：3。可填：{'、'.join(OTHER_FACTS)}", multiline=True),
        ],
    }


def profile(state: State) -> dict[str, Any]:
    """What was filled in, as `tiaowen check` takes it. Raises WrongField."""
    told = {field: _value(block[field]) for field, block in state.items()}
    told = {field: value for field, value in told.items() if value not in (None, "")}
    made: dict[str, Any] = {field: told[field] for field in ("policy", "level", "as_of") if field in told}
    if "degree" in told:
        made["education"] = [_only({"level": told["degree"], "graduated": told.get("graduated")})]
    title = _only({field: told.get(f"title_{field}") for field in ("level", "name", "series", "obtained")})
    if title.get("name") == NONE:
        made["titles"] = []
    elif title:
        made["titles"] = [title]
    for field in ("experience_years", "recommenders"):
        if field in told:
            number = float(told[field])
            made[field] = int(number) if number.is_integer() else number
    for field in ("performance", "exceptional"):
        if field in told:
            made[field] = [item for item, _ in _numbers(field, told[field])]
    if "achievements" in told:
        items = _numbers("achievements", told["achievements"])
        made["achievements"] = [{"item": item, "count": count} for item, count in items]
    if "training" in told:
        made["attested"] = {"继续教育": told["training"] == "true"}
    return made | _other(told.get("other", ""))


def field_of(message: str, filled: State) -> str:
    """The field that a refusal of the check is about, so far as its first words say; else the first field."""
    name = re.split(r"[.：:\[]", message, maxsplit=1)[0].strip()
    aliases = {"education": "degree", "titles": "title_level", "attested": "training"} | dict.fromkeys(
        OTHER_FACTS.values(), "other"
    )
    field = aliases.get(name, name)
    return field if field in filled else "policy"


def _numbers(field: str, text: str) -> list[tuple[int, int]]:
    if text.strip() == NONE:
        return []
    parts = [part for part in re.split(r"[、,，;；\s]+", text.strip()) if part]
    found = [_NUMBERED.fullmatch(part) for part in parts]
    for part, match in zip(parts, found, strict=True):
        if match is None:
            raise WrongField(field, f"“{part}”不是序号；应如 1、3 或 6x2，一项也没有填 无")
    return [(int(match[1]), int(match[2] or 1)) for match in found if match]


def _other(text: str) -> dict[str, float]:
    facts = {}
    for line in filter(str.strip, text.splitlines()):
        name, _, value = line.replace(":", "：").partition("：")
        field = OTHER_FACTS.get(name.strip())
        if field is None or not re.fullmatch(r"\d+(\.\d+)?", value.strip()):
            raise WrongField("other", f"“{line.strip()}”看不懂；应如 班主任年限：3，可填 {'、'.join(OTHER_FACTS)}")
        facts[field] = float(value)
    return facts


def _only(facts: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in facts.items() if value is not None}


def _value(element: Mapping[str, Any]) -> Any:
    chosen = element.get("selected_option")
    return chosen["value"] if chosen else element.get("selected_date") or element.get("value")


def _words(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def _input(field: str, label: str, element: dict[str, Any], hint: str | None = None) -> dict[str, Any]:
    block = {"type": "input", "block_id": field, "optional": True, "label": _words(label)}
    return block | {"element": {"action_id": field} | element} | ({"hint": _words(hint)} if hint else {})


def _select(field: str, label: str, options: Mapping[str, str], hint: str | None = None) -> dict[str, Any]:
    listed = [{"text": _words(text[:75]), "value": value} for value, text in options.items()][:100]
    return _input(field, label, {"type": "static_select", "options": listed}, hint)


def _date(field: str, label: str, hint: str | None = None) -> dict[str, Any]:
    return _input(field, label, {"type": "datepicker"}, hint)


def _number(field: str, label: str) -> dict[str, Any]:
    return _input(field, label, {"type": "number_input", "is_decimal_allowed": True, "min_value": "0"})


def _text(field: str, label: str, hint: str, multiline: bool = False) -> dict[str, Any]:
    return _input(field, label, {"type": "plain_text_input", "multiline": multiline, "max_length": 1000}, hint)
