"""Question–clause pairs made from the project's own clauses, to train the bundled model on.

A question names its document and the headings above the clause in the words people use (the field's synonyms), keeps
a few words of the clause, and asks for what the clause gives: years, money, a date, a place, a list. No question of
any evaluation set goes in.
"""

import random
import re
from collections.abc import Iterator

from corpus import Clause, Corpus
from index.chunks import chunk_corpus
from index.tokens import groups, normalise, words

QUESTIONS_A_CHUNK = 8

# What a clause gives, by how it says it, and how people ask for that.
FRAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"满\d+年", ("要几年", "要干几年", "工作年限要多久", "得满多少年", "年限")),
    (r"元|万", ("多少钱", "能拿多少", "补多少", "标准是多少", "最多多少钱")),
    (r"\d+月\d*日?|之日|截止", ("什么时候", "哪天", "截止到几号", "从哪天开始", "期限到什么时候")),
    (r"个月", ("几个月", "多长时间", "最长多久")),
    (r"工作日", ("公示几天", "要多少天", "几个工作日")),
    (r"周岁|岁", ("年龄要求", "多大岁数", "多少岁")),
    (r"学时|课时", ("多少学时", "多少课时", "要上多少课")),
    (r"热线|电话", ("打什么电话", "热线是多少")),
    (r"登录|网站|大厅|提交|窗口|办理", ("去哪办", "怎么办理", "在哪里申请", "怎么申请", "找谁")),
    (r"不得|严禁|不能", ("能不能", "可以吗", "允许吗", "行不行")),
    (r"负责|牵头|组织", ("谁负责", "哪个部门管", "归谁管")),
    (r"追究|取消|撤销|处理", ("会怎么处理", "有什么后果", "怎么处罚")),
    (r"论文|期刊|专利|标准|项目|课题", ("要什么成果", "算不算成果", "排名要求", "第几作者")),
    (r"包括|是指|所称", ("包括哪些", "什么意思", "算不算", "指什么")),
    (r"", ("有什么要求", "是什么", "怎么规定的", "条件", "吗", "")),
)
LISTS = ("有哪些", "哪几项", "都有哪些条件", "列一下", "一共几条", "具体是什么")


def clause_questions(corpus: Corpus, seed: int = 0) -> Iterator[tuple[str, str]]:
    """Pairs of a made-up question and the indexed text it asks for, the same for the same corpus and seed."""
    chance = random.Random(seed)
    for chunk in chunk_corpus(corpus):
        clause = corpus.clause(chunk.clause_id)
        for _ in range(QUESTIONS_A_CHUNK):
            yield _question(clause, chunk.text, corpus, chance), chunk.indexed


def _question(clause: Clause, text: str, corpus: Corpus, chance: random.Random) -> str:
    policy = corpus.policies[clause.policy_id]
    name = chance.choice([policy.title, *policy.aliases, *policy.subjects, ""])
    above = [c.heading for c in (*corpus.ancestors(clause), clause) if c.heading]
    headings = [re.sub(r"（.*?）", "", h) for h in above if chance.random() < 0.6]
    frames = LISTS if clause.children and chance.random() < 0.7 else _frames(text)
    parts = [name, *headings, *_some_words(text, chance), chance.choice(frames)]
    return colloquial(" ".join(part for part in parts if part), chance)


def _frames(text: str) -> tuple[str, ...]:
    """The ways to ask for something this text gives."""
    return tuple(frame for pattern, frames in FRAMES if re.search(pattern, text) for frame in frames)


def _some_words(text: str, chance: random.Random) -> list[str]:
    """A few of the clause's words, in their order."""
    kept = [word for word in words(normalise(text)) if len(word) > 1]
    places = sorted(chance.sample(range(len(kept)), min(len(kept), chance.randint(0, 5))))
    return [kept[place] for place in places]


def colloquial(question: str, chance: random.Random) -> str:
    """The question with some of the field's terms in other wordings."""
    for group in groups():
        for wording in group:
            if wording in question and chance.random() < 0.5:
                question = question.replace(wording, chance.choice(group))
                break
    return question
