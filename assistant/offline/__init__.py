"""The chat model that needs no network: reads the question, calls the tools, writes from what they return.

    answering.py          a question's meaning -> what to say (plain functions)
    passages.py           the corpus as sentences
    evidence.py           which sentences bear on a question
    kinds_of_answer.py    whether a sentence gives an amount, a day, a place …
    refusing.py           whether the documents answer at all
    columns.py            the sides of a comparison, each looked up by itself
    pairing.py            which of their sentences answer side by side
    single.py lists.py comparing.py comparing_kinds.py deciding.py dating.py looking_up.py    one way of answering each
    drafts.py             text before it has handles
    model.py              the LangChain chat model

`OfflineChatModel` is imported from assistant.offline.model, since it loads LangChain.
"""
