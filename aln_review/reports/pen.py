"""Draws on the pages of one document and leaves marks on the tree it belongs to.

Distances are points. ``x`` grows to the right; heights are measured as the PDF measures them,
from the foot of the page, and ``top`` names the upper edge of what is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Final

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from aln_review.reports.fonts import Face
from aln_review.reports.icons import GRID, Corners, Stroke, rounded, strokes
from aln_review.reports.tags import ARTIFACT, Node, Role

PAGE_WIDTH: Final = 595.276
PAGE_HEIGHT: Final = 841.89
"""A4 in points (ISO 216)."""


Area = tuple[float, float, float, float]
"""Left, top, width and height."""

SQUARE: Final = (0.0, 0.0, 0.0, 0.0)

NOTHING: Final = Node(Role.ARTIFACT)
"""No mark is open."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: where the reader lands, and how deep the line stands (0 first)."""

    title: str
    page: int
    top: float
    level: int


@cache
def _colour(value: str) -> str:
    """``#RRGGBB`` as the three operands of a PDF colour operator."""
    return " ".join(_number(int(value[i : i + 2], 16) / 255, 4) for i in (1, 3, 5))


def _number(value: float, places: int = 2) -> str:
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


class Pen:
    """One document being drawn.

    Everything is drawn under a node of the tree, or as an artifact. Drawing that follows under
    the same node joins the same mark.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.page = 0
        self.bookmarks: list[Bookmark] = []
        self._open = NOTHING
        self._marks = 0
        self._fill = ""

    def next_page(self) -> None:
        """End the page and begin another."""
        self._close()
        self._canvas.showPage()
        self.page += 1
        self._marks = 0
        self._fill = ""

    def finish(self) -> None:
        """End the last page. The document is complete."""
        self._close()
        self._canvas.showPage()
        self._canvas.save()

    def bookmark(self, title: str, top: float, level: int) -> None:
        """Add a line to the outline that leads to ``top`` on this page."""
        self.bookmarks.append(Bookmark(title, self.page, top, level))

    def words(
        self, text: str, at: tuple[float, float], face: Face, size: float, colour: str
    ) -> None:
        """Set ``text`` with its baseline starting at ``at``, under the node last named."""
        self._filled(colour)
        self._canvas.setFont(face.font, size)
        self._canvas.drawString(at[0], at[1], text)

    def under(self, node: Node) -> None:
        """What is drawn next belongs to ``node``."""
        if node is self._open:
            return
        self._close()
        if node.role is Role.ARTIFACT:
            self._write("/Artifact BMC")
        else:
            self._write(f"/{node.role} <</MCID {self._marks}>> BDC")
            node.mark(self.page, self._marks)
            self._marks += 1
        self._open = node

    def box(
        self,
        area: Area,
        fill: str = "",
        line: str = "",
        corners: Corners = SQUARE,
        weight: float = 1.0,
    ) -> None:
        """A rectangle of ``(x, top, width, height)``, as an artifact."""
        self.under(ARTIFACT)
        x, top, wide, high = area
        if fill:
            self._filled(fill)
        if line:
            self._write(f"{_colour(line)} RG {_number(weight)} w")
        self._write(_outline(x, top, wide, high, corners))
        self._write({(True, True): "B", (True, False): "f"}.get((bool(fill), bool(line)), "S"))

    def strip(self, shape: Area, corners: Corners, part: Area, colour: str) -> None:
        """The ``part`` of a round-cornered ``shape``, as an artifact; both as for :meth:`box`."""
        self.under(ARTIFACT)
        cut = _outline(*shape, corners)
        filled = _outline(*part, SQUARE)
        self._write(f"q {cut} W n {_colour(colour)} rg {filled} f Q")

    def rule(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, weight: float
    ) -> None:
        """A straight line, as an artifact."""
        self.under(ARTIFACT)
        n = _number
        self._write(
            f"{_colour(colour)} RG {n(weight)} w {n(start[0])} {n(start[1])} m "
            f"{n(end[0])} {n(end[1])} l S"
        )

    def disc(self, centre: tuple[float, float], radius: float, fill: str, line: str = "") -> None:
        """A filled circle, or with ``line`` its outline 2.5 pt wide, as an artifact."""
        x, y = centre
        r = (radius, radius, radius, radius)
        self.box((x - radius, y + radius, 2 * radius, 2 * radius), fill, line, r, 2.5)

    def icon(
        self, name: str, at: tuple[float, float], size: float, colour: str, weight: float = 2.0
    ) -> None:
        """An icon whose upper left corner is ``at``; ``weight`` is in the icon's own 24 units."""
        self.under(ARTIFACT)
        scale = size / GRID
        x, top = at
        drawn = " ".join(_stroke(stroke, x, top, scale) for stroke in strokes(name))
        self._write(f"{_colour(colour)} RG {_number(weight * scale)} w 1 J 1 j {drawn} S 0 J 0 j")

    def round_photo(self, photo: bytes, at: tuple[float, float], across: float, node: Node) -> None:
        """A square photograph (JPEG) cut to a circle; ``at`` is its upper left corner."""
        x, top = at
        node.box = (x, top - across, x + across, top)
        self._close()
        self.under(node)
        self._canvas.saveState()
        half = across / 2
        self._write(_outline(x, top, across, across, (half, half, half, half)) + " W n")
        self._canvas.drawImage(ImageReader(BytesIO(photo)), x, top - across, across, across)
        self._canvas.restoreState()
        self._close()

    def _filled(self, colour: str) -> None:
        if colour != self._fill:
            self._write(f"{_colour(colour)} rg")
            self._fill = colour

    def _close(self) -> None:
        if self._open is not NOTHING:
            self._write("EMC")
            self._open = NOTHING

    def _write(self, code: str) -> None:
        self._canvas.addLiteral(code)


def _stroke(stroke: Stroke, x: float, top: float, scale: float) -> str:
    placed = [f"{_number(x + px * scale)} {_number(top - py * scale)}" for px, py in stroke.points]
    return " ".join([*placed, stroke.op])


def _outline(x: float, top: float, wide: float, high: float, corners: Corners) -> str:
    if not any(corners):
        return f"{_number(x)} {_number(top - high)} {_number(wide)} {_number(high)} re"
    path = rounded((0.0, 0.0, wide, high), corners)
    return " ".join(_stroke(stroke, x, top, 1.0) for stroke in path)
