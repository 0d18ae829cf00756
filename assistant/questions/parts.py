"""The parts of a question: what somebody tells, what is taken for granted, what is asked."""

import re

from assistant.questions.question import Question

_ASKS = re.compile(
    "[?]|吗|呢|几(?!次三番)|多少|什么|啥|哪|怎|咋|谁|如何|为何|能不能|可不可以|是不是|要不要|有没有|会不会|算不算|是否|能否"
)
_SOMEBODY = re.compile(
    "我|本人|咱|俺|自己|他|她|人(?:想|要|刚|已)|家|孩子|儿子|女儿|同事|朋友|媳妇|老公|老婆|小伙|姑娘|老板|员工|公司|单位"
)


def parts(text: str) -> list[tuple[int, int]]:
    """Where the parts of a plain text stand, cut at its commas and stops."""
    return [match.span() for match in re.finditer("[^,，。;；!]+", text)]


def asks(part: str) -> bool:
    """Whether a part asks something."""
    return bool(_ASKS.search(part))


_HEARSAY = re.compile(
    "(?:但是?|可是?|不过|而且|我)?(?:也|都)?(?:听[^,。;?!]{0,4}说|据说|看到?有人说|(?:别人|人家|有人|同事|朋友|同学|网上|他们|领导|人事|中介|hr)(?:都|也|还|又|跟我|告诉我)*(?:说|讲|传))"
)


def without_hearsay(text: str) -> str:
    """A text without the remarks of what others say (听说那边大专7年就行), where these neither ask nor speak of the person."""
    pieces = [match.group() for match in re.finditer("[^,。;?!]+[,。;?!]*", text)]

    def remark(piece: str) -> bool:
        cue = _HEARSAY.match(piece)
        return cue is not None and not asks(piece.rstrip("?")) and not re.search("我|本人", piece[cue.end() :])

    return "".join(piece for piece in pieces if not remark(piece))


# `断了几个月没交`: told, not asked.
_TOLD_NUMBER = re.compile("(?:了|过|前)(?:好)?几(?:[个天年月次回笔])")


def without_situation(question: Question) -> Question | None:
    """`村里的小伙子当上协理员，合同一签几年`: what the person tells first only names the matter; the asking part leads.

    None where nothing is told before it asks, or the asking part has no words of its own.
    """
    found = parts(question.plain)
    first = next((start for start, end in found if asks(_TOLD_NUMBER.sub("", question.plain[start:end]))), 0)
    told = question.plain[:first]
    if not told or not _SOMEBODY.search(told):
        return None
    if not any(t.role == "subject" and t.start >= first for t in question.terms):
        return None
    terms = tuple(
        t if t.start >= first or t.role != "subject" else t.model_copy(update={"role": "name"}) for t in question.terms
    )
    return question.model_copy(update={"terms": terms})
