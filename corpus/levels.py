"""The five ranks of professional titles, and the words people use for them."""

import re
from functools import lru_cache

RANKS = ("员级", "助理级", "中级", "副高级", "正高级")

# Longest first within a rank; 高级工程师 holds 工程师, so what matched is blanked before the next rank is looked for.
_WORDS = tuple(
    (rank, re.compile(words))
    for rank, words in (
        ("正高级", r"正高级?(?:工程师|讲师|实习指导教师|职称)?|正高工|教授级高级工程师|教高"),
        ("副高级", r"副高级?(?:职称)?|高级(?:工程师|讲师|实习指导教师)|高工"),
        ("助理级", r"助理级?(?:工程师|讲师)?|助工|二级实习指导教师|初级(?:职称)?"),
        ("员级", r"技术员|员级|三级实习指导教师"),
        ("中级", r"中级(?:职称)?(?!工班)|一级实习指导教师|工程师|(?<!助理)讲师"),
    )
)


def level_words(text: str) -> tuple[str, ...]:
    """The ranks that a text names, in the order of RANKS."""
    found = set()
    for rank, pattern in _WORDS:
        text, count = pattern.subn("□", text)
        if count:
            found.add(rank)
    return tuple(rank for rank in RANKS if rank in found)


@lru_cache(maxsize=4096)
def rank_of(heading: str) -> str | None:
    """The rank whose title a heading is (`高级工程师` -> 副高级), or None for other headings."""
    bare = re.sub(r"\s+", "", heading)
    for rank, pattern in _WORDS:
        if bare and pattern.fullmatch(bare):
            return rank
    return None
