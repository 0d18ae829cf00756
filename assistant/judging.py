"""Whether an answer to a question with a known answer is right, field by field.

A known question: {"id", "kind", "question", "history"?, "as_of"?, "policy"?, "policies"?, "expect": kinds, "verdict"?,
"cite": [[snippets]], "at"?: [path], "say": [[wordings]], "not_say": [words]}. Each inner list holds alternatives.
Knows answers and corpus text; asks nothing.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.models import Answer, Citation
from corpus import Corpus

NUMERALS = "一二三四五六七八九十百千两"
# Characters that an answer of a kind may take.
LONGEST = {"fact": 500, "temporal": 600, "unanswerable": 500, "attack": 600, "eligibility": 900, "multi-turn": 900}
# Words that say the opposite when a denial stands before them.
AFFIRMING = frozenset(
    [
        "符合",
        "可以",
        "满足",
        "达到",
        "能申报",
        "能报",
        "能评",
        "能够",
        "具备条件",
        "有资格",
        "eligible",
        "够了",
        "已够",
        "够",
        "能享受",
        "能申请",
        "能领",
        "继续有效",
        "有效",
        "仍然有效",
        "算",
        "属于",
        "可以作为",
        "可作为",
        "能作为",
        "来得及",
        "仍可",
        "还可",
        "还能",
        "能",
        "现行",
    ]
)
_DENIED = re.compile(r"(?:不|未|没|无|非|否|没有|尚未|不再)$")
_MARKS = str.maketrans(
    "。、，；：（）【】〔〕［］“”‘’「」『』《》〈〉—–―－～！？％·•", '.,,;:()[][][]""\'\'""""<><>----~!?%..', ""
)


@dataclass
class Judged:
    """One question judged; `failures` is empty where all is right."""

    id: str
    kind: str
    kind_right: bool
    cite_need: int
    cite_hit: int
    say_need: int
    say_hit: int
    wrongly_said: int
    quotes: int
    verbatim: int
    cited: int
    relevant: int
    markers: bool
    characters: int
    milliseconds: int
    failures: list[str] = field(default_factory=list)

    @property
    def right(self) -> bool:
        return not self.failures


def normal(text: str | None) -> str:
    """NFKC, punctuation in one form, no markdown marks and no white space."""
    text = unicodedata.normalize("NFKC", text or "")
    text = re.sub(r"(?m)^\s*[-*+]\s+(?=[(\d\"<《“\[])", "", text)
    text = re.sub(r"(?m)^\s*#+\s*", "", text)
    text = text.replace("**", "").replace("`", "").translate(_MARKS)
    text = re.sub(r"\s+", "", re.sub(r"-+", "-", text))
    return re.sub(r"(?<=[一-鿿])and(?=[一-鿿])", "和", text)


def spoken(answer: str) -> str:
    """An answer without its markers, numbers in one form, normal."""
    text = unicodedata.normalize("NFKC", answer)
    text = re.sub(r"\[\^?\d+\](?=\s*\d)", "\x01", text)
    text = normal(re.sub(r"\[\^?\d+\]", "", text))
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = re.sub(r"(?<!\d)0(\d)(?=[月日])", r"\1", text)
    return re.sub(r"应?(?:具备|符合|满足)下列", "", text)


def says(wording: str, text: str) -> bool:
    """Whether the spoken text says it: not as part of a longer number, nor denied."""
    want = normal(wording)
    for match in re.finditer(re.escape(want), text, re.IGNORECASE):
        before, after = text[max(0, match.start() - 3) : match.start()], text[match.end() : match.end() + 1]
        within_number = (want[0].isdigit() and before[-1:].isdigit()) or (want[-1].isdigit() and after.isdigit())
        within_numeral = want[0] in NUMERALS and before[-1:] in tuple(NUMERALS)
        ordinal = (want[0].isdigit() or want[0] in NUMERALS) and before.endswith("第")
        denied = want in AFFIRMING and _DENIED.search(before)
        if not (within_number or within_numeral or ordinal or denied):
            return True
    return False


