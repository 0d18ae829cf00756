"""The guard: what it lets through and what it does not."""

from collections import defaultdict

import pytest

from assistant.grounding import Ground, Guard
from corpus import load_corpus
from tests.assistant.grounding.generated import pairs
from tests.assistant.grounding.pairs import BORNE, UNBORNE

GUARD = Guard(load_corpus())


def judged(row: tuple[str, ...]) -> bool:
    clause, sentence, *question = row
    assert clause in GUARD.corpus
    return GUARD.judge(sentence, [clause], Ground(question[0] if question else "")).passed


@pytest.mark.parametrize("row", BORNE, ids=lambda row: row[1])
def test_what_the_clause_bears_in_other_words_passes(row: tuple[str, ...]) -> None:
    assert judged(row)


def test_of_what_the_clause_does_not_bear_at_most_one_in_ten_passes() -> None:
    """Written to be hard: most say something else in the clause's own words, without a number to hold on to."""
    passed = [row[1] for row in UNBORNE if judged(row)]
    assert len(passed) <= len(UNBORNE) / 10, passed


def test_over_the_whole_corpus_changed_sentences_are_caught_and_right_ones_pass() -> None:
    counts: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    for pair in pairs(seed=3, share=0.25):
        counts[pair.borne, pair.kind].append(GUARD.judge(pair.sentence, pair.clauses, Ground()).passed)
    right = [p for (borne, _), passed in counts.items() if borne for p in passed]
    wrong = [p for (borne, _), passed in counts.items() if not borne for p in passed]
    assert right.count(False) <= 0.02 * len(right)
    assert wrong.count(False) >= 0.95 * len(wrong)
    for (borne, kind), passed in counts.items():
        if not borne and len(passed) >= 20:
            assert passed.count(False) >= 0.85 * len(passed), kind


LIST = "beijing-ai:附件/三/（二）"


def test_a_number_counts_only_beside_its_own_degree() -> None:
    assert GUARD.judge("博士满2年，硕士满7年。", [LIST], Ground()).passed
    assert not GUARD.judge("博士满7年，硕士满2年。", [LIST], Ground()).passed
    assert not GUARD.judge("硕士满2年即可。", [LIST], Ground()).passed


def test_the_level_in_the_heading_is_the_level_the_clause_is_about() -> None:
    clause = "beijing-ai:附件/二/（二）/2"
    assert GUARD.judge("申报工程师，硕士须满2年。", [clause], Ground()).passed
    assert not GUARD.judge("申报高级工程师，硕士须满2年。", [clause], Ground()).passed


def test_the_persons_own_numbers_are_theirs_and_bear_no_rule() -> None:
    clause, question = "beijing-ai:附件/三/（二）/2", Ground("我硕士毕业3年，能报高工吗")
    assert GUARD.judge("您硕士毕业3年，未达到满7年的要求。", [clause], question).passed
    assert not GUARD.judge("您硕士毕业3年，已达到满7年的要求。", [clause], question).passed
    assert not GUARD.judge("硕士毕业须满3年。", [clause], question).passed


def test_a_difference_is_worked_out() -> None:
    clause, question = "beijing-ai:附件/三/（二）/2", Ground("我硕士毕业3年，能报高工吗")
    assert GUARD.judge("您硕士毕业3年，离满7年还差4年。", [clause], question).passed
    assert not GUARD.judge("您硕士毕业3年，离满7年还差5年。", [clause], question).passed


def test_a_verdict_is_the_tools_verdict() -> None:
    result = {
        "verdict": "ineligible",
        "policy_id": "beijing-ai",
        "level": "高级工程师",
        "rank": "副高级",
        "conditions": [],
    }
    ground = Ground("我能报高工吗", results=(result,), decided=("结论：不符合申报高级工程师的条件。",))
    assert not GUARD.judge("您可以申报高级工程师。", [], ground).passed
    assert GUARD.judge("您不能申报高级工程师。", [], ground).passed


def test_a_question_back_and_a_caution_need_no_clause_but_may_bring_nothing_of_their_own() -> None:
    assert GUARD.judge("请问您的学历是什么？", [], Ground()).passed
    assert GUARD.judge("以上结论仅供参考。", [], Ground()).passed
    assert not GUARD.judge("请问您知道硕士只需满1年吗？", [], Ground()).passed
    assert not GUARD.judge("硕士需满7年。", [], Ground()).passed


def test_the_place_of_the_clause_may_be_named_but_no_other_place() -> None:
    clause = "beijing-ai:附件/三/（二）/2"
    named = "依据：《北京市人工智能专业职称评价办法》附件 三（二）2"
    assert GUARD.judge(named, [clause], Ground()).passed
    assert not GUARD.judge(named, ["beijing-ai:附件/四/（二）/2"], Ground()).passed


def test_unknown_clauses_bear_nothing() -> None:
    assert not GUARD.judge("硕士需满7年。", ["beijing-ai:附件/九"], Ground()).passed


@pytest.mark.parametrize("sentence", ["", "。", "[1]", "|---|---|", "\x00", "（", "1" * 3000, "満七年" * 200])
def test_nothing_makes_the_guard_stumble(sentence: str) -> None:
    GUARD.judge(sentence, [LIST], Ground("？"))


