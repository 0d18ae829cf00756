"""批量核查: a spreadsheet of people in, the same with verdicts out; nothing leaves this machine."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from assistant.pages.face import face, today
from assistant.pages.page import begin
from corpus.errors import BadInput

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDE = ("差距", "说明", "填写错误", "还需知道")


def page() -> None:
    """Template, upload, progress, results with filters, download."""
    begin("批量核查", wide=True)
    st.title("批量核查", anchor=False)
    st.markdown("一行一个人，填好表格后上传，逐人核对申报条件。表格只在本机读取，不保存，也不发往别处。")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.download_button(
            "下载空白表格",
            _template,
            "职称核查.xlsx",
            _SHEET,
            icon=":material/download:",
            on_click="ignore",
            key="template",
        )
        day = st.date_input("按哪一天计算", value=today(), key="batch_day", width=180) or today()
    given = st.file_uploader("上传填好的表格（.xlsx 或 .csv）", type=["xlsx", "csv"], key="table")
    if given is None:
        return
    asked = (given.file_id, day)
    if st.session_state.get("batch_asked") != asked:
        try:
            st.session_state["batch_result"] = _checked(given.name, given.getvalue(), day)
        except BadInput as error:
            st.error(f"这份表格读不了：{error}", icon=":material/error:")
            return
        st.session_state["batch_asked"] = asked
    _show(*st.session_state["batch_result"])


def _template() -> bytes:
    from assistant.eligibility.batch import write_template

    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path)
        return path.read_bytes()


def _checked(name: str, table: bytes, day: date) -> tuple[list[dict[str, Any]], bytes]:
    """The rows with their answers, and the same as a spreadsheet; shows how far it has come."""
    from assistant.eligibility.batch import Counts, batch_check
    from assistant.eligibility.tables import read_rows

    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as worker:
        source, target = Path(folder) / f"given{Path(name).suffix.lower()}", Path(folder) / "result.xlsx"
        source.write_bytes(table)
        total = max(1, sum(1 for _ in read_rows(source)) - 1)
        counts = Counts()
        bar = st.progress(0.0, "正在核对…")
        done = worker.submit(batch_check, source, target, face().corpus, day, counts)
        while not done.done():
            bar.progress(min(1.0, counts.rows / total), f"已核对 {counts.rows} / {total} 行")
            time.sleep(0.1)
        bar.empty()
        done.result()
        heads, *rows = read_rows(target)
        names = [str(head) for head in heads]
        # Empty cells at a row's end are not in the file.
        return [dict(zip_longest(names, row[: len(names)])) for row in rows], target.read_bytes()


def _show(rows: list[dict[str, Any]], sheet: bytes) -> None:
    if not rows:
        st.info("表格里没有填人。下载空白表格，从第二行开始填写。", icon=":material/table_rows:")
        return
    groups: dict[str, list[dict[str, Any]]] = {"全部": rows}
    for row in rows:
        groups.setdefault("填写有误" if row["填写错误"] else str(row["结论"]), []).append(row)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.segmented_control(
            "只看", list(groups), default="全部", required=True, format_func=lambda each: f"{each} {len(groups[each])}"
        )
        wanted = st.text_input(
            "找人或找字", type="search", live=True, key="batch_find", width=260, placeholder="姓名、条款或原因"
        )
        st.download_button(
            "下载结果", sheet, f"核查结果_{today():%Y%m%d}.xlsx", _SHEET, icon=":material/download:", on_click="ignore",
            type="primary",
        )  # fmt: skip
    shown = [row for row in groups[chosen or "全部"] if not wanted or any(wanted in str(v or "") for v in row.values())]
    if not shown:
        st.caption("没有符合的行。")
        return
    answers = ["姓名", "核查级别", "结论", "差距", "最早日期", "填写错误", "还需知道", "核查文件", "依据条款", "说明"]
    first = [name for name in answers if name in shown[0] and any(row.get(name) for row in shown)]
    st.dataframe(
        [{name: row.get(name) or "" for name in first} for row in shown],
        hide_index=True,
        height="content" if len(shown) <= 15 else 560,
        column_config={name: st.column_config.TextColumn(width="large") for name in _WIDE},
        alt="每个人的核查结论、差距和依据条款",
    )
    st.caption(f"显示 {len(shown)} 行。下载的结果里还有填写时的各列。")
