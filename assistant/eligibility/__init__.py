"""Eligibility: facts and rules and a day -> yes, no or not yet known, each with its clause. No model takes part."""

from assistant.eligibility.batch import Counts, batch_check, write_template
from assistant.eligibility.coverage import Marked, coverage
from assistant.eligibility.decision import check
from assistant.eligibility.explanation import render
from assistant.eligibility.ladders import FactSheet, Ladder, Level, fact_sheets, ladders
from assistant.eligibility.nearest import Change, Route, nearest_routes
from assistant.eligibility.profile import Profile, read_profile
from assistant.eligibility.questions import question
from assistant.eligibility.reading import MAX_BYTES, read_profiles
from assistant.eligibility.result import Amount, Condition, Item, Result, Verdict
from assistant.eligibility.roadmap import Step, roadmap
from assistant.eligibility.rules import PolicyRules, rule_bearing, rules_of, schema

__all__ = [
    "MAX_BYTES", "Amount", "Change", "Condition", "Counts", "FactSheet", "Item", "Ladder", "Level", "Marked", "PolicyRules",
    "Profile", "Result", "Route", "Step", "Verdict", "batch_check", "check", "coverage", "fact_sheets", "ladders", "nearest_routes",
    "question", "read_profile", "read_profiles", "render", "roadmap", "rule_bearing", "rules_of", "schema",
    "write_template",
]  # fmt: skip
