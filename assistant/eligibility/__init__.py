"""Eligibility: facts and rules and a day -> yes, no or not yet known, each with its clause. No model takes part."""

from assistant.eligibility.decision import check
from assistant.eligibility.ladders import FactSheet, Ladder, Level, fact_sheets, ladders
from assistant.eligibility.profile import Profile, read_profile
from assistant.eligibility.questions import question
from assistant.eligibility.reading import MAX_BYTES, read_profiles
from assistant.eligibility.result import Amount, Condition, Item, Result, Verdict
from assistant.eligibility.rules import PolicyRules, rule_bearing, rules_of, schema

__all__ = [
    "MAX_BYTES", "Amount", "Condition", "FactSheet", "Item", "Ladder", "Level", "PolicyRules", "Profile", "Result",
    "Verdict", "check", "fact_sheets", "ladders", "question", "read_profile", "read_profiles", "rule_bearing",
    "rules_of", "schema",
]  # fmt: skip
