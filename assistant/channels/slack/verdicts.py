"""Verdicts as text: one in full, several as a list of what was decided for which document and level."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.eligibility import Result

VERDICTS = {"eligible": "符合", "ineligible": "不符合", "undetermined": "尚不能判定"}
IN_FULL = 2


def verdict_markdown(found: "Result | Sequence[Result]") -> str:
    """The explanation of each result; past two only what can be said of them in a line, the best first."""
    from assistant.eligibility import render

    results = list(found) if isinstance(found, Sequence) else [found]
    if len(results) <= IN_FULL:
        return "\n\n".join(render(result) for result in results)
    order = list(VERDICTS)
    results.sort(key=lambda result: order.index(result.verdict))
    lines = [f"- **{VERDICTS[r.verdict]}**：{r.policy_id} {r.level or ''}" for r in results]
    return "\n".join([*lines, "", "选定文件和级别再核对，可看每一项条件。"])
