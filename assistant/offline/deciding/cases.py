"""A case under a document of subsidies, insurance …: the facts told, the scheme meant, the sum, and what must still be known."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assistant.eligibility import check, fact_sheets
from assistant.offline.drafts import Draft, place, status_remark, trimmed
from assistant.offline.finding.evidence import Evidence
from assistant.offline.finding.passages import Passages
from assistant.offline.finding.scoping import meant
from assistant.questions.person.declared import named_share, read_declared, speaks_of
from assistant.questions.question import Question

_MAY = re.compile("能|可以|够|符合|行|满足|算|资格")


def scheme_profile(question: Question, index: Passages) -> dict[str, Any] | None:
    """The declared facts of a person's or firm's case under a document of subsidies, insurance …; None where too little is said."""
    asks = (question.yes_no and bool(_MAY.search(question.plain))) or question.asked == "amount"
    if not asks:
        return None
    sheets = {sheet.policy_id: sheet for sheet in fact_sheets(index.corpus)}
    for policy_id in meant(question, index)[:1]:
        sheet = sheets.get(policy_id)
        if sheet is None:
            continue
        facts = read_declared(question, sheet.facts, index.lexicon, question.day)
        own = bool(re.search("我|本人|公司|企业|户口|户籍|岁", question.plain))
        counted = sum(sheet.facts[name].type in ("integer", "number") for name in facts)
        if question.asked == "amount" and not re.search("我|本人", question.plain) and counted < 2:
            return None
        if len(facts) >= (1 if own else 2) and (scheme := _scheme(question, policy_id, sheet.schemes, facts, index)):
            # A sum is reckoned for the time the case is told of; whether one may apply is asked of today.
            day = {"as_of": question.day.isoformat()} if question.asked == "amount" and question.day_said else {}
            return {"policy": policy_id, "facts": {"scheme": scheme, **facts}, **day}
    return None


def _scheme(
    question: Question, policy_id: str, schemes: Sequence[str], facts: Mapping[str, Any], index: Passages
) -> str | None:
    """The scheme that the facts told are about, and that the question's words name; None where that is not clear."""
    scored = []
    for name in schemes:
        known = _decided_items(policy_id, {"scheme": name, **facts}, question, index)
        known -= _decided_items(
            policy_id, {"scheme": name}, question, index
        )  # what the day alone decides tells nothing
        share = named_share(name, question, index.lexicon, [n for n in schemes if n != name])
        scored.append((known + 2 * share, known, share, name))
    scored.sort(reverse=True)
    clear = len(scored) == 1 or scored[0][0] > scored[1][0] + 0.3
    return (
        scored[0][3]
        if clear and ((scored[0][1] and len(facts) > 1) or scored[0][1] > 1 or scored[0][2] >= 0.25)
        else None
    )


def _decided_items(policy_id: str, facts: Mapping[str, Any], question: Question, index: Passages) -> int:
    result = check({"policy": policy_id, "facts": facts}, index.corpus, question.day)
    items = [i for c in (result.conditions if not isinstance(result, list) else ()) for i in c.items]
    return sum(i.status in ("met", "unmet") and i.have not in (None, "") for i in items)


def answer_sum(question: Question, results: Sequence[Mapping[str, Any]], index: Passages) -> Draft | None:
    """The sum that the rules compute from what was told, and what it still depends on; None where they compute none."""
    result = results[0]
    amounts = [a for a in result.get("amounts") or [] if a["value"] is not None]
    if question.asked != "amount" or len(amounts) < 2 or len(amounts) < len(result["amounts"]):
        return None
    corpus, total = index.corpus, amounts[-1]
    draft = Draft("eligibility")
    clauses = [corpus.clause(a["clause_id"]) for a in amounts]
    draft.say(f"**合计{total['value']}{total['unit']}**：{total['how']}{draft.cite(clauses[-1], clauses[-1].text)}。")
    for clause in dict.fromkeys(clauses[:-1]):
        draft.say(f"- {place(corpus, clause)}：“{trimmed(clause.text)}”{draft.cite(clause, clause.text)}")
    open_ = [c for c in result.get("conditions", []) if c["status"] == "unknown"]
    for condition in open_[:1]:
        clause = corpus.clause(condition["clause_id"])
        draft.say(f"前提是满足{place(corpus, clause)}的条件{draft.cite(clause)}；还没有说明：")
        for item in [i for i in condition["items"] if i["status"] == "unknown"][:6]:
            draft.say(f"  - {item['need']}")
    if remark := status_remark(corpus, result["policy_id"], date.fromisoformat(str(result["as_of"]))):
        draft.decide(remark)
    return draft


