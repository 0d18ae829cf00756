"""An answer before it has handles: lines of text, and the words of the clauses that bear them.

A draft marks a clause by its id between ⟦ and ⟧; the chat model puts the turn's handle there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from corpus import Clause, Corpus, Policy
from corpus.references import printed_path

Kind = Literal["answer", "eligibility", "clarification", "refusal"]
MARK = re.compile(r"⟦([^⟧]+)⟧")


@dataclass
class Draft:
    """What will be said. `quotes`: clause id -> words of that clause, word for word; `decided`: lines that our code worked out."""

    kind: Kind
    lines: list[str] = field(default_factory=list)
    quotes: dict[str, str] = field(default_factory=dict)
    follow_ups: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)

    def decide(self, line: str) -> None:
        """Says what code has worked out of the person's case or of a document's own data, and no clause says in words."""
        self.decided.append(MARK.sub("", line))
        self.say(line)

    def say(self, line: str) -> None:
        self.lines.append(line)

    def cite(self, clause: Clause, quote: str = "") -> str:
        """The mark of a clause; its first quotation is the one kept."""
        if words := _quotable(quote or first_words(clause)):
            self.quotes.setdefault(clause.id, words)
        return f"⟦{clause.id}⟧"

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    @property
    def cited(self) -> list[str]:
        """Clause ids in the order they are cited."""
        return list(dict.fromkeys(MARK.findall(self.text)))


def _quotable(words: str) -> str:
    """A quotation stops before a web address, whose printing differs between sources."""
    before = re.split(r"[，（(：:、]?[^，。；（(]{0,8}https?://", words)[0].strip()
    return before if len(before) >= 8 else words.strip()


def first_words(clause: Clause) -> str:
    """What to quote of a clause as a whole: its text, or its heading where it has none."""
    words = clause.text or clause.heading
    return words if len(words) <= 300 else words[:300].rsplit("，", 1)[0]


def short_title(corpus: Corpus, policy_id: str) -> str:
    """《title》 with its number, as a reader cites it."""
    policy = corpus.policies[policy_id]
    return f"《{policy.title}》" + (f"（{policy.number}）" if policy.number else "")


def place(corpus: Corpus, clause: Clause) -> str:
    """《title》附件 三（二）2"""
    return f"《{corpus.policies[clause.policy_id].title}》{printed_path(clause)}"


def status_remark(corpus: Corpus, policy_id: str, day: date) -> str:
    """What a reader must know about a document that is not simply in force on that day; else nothing."""
    policy = corpus.policies[policy_id]
    status = policy.status_on(day)
    if status.status == "征求意见稿":
        return "注意：这是征求意见稿，尚未正式印发，不是现行规定。"
    if status.status == "尚未施行":
        since = policy.effective
        return "注意：当日该文件尚未施行" + (f"（{said_day(since)}起施行）。" if since else "。")
    if status.status in ("已失效", "已被替代"):
        inferred = "（据内容推断，没有文件写明废止）" if status.basis == "inferred" else ""
        newer = next((corpus.policies[r.policy].title for r in policy.superseded_by if r.policy in corpus.policies), "")
        if status.status == "已被替代":
            return f"注意：该文件已由《{newer}》替代{inferred}。" if newer else f"注意：该文件已被替代{inferred}。"
        return (
            f"注意：该文件{said_day(since)}起已失效{inferred}。"
            if (since := _since(policy, day))
            else f"注意：该文件已失效{inferred}。"
        )
    return ""


def _since(policy: Policy, day: date) -> date | None:
    """From when the document has the status it has on that day."""
    return max((p.from_ for p in policy.timeline if p.from_ and p.from_ <= day), default=None)


def said_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def trimmed(sentence: str) -> str:
    """A sentence without its closing mark, for use inside another."""
    return re.sub(r"[。；;：:，]+$", "", sentence.strip())


def joined(parts: Sequence[str]) -> str:
    return "、".join(part for part in parts if part)
