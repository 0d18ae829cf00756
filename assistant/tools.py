"""What the agent may call. Each tool lays clauses on the turn's desk and answers in handles; no id leaves it.

Arguments are pydantic models; what goes wrong comes back as a sentence that the model can act on.
"""

import re
from typing import Any

from langchain.tools import ToolRuntime, tool
from pydantic import BaseModel, Field

from assistant.desk import Desk, shown
from assistant.protocol import Found
from corpus.errors import TiaowenError
from corpus.names import which
from corpus.references import resolve

Answered = tuple[str, Found]


class SearchArgs(BaseModel):
    """Words to find clauses by."""

    query: str = Field(min_length=1, max_length=400, description="要找的内容，用关键词或问句")
    policy: str | None = Field(default=None, description="只在这份文件里找：编号、文号或名称；不限则不填")
    k: int = Field(default=6, ge=1, le=12, description="取几条")


class LookUpArgs(BaseModel):
    """A reference as people write it."""

    reference: str = Field(
        min_length=1, max_length=200, description="条款写法，如“17号文 附件 四（四）2”“灵活就业实施办法第十三条”"
    )


class CheckArgs(BaseModel):
    """What the person has said of himself or herself, and what it is about."""

    profile: dict[str, Any] = Field(
        description="用户说过的事实，没说的不填。字段：education [{level, graduated, years}]，titles [{level, series, obtained, years}]，"
        "experience_years，experience [{start, end}]，achievements [{item 或 type, count, rank}]，performance [序号]，exceptional [序号]，"
        "recommenders，facts {…}（补贴等文件的事实）"
    )
    policy: str | None = Field(default=None, description="文件编号、文号或名称；不填则逐个文件核查")
    level: str | None = Field(default=None, description="申报的职称，如“高级工程师”；不填则逐级核查")


class CompareArgs(BaseModel):
    """What to put side by side."""

    policies: list[str] = Field(min_length=1, max_length=4, description="文件编号、文号或名称")
    levels: list[str] = Field(default=[], max_length=5, description="职称级别，如“高级工程师”；不涉及级别则不填")
    kinds: list[str] | None = Field(
        default=None, description="基本条件、学历和专业工作经历、业绩条件、成果条件、破格条件；不填则全部"
    )
    topic: str | None = Field(default=None, max_length=200, description="不是申报条件的对比，写明对比什么")


@tool("search_clauses", args_schema=SearchArgs, response_format="content_and_artifact")
def search_clauses(query: str, runtime: ToolRuntime[Desk], policy: str | None = None, k: int = 6) -> Answered:
    """在政策文件中检索条款。"""
    desk = runtime.context
    runtime.stream_writer({"stage": "正在检索条款"})
    chosen = which(policy, desk.corpus) if policy else desk.policy
    hits = desk.search(query, k=k, policy=chosen, prefer=desk.prefer)
    found = [desk.lay(desk.corpus.clause(hit.clause_id), round(hit.score, 4)) for hit in hits]
    desk.note(
        "search_clauses",
        query=query,
        policy=chosen,
        found=[{"clause_id": h.clause_id, "score": round(h.score, 4)} for h in hits],
    )
    if not found:
        return "没有检索到条款。", Found(clauses=[], hint="没有检索到条款")
    return "\n\n".join(map(shown, found)), Found(clauses=found)


@tool("look_up_clause", args_schema=LookUpArgs, response_format="content_and_artifact")
def look_up_clause(reference: str, runtime: ToolRuntime[Desk]) -> Answered:
    """按写法查一条条款的原文，连同其下各项。"""
    desk = runtime.context
    runtime.stream_writer({"stage": "正在查阅条款"})
    resolution = resolve(reference, desk.corpus)
    found = desk.lay_all(resolution.matches[:8])
    desk.note("look_up_clause", reference=reference, found=[f["clause_id"] for f in found], hint=resolution.hint)
    if not found:
        return f"没有这一条。{resolution.hint}", Found(clauses=[], hint=resolution.hint)
    return "\n\n".join(map(shown, found)), Found(clauses=found, hint=resolution.hint)


