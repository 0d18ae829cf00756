"""How good are the answers, and how tight is the guard: `tiaowen eval answers` and `tiaowen eval grounding`."""

from __future__ import annotations

import json
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from assistant.judging import Judged, judge, normal
from assistant.models import Answer, Turn
from corpus.errors import BadInput

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_QUESTION_FIELDS = {"id": str, "kind": str, "question": str, "expect": list, "cite": list, "say": list}
_SENTENCE_FIELDS = {"id": (str, int), "sentence": str, "clauses": list, "borne": bool}


class AnswersReport(BaseModel):
    """Figures per kind of question, and each question with its failures."""

    kinds: dict[str, dict[str, Any]]
    rows: list[dict[str, Any]]

    def render(self) -> str:
        """The figures and each failure, for a terminal."""
        return answers_table(self.kinds, self.rows)


class GroundingReport(BaseModel):
    """Share of unborne sentences caught and of borne ones refused, and what became of each."""

    caught: float | None
    refused: float | None
    rows: list[dict[str, Any]]

    def render(self) -> str:
        """The two shares and why sentences were held back, for a terminal."""
        lines = [f"拦下没有出处的：{_share(self.caught)}", f"误拦有出处的：{_share(self.refused)}"]
        return "\n".join([*lines, *(f"{row['id']}：{'；'.join(row['why'])}" for row in self.rows if not row["passed"])])


def evaluate_answers(file: Path, assistant: Assistant) -> AnswersReport:
    """Puts each question of the file to the assistant and judges the answers. BadInput names a bad line."""
    known = _lines(file, _QUESTION_FIELDS)
    corpus = assistant.corpus
    everything = "\x00".join(normal(corpus.full_text(c)) for c in corpus.walk() if c.parent_id is None)
    everything += "\x00" + "\x00".join(normal(c.own_text) for c in corpus.walk())
    judged: list[tuple[Judged, Answer]] = []
    for item in known:
        answer = _asked(item, assistant)
        judged.append((judge(item, answer, corpus, everything), answer))
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one, _ in judged:
        groups[one.kind].append(one)
        groups["all"].append(one)
    groups["all"] = groups.pop("all", [])
    rows = [{**asdict(one), "right": one.right, "answer": answer.answer} for one, answer in judged]
    return AnswersReport(kinds={kind: _figures(part) for kind, part in groups.items()}, rows=rows)


def answers_table(kinds: dict[str, dict[str, Any]], rows: list[dict[str, Any]]) -> str:
    """The figures and each failure, for a terminal."""
    lines = [
        "| 类别 | 题数 | 全对 | 类型对 | 引用召回 | 引用准确 | 说到 | 误说 | 逐字 | 字数 | 毫秒 |",
        "|---" * 11 + "|",
    ]
    for kind, f in kinds.items():
        shares = " | ".join(_share(f[k]) for k in ("kind_right", "cite_recall", "cite_precision", "say_recall"))
        lines.append(
            f"| {kind} | {f['questions']} | {f['right']} | {shares} | {f['wrongly_said']} | {_share(f['verbatim'])} | {f['characters']:.0f} "
            f"| {f['ms_median']:.0f} / {f['ms_p95']:.0f} |"
        )
    wrong = [row for row in rows if not row["right"]]
    return "\n".join([*lines, "", *(f"{row['id']}：{'；'.join(row['failures'])}" for row in wrong)])


def evaluate_grounding(file: Path, assistant: Assistant) -> GroundingReport:
    """Puts each sentence of the file to the guard, on its day if it has one (as_of). BadInput names a bad line."""
    from assistant.grounding import Ground, Guard

    known = _lines(file, _SENTENCE_FIELDS)
    guard = Guard(assistant.corpus)
    rows, right = [], {True: 0, False: 0}
    for item in known:
        days = (date.fromisoformat(item["as_of"]),) if item.get("as_of") else ()
        ground = Ground(str(item.get("question") or ""), days=days)
        judgement = guard.judge(item["sentence"], [str(c) for c in item["clauses"]], ground)
        rows.append({"id": item["id"], "passed": judgement.passed, "why": list(judgement.why)})
        right[item["borne"]] += judgement.passed == item["borne"]
    counts = {borne: sum(item["borne"] is borne for item in known) for borne in (True, False)}
    return GroundingReport(
        caught=right[False] / counts[False] if counts[False] else None,
        refused=(counts[True] - right[True]) / counts[True] if counts[True] else None,
        rows=rows,
    )


def as_known_question(turn: Turn, before: Sequence[str]) -> dict[str, Any]:
    """A rated turn in the form of the answer evaluation; what should have been cited and said is the editor's to fill in."""
    return {
        "id": f"feedback-{turn.asked_at:%Y%m%d%H%M%S}-{turn.number}",
        "kind": "feedback",
        "question": turn.question,
        **({"history": list(before)} if before else {}),
        "expect": [turn.answer.kind] if turn.vote == "up" else [],
        "cite": [[c.quote] for c in turn.answer.citations] if turn.vote == "up" else [],
        "say": [],
        "not_say": [],
        "vote": turn.vote,
        "reason": turn.reason,
        "answer": turn.answer.answer,
        "asked_at": turn.asked_at.isoformat(),
    }


def _asked(item: dict[str, Any], assistant: Assistant) -> Answer:
    day = date.fromisoformat(item["as_of"]) if item.get("as_of") else None
    if not item.get("history"):
        return assistant.ask(item["question"], as_of=day)
    session = assistant.new_session()
    try:
        for question in item["history"]:
            assistant.ask(question, as_of=day, session=session)
        return assistant.ask(item["question"], as_of=day, session=session)
    finally:
        assistant.forget(session)


def _figures(part: list[Judged]) -> dict[str, Any]:
    def ratio(hit: int, need: int) -> float | None:
        return hit / need if need else None

    times = sorted(one.milliseconds for one in part)
    return {
        "questions": len(part),
        "right": sum(one.right for one in part),
        "kind_right": ratio(sum(one.kind_right for one in part), len(part)),
        "cite_recall": ratio(sum(one.cite_hit for one in part), sum(one.cite_need for one in part)),
        "cite_precision": ratio(sum(one.relevant for one in part), sum(one.cited for one in part)),
        "say_recall": ratio(sum(one.say_hit for one in part), sum(one.say_need for one in part)),
        "wrongly_said": sum(one.wrongly_said for one in part),
        "verbatim": ratio(sum(one.verbatim for one in part), sum(one.quotes for one in part)),
        "markers": ratio(sum(one.markers for one in part), len(part)),
        "characters": statistics.median(one.characters for one in part) if part else 0,
        "ms_median": statistics.median(times) if times else 0,
        "ms_p95": times[min(len(times) - 1, round(0.95 * len(times)))] if times else 0,
    }


def _share(value: float | None) -> str:
    return "—" if value is None else f"{100 * value:.1f}%"


def _lines(file: Path, fields: dict[str, Any]) -> list[dict[str, Any]]:
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"FILE: 读不了 {file}（{type(error).__name__}）；应为 UTF-8 的 JSON Lines 文件") from None
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            raise BadInput(f"FILE: 第 {number} 行不是 JSON") from None
        for name, kind in fields.items():
            if not isinstance(row, dict) or not isinstance(row.get(name), kind):
                raise BadInput(f"FILE: 第 {number} 行缺少 {name}，或类型不对")
        rows.append(row)
    if not rows:
        raise BadInput("FILE: 没有一行内容")
    return rows
