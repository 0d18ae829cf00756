"""What the channels that speak JSON wrap around the face's lists, so that every reply is an object."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pydantic import BaseModel

if TYPE_CHECKING:
    from index import Hit


class SearchResult(BaseModel):
    """A clause that was found; `text` is its own words, or the whole list where the list was found."""

    clause_id: str
    policy_id: str
    score: float
    path: str
    text: str


class SearchResults(BaseModel):
    """Best first."""

    results: list[SearchResult]


def search_results(hits: "Iterable[Hit]") -> SearchResults:
    """The face's hits as the contract prints them."""
    return SearchResults(results=[SearchResult.model_validate(hit, from_attributes=True) for hit in hits])
