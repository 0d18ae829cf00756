"""The question to ask for each fact that a decision waits for, in plain Chinese."""

_LOWER = {"正高级": "副高级", "副高级": "中级", "中级": "助理级", "助理级": "员级"}

_QUESTIONS = {
    "education": "您有哪些学历或学位？请说明每个学历的层次和毕业时间。",
    "education.graduated": "您的学历是哪一天取得的？",
    "titles": "您现在有没有职称？如有，是哪个级别、哪个系列和专业，何时取得？（评{rank}主要看{lower}职称）",
    "titles.obtained": "您的职称是哪一天取得的？",
    "titles.years": "取得职称以后，您从事本专业工作满几年？",
    "titles.series": "您的职称属于哪个系列（例如工程、经济、卫生）？",
    "titles.specialty": "您的职称是什么专业？",
    "experience_years": "您从事本专业工作一共几年？",
    "experience": "您从哪一天开始从事本专业工作，中间有没有间断，现在是否仍在从事？",
    "performance": "业绩条件各项中，您具备哪几项？",
    "achievements": "您有哪些成果（专利、论文、标准、专著、项目等），各有几项，您排名第几？",
    "achievements.rank": "这些成果中，您排名第几？",
    "achievements.granted": "发明专利是否已经授权？",
    "achievements.author": "论文中您是第一作者、通讯作者，还是排名前三的作者？",
    "achievements.venue": "论文发表在核心期刊、公开发行的刊物，还是学术会议上？",
    "achievements.scope": "标准或项目是哪一级的（国家、行业、地方、团体；单位、行业、省部级、国家级）？",
    "achievements.role": "在这些成果中，您是主要负责人（主要起草人），还是参与？",
    "achievements.published": "标准是否已批准发布，专著是否已出版？",
    "achievements.accepted": "项目是否已通过鉴定或验收？",
    "recommenders": "有几位本专业的正高级专家推荐您破格申报？",
    "enterprise_years": "您有几年企业工作经历？",
    "homeroom_years": "取得低一级职务并受聘以后，您担任班主任满几年？",
    "teaching_hours": "近三年您平均每学年完成多少学时的主讲课程？",
    "training_hours": "您每年完成多少学时的继续教育？",
}


def question(field: str, rank: str | None = None) -> str:
    """The question for a missing field; `rank` is the level applied for."""
    words = _QUESTIONS[field]
    if "{rank}" not in words:
        return words
    lower = _LOWER.get(rank or "")
    return words.format(rank=rank, lower=lower) if lower else words.partition("（评")[0]
