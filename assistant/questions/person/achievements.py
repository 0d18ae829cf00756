"""Patents, papers, standards and books that a person counts up, in the attributes of an eligibility profile."""

import re
from typing import Any

from assistant.questions.person.merits import Merit, read_merits
from assistant.questions.wording import numeral

_TYPES = {"发明专利", "论文", "标准", "专著编著", "项目", "技术报告", "研究报告", "设计文件", "行业工法", "技术转移转化服务合同", "成果转化"}  # fmt: skip
_UNITS = "项|篇|个|份|件|部|本|次"
_NUMBER = r"\d+|(?<!第)[一两二三四五六七八九十]"
_ASKED = re.compile(r"(?<!主)(?:要|需|几|多少|必须|规定|应当?|(?<![取获觉懂])得)(?!过|了)[^,]{0,8}$")
_DENIED_BEFORE = re.compile(r"(?:没有?|无|不是|未)(?:过|有|得过|拿过|发过)?[^,、和]{0,2}$")
_DENIED_AFTER = re.compile(r"^[^,。;?!]{0,5}(?:都|也|全|一个|1个)?(?:没有?|无)(?!授权|发布|发表|出版|验收|公开)")
# What is told is all there is; else the rest may still be told.
_CLOSED = re.compile(
    r"只|就(?:有|是|这|1|2|一|两)|仅|(?:别的|其他|其它|其余|另外)[^,。;]{0,8}(?:没|无)(?!整理|理|写|准备|说|算|统计|列|想|数|弄)|没(?:有)?(?:任何)?(?:别的|其他|其它)|再(?:也)?没|没了|[一总统]共|加起来|凑|全部|够数|成果(?:条件|要求|上|方面|这条|这1条|数)*(?:够|达标|达到|过关|行)"
)
_OWN = re.compile("我|本人|自己|他|她|手里|手头|名下|员工")


def read_achievements(text: str) -> list[dict[str, Any]]:
    """The results that the person counts (2项专利, 论文3篇) or tells his or her place in, with what is said of each."""
    found: list[dict[str, Any]] = []
    for merit in held_merits(text):
        if merit.kind not in _TYPES:
            continue
        count = _count(merit)
        if count or (merit.rank and _OWN.search(text)):
            found.append({"count": count or 1, **_typed(merit)})
    return found


def all_told(text: str) -> bool:
    """Whether the person says that there are no further results (就这两样, 没别的了)."""
    return bool(_CLOSED.search(text))


def held_merits(text: str) -> list[Merit]:
    """The results and prizes in a text, less those that are denied or only asked about."""
    held = []
    for merit in read_merits(text):
        before, after = merit.around.split(merit.words, 1)
        clause = before.split(",")[-1]
        if _ASKED.search(clause) or _DENIED_BEFORE.search(clause) or _DENIED_AFTER.match(after):
            continue
        held.append(merit)
    return held


def _count(merit: Merit) -> int:
    before, after = merit.around.split(merit.words, 1)
    before = re.split("和|与|及|、|还有|外加|加上", before)[-1]  # what stands before is said of the result before
    after = re.sub(r"\([^)]*\)", "", after)
    match = re.search(rf"({_NUMBER})(?:{_UNITS})[^\d,]{{0,14}}$", before) or re.match(
        rf"[^\d,]{{0,5}}({_NUMBER})(?:{_UNITS})(?!以上)", after
    )
    return int(numeral(match.group(1)) or 0) if match else 0


def _typed(merit: Merit) -> dict[str, Any]:
    """One achievement in the contract's attributes, as far as the words beside it say them."""
    around = merit.around
    item: dict[str, Any] = {"type": merit.kind}
    rank = merit.rank or merit.within
    if merit.kind == "论文":
        return item | _paper(merit)
    if rank:
        item["rank"] = rank
    elif merit.kind == "项目" and "主持" in around:
        item["rank"] = 1
    if merit.kind == "发明专利":
        if re.search(r"申请中|在申请|受理|公开|实审|(?:还没|未|没)授权", around):
            item["granted"] = False
        elif re.search("授权|拿证|下证", around):
            item["granted"] = True
    elif merit.kind == "标准":
        if len(merit.scopes) == 1 and merit.scopes[0] != "企业":
            item["scope"] = merit.scopes[0]
        if re.search("主要起草|主编|牵头|主笔|第一起草", around):
            item["role"] = "主要起草人"
        elif re.search("参与|参编", around):
            item["role"] = "参与"
        if re.search(r"发布|颁布|实施了", around):
            item["published"] = True
    elif merit.kind == "专著编著":
        if "出版" in around:
            item["published"] = not re.search("没出版|未出版|待出版", around)
    elif merit.kind == "项目":
        if merit.scopes and merit.scopes[0] in ("单位", "省部级", "国家级"):
            item["scope"] = merit.scopes[0]
        if re.search("验收|结题|鉴定", around):
            item["accepted"] = not re.search("[没未](?:通过)?(?:验收|结题)", around)
    return item


def _paper(merit: Merit) -> dict[str, Any]:
    item: dict[str, Any] = {}
    if merit.rank == 1 or re.search("第一作者|一作", merit.around):
        item["author"] = "第一作者"
    elif re.search("通讯|通信作者", merit.around):
        item["author"] = "通讯作者"
    elif merit.rank or merit.within:
        item["author"] = "排名前三" if (merit.rank or merit.within or 9) <= 3 else "其他"
    for venue, words in (("核心期刊", "核心"), ("顶级会议", "顶会|顶级(?:学术)?会议"),
                         ("高水平会议", "高水平(?:的)?(?:国际|国内)?(?:学术)?会议|学术会议"), ("公开发行", "公开发行|普刊|普通期刊")):  # fmt: skip
        if re.search(f"(?<!不是)(?<!没上)(?<!没发)(?<!不算)(?:{words})", merit.around):
            item["venue"] = venue
            break
    return item
