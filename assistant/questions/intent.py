"""What a question wants: a clause, a fact, a list, a comparison, a verdict, or what holds on a day."""

import re

from assistant.questions.asked import read_asked
from assistant.questions.coordination import JOINT, counted
from assistant.questions.parts import asks, parts
from assistant.questions.question import Intent, Question
from assistant.questions.tiers import tier_sides
from assistant.questions.vocabulary import cues

_PERSON = re.compile(r"我|本人|自己|俺|咱|我们|儿子|女儿|老公|老婆|朋友|同事|孩子|他|她|员工")
_ASKS_AGAIN = re.compile("几|多少|什么|啥|哪|谁|多久")
_VERDICT = re.compile(r"够|符合|达标|达到|满足|能(?:报|评|升|上|申报|参评)")
_ASKS = re.compile("[几哪什啥怎咋谁何?]|多少|吗|呢|条件|要求|区别|规定|材料|流程|为什么|有效|比例")
_BARE = re.compile(
    r".{0,8}(?:能不能|能|可以|可不可以|够不够|够)(?:申报|报|评|考|升|上|当)(?:个|上|到)?[^,。;?!]{2,12}(?:吗|么|不|呢)?[?]?"
)
_FOLLOWS = re.compile(
    r"^(?:那|那么|这|换成|换作|改成|如果|要是|假如|还有|另外|再|然后|同样|反过来|至于|其中|上面|刚才|前面|它|他们|其|呢|升|升到|中级|副高|正高|高级|初级|北京|浙江|金融|人工|工程|ai|fintech)|呢[?]?$|^.{1,14}呢"
)


def read_intent(question: Question) -> Intent:
    text = question.plain
    if question.clauses or (question.reference and question.hint and question.policies):
        return "lookup"
    wants_verdict = bool(cues("eligible").search(text)) or (
        question.yes_no
        and (
            bool(_VERDICT.search(text))
            or (bool(question.levels) and bool({"education", "titles"} & set(question.profile)))
        )
    )
    if question.levels and question.told and cues("only").search(text) and not question.wants_list:
        wants_verdict = True  # a case told and one condition named: 只看年限
    about_titles = bool(question.levels) or "职称" in text
    if question.decides:
        return "eligibility"
    if len(question.sides) > 1 and cues("differs").search(text) and not _asks_leave(question):
        return "compare"
    told = question.told or (
        bool(question.levels) and bool(question.amounts) and "我" in text and bool(re.search("报|评|申", text))
    )
    if told and wants_verdict and about_titles and not _asks_rule(question):
        return "eligibility"
    states = not (question.yes_no or question.wants_list or _ASKS.search(text)) and question.asked == "open"
    if told and states and question.levels and {"education", "titles"} & set(question.profile):
        return "eligibility"  # a case told, the level wished for, and no word that asks
    bare = sum(t.role == "subject" and t.known for t in question.terms) <= 2 and not question.kinds
    if (
        question.levels
        and re.search("我(?!们)|本人", text)
        and (
            (bare and re.search("能(?:报|评|申报|考|上)|够(?:报|评)|看看", text))
            or re.search("想(?:报|评|申报).*(?:能不能|可不可以|行不行|够|行吗|可以吗)", text)
        )
    ):
        return "eligibility"
    named = any(t.role == "subject" and t.noun for t in question.terms)
    if question.levels and question.yes_no and _BARE.fullmatch(text) and not question.kinds and not named:
        return "eligibility"  # 能评高级工程师吗, and nothing told
    if (
        not question.levels
        and re.search(r"评(?:个)?职称", text)
        and re.search(r"够不够|够条件|符合(?:条件|吗)|有资格吗|能不能评|自己(?:能|够|可以)", text)
        and not question.policies
    ):
        return "eligibility"
    if (
        re.search(
            r"(?:帮|替|给)(?:我|忙).{0,8}(?:判断|看|评估|测|算).{0,16}(?:能不能|够不够|可不可以|符合|资格|条件)", text
        )
        and not question.clauses
    ):
        return "eligibility"
    if re.search(
        r"^(?:请)?(?:帮|给)?我?(?:看看|看下|判断|测|评估|算).{0,12}(?:符合|条件|够|能不能|资格)|我(?:能|可以|够)(?:评|报|申报)(?:什么|哪|啥)|我.{0,6}符合.{0,4}(?:条件|要求)?吗",
        text,
    ):
        return "eligibility"
    if question.wants_list and len(question.ranks) < 2 and _one_by_one(text) and not tier_sides(text):
        return "list"
    if _compares(question):
        return "compare"
    if _asks_force(question):
        return "status"
    if cues("current").search(text) or _asks_still(question):
        return "current"
    if question.wants_list:
        return "list"
    return "fact"


def _compares(question: Question) -> bool:
    """Sides are named, and the question asks for their difference, or the same of each.

    Levels and documents that stand side by side are compared by that alone.
    """
    differs, each = cues("differs").search(question.plain), cues("each").search(question.plain)
    if len(question.sides) < 2:
        several = bool(JOINT.search(question.plain)) or bool(counted(question.plain))
        return bool(differs or each) and several and not question.yes_no
    if differs:
        return not _asks_leave(question)
    named = all(side.words and (side.level or side.policies) for side in question.sides)
    alone = named and not question.yes_no and not re.search("我|本人|升", question.plain)
    all_alike = named and "都" in question.plain and not re.search("我|本人", question.plain)
    again = len(_ASKS_AGAIN.findall(question.plain)) >= len(question.sides)  # 工程师要几项，正高要几项
    if bool(each) or ((alone or all_alike) and (again or JOINT.search(question.plain))):
        return True
    if _asked_of_each_edition(question):
        return True
    newer = cues("editions.newer")  # 试行办法和现在的，要几项
    return any(newer.match(question.plain, joint.end()) for joint in JOINT.finditer(question.plain)) and not named


