"""Facts that only some documents ask for: years in a firm or as a class teacher, hours taught and studied, who recommends."""

import re

from assistant.questions.person.told import Facts
from assistant.questions.wording import numeral

_YEARS = r"(\d+(?:\.\d+)?|半)年(半)?(?:多|整|有余|左右)?"
_COUNTED = {
    name: re.compile(pattern)
    for name, pattern in {
        "enterprise_years": rf"(?:企业|公司|工厂|[\u4e00-\u9fff]厂|集团|车间)(?:里|工作|干|待|实践|经历|做|上班)[^,。;?!\d]{{0,6}}{_YEARS}|{_YEARS}(?:以上)?企业(?:工作)?(?:经历|经验)",
        "homeroom_years": rf"(?:班主任|带班)[^,。;?!\d]{{0,6}}{_YEARS}|{_YEARS}(?:的)?班主任",
        "teaching_hours": r"(?:课时|主讲|上课|讲课|学年)(?:[^,。;?!\d]|近\d年|(?:每|一|1)?学年){0,12}?(\d+)()(?:个)?(?:学时|课时|节)|(\d+)()(?:个)?课时",
        "training_hours": r"(?:继续教育|继教)(?:每?1?年)?[^,。;?!\d]{0,10}(\d+)()(?:个)?(?:学时|课时|小时)",
    }.items()
}
_STUDIED = re.compile("继续教育|继教|培训|进修")
_NO_HOMEROOM = re.compile(
    r"(?:没|未)(?:有)?(?:当|做|带|干|担任)?过?班主任|班主任(?:1天|[^,。;?!\d]){0,4}(?:没|未)(?:有)?(?:当|做|带|干|担任)"
)
_TEACHES = re.compile("老师|教师|讲师|教书|(?<!技工)学校(?![^,]{0,6}(?:毕业|班))|职高|企业(?:工作)?(?:经历|经验)")
_RULE = re.compile(r"(?<!主)(?:要|需|(?<![取获觉懂])得|应|须)(?:求)?(?:满|够|当)?$")
_RECOMMENDED = re.compile(
    r"(?:(?P<none>没(?:有|找到)?)|(?P<count>\d+)(?:个|名|位))(?:(?!单位|公司|机构|公示)[^,。;?!\d]){0,14}(?:推荐|举荐|推举)|"
    r"推荐(?:(?!要|需|须)[^,。;?!\d]){0,12}(?P<behind>\d+)(?:个|名|位|封)|推荐(?:人|专家)?(?:也|都)?(?:还)?(?P<lacking>没)"
)


def read_schooling(text: str, facts: Facts) -> None:
    """Adds what is said to the profile; places go to `facts.spans`."""
    for name, pattern in _COUNTED.items():
        if name == "enterprise_years" and not _TEACHES.search(text):
            continue  # in a firm is where most people work
        for match in pattern.finditer(text):
            numbers = [g for g in match.groups() if g]
            if name == "teaching_hours" and _STUDIED.search(re.split("[,。;?!]", text[: match.end()])[-1]):
                continue  # so many hours studied, not taught
            if not numbers or _RULE.search(text[: match.start()]) or facts.covers(*match.span()):
                continue
            value = numeral(numbers[0]) or 0.0
            facts.profile[name] = value + (0.5 if "半" in numbers[1:] else 0.0)
            facts.spans.append(match.span())
            break
    if "homeroom_years" not in facts.profile and (none := _NO_HOMEROOM.search(text)):
        facts.profile["homeroom_years"] = 0.0
        facts.spans.append(none.span())
    told = _RECOMMENDED.search(text)
    if told and not re.search(r"(?<!主)(?:要|需|须|由)(?:有)?$", text[: told.start()]):
        number = told.group("count") or told.group("behind")
        facts.profile["recommenders"] = int(number) if number else 0
        facts.spans.append(told.span())
