"""Which sentences bear on a question, and whether they give what is asked for.

passages.py           The corpus as sentences, each with what stands around it. Made once for a corpus.
evidence.py           Which sentences bear on a question: by its words, by where they stand, and by what is asked for.
doing.py              What a sentence does beside stating a rule: says why a document exists, from when it holds, what a word means.
signs.py              What speaks for a sentence as the answer to a question, each sign a number by its name, and what each counts.
strengths.py          How strongly each sentence bears each word of a question: itself, in its clause, above or below it, or by its document's name.
scoping.py            Where an answer should come from, when the question leaves that open.
bearing.py            Whether the best sentence bears an answer: the kind of thing asked for, and all that is asked.
kinds_of_answer.py    Whether a sentence gives what is asked for: an amount, a day, a telephone number, a place, a body …
measuring.py          Numbers that a person states against the limits that a sentence sets: 52岁 against 女性未满50周岁.
"""
