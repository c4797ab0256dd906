"""The one-page profile: one side of A4 that a supply teacher reads in a minute.

Body type is as large as fits, 16 pt down to 11 in quarter points, never smaller. A profile that
is too long at 11 pt is still printed, on more sides, and is said to be too long.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from aln_review.domain.bilingual import Language
from aln_review.language.catalogue import Catalogue
from aln_review.reports import fonts
from aln_review.reports.document import Fit, PaperFile, ProfilePaper, Saying
from aln_review.reports.finish import Facts
from aln_review.reports.finish import paper as finished
from aln_review.reports.fonts import Face
from aln_review.reports.grounds import topped
from aln_review.reports.layout.laid import Box, Drawn, Gap, Laid, Pad, Row, Stack
from aln_review.reports.layout.pages import (
    MARGIN,
    TEXT_WIDTH,
    draw_pages,
    paginate,
    plain,
)
from aln_review.reports.layout.text import Para, Style
from aln_review.reports.palette import AMBER, BERRY, MUTED, TEAL, WHITE, Ink
from aln_review.reports.pen import Pen
from aln_review.reports.photo import square
from aln_review.reports.profile_header import FOOT, Portrait, footer, header
from aln_review.reports.scribe import BULLET, Points, Scribe
from aln_review.reports.tags import ARTIFACT, Node, Role

LARGEST: Final = 16.0
SMALLEST: Final = 11.0
STEP: Final = 0.25
"""Sizes of the body in points."""

LEADING: Final = 1.28
BETWEEN: Final = 13.0
"""Between two boxes, in points."""

SIDE: Final = 19.0
"""Room inside a box, left and right."""

KEEP_ROOM: Final = Portrait()
"""Fit is measured as if a photograph stood there, so that adding one changes nothing."""


def measure_profile(paper: ProfilePaper, language: Language, words: Catalogue) -> Fit:
    """Whether the profile is one side in ``language``, and how full that side is.

    Quick enough to run at every pause in typing: nothing is drawn.
    """
    scribe = Scribe(language, words)
    page = _Page(scribe, paper)
    room = page.room()
    at_11 = page.needed(SMALLEST)
    if at_11 > room:
        lines = math.ceil((at_11 - room) / (SMALLEST * LEADING))
        return Fit(fits=False, size_pt=SMALLEST, share_at_11=at_11 / room, lines_over=lines)
    size = _largest(lambda size: page.needed(size) <= room)
    return Fit(fits=True, size_pt=size, share_at_11=at_11 / room, lines_over=0)


def _largest(fits: Callable[[float], bool]) -> float:
    """The largest size in quarter points that fits, by bisection; the smallest is known to."""
    low, high = 0, round((LARGEST - SMALLEST) / STEP)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(SMALLEST + middle * STEP):
            low = middle
        else:
            high = middle - 1
    return SMALLEST + low * STEP


def profile_pdf(
    paper: ProfilePaper, language: Language, words: Catalogue, photo: bytes = b""
) -> PaperFile:
    """The profile as a tagged PDF. ``photo`` is any image; none is drawn where it is empty.

    Raises :class:`~aln_review.domain.errors.WorldFault` for a photograph that cannot be read.
    """
    fit = measure_profile(paper, language, words)
    scribe = Scribe(language, words)
    page = _Page(scribe, paper, square(photo) if photo else b"")
    title = words.t("paper.profile.title", name=paper.name)
    draw = page.one_side(fit.size_pt) if fit.fits else page.several_sides()
    facts = Facts(scribe.clean(title), language, frozenset(scribe.missing))
    return finished(facts, scribe.root, draw)


@dataclass(frozen=True, slots=True)
class _Spacing:
    """The body's size, and where slack has gone."""

    size: float
    extra: float = 0.0
    """Added between two items."""
    pad: float = 0.0
    """Added above and below the items of a box."""
    upper: float = 0.0
    """Added to the height of the first box."""


