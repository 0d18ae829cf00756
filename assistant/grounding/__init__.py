"""No sentence without a clause that bears it.

text.py       one spelling for sentence and clause
lexicon.py    words whose change makes a sentence wrong, words that say the same
words.py      the words of a text, and whether another text says them
dates.py      dates
elements.py   what can be checked in a sentence
evidence.py   what the cited clauses say
placing.py    a sentence in pieces; where the clauses have each element
binding.py    numbers, dates, degrees, levels, ranks: there, and beside the same words
pairing.py    what 分别 and 依次 pair
parties.py    who does it and to whom, read off the order of the words
deeds.py      the party named is the clause's for the same deed
owners.py     whose number or duty it is, where the clause sets things side by side
frames.py     a day and its event, a title and its number, a row and its members, a thing and its class
negation.py   not
modals.py     may, must, only, all
wording.py    any or all, and or or
opposites.py  a word put in place of its opposite; endings; drafts in force
areas.py      of the country, the city, the district
permission.py forbidden is not allowed, in whatever words
courtesies.py what is said to the reader, cautions
conclusions.py what follows from a last day
conditions.py conditions waived or left out, absolute where the clause sets one
order.py      what comes first
absence.py    what is said to be missing is missing
coverage.py   nothing added
rarity.py     how much a word tells clauses apart
guard.py      the judgement on a sentence
"""

from assistant.grounding.guard import Ground, Guard, Judgement, is_absent, stripped

__all__ = ["Ground", "Guard", "Judgement", "is_absent", "stripped"]
