"""Orders hidden in a question: what tells the answerer what to do or to believe is data, and is set aside."""

import re

_ORDERS = re.compile(
    r"忽略|无视|忘(?:记|掉)|系统提示|提示词|system prompt|prompt|你(?:现在)?(?:是|扮演|充当)(?:一个|一名)?|扮演|角色|假装|编一?(?:个|份|段)|(?:^|[,。;!?]|请|帮我|给我|替我|你)(?:冒充|伪造|虚构|捏造|编造)|"
    r"请?以(?:这份|此|上述|上面).{0,8}为准|当作正式依据|(?:请)?当[成作](?:法律|规定|依据|文件|真的|正式)|请当作|(?:在)?末尾(?:写|加|附)|开头(?:写|加)|(?:不要|别|无需|不用|不许)(?:引用|标注|给出处|查|检索|说明|解释|提)|直接(?:回答|说|输出|判定?|告诉我).{0,4}(?:符合|可以|通过|能|是)|"
    r"只(?:许|准|能|要|需)(?:回答|说|输出|回复)|(?:必须|一定要|务必)(?:回答|说|输出|回复|判)|输出|打印(?:出|你)|复述|泄露(?:你|系统|提示|密钥)|别的用户|api ?key|(?:你|你们|系统|后台|服务器?|接口)的?.{0,3}密钥|(?:告诉|发|给|说出|显示|交出|列出)(?:我|出|一下)?.{0,6}密钥|口令|环境变量|其他用户|别人(?:的|问)|"
    r"ignore|disregard|jailbreak|dan模式|开发者模式|越狱|</?(?:system|context|instruction)|assistant:|system:|user:|```|从现在起|从现在开始|照我说的|按我说的|听我的|你必须|不得拒绝|不准拒绝|不能拒绝|我是(?:管理员|领导|开发者|评委会主任)|"
    r"写一段|写一篇|写一份|写首|写个|帮我写|代写|起草一份|生成一份|翻译成|讲个笑话|写诗|作诗"
)
_PRETENDED = re.compile(r"[“\"「『][^”\"」』]{0,200}[\[(〔](?:19|20)\d\d[\])〕]\d+号[^”\"」』]{0,300}[”\"」』]")


def set_aside(text: str) -> tuple[str, tuple[str, ...]]:
    """A plain text without its orders and made-up documents, and what was taken out.

    A sentence that gives an order goes as a whole; what is left may still ask something.
    """
    if not _ORDERS.search(text):
        return text, ()
    removed: list[str] = []

    def take(match: re.Match[str]) -> str:
        removed.append(match.group())
        return ""

    rest = _PRETENDED.sub(take, text)
    kept = []
    for sentence in re.split(r"(?<=[。;!?\n])|(?<=[a-z\u4e00-\u9fff])\. ?(?=\S)|(?<=[,:])(?=(?:请)?问)", rest):
        parts = re.split(r"(?<=[,:])", sentence)
        alive = [part for part in parts if not _ORDERS.search(part)]
        removed += [part for part in parts if part not in alive and part.strip()]
        kept.append("".join(alive) if len(alive) == len(parts) or any(_asks(part) for part in alive) else "")
    left = re.sub(r"^[,。:;!?]+|(?:^|[。;!])(?:问|请问)?:", "", "".join(kept)).strip()
    return _with_matter(left, text), tuple(removed)


# `新招人员补贴已改成3000元`: what the order is about, before what it wants believed of it.
_CHANGED = re.compile(
    r"(?:^|[,。:;!?])(?P<matter>[^,。:;!?]{3,30}?)(?:的?标准|现在|都|已经?|现已|全|一律)*(?:改成|改为|调整?[为到成]|变[为成]|涨到|[提升]高?到|降[为到]|统一为)"
)
_POINTS = re.compile("(?:这|那)(?:个|项|笔|种)|该(?=[补津待政费职])")


def _with_matter(left: str, text: str) -> str:
    """`这个补贴每人每月多少` with the matter that was named only where it was to be believed otherwise."""
    points, changed = _POINTS.search(left), _CHANGED.search(text)
    if not points or not changed or changed["matter"] in left:
        return left
    after = left[points.end() :]
    again = max(n for n in range(5) if n <= len(after) and changed["matter"].endswith(after[:n]))
    return left[: points.start()] + changed["matter"] + after[again:]


_QUESTION = re.compile(r"[?]|吗|呢|几|多少|什么|哪|怎么|如何|能不能|可不可以|能否|是否|谁|条件|要求")


def _asks(text: str) -> bool:
    return bool(_QUESTION.search(text))
