"""What a person tells: degrees, titles, years, results, and facts that a document's rules ask for.

facts.py              What a person tells about himself or herself, as the fields of an eligibility profile.
achievements.py       Patents, papers, standards and books that a person counts up, in the attributes of an eligibility profile.
claims.py             Items of a document's own lists that a person declares by number: 业绩条件第1条我符合, 成果第3项和第6项都有.
degrees.py            The degrees that a person holds, and when each was obtained.
lengths.py            Stretches of time that a person tells as past: 干了7年半, 满8年了, 1年零3个月, 半年; what a rule asks for is none.
merits.py             What people and clauses say of results and prizes: its kind, level, grade and place in the order of names.
schooling.py          Facts that only some documents ask for: years in a firm or as a class teacher, hours taught and studied, who recommends.
titles.py             The titles that a person holds, of which series, and when each was obtained.
told.py               What reading a person's facts gathers: the profile in the contract's form, where each fact stands, what was assumed.
declared.py           Facts that a document's own rules declare (subsidies, insurance …), read out of a person's words by their labels.
describing.py         A profile said back in a person's words.
"""
