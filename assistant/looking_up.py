"""A reference -> clauses as the contract prints them."""

from datetime import date

from assistant.models import ClauseView, LookUp
from corpus import Clause, Corpus
from corpus.errors import BadInput
from corpus.references import resolve

LONGEST = 500  # characters; nobody writes a longer reference, and a pasted file is a mistake


def look_up(reference: str, corpus: Corpus, as_of: date) -> LookUp:
    """The clauses that a reference means on a day, best first. BadInput for an empty or absurdly long one."""
    if not reference.strip():
        raise BadInput("reference: 是空的；请写条款编号或写法，例如“17号文 附件 四（四）2”")
    if len(reference) > LONGEST:
        raise BadInput(f"reference: 有 {len(reference)} 个字；最多 {LONGEST} 个，例如“17号文 附件 四（四）2”")
    found = resolve(reference, corpus)
    return LookUp(matches=[view(clause, corpus, as_of) for clause in found.matches], hint=found.hint)


def view(clause: Clause, corpus: Corpus, as_of: date) -> ClauseView:
    """One clause with its document's status on a day."""
    policy = corpus.policy(clause.policy_id)
    status = policy.status_on(as_of)
    until = corpus.in_force_until(clause)
    return ClauseView(
        clause_id=clause.id,
        policy_id=policy.id,
        policy_title=policy.title,
        document_number=policy.number,
        status=status.status,
        status_basis=status.basis,
        status_note=status.note,
        in_force_until=until.isoformat() if until else None,
        path=clause.path,
        text=clause.own_text,
        full_text=corpus.full_text(clause),
        parent_id=clause.parent_id,
        children=list(clause.children),
        source=dict(policy.source),
    )