def test_the_words_of_the_question_bear_no_rule() -> None:
    clause = "beijing-fintech-2024:附件2/三/（三）/8"
    asked = Ground("高工的论文是通讯作者行不行")
    assert GUARD.judge("高级工程师的论文须为第一作者。", [clause], asked).passed
    assert not GUARD.judge("高级工程师的论文是通讯作者也可以。", [clause], asked).passed
    assert GUARD.judge("不是通讯作者，须为第一作者。", [clause], asked).passed


def test_a_deed_is_that_of_the_party_beside_it() -> None:
    clause = "beijing-rural-assistant-2020:第十四条/（二）"
    assert GUARD.judge("考勤由村里管，每月报给乡镇。", [clause], Ground()).passed
    assert not GUARD.judge("考勤由乡镇负责，每月报给村里。", [clause], Ground()).passed


def test_what_is_said_to_be_missing_must_be_missing_from_the_clauses_found() -> None:
    found = Ground(found=("zhejiang-ai-draft:三/（四）/6",))
    assert not GUARD.judge("文件没有规定公示时间。", [], found).passed
    assert GUARD.judge("文件没有规定评审费用的金额。", [], found).passed


@pytest.mark.parametrize(
    ("clause", "right", "wrong"),
    [
        ("beijing-personnel-files-2020:结语", "落款日期是2020年10月22日。", "落款日期是2020年10月23日。"),
        ("beijing-engineering-2020:附件/四/（四）/3", "编写国家标准要排在前五位。", "编写国家标准要排在前三位。"),
        ("beijing-vocational-teacher-2020:三/（一）/4", "中级对应岗位八级至十级。", "中级对应岗位五级至七级。"),
        (
            "beijing-rural-assistant-2020:第八条",
            "经过发布公告、组织报名、考试、备案这几个程序。",
            "经过发布公告、组织报名、抽签、备案这几个程序。",
        ),
        ("zhejiang-ai-draft:前言", "这份方案是征求意见稿。", "这份方案已正式印发。"),
        ("beijing-ai:附件/三/（五）", "获得全国技术技能大赛银奖。", "获得北京市技术技能大赛银奖。"),
        ("beijing-social-insurance-2020:四/第二款", "办理缴费业务有疑问打12366。", "办理缴费业务有疑问打12333。"),
        ("beijing-ai:附件/三/（五）", "由2名本专业具有正高级职称的专家推荐。", "由2名本专业具有正高级职称的同事推荐。"),
    ],
)
def test_one_thing_changed_makes_it_wrong(clause: str, right: str, wrong: str) -> None:
    assert judged((clause, right))
    assert not judged((clause, wrong))


def test_a_clauses_own_statement_always_passes() -> None:
    corpus = GUARD.corpus
    for clause in corpus.walk():
        for statement in clause.own_text.split("。"):
            if "\n" not in statement and statement.strip():
                assert GUARD.judge(f"{statement}。", [clause.id], Ground()).passed, (clause.id, statement)


def test_a_caution_names_no_other_deciders_than_the_clause_it_cites() -> None:
    decides = "beijing-ai:五"
    assert GUARD.judge("以上不是官方结论，以评审委员会的评审结果为准。", [decides], Ground()).passed
    assert not GUARD.judge("以上不是官方结论，以市教委的评审结果为准。", [decides], Ground()).passed


@pytest.mark.parametrize(
    ("clause", "right", "wrong"),
    [
        ("beijing-ai:附件/二/（四）/8", "制定的规范要已经颁布实施。", "制定的规范颁布实施与否都算。"),
        ("beijing-ai:附件/三/（四）/10", "专著的排名要在前三。", "专著的排名不限。"),
        ("beijing-work-training-subsidy-2020:三/（二）", "先审核，再公示5个工作日。", "先公示5个工作日，再审核。"),
        ("beijing-ai:三/第四款", "人工智能在医疗里的应用属于行业应用。", "人工智能芯片研发属于行业应用。"),
        ("beijing-rural-assistant-2020:第十七条", "区人社局要向市人社局报告。", "市人社局要向区人社局报告。"),
        ("zhejiang-ai-draft:五/（四）", "构成犯罪的，追究刑事责任。", "徇私舞弊的一律追究刑事责任。"),
        ("beijing-fintech-2024:通知", "2025年1月1日起执行。", "执行到2025年1月1日为止。"),
    ],
)  # fmt: skip
def test_a_condition_waived_or_an_order_turned_is_wrong(clause: str, right: str, wrong: str) -> None:
    assert judged((clause, right))
    assert not judged((clause, wrong))


def test_a_caution_behind_it_lets_no_wrong_sentence_through() -> None:
    assert judged(("beijing-ai:一", "适用于本市社会组织里的专业技术人才，具体以条款原文为准。"))
    assert not judged(("beijing-ai:一", "还须提交无犯罪记录证明，具体以条款原文为准。"))


def test_a_document_that_is_not_here_is_repealed_by_the_clause_that_says_so() -> None:
    clause = GUARD.corpus.clause("beijing-vehicle-tax-2020:第十五条")
    repeal = clause.own_text.split("施行。")[1]
    own = GUARD.corpus.policies[clause.policy_id].title
    assert GUARD.judge(f"不能再用，已废止：{repeal}", [clause.id], Ground()).passed
    assert not GUARD.judge(f"《{own}》已废止。", [clause.id], Ground()).passed
