"""Patents, papers, standards and books that a person counts up, in the attributes of an eligibility profile."""

import re
from typing import Any

_RANK = re.compile(
    r"(?:排名?第?|第)(\d)(?:名|位|完成人|发明人|作者|起草人)?|排第(\d)|(一作|第一作者|第1作者|第一发明人|第1发明人|独立发明)|(前3|前三)"
)


def read_achievements(text: str) -> list[dict[str, Any]]:
    """Patents, papers and standards that are counted (2项专利, 论文3篇), with what is said of each."""
    found: list[dict[str, Any]] = []
    what = r"(?P<what>发明专利|专利|论文|国家标准|行业标准|国标|行标|专著)"
    for part in re.split("[。;!?]|还有|以及|外加", text):
        pattern = rf"(\d+)(?:项|篇|个|份|件|部)[^\d,]{{0,14}}?{what}|{what.replace('P<what>', 'P<other>')}[^\d,]{{0,5}}(\d+)(?:项|篇|个|份|件|部)"
        matches = list(re.finditer(pattern, part))
        for i, match in enumerate(matches):
            if re.search(r"(?:要|需|几|多少|必须|规定|应|得)[^,]{0,8}$", part[: match.start()]):
                continue
            begin = matches[i - 1].end() if i else 0
            around = part[
                max(begin, match.start() - 12) : matches[i + 1].start() if i + 1 < len(matches) else match.end() + 24
            ]
            item = {
                "count": int(match.group(1) or match.group(4)),
                **_typed(match.group("what") or match.group("other"), around),
            }
            found.append(item)
    return found


def _typed(what: str, around: str) -> dict[str, Any]:
    """One achievement in the contract's attributes, as far as the words beside it say them."""
    rank = _RANK.search(around)
    number = (
        int(rank.group(1) or rank.group(2))
        if rank and (rank.group(1) or rank.group(2))
        else (1 if rank and rank.group(3) else None)
    )
    item: dict[str, Any]
    if "专利" in what:
        item = {"type": "发明专利"}
        if number:
            item["rank"] = number
        if re.search(r"申请中|受理|(?:还没|未)授权", around):
            item["granted"] = False
        elif "授权" in around or "拿证" in around:
            item["granted"] = True
    elif what == "论文":
        item = {"type": "论文"}
        if (rank and rank.group(3)) or number == 1:
            item["author"] = "第一作者"
        elif "通讯" in around:
            item["author"] = "通讯作者"
        for words, venue in (("核心", "核心期刊"), ("顶会", "顶级会议"), ("顶级", "顶级会议"), ("公开", "公开发行")):
            if words in around:
                item["venue"] = venue
                break
    elif "标" in what:
        item = {"type": "标准", "scope": "国家" if "国" in what else "行业"}
        if number:
            item["rank"] = number
        if "主要起草" in around:
            item["role"] = "主要起草人"
        elif "参与" in around:
            item["role"] = "参与"
        if re.search(r"发布|颁布", around):
            item["published"] = True
    else:
        item = {"type": "专著编著"}
    return item
