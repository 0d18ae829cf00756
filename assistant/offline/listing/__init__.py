"""Whole lists: which clause or sentence sets out what is asked for, and how it is shown.

lists.py              The whole of a list: every item of the clause that sets it out, or the sentence that lists.
blocks.py             Clauses that set out a list, and how well each fits what is asked.
by_structure.py       Lists that level, kind of condition or heading name by themselves: 高级工程师的成果条件, 正高的申报条件.
enumerations.py       Lists that stand inside one sentence: 填写补贴申请表和花名册, 包括养老保险、医疗保险和失业保险.
items.py              The items of a list, in clauses or inside a sentence, and whether they are the things asked for.
writing_lists.py      A list as it is shown: its lead with the place, every item with its mark.
"""
