"""Text in the one form in which sentence and clause are compared.

Numbers become Arabic, durations and money keep their unit, set phrases that say the same in other words become one phrase.
Knows no clause and no rule: only spelling.
"""

import re
import unicodedata
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
SCALES = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "〇零一二三四五六七八九十百千万两"
UNIT = (
    "个月|个工作日|工作日|个学时|学时|课时|个小时|小时|周岁|学年|年级|个百分点|分之|年|月|日|天|周|项|条|名|人|位|次|篇|元|块|万|亿|岁|倍|"
    "级|种|类|款|部|件|家|批|方面|方向|步|点|期|门|份|户|台|套|个|轮|届|所|字|等奖|等次|号|分"
)
_NUMERAL_WITH_UNIT = re.compile(rf"(?<!\d)([{NUMERAL}]+)(?=(?:{UNIT}))")
_ORDINAL = re.compile(rf"(第|前|附件|近|最近|满|排名|层|共|达|足|干了|工作了?|后)([{NUMERAL}]+)(?![{NUMERAL}(、])")
_FRACTION = re.compile(rf"(\d+|[{NUMERAL}]+)分之(\d+(?:\.\d+)?|[{NUMERAL}]+)")
# Words in which the numeral counts nothing.
_NO_NUMBER = re.compile(
    r"一(?:定|般|致|律|些|切|直|起|旦|并|体|线|次性|流|样|共|方面|同|贯|经|面|边|味|概|如|票否决制?|网通核|点儿|下|步步|项项|条条)|"
    r"第一(?:次|时间|批|线|责任)|[哪这那同另每某]一|(?<![第满少于仅足过十百千])一(?=[个种项份家名位条款批类部件套](?!工作日|月|学|小时|标准))|万一|十分|一级一级|统一|唯一|单一|四个中心|两委|三支一扶|三方|一师一徒|第三方|两级|四唯|千方百计|百年|进一步|逐一|某一|每一|任一|其一|之一|"
    r"一个是|一是|二是|三是|四是|五是|六是"
)
_HALF_YEAR = re.compile(r"半年")
_YEARS_AND_HALF = re.compile(r"(\d+)年半")
_VARIANTS = str.maketrans(
    {
        "〔": "[", "〕": "]", "［": "[", "］": "]", "【": "[", "】": "]", "（": "(", "）": ")", "「": "“", "」": "”",
        "『": "“", "』": "”", "—": "-", "–": "-", "―": "-", "～": "-", "~": "-", "：": ":", "；": ";", "，": ",", "！": "。",
        "？": "?", "％": "%", "〈": "《", "〉": "》", "<": "《", ">": "》",
    }
)  # fmt: skip


def number(numeral: str) -> int | None:
    """The value of a Chinese numeral: 十二 → 12, 两千 → 2000, 二〇二一 → 2021; None where it is none."""
    if all(c in DIGITS for c in numeral):
        return int("".join(str(DIGITS[c]) for c in numeral))
    total = section = digit = 0
    for c in numeral:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in SCALES:
            section += (digit or 1) * SCALES[c]
            digit = 0
        elif c == "万":
            total = (total + section + digit) * 10000
            section = digit = 0
        else:
            return None
    return total + section + digit


def _arabic(match: re.Match[str]) -> str:
    value = number(match.group(1))
    return match.group(0) if value is None else str(value)


def _ordinal(match: re.Match[str]) -> str:
    value = number(match.group(2))
    return match.group(0) if value is None else match.group(1) + str(value)


