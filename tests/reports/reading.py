"""Reads a finished PDF back: its structure, its text, and where on the page each word stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtPdf import QPdfDocument


@dataclass(slots=True)
class Element:
    """One structure element as the file has it."""

    role: str
    language: str
    alt: str
    scope: str
    content: list[Element | tuple[int, int]] = field(default_factory=list)
    """Elements, and stretches of drawing by page and number, in order."""

    @property
    def kids(self) -> list[Element]:
        return [part for part in self.content if isinstance(part, Element)]

    @property
    def marks(self) -> list[tuple[int, int]]:
        return [part for part in self.content if not isinstance(part, Element)]

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, role: str) -> list[Element]:
        return [element for element in self.walk() if element.role == role]


def structure(data: bytes) -> Element:
    """The structure tree's root element."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        return _element(pdf.Root.StructTreeRoot.K, pages)


def _element(given: pikepdf.Object, pages: dict[tuple[int, int], int]) -> Element:
    scope = str(given.A.Scope)[1:] if "/A" in given and "/Scope" in given.A else ""
    element = Element(
        str(given.S)[1:],
        str(given.get("/Lang", "")),
        str(given.get("/Alt", "")),
        scope,
    )
    for kid in given.get("/K", []):
        if kid.Type == pikepdf.Name.MCR:
            element.content.append((pages[kid.Pg.objgen], int(kid.MCID)))
        else:
            element.content.append(_element(kid, pages))
    return element


def text(data: bytes) -> str:
    """All text, as a program that knows nothing of tags extracts it."""
    return "\n".join(texts(data))


def texts(data: bytes) -> list[str]:
    """The same, page by page: by PDFium, which finds what lies unseen or off the page as well."""
    source = QBuffer()
    source.setData(QByteArray(data))
    source.open(QBuffer.OpenModeFlag.ReadOnly)
    paper = QPdfDocument()
    paper.load(source)
    said = [paper.getAllText(page).text() for page in range(paper.pageCount())]
    paper.close()
    return ["\n".join(one.splitlines()) for one in said]


@dataclass(frozen=True, slots=True)
class Placed:
    """A string on a page, in points from the lower left corner; mark -1 is an artifact."""

    page: int
    mark: int
    left: float
    right: float
    baseline: float
    size: float
    text: str


def placed(data: bytes) -> list[Placed]:
    """Every string that is drawn, with the room it takes."""
    found: list[Placed] = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for index, page in enumerate(pdf.pages):
            found += _strings(page, index)
    return found


def _strings(page: pikepdf.Page, index: int) -> Iterator[Placed]:
    fonts = {str(name): font for name, font in page.obj.Resources.Font.items()}
    maps = {name: _unicode(font) for name, font in fonts.items()}
    font, size, x, y, mark = "", 0.0, 0.0, 0.0, -1
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = list(instruction.operands), str(instruction.operator)
        if name == "BDC":
            mark = int(operands[1].MCID)
        elif name in {"BMC", "EMC"}:
            mark = -1
        elif name == "Tf":
            font, size = str(operands[0]), float(operands[1])
        elif name == "Tm":
            x, y = float(operands[4]), float(operands[5])
        elif name == "Tj":
            codes = bytes(operands[0])
            widths = fonts[font].Widths
            wide = sum(float(widths[code]) for code in codes) * size / 1000
            said = "".join(maps[font].get(code, "\ufffd") for code in codes)
            yield Placed(index, mark, x, x + wide, y, size, said)
            x += wide


def _unicode(font: pikepdf.Object) -> dict[int, str]:
    """The font's map from code to letter, as every reader must use it."""
    letters: dict[int, str] = {}
    mapping = bytes(font.ToUnicode.read_bytes()).decode("latin-1").partition("beginbfchar")[2]
    for line in mapping.partition("endbfchar")[0].split("\n"):
        parts = line.split()
        if len(parts) == 2:
            letters[int(parts[0][1:-1], 16)] = bytes.fromhex(parts[1][1:-1]).decode("utf-16-be")
    return letters


def said_by(element: Element, strings: list[Placed]) -> str:
    """The text of an element and all below it, in reading order."""
    by_mark: dict[tuple[int, int], str] = {}
    for string in strings:
        key = (string.page, string.mark)
        by_mark[key] = by_mark.get(key, "") + string.text

    def said(part: Element | tuple[int, int]) -> str:
        if isinstance(part, Element):
            return "".join(map(said, part.content))
        return by_mark.get(part, "")

    return said(element)
