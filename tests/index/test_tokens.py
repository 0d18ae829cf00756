"""What counts as a term."""

import pytest

from index.tokens import mended, normalise, terms


@pytest.mark.parametrize(("one", "other"), [("職稱評審", "职称评审"), ("３項", "3项"), ("ＡＩ", "ai"), ("AI", "ai")])
def test_characters_of_one_meaning_are_one(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("大专", "大学专科"),
        ("高工", "高级工程师"),
        ("助工", "助理工程师"),
        ("研究生", "硕士学位"),
        ("失业险", "失业保险费"),
    ],
)
def test_the_fields_synonyms_share_a_term(said: str, printed: str) -> None:
    assert {t for t in terms(said) if t.startswith("=")} & {t for t in terms(printed) if t.startswith("=")}


@pytest.mark.parametrize(
    ("longer", "shorter"), [("正高级工程师", "高级工程师"), ("助理工程师", "工程师"), ("高级讲师", "讲师")]
)
def test_a_title_within_a_longer_title_does_not_count(longer: str, shorter: str) -> None:
    assert not {t for t in terms(longer) if t.startswith("=")} & {t for t in terms(shorter) if t.startswith("=")}


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("协里员", "协理员"), ("滞那金", "滞纳金"), ("电字劳动合同", "电子劳动合同"), ("高级工成师", "高级工程师")],
)
def test_a_slip_within_a_word_of_the_field_is_put_right(slip: str, meant: str) -> None:
    assert mended(f"北京{slip}要几年") == f"北京{meant}要几年"


@pytest.mark.parametrize("said", ["硕士要干几年", "助理医师", "社保也交了", "和高级工程师", "副高级", "大学文科"])
def test_what_is_no_slip_stays(said: str) -> None:
    assert mended(said) == said


def test_what_is_asked_and_what_is_given_share_a_term() -> None:
    assert "?年限" in set(terms("硕士要干几年")) & set(terms("从事本专业技术工作满7年"))
    assert "?年限" not in terms("自2020年10月1日起施行")


def test_latin_synonyms_match_whole_words_only() -> None:
    assert "=人工智能" not in terms("email")
