"""A follow-up question completed from the one before: 那正高呢？ 北京的呢？ 如果再等两年呢？"""

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from assistant.questions.documents import Named
from assistant.questions.levels import find_step
from assistant.questions.ordinals import item_alone
from assistant.questions.person.degrees import names_degree
from assistant.questions.question import LevelMention, PolicyMention, Question
from assistant.questions.tiers import tiers
from assistant.questions.vocabulary import RANKS, cues, lexicon, load_words
from assistant.questions.wording import fold, plain
from corpus import Clause, Corpus
from corpus.references import resolve

_GENERIC = re.compile(
    "期限|最长|最多|最少|条件|要求|标准|时间|规定|年限|材料|流程|程序|多久|比例|时长|手续|情况|工作|单位|申请|办理"
)
_SUPPOSES = re.compile("(?:那|那么)?(?:要是|如果|假如|万一)")
_OWN_WAY = re.compile("怎|咋|如何|为什么|为啥")  # asks in its own way, though for nothing that can be measured
_MEASURE = re.compile("每.|人均|钱|费用|金额|最[高长多少低快早晚迟]|补|给|收|发|领|交|干|要")
_UNSAID = ("open", "number")  # 重点行业的呢, 重点行业的是多少: what is measured was said before
_CORRECTS = re.compile(
    "(?:不是[^,。;!]{1,12}[,;](?=我)|(?:不对|不是|错了|等等|抱歉|不好意思|更正(?:1下|一下)?|我?(?:刚才|刚)?(?:说|打|写|问|搞|弄)(?:错|反)了?)[,。!;])+"
)
_SELF = re.compile("^(?:我)?(?:其实|应该)?(?:(?:[想要]?(?:问|说|指)的?(?:其实|应该)?是?)|是(?!不是|否))")
_ALONE = re.compile("(?:那|那么)?#的?呢?[?。]*")
_FOLLOWS = re.compile(
    r"^(?:那|那么|这|换成|换作|改成|如果|要是|假如|还有|另外|再|然后|同样|反过来|至于|其中|上面|刚才|前面|它|他们|其|呢|升|升到|中级|副高|正高|高级|初级|北京|浙江|金融|人工|工程|ai|fintech)|呢[?]?$|^.{1,14}呢"
)