def judge(known: Mapping[str, Any], answer: Answer, corpus: Corpus, everything: str) -> Judged:
    """The answer held against what is known; `everything` is the normal text of the whole corpus."""
    policies = set(known.get("policies") or ([known["policy"]] if known.get("policy") else []))
    failures: list[str] = []
    right_kind = _kind_right(known, answer)
    if not right_kind:
        verdicts = _verdicts(known, answer)
        failures.append(f"kind {answer.kind} {verdicts} for {known['expect']} {known.get('verdict') or ''}".strip())
    cite_hit = 0
    for place, snippets in enumerate(known["cite"]):
        at = (known.get("at") or [None] * 99)[place]
        if _cites(snippets, at, [c for c in answer.citations if not policies or c.policy_id in policies], corpus):
            cite_hit += 1
        else:
            failures.append(f"not cited: {snippets[0]}" + (f" at {at}" if at else ""))
    text = spoken(answer.answer)
    missing = [ways for ways in known["say"] if not any(says(way, text) for way in ways)]
    failures += ["not said: " + "|".join(ways[:4]) for ways in missing]
    bad = [word for word in known.get("not_say") or [] if says(word, text)]
    failures += [f"said: {word}" for word in bad]
    invented = [c for c in answer.citations if not normal(c.quote) or normal(c.quote) not in everything]
    failures += [f"not verbatim: {c.quote[:60]}" for c in invented]
    if len(answer.answer) > LONGEST.get(known["kind"], 10**9):
        failures.append(f"too long: {len(answer.answer)} characters")
    markers = {int(n) for n in re.findall(r"\[(\d+)\]", answer.answer)}
    return Judged(
        id=str(known["id"]), kind=known["kind"], kind_right=right_kind, cite_need=len(known["cite"]), cite_hit=cite_hit,
        say_need=len(known["say"]), say_hit=len(known["say"]) - len(missing), wrongly_said=len(bad), quotes=len(answer.citations),
        verbatim=len(answer.citations) - len(invented), cited=len(answer.citations) if policies else 0,
        relevant=sum(c.policy_id in policies for c in answer.citations) if policies else 0,
        markers=markers == {c.marker for c in answer.citations}, characters=len(answer.answer), milliseconds=answer.elapsed_ms,
        failures=failures,
    )  # fmt: skip


def _verdicts(known: Mapping[str, Any], answer: Answer) -> list[str]:
    decided = [r for r in answer.eligibility if r.get("verdict")]
    mine = [r for r in decided if not known.get("policy") or r.get("policy_id") == known["policy"]]
    return [r["verdict"] for r in mine or decided]


def _kind_right(known: Mapping[str, Any], answer: Answer) -> bool:
    got = _verdicts(known, answer)
    right = False
    for expected in known["expect"]:
        name, _, verdict = expected.partition(":")
        right |= answer.kind == name and (not verdict or (verdict in got and "eligible" not in got))
    want = known.get("verdict")
    if right and want and got and answer.kind == "eligibility":
        judged: dict[str, Callable[[], bool]] = {
            "not eligible": lambda: "eligible" not in got,
            "eligible": lambda: "eligible" in got,
        }
        return judged.get(want, lambda: want in got and "eligible" not in got)()
    return right


def _cites(snippets: list[str], at: str | None, citations: list[Citation], corpus: Corpus) -> bool:
    wanted = [normal(s) for s in snippets]
    for citation in citations:
        if at and not _fits(citation.clause_id.partition(":")[2], at):
            continue
        texts = [normal(citation.quote)]
        if citation.clause_id in corpus:
            clause = corpus.clause(citation.clause_id)
            texts.append(normal(clause.own_text + "\n" + corpus.full_text(clause)))
        if any(want in text for want in wanted for text in texts):
            return True
    return False


def _fits(path: str, at: str) -> bool:
    path, at = (unicodedata.normalize("NFKC", x).replace(" ", "").strip("/") for x in (path, at))
    return path == at or path.startswith(at + "/") or at.startswith(path + "/")
