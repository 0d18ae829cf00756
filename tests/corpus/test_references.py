"""The ways people cite a clause."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Clause, Corpus, load_corpus
from corpus.errors import UnknownPolicy
from corpus.names import which
from corpus.references import cite, resolve

CORPUS = load_corpus()


def first(text: str, within: tuple[str, ...] = ()) -> str:
    return resolve(text, CORPUS, within).matches[0].id


def test_the_printed_reference_of_every_clause_resolves_to_itself() -> None:
    assert [c.id for c in CORPUS.walk() if first(cite(c, CORPUS)) != c.id] == []


def test_every_id_resolves_to_itself() -> None:
    assert all(first(c.id) == c.id for c in CORPUS.walk())


@pytest.mark.parametrize(
    ("text", "clause_id"),
    [
        ("京人社发〔2024〕14号 附件2 三（三）1", "beijing-fintech-2024:附件2/三/（三）/1"),
        ("京人社发[2024]14号附件２三(三)１", "beijing-fintech-2024:附件2/三/（三）/1"),
        ("金融科技 高级工程师 成果条件 第1项", "beijing-fintech-2024:附件2/三/（三）/1"),
        ("金融科技通告附件二 三（三）1", "beijing-fintech-2024:附件2/三/（三）/1"),
        ("灵活就业实施办法第三条第二款", "beijing-flexible-employment-2020:第三条/第二款"),
        ("灵活就业办法第13条", "beijing-flexible-employment-2020:第十三条"),
        ("17号文 附件 四（四）2", "beijing-engineering-2020:附件/四/（四）/2"),
        ("17号文四（四）2", "beijing-engineering-2020:附件/四/（四）/2"),
        ("京人社事业发2020年17号三（三）2", "beijing-engineering-2020:三/（三）/2"),
        ("人工智能 正高 成果条件 第5项", "beijing-ai:附件/四/（四）/5"),
        ("AI办法 高工 破格第2条", "beijing-ai:附件/三/（五）/2"),
        ("30号文 附件 二（一）2（5）", "beijing-ai-2020-trial:附件/二/（一）/2/（5）"),
        ("试行办法五（七）", "beijing-ai-2020-trial:五/（七）"),
        ("电子劳动合同意见（十三）", "beijing-e-labour-contract-2020:五/（十三）"),
        ("协理员办法第十五条第（一）项", "beijing-rural-assistant-2020:第十五条/（一）"),
        ("协理员办法 第二章", "beijing-rural-assistant-2020:第二章"),
        ("浙江方案第五部分第（二）项", "zhejiang-ai-draft:五/（二）"),
        ("2020年第9号公告第十二条", "beijing-vehicle-tax-2020:第十二条"),
        ("车船税办法第三条第一款", "beijing-vehicle-tax-2020:第三条"),
        ("27号文附件1 一（三）2（4）", "beijing-vocational-teacher-2020:附件1/一/（三）/2/（4）"),
        ("18号公告结语第一款", "beijing-social-insurance-2020:结语/第一款"),
        ("北京市金融科技专业职称申报标准条件 二（二）3", "beijing-fintech-2024:附件2/二/（二）/3"),
    ],
)
def test_a_reference_as_people_write_it(text: str, clause_id: str) -> None:
    assert first(text) == clause_id


def test_an_ambiguous_reference_returns_every_candidate_best_first() -> None:
    found = [c.id for c in resolve("试行办法四（二）", CORPUS).matches]
    assert found == ["beijing-ai-2020-trial:四/（二）", "beijing-ai-2020-trial:附件/四/（二）"]


def test_a_reference_without_a_document_is_read_in_the_one_spoken_of() -> None:
    assert first("那五（四）呢", ("beijing-engineering-2020",)) == "beijing-engineering-2020:附件/五/（四）"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("灵活就业办法第二十五条", "共二十条"),
        ("AI办法 附件 三（四）12", "有1至11，没有“12”"),
        ("17号文 附件3", "附件"),
    ],
)
def test_an_impossible_reference_says_what_the_document_does_have(text: str, says: str) -> None:
    found = resolve(text, CORPUS)
    assert found.matches == ()
    assert says in found.hint


@pytest.mark.parametrize("text", ["满7年", "我干了三年", "要2项成果吗", "2020年参加工作", "两个孩子"])
def test_numbers_in_talk_are_no_reference(text: str) -> None:
    assert resolve(text, CORPUS).steps == ()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(CORPUS.walk())), st.data())
def test_brackets_digits_and_spaces_make_no_difference(clause: Clause, data: st.DataObject) -> None:
    written = cite(clause, CORPUS)
    for plain, other in (("（", "("), ("）", ")"), ("〔", "["), ("〕", "]"), ("1", "１"), ("2", "２"), (" ", "  ")):
        if data.draw(st.booleans()):
            written = written.replace(plain, other)
    assert first(written) == clause.id


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="附件第一二十三条款项章（）().、12 号文工程师高级成果年〔2020〕", max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = resolve(text, CORPUS)
    assert all(c.id in CORPUS for c in found.matches)


@pytest.mark.parametrize(
    ("name", "policy_id"),
    [
        ("beijing-ai", "beijing-ai"),
        ("京人社事业发〔2020〕17号", "beijing-engineering-2020"),
        ("17号文", "beijing-engineering-2020"),
        ("北京市人工智能专业职称评价办法", "beijing-ai"),
        ("《浙江省人工智能专业职称改革工作实施方案》", "zhejiang-ai-draft"),
        ("北京市乡村振兴协理员管理办法", "beijing-rural-assistant-2020"),
    ],
)
def test_a_policy_goes_by_id_number_title_or_nickname(name: str, policy_id: str) -> None:
    assert which(name, CORPUS) == policy_id


def test_an_unknown_policy_is_refused_with_those_there_are(corpus: Corpus = CORPUS) -> None:
    with pytest.raises(UnknownPolicy, match="beijing-ai"):
        which("上海办法", corpus)
