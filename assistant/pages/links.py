"""Links inside running text, followed without leaving the page.

Markdown and HTML hold ordinary links, and following one would start a new session. One small script hands clicks on
links to clauses and levels to Python; opened in a new tab, or without the script, the same links lead to the page itself.
"""

from collections.abc import Mapping
from urllib.parse import quote

import streamlit as st

_SCRIPT = """
export default function ({ setTriggerValue }) {
  const follow = (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.('a[href^="clauses?clause="], a[href^="eligibility?"]');
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    const asked = new URL(link.getAttribute("href"), document.baseURI).searchParams;
    setTriggerValue("followed", { ...Object.fromEntries(asked), at: Date.now() });
  };
  document.addEventListener("click", follow, true);
  return () => document.removeEventListener("click", follow, true);
}
"""


def to_clause(clause_id: str, **more: object) -> str:
    """The address of a clause, relative to any page; `more` tells the page which citation was followed."""
    extra = "".join(f"&{name}={quote(str(value))}" for name, value in more.items())
    return f"clauses?clause={quote(clause_id, safe='')}{extra}"


def to_level(policy_id: str, level: str) -> str:
    """The address of one level on the page 资格自查."""
    return f"eligibility?policy={quote(policy_id)}&level={quote(level)}"


def followed(key: str) -> Mapping[str, str] | None:
    """The query of the link that was just clicked, or None. One call a page."""
    catch = st.components.v2.component("tiaowen_links", js=_SCRIPT)
    return catch(key=key, on_followed_change=lambda: None).followed
