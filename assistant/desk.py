"""What one turn has before it: who asks about which day, and the clauses and decisions that the tools have laid there.

A handle is a place on this desk and means nothing outside the turn. Knows corpus and index; no model.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

from assistant.protocol import FoundClause
from corpus import Clause, Corpus
from corpus.references import printed_path

if TYPE_CHECKING:
    from index import Filters, Hit

Search = Callable[..., "list[Hit]"]
# Longer lists are shown in part; the clauses below can be looked up.
LONGEST_TEXT = 1600


@dataclass
class Desk:
    """One turn's table. Tools write on it; grounding reads it.

    `said` is what the person has said; `reads_itself` that the facts are read by our code and not by a language model.
    """

    corpus: Corpus
    search: Search
    as_of: date
    policy: str | None = None
    prefer: "Filters | None" = None
    facts: dict[str, Any] = field(default_factory=dict)
    said: str = ""
    reads_itself: bool = False
    clauses: list[FoundClause] = field(default_factory=list)
    results: list[dict[str, Any]] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    trace: list[dict[str, Any]] = field(default_factory=list)
    stopped: Event = field(default_factory=Event)
    _laying: Lock = field(default_factory=Lock, repr=False)

    def lay(self, clause: Clause, score: float | None = None) -> FoundClause:
        """Puts a clause on the desk, once, and gives it with its handle; tools called side by side share the desk."""
        with self._laying:
            for found in self.clauses:
                if found["clause_id"] == clause.id:
                    return found
            found = describe(clause, self.corpus, self.as_of, handle=len(self.clauses) + 1, score=score)
            self.clauses.append(found)
            return found

    def lay_all(self, clauses: Iterable[Clause]) -> list[FoundClause]:
        """Puts several down, in order."""
        return [self.lay(clause) for clause in clauses]

    def clause_of(self, handle: int) -> FoundClause | None:
        """The clause that a handle means; None for a forged one."""
        return self.clauses[handle - 1] if 0 < handle <= len(self.clauses) else None

    def note(self, step: str, **what: Any) -> None:
        """Adds a step to the trace."""
        self.trace.append({"step": step, **what})


def describe(clause: Clause, corpus: Corpus, as_of: date, *, handle: int, score: float | None) -> FoundClause:
    """A clause in plain values, with what stands above it and its document's status on the day."""
    policy = corpus.policies[clause.policy_id]
    status = policy.status_on(as_of)
    until = corpus.in_force_until(clause)
    return FoundClause(
        handle=handle,
        clause_id=clause.id,
        policy_id=policy.id,
        title=policy.title,
        number=policy.number,
        path=printed_path(clause),
        label=clause.label,
        heading=clause.heading,
        text=clause.text,
        full_text=corpus.full_text(clause),
        context=[f"{c.label}{c.heading or c.text[:80]}" for c in corpus.ancestors(clause)],
        status=status.status,
        status_note=status.note,
        in_force_until=until.isoformat() if until else None,
        score=score,
    )


def shown(found: FoundClause) -> str:
    """A clause as a chat model reads it: handle, document, place, status if not plainly in force, text; never an id."""
    number = f"（{found['number']}）" if found["number"] else ""
    remarks = [found["status"]] if found["status"] != "现行" else []
    if found["in_force_until"]:
        remarks.append(f"有效至 {found['in_force_until']}")
    lines = [f"[{found['handle']}] 《{found['title']}》{number}{found['path']}" + "".join(f"〔{r}〕" for r in remarks)]
    if found["context"]:
        lines.append("所在：" + " ＞ ".join(found["context"]))
    text = found["full_text"]
    lines.append("原文：" + (text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "……（以下从略，可逐条查阅）"))
    return "\n".join(lines)
