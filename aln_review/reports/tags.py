"""The structure a screen reader walks: headings, paragraphs, lists, tables, in reading order.

A document is composed as a tree of nodes; drawing leaves marks on them. Afterwards the tree is
written into the file (ISO 32000-1, 14.7 and 14.8; PDF/UA-1, ISO 14289-1).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String


class Role(StrEnum):
    """Structure types in use, by their standard names (ISO 32000-1, 14.8.4)."""

    DOCUMENT = "Document"
    SECTION = "Sect"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    P = "P"
    SPAN = "Span"
    QUOTE = "BlockQuote"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    BODY = "LBody"
    TABLE = "Table"
    ROW = "TR"
    HEAD_CELL = "TH"
    CELL = "TD"
    FIGURE = "Figure"
    ARTIFACT = "Artifact"


KEPT_WHEN_EMPTY: Final = frozenset({Role.HEAD_CELL, Role.CELL})
"""A table needs its empty cells: without them its rows no longer line up."""


class Numbering(StrEnum):
    """How the items of a list are labelled (ISO 32000-1, table 347)."""

    NONE = "None"
    DISC = "Disc"
    DECIMAL = "Decimal"


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of drawing on a page: the page's index, and its number on that page."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Node:
    """One element. ``language`` is set only where it differs from the document's."""

    role: Role
    language: str = ""
    alt: str = ""
    numbering: Numbering = Numbering.NONE
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Left, bottom, right and top of a figure, in points."""
    kids: list[Node | Mark] = field(default_factory=list)
    awaited_by: tuple[Node, ...] = ()
    """The element it joins when it is first drawn: that keeps runs in the order of the text."""

    def add(self, role: Role, *, language: str = "", alt: str = "") -> Node:
        """A new element at the end of this one; in an artifact, the artifact itself."""
        if self.role is Role.ARTIFACT:
            return self
        child = Node(role, language, alt)
        self.kids.append(child)
        return child

    def list(self, numbering: Numbering = Numbering.NONE) -> Node:
        """A new list at the end of this element."""
        child = self.add(Role.LIST)
        child.numbering = numbering
        return child

    def inline(self, language: str) -> Node:
        """A run in another language inside this element's own text."""
        if self.role is Role.ARTIFACT:
            return self
        return Node(Role.SPAN, language, awaited_by=(self,))

    def mark(self, page: int, number: int) -> None:
        """Something of this element has been drawn."""
        for parent in self.awaited_by:
            parent.kids.append(self)
        self.awaited_by = ()
        self.kids.append(Mark(page, number))

    def walk(self) -> Iterator[Node]:
        """The element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    @property
    def drawn(self) -> bool:
        """Something of it is on paper, or its place must be kept."""
        return self.role in KEPT_WHEN_EMPTY or any(
            isinstance(kid, Mark) or kid.drawn for kid in self.kids
        )


ARTIFACT: Final = Node(Role.ARTIFACT)
"""For what is drawn but not read: rules, tints, icons beside words, page furniture."""


def write(pdf: pikepdf.Pdf, root: Node) -> None:
    """Write the tree under ``root`` into ``pdf`` and tie its pages to it."""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    writer = _Writer(pdf)
    tree.K = writer.element(root, tree)
    numbers = Array()
    for index, page in enumerate(pdf.pages):
        owners = writer.owners[index]
        page.obj.StructParents = index
        page.obj.Tabs = Name.S
        numbers.append(index)
        numbers.append(Array([owners[number] for number in range(len(owners))]))
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


class _Writer:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self.owners: defaultdict[int, dict[int, pikepdf.Object]] = defaultdict(dict)

    def element(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        made = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name("/" + node.role), P=parent)
        )
        if node.language:
            made.Lang = String(node.language)
        if node.alt:
            made.Alt = String(node.alt)
        self._attributes(node, made)
        kids = [self._kid(kid, made) for kid in node.kids if isinstance(kid, Mark) or kid.drawn]
        if kids:
            made.K = Array(kids)
        return made

    def _kid(self, kid: Node | Mark, owner: pikepdf.Object) -> pikepdf.Object:
        if isinstance(kid, Node):
            return self.element(kid, owner)
        self.owners[kid.page][kid.number] = owner
        return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page], MCID=kid.number)

    @staticmethod
    def _attributes(node: Node, made: pikepdf.Object) -> None:
        if node.role is Role.HEAD_CELL:
            made.A = Dictionary(O=Name.Table, Scope=Name.Column)
        elif node.role is Role.LIST:
            made.A = Dictionary(O=Name.List, ListNumbering=Name("/" + node.numbering))
        elif node.role is Role.FIGURE:
            corners = Array([round(value, 2) for value in node.box])
            made.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=corners)
