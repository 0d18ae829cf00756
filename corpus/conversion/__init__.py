"""PDF, Word, HTML and text -> a first policy.md, for a person to read against the original."""

from pathlib import Path

from corpus.conversion.mending import mend
from corpus.conversion.readers import read_lines
from corpus.errors import BadInput

FRONT = """---
title: {title}
number:
issuer: []
issued:
effective:
region:
subjects: []
aliases: []
timeline:
  - from:
    status: 现行
    basis: text
source: {{file: {source}}}
---
"""


def convert(file: Path) -> str:
    """A document -> the text of a policy.md: front matter to fill in, and the body in its own numbering.

    Form is mended (broken lines, half-width marks, stray spaces), words never. What a scan lost stays lost: read the
    result against the original. Raises BadInput for a file that cannot be read.
    """
    lines, wrapped = read_lines(file)
    blocks = mend(lines, wrapped)
    if not blocks:
        raise BadInput(f"file: {file} 里没有文字；扫描件请先做文字识别")
    title = next((b.lstrip("# ") for b in blocks if not b.startswith("<!--")), file.stem)
    return FRONT.format(title=title[:60].replace("\n", ""), source=file.stem) + "\n" + "\n\n".join(blocks) + "\n"