def _fraction(match: re.Match[str]) -> str:
    below, above = (part if part[0].isdigit() else str(number(part)) for part in match.groups())
    return f"{above}%" if below == "100" else f"{above}/{below}"


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """NFKC, one kind of punctuation, no white space between Chinese characters, Arabic numbers before units."""
    text = unicodedata.normalize("NFKC", text).translate(_VARIANTS)
    text = re.sub(r"[*_`#|]+", "", text)
    text = re.sub(r"\s+", "", text) if not re.search(r"[A-Za-z]\s+[A-Za-z]", text) else re.sub(
        r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])", "", text
    )  # fmt: skip
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = re.sub(r"过半数|过半(?!年|个|天|小时|学)|半数以上", "超过1/2", text)
    text = _FRACTION.sub(_fraction, text)
    text = re.sub(r"(?<=[参缴交拿获])过(?=[保费税奖])", "", text)
    # Short forms that everybody writes, in full.
    text = re.sub(r"(?<!人力)社保(?!卡|局|厅)", "社会保险", re.sub(r"医保(?!卡|局)", "医疗保险", text))
    text = re.sub(
        r"(?<![\d两三四五六七八九十])[一1]年(?:内)?(?=最多|至多|至少|累计|只能|可以?享|(?:只|组织|评审?|办|搞|举行|开展|考)?(?:\d+|[一二两三四五六])次)",
        "每年",
        text,
    )
    text = text.replace("每个月", "每月").replace("第一份工作", "初次就业")
    text = re.sub(r"排(?:名)?到?第([1-9一二三四五六七八九十])名?(?=[也都](?:可以|行|能|算))", r"排名前\1", text)
    text = re.sub(r"(每)个?人[一1]个?(?=[月年])", r"每人每", text)
    text = re.sub(r"[一1]个?(月|季度|季|年|学年|周)(?=[一-鿿]{0,2}[一1]次)", r"每\1", text)
    text = re.sub(r"[一1]个?(月|季度|季|年)[一1]?(?=[一1](?:申请|报|交|领|评|考|结))", r"每\1", text)
    text = re.sub(r"[一1]个月(?=(?:申请|申报|报|评|交|领)?[一1]次)", "每月", text)
    text = re.sub(r"(?<=年)元旦", "1月1日", text)
    text = re.sub(r"(第[一1])、([二三23])(?=作者|发明人|完成人|起草人|名)", r"\1、第\2", text)
    text = re.sub(r"([正副高中初])、(?=(?:[高中初]、)?[高中初]级)", r"\1级、", text)
    text = re.sub(
        r"(?<![\d第组构合])([1-9一二两三四五六七八九])成(?=以|多|左右|[,。)]|$)",
        lambda m: f"{int(m[1]) if m[1].isdigit() else DIGITS[m[1]]}0%",
        text,
    )
    text = re.sub(r"(?<![\d每某])[一1]个?人(?=[一1]?个?月|[一1每]年|补|最多|只能)", "每人", text)
    text = re.sub(r"(?<=每人)[一1]个?(?=[月年])", "每", text)
    text = re.sub(r"(?<![\d十每满第])[一1]个月(?=补|交|缴|领|发|给|\d)", "每月", text)
    text = re.sub(r"(?:最后[一1]天|当天|当日|那天)不(?:算|计|包括|包含)(?:在内|入)?", "不含当日", text)
    text = re.sub(r"(?:最后[一1]天|当天|当日|那天)也?(?:算|计|包括|包含)(?:在内|入)", "含当日", text)
    text = re.sub(r"一(?=(?:部(?!分|门)|[名期篇件])[^,。]{0,14}(?:就够|就行|就可以|就能|即可|足够))", "1", text)
    text = text.replace("加起来", "累计")
    text = re.sub(r"(?<![续改补])签(?=[了过]?[一-鿿]{0,4}(?:合同|协议))(?![订署约字名章收没])", "签订", text)
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match.group(0))
        return "\ue000"

    text = _NO_NUMBER.sub(keep, text)
    text = _HALF_YEAR.sub("6个月", text)
    text = _ORDINAL.sub(_ordinal, text)
    text = _NUMERAL_WITH_UNIT.sub(_arabic, text)
    text = _YEARS_AND_HALF.sub(lambda m: f"{int(m.group(1)) * 12 + 6}个月", text)
    for words in kept:
        text = text.replace("\ue000", words, 1)
    return text


_CLAUSE_END = re.compile(r"[。;?\n]")


def statements(text: str) -> list[str]:
    """Plain text cut at full stops and semicolons."""
    return [part for part in _CLAUSE_END.split(text) if part.strip(",:、- ")]


def phrases(text: str) -> list[str]:
    """A statement cut at commas and colons."""
    return [part for part in re.split(r"[,:]", text) if part.strip("、- “”()")]


def untitled(text: str) -> str:
    """Plain text with the names and numbers of documents taken out."""
    return re.sub(r"\(?(?:[一-鿿]{2,8})?\[(?:19|20)\d\d\]第?\d+号\)?", "", re.sub(r"《[^》]*》", "《》", text))


_HAN = re.compile(r"[一-鿿]+")


def bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring Chinese characters."""
    return frozenset(run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1))
