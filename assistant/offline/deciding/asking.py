"""What must be known before a case can be decided: profession, level, and the facts that decide most."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.offline.deciding.ladders import ladders
from assistant.offline.drafts import Draft
from assistant.offline.finding.passages import Passages
from assistant.offline.finding.scoping import titled_policies
from assistant.questions.person.describing import describe
from assistant.questions.question import Question


def ask_what_is_missing(question: Question, index: Passages) -> Draft:
    """Level and document first: without them nothing can be decided."""
    draft = Draft("clarification")
    corpus = index.corpus
    if known := describe(question.profile):
        draft.decide(f"已知：{known}。")
    policies = ladders(question, index)
    if len(policies) > 1 and question.levels:
        return ask_profession(question, policies, (), index)
    if len(policies) != 1:
        titles = [f"《{corpus.policies[p].title}》" for p in policies or titled_policies(index)]
        draft.say("要判断是否符合条件，请先告诉我：")
        draft.say(f"- 报哪个专业的职称、按哪份文件？收录的有{'、'.join(titles)}")
        draft.say("- 申报哪一级别（例如工程师、高级工程师）？")
        draft.say("- 你的学历、毕业时间、已有职称和从事本专业工作的年限？")
    else:
        levels = [r.title for r in index.lexicon.levels_of(policies[0])]
        draft.say("请先告诉我申报哪一级别：")
        for clause in [c for c in corpus.walk(policies[0]) if all(level in c.text for level in levels)][:1]:
            draft.say(f"- {'、'.join(dict.fromkeys(levels))}{draft.cite(clause, clause.text)}")
        draft.say("- 你的学历、毕业时间、已有职称和从事本专业工作的年限？")
    return draft


def ask_profession(
    question: Question, found: Sequence[str], results: Sequence[Mapping[str, Any]], index: Passages
) -> Draft:
    """Which profession, by the documents that have such a level; beside it the one fact that decides in all of them."""
    draft = Draft("clarification")
    if known := describe(question.profile):
        draft.decide(f"已知：{known}。")
    draft.say("请先告诉我从事哪个专业，各专业按各自的文件评：")
    for policy_id in found:
        policy = index.corpus.policies[policy_id]
        draft.say(f"- {policy.subjects[0]}：《{policy.title}》")
    shared = [
        q for q in (results[0].get("questions") or [] if results else []) if all(q in r["questions"] for r in results)
    ]
    for asked in [q for q in shared if re.search("学历|职称|几年", q)][:1]:
        draft.say("还需要知道：")
        draft.say(f"- {asked}")
    return draft


def ask_first(result: Mapping[str, Any], index: Passages) -> Draft:
    """Nothing is known of the person: the one or two questions that decide most, and no list of conditions."""
    draft = Draft("clarification")
    title, level = index.corpus.policies[result["policy_id"]].title, result.get("level") or ""
    draft.say(f"要判断能否按《{title}》申报{level}，请先告诉我：")
    for asked in deciding_first(result["questions"])[:2]:
        draft.say(f"- {asked}")
    return draft


def deciding_first(questions: Sequence[str]) -> list[str]:
    """Degree and years decide before anything else; results come after."""
    return sorted(questions, key=lambda q: 0 if re.search("学历|学位", q) else 1 if re.search("几年|职称", q) else 2)
