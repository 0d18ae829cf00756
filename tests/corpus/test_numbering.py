"""Chinese numbers and printed labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numbering import Style, fold, han_to_int, int_to_han, make_label, read_label


@given(st.integers(1, 999))
def test_a_number_written_in_chinese_reads_back_as_itself(number: int) -> None:
    assert han_to_int(int_to_han(number)) == number


@pytest.mark.parametrize(("text", "number"), [("十", 10), ("二十三", 23), ("一百零五", 105), ("两", 2), ("〇", 0)])
def test_chinese_numbers(text: str, number: int) -> None:
    assert han_to_int(text) == number


@given(st.sampled_from(list(Style)), st.integers(1, 99))
def test_a_printed_label_reads_back_as_itself(style: Style, number: int) -> None:
    label = make_label(style, number)
    assert read_label(label.printed + " 正文") == (label, "正文")


@pytest.mark.parametrize(
    ("line", "printed", "component", "rest"),
    [
        ("三、专业方向", "三、", "三", "专业方向"),
        ("(四) 成果条件", "（四）", "（四）", "成果条件"),
        ("6. 作为排名前三的发明人", "6.", "6", "作为排名前三的发明人"),
        ("(4)获得", "（4）", "（4）", "获得"),
        ("第二十一条 乡村振兴协理员", "第二十一条", "第二十一条", "乡村振兴协理员"),
        ("附件 2 标准", "附件2", "附件2", "标准"),
    ],
)
def test_labels_are_printed_in_full_width_whatever_the_source_has(
    line: str, printed: str, component: str, rest: str
) -> None:
    label, after = read_label(line) or pytest.fail(line)
    assert (label.printed, label.component, after) == (printed, component, rest)


@pytest.mark.parametrize("line", ["2.5倍以上", "附件：名单", "2020年11月", "三年以上", "（注：附件请登录官网查询）"])
def test_other_openings_are_no_labels(line: str) -> None:
    assert read_label(line) is None


def test_folding_makes_the_ways_of_typing_a_number_one() -> None:
    assert fold("京人社发［２０２４］１４号（三）") == fold("京人社发〔2024〕14号(三)") == "京人社发[2024]14号(三)"
