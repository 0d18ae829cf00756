"""The words whose change makes a sentence wrong, and the words that say the same.

Data only. Each table maps what is printed to what it means; the longest spelling wins when text is read.
Groups of words with one meaning stand in same.txt, words that state nothing in empty.txt.
"""

from pathlib import Path

DEGREES = {
    "博士": "博士研究生毕业 博士研究生 博士学位 博士生 博士",
    "硕士": "硕士研究生毕业 硕士研究生 硕士学位 硕士生 硕士 研究生 研究生学历",
    "本科": "大学本科学历 大学本科 本科学历 本科生 本科 学士学位 学士",
    "专科": "大学专科学历 大学专科 专科学历 大专学历 大专 专科 高职",
    "高中": "普通高中 高中学历 高中毕业 高中",
    "初中": "初中学历 初中毕业 初中",
    "中职": "中等职业学校毕业学历 中等职业学校毕业 中等专业学校 中专学历 中专 中职毕业 职高",
    "预备技师班": "技工院校预备技师(技师)班 预备技师(技师)班 预备技师班 技师班 预备技师",
    "高级工班": "技工院校高级工班 高级工班",
    "中级工班": "技工院校中级工班 中级工班",
}

# A level answers to the abstract name and to the titles that stand for it.
LEVELS = {
    "员级": "员级 技术员 三级实习指导教师 3级实习指导教师",
    "助理级": "助理级 助理工程师 助工 助理讲师 二级实习指导教师 2级实习指导教师",
    "中级": "中级职称 中级 工程师 讲师 一级实习指导教师 1级实习指导教师",
    "副高": "副高级职称 副高级 副高 高级工程师 高工 高级讲师 高级实习指导教师",
    "正高": "正高级职称 正高级 正高 正高级工程师 正高工 正高级讲师 教授级高级工程师 高级工程师(教授级) 正高级实习指导教师",
    "高级": "高级职称 高级",
    "初级": "初级职称 初级",
    "高级技师": "高级技师",
    "技师": "技师",
    "高级工": "高级工以上 高级工",
    "中级工": "中级工",
}
WIDER_LEVELS = {"高级": {"副高", "正高"}, "初级": {"员级", "助理级"}}

ROLES = {
    "主持": "主持 主导 牵头",
    "参与": "参与 参加了 参加过",
    "主要完成人": "主要完成人",
    "主要负责人": "主要负责人 项目负责人",
    "主要起草人": "主要起草人",
    "通讯作者": "通讯作者 通信作者",
}

SCOPES = {
    "国家级": "国家级",
    "省部级": "省部级 省级",
    "市级": "市级 地市级",
    "区级": "区级 县级 区县级",
    "乡镇": "乡镇级",
    "校级": "校级 院级",
    "国际标准": "国际标准",
    "国家标准": "国家标准 国标",
    "行业标准": "行业标准 行标",
    "地方标准": "地方标准 地标",
    "团体标准": "团体标准 团标",
    "企业标准": "企业标准 企标",
}

AWARDS = {
    "特等": "特等奖",
    "一等": "一等奖 1等奖",
    "二等": "二等奖 2等奖",
    "三等": "三等奖 3等奖",
    "金奖": "金奖 金牌",
    "银奖": "银奖 银牌",
    "铜奖": "铜奖 铜牌",
    "优胜": "优胜奖",
}

# How much: words of measure that an honest paraphrase keeps.
MEASURES = {
    "较大": "较大 比较大",
    "重大": "重大",
    "显著": "显著 明显",
    "一定": "一定的 一定",
    "较高": "较高 比较高",
    "很强": "很强",
    "较强": "较强 比较强",
    "顶级": "顶级 顶会",
    "高水平": "高水平",
    "核心": "核心期刊",
    "优秀": "优秀",
    "不合格": "不合格",
    "合格": "合格",
}

PER = {
    "每年": "每年 每个年度 一年一次 1年1次 年度 按年",
    "每月": "每月 每个月 按月 以月 以月度",
    "每学年": "每学年 每个学年",
    "每周": "每周",
    "每季度": "每季度 按季度 按季 以季度 以季",
    "每日": "每日 每天",
    "每人": "每人 人均 每个人 每名",
    "每家": "每家企业 每家 每个企业 每户",
    "每次": "每次",
}

# Which group of people.
GROUPS = {"男": "男性 男职工 男", "女": "女性 女职工 女"}

