"""No sentence without a clause that bears it.

text.py       one spelling for sentence and clause
lexicon.py    words whose change makes a sentence wrong, words that say the same
elements.py   what can be checked in a sentence
evidence.py   what the cited clauses say
placing.py    a sentence in pieces; where the clauses have each element
binding.py    numbers, dates, degrees, levels, ranks, actors: there, and beside the same words
owners.py     whose number or duty it is, where two parties stand side by side
wording.py    not, may, must, only, all, or
opposites.py  a word put in place of its opposite
permission.py forbidden is not allowed, in whatever words
coverage.py   nothing added
rarity.py     how much a word tells clauses apart
guard.py      the judgement on a sentence
"""

from assistant.grounding.guard import Ground, Guard, Judgement, is_absent, stripped

__all__ = ["Ground", "Guard", "Judgement", "is_absent", "stripped"]