def _asked_of_each_edition(question: Question) -> bool:
    """`2020年试行的时候分几个方向，现在的又分几个`: the same is asked of the older edition and of the newer."""
    if any(side.words or not side.policies for side in question.sides):
        return False
    asking = [part for part in (question.plain[slice(*span)] for span in parts(question.plain)) if asks(part)]
    kinds = [
        {read_asked(part) for part in asking if cue.search(part)}
        for cue in (cues("editions.older"), cues("editions.newer"))
    ]
    return bool((kinds[0] & kinds[1]) - {("open", "")})


def _asks_leave(question: Question) -> bool:
    """`学历不一样能不能报` asks whether one may; `都可以靠标准吗，排名一样不` asks for a difference."""
    text = question.plain.rstrip("?。!")
    leave = question.yes_no and re.search(r"能不能|能否|能.{0,10}(?:吗|么|不)$|可以|可不可以|行吗|行不", text)
    return bool(leave) and not re.search(
        r"区别|对比|比较|差别|差异|异同|vs|差在哪|有(?:什么|啥)不|(?:一样|相同|变化|不同)(?:吗|么|不|没有)?$", text
    )


# Words that a question about a document itself may have beside its name.
_OF_DOCUMENT = re.compile(
    "办法|通知|通告|公告|意见|方案|文件|文|政策|规定|职称|评价|教师|制度|改革|报|申报|评|用|实施|施行|执行|生效|实行|推行|试行|管用|有效|新|版|事|参评|开始|看到|正式|标准|办|办理|支持"
)
_STARTS = re.compile(
    "施行|实施|执行|生效|起效|启用|推行|能用|起用|开始(?:用|的|了|$)|能按|可以按|照着?(?:它|这个)?(?:报|评)|算数|管用|有效"
)
_WAITS = re.compile("(?:等|过)(?:几|多少|多久)|还要等|还得等|得等|要等|多久(?:才|以后)")
_LIKENED = re.compile("[和跟与].{1,8}一样|同样有")  # 和纸质的一样有效吗 asks of no document
_ENTERS = re.compile("报名|考试|缴费|受理")  # what begins every year is no document
_NOW = re.compile("现在|今天|目前|当前|眼下|如今|这会儿|这个月|本月|了吗|了没|了么|哪天起|什么时候起|从哪天|何时")


# What follows a day on which something happened to the person: no day that is asked about.
_HAPPENED = "[^,。;?!]{0,12}(?:毕业|离校|入职|招|参加工作|失业|离职|辞职|办的|登记|出生|取得|拿到|到期|停|断)"


def _asks_force(question: Question) -> bool:
    """Whether a document holds, or from when: its words are all the question has, or it names the matter in few."""
    text = question.plain
    subjects = [t for t in question.terms if t.role == "subject"]
    if question.kinds:
        return False
    rest = [t for t in subjects if not _OF_DOCUMENT.fullmatch(t.words)]
    if cues("status").search(text) and question.asked in ("open", "day") and len(subjects) <= 5:
        return not (_LIKENED.search(text) and any(t.known for t in rest))
    starts = bool(_STARTS.search(text)) and bool(
        _NOW.search(text) or _WAITS.search(text) or question.periods or question.asked == "day"
    )
    return bool(question.policies) and starts and len(rest) <= 1 and not _ENTERS.search(text)


def _asks_still(question: Question) -> bool:
    """`现在就能这么交了吗`, `明年7月能报吗`: whether something may be done on a day."""
    text = question.plain
    day = question.day_said and any(
        p.first == question.day and (p.last - p.first).days < 300 and not re.search(f"{p.words}{_HAPPENED}", text)
        for p in question.periods
    )
    now = bool(re.search("现在|今天|目前|眼下|如今|这个月|本月", text))
    return (
        question.yes_no
        and (day or now)
        and bool(re.search("能(?!力)|可以|行[吗不么]|行$|晚|赶得|来得及|还(?:收|给|办|受理|算|有|在)", text))
        and not question.profile
        and not question.wants_list
    )


def _one_by_one(text: str) -> bool:
    """`硕士、本科、大专分别要几年`, `分别走哪些渠道` want a list whole; two things side by side are compared."""
    other = re.sub("分别|各自?(?:要|是)?", "", text)
    return not cues("differs").search(other) and (bool(re.search("分别.{0,6}哪[些几]", text)) or text.count("、") > 1)


def _asks_rule(question: Question) -> bool:
    """`硕士要干几年` asks the rule, though it names a degree; `差几年` and `哪天到` ask about the person."""
    text = question.plain
    if question.serves:
        return True
    return bool(
        re.search(
            r"要(?:求)?(?:干|做|工作|满|几|多)|需要(?:几|多|满)|(?:几|多少)(?:年|项)(?:经验)?(?:才|可以|能)", text
        )
    ) and not _PERSON.search(text)
