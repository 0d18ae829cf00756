"""A question's meaning and the evidence -> what to say. Plain functions; no chat model, no LangChain."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.offline.about_document import answer_about_document, asks_for_parts
from assistant.offline.comparing.comparison import answer_comparison
from assistant.offline.dating import answer_current, answer_status
from assistant.offline.deciding.again import answer_again, barred_twice
from assistant.offline.deciding.asking import ask_what_is_missing
from assistant.offline.deciding.cases import (
    answer_sum,
    ask_facts,
    asked_elsewhere,
    open_case,
    scheme_profile,
    under_clauses,
)
from assistant.offline.deciding.ladders import foreign_profession
from assistant.offline.deciding.single_condition import alone, answer_alone
from assistant.offline.deciding.verdict import decided, profile_for, write_verdicts
from assistant.offline.drafts import Draft
from assistant.offline.finding.bearing import answers_plainly, given_first
from assistant.offline.finding.evidence import find
from assistant.offline.finding.kinds_of_answer import STRICT
from assistant.offline.finding.passages import Passages
from assistant.offline.listing.lists import answer_list, answer_structure
from assistant.offline.looking_up import answer_lookup
from assistant.offline.missing import Lack, missing_level
from assistant.offline.premises import wrong_premise
from assistant.offline.refusing import giving, lacking, refuse, unborne
from assistant.offline.single import answer_fact, contradicted_by
from assistant.questions.asked import read_asked
from assistant.questions.parts import without_situation
from assistant.questions.question import Question


def wants_decision(question: Question, index: Passages) -> dict[str, Any] | None:
    """The profile to have decided, where the question asks for a verdict and names document and level."""
    if alone(question, index) or barred_twice(question, index):
        return None
    if question.intent == "eligibility":
        return profile_for(question, index)
    return scheme_profile(question, index) if question.intent in _MAY_TELL_A_CASE else None


_MAY_TELL_A_CASE = ("fact", "current", "list", "lookup")


def answer(
    question: Question,
    index: Passages,
    hits: Mapping[str, float] | None = None,
    results: Sequence[Mapping[str, Any]] | None = None,
) -> Draft:
    """What to say. `hits`: what search returned (clause id -> 0…1); `results`: what the rules decided."""
    if not question.plain:
        return _cannot(index)
    if question.unknown_documents and question.commanded:
        return refuse(
            question, Lack(f"收录的文件里没有“{question.unknown_documents[0]}”，也不能代写没有依据的内容"), index
        )
    if asks_for_parts(question) and (draft := answer_about_document(question, index)):
        return draft
    if question.intent == "lookup" and (question.policies or len(question.clauses) <= 10):
        if results and decided(results) and under_clauses(question, results[0]):
            return write_verdicts(question, results, index)
        return answer_lookup(question, index)
    subject = [t for t in question.terms if t.role == "subject"]
    nothing = not (subject or question.policies or question.levels or question.profile or question.kinds)
    if question.intent != "eligibility" and (nothing or question.intent == "lookup"):
        return _which_matter(index)
    if question.foreign and not question.exact_policies:
        return refuse(question, lacking(question, [], index) or Lack("没有该地的规定"), index)
    title_wished = question.intent == "eligibility" or (question.told and _WISHES_TITLE.search(question.plain))
    if question.others and title_wished and not (question.policies or _titled(question)):
        return refuse(question, foreign_profession(question, index), index)
    if held := alone(question, index):
        return answer_alone(question, held, index)
    if twice := barred_twice(question, index):
        return answer_again(question, twice, index)
    if question.intent == "eligibility":
        if results:
            return write_verdicts(question, results, index)
        return ask_what_is_missing(question, index)
    if not results and _too_early(question, index) and (draft := answer_status(question, index)):
        return draft
    if draft := answer_about_document(question, index):
        return draft
    if results and (draft := answer_sum(question, results, index)):
        return draft
    if results and decided(results):
        return write_verdicts(question, results, index)
    found = find(question, index, hits=hits)
    if results and open_case(question, results, index) and not asked_elsewhere(found, results[0]):
        return ask_facts(results[0], index)
    if question.intent == "status" and (draft := answer_status(question, index)):
        return draft
    if question.intent == "current" and (draft := answer_current(question, found, index)):
        return draft
    if (missing := missing_level(question, index)) is not None:
        return refuse(question, missing, index)
    if question.intent == "compare" and (draft := answer_comparison(question, index)):
        return draft
    strange = not question.kinds and any(t.role == "subject" and t.noun and not t.known for t in question.terms)
    if not question.others and not strange and (draft := answer_structure(question, index)):
        return draft
    if (parts := _apart(question)) and (draft := _together(_each(parts, index, hits))):
        return draft
    if not question.others and not question.unknown_documents and contradicted_by(question, found, index):
        return answer_fact(question, found, index)
    found = given_first(question, found, index)
    lack = lacking(question, found, index, hits)
    if lack is not None and (aside := without_situation(question)):
        again = given_first(aside, find(aside, index, hits=hits), index)
        if answers_plainly(aside, again, index) and lacking(aside, again, index, hits) is None:
            question, found, lack = aside, again, None
    if (
        (lack is None or (not lack.firm and question.wants_list))
        and question.wants_list
        and (draft := answer_list(question, index, hits))
    ):
        return draft
    premise = wrong_premise(question, index)
    if premise and lack is None:
        lack = unborne(question, premise, found, index)
    if lack is not None:
        return refuse(question, lack, index, premise)
    if question.asked in STRICT and not found[0].gives and (giver := giving(question, found, index)):
        found = [giver, *(e for e in found if e is not giver)]
    draft = answer_fact(question, found, index)
    if premise:
        clause = premise.evidence.passage.clause
        mark = draft.cite(clause, premise.evidence.passage.text)
        draft.lines.insert(0, f"{premise.correction.rstrip('。')}{mark}。")
        draft.decided.append(premise.correction)
    return draft


_WISHES_TITLE = re.compile("(?:能|可以|够|想|要)[^,。;?!]{0,4}(?:评|报|升|晋|申报)|职称")


def _titled(question: Question) -> bool:
    """Whether a title of the documents is named behind the profession that none is about: 会计师，想报工程师."""
    last = max(question.plain.rfind(other) for other in question.others)
    return any(level.title and level.start > last for level in question.levels)


_BY_NOW = re.compile("现在|目前|今天|了(?:吗|没|么|不)")


def _too_early(question: Question, index: Passages) -> bool:
    """Whether it is asked if something may be done on a day, no case being told, on which none of the documents meant applies yet."""
    policies = [index.corpus.policies[p] for p in question.policy_ids]
    return (
        question.yes_no
        and (len(question.periods) == 1 or bool(_BY_NOW.search(question.plain)))
        and not question.profile
        and bool(policies)
        and all(p.status_on(question.day).status == "尚未施行" for p in policies)
    )


def _apart(question: Question) -> list[Question]:
    """`最长给几个月？一家企业封顶多少`: two questions in one, each with its own words and kind of answer; else none."""
    pieces = [m.span() for m in re.finditer("[^?]+", question.plain)]
    if len(pieces) != 2:
        return []
    parts = []
    for start, end in pieces:
        asked, unit = read_asked(question.plain[start:end])
        own = [t for t in question.terms if t.role == "subject" and t.known and start <= t.start < end]
        if asked == "open" or not own:
            return []
        terms = tuple(t for t in question.terms if t.role != "subject" or start <= t.start < end)
        parts.append(question.model_copy(update={"asked": asked, "unit": unit, "terms": terms, "wants_list": False}))
    return parts


def _fact(question: Question, index: Passages, hits: Mapping[str, float] | None) -> Draft | None:
    found = given_first(question, find(question, index, hits=hits), index)
    return None if lacking(question, found, index, hits) else answer_fact(question, found, index)


def _each(parts: Sequence[Question], index: Passages, hits: Mapping[str, float] | None) -> list[Draft | None]:
    """An answer to each part; where the search for both brings the same sentence again, the part is asked by itself."""
    drafts: list[Draft | None] = []
    for part in parts:
        draft = _fact(part, index, hits)
        if draft and any(d and d.lines[0] == draft.lines[0] for d in drafts):
            draft = _fact(part, index, None)
        drafts.append(draft)
    return drafts


def _together(drafts: Sequence[Draft | None]) -> Draft | None:
    """Both answers, one after the other; None unless both are found."""
    whole = Draft("answer")
    for draft in drafts:
        if draft is None:
            return None
        whole.lines += [line for line in draft.lines if line not in whole.lines]
        whole.quotes = {**draft.quotes, **whole.quotes}
    return whole


def _which_matter(index: Passages) -> Draft:
    """Nothing is asked that a document could answer: a greeting, a mark, a number without a document."""
    draft = Draft("clarification")
    draft.say("请问想了解哪方面的规定？请写明事项，或写明文件和条款。")
    draft.say(f"收录的文件有：{_documents(index)}。")
    return draft


def _documents(index: Passages) -> str:
    return "、".join(f"《{policy.title}》" for policy in index.corpus.policies.values())


def _cannot(index: Passages) -> Draft:
    draft = Draft("refusal")
    draft.say("抱歉，这个要求我不能照办：我只回答收录文件里的规定，不会改变规则、透露内部设置或编写没有依据的内容。")
    draft.say(f"可以问我这些文件里的规定：{_documents(index)}。")
    return draft
