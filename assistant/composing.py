"""From a draft to what is said: each piece is judged, handles become markers, failing sentences are put right or fall.

`Composer` takes pieces as they come and gives sentences that may be shown: always a beginning of the final answer. Knows the
desk and the guard; calls no model.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from assistant.desk import Desk
from assistant.grounding import Ground, Guard
from assistant.grounding.draft import Piece
from assistant.grounding.guard import is_absent, is_reply
from assistant.grounding.quotes import pick, stands_in
from assistant.grounding.text import bigrams, plain, untitled
from assistant.models import Answer, Citation, Kind, Sentence
from assistant.protocol import Said

Fate = Literal["said", "aside", "failed", "dropped"]
# How many of the turn's clauses are tried for a sentence that cites none.
TRIED = 4
# What only goes along with a statement: where it stands, and that its document no longer holds.
_BESIDE = re.compile(r"\s*(?:依据|出处|来源|注意)[:：]")


@dataclass
class Entry:
    """A piece of the draft and what became of it. `aside`: it states nothing, and goes along with what does."""

    piece: Piece
    fate: Fate
    handles: tuple[int, ...] = ()
    why: tuple[str, ...] = ()


@dataclass
class Composer:
    """The answer of one turn in the making."""

    desk: Desk
    guard: Guard
    ground: Ground
    holds_failures: bool = False
    entries: list[Entry] = field(default_factory=list)
    _shown: int = 0
    _line_open: bool = False
    _markers: dict[int, int] = field(default_factory=dict)

    def add(self, piece: Piece) -> Iterator[Sentence]:
        """Judges one piece; gives what may be shown now."""
        self.entries.append(self._judged(piece))
        yield from self._ready()

    def failures(self) -> list[Entry]:
        """What did not pass."""
        return [e for e in self.entries if e.fate == "failed"]

    def replace(self, entry: Entry, piece: Piece | None) -> None:
        """Puts another wording in the place of a failed one (None: it goes), if that one passes."""
        if piece is None:
            entry.fate = "dropped"
            return
        judged = self._judged(Piece(piece.text, piece.handles, entry.piece.tail))
        if judged.fate == "said":
            entry.piece, entry.fate, entry.handles = judged.piece, "said", judged.handles
        else:
            entry.why = (*entry.why, *judged.why)

    def finish(self) -> Iterator[Sentence]:
        """What is still to be shown when nothing more comes."""
        self.holds_failures = False
        for entry in self.entries:
            if entry.fate == "failed":
                entry.fate = "dropped"
        while self.entries and self.entries[-1].fate in ("aside", "dropped") and _opens(self.entries[-1].piece):
            self.entries.pop()
        yield from self._ready(last=True)

    @property
    def states_something(self) -> bool:
        """Whether anything is left that the documents bear, more than a place or a caution."""
        return any(e.fate == "said" and not _BESIDE.match(e.piece.text) for e in self.entries)

    @property
    def answers(self) -> bool:
        """Whether what is left can stand as an answer: a statement, an admission of not knowing, or a question back."""
        asides = [e.piece.text for e in self.entries if e.fate == "aside"]
        return self.states_something or any(map(is_reply, asides))

    def _judged(self, piece: Piece) -> Entry:
        if not re.search(r"\w", piece.text):
            return Entry(piece, "aside")
        known = tuple(h for h in piece.handles if self.desk.clause_of(h))
        if piece.is_quotation:
            return self._quotation(piece, known)
        if piece.is_table_row:
            return self._row(piece, known)
        return self._sentence(piece, piece.text, known)

    def _sentence(self, piece: Piece, text: str, handles: tuple[int, ...]) -> Entry:
        judgement = self.guard.judge(text, self._ids(handles), self.ground)
        if judgement.passed:
            return Entry(piece, "said" if judgement.states else "aside", handles if judgement.states else ())
        # Cited nowhere or wrongly, but borne by a clause that the turn has before it: that clause is cited instead.
        for handle in self._likely(text):
            if handle not in handles and self.guard.judge(text, self._ids((handle,)), self.ground).passed:
                return Entry(piece, "said", (handle,), judgement.why)
        return Entry(piece, "failed", handles, judgement.why)

    def _quotation(self, piece: Piece, handles: tuple[int, ...]) -> Entry:
        """A line that is given as a clause's own words must be that, to the letter."""
        words = re.sub(r"^\s*>+\s*|……（[^（）]*）\s*$", "", piece.text)
        if not re.search(r"\w", words):
            return Entry(piece, "said", handles)
        anywhere = (*self._recent(), *(f["handle"] for f in self.desk.clauses))
        for handle in handles or anywhere:
            found = self.desk.clause_of(handle)
            if found and stands_in(words, self.desk.corpus.clause(found["clause_id"]), self.desk.corpus):
                return Entry(piece, "said", handles or (() if handle in self._recent() else (handle,)))
        return Entry(piece, "failed", handles, ("引文与原文不一致",))

    def _row(self, piece: Piece, handles: tuple[int, ...]) -> Entry:
        """Each cell is judged by the handles in it, or by those of its row."""
        cells = [c.strip() for c in piece.text.strip().strip("|").split("|")]
        if not any(re.search(r"\w", c) for c in cells):
            return Entry(piece, "aside")
        why: list[str] = []
        for cell in cells:
            own = tuple(int(n) for n in re.findall(r"\[(\d{1,3})\]", cell) if self.desk.clause_of(int(n)))
            if not own and len(untitled(plain(cell))) <= 24:
                continue
            why += self.guard.judge(re.sub(r"\[\d{1,3}\]", "", cell), self._ids(own or handles), self.ground).why
        return Entry(piece, "failed" if why else "said" if handles else "aside", handles, tuple(why))

    def _ids(self, handles: tuple[int, ...]) -> list[str]:
        return [found["clause_id"] for h in handles if (found := self.desk.clause_of(h))]

    def _recent(self) -> tuple[int, ...]:
        return next((e.handles for e in reversed(self.entries) if e.fate == "said" and e.handles), ())

    def _likely(self, text: str) -> list[int]:
        """Handles that may bear a sentence without any: those just cited, then the clauses most like it."""
        words = bigrams(plain(text))
        alike = sorted(
            self.desk.clauses, key=lambda f: -len(words & bigrams(plain(f["heading"] + f["text"]))) / (len(words) or 1)
        )
        return list(dict.fromkeys([*self._recent(), *(f["handle"] for f in alike[:TRIED])]))

    def _ready(self, *, last: bool = False) -> Iterator[Sentence]:
        while self._shown < len(self.entries):
            entry = self.entries[self._shown]
            if entry.fate == "failed" and self.holds_failures:
                return
            if entry.fate == "aside" and not last and not self._followed(self._shown):
                return
            self._shown += 1
            if entry.fate in ("said", "aside"):
                self._line_open = "\n" not in entry.piece.tail
                yield Sentence(text=self._worded(entry))
            elif self._line_open and "\n" in entry.piece.tail:
                self._line_open = False
                yield Sentence(text=entry.piece.tail)  # the line that it would have ended

    def _followed(self, place: int) -> bool:
        """Whether something that passed comes after this aside, with no failure in between that is still open."""
        for entry in self.entries[place + 1 :]:
            if entry.fate == "said":
                return True
            if entry.fate == "failed" and self.holds_failures:
                return False
        return False

    def _worded(self, entry: Entry) -> str:
        piece = entry.piece
        if piece.is_table_row:
            return re.sub(r"\[(\d{1,3})\]", self._marked, piece.text) + piece.tail
        marks = "".join(f"[{self._marker(h)}]" for h in entry.handles)
        body = re.fullmatch(r"(.*?)([。！？!?；;：:]*(?:\*\*)?)", piece.text, re.S)
        words, stop = (body[1], body[2]) if body else (piece.text, "")
        return f"{words}{marks}{stop}{piece.tail}"

    def _marked(self, match: re.Match[str]) -> str:
        handle = int(match.group(1))
        return f"[{self._marker(handle)}]" if self.desk.clause_of(handle) else ""

    def _marker(self, handle: int) -> int:
        return self._markers.setdefault(handle, len(self._markers) + 1)

    def answer(self, text: str, said: Said, model: str) -> Answer:
        """The whole answer; `text` is all that was shown."""
        citations = []
        for handle, marker in self._markers.items():
            found = self.desk.clause_of(handle)
            if found is None:
                continue
            clause = self.desk.corpus.clause(found["clause_id"])
            given = (said.get("quotes") or {}).get(str(handle), "")
            if given and stands_in(given, clause, self.desk.corpus):
                quote = given
            else:
                citing = [e.piece.text for e in self.entries if handle in e.handles]
                clause, quote = pick(clause, citing, self.desk.corpus)
            citations.append(
                Citation(
                    marker=marker, clause_id=clause.id, policy_id=clause.policy_id, policy_title=found["title"],
                    document_number=found["number"], path=clause.path, status=found["status"], quote=quote,
                    status_note=found["status_note"],
                )
            )  # fmt: skip
        return Answer(
            answer=text.strip(), citations=citations, kind=self._kind(said), eligibility=_once(self.desk.results), model=model,
            elapsed_ms=0, follow_ups=said.get("follow_ups") or [],
        )  # fmt: skip

    def _kind(self, said: Said) -> Kind:
        if "kind" in said:
            return said["kind"]
        texts = [e.piece.text for e in self.entries if e.fate in ("said", "aside")]
        asks = any(re.search(r"[?？]\s*$", t) for t in texts)
        if self.desk.results:
            open_ = all(r["verdict"] == "undetermined" for r in self.desk.results)
            return "clarification" if open_ and asks else "eligibility"
        first = next((t for t in texts if not _opens(Piece(t, (), ""))), "")
        if not self.states_something:
            return "clarification" if asks and not is_absent(first) else "refusal"
        return "refusal" if is_absent(first) else "answer"


def _opens(piece: Piece) -> bool:
    """Whether a piece only leads to what follows it: a heading, or words before a colon."""
    return bool(
        re.search(r"[：:]\s*(?:\*\*)?$", piece.text) or re.match(r"\s*(?:#|\|)|^\s*\*\*[^*]+\*\*\s*$", piece.text)
    )


def _once(results: list[dict[str, object]]) -> list[dict[str, object]]:
    """The last decision for each policy and level."""
    return list({(r.get("policy_id"), r.get("level")): r for r in results}.values())
