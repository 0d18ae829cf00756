"""Misspelt and shortened words put right: `以工带训`, `请两天假`, `一级和二级实习指导教师`."""

import re

from assistant.questions.vocabulary import Lexicon, load_words, windows
from assistant.questions.wording import HAN_NUMERAL, numeral, shown


def mend(text: str, lex: Lexicon) -> str:
    """Known misspellings, and one wrong character in a word of four or more that the field knows."""
    for wrong, right in load_words()["misspelt"].items():
        text = text.replace(wrong, right)
    text = re.sub(r"请((?:\d+|[一两二三四五六七八九十半])(?:天|日|周|个月))的?假", r"请假\1", text)
    text = re.sub(rf"([{HAN_NUMERAL}]{{1,3}})(?=号(?:文|公告|通知|令))", lambda m: shown(numeral(m.group()) or 0), text)
    text = _spelt_out(text, lex)
    if len(text) > 400:
        return text
    for start, window in windows(text, 4, 9):
        for hole in range(len(window)):
            right = lex.mended.get(f"{window[:hole]}·{window[hole + 1 :]}")
            if (
                right
                and right != window
                and window not in lex.all_text
                and _is_mistake(text, start, window, right, hole)
            ):
                text = text[:start] + right + text[start + len(window) :]
                break
    return text


def _spelt_out(text: str, lex: Lexicon) -> str:
    """`一级和二级实习指导教师` -> `一级实习指导教师和二级实习指导教师`."""
    for joint in re.findall("[和与跟、]", text):
        for first, base in lex.title_parts:
            for second, other in lex.title_parts:
                if base == other and first != second and f"{first}{joint}{second}{base}" in text:
                    return text.replace(f"{first}{joint}{second}{base}", f"{first}{base}{joint}{second}{base}")
    return text


def _is_mistake(text: str, start: int, window: str, right: str, hole: int) -> bool:
    """Not a mistake: another number, another level, or a window cut across words (its ends differ)."""
    return (
        not (
            re.search(r"[\d一二三四五六七八九十正副高中初第前后不没无非]", window[hole] + right[hole])
            or window[hole] in "够满评报"  # 高工够年限没 is no 高工作年限
            or (hole in (0, len(window) - 1) and len(window) < 5)
        )
        and bool(re.fullmatch("[\u4e00-\u9fff]+", window))
        and not _made_of_words(window)
    )


def _made_of_words(window: str) -> bool:
    """`大学毕业` is two words of the dictionary, and no mistake for 大专毕业."""
    import rjieba

    return all(len(word) > 1 for word in rjieba.cut(window, False))
