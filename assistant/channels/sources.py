"""Where a citation leads, and how it reads in one line. Shared by the channels whose clients show plain text."""

from urllib.parse import quote

from assistant.models import Citation


def clause_link(public_url: str | None, clause_id: str) -> str | None:
    """The page of a clause; None where no public address is set."""
    return f"{public_url}?clause={quote(clause_id, safe='')}" if public_url else None


def source_line(citation: Citation) -> str:
    """《title》（number）path · status, as people cite."""
    number = f"（{citation.document_number}）" if citation.document_number else ""
    note = "" if citation.status == "现行" else f" · {citation.status}"
    return f"《{citation.policy_title}》{number}{citation.path.replace('/', ' ')}{note}"
