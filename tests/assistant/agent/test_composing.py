"""From a draft to what is said: what falls takes nothing else with it."""

from datetime import date

from assistant.composing import Composer
from assistant.desk import Desk
from assistant.grounding import Ground, Guard
from assistant.grounding.draft import cut
from corpus import load_corpus

MASTERS = "beijing-ai:附件/三/（二）/2"


def composed(draft: str) -> str:
    corpus = load_corpus()
    desk = Desk(corpus=corpus, search=lambda *a, **k: [], as_of=date(2026, 11, 20))
    desk.lay(corpus.clause(MASTERS))
    composer = Composer(desk, Guard(corpus), Ground(question="硕士要几年", found=(MASTERS,)))
    shown = [sentence.text for piece in cut(draft) for sentence in composer.add(piece)]
    return "".join([*shown, *(sentence.text for sentence in composer.finish())])


def test_a_sentence_that_falls_leaves_the_end_of_its_line() -> None:
    table = "| 学历 | 年限 |\n|---|---|\n| 硕士 | 从事本专业技术工作满7年[1] |"
    said = composed(f"硕士须满7年[1]。由国务院发放奖金10万元[1]。\n\n{table}")
    assert "奖金" not in said and "\n\n| 学历" in said
