"""Files -> lines of text, by kept libraries. Each reader says whether its lines break in the middle of paragraphs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import BadInput
from corpus.numbering import int_to_han


def read_lines(file: Path) -> tuple[list[str], bool]:
    """The lines of a document, and whether paragraphs run over several of them. Raises BadInput."""
    readers = {".docx": _word, ".pdf": _pdf, ".html": _html, ".htm": _html, ".txt": _text, ".md": _text}
    reader = readers.get(file.suffix.lower())
    if reader is None:
        raise BadInput(f"file: 不认识 {file.suffix or file.name}；可用 {'、'.join(readers)}")
    if not file.is_file():
        raise BadInput(f"file: 没有文件 {file}")
    try:
        return reader(file)
    except (OSError, ValueError, KeyError) as error:
        raise BadInput(f"file: 读不了 {file}（{error}）") from error


def _text(file: Path) -> tuple[list[str], bool]:
    lines = _decoded(file).splitlines()
    return lines, any(_breaks_off(line) for line in lines)


def _decoded(file: Path) -> str:
    """UTF-8, else the encoding of older Chinese files."""
    content = file.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _breaks_off(line: str) -> bool:
    """Whether a long line ends without a mark that ends a sentence or an item, as scanned text does."""
    return len(line) > 25 and line.strip()[-1:] not in "。；：！？）)》”"


def _html(file: Path) -> tuple[list[str], bool]:
    from lxml import html

    tree = html.fromstring(_decoded(file))
    for element in tree.xpath("//script | //style | //nav | //header | //footer"):
        element.drop_tree()
    blocks = tree.xpath("//p | //h1 | //h2 | //h3 | //h4 | //li | //td") or [tree]
    return [" ".join(block.text_content().split()) for block in blocks], False


def _pdf(file: Path) -> tuple[list[str], bool]:
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(file) as document:
            pages = [(page.extract_text() or "").splitlines() for page in document.pages]
    except PdfminerException as error:
        raise ValueError("不是 PDF") from error
    return [line for page in pages for line in (*page, "")], True


def _word(file: Path) -> tuple[list[str], bool]:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = Document(str(file))
    except PackageNotFoundError as error:
        raise ValueError("不是 Word 的 .docx 文件") from error
    return list(_numbered_paragraphs(document)), False


def _numbered_paragraphs(document: Any) -> Iterator[str]:
    """Paragraphs with the numbers that Word only computes, which python-docx leaves out."""
    counters: dict[tuple[str, int], int] = {}
    formats = _number_formats(document)
    for paragraph in document.paragraphs:
        properties = paragraph._p.pPr
        numbering = properties.numPr if properties is not None else None
        if numbering is None or numbering.numId is None:
            yield paragraph.text
            continue
        number_id, level = str(numbering.numId.val), numbering.ilvl.val if numbering.ilvl is not None else 0
        counters[number_id, level] = counters.get((number_id, level), 0) + 1
        for deeper in [key for key in counters if key[0] == number_id and key[1] > level]:
            del counters[deeper]
        template, style = formats.get((number_id, level), (f"%{level + 1}.", "decimal"))
        count = counters[number_id, level]
        printed = int_to_han(count) if style.startswith(("chinese", "japanese", "ideograph")) else str(count)
        yield template.replace(f"%{level + 1}", printed) + paragraph.text


def _number_formats(document: Any) -> dict[tuple[str, int], tuple[str, str]]:
    """(numbering id, level) -> (template such as `（%1）`, kind of number)."""
    from docx.oxml.ns import qn

    root = document.part.numbering_part.element if _has_numbering(document) else None
    if root is None:
        return {}
    abstract = {a.get(qn("w:abstractNumId")): a for a in root.findall(qn("w:abstractNum"))}
    found = {}
    for number in root.findall(qn("w:num")):
        definition = abstract[number.find(qn("w:abstractNumId")).get(qn("w:val"))]
        for level in definition.findall(qn("w:lvl")):
            template, style = level.find(qn("w:lvlText")), level.find(qn("w:numFmt"))
            if template is not None and style is not None:
                key = (number.get(qn("w:numId")), int(level.get(qn("w:ilvl"))))
                found[key] = (template.get(qn("w:val")), style.get(qn("w:val")))
    return found


def _has_numbering(document: Any) -> bool:
    return any(relation.reltype.endswith("/numbering") for relation in document.part.rels.values())