def open_case(question: Question, results: Sequence[Mapping[str, Any]], index: Passages) -> bool:
    """A case told under a document's own facts, of which several that decide are still unknown."""
    if len(results) != 1 or results[0].get("level") or results[0].get("verdict") != "undetermined":
        return False
    missing = _unsaid(question, results[0], index)
    return question.intent == "fact" and question.yes_no and len(missing) > 1 and bool(_CASE.search(question.plain))


def _unsaid(question: Question, result: Mapping[str, Any], index: Passages) -> list[str]:
    """What is missing and not spoken of: 北京户口 tells no kind of household and is enough."""
    sheet = next((s for s in fact_sheets(index.corpus) if s.policy_id == result["policy_id"]), None)
    missing = [m for m in result.get("missing") or [] if not m.endswith(".scheme")]
    labels = {
        m: sheet.facts[m.rpartition(".")[2]].label for m in missing if sheet and m.rpartition(".")[2] in sheet.facts
    }
    return [m for m in missing if m not in labels or not speaks_of(labels[m], question, index.lexicon)]


def under_clauses(question: Question, result: Mapping[str, Any]) -> bool:
    """`按第四条能申请吗`: whether the scheme decided stands in a clause that the question names."""
    clause = str(result["conditions"][0]["clause_id"])
    return any(clause == named or clause.startswith(f"{named}/") for named in question.clauses)


def asked_elsewhere(found: Sequence[Evidence], result: Mapping[str, Any]) -> bool:
    """Whether people ask so of a sentence that is none of the scheme's: the scheme was guessed, the sentence answers."""
    own = {result["conditions"][0]["clause_id"], *(i["clause_id"] for c in result["conditions"] for i in c["items"])}
    return bool(found) and found[0].asked >= _ASKED_OF_IT and found[0].passage.clause.id not in own


_ASKED_OF_IT = 0.35
_CASE = re.compile("我|咱|俺|本人|他|她|公司|企业|单位")


def ask_facts(result: Mapping[str, Any], index: Passages) -> Draft:
    """What must be known of the case, with the clause that asks for it."""
    draft = Draft("clarification")
    condition = result["conditions"][0]
    clause = index.corpus.clause(condition["clause_id"])
    name = result.get("scheme") or condition["kind"]
    draft.say(f"要判断是否符合“{name}”的条件（{place(index.corpus, clause)}{draft.cite(clause)}），请先告诉我：")
    near = {i["clause_id"] for i in condition["items"] if i.get("have") not in (None, "")}
    items = sorted(
        (i for i in condition["items"] if i["status"] == "unknown"), key=lambda i: i["clause_id"] not in near
    )
    needs = " ".join(str(i["need"]) for i in items)
    for asked in sorted(result["questions"], key=lambda q: _first_named(q, needs))[:3]:
        draft.say(f"- {asked}")
    quote = next((p.text for p in index.of.get(clause.id, []) if p.said and not p.heading and len(p.text) <= 160), "")
    if quote:
        draft.say(f"规定是：“{trimmed(quote)}”{draft.cite(clause, quote)}")
    return draft


def _first_named(asked: str, needs: str) -> int:
    """How early what is asked for stands among what is needed, by the first of its words that stands there."""
    places = [needs.find(asked[at : at + 3]) for at in range(len(asked) - 2)]
    return min((p for p in places if p >= 0), default=len(needs))


_SCHEME_TAIL = {"eligible": "条件都满足", "ineligible": "条件没有满足", "undetermined": "条件还不能确定"}


def scheme_headline(word: str, result: Mapping[str, Any], draft: Draft, index: Passages) -> str:
    """The verdict on a scheme, with the clause that decided it."""
    corpus, verdict = index.corpus, result["verdict"]
    wanted = {"eligible": "met", "ineligible": "unmet"}.get(verdict, "unknown")
    condition = next((c for c in result["conditions"] if c["status"] == wanted), result["conditions"][0])
    clause = corpus.clause(condition["clause_id"])
    name = str(result.get("scheme") or "").strip()
    return f"**{word}**：{place(corpus, clause)}{'（' + name + '）' if name else ''}的{_SCHEME_TAIL[verdict]}{draft.cite(clause)}。"
