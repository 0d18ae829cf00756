"""No sentence without a clause that bears it.

text.py       one spelling for sentence and clause
lexicon.py    words whose change makes a sentence wrong, words that say the same
elements.py   what can be checked in a sentence
evidence.py   what the cited clauses say
binding.py    numbers, dates, degrees, levels, ranks, actors: there, and beside the same words
wording.py    not, may, must, only, all, or
coverage.py   nothing added
guard.py      the judgement on a sentence
"""

from assistant.grounding.guard import Ground, Guard, Judgement, is_absent, stripped

__all__ = ["Ground", "Guard", "Judgement", "is_absent", "stripped"]
