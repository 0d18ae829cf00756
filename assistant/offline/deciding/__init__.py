"""A person's case: the verdict of the rules, one condition by itself, what a clause's condition excludes.

verdict.py           A person's case: the verdict of the rules in words, or what must be known before one is possible.
ladders.py            Whose ladder a case is about, where the question names no document: by titles, work and day.
asking.py             What must be known before a case can be decided: profession, level, the facts that decide most.
credited.py           What a case is credited with in a document's numbered lists: declared as a whole, told in prose, told in part.
cases.py              A case under a document of subsidies, insurance …: the facts told, the scheme meant, the sum, and what must still be known.
single_condition.py   One condition by itself: the prize, patent or standard that a person tells, against the items that ask for such a thing.
contradicting.py      A condition of a sentence that the person's case does not meet: 协商一致 against 不同意, 本市户籍 against 河北户口.
conditions.py         Which of two neighbouring provisions the question's own condition fits: 认可 or 提出异议, 3天以内 or 超过3天.
performed.py          Work told in prose against the numbered 业绩 items of a level: which items are plainly what the person did.
again.py              `已经领了，还能再申请一份吗`: the sentence that says whether one may have it twice, or both of two things.
"""
