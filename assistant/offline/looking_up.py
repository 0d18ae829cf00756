"""A clause as the document has it, with what stands below it."""

from assistant.offline.drafts import Draft, place, status_remark
from assistant.offline.finding.passages import Passages
from assistant.questions.question import Question
from corpus import Clause, Corpus

_MOST = 1400  # characters of a clause and what is below it


def answer_lookup(question: Question, index: Passages) -> Draft:
    """The clauses that a reference means, best first, at most three; where there is none, what the document has."""
    corpus = index.corpus
    clauses = [corpus.clause(c) for c in question.clauses[:3]]
    if not clauses:
        draft = Draft("refusal")
        draft.decide(
            f"没有找到这一条。{question.hint}。" if question.hint else "没有找到这一条，请写明文件名称或文号。"
        )
        return draft
    draft = Draft("answer")
    if len(question.clauses) > 1:
        draft.say(f"这样写的条款有{len(question.clauses)}处" + ("，前三处是：" if len(question.clauses) > 3 else "："))
    for clause in clauses:
        _show(clause, corpus, draft)
    for policy_id in dict.fromkeys(c.policy_id for c in clauses):
        if remark := status_remark(corpus, policy_id, question.day):
            draft.decide(remark)
    return draft


def _words(clause: Clause, corpus: Corpus) -> str:
    """Words to quote: its own, or of what is first below it."""
    below = next((c for c in corpus.descendants(clause) if c.text), None)
    return clause.text or clause.heading or (below.text if below else "")


def _show(clause: Clause, corpus: Corpus, draft: Draft) -> None:
    above = [a.heading for a in corpus.ancestors(clause) if a.heading and not a.label.startswith("附件")]
    under = f"（{' · '.join(above)}）" if above else ""
    draft.say(f"{place(corpus, clause)}{under}：{draft.cite(clause, _words(clause, corpus))}")
    printed = 0
    for line in corpus.full_text(clause).split("\n"):
        if printed + len(line) > _MOST:
            draft.say(f"> ……（全文见该条）{draft.cite(clause)}")
            break
        draft.say(f"> {line}")
        printed += len(line)
    draft.say("")
