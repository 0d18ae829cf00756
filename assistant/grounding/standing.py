"""What a sentence says of a document's standing: superseded, expired, not yet in force, a draft.

Held against the front matter on the day that is asked about; a piece that says nothing else is settled by that. Knows the corpus.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.grounding.placing import Segment, segments
from assistant.grounding.text import plain, untitled
from corpus import Corpus

_SAID = (
    ("已被替代", r"(?:已经?|业已)?被(?:[^,。]{0,20}?)(?:替代|取代|代替)"),
    ("已失效", r"(?:现已|已经?|均已|业已)(?:失效|作废|废止|过期(?!限))"),
    ("尚未施行", r"(?:尚|还|仍)未(?:正式)?(?:施行|生效|实施|执行)|还没有?(?:正式)?(?:施行|生效|实施|执行)"),
    ("现行", r"(?:仍然?|依然|还|继续|同时|现行)有效(?!期)|(?:仍|还|依然)在?(?:试行|施行|执行)|现行有效|正在?(?:施行|执行|实施|试行)中?|(?:性质上)?(?:属于|是)(?:[一1]份)?试行(?:办法|文件|规定)(?:的规定)?|(?:仍|还|也|都)?可以?(?:继续)?作为(?:申报|办理)?依据"),
    ("征求意见稿", r"(?:还|只|仅|仍|目前)*(?:是(?:[一1]份)?征求意见稿|[在处]于?征求意见(?:阶段|中)?)|(?:并非|还?不是)正式(?:规定|文件|办法)|(?:尚|还)未正式(?:印发|发布)|还没有?正式(?:印发|发布)"),
)  # fmt: skip
# What follows from a document being no rule any more, or not yet.
_NO_RULE = re.compile(
    r"不(?:宜|应|能|可)?再?作为(?:申报|办理)?依据|(?:只|仅)(?:供|作)(?:您)?(?:参考|了解|对照)|(?:只|仅)是当时的规定"
)
_BESIDE = re.compile(
    r"《》|[一-鿿]{0,8}\[\d{4}\]\d+号|\d+号文?|[一-鿿]{0,10}(?:办法|通知|公告|文件|方案|通告)(?:\(试行\))?|(?:中|里)的[一-鿿]{0,8}|"
    r"截至[^,。]{0,12}[日月年]|(?:19|20)\d\d年的?|与|和|后者|但是?|不过|而且?|且|目前|现在|当时|当日|仍然?|依然|这份|该|此|上述|以上|它|需要?|注意|说明|的是|就是|都|均|也|还|了|,|\(|\)|:"
)


def misstated(text: str, clauses: Sequence[str], days: Sequence[date], corpus: Corpus) -> Iterator[str]:
    """A standing that none of the documents cited or named has on any of the days, one line each."""
    held = _held(text, clauses, days, corpus)
    for status, pattern in _SAID:
        said = [piece.text for piece in segments(text) if _says_only_that(piece) and re.search(pattern, piece.text)]
        of_another = said and any(corpus.policies[p].title in text for p in _related(clauses, corpus))
        if (
            held
            and said
            and status not in held
            and not of_another
            and not (status == "已失效" and _of_one_repealed(text, clauses, corpus))
            and not _of_related(said, status, clauses, days, corpus)
        ):
            yield f"所引文件不是“{status}”"


def settled(text: str, clauses: Sequence[str], days: Sequence[date], corpus: Corpus) -> str:
    """The sentence without the pieces that say nothing but the standing its documents have."""
    held = _held(text, clauses, days, corpus)
    kept = [
        part for part in re.split(r"(?<=[,;。])|(?=\()|(?<=\))", text)
        if not (part and _says_only_that(part) and _is_so(part, held))
    ]  # fmt: skip
    return "".join(kept).rstrip(",")


def _of_one_repealed(text: str, clauses: Sequence[str], corpus: Corpus) -> bool:
    """已废止：《…公告》(2011年第20号)同时废止: of a document that is not here, which a cited clause repeals by name."""
    if any(policy.title in text for policy in corpus.policies.values()):
        return False
    cited = [plain(corpus.full_text(corpus.clause(c))) for c in clauses if c in corpus]
    repealed = {
        t for whole in cited if re.search("废止|停止执行|失效", whole) for t in re.findall("《([^《》]+)》", whole)
    }
    return any(title in text for title in repealed)


def _related(clauses: Sequence[str], corpus: Corpus) -> set[str]:
    """The documents that those of the cited clauses supersede, or are superseded by."""
    cited = [corpus.policies[corpus.clause(c).policy_id] for c in clauses if c in corpus]
    return {r.policy for policy in cited for r in (*policy.supersedes, *policy.superseded_by)} & set(corpus.policies)


def _of_related(said: Sequence[str], status: str, clauses: Sequence[str], days: Sequence[date], corpus: Corpus) -> bool:
    """这份试行办法已被替代, citing the document that took its place: a related one whose title has the words."""
    named = "".join(re.findall(r"试行|征求意见|旧|原", "".join(said)))
    return any(
        status in {str(corpus.policies[p].status_on(day).status) for day in days}
        and bool(named)
        and (named[:2] in corpus.policies[p].title or named in "旧原")
        for p in _related(clauses, corpus)
    )


def _held(text: str, clauses: Sequence[str], days: Sequence[date], corpus: Corpus) -> set[str]:
    ids = {corpus.clause(c).policy_id for c in clauses if c in corpus}
    policies = [p for p in corpus.policies.values() if p.id in ids or p.title in text]
    if days:
        held = {str(policy.status_on(day).status) for policy in policies for day in days}
    else:
        held = {str(period.status) for policy in policies for period in policy.timeline}
    # What is on trial applies; what is a draft does not yet.
    return held | ({"现行"} if "试行" in held else set()) | ({"尚未施行"} if "征求意见稿" in held else set())


def _is_so(part: str, held: set[str]) -> bool:
    said = {status for status, pattern in _SAID if re.search(pattern, part)}
    return said <= held if said else bool(held - {"现行", "试行"})


def _says_only_that(part: "str | Segment") -> bool:
    rest = untitled(part if isinstance(part, str) else part.text).rstrip("。;,")
    found = False
    for pattern in (*(pattern for _, pattern in _SAID), _NO_RULE.pattern):
        rest, times = re.subn(pattern, "", rest)
        found = found or bool(times)
    return found and len(re.findall(r"\w", _BESIDE.sub("", rest))) <= 1
