"""Sides looked up together: the sentences that are each other's counterparts."""

from datetime import date

from assistant.offline.answering import answer
from assistant.offline.drafts import Draft
from assistant.offline.finding.passages import passages
from assistant.questions import read_question
from corpus import load_corpus


def say(text: str) -> Draft:
    corpus = load_corpus()
    return answer(read_question(text, corpus, date(2026, 11, 20)), passages(corpus))


def test_a_side_without_the_word_is_found_by_its_likeness_to_the_other() -> None:
    draft = say("北京AI职称编标准这一项，工程师和高工认的标准有啥不同？团标算吗")
    assert draft.cited == ["beijing-ai:附件/二/（四）/9", "beijing-ai:附件/三/（四）/9"]


def test_each_side_keeps_its_own_item_beside_the_counterpart() -> None:
    draft = say("同样是大专想评工程师，北京AI和金融科技的年限有什么不一样")
    assert "满7年" in draft.text and draft.text.count("满4年") == 2


def test_two_sentences_of_one_clause_answer_together() -> None:
    draft = say("企业和灵活就业人员，2020年11月系统升级那次分别最晚哪天缴费")
    assert draft.cited == ["beijing-social-insurance-2020:四/第一款"]
    assert "11月25日" in draft.text and "11月9日" in draft.text and "|" not in draft.text


def test_things_that_are_only_counted_are_listed() -> None:
    draft = say("以工代训两类补贴最长各给几个月")
    assert "6个月" in draft.text and "3个月" in draft.text


def test_a_side_that_says_nothing_of_the_matter_says_so_only_for_documents_and_levels() -> None:
    assert "文件没有写" in say("北京AI和金融科技，破格报高工对技能大赛的要求有什么不同").text


def test_no_table_where_no_sentence_gives_the_amount_that_is_asked() -> None:
    assert say("北京AI和金融科技的评审费各多少钱").kind == "refusal"


def test_sides_with_a_list_each_show_both_lists() -> None:
    draft = say("市里、区里、镇里、村里管协理员各干什么")
    assert all(
        f"beijing-rural-assistant-2020:第五条/{n}" in draft.cited for n in ("（一）", "（二）", "（三）", "（四）")
    )


def test_each_side_is_looked_for_as_it_would_be_asked_alone() -> None:
    draft = say("税务收社保以后，公司和灵活就业的人分别什么时间交钱？")
    assert "最后一个工作日" in draft.text and "扣款日历" in draft.text


def test_two_questions_of_two_kinds_take_sentences_that_give_either() -> None:
    draft = say("年度考核跟期满考核，谁来考、多久考一次，两者有何不同")
    assert "工作年度" in draft.text and "合同期满" in draft.text


def test_a_document_that_names_its_levels_says_which_there_are() -> None:
    draft = say("浙江AI职称的层级跟北京一样吗")
    assert "文件没有写" not in draft.text and "zhejiang-ai-draft:三/（一）" in draft.cited
