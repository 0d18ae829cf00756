"""A person's case: the verdict of the rules in words, or what must be known before one is possible."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assistant.offline.deciding.asking import ask_first, ask_profession, ask_what_is_missing, deciding_first
from assistant.offline.deciding.cases import scheme_headline
from assistant.offline.deciding.credited import PERFORMANCE, RESULTS, credited
from assistant.offline.deciding.ladders import barred_everywhere, ladders, level_of
from assistant.offline.deciding.performed import performed
from assistant.offline.deciding.single_condition import measured, met_items, told_words
from assistant.offline.drafts import Draft, first_words, place, said_day, short_title, status_remark, trimmed
from assistant.offline.finding.passages import Passages
from assistant.questions.person.describing import describe
from assistant.questions.question import Question
from assistant.questions.vocabulary import cues
from corpus import Corpus

_VERDICT = {"eligible": "符合", "ineligible": "不符合", "undetermined": "还不能确定"}
_DEGREES = ("中等职业学校", "大学专科", "大学本科", "硕士", "博士")
_STATUS = {"met": "满足", "unmet": "未满足", "unknown": "未知"}


def profile_for(question: Question, index: Passages) -> dict[str, Any] | None:
    """What to give to the rules: the facts and the level, with the document where one is meant; None without a level."""
    found = ladders(question, index) if question.levels else []
    if not found:
        return None
    if len(found) > 1:  # decided under each: where all agree, the profession need not be known
        return {**question.profile, "level": level_of(question, None, index), "as_of": question.day.isoformat()}
    policy_id = found[0]
    exceptional = met_items(question, policy_id, index)
    return {
        **credited(question, policy_id, index),
        **({"exceptional": exceptional} if exceptional else {}),
        "policy": policy_id,
        "level": level_of(question, policy_id, index),
        "as_of": question.day.isoformat(),
    }


def decided(results: Sequence[Mapping[str, Any]] | None) -> bool:
    """Whether the rules came to a yes or a no."""
    return bool(results) and all(r.get("verdict") in ("eligible", "ineligible") for r in results or ())


def write_verdicts(question: Question, results: Sequence[Mapping[str, Any]], index: Passages) -> Draft:
    """The tool's verdict, unaltered, with reasons, gap, earliest day; a question back where a fact decides."""
    results = [r for r in results if r.get("verdict")]
    if not results:
        return ask_what_is_missing(question, index)
    if len(found := ladders(question, index) if question.levels else []) > 1:
        results = [r for r in results if r["policy_id"] in found]
        if not barred_everywhere(results):
            return ask_profession(question, found, results, index)
        return _barred(question, results, index)
    if len(results) > 1 and question.levels:
        results = _sharpest(results)
    result = results[0]
    wanted_kinds = [k for k in question.kinds if any(c["kind"] == k for c in result.get("conditions", []))]
    only = wanted_kinds if wanted_kinds and _one_kind(question) else []
    if only and "undetermined" in result["verdict"]:
        result = {**result, "conditions": [_as_told(c) if c["kind"] in only else c for c in result["conditions"]]}
    clarify = result["verdict"] == "undetermined" and not only and _thin(question)
    if clarify and not question.profile and not question.amounts and result.get("questions"):
        return ask_first(result, index)
    draft = Draft("clarification" if clarify else "eligibility")
    _headline(result, only, draft, index, question)
    conditions = [
        c for c in result.get("conditions", []) if c["status"] != "judged" and (not only or c["kind"] in only)
    ]
    shown = [c for c in conditions if c["status"] == "unmet" and c["kind"] != "破格条件"] or [
        c for c in conditions if c["status"] == "met"
    ]
    for condition in shown or conditions[:1]:
        _condition(condition, draft, index, question)
    _exceptional(result, draft, index, question)
    if open_kinds := [c["kind"] for c in conditions if c["status"] == "unknown"]:
        draft.say(f"还没有说明：{'、'.join(dict.fromkeys(open_kinds))}。")
    if result.get("earliest"):
        draft.decide(f"时间条件最早在{said_day(date.fromisoformat(result['earliest']))}满足（按工作不间断计）。")
    if result["verdict"] == "undetermined" and result.get("questions") and not only:
        draft.say("还需要知道：")
        for asked in deciding_first(result["questions"])[:2]:
            draft.say(f"- {asked}")
    told = "performance" in question.profile or "performance" in question.claimed
    if not told and (did := performed(question, result["policy_id"], PERFORMANCE, index)):
        draft.decide(f"说明：按你的叙述，已具备业绩条件第{'、'.join(map(str, did))}项。")
    for note in [*question.assumed, *result.get("notes", [])][:2]:
        draft.decide(f"说明：{trimmed(note)}。")
    if remark := status_remark(index.corpus, result["policy_id"], date.fromisoformat(str(result["as_of"]))):
        draft.decide(remark)
    draft.say(_who_decides(result, draft, index))
    return draft


