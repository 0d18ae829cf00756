"""A draft in pieces: the same pieces however the stream is cut."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.grounding.draft import Cutter, cut

DRAFT = "硕士须满7年[1]。博士满2年。[2][3] 您的学历是？\n- 第一项[1，2]；第二项[4]\n> 引文一句。又一句。\n\n| 甲 | 乙[1] |\n京人社发[2024]14号规定如此【3】。完"


def test_handles_belong_to_the_sentence_before_them() -> None:
    pieces = [(p.text, p.handles) for p in cut(DRAFT)]
    assert pieces[0] == ("硕士须满7年。", (1,))
    assert pieces[1] == ("博士满2年。", (2, 3))
    assert pieces[3] == ("- 第一项；", (1, 2))


def test_the_year_of_a_document_number_is_no_handle() -> None:
    assert [(p.text, p.handles) for p in cut(DRAFT)][-2] == ("京人社发[2024]14号规定如此。", (3,))


def test_a_quoted_line_and_a_table_row_stay_whole() -> None:
    texts = [p.text for p in cut(DRAFT)]
    assert "> 引文一句。又一句。" in texts and "| 甲 | 乙[1] |" in texts


@given(st.lists(st.integers(1, 9), min_size=1, max_size=80))
def test_a_stream_gives_the_same_pieces_wherever_it_is_cut(sizes: list[int]) -> None:
    cutter, found, at = Cutter(), [], 0
    for size in sizes:
        found += cutter.feed(DRAFT[at : at + size])
        at += size
    found += cutter.feed(DRAFT[at:])
    found += cutter.close()
    assert found == cut(DRAFT)
