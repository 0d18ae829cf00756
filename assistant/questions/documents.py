"""Which documents a question may mean: by name, by subject, by place; and those it names that are not here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.questions.question import PolicyMention
from assistant.questions.vocabulary import Lexicon, load_words, places, same_words
from assistant.questions.wording import fold, occurrences
from corpus import Corpus
from corpus.names import mentions
from corpus.numbering import fold as fold_brackets

_NUMBER = re.compile(r"(?:[\u4e00-\u9fff]{1,8})?[\[(〔](?:19|20)\d\d[\])〕]\d+号")
# A degree, or a kind of contract, is no name of a document.
_NOT_A_NAME = re.compile(r"(?:中专|职高|中职)(?=毕业|学历|文凭|生源|出身)|(?:中专|职高)(?=[,。;]|$)")
_TITLED = re.compile("办法|方案|通知|公告|通告|意见|文件|[0-9《]")  # words of a document's own title or number
_LIVES_THERE = re.compile(
    r"^(?:市|省)?(?:户口|户籍|人(?!工)|大学|毕业|来的|老家|农村|考的|拿的|取得|评的|参保|社保转|生源|考生|注册|籍)"
)
_FROM_THERE = re.compile(
    r"(?:老家|户口|户籍|注册地?|籍贯|出生地|娘家|婆家|常住地?|(?<!居)住|家|人)(?:还|是|在|于|属于)*$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What the words of a question name; `foreign`: places outside the corpus that the question is about."""

    policies: tuple[PolicyMention, ...]
    spans: tuple[tuple[int, int], ...]
    regions: tuple[str, ...]
    foreign: tuple[str, ...]
    unknown: tuple[str, ...]


def find_documents(text: str, lexicon: Lexicon) -> Named:
    """Document names in a plain text, longest first; a name inside a longer one does not count."""
    corpus = lexicon.corpus
    found: list[PolicyMention] = []
    spans: list[tuple[int, int]] = []
    folded = fold_brackets(text)
    if folded == text:  # places of the numbers found are places in this text
        for mention in mentions(folded, corpus):
            found.append(
                PolicyMention(policy_id=mention.policy_id, words=text[mention.start : mention.end], exact=True)
            )
            spans.append((mention.start, mention.end))
    else:
        found += [
            PolicyMention(policy_id=m.policy_id, words=folded[m.start : m.end], exact=True)
            for m in mentions(folded, corpus)
        ]
    for name in lexicon.names:
        start = text.find(name.words)
        while start >= 0:
            end = start + len(name.words)
            inside = any(s < end and start < e for s, e in spans)
            latin = name.words.isascii() and (re.search("[a-z0-9]$", text[:start]) or re.match("[a-z]", text[end:]))
            if not inside and not latin and not _NOT_A_NAME.match(text, start):
                spans.append((start, end))
                found += [PolicyMention(policy_id=p, words=name.words, exact=name.exact) for p in name.policy_ids]
            start = text.find(name.words, end)
    found = _without_generic(found, lexicon)
    regions, foreign = _places(text, lexicon)
    return Named(tuple(dict.fromkeys(found)), tuple(spans), regions, foreign, _unknown(text, lexicon))


def _without_generic(found: list[PolicyMention], lexicon: Lexicon) -> list[PolicyMention]:
    """`车船税新办法`: a nickname that says nothing of its document's subject yields to words that do."""
    policies = lexicon.corpus.policies

    def generic(mention: PolicyMention) -> bool:
        policy = policies[mention.policy_id]
        subjects = [s for s in policy.subjects for s in (s, *same_words().get(s, ()))]
        about = any(s in mention.words for s in subjects) or any(mention.words in s for s in subjects)
        return (
            not about
            and not re.search(r"\d|《", mention.words)
            and len(mention.words) <= 5
            and (policy.region or "—") not in mention.words
        )

    telling = {m.policy_id for m in found if not generic(m)}
    return [m for m in found if not generic(m) or not telling or m.policy_id in telling]


