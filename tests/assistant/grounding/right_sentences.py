"""Right sentences made from the whole corpus: copies of statements, and paraphrases by rules that keep the meaning."""

import random
import re
from collections.abc import Iterator

from corpus import Clause, Corpus
from corpus.levels import rank_of

HAN = "零一二三四五六七八九十"


def statements(corpus: Corpus) -> Iterator[tuple[Clause, str]]:
    for clause in corpus.walk():
        if clause.path.endswith(("前言", "通知", "结语")):
            continue
        for part in re.split(r"[。；\n]", clause.text):
            part = part.strip("：: ")
            if 12 <= len(part) <= 160 and not re.match(r"(?:\d{4}年\d+月\d+日|附件|特此)", part):
                yield clause, part


def chinese(n: int) -> str:
    if n <= 10:
        return HAN[n]
    if n < 20:
        return "十" + (HAN[n % 10] if n % 10 else "")
    if n < 100:
        return HAN[n // 10] + "十" + (HAN[n % 10] if n % 10 else "")
    return str(n)


PARAPHRASES: list[tuple[str, str]] = [
    (r"具备硕士学位或硕士研究生毕业", "硕士毕业"),
    (r"具备博士学位或博士研究生毕业", "博士毕业"),
    (r"大学本科学历", "本科学历"),
    (r"大学专科", "大专"),
    (r"从事本专业技术工作满(\d+)年", r"本专业技术工作干满\1年"),
    (r"(\d+)项及以上", r"至少\1项"),
    (r"不少于(\d)", r"至少\1"),
    (r"不超过(\d)", r"最多\1"),
    (r"不低于(\d)", r"至少\1"),
    (r"6个月", "半年"),
    (r"无需", "不用"),
    (r"不得", "不能"),
    (r"可(?=[一-鿿]{2})(?!以|靠|信|行|持续|视|能|调用|查询|篡|推广|复制|验证|重复)", "可以"),
    (r"应当|应(?=[按向由在将对以为及遵确取具坚严加结提依])", "需要"),
    (r"人力资源(?:和)?社会保障局", "人社局"),
    (r"具有", "有"),
    (r"自(20\d\d年\d+月(?:\d+日)?)起", r"从\1开始"),
    (r"之一(?=$|，)", "中的任意一项"),
    (r"以及|及(?!其?以|时|格)", "和"),
    (r"进行", ""),
    (r"组织开展", "开展"),
    (r"符合(?=.{0,12}条件)", "满足"),
    (r"获得", "拿到"),
]


def paraphrased(text: str, rng: random.Random) -> str:
    changed = text
    for pattern, into in PARAPHRASES:
        if rng.random() < 0.7:
            changed = re.sub(pattern, into, changed)
    if rng.random() < 0.6:
        changed = re.sub(
            r"(?<![\d.〔第—])(\d{1,2})(?=年(?!\d|月|底)|项|个月|名|人|天|个工作日|周岁|岁|条|次)",
            lambda m: chinese(int(m[1])),
            changed,
        )
    return changed


def reordered(text: str) -> str | None:
    parts = text.split("，")
    if len(parts) < 3 or re.match(r"[并且或但的与]", parts[-1]):
        return None
    return "，".join([parts[-1], *parts[:-1]])


def shortened(text: str) -> str | None:
    parts = text.split("，")
    rest = "，".join(parts[1:])
    return rest if len(parts) >= 2 and len(rest) >= 14 and not re.match(r"[并且或但的与其]", rest) else None


def placed(clause: Clause, text: str, corpus: Corpus) -> str:
    policy = corpus.policies[clause.policy_id]
    number = f"（{policy.number}）" if policy.number else ""
    return f"根据《{policy.title}》{number}，{text}"


def levelled(clause: Clause, text: str, corpus: Corpus) -> str | None:
    above = [c.heading for c in corpus.ancestors(clause) if c.heading and rank_of(c.heading)]
    return f"申报{above[-1]}，{text}" if above else None


BEFORE = ("根据规定，", "按照该文件，", "需要注意的是，", "简单来说，", "也就是说，", "目前来看，", "一般来说，", "答：", "对您来说，", "您需要知道，", "文件明确，",
          "政策上要求：", "结合您的情况，", "**要求**：", "- ")  # fmt: skip
BEHIND = ("，请您留意", "，具体以条款原文为准", "，这一点请注意", "，供您参考", "")


def styled(text: str, rng: random.Random) -> str:
    return rng.choice(BEFORE) + text + rng.choice(BEHIND)


def right(corpus: Corpus, rng: random.Random) -> Iterator[tuple[str, Clause, str]]:
    for clause, text in statements(corpus):
        yield "copy", clause, text
        if (other := paraphrased(text, rng)) != text:
            yield "paraphrase", clause, other
        yield "styled", clause, styled(paraphrased(text, rng), rng)
        if other := reordered(text):
            yield "reordered", clause, other
        if other := shortened(text):
            yield "shortened", clause, other
        yield "with title", clause, placed(clause, paraphrased(text, rng), corpus)
        if other := levelled(clause, paraphrased(text, rng), corpus):
            yield "with level", clause, other
