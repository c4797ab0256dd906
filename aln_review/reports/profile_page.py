"""The one-page profile: one side of A4 that a supply teacher reads in a minute.

Body type is as large as fits, 16 pt down to 11 in quarter points, never smaller. A profile that
is too long at 11 pt is still printed, on more sides, and is said to be too long.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from aln_review.domain.bilingual import Language
from aln_review.domain.profile import ShareState, Sharing
from aln_review.language.catalogue import Catalogue
from aln_review.reports import fonts
from aln_review.reports.document import Fit, PaperFile, ProfilePaper, Saying
from aln_review.reports.finish import Facts
from aln_review.reports.finish import paper as finished
from aln_review.reports.fonts import Face
from aln_review.reports.furniture import centred
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
from aln_review.reports.palette import ACCENT, AMBER, BERRY, HAIRLINE, MUTED, TEAL, TEXT, WHITE, Ink
from aln_review.reports.pen import Pen
from aln_review.reports.photo import square
from aln_review.reports.scribe import BULLET, Points, Scribe, icon
from aln_review.reports.tags import ARTIFACT, Node, Role

LARGEST: Final = 16.0
SMALLEST: Final = 11.0
STEP: Final = 0.25
"""Sizes of the body in points."""

LEADING: Final = 1.28
PHOTO: Final = 104.0
BETWEEN: Final = 13.0
"""Between two boxes, in points."""

SIDE: Final = 19.0
"""Room inside a box, left and right."""

FOOT: Final = Style(11.0, Face.REGULAR, MUTED, 1.28)


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
        self._photo = photo
        self._heading = self._heading_size()

    def room(self) -> float:
        """What the boxes may take, in points."""
        scratch = Node(Role.DOCUMENT)
        header, footer = self._header(scratch, with_photo=True), self._footer(scratch)
        return plain()(0).room - header.height - footer.height - 2 * BETWEEN - 4

    def needed(self, size: float) -> float:
        """What the boxes take at a size."""
        upper, lower = self._boxes(Node(Role.DOCUMENT), _Spacing(size))
        return upper.height + BETWEEN + lower.height

    def one_side(self, size: float) -> Callable[[Pen], None]:
        """Compose one side, its slack given to gaps first, then to the room inside boxes."""
        root = self._scribe.root
        header = self._head_room(self._header(root, with_photo=bool(self._photo)))
        room = self.room()
        upper, lower = self._boxes(root, self._spacing(size, room))
        footer = self._footer(root)
        lower_height = room - BETWEEN - upper.height
        top = plain()(0).top

        def draw(pen: Pen) -> None:
            header.draw(pen, MARGIN, top, header.height)
            below = top - header.height - BETWEEN
            upper.draw(pen, MARGIN, below, upper.height)
            below -= upper.height + BETWEEN
            lower.draw(pen, MARGIN, below, lower_height)
            footer.draw(pen, MARGIN, MARGIN + footer.height, footer.height)

        return draw

    def several_sides(self) -> Callable[[Pen], None]:
        """Compose at the smallest size on as many sides as it takes, with page numbers."""
        root = self._scribe.root
        header = self._header(root, with_photo=bool(self._photo))
        upper, lower = self._boxes(root, _Spacing(SMALLEST))
        footer = self._footer(root)
        items = ((0.0, header), (BETWEEN, upper), (BETWEEN, lower), (BETWEEN, footer))
        frames = plain(bottom=MARGIN + 20)
        pages = paginate(items, frames)

        def furniture(pen: Pen, page: int, count: int) -> None:
            said = self._scribe.words.t("paper.page", page=page, pages=count)
            run = Para.of([self._scribe.run(said, FOOT, ARTIFACT)], TEXT_WIDTH)
            run.draw(pen, MARGIN + TEXT_WIDTH - run.width, MARGIN + run.height, run.height)

        return lambda pen: draw_pages(pages, frames, furniture, pen)

    def _spacing(self, size: float, room: float) -> _Spacing:
        bare = _Spacing(size)
        slack = room - self.needed(size)
        columns = max(1, math.ceil(len(self._paper.admire) / 2))
        longest = max(len(self._paper.important), len(self._paper.support), 1)
        gaps = columns - 1 + longest - 1
        extra = min(slack * 0.7 / gaps, size * 0.85) if gaps else 0.0
        slack = room - self._taken(replace(bare, extra=extra))
        pad = max(0.0, min(slack / 6, 7.0))
        slack = room - self._taken(replace(bare, extra=extra, pad=pad))
        return replace(bare, extra=extra, pad=pad, upper=max(0.0, min(slack * 0.2, 26.0)))

    def _taken(self, spacing: _Spacing) -> float:
        upper, lower = self._boxes(Node(Role.DOCUMENT), spacing)
        return upper.height + BETWEEN + lower.height

    def _head_room(self, header: Laid) -> Laid:
        """The header at the height it was measured with, whether it has a photograph or not."""
        measured = self._header(Node(Role.DOCUMENT), with_photo=True).height
        return Stack.of((0.0, header), (0.0, Gap(max(0.0, measured - header.height))))

    # Header

    def _header(self, root: Node, *, with_photo: bool) -> Laid:
        scribe, paper = self._scribe, self._paper
        left = PHOTO + 20 if with_photo else 0.0
        motto_width = 0.0 if paper.motto.empty else 146.0
        width = TEXT_WIDTH - left - (motto_width + 32 if motto_width else 0.0)
        kind = scribe.para(
            root.add(Role.P),
            scribe.words.t("paper.profile.kind"),
            Style(13, Face.SEMIBOLD, MUTED, 1.2),
            width,
        )
        name = self._name(root.add(Role.H1), width)
        about = scribe.para(
            root.add(Role.P), paper.about, Style(13, Face.REGULAR, MUTED, 1.25), width
        )
        block = Stack.of((0.0, kind), (0.0, name), (2.0, about))
        height = max(PHOTO, block.height)
        cells: list[tuple[float, Laid]] = []
        if with_photo:
            cells.append((0.0, self._portrait(root, height)))
        cells.append((left, centred(block, height)))
        if motto_width:
            cells.append((TEXT_WIDTH - motto_width, self._motto(root, motto_width, height)))
        return Row.of(*cells, level=False)

    def _name(self, node: Node, width: float) -> Laid:
        name = self._scribe.clean(self._paper.name)
        widest = max((fonts.width(part, Face.BOLD) for part in name.split()), default=1.0)
        whole = fonts.width(name, Face.BOLD) or 1.0
        size = min(44.0, width / whole)
        if size < 34:
            size = max(24.0, min(34.0, width / widest))
        return self._scribe.heading(node, name, Style(size, Face.BOLD, TEXT, 1.12), width, 0)

    def _portrait(self, root: Node, height: float) -> Laid:
        alt = self._scribe.words.t("paper.photo", name=self._paper.name)
        figure = root.add(Role.FIGURE, alt=alt)
        photo = self._photo

        def paint(pen: Pen, x: float, top: float) -> None:
            top -= (height - PHOTO) / 2
            pen.round_photo(photo, (x + 1.5, top - 1.5), PHOTO - 3, figure)
            pen.disc((x + PHOTO / 2, top - PHOTO / 2), PHOTO / 2 - 1.25, "", BERRY.strong)

        return Drawn(height, paint)

    def _motto(self, root: Node, width: float, height: float) -> Laid:
        node = root.add(Role.QUOTE).add(Role.P)
        quoted = self._scribe.quote(self._paper.motto)
        style = Style(17, Face.SEMIBOLD, BERRY.strong, 1.22)
        inner = width - 16
        set_ = self._scribe.para(node, quoted, style, inner, even=True)
        while set_.height > PHOTO and style.size > 11:
            style = style.at(style.size - 1)
            set_ = replace(self._scribe.para(node, quoted, style, inner, even=True))
        body = set_

        def paint(pen: Pen, x: float, top: float) -> None:
            tall = min(height, max(64.0, body.height + 10))
            middle = top - height / 2
            pen.rule((x, middle + tall / 2), (x, middle - tall / 2), HAIRLINE, 0.8)
            body.draw(pen, x + 16, middle + body.height / 2, body.height)

        return Drawn(height, paint)

    # Boxes

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

    # Footer

    def _footer(self, root: Node) -> Laid:
        node = root.add(Role.P)
        said = " ".join(self._sentences())
        text = self._scribe.para(node, said, FOOT, TEXT_WIDTH - 22)
        line = Row.of((0.0, icon("shield-check", 14, ACCENT)), (22.0, text))

        def paint(pen: Pen, x: float, top: float) -> None:
            pen.rule((x, top), (x + TEXT_WIDTH, top), HAIRLINE, 0.8)

        return Stack.of((0.0, Drawn(0.01, paint)), (8.0, line))

    def _sentences(self) -> list[str]:
        paper, words = self._paper, self._scribe.words
        said = []
        if paper.written_on and paper.written_by:
            on, who = paper.written_on, paper.written_by
            said.append(words.t("paper.profile.written", name=paper.shown, who=who, on=on))
        elif paper.written_on:
            said.append(words.t("paper.profile.dated", name=paper.shown, on=paper.written_on))
        if paper.seen_first_on:
            said.append(words.t("paper.profile.seen", name=paper.shown, on=paper.seen_first_on))
        return said + self._shared()

    def _shared(self) -> list[str]:
        words = self._scribe.words
        agreed = [s for s in self._paper.sharing if s.state is ShareState.AGREED]
        if not agreed:
            return [words.t("paper.profile.not_shared", name=self._paper.shown)]
        said = []
        for until, group in _by_date(agreed).items():
            who = ", ".join(words.t(f"paper.audience.{sharing.audience}") for sharing in group)
            if until == date.max:
                said.append(words.t("paper.profile.shared", who=who))
            else:
                said.append(words.t("paper.profile.shared_until", who=who, until=until))
        return said


def _half() -> float:
    return (TEXT_WIDTH - BETWEEN) / 2


def _by_date(agreed: Sequence[Sharing]) -> dict[date, list[Sharing]]:
    """Audiences by the day their leave ends; ``date.max`` where no day was set."""
    groups: dict[date, list[Sharing]] = {}
    for sharing in agreed:
        groups.setdefault(sharing.until or date.max, []).append(sharing)
    return groups


def _break(heights: Sequence[float], gap: float) -> int:
    """How many items go into the first of two columns so that the taller is least tall."""

    def taller(count: int) -> float:
        left, right = heights[:count], heights[count:]
        return max(sum(left) + gap * len(left), sum(right) + gap * len(right))

    return min(range(1, len(heights)), key=lambda count: (round(taller(count), 1), -count))


def _spaced(items: Sequence[Laid], gap: float) -> Stack:
    return Stack.of(*((gap, item) for item in items))
