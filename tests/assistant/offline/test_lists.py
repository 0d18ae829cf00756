"""Which list is meant: by what it consists of, by its title, by its matter; and what one item, or one sentence, adds."""

from datetime import date

import pytest

from assistant.offline.answering import answer
from assistant.offline.deciding.conditions import fits
from assistant.offline.drafts import Draft
from assistant.offline.finding.kinds_of_answer import tells_more
from assistant.offline.finding.passages import passages
from assistant.offline.listing.items import alike, pieces
from assistant.questions import Question, read_question
from corpus import load_corpus

TODAY = date(2026, 11, 20)


def read(text: str) -> Question:
    return read_question(text, load_corpus(), TODAY)


def say(text: str) -> Draft:
    return answer(read(text), passages(load_corpus()))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("申请要交哪些材料", "materials"),
        ("评审一共几步", "steps"),
        ("哪些人能破格", "people"),
        ("社保费都有哪几种", "insurance"),
        ("交社保费有哪些方式", ""),
    ],
)
def test_what_a_list_consists_of_is_read_from_the_question(text: str, kind: str) -> None:
    assert read(text).listed == kind


def test_the_noun_that_names_the_items_stands_after_or_before_the_asking_word() -> None:
    assert [t.words for t in read("企业有哪些缴费渠道").heads] == ["缴费渠道"]
    assert [t.words for t in read("协理员的工作职责有哪些").heads] == ["工作职责"]


def test_several_things_asked_one_by_one_are_a_list_and_two_are_compared() -> None:
    assert read("AI助理工程师硕士、本科、大专分别要干几年，列一下").intent == "list"
    assert read("AI高工和正高的论文要求分别是什么").intent == "compare"


def test_items_inside_a_sentence_are_told_by_how_they_end() -> None:
    text = "填写补贴申请表（附件2）和花名册（附件3），并上传银行对账单（不低于最低工资标准）"
    assert alike(read("要交哪些材料"), pieces(text)) == 3
    assert pieces("普通中等专业学校、职业高中等单位") == ["普通中等专业学校", "职业高中"]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("企业都有哪些社保费归税务收", "beijing-social-insurance-2020:一/（一）"),  # a list inside a sentence
        ("用人单位用电子合同有哪些责任", "beijing-e-labour-contract-2020:四/（十一）"),  # the sentences under a title
        ("哪些人算灵活就业人员", "beijing-flexible-employment-2020:第二条"),  # a definition
        ("AI试行办法从申报到发证一共哪几步", "beijing-ai-2020-trial:五"),  # by its heading alone
        ("区里对协理员负责哪几块", "beijing-rural-assistant-2020:第五条/（二）"),  # of its tier
        ("高技能人才有哪些荣誉可以破格报高工", "beijing-engineering-2020:三/（三）/2"),  # not the list of that kind
        ("普通工程师的成果条件有哪些", "beijing-engineering-2020:附件/三/（三）"),  # the general document
    ],
)
def test_the_list_that_is_meant_is_found(text: str, clause: str) -> None:
    assert clause in say(text).cited


def test_a_list_about_another_matter_is_no_answer() -> None:
    assert "beijing-rural-assistant-2020:第八条" not in say("创业担保贷款从申请到拿钱要经过哪些环节").cited


def test_a_sentence_that_adds_to_a_list_brings_what_it_adds_to() -> None:
    draft = say("劳务派遣企业申请以工代训补贴要准备哪些材料")
    assert "花名册" in draft.text and "劳务派遣协议" in draft.text


def test_an_item_is_named_by_its_own_title() -> None:
    assert say("做应用系统运维的报金融科技算哪个方向").text.startswith("产品数字化运营与维护：")


def test_a_day_that_the_question_states_is_no_answer() -> None:
    text = "对2020年未缴费月度，可于2021年底前进行补缴"
    assert tells_more(text, "2020年没交的最晚什么时候补", "day")
    assert not tells_more("2020年缴费确有困难的，可自愿暂缓缴费", "2020年没交的最晚什么时候补", "day")
    assert "2021年底前" in say("灵活就业2020年养老保险缓缴的最晚什么时候补").text


@pytest.mark.parametrize(
    ("question", "text", "fit"),
    [
        ("双方都承认合同是真的", "双方均认可真实性的，可以作为证据", True),
        ("员工不承认签过", "双方均认可真实性的，可以作为证据", False),
        ("员工不承认签过", "对真实性提出异议的，结合证明材料认定", True),
        ("请5天假找谁批", "请假超过3天的，报区备案", True),
        ("请5天假找谁批", "请假3天及以内的，报乡镇批准", False),
        ("请假找谁批", "请假3天及以内的，报乡镇批准", None),
    ],
)
def test_a_provision_fits_by_its_condition(question: str, text: str, fit: bool | None) -> None:
    assert fits(read(question), text) is fit


def test_only_the_items_that_are_asked_for_are_shown() -> None:
    draft = say("金融科技正高成果条件前三项写了什么")
    assert "发明专利2项" in draft.text and "核心期刊" not in draft.text


def test_things_that_are_listed_and_then_explained_are_shown_with_what_they_are() -> None:
    assert "芯片" in say("AI职称的四个方向分别干什么").text


def test_a_sentence_of_the_list_itself_does_not_speak_against_it() -> None:
    assert "商用密码产品认证证书" in say("电子劳动合同签署系统那边要有哪些证和资质").text


def test_of_two_lists_of_a_kind_the_one_with_every_word_is_meant() -> None:
    assert say("自由职业的人，交给税务局收的是哪几样保险").cited == ["beijing-social-insurance-2020:一/（二）"]


def test_a_chapter_is_no_list_of_what_one_of_its_articles_answers() -> None:
    assert say("三支一扶服务证书，协理员要满足什么才发").cited == ["beijing-rural-assistant-2020:第十六条"]
