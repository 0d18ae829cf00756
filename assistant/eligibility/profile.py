"""A person's facts as they are given: the fields of the contract, and one clear line where they are not acceptable.

Knows the form of facts, not what any document makes of them. Absent (None) is not known; an empty list is none.
"""

import re
from collections.abc import Mapping
from datetime import date
from math import isfinite
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from corpus.errors import BadInput

DegreeLevel = Literal[
    "博士", "硕士", "大学本科", "大学专科", "高职", "中等职业学校", "预备技师（技师）班", "高级工班", "中级工班"
]
Rank = Literal["员级", "助理级", "中级", "副高级", "正高级"]
RANKS: tuple[Rank, ...] = get_args(Rank)
TitleSource = Literal["评审", "考试", "认定", "聘任", "职业资格"]
Attested = Literal["继续教育", "基本条件", "教师资格", "师德"]
Author = Literal["第一作者", "通讯作者", "排名前三", "其他"]
Venue = Literal["核心期刊", "公开发行", "高水平会议", "顶级会议"]

# What a typed achievement may say about itself, besides item/type, count, obtained, used.
ATTRIBUTES: Mapping[str, Mapping[str, tuple[str, ...] | type]] = {
    "发明专利": {"rank": int, "granted": bool},
    "论文": {"author": get_args(Author), "venue": get_args(Venue)},
    "标准": {
        "scope": ("国际", "国家", "行业", "地方", "团体"),
        "role": ("主要起草人", "参与"),
        "rank": int,
        "published": bool,
    },
    "专著编著": {"rank": int, "published": bool, "role": ("参与", "完成人")},
    "项目": {"scope": ("单位", "行业", "省部级", "国家级"), "rank": int, "accepted": bool},
    **{
        kind: {"rank": int, "role": ("参与", "主要负责人")}
        for kind in ("技术报告", "研究报告", "设计文件", "行业工法", "技术转移转化服务合同", "新产品", "成果转化")
    },
}
AchievementType = Literal[
    "发明专利", "论文", "标准", "专著编著", "项目",
    "技术报告", "研究报告", "设计文件", "行业工法", "技术转移转化服务合同", "新产品", "成果转化",
]  # fmt: skip