class _Page:
    """Composes the page at a size. Each composition makes its own elements."""

    def __init__(self, scribe: Scribe, paper: ProfilePaper, photo: bytes = b"") -> None:
        self._scribe = scribe
        self._paper = paper
        self._portrait = Portrait(photo, room=bool(photo))
        self._heading = self._heading_size()

    def room(self) -> float:
        """What the boxes may take, in points."""
        scratch = Node(Role.DOCUMENT)
        head = header(self._scribe, self._paper, scratch, KEEP_ROOM)
        foot = footer(self._scribe, self._paper, scratch)
        return max(1.0, plain()(0).room - head.height - foot.height - 2 * BETWEEN - 4)

    def needed(self, size: float) -> float:
        """What the boxes take at a size."""
        return self._taken(_Spacing(size))

    def one_side(self, size: float) -> Callable[[Pen], None]:
        """Compose one side, its slack given to gaps first, then to the room inside boxes."""
        root = self._scribe.root
        head = self._head_as_measured(root)
        room = self.room()
        upper, lower = self._boxes(root, self._spacing(size, room))
        foot = footer(self._scribe, self._paper, root)
        top = plain()(0).top

        def draw(pen: Pen) -> None:
            head.draw(pen, MARGIN, top, head.height)
            below = top - head.height - BETWEEN
            upper.draw(pen, MARGIN, below, upper.height)
            lower.draw(pen, MARGIN, below - upper.height - BETWEEN, room - BETWEEN - upper.height)
            foot.draw(pen, MARGIN, MARGIN + foot.height, foot.height)

        return draw

    def several_sides(self) -> Callable[[Pen], None]:
        """Compose at the smallest size on as many sides as it takes, with page numbers."""
        root = self._scribe.root
        head = header(self._scribe, self._paper, root, self._portrait)
        upper, lower = self._boxes(root, _Spacing(SMALLEST))
        foot = footer(self._scribe, self._paper, root)
        items = ((0.0, head), (BETWEEN, upper), (BETWEEN, lower), (BETWEEN, foot))
        frames = plain(bottom=MARGIN + 20)
        pages = paginate(items, frames)

        def furniture(pen: Pen, page: int, count: int) -> None:
            said = self._scribe.words.t("paper.page", page=page, pages=count)
            run = Para.of([self._scribe.run(said, FOOT, ARTIFACT)], TEXT_WIDTH)
            run.draw(pen, MARGIN + TEXT_WIDTH - run.width, MARGIN + run.height, run.height)

        return lambda pen: draw_pages(pages, frames, furniture, pen)

    def _spacing(self, size: float, room: float) -> _Spacing:
        """Most of the slack between items, some above and below them, some in the first box."""
        bare = _Spacing(size)
        slack = room - self._taken(bare)
        extra = self._widest_gap(bare, room - slack * 0.3)
        slack = room - self._taken(replace(bare, extra=extra))
        pad = max(0.0, min(slack / 6, 7.0))
        slack = room - self._taken(replace(bare, extra=extra, pad=pad))
        return replace(bare, extra=extra, pad=pad, upper=max(0.0, min(slack * 0.2, 26.0)))

    def _widest_gap(self, bare: _Spacing, room: float) -> float:
        """What can be added between items before the boxes take ``room``, up to a full line."""
        low, high = 0.0, bare.size * 0.85
        for _ in range(7):
            middle = (low + high) / 2
            if self._taken(replace(bare, extra=middle)) <= room:
                low = middle
            else:
                high = middle
        return low

    def _taken(self, spacing: _Spacing) -> float:
        upper, lower = self._boxes(Node(Role.DOCUMENT), spacing)
        return upper.height + BETWEEN + lower.height

    def _head_as_measured(self, root: Node) -> Laid:
        """The head at the height it was measured with, whether it has a photograph or not."""
        measured = header(self._scribe, self._paper, Node(Role.DOCUMENT), KEEP_ROOM).height
        head = header(self._scribe, self._paper, root, self._portrait)
        return Stack.of((0.0, head), (0.0, Gap(max(0.0, measured - head.height))))

    def _heading_size(self) -> float:
        """One size for all three headings, by the widest."""
        half = _half() - 2 * SIDE - 36
        keys = {"admire": TEXT_WIDTH - 2 * SIDE - 36, "important": half, "support": half}
        size = 17.5
        for key, width in keys.items():
            said = self._scribe.words.t(f"paper.profile.{key}")
            size = min(size, width / fonts.width(said, Face.BOLD))
        return max(size, 14.0)

    def _boxes(self, root: Node, spacing: _Spacing) -> tuple[Laid, Laid]:
        paper = self._paper
        upper = self._box(root, ("admire", BERRY), paper.admire, TEXT_WIDTH, spacing)
        important = self._box(root, ("important", AMBER), paper.important, _half(), spacing)
        support = self._box(root, ("support", TEAL), paper.support, _half(), spacing)
        lower = Row.of((0.0, important), (_half() + BETWEEN, support), level=False)
        return upper, lower

    def _box(
        self,
        root: Node,
        kind: tuple[str, Ink],
        sayings: Sequence[Saying],
        width: float,
        spacing: _Spacing,
    ) -> Box:
        key, ink = kind
        section = root.add(Role.SECTION)
        inner = width - 2 * SIDE
        heading = self._box_heading(section, key, ink, inner)
        admire = key == "admire"
        items = self._items(section, sayings, ink, inner, spacing, quoted=admire)
        body = Stack.of((0.0, heading), (spacing.size * 0.72 + spacing.pad, items))
        bottom = 15 + spacing.pad + (spacing.upper if admire else 0.0)
        return Box(body, width, Pad(SIDE, 6.5 + 10, SIDE, bottom), topped(ink))

    def _box_heading(self, section: Node, key: str, ink: Ink, inner: float) -> Laid:
        said = self._scribe.words.t(f"paper.profile.{key}")
        style = Style(self._heading, Face.BOLD, ink.strong, 1.15)
        text = self._scribe.heading(section.add(Role.H2), said, style, inner - 36, 1)
        height = max(28.0, text.height)

        def paint(pen: Pen, x: float, top: float) -> None:
            centre = top - height / 2
            pen.disc((x + 14, centre), 14, ink.strong)
            pen.icon(ink.icon, (x + 6, centre + 8), 16, WHITE)
            text.draw(pen, x + 36, centre + text.height / 2, text.height)

        return Drawn(height, paint, keeps_with_next=True)

    def _items(
        self,
        section: Node,
        sayings: Sequence[Saying],
        ink: Ink,
        width: float,
        spacing: _Spacing,
        *,
        quoted: bool,
    ) -> Laid:
        style = Style(spacing.size, leading=LEADING)
        by = replace(style, face=Face.SEMIBOLD, colour=ink.strong)
        kept = [saying for saying in sayings if not saying.text.empty]
        if not kept:
            said = self._scribe.words.t("paper.profile.empty")
            return self._scribe.para(section.add(Role.P), said, replace(style, colour=MUTED), width)
        look = Points(style, by, ink.strong, style.size * 1.05, "quote" if quoted else BULLET)
        gap = style.size * 0.46 + spacing.extra
        if not quoted or len(kept) == 1:
            return _spaced(self._scribe.points(section, kept, look, width), gap)
        column = (width - 20) / 2
        made = self._scribe.points(section, kept, look, column)
        at = _break([item.height for item in made], gap)
        left, right = _spaced(made[:at], gap), _spaced(made[at:], gap)
        return Row.of((0.0, left), (column + 20, right), level=False)


def _half() -> float:
    return (TEXT_WIDTH - BETWEEN) / 2


def _break(heights: Sequence[float], gap: float) -> int:
    """How many items go into the first of two columns so that the taller is least tall."""

    def taller(count: int) -> float:
        left, right = heights[:count], heights[count:]
        return max(sum(left) + gap * len(left), sum(right) + gap * len(right))

    return min(range(1, len(heights)), key=lambda count: (round(taller(count), 1), -count))


def _spaced(items: Sequence[Laid], gap: float) -> Stack:
    return Stack.of(*((gap, item) for item in items))