def _barred(question: Question, results: Sequence[Mapping[str, Any]], index: Passages) -> Draft:
    """No, whatever the profession: what lacks in each of the documents."""
    draft = Draft("eligibility")
    draft.decide(f"**不符合**：申报{question.levels[-1].words}，按收录的各份文件目前都不能申报。")
    if known := describe(question.profile):
        draft.decide(f"已知：{known}。")
    for result in results:
        unmet = [c for c in result["conditions"] if c["status"] == "unmet" and c["kind"] != "破格条件"]
        for item in [i for c in unmet[:1] for i in _nearest(c["items"], "unmet")]:
            clause = index.corpus.clause(item["clause_id"])
            quote = item.get("quote") or clause.text
            title = index.corpus.policies[result["policy_id"]].title
            draft.decide(f"- 《{title}》{unmet[0]['kind']}未满足：“{trimmed(quote)}”{draft.cite(clause, quote)}")
    draft.say(NO_OFFICIAL_DECISION)
    return draft


NO_OFFICIAL_DECISION = "以上不是官方结论，以评审机构的评审结果为准。"


def _sharpest(results: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    order = {"eligible": 0, "undetermined": 1, "ineligible": 2}
    return sorted(results, key=lambda r: order[r["verdict"]])


def _one_kind(question: Question) -> bool:
    """单看学历和年限 / 年限够不够: only that condition is asked about."""
    text = question.plain
    if cues("only").search(text) or any(
        question.kinds == (kind,) and question.profile and set(question.profile) <= told for kind, told in _PARTS
    ):
        return True
    return bool(
        re.search(
            r"单看|只看|光看|仅看|单论|就(?:学历|年限|成果)|(?:年限|学历|成果|业绩)(?:上|方面|这条|这1条|这一条|条件)?(?:够|到|达|满足|符合|行)|还?差(?:几|多少)|够年限",
            text,
        )
    ) and not (re.search(r"没跟你说|没说", text))


def _as_told(condition: Mapping[str, Any]) -> Mapping[str, Any]:
    """`课时这条过关吗`: of several demands that all must be met, those that something is told of."""
    told = [i for i in condition["items"] if i["status"] in ("met", "unmet") and i.get("have") not in (None, "")]
    if condition["status"] != "unknown" or condition.get("requires") != "all" or not told:
        return condition
    return {**condition, "items": told, "status": "unmet" if any(i["status"] == "unmet" for i in told) else "met"}


# A kind of condition, and the facts that are about nothing else.
_PARTS = (
    ("成果条件", {"achievements"}),
    ("其他条件", {"training_hours", "teaching_hours", "homeroom_years"}),
)


def _thin(question: Question) -> bool:
    """Too little is known for a verdict to say much: no degree, or neither years nor dates nor title."""
    profile = question.profile
    dated = any(d.get("years") is not None or d.get("graduated") for d in profile.get("education") or [])
    timed = dated or profile.get("experience_years") is not None or profile.get("experience") or profile.get("titles")
    return not profile.get("education") or not timed


def _headline(
    result: Mapping[str, Any], only: Sequence[str], draft: Draft, index: Passages, question: Question
) -> None:
    title = short_title(index.corpus, result["policy_id"])
    level = result.get("level") or ""
    known = describe(question.profile)
    if only:
        statuses = {c["status"] for c in result["conditions"] if c["kind"] in only}
        word = "不符合" if "unmet" in statuses else ("还不能确定" if "unknown" in statuses else "符合")
        draft.decide(f"**{word}**：单看{'、'.join(only)}，申报{level}{_KIND_TAIL[word]}")
    else:
        word = _VERDICT[result["verdict"]]
        if result.get("level"):
            draft.say(f"**{word}**：按{title}申报{level}，{_TAIL[result['verdict']]}")
        else:
            draft.say(scheme_headline(word, result, draft, index))
    if known and result["verdict"] == "undetermined" and not only:
        draft.decide(f"已知：{known}。")


_KIND_TAIL = {
    "符合": "的这部分条件已满足。",
    "不符合": "的这部分条件还没有满足。",
    "还不能确定": "还缺决定结果的信息。",
}
_TAIL = {
    "eligible": "可以申报，可核对的条件都满足。",
    "ineligible": "目前不能申报。",
    "undetermined": "还缺决定结果的信息。",
}


_CLAIMED = {PERFORMANCE: "performance", RESULTS: "achievements"}


def _condition(condition: Mapping[str, Any], draft: Draft, index: Passages, question: Question) -> None:
    """What is met or not, with the words of the clause, and how it stands with the person."""
    corpus = index.corpus
    status, kind = condition["status"], condition["kind"]
    if status == "met" and _CLAIMED.get(kind) in question.claimed and condition["clause_id"] in corpus:
        clause = corpus.clause(condition["clause_id"])
        words = first_words(clause)
        quoted = f"：“{trimmed(words)}”" if words != kind else ""
        draft.decide(f"- {kind}满足（按你的说明）{quoted}{draft.cite(clause, words)}")
        return
    items = [i for i in condition.get("items", []) if i["clause_id"] in corpus]
    chosen = [i for i in items if i["status"] == "met"][:2] if status == "met" else _nearest(items, status)
    if status == "unknown" and kind != "学历和专业工作经历":
        chosen = [i for i in chosen if i.get("have") not in (None, "")]
    if status == "unmet" and str(condition.get("requires")).startswith("at_least"):
        clause = corpus.clause(condition["clause_id"])
        words = first_words(clause)
        draft.say(f"- {kind}{_STATUS[status]}：“{trimmed(words)}”{draft.cite(clause, words)}")
        failing = [i for i in items if i["status"] != "met" and _of_told(i, question)]
        chosen = [*failing[:2], *(i for i in items if i["status"] == "met")]
    if not chosen:
        return
    for item in chosen:
        clause = corpus.clause(item["clause_id"])
        quote = item.get("quote") or clause.text
        draft.say(f"- {kind}{_STATUS[item['status']]}：“{trimmed(quote)}”{draft.cite(clause, quote)}")
        if figures := _figures(item):
            draft.decide(figures)


def _of_told(item: Mapping[str, Any], question: Question) -> bool:
    """Whether an item asks for a kind of result that was told, though not of the rank, place or number."""
    kinds = {str(a.get("type")) for a in question.profile.get("achievements") or []}
    return any(kind in str(item.get("quote")) for kind in kinds)


def _exceptional(result: Mapping[str, Any], draft: Draft, index: Passages, question: Question) -> None:
    """How a prize or standard that was told stands with the list of 破格, where the question speaks of that."""
    held = measured(question, result["policy_id"], "破格条件", index) if "破格条件" in question.kinds else None
    if held is not None and held.met is not None:
        word = "满足" if held.met else "未满足"
        text = held.passage.text
        draft.say(f"- 破格条件{word}：“{trimmed(text)}”{draft.cite(held.passage.clause, text)}")
        draft.decide(f"  你的情况：{told_words(held.told)}。")


def _nearest(items: Sequence[Mapping[str, Any]], status: str) -> list[Mapping[str, Any]]:
    """Of unmet items those with a gap in numbers first: they say how far it is."""
    wanted = [i for i in items if i["status"] == status] or list(items)
    if status == "unknown":  # what is known to be too early, and what is nearest to being known
        early = [i for i in items if i.get("met_on") or (i["status"] == "unmet" and _distance(i) == 1)]
        return [*early[:1], *sorted(wanted, key=lambda i: -len(str(i.get("have") or "")))[:1]]
    return sorted(wanted, key=lambda i: (_distance(i), _years_lacking(i), _degree_asked(i)))[:1]


def _years_lacking(item: Mapping[str, Any]) -> float:
    match = re.search(r"还差(\d+(?:\.\d+)?)年", str(item.get("gap") or ""))
    return float(match.group(1)) if match else 99.0


def _degree_asked(item: Mapping[str, Any]) -> int:
    """Of degrees that lack, the lowest is nearest."""
    match = re.search("学历须为(.+?)(?:及以上|；|，|$)", str(item.get("gap") or ""))
    return _DEGREES.index(match.group(1)) if match and match.group(1) in _DEGREES else 0


def _distance(item: Mapping[str, Any]) -> int:
    """Time that is running first, then years that lack, then what is not known, then another degree, then another field."""
    gap = str(item.get("gap") or "")
    if "没有非本系列" in gap + str(item.get("have") or ""):
        return 4
    if item.get("met_on"):
        return 0
    if "学历" in gap:
        return 3
    if re.search(r"还差|不足|才满", gap):
        return 1
    return 2


def _figures(item: Mapping[str, Any]) -> str:
    have, gap = item.get("have"), item.get("gap")
    parts = [str(p) for p in (have, gap if item["status"] == "unmet" else None) if p not in (None, "")]
    return f"  你的情况：{'；'.join(parts)}。" if parts else ""


def _who_decides(result: Mapping[str, Any], draft: Draft, index: Passages) -> str:
    """No official decision, and who makes it, with the clause where one says."""
    corpus: Corpus = index.corpus
    policy_id, named = result["policy_id"], result.get("who_decides") or {}
    if str(named.get("clause_id")) in corpus and not result.get("level"):
        clause = corpus.clause(named["clause_id"])
        return f"以上不是官方结论，由谁审核见{place(corpus, clause)}：“{trimmed(named['quote'])}”{draft.cite(clause, named['quote'])}。"
    for passage in index.all:
        if (
            passage.clause.policy_id == policy_id
            and "评审委员会" in passage.text
            and "负责" in passage.text
            and not passage.heading
        ):
            return f"以上不是官方结论，以评审委员会的评审结果为准（{place(corpus, passage.clause)}）{draft.cite(passage.clause, passage.text)}。"
    return NO_OFFICIAL_DECISION if result.get("level") else "以上不是官方结论。"