def _places(text: str, lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Regions of the corpus that are named, and places outside it that are not merely where somebody comes from."""
    inside, outside = [], []
    for place in sorted(places() | set(lexicon.regions), key=len, reverse=True):
        for start, end in occurrences(place, text):
            if place in lexicon.regions:
                if len(place) > 1 or re.match(
                    r"(?:京|浙)(?:的|江)?(?:ai|人工|职称|工作|办法|方案)|(?:在|进)京",
                    text[max(0, start - (place == "京")) :],
                ):
                    inside.append(lexicon.regions[place])
            elif not _LIVES_THERE.match(text[end:]) and not _FROM_THERE.search(text[:start]):
                outside.append(place)
    for cities in load_words()["cities"].values():
        inside_cities = set(cities)
        outside = [place for place in outside if place not in inside_cities or place in lexicon.regions]
    return tuple(dict.fromkeys(inside)), tuple(dict.fromkeys(outside))


def _unknown(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Document numbers that no document of the corpus has or cites."""
    found = []
    for match in _NUMBER.finditer(text):
        number = re.sub(r"[\[(〔]", "[", re.sub(r"[\])〕]", "]", fold(match.group())))
        bare = re.sub(r"^[^\[]*", "", number)
        known = lexicon.all_text.replace("〔", "[").replace("〕", "]")
        if number not in known and not (bare == number and bare in known):
            tail = next(
                (number[i:] for i in range(len(number)) if number[i:] in known and number[i:].index("[") >= 3), None
            )
            if tail is None:
                found.append(match.group())
    return tuple(dict.fromkeys(found))


def without_titles_held(
    policies: tuple[PolicyMention, ...], text: str, held: Sequence[int]
) -> tuple[PolicyMention, ...]:
    """`报金融科技正高，工程系列的高级工程师满6年`: the field of a title held, which begins at one of the places, is not asked about."""

    def only_held(mention: PolicyMention) -> bool:
        ends = [end for _, end in occurrences(mention.words, text)] if mention.words else []
        return bool(ends) and all(
            any(re.fullmatch("(?:系列|专业|方向|类)?(?:的)?", text[end:start]) for start in held if end <= start)
            for end in ends
        )

    kept = tuple(m for m in policies if not only_held(m))
    return kept or policies


def holding(policies: tuple[PolicyMention, ...], day: date, corpus: Corpus) -> tuple[PolicyMention, ...]:
    """A matter named (北京人工智能职称) means the document that held on the day: the one before, where the present did not yet."""
    found = []
    for mention in policies:
        policy = corpus.policies[mention.policy_id]
        earlier = [r.policy for r in policy.supersedes if r.policy in corpus.policies]
        held = [p for p in earlier if corpus.policies[p].status_on(day).status in ("现行", "试行")]
        by_matter = mention.words and not _TITLED.search(mention.words)
        if by_matter and held and policy.status_on(day).status == "尚未施行":
            mention = mention.model_copy(update={"policy_id": held[0]})
        found.append(mention)
    return tuple(dict.fromkeys(found))


def in_region(policies: tuple[PolicyMention, ...], named: Named, corpus: Corpus) -> tuple[PolicyMention, ...]:
    """Of the documents meant by a subject, those of the place that is named."""
    if len(named.regions) > 1:
        return (*policies, *_of_other_regions(policies, named, corpus))
    if not named.regions:
        return policies
    there = [m for m in policies if m.exact or corpus.policies[m.policy_id].region == named.regions[0]]
    if len({m.policy_id for m in there}) == 1:
        return tuple(m.model_copy(update={"exact": True}) for m in there)
    if there:
        return tuple(there)
    local = [p for p in corpus.policies.values() if p.region == named.regions[0]]
    if len(local) == 1 and not any(m.exact for m in policies):
        return (PolicyMention(policy_id=local[0].id, words=named.regions[0], exact=True),)
    return policies


def _of_other_regions(policies: tuple[PolicyMention, ...], named: Named, corpus: Corpus) -> list[PolicyMention]:
    """`浙江和北京人工智能职称`: the subject stands beside one place only and is meant of both."""
    subjects = {s for m in policies for s in corpus.policies[m.policy_id].subjects}
    had = {corpus.policies[m.policy_id].region for m in policies}
    return [
        PolicyMention(policy_id=p.id, words=p.region, exact=True)
        for p in corpus.policies.values()
        if p.region in named.regions and p.region not in had and subjects & set(p.subjects)
    ]
