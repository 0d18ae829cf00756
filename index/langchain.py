"""The search as a LangChain retriever, for chains of other people's making."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever


class ClauseRetriever(BaseRetriever):
    """`Index.search` behind LangChain's interface: one document a clause, with its id, policy, path and score."""

    index: Any
    k: int = 10
    policy: str | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [
            Document(
                id=hit.clause_id,
                page_content=hit.text,
                metadata={
                    "clause_id": hit.clause_id,
                    "policy_id": hit.policy_id,
                    "path": hit.path,
                    "score": hit.score,
                },
            )
            for hit in self.index.search(query, self.k, self.policy)
        ]
