"""Policies as trees of clauses, and what holds on a day.

Knows documents; knows nothing of search, rules or people.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.errors import UnknownClause, UnknownPolicy

StatusName = Literal["尚未施行", "现行", "试行", "征求意见稿", "已失效", "已被替代"]
Basis = Literal["text", "inferred"]


@dataclass(frozen=True, slots=True)
class Clause:
    """One provision. `label` holds only what is printed; 前言, 结语, 通知 and 款 print none."""

    id: str
    policy_id: str
    label: str
    heading: str
    text: str
    parent_id: str | None
    children: tuple[str, ...]

    @property
    def path(self) -> str:
        """The document's own numbering from the outside in: `附件/三/（四）/6`."""
        return self.id.partition(":")[2]

    @property
    def own_text(self) -> str:
        """Heading and text: the clause's own words, without those below it."""
        return "\n".join(part for part in (self.heading, self.text) if part)


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Status(_Record):
    """What a document is on some day, and whether the text says so or we infer it."""

    status: StatusName
    basis: Basis
    note: str | None = None


class Period(Status):
    """From this day on (None: always) the document has this status."""

    from_: date | None = Field(None, alias="from")


class Relation(_Record):
    """Another document that this one replaces or is replaced by."""

    policy: str
    basis: Basis
    note: str


class End(_Record):
    """A provision with an end of its own; `until` is the last day it can be used."""

    clause: str
    until: date
    note: str


class Policy(_Record):
    """The front matter of policy.md. What a document does not say about itself stays empty."""

    id: str
    title: str
    number: str | None = None
    issuer: tuple[str, ...] = ()
    issued: date | None = None
    effective: date | None = None
    region: str | None = None
    subjects: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    timeline: tuple[Period, ...] = Field(min_length=1)
    supersedes: tuple[Relation, ...] = ()
    superseded_by: tuple[Relation, ...] = ()
    ends: tuple[End, ...] = ()
    source: Mapping[str, str] = Field(default_factory=dict)
    notes: tuple[str, ...] = ()
    order: int = 1000
    version: str = ""

    def status_on(self, day: date) -> Status:
        """The document's status on a day; before its first period it is 尚未施行."""
        current: Period | None = None
        for period in self.timeline:
            if period.from_ is None or period.from_ <= day:
                current = period
        if current is None:
            first = self.timeline[0]
            return Status(status="尚未施行", basis=first.basis, note=first.note)
        return Status(status=current.status, basis=current.basis, note=current.note)


class Corpus:
    """Every policy and its clauses, in reading order. Immutable once made."""

    def __init__(
        self,
        policies: Mapping[str, Policy],
        clauses: Mapping[str, list[Clause]],
        fingerprint: str,
        folders: Mapping[str, Path] | None = None,
    ) -> None:
        self.policies: Mapping[str, Policy] = MappingProxyType(dict(policies))
        self.folders: Mapping[str, Path] = MappingProxyType(dict(folders or {}))
        self.fingerprint = fingerprint
        self._by_policy = {policy_id: tuple(listed) for policy_id, listed in clauses.items()}
        self._by_id = {clause.id: clause for listed in self._by_policy.values() for clause in listed}

    def policy(self, policy_id: str) -> Policy:
        """Raises UnknownPolicy, naming the ids there are."""
        if found := self.policies.get(policy_id):
            return found
        raise UnknownPolicy(f"policy: 没有 {policy_id!r}；可用的有 {'、'.join(self.policies)}")

    def clause(self, clause_id: str) -> Clause:
        """Raises UnknownClause."""
        if found := self._by_id.get(clause_id):
            return found
        raise UnknownClause(f"clause: 没有 {clause_id!r}；条款编号形如 beijing-ai:附件/三/（四）/6")

    def __contains__(self, clause_id: str) -> bool:
        return clause_id in self._by_id

    def walk(self, policy_id: str | None = None) -> Iterator[Clause]:
        """Clauses in reading order, of one policy or of all."""
        if policy_id is not None:
            self.policy(policy_id)
            yield from self._by_policy[policy_id]
            return
        for listed in self._by_policy.values():
            yield from listed

    def parent(self, clause: Clause) -> Clause | None:
        return self._by_id[clause.parent_id] if clause.parent_id else None

    def children(self, clause: Clause) -> list[Clause]:
        return [self._by_id[child] for child in clause.children]

    def ancestors(self, clause: Clause) -> list[Clause]:
        """From the outermost to the parent."""
        found: list[Clause] = []
        above = self.parent(clause)
        while above:
            found.insert(0, above)
            above = self.parent(above)
        return found

    def descendants(self, clause: Clause) -> Iterator[Clause]:
        """Everything below a clause, in reading order."""
        for child in self.children(clause):
            yield child
            yield from self.descendants(child)

    def full_text(self, clause: Clause) -> str:
        """The clause with everything below it, one provision a line."""
        return "\n".join(_printed(c) for c in (clause, *self.descendants(clause)) if _printed(c))

    def in_force_until(self, clause: Clause) -> date | None:
        """The last day of a provision that ends by itself; what is below it ends with it."""
        ends = {f"{clause.policy_id}:{end.clause}": end.until for end in self.policies[clause.policy_id].ends}
        for candidate in (clause, *reversed(self.ancestors(clause))):
            if candidate.id in ends:
                return ends[candidate.id]
        return None

    def previous(self, clause: Clause) -> Clause | None:
        return self._neighbour(clause, -1)

    def next(self, clause: Clause) -> Clause | None:
        return self._neighbour(clause, 1)

    def _neighbour(self, clause: Clause, step: int) -> Clause | None:
        order, place = self._by_policy[clause.policy_id], self._places[clause.id] + step
        return order[place] if 0 <= place < len(order) else None

    @cached_property
    def _places(self) -> dict[str, int]:
        return {clause.id: place for listed in self._by_policy.values() for place, clause in enumerate(listed)}


def _printed(clause: Clause) -> str:
    """Label, heading and text as a reader sees them."""
    gap = " " if clause.label.startswith(("第", "附件")) and clause.own_text else ""
    return f"{clause.label}{gap}{clause.own_text}"
