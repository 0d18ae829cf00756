"""打印报告: a decision with its facts, its day and every clause in full, on paper."""

from __future__ import annotations

import re
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import streamlit as st

from assistant.pages import facts
from assistant.pages.face import face, today
from assistant.pages.result_html import conditions_html, glance_html, sign_html
from assistant.pages.words import VERDICT, VERDICT_SENTENCE, cite, in_words

if TYPE_CHECKING:
    from assistant.eligibility.result import Result

_STYLE = """
:root { color-scheme: light; --tw-line: #d9d6cf; --tw-muted: #5c636b; --tw-link: #1a5a86; }
body { font: 15px/1.75 "Songti SC", "Noto Serif CJK SC", SimSun, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; line-height: 1.4; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; }
summary { list-style: none; } .clause { white-space: pre-line; break-inside: avoid; }
.tw-conditions details { break-inside: avoid; } footer { margin-top: 2rem; color: #5c636b; font-size: .85rem; }
@media print { body { margin: 0; max-width: none; } a { color: inherit; text-decoration: none; } }
"""


def show(results: list[Result], profile: dict[str, Any], day: date) -> None:
    """What the report holds, and the report itself."""
    st.caption("报告列出所填的情况、每条结论和所依据条款的全文。下载后用浏览器打开，直接打印或另存为 PDF。")
    name = f"资格自查_{day:%Y%m%d}.html"
    st.download_button(
        "下载报告",
        lambda: report_html(results, profile, day),
        name,
        "text/html",
        icon=":material/print:",
        type="primary",
        on_click="ignore",
        key="report",
    )


def report_html(results: list[Result], profile: dict[str, Any], day: date) -> str:
    """A page that stands alone: no link leads out of it, each reference to the clause printed at its end."""
    style = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
    told = "".join(f"<li>{escape(line)}</li>" for line in facts.in_words(profile)) or "<li>没有填写</li>"
    parts = [_decision(result) for result in results]
    body = (
        f"<h1>职称申报资格自查报告</h1><p>按{in_words(day)}的规定计算</p><h2>所填的情况</h2><ul>{told}</ul>"
        f"{''.join(parts)}{_clauses(results)}"
        f"<footer>{in_words(today())}由“条文”根据所填情况和文件原文得出，供本人和单位核对，不代替评审机构的审核。</footer>"
    )
    body = re.sub(r'href="clauses\?clause=([^"]+)"', lambda found: f'href="#{escape(unquote(found[1]))}"', body)
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>资格自查报告</title>'
        f"<style>{style}{_STYLE}</style></head><body>{body}</body></html>"
    )


def _decision(result: Result) -> str:
    policy = face().corpus.policies[result.policy_id]
    earliest = f"时间条件最早在{in_words(result.earliest)}满足。" if result.earliest else ""
    notes = "".join(f"<p><small>{escape(note)}</small></p>" for note in result.notes)
    return (
        f"<h2>{escape(policy.title)}　{escape(result.level or '')}</h2>"
        f"<p>{sign_html(VERDICT[result.verdict])} {VERDICT_SENTENCE[result.verdict]}。{earliest}</p>"
        f"{glance_html(result)}{conditions_html(result, unfolded=True)}{notes}"
    )


def _clauses(results: list[Result]) -> str:
    """Every clause that the decisions name, once, with what stands below it, in the order of the documents."""
    corpus = face().corpus
    wanted = {condition.clause_id for result in results for condition in result.conditions}
    wanted |= {item.clause_id for result in results for condition in result.conditions for item in condition.items}
    printed = []
    for clause in corpus.walk():
        if clause.id not in wanted or any(above.id in wanted for above in corpus.ancestors(clause)):
            continue
        policy = corpus.policies[clause.policy_id]
        below = "".join(f'<a id="{escape(each.id)}"></a>' for each in corpus.descendants(clause))
        where = escape(cite(policy.title, policy.number, clause.path))
        words = escape(corpus.full_text(clause))
        printed.append(f'<h3 id="{escape(clause.id)}">{where}</h3>{below}<div class="clause">{words}</div>')
    return f"<h2>依据的条款</h2>{''.join(printed)}" if printed else ""
