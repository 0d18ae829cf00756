"""What a case is credited with under one document: conditions declared as a whole, items told in prose, results as far as told."""

from typing import Any

from assistant.eligibility import check
from assistant.offline.deciding.ladders import level_of
from assistant.offline.deciding.performed import items_of, performed
from assistant.offline.finding.passages import Passages
from assistant.questions.person.achievements import all_told
from assistant.questions.question import Question

PERFORMANCE, RESULTS = "业绩条件", "成果条件"


def credited(question: Question, policy_id: str, index: Passages) -> dict[str, Any]:
    """The profile with what the person's words come to in the numbered lists of this document and level."""
    profile = dict(question.profile)
    if "performance" not in profile:
        if "performance" in question.claimed:
            done = [number for number, _ in items_of(question, policy_id, PERFORMANCE, index)]
        else:
            done = performed(question, policy_id, PERFORMANCE, index)
        if done:
            profile["performance"] = done
    if results := _results(question, policy_id, index):
        profile["achievements"] = results
    whole = all_told(question.plain) or not set(question.profile) - {
        "achievements"
    }  # `两篇论文能评吗` asks of these alone
    if results and not whole and _falls_short(profile, question, policy_id, index):
        del profile["achievements"]  # those told are too few, and there may be more
    return profile


def _results(question: Question, policy_id: str, index: Passages) -> list[dict[str, Any]]:
    """Results told with their kind, and items of the list told in its own words; or so many items declared."""
    told = list(question.profile.get("achievements") or [])
    kinds = {str(t.get("type")) for t in told}
    listed = dict(items_of(question, policy_id, RESULTS, index))
    if (many := question.claimed.get("achievements")) and len(listed) >= many > len(told):
        return [{"item": number} for number in list(listed)[:many]]
    done = performed(question, policy_id, RESULTS, index)
    return [*told, *({"item": n} for n in done if not any(kind in listed[n].own_text for kind in kinds))]


def _falls_short(profile: dict[str, Any], question: Question, policy_id: str, index: Passages) -> bool:
    level = level_of(question, policy_id, index)
    found = check({**profile, "policy": policy_id, "level": level}, index.corpus, question.day)
    results = found if isinstance(found, list) else [found]
    return all(c.status == "unmet" for r in results for c in r.conditions if c.kind == RESULTS)