# Who acts. Spellings of one body are one value; city, district and province offices are told apart by their prefix.
ACTORS = {
    "人社局": "人力资源和社会保障局 人力资源社会保障局 人力社保局 人社局 人力资源社会保障部门 人力资源社会保障行政部门 人社部门",
    "人社厅": "人力社保厅 人社厅",
    "税务": "税务部门 税务机关 税务局",
    "财政局": "财政局 财政部门",
    "经信厅": "经信厅",
    "教委": "教育委员会 教委 教育部门 教育行政部门",
    "评委会": "评审委员会 评委会 执行评委会 高评委",
    "评委会办公室": "高评委办公室 中评委办公室 评审委员会办公室",
    "评议组": "专业评议组 评议组",
    "服务机构": "评审服务机构 职称评审服务机构",
    "考评小组": "考评小组 校考评小组",
    "考评办": "人事考评办公室 考评办公室",
    "评委": "评审专家 评委",
    "主管部门": "行业主管部门 主管部门",
    "用人单位": "用人单位 所在单位 推荐单位 单位内部",
    "劳动者": "劳动者",
    "申报人": "申报人员 申报人 申报对象 申报者",
    "企业": "企业",
    "保险机构": "保险机构 保险公司",
    "保险中介": "保险中介机构",
    "投保人": "投保人 纳税人 车主",
    "社保经办": "社会保险经(代)办机构 社会保险经办机构 社保经办机构",
    "银行": "商业银行 经办银行 银行",
    "担保机构": "签约担保机构 担保机构",
    "认证机构": "电子认证服务机构",
    "签署机构": "第三方电子劳动合同签署服务机构 第三方签署服务机构",
    "公服中心": "人力资源公共服务中心 公服中心",
    "就业机构": "公共就业服务机构",
    "协会": "行业协会学会 行业协会 行业组织 协会学会",
    "工会": "工会",
    "乡镇": "乡镇党委 乡镇",
    "村": "村党组织",
    "学校": "学校",
    "之江实验室": "之江实验室",
    "街道": "街道(乡镇) 街道",
}

# Rows of parties of which the clause often has two side by side: name -> how it is spelled (a pattern over plain text).
# Only general language: what the documents themselves set side by side is read off them (owners.py).
RIVALS: tuple[dict[str, str], ...] = (
    {"批准": r"批准|审批|(?<=乡镇)批", "备案": r"备案"},
    {"申报": r"申报(?!人)", "入库": r"缴入国库|解缴|入库"},
    {"养老": r"养老保险", "失业": r"失业保险", "医疗": r"医疗保险", "工伤": r"工伤保险", "生育": r"生育保险"},
    {"专业科目": r"专业科目", "公需科目": r"公需科目|公需课"},
    {"核心期刊": r"核心期刊", "一般期刊": r"(?:一般|普通)的?(?:期刊|刊物)"},
    {
        "户籍地": r"户籍(?:所在)?地|户籍所在区", "常住地": r"(?:常住|居住)(?:所在)?地", "就业地": r"(?<!灵活)就业地", "参保地": r"参保(?:所在)?地",
        "注册地": r"注册地", "经营地": r"经营地", "工作地": r"工作(?:所在)?地",
    },
    {"全市": r"全市", "全区": r"全区|各区|每个区", "全省": r"全省", "全国": r"全国"},
    {"按月": r"每月|按月|月度", "按季": r"每季|按季|季度", "按年": r"每年|按年|年度(?!考核|职称|评审|执行)"},
    {"本人": r"(?:本人|个人)承诺", "单位": r"单位承诺"},
    {"影像": r"档案影像|影像", "实体": r"实体档案|原件"},
)  # fmt: skip


def _lines(name: str) -> list[str]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


# Words of one meaning, for covering: a word of the sentence counts as said when its group stands in the clause.
SAME = tuple(frozenset(line.split()) for line in _lines("same.txt"))

# Verbs too general to be held against a sentence.
GENERIC = frozenset(word for line in _lines("generic.txt") for word in line.split())

# Words that state nothing by themselves.
EMPTY = frozenset(word for line in _lines("empty.txt") for word in line.split())

# Kinds of people whom a sentence may bring in place of the clause's.
PEOPLE = frozenset(
    ["同事", "同学", "亲属", "亲友", "家长", "朋友", "领导", "退役军人", "军人", "公务员", "志愿者", "律师"]
)

# Said about the conversation, not about the documents.
PERSON = ("您", "你", "我说", "所述", "提到的", "贵单位", "贵公司", "咱", "问题里", "问题中", "题目", "已知:")


def spelled(table: dict[str, str]) -> dict[str, str]:
    """Spelling -> value."""
    return {spelling: value for value, spellings in table.items() for spelling in spellings.split()}
