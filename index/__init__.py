"""What finds: clauses for a question, out of the corpus, by words and by meaning.

    index = open_index(load_corpus(), data_dir)
    index.search("AI高工 硕士要干几年", k=5)

Heavy parts (Chroma, embedding models) load when a search first needs them.
"""

from index.preferences import Filters
from index.retrieval import Hit, Index, build_index, open_index
from index.status import Status, index_status, verify_index

__all__ = ["Filters", "Hit", "Index", "Status", "build_index", "index_status", "open_index", "verify_index"]
