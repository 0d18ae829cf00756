"""Right and wrong sentences made from the whole corpus, each with the way it was made.

Right: copies of statements, and paraphrases by rules that keep the meaning. Wrong: one thing changed in a right sentence, or the
right sentence with another clause cited. A change that happens to be borne after all (the other number also stands there)
is left out where that can be seen from the text alone.

    python -m tests.assistant.grounding.generated            the table
    python -m tests.assistant.grounding.generated negation   what was let through of one kind
    python -m tests.assistant.grounding.generated --write FILE
"""

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus import Clause, Corpus, load_corpus
from corpus.levels import rank_of
from tests.assistant.grounding.right_sentences import paraphrased, placed, right, statements, styled


@dataclass(frozen=True)
class Pair:
    id: str
    kind: str
    sentence: str
    clauses: tuple[str, ...]
    borne: bool
    question: str = ""


Change = Callable[[str, Clause, Corpus, random.Random], str | None]


def _sub_one(pattern: str, into: Callable[[re.Match[str]], str], text: str, rng: random.Random) -> str | None:
    found = list(re.finditer(pattern, text))
    if not found:
        return None
    match = rng.choice(found)
    new = into(match)
    return text[: match.start()] + new + text[match.end() :] if new != match[0] else None


def _swap(table: list[str]) -> Change:
    def change(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
        there = [w for w in table if w in text]
        if not there:
            return None
        word = max(there, key=len)
        whole = context(clause, corpus)
        others = [w for w in table if w not in word and word not in w and w not in whole]
        return text.replace(word, rng.choice(others), 1) if others else None

    return change


def context(clause: Clause, corpus: Corpus) -> str:
    return "\n".join([corpus.full_text(clause), *(c.own_text for c in corpus.ancestors(clause))])


def number(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    def into(m: re.Match[str]) -> str:
        n = int(m[0])
        return str(rng.choice([x for x in (n + 1, n + 2, max(1, n - 1), n * 2) if x != n]))

    return _sub_one(
        r"(?<![\d.〔第—\-])\d{1,3}(?=年(?!\d|月|底|度)|项|个月|名|人|天|个工作日|周岁|岁|条|次|学时|篇|日前|%|个)",
        into,
        text,
        rng,
    )


def amount(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    return _sub_one(r"\d+(?=万?元)", lambda m: str(int(m[0]) + rng.choice([10, 50, 100])), text, rng)


def unit(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    pairs = {
        "个月": "年",
        "年": "个月",
        "个工作日": "个月",
        "学时": "天",
        "万元": "元",
        "元": "万元",
        "日": "个月",
        "项": "年",
    }

    def into(m: re.Match[str]) -> str:
        return m[1] + pairs[m[2]]

    return _sub_one(r"((?<![\d〔.])\d{1,4})(个月|年(?!\d|月|底|度)|个工作日|学时|万元|元|项)", into, text, rng)


def date_changed(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    def into(m: re.Match[str]) -> str:
        which = rng.choice(["y", "m"])
        if which == "y":
            return f"{int(m[1]) + rng.choice([-1, 1, 2])}年{m[2]}月"
        return f"{m[1]}年{(int(m[2]) + rng.choice([1, 2, 3])) % 12 + 1}月"

    return _sub_one(r"(20\d\d)年(\d{1,2})月", into, text, rng) or _sub_one(
        r"(?<!\d)(\d{1,2})月(\d{1,2})日", lambda m: f"{m[1]}月{int(m[2]) % 28 + 1}日", text, rng
    )


def document_number(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    titled = placed(clause, text, corpus)
    return _sub_one(r"〔(\d{4})〕(\d+)号", lambda m: f"〔{m[1]}〕{int(m[2]) + rng.choice([1, 2, 10])}号", titled, rng)


def document_year(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    titled = placed(clause, text, corpus)
    return _sub_one(r"〔(\d{4})〕", lambda m: f"〔{int(m[1]) + rng.choice([-1, 1, 2])}〕", titled, rng)


def title_swapped(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    other = rng.choice([p for p in corpus.policies.values() if p.id != clause.policy_id])
    return f"根据《{other.title}》，{text}"


def level(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    above = [c.heading for c in corpus.ancestors(clause) if c.heading and rank_of(c.heading)]
    if not above:
        return None
    own = above[-1]
    ladder = (
        ["助理工程师", "工程师", "高级工程师", "正高级工程师"]
        if "工程师" in own
        else ["助理讲师", "讲师", "高级讲师", "正高级讲师"]
    )
    return f"申报{rng.choice([x for x in ladder if x != own])}，{text}"


def held_level(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    return _swap(["员级职称", "助理级职称", "中级职称", "副高级职称", "正高级职称"])(text, clause, corpus, rng)


def negation(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    flips = [
        (r"不得", "可以"), (r"无需", "需要"), (r"不再", "继续"), (r"可不", "须"), (r"不受", "受"), (r"严禁|禁止", "允许"),
        (r"应当|应(?=[按向由在将对以为及遵确取具坚严加结提依])", "不应"), (r"可以", "不可以"), (r"(?<![不许认])可(?=[按向由在将申登采享直到持自选破])", "不可"),
        (r"负责(?!人)", "不负责"), (r"具备(?=[^，]{2})", "不具备"), (r"给予", "不给予"), (r"取得(?=[^得])", "未取得"), (r"获得", "未获得"),
        (r"未(?=[一-鿿])", "已"), (r"通过(?=.{0,3}$)", "未通过"), (r"参加", "不参加"), (r"必须", "不必"), (r"鼓励", "不鼓励"),
    ]  # fmt: skip
    rng.shuffle(flips)
    for pattern, into in flips:
        if found := _sub_one(pattern, lambda m, into=into: into, text, rng):
            return found
    return None


def direction(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    for pattern, into in (
        (r"以上", "以下"),
        (r"不少于|不低于|至少", "不超过"),
        (r"不超过|最高|最长|至多", "不少于"),
        (r"未满", "已满"),
        (r"以内", "以上"),
    ):
        if re.search(pattern, text):
            return re.sub(pattern, into, text, count=1)
    return None


def any_or_all(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    if "之一" in text:
        return text.replace("下列条件之一", "下列全部条件").replace("之一", "的全部")
    lead = corpus.parent(clause)
    if lead and "之一" in lead.own_text and clause.label:
        return f"{text}，这只是必须同时满足的条件之一，各项须全部满足"
    return None


def and_or(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    return _sub_one(r"(?<=[一-鿿])或者?(?=[一-鿿])(?!以上)", lambda m: "和", text, rng) or _sub_one(
        r"(?<=[一-鿿])(?<!参)[和与](?=[一-鿿])", lambda m: "或", text, rng
    )


def actor(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    return _swap(
        ["用人单位", "劳动者", "市人力资源社会保障局", "区人力资源社会保障局", "公服中心", "税务部门", "商业银行", "评审委员会", "行业协会",
         "保险机构", "乡镇", "之江实验室", "省经信厅", "评审服务机构", "学校", "第三方签署服务机构", "市财政局"]
    )(text, clause, corpus, rng)  # fmt: skip


def actors_exchanged(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    match = re.search(
        r"(用人单位|保险机构|公服中心|村|各区|税务机关|企业)([应可须]?)(向|为|对)(劳动者|投保人|乡镇|税务机关|乡村振兴协理员|税务部门)",
        text,
    )
    return text.replace(match[0], f"{match[4]}{match[2]}{match[3]}{match[1]}") if match else None


def rank(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    for pattern, into in (
        (r"排名前三", "排名前五"), (r"排名前五", "排名前十"), (r"排名第一", "排名第二"), (r"第一(发明人|作者|完成人)", r"第二\1"),
        (r"主要完成人", "参与人"), (r"主持", "参与"), (r"主要起草人", "参与起草人"), (r"参与完成", "主持完成"),
    ):  # fmt: skip
        if re.search(pattern, text):
            return re.sub(pattern, into, text, count=1)
    return None


def modality(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    return _sub_one(
        r"(?<![许认不])可(?:以)?(?=[按向由在将申登采享直到持自选破])", lambda m: "必须", text, rng
    ) or _sub_one(r"应(?:当)?(?=[按向由在将对以为及遵确取具坚严加结提依])", lambda m: "可以", text, rng)


ADDED = (
    "并须缴纳评审费", "且须通过职称外语考试", "还须提交无犯罪记录证明", "同时须参加计算机应用能力考试", "并可优先获得住房补贴",
    "且申报人年龄不得超过45周岁", "由市政府统一颁发奖金", "并须经单位法定代表人签字同意", "还应具有海外学习经历", "且须在北京缴纳社保满3年",
)  # fmt: skip


def added(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    return f"{text}，{rng.choice(ADDED)}"


def added_from_elsewhere(text: str, clause: Clause, corpus: Corpus, rng: random.Random) -> str | None:
    others = [t for c, t in _ALL if c.policy_id != clause.policy_id and 10 <= len(t.split("，")[0]) <= 24]
    return f"{text}，{rng.choice(others).split('，')[0]}"


_ALL: list[tuple[Clause, str]] = list(statements(load_corpus()))

CHANGES: dict[str, Change] = {
    "number": number,
    "amount": amount,
    "unit": unit,
    "date": date_changed,
    "document number": document_number,
    "document year": document_year,
    "title": title_swapped,
    "degree": _swap(["博士", "硕士", "大学本科", "大学专科", "中等职业学校"]),
    "level": level,
    "held level": held_level,
    "negation": negation,
    "direction": direction,
    "any/all": any_or_all,
    "and/or": and_or,
    "actor": actor,
    "actors exchanged": actors_exchanged,
    "rank": rank,
    "scope": _swap(["国家级", "省部级", "市级", "区级"]),
    "award": _swap(["一等奖", "二等奖", "三等奖", "金奖", "银奖", "铜奖"]),
    "modality": modality,
    "added": added,
    "added from elsewhere": added_from_elsewhere,
}


def wrong(corpus: Corpus, rng: random.Random) -> Iterator[tuple[str, Clause, str, tuple[str, ...]]]:
    for clause, text in statements(corpus):
        base = text if rng.random() < 0.5 else paraphrased(text, rng)
        dress = rng.random() < 0.3
        for kind, change in CHANGES.items():
            for source in (base, text):
                new = change(source, clause, corpus, rng)
                if new and new != source:
                    yield kind, clause, styled(new, rng) if dress else new, (clause.id,)
                    break
        if clause.parent_id:
            siblings = [c for c in corpus.children(corpus.clause(clause.parent_id)) if c.id != clause.id]
            siblings = [c for c in siblings if text[:12] not in corpus.full_text(c)]
            if siblings:
                yield "cited: sibling", clause, base, (rng.choice(siblings).id,)
        same = [c for c, t in _ALL if c.policy_id == clause.policy_id and text[:12] not in corpus.full_text(c)]
        yield "cited: same document", clause, base, (rng.choice(same).id,)
        other = [c for c, t in _ALL if c.policy_id != clause.policy_id and text[:12] not in corpus.full_text(c)]
        yield "cited: other document", clause, base, (rng.choice(other).id,)


def pairs(seed: int = 1, share: float = 1.0) -> list[Pair]:
    """Every pair, or a share of them chosen by chance."""
    corpus, rng = load_corpus(), random.Random(seed)
    made = [(kind, c, t, (c.id,), True) for kind, c, t in right(corpus, rng)]
    made += [(kind, c, t, ids, False) for kind, c, t, ids in wrong(corpus, rng)]
    kept = [m for m in made if rng.random() < share]
    return [Pair(f"{n}", kind, t + "。", ids, borne) for n, (kind, _, t, ids, borne) in enumerate(kept)]


def main() -> None:
    import time

    from assistant.grounding import Ground, Guard

    guard, made = Guard(load_corpus()), pairs(seed=7)
    if "--write" in sys.argv:
        with open(sys.argv[-1], "w", encoding="utf-8") as file:
            for p in made:
                row = {
                    "id": p.id,
                    "sentence": p.sentence,
                    "clauses": list(p.clauses),
                    "question": p.question,
                    "borne": p.borne,
                }
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    counts: dict[tuple[bool, str], list[int]] = defaultdict(lambda: [0, 0])
    started = time.monotonic()
    for pair in made:
        judgement = guard.judge(pair.sentence, pair.clauses, Ground(pair.question))
        ok = judgement.passed == pair.borne
        count = counts[pair.borne, pair.kind]
        count[0] += ok
        count[1] += 1
        if not ok and pair.kind in sys.argv[1:]:
            print(pair.clauses, pair.sentence, judgement.why)
    for (borne, kind), (ok, n) in sorted(counts.items(), reverse=True):
        print(f"{'passed' if borne else 'caught'}  {kind:<24}{ok:>6} of {n:<6}{100 * ok / n:6.1f} %")
    for borne in (True, False):
        ok, n = (sum(c[i] for (b, _), c in counts.items() if b == borne) for i in (0, 1))
        print(
            f"{'right sentences refused' if borne else 'wrong sentences caught'}: {100 * ((n - ok) if borne else ok) / n:.2f} % of {n}"
        )
    print(f"{(time.monotonic() - started) / len(made) * 1000:.2f} ms a sentence")


if __name__ == "__main__":
    main()