@tool("check_eligibility", args_schema=CheckArgs, response_format="content_and_artifact")
def check_eligibility(
    profile: dict[str, Any], runtime: ToolRuntime[Desk], policy: str | None = None, level: str | None = None
) -> Answered:
    """核查用户是否具备申报条件。结论由规则得出，不得改动。"""
    from assistant.eligibility import check, render

    desk = runtime.context
    runtime.stream_writer({"stage": "正在核查资格"})
    if not desk.reads_itself and (invented := unsaid(profile, desk)):
        return f"未核查：用户没有说过 {'、'.join(invented)}。只填用户说过的事实。", Found(error="unsaid")
    whole = {**desk.facts, **{k: v for k, v in profile.items() if v not in (None, "")}}
    for name, value in (("policy", policy or desk.policy), ("level", level)):
        if value:
            whole[name] = which(value, desk.corpus) if name == "policy" else value
    result = check(whole, desk.corpus, desk.as_of)
    results = result if isinstance(result, list) else [result]
    dumped = [r.model_dump(mode="json") for r in results]
    texts = [render(r) for r in results]
    desk.results += dumped
    desk.decided += texts
    cited = dict.fromkeys(c for r in dumped for c in _clauses_of(r))
    found = desk.lay_all(desk.corpus.clause(c) for c in list(cited)[:40] if c in desk.corpus)
    desk.note(
        "check_eligibility",
        profile=whole,
        verdicts=[{k: r[k] for k in ("policy_id", "level", "verdict", "missing")} for r in dumped],
    )
    listed = "\n".join(
        f"[{f['handle']}] 《{f['title']}》{f['path']}：{(f['text'] or f['heading'])[:120]}" for f in found
    )
    return "\n\n".join(texts) + "\n\n所据条款：\n" + listed, Found(clauses=found, results=dumped)


@tool("compare_policies", args_schema=CompareArgs, response_format="content_and_artifact")
def compare_policies(
    policies: list[str],
    runtime: ToolRuntime[Desk],
    levels: list[str] | None = None,
    kinds: list[str] | None = None,
    topic: str | None = None,
) -> Answered:
    """把几份文件或几个级别的规定并排列出。"""
    from assistant.comparison import compare

    desk = runtime.context
    runtime.stream_writer({"stage": "正在对比"})
    if topic and not levels:
        return _compare_topic(policies, topic, desk)
    comparison = compare(policies, levels or [], kinds, desk.corpus, desk.as_of)
    lines, found = [], []
    for row in comparison.rows:
        lines.append(f"## {row.kind}" + ("（各栏相同）" if row.same else ""))
        for column, cell in zip(comparison.columns, row.cells, strict=True):
            if cell.clause_id:
                found.append(desk.lay(desk.corpus.clause(cell.clause_id)))
                lines.append(f"{column.level or ''} {shown(found[-1])}")
            else:
                lines.append(f"《{column.policy_title}》{column.level or ''}：没有这一类条款")
    desk.note("compare_policies", policies=policies, levels=levels, kinds=kinds, found=[f["clause_id"] for f in found])
    text = "\n".join([*lines, *comparison.notes]) or "没有可对比的条款。"
    return text, Found(clauses=found, comparison=comparison.model_dump(mode="json"))


def _compare_topic(policies: list[str], topic: str, desk: Desk) -> Answered:
    lines, found = [], []
    for policy_id in dict.fromkeys(which(p, desk.corpus) for p in policies):
        lines.append(f"## 《{desk.corpus.policies[policy_id].title}》")
        for hit in desk.search(topic, k=3, policy=policy_id):
            found.append(desk.lay(desk.corpus.clause(hit.clause_id), round(hit.score, 4)))
            lines.append(shown(found[-1]))
    desk.note("compare_policies", policies=policies, topic=topic, found=[f["clause_id"] for f in found])
    return "\n\n".join(lines), Found(clauses=found)


TOOLS = [search_clauses, look_up_clause, check_eligibility, compare_policies]


def _clauses_of(result: dict[str, Any]) -> list[str]:
    """The clauses a decision names, those that decided first."""
    named = list(result.get("decided_by") or [])
    for condition in result.get("conditions") or []:
        named.append(condition["clause_id"])
        named += [item["clause_id"] for item in condition.get("items") or []]
    return named


def unsaid(profile: Any, desk: Desk) -> list[str]:
    """Numbers and degrees of a profile that stand neither in the person's words nor in the facts kept."""
    from assistant.grounding.elements import read
    from assistant.grounding.text import plain

    words = plain(desk.said) + " " + plain(_flat(desk.facts))
    numbers = set(re.findall(r"\d+(?:\.\d+)?", words))
    degrees = {e.value for e in read(words) if e.kind == "degree"}
    found = []
    for value in _leaves({k: v for k, v in profile.items() if k != "as_of"}):
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, int | float):
            if value not in (0, 1) and f"{value:g}" not in numbers:
                found.append(f"{value:g}")
        elif isinstance(value, str):
            year = re.match(r"(\d{4})-\d{2}-\d{2}$", value)
            if year and year[1] not in numbers and year[1][2:] not in numbers:
                found.append(value)
            claimed = {e.value for e in read(plain(value)) if e.kind == "degree"}
            found += [value] if claimed and not claimed & degrees else []
    return found


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for v in value.values() for leaf in _leaves(v)]
    if isinstance(value, list | tuple):
        return [leaf for v in value for leaf in _leaves(v)]
    return [value]


def _flat(value: Any) -> str:
    return " ".join(str(leaf) for leaf in _leaves(value))


def in_words(error: Exception) -> str:
    """What a failed call tells the model; of an unforeseen error only that it happened."""
    return str(error) if isinstance(error, TiaowenError | ValueError) else "工具出错，未得到结果。"
