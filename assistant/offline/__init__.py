"""The chat model that needs no network: reads the question, calls the tools, writes from what they return.

    answering.py        a question's meaning -> what to say (plain functions)
    finding/            which sentences bear on a question, and whether they give what is asked for
    single.py           the answer to one question of fact
    listing/            whole lists
    comparing/          documents, levels or things side by side
    deciding/           a person's case
    dating.py           what holds on a day
    looking_up.py       a clause by its reference
    about_document.py   a document's number, issuer, dates
    premises.py         what a question takes for granted
    refusing.py         whether the documents answer at all
    missing.py          levels and conditions that a document has not
    drafts.py           text before it has handles
    model.py            the LangChain chat model

`OfflineChatModel` is imported from assistant.offline.model, since it loads LangChain.
"""
