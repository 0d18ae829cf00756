"""Bad input: one line that names the field and says what is accepted, and nothing worse."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.eligibility import MAX_BYTES, check, read_profiles
from assistant.eligibility.profile import Profile
from corpus import load_corpus
from corpus.errors import BadInput

CORPUS = load_corpus()
TODAY = date(2026, 11, 20)
TARGET = {"policy": "beijing-ai", "level": "高级工程师", "as_of": "2026-11-20"}


def refused(profile: Any) -> str:
    with pytest.raises(BadInput) as raised:
        check(profile, CORPUS, TODAY)
    line = str(raised.value)
    assert "\n" not in line
    return line


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"experiance_years": 7}, "experiance_years"),
        ({"education": [{"level": "硕士", "graduation": "2019-07-01"}]}, "graduation"),
        ({"education": [{"level": "学士后"}]}, "education[0].level"),
        ({"education": [{"years": 3}]}, "education[0].level"),
        ({"education": {"level": "硕士"}}, "education"),
        ({"education": ["硕士"]}, "education[0]"),
        ({"education": [{"level": "硕士", "graduated": "2023-02-30"}]}, "education[0].graduated"),
        ({"education": [{"level": "硕士", "graduated": "2026-W47-5"}]}, "education[0].graduated"),
        ({"education": [{"level": "硕士", "graduated": 20190701}]}, "education[0].graduated"),
        ({"education": [{"level": "硕士", "graduated": "2026-11-21"}]}, "education[0].graduated"),
        ({"education": [{"level": "硕士", "graduated": "1219-07-01"}]}, "education[0].graduated"),
        ({"titles": [{"level": "初级"}]}, "titles[0].level"),
        ({"titles": [{"level": "中级", "from": "继承"}]}, "titles[0].from"),
        ({"titles": [{"level": "中级", "source": "评审"}]}, "source"),
        ({"titles": [{"level": "中级", "series": 7}]}, "titles[0].series"),
        ({"titles": [{"level": "中级", "obtained": "2027-01-01"}]}, "titles[0].obtained"),
        ({"titles": [{"level": "中级", "years": -3}]}, "titles[0].years"),
        ({"experience_years": "7"}, "experience_years"),
        ({"experience_years": True}, "experience_years"),
        ({"experience_years": 200}, "experience_years"),
        ({"experience_years": float("nan")}, "experience_years"),
        ({"experience_years": float("inf")}, "experience_years"),
        ({"experience": [{"end": "2020-01-01"}]}, "experience[0].start"),
        ({"experience": [{"start": "2020-01-02", "end": "2020-01-01"}]}, "experience[0]"),
        ({"experience": [{"start": "2026-12-01"}]}, "experience[0].start"),
        ({"performance": ["1"]}, "performance[0]"),
        ({"performance": [5]}, "performance[0]"),
        ({"performance": 1}, "performance"),
        ({"achievements": [{"item": 12}]}, "achievements[0].item"),
        ({"achievements": [{"item": 6, "count": 1.5}]}, "achievements[0].count"),
        ({"achievements": [{"item": 6, "count": -1}]}, "achievements[0].count"),
        ({"achievements": [{"item": 6, "type": "论文"}]}, "achievements[0]"),
        ({"achievements": [{"count": 2}]}, "achievements[0]"),
        ({"achievements": [{"type": "诗集"}]}, "achievements[0].type"),
        ({"achievements": [{"type": "论文", "granted": True}]}, "granted"),
        ({"achievements": [{"type": "发明专利", "author": "第一作者"}]}, "author"),
        ({"achievements": [{"type": "论文", "venue": "朋友圈"}]}, "venue"),
        ({"achievements": [{"type": "标准", "role": "主要负责人"}]}, "role"),
        ({"exceptional": [5]}, "exceptional[0]"),
        ({"exceptional": ["beijing-ai:附件/三/（四）/1"]}, "exceptional[0]"),
        ({"exceptional": [True]}, "exceptional[0]"),
        ({"recommenders": "两名"}, "recommenders"),
        ({"recommenders": 1.5}, "recommenders"),
        ({"attested": {"身高": True}}, "身高"),
        ({"attested": {"继续教育": "是"}}, "attested.继续教育"),
        ({"attested": ["继续教育"]}, "attested"),
        ({"homeroom_years": -0.5}, "homeroom_years"),
        ({"training_hours": 1e5}, "training_hours"),
        ({"policy": "不存在的文件"}, "policy"),
        ({"policy": "beijing-vehicle-tax-2020"}, "policy"),
        ({"level": "超级工程师"}, "level"),
        ({"level": "技术员"}, "level"),
        ({"as_of": "昨天"}, "as_of"),
        ({"facts": {}}, "facts"),
        ({"policy": "beijing-engineering-2020", "achievements": [{"item": 1}]}, "achievements[0].item"),
        ({"level": "助理工程师", "achievements": [{"item": 1}]}, "achievements[0].item"),
    ],
    ids=str,
)  # fmt: skip
def test_the_line_names_the_field(facts: dict[str, Any], named: str) -> None:
    assert named in refused({**TARGET, **facts})


def test_a_bad_profile_in_a_list_refuses_the_whole_and_is_named_by_its_place() -> None:
    line = refused([TARGET, TARGET, {**TARGET, "experience_years": -1}])
    assert "第3份" in line and "[2]" in line and "experience_years" in line


@pytest.mark.parametrize("data", [42, "beijing-ai", None, True, [[TARGET]], [42]])
def test_what_is_no_mapping_is_no_profile(data: Any) -> None:
    line = refused(data if isinstance(data, list) else [data])
    assert "mapping" in line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "空"),
        ("   \n", "空"),
        ('{"policy": "beijing-ai", "policy": "x"}', "policy 写了两次"),
        ("policy: beijing-ai\npolicy: x\n", "policy 写了两次"),
        ("a: &a [1]\nb: [*a, *a]\n", "别名"),
        ("a: !!python/object/apply:os.system [ls]\n", "标签"),
        ("policy: [\n", "不是可以读懂"),
        ('{"policy": ', "JSON"),
        ("--- 1\n--- 2\n", "一个 YAML 文档"),
        ("[" * 5000, "嵌套"),
        ("- " * 5000 + "1", "嵌套"),
        ("? [1]\n: 2\n", "字段名"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_text_that_is_not_plain_data_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_profiles(text)


@pytest.mark.parametrize("number", ["1e400", "9" * 5000, "NaN", "-Infinity"])
def test_a_number_beyond_all_bounds_is_named_by_its_field(number: str) -> None:
    for text in (
        f'{{"policy": "beijing-ai", "experience_years": {number}}}',
        f"policy: beijing-ai\nexperience_years: {number}",
    ):
        assert "experience_years" in refused(read_profiles(text))


def test_a_file_of_50_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "big.json"
    with file.open("wb") as out:
        out.truncate(50_000_000)
    with pytest.raises(BadInput, match="太大"):
        read_profiles(file)
    with pytest.raises(BadInput, match="太大"):
        read_profiles(b" " * (MAX_BYTES + 1))
    with pytest.raises(BadInput, match="读不到"):
        read_profiles(tmp_path / "none.yaml")
    with pytest.raises(BadInput, match="UTF-8"):
        read_profiles("政策".encode("gb18030"))


def test_yaml_and_json_say_the_same(tmp_path: Path) -> None:
    file = tmp_path / "someone.yaml"
    file.write_text(
        "policy: beijing-ai\nlevel: 高级工程师\nas_of: 2026-11-20\neducation:\n"
        "  - {level: 硕士, graduated: 2019-07-01, years: 7}\nexperience:\n  - {start: 2019-07-15, end: null}\n"
        "performance: [1]\nachievements:\n  - {item: 6, count: 2}\nattested: {继续教育: true}\n",
        encoding="utf-8",
    )
    text = (
        '{"policy": "beijing-ai", "level": "高级工程师", "as_of": "2026-11-20", "education": [{"level": "硕士", "graduated":'
        ' "2019-07-01", "years": 7}], "experience": [{"start": "2019-07-15", "end": null}], "performance": [1],'
        ' "achievements": [{"item": 6, "count": 2}], "attested": {"继续教育": true}}'
    )
    assert read_profiles(file) == read_profiles(text)
    assert check(read_profiles(file), CORPUS, TODAY) == check(read_profiles("\ufeff" + text), CORPUS, TODAY)


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(("硕士", "2020-01-01"))
)
values = st.recursive(
    scalars, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=6), v, max_size=3), max_leaves=6
)
fields = st.sampled_from([*Profile.model_fields, "level", "years", "x"])


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(fields, values, max_size=5) | values)
def test_whatever_is_given_is_decided_or_refused_in_one_line(data: Any) -> None:
    try:
        check(data, CORPUS, TODAY)
    except BadInput as error:
        assert "\n" not in str(error) and len(str(error)) < 2000


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.binary(max_size=60))
def test_whatever_text_is_read_or_refused(source: str | bytes) -> None:
    try:
        read_profiles(source)
    except BadInput as error:
        assert "\n" not in str(error)