def read_day(value: object) -> date:
    """A day, from 2026-11-20 as text or a date; ValueError says what is accepted."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"“{value}”不是日历上有的日期；按 2026-11-20 的形式填写") from None
    if type(value) is not date:
        raise ValueError("须为日期，按 2026-11-20 的形式填写")
    if not 1930 <= value.year <= 2200:
        raise ValueError("日期的年份须在 1930 至 2200 之间")
    return value


def _number(limit: float, what: str) -> BeforeValidator:
    def check(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise ValueError(f"须为数字（{what}，0 至 {limit:g}）")
        if not 0 <= value <= limit:
            raise ValueError(f"须在 0 至 {limit:g} 之间（{what}）")
        return value

    return BeforeValidator(check)


def _whole(low: int, high: int) -> BeforeValidator:
    def check(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"须为 {low} 至 {high} 的整数")
        return value

    return BeforeValidator(check)


def _brackets(value: object) -> object:
    return value.strip().replace("(", "（").replace(")", "）") if isinstance(value, str) else value


def _word(value: object) -> object:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("须为文字")
    if len(value) > 200:
        raise ValueError("须为不超过 200 字的文字")
    return value.strip()


def _yes_no(value: object) -> object:
    if not isinstance(value, bool):
        raise ValueError("须为 true 或 false")
    return value


Day = Annotated[date, BeforeValidator(read_day)]
Years = Annotated[float, _number(60, "年")]
Hours = Annotated[float, _number(8784, "学时")]
Count = Annotated[int, _whole(0, 100_000)]
Place = Annotated[int, _whole(1, 1000)]
Number = Annotated[int, _whole(1, 1000)]
Word = Annotated[str, BeforeValidator(_word)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]


class _Facts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Degree(_Facts):
    """A degree held; `years` is the professional work since it was obtained."""

    level: Annotated[DegreeLevel, BeforeValidator(_brackets)]
    graduated: Day | None = None
    years: Years | None = None


class Title(_Facts):
    """A professional title held; `from` tells a 职业资格 from a title that was conferred."""

    level: Rank
    name: Word | None = None
    series: Word | None = None
    specialty: Word | None = None
    obtained: Day | None = None
    years: Years | None = None
    source: TitleSource | None = None

    @model_validator(mode="before")
    @classmethod
    def _from(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            if "source" in data:
                raise ValueError("没有 source 这个字段；取得方式写在 from 里")
            return {("source" if key == "from" else key): value for key, value in data.items()}
        return data


class Period(_Facts):
    """Professional work from `start` to `end`, the last day worked; no end means that it goes on."""

    start: Day
    end: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        if self.end is not None and self.end < self.start:
            raise ValueError("end（结束日期）早于 start（开始日期）；须不早于它")
        return self


class Achievement(_Facts):
    """A result: declared against the numbered list (`item`), or typed with what the rules match on."""

    item: Number | None = None
    type: AchievementType | None = None
    count: Count = 1
    obtained: Day | None = None
    used: YesNo | None = None
    rank: Place | None = None
    granted: YesNo | None = None
    author: str | None = None
    venue: str | None = None
    scope: str | None = None
    role: str | None = None
    published: YesNo | None = None
    accepted: YesNo | None = None

    @model_validator(mode="after")
    def _of_its_type(self) -> "Achievement":
        if (self.item is None) == (self.type is None):
            raise ValueError("须填 item（清单中的编号）或 type（成果类型）之一")
        allowed = ATTRIBUTES[self.type] if self.type else {}
        for name in ("rank", "granted", "author", "venue", "scope", "role", "published", "accepted"):
            value = getattr(self, name)
            if value is None:
                continue
            if name not in allowed:
                of = f"“{self.type}”" if self.type else "按编号申报的成果"
                raise ValueError(
                    f"{of}没有 {name} 这个属性；可填：{'、'.join([*allowed, 'count', 'obtained', 'used'])}"
                )
            choices = allowed[name]
            if isinstance(choices, tuple) and value not in choices:
                raise ValueError(f"{name} 不能是“{value}”；可填：{'、'.join(choices)}")
        return self


class Profile(_Facts):
    """What is known of one applicant, and for which document, level and day it is asked."""

    policy: Word | None = None
    level: Word | None = None
    as_of: Day | None = None
    education: tuple[Degree, ...] | None = None
    titles: tuple[Title, ...] | None = None
    experience_years: Years | None = None
    experience: tuple[Period, ...] | None = None
    performance: tuple[Number, ...] | None = None
    achievements: tuple[Achievement, ...] | None = None
    exceptional: tuple[Number | Word, ...] | None = None
    recommenders: Annotated[int, _whole(0, 1000)] | None = None
    attested: dict[Attested, YesNo] | None = None
    enterprise_years: Years | None = None
    homeroom_years: Years | None = None
    teaching_hours: Hours | None = None
    training_hours: Hours | None = None
    facts: dict[str, Any] | None = None

    def as_asked(self, policy: str, level: str | None, day: date) -> dict[str, Any]:
        """The facts as JSON values under the document, level and day of one decision, however they were left out."""
        rest = {name: value for name, value in self.given().items() if name not in ("policy", "level", "as_of")}
        for name in ("facts", "attested"):
            if name in rest:
                rest[name] = dict(sorted(rest[name].items()))
        return {"policy": policy, **({"level": level} if level else {}), "as_of": day.isoformat(), **rest}

    def given(self) -> dict[str, Any]:
        """The facts that were given, as JSON values, in the order of the fields."""
        data = self.model_dump(mode="json", exclude_unset=True, exclude_none=True)
        for title in data.get("titles") or ():
            if "source" in title:
                title["from"] = title.pop("source")
        return data


# The words of an error for each of pydantic's; {known} is filled with the names of the fields there.
_ACCEPTED = {
    "missing": "必须填写",
    "model_type": "须为一组“字段: 值”（mapping）",
    "model_attributes_type": "须为一组“字段: 值”（mapping）",
    "dict_type": "须为一组“字段: 值”（mapping）",
    "tuple_type": "须为列表（list）",
    "string_type": "须为文字",
}


def read_profile(data: object) -> Profile:
    """The profile that the data holds; BadInput with one line that names the field and says what is accepted."""
    if isinstance(data, Profile):
        return data
    if not isinstance(data, Mapping):
        raise BadInput(f"PROFILE：档案须为一组“字段: 值”（JSON 或 YAML 的 mapping），不能是 {_shown(data)}")
    unknown = next((key for key in data if key not in Profile.model_fields), None)
    if unknown is not None:
        raise BadInput(f"没有 {unknown} 这个字段；可填：{'、'.join(Profile.model_fields)}")
    try:
        profile = Profile.model_validate(dict(data))
    except ValidationError as error:
        raise BadInput(_first(error)) from None
    return profile


def in_order(profile: Profile) -> Profile:
    """The same facts with every list in one order, so that the order in which people list things makes no difference."""

    def ordered(values: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
        return values and tuple(
            sorted(values, key=lambda v: v.model_dump_json() if isinstance(v, BaseModel) else str(v))
        )

    lists = ("education", "titles", "experience", "performance", "achievements", "exceptional")
    given = {name: ordered(getattr(profile, name)) for name in lists if getattr(profile, name)}
    return profile.model_copy(update=given) if given else profile


def check_days(profile: Profile, as_of: date) -> None:
    """Nothing in a profile may lie after the day that is asked about."""
    days = [
        *((f"education[{i}].graduated", d.graduated) for i, d in enumerate(profile.education or ())),
        *((f"titles[{i}].obtained", t.obtained) for i, t in enumerate(profile.titles or ())),
        *((f"experience[{i}].start", p.start) for i, p in enumerate(profile.experience or ())),
        *((f"achievements[{i}].obtained", a.obtained) for i, a in enumerate(profile.achievements or ())),
    ]
    for field, day in days:
        if day is not None and day > as_of:
            raise BadInput(f"{field} 是 {day}，晚于所问的日期 {as_of}；须不晚于它")


def one_line(text: str) -> str:
    """A message without line breaks or control characters, and not without end."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return plain if len(plain) <= 600 else plain[:600] + "……"


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    where = ""
    for part in first["loc"]:
        if isinstance(part, int):
            where += f"[{part}]"
        elif part != "[key]" and not part.startswith(("function-", "constrained-", "int", "str")):
            where += f".{part}" if where else part
    kind, context = first["type"], first.get("ctx", {})
    if kind == "value_error":
        said = str(context["error"])
    elif kind == "literal_error":
        said = f"不能是 {_shown(first['input'])}；可填：{context['expected']}".replace("'", "").replace(" or ", ", ")
    elif kind == "extra_forbidden":
        said = f"没有这个字段；可填：{'、'.join(_fields_at(first['loc']))}"
    else:
        said = _ACCEPTED.get(kind, first["msg"])
    return f"{where.replace('source', 'from')}：{said}"


def _fields_at(loc: tuple[int | str, ...]) -> list[str]:
    models: dict[str, type[BaseModel]] = {
        "education": Degree, "titles": Title, "experience": Period, "achievements": Achievement
    }  # fmt: skip
    model = models.get(str(loc[0]), Profile)
    return ["from" if name == "source" else name for name in model.model_fields]


def _shown(value: object) -> str:
    text = "空" if value is None else repr(value)
    return text if len(text) <= 40 else text[:40] + "…"