def merged(kept: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """What is told now takes the place of what was told before; a degree more is one more degree."""
    merged = {**kept, **told}
    if kept.get("education") and told.get("education"):
        new = {d["level"] for d in told["education"]}
        merged["education"] = [*(d for d in kept["education"] if d["level"] not in new), *told["education"]]
    return merged


def corrected(text: str) -> str:
    """`我说错了，是二级的` and `不对，我问的是二级的` ask `二级的`."""
    return _SELF.sub("", _CORRECTS.sub("", text)) or text if _CORRECTS.match(text) else text


def carried(text: str, before: Question) -> str:
    """`那区里呢` after `市里负责什么` asks `区里负责什么`."""
    named, said = tiers(text), tiers(before.plain)
    if len(named) != 1 or len(said) != 1 or not _ALONE.fullmatch(text.replace(named[0].group(), "#")):
        return text
    return before.plain.replace(said[0].group(), named[0].group())


def completed(question: Question, before: Question, corpus: Corpus, named: Named) -> Question:
    """A follow-up with what it leaves unsaid taken from the question before."""
    if before.wants_list and not before.clauses and (item := item_alone(question.plain)):
        return before.model_copy(update={"text": question.text, "items": (item,), "follows": True})
    question = _within(_stepped(question, before, corpus), before, corpus)
    update: dict[str, Any] = {"profile": merged(before.profile, question.profile)}
    subjects = [t for t in question.terms if t.role == "subject" and not _GENERIC.fullmatch(t.words)]
    own_policy = bool(question.policies)
    if subjects and _of_another_matter(question, before, corpus):
        return question.model_copy(update={**update, "follows": True})
    elliptic = bool(_FOLLOWS.search(question.plain)) or len(subjects) <= 2
    if question.reference and not own_policy and before.policies:
        update["policies"] = before.policies
        if before.clauses:
            update |= _same_annex(question, before, corpus)
        return question.model_copy(update={**update, "follows": True})
    asks_like = bool(before.clauses and question.levels) and not question.reference and elliptic and not own_policy
    if asks_like and (like := _same_place(corpus.clause(before.clauses[0]), question, corpus)):
        update |= {"policies": before.policies, "clauses": (like.id,), "reference": question.plain, "follows": True}
        return question.model_copy(update=update)
    if not own_policy:
        update["policies"] = _of_region(before.policies, named, corpus)
    if not question.levels and (elliptic or not subjects):
        update["levels"] = before.levels
    if not question.kinds and elliptic:
        update["kinds"] = before.kinds
    if elliptic and (not subjects or len(question.plain) <= 16 or own_policy) and not question.reference:
        own = {same for t in subjects for same in t.same}
        inherited = [t for t in before.terms if t.role == "subject" and not own & set(t.same)]
        # The new words lead, and what is taken over only says what they are about; a case supposed is one fact more.
        if question.asked not in _UNSAID:  # it measures by its own words
            inherited = [t for t in inherited if not _MEASURE.fullmatch(t.words)]
        measures = all(_MEASURE.fullmatch(t.words) for t in subjects)  # 那最长补几个月: of the same thing
        if not measures and not _SUPPOSES.match(question.plain):
            inherited = [t.model_copy(update={"role": "name"}) for t in inherited]
        few = all(t.role == "name" for t in question.terms) or len(subjects) <= 2 or own_policy
        if few or _SUPPOSES.match(question.plain) or question.plain.startswith("换成"):
            update["terms"] = (*question.terms, *inherited)
            if question.asked in _UNSAID and not _OWN_WAY.search(question.plain):
                update |= {
                    "asked": before.asked,
                    "unit": "" if before.wants_list else before.unit,
                    "wants_list": question.wants_list or before.wants_list,
                }
            if not question.yes_no and not question.wants_list:
                update["yes_no"] = before.yes_no
    if not question.day_said and before.day_said and elliptic:
        update |= {"day": before.day, "periods": before.periods, "day_said": True}
    if question.profile or before.profile:
        update["told"] = question.told or (before.told and (elliptic or bool(cues("eligible").search(question.plain))))
    update |= {"follows": True, "whole": _whole(question, before) if elliptic else ""}
    whole = question.model_copy(update=update)
    if (
        before.intent == "eligibility"
        and whole.profile
        and ((elliptic and not own_policy) or question.day_said)
        and len(subjects) <= 2
    ):
        whole = whole.model_copy(
            update={"told": True, "kinds": whole.kinds or before.kinds, "levels": whole.levels or before.levels}
        )
        if not (whole.wants_list or whole.serves) and whole.asked in ("open", "duration", "day"):
            whole = whole.model_copy(update={"decides": True})
    return whole


def _of_another_matter(question: Question, before: Question, corpus: Corpus) -> bool:
    """`协理员每月能歇几天假` after a question of insurance: another document is named, and nothing says that it goes on.

    From one ladder to another (中职的硕士要几年) the level is taken along; and where no document was named before, what was asked
    about is, if it all stands in the one named now.
    """
    others = set(question.policy_ids) - set(before.policy_ids)
    if not others or others != set(question.policy_ids) or _FOLLOWS.search(question.plain):
        return False
    if not before.policies:
        text = "".join(fold(clause.own_text) for p in others for clause in corpus.walk(p))
        asked = [t for t in before.terms if t.role == "subject" and t.known]
        return not all(any(word in text for word in t.same) for t in asked)
    return not (before.levels and any(lexicon(corpus).levels_of(p) for p in others))


def _whole(question: Question, before: Question) -> str:
    """`换成副高呢` after `正高对应几级岗` asks `副高对应几级岗`; empty where it changes no level.

    The words before taken along in other cases (手续费呢, after a question of another matter) made three answers of 119 wrong.
    """
    if question.levels and before.levels and before.levels[-1].words in before.plain:
        return before.plain.replace(before.levels[-1].words, question.levels[-1].words)
    return ""


def _within(question: Question, before: Question, corpus: Corpus) -> Question:
    """`灵活就业的呢` after a question of insurance that the document answers for both: a word of that document's own text.

    Titles are another matter: each document has its ladder, and a field named is the other document.
    """
    loose = {m.words for m in question.policies if not m.exact}
    if loose and loose <= _degrees_too() and names_degree(before.plain):
        return _as_subject(question, loose)
    if not loose or len(loose) < len({m.words for m in question.policies}) or before.levels or before.kinds:
        return question
    if "职称" in before.plain or set(question.policy_ids) & set(before.policy_ids):
        return question
    others = before.policy_ids or tuple(p for p in corpus.policies if p not in question.policy_ids)
    texts = [fold(c.own_text) for p in others for c in corpus.walk(p)]
    if not all(any(word in text for text in texts) for word in loose):
        return question
    return _as_subject(question, loose)


def _as_subject(question: Question, words: Collection[str]) -> Question:
    """These words name no document: they are what is asked about."""
    terms = tuple(
        t.model_copy(update={"role": "subject"}) if t.role == "name" and t.words in words else t for t in question.terms
    )
    return question.model_copy(update={"policies": (), "terms": terms})


@cache
def _degrees_too() -> frozenset[str]:
    """Nicknames of a field that are also a degree: `中专的呢` after 大专."""
    words = load_words()
    return frozenset(plain(name) for field in words["degrees_too"] for name in words["fields"][field])


def _stepped(question: Question, before: Question, corpus: Corpus) -> Question:
    """`再往上一级呢`: the level that many steps from the one asked about before, on the same ladder."""
    found = find_step(question.plain)
    if found is None or question.levels or not before.levels:
        return question
    lex, last = lexicon(corpus), before.levels[-1]
    own = [r for p in question.policy_ids or before.policy_ids for r in lex.levels_of(p)]
    rungs = own or list(lex.rungs)  # a document that only names levels, as others set them out
    start = next((r for r in rungs if r.title == last.title), None) or next(
        (r for r in rungs if r.rank in last.ranks), None
    )
    if start is None:
        return question
    ladder = [r for r in rungs if (r.policy_id, r.ladder) == (start.policy_id, start.ladder)]
    ladder.sort(key=lambda r: RANKS.index(r.rank))
    place = {"top": len(ladder) - 1, "bottom": 0}.get(found.to, ladder.index(start) + found.by)
    if not 0 <= place < len(ladder):
        return question
    rung = ladder[place]
    level = LevelMention(words=plain(rung.title), title=rung.title, ranks=(rung.rank,), start=found.start)
    terms = tuple(t for t in question.terms if not found.start <= t.start < found.end)
    return question.model_copy(update={"levels": (level,), "terms": terms})


def _same_place(clause: Clause, question: Question, corpus: Corpus) -> Clause | None:
    """`高工对应的那条呢`: the clause at the same place of another level's section."""
    chain = [*corpus.ancestors(clause), clause]
    section = next((c for c in chain if c.id in lexicon(corpus).levels), None)
    if section is None:
        return None
    for other in corpus.walk(clause.policy_id):
        rung = lexicon(corpus).levels.get(other.id)
        if (
            rung
            and rung.rank in question.ranks
            and other.heading.strip() == rung.title
            and other.parent_id == section.parent_id
        ):
            wanted = other.id + clause.id.removeprefix(section.id)
            return corpus.clause(wanted) if wanted in corpus else None
    return None


def _of_region(policies: tuple[PolicyMention, ...], named: Named, corpus: Corpus) -> tuple[PolicyMention, ...]:
    """`浙江的呢？` after a question about Beijing's: the documents of that place with the same subject."""
    if len(named.regions) != 1 or not policies:
        return policies
    region = named.regions[0]
    if any(corpus.policies[m.policy_id].region == region for m in policies):
        return tuple(m for m in policies if corpus.policies[m.policy_id].region == region)
    subjects = {s for m in policies for s in corpus.policies[m.policy_id].subjects}
    there = [p for p in corpus.policies.values() if p.region == region and subjects & set(p.subjects)]
    return tuple(PolicyMention(policy_id=p.id, words=region, exact=len(there) == 1) for p in there) or policies


def _same_annex(question: Question, before: Question, corpus: Corpus) -> dict[str, Any]:
    """`那五（四）呢` after 附件四（四）: the same document, and the same annex where that has such a clause."""
    last = corpus.clause(before.clauses[0])
    found = resolve(question.plain, corpus, within=(last.policy_id,))
    annex = last.path.split("/")[0] if last.path.startswith("附件") else ""
    same = [c.id for c in found.matches if annex and c.path.startswith(annex + "/")]
    return {"clauses": tuple(same) or tuple(c.id for c in found.matches), "hint": found.hint}
