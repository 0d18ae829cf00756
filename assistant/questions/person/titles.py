"""The titles that a person holds, of which series, and when each was obtained."""

import re
from datetime import date
from typing import Any

from assistant.questions.days import Span
from assistant.questions.levels import Mention
from assistant.questions.person.told import NOW, Facts, Told, dated
from assistant.questions.vocabulary import load_words, specialties

NO_TITLE = re.compile(
    r"(?:没有?|无|未|还没有?|从没|从来没有?|没有过)(?:评过?|取得过?|拿过?|考过?|申请过?|有)?(?:任何|别的|其他|什么|啥|1个)?(?:级别的?)?(?:专业技术)?(?:学历和)?职称|(?:没|未|还没|没有)(?:评|考)过|"
    r"(?:啥|什么|任何)(?:职称)?(?:都|也)没(?:有)?(?:评|考|拿)|(?:啥|什么|任何)职称(?:都|也)?(?:没有?|无)|无职称|职称(?:也|都)?(?:没有|没评|没有评过|还没评|为零|1个没有|一个没有|是空白)|零职称"
)
_OTHERS = re.compile("别的|其他|其它|其余|另外")  # 别的职称没有: beside those told
_OTHER_SERIES = re.compile(rf"非(?:本|工程|{specialties()}|中职|教师|中等职业)")
_SERIES = r"工程|经济|会计|审计|统计|农业|卫生|教师|科研|研究|高校|中小学|翻译|新闻|出版|艺术|政工"


def read_titles(
    text: str,
    mentions: list[Mention],
    target: Mention | None,
    facts: Facts,
    days: list[Span],
    used: set[int],
    today: date,
) -> list[Told]:
    """Each title held, with its series and day where they are said; `[]` in the profile where the words deny any."""
    found: list[Told] = []
    denied = NO_TITLE.search(text)
    later = False
    none_at_all = denied is not None and not _OTHERS.search(text[max(0, denied.start() - 5) : denied.end()])
    for mention in mentions:
        if mention is target or mention.role in ("wanted", "denied", "served", "open"):
            continue
        if none_at_all and mention.title:
            continue  # 我是机械工程师，没评过职称: the work, and no title
        data: dict[str, Any] = {"level": mention.ranks[-1]}
        if mention.title:
            data["name"] = mention.title
        data |= _series(text, mention)
        own = [d for d in days if d.text not in NOW and _dates(text, mention, d)]
        if any(d.first > today for d in own):
            later = True  # 明年才评: not had yet
            continue
        for place, day in enumerate(days):
            if place not in used and day in own:
                what = f"取得{mention.title or mention.ranks[-1]}的时间"
                data["obtained"] = dated(day, facts.assumed, what, (12, 31))
                used.add(place)
                break
        found.append(Told(mention.start, mention.end, data))
        facts.spans.append((mention.start, mention.end))
    if denied:
        facts.spans.append(denied.span())
    if not found and (denied or later or any(m.role == "denied" and m is not target for m in mentions)):
        facts.profile["titles"] = []
    return found


def _series(text: str, mention: Mention) -> dict[str, Any]:
    near = re.split("[,。;!?]", text[max(0, mention.start - 12) : mention.start])[-1]
    if _OTHER_SERIES.search(near) or re.match(r"[^,。;?!]{0,6}\(?非", text[mention.end : mention.end + 8]):
        return {"series": "其他系列"}
    if found := re.search(rf"({_SERIES})(?:系列|类|技术|师)?(?:的|\()?$", near) or re.match(
        r"(经济|会计|审计|统计|农艺|政工)师", text[mention.end :]
    ):
        return {"series": found.group(1)}
    for specialty, words in load_words()["specialties"].items():
        if any(word in near for word in words):
            return {"series": "工程", "specialty": specialty}
    return {"series": "工程"} if mention.title and "工程师" in mention.title else {}


def _dates(text: str, mention: Mention, day: Span) -> bool:
    """Whether a day is that on which the title was obtained."""
    gap_before, gap_after = mention.start - day.end, day.start - mention.end
    between = text[day.end : mention.start]
    if 0 <= gap_before <= 12 and not re.search("[,。;?!]|毕业|参加工作|入职", between):
        return True
    return (
        0 <= gap_after <= 8
        and bool(re.search(r"(?:是|职称|证|,)?(?:于|在)?$", text[mention.end : day.start]))
        and bool(re.match(r"(?:取得|拿|评|获|下|到手|的)", text[day.end : day.end + 3]))
    )
