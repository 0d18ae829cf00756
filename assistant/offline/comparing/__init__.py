"""Documents, levels or things side by side.

comparison.py          Two or more documents, levels or cases side by side, and what differs.
comparing_kinds.py    Conditions compared as a whole: a row for each kind of condition.
columns.py            The sides of a comparison as they are looked up: each with where to look, and the question as it is put to it.
lists_each.py         Sides that each have a list of their own.
pairing.py            Which sentences answer side by side.
"""
