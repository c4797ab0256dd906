"""What every page of a longer paper carries: a strip of colour above, a line and a number below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aln_review.domain.bilingual import Text
from aln_review.language.catalogue import Catalogue
from aln_review.reports import fonts
from aln_review.reports.document import MadeFor
from aln_review.reports.fonts import Face
from aln_review.reports.layout.laid import Box, Drawn, Ends, Gap, Laid, Pad, Row, Stack, whole
from aln_review.reports.layout.pages import MARGIN, TEXT_WIDTH, Furniture
from aln_review.reports.layout.text import Para, Style
from aln_review.reports.palette import ACCENT, BAND, BORDER, HAIRLINE, MUTED, TEXT, WHITE
from aln_review.reports.pen import PAGE_HEIGHT, PAGE_WIDTH, Area, Pen
from aln_review.reports.scribe import Scribe
from aln_review.reports.tags import ARTIFACT, Node, Role

STRIP: Final = 7.0
"""Height of the strip of colour, in points."""

BANNER_PHOTO: Final = 70.0
"""A photograph's diameter at the head of a formal paper."""

FOOTER: Final = MARGIN + 22.0
"""Where text must end, from the foot of the page, so that the footer has room."""

FOOTER_FOR: Final = FOOTER + 12.5
"""The same where the footer also says for whom the copy was made."""


def for_whom(made_for: MadeFor | None, words: Catalogue) -> str:
    """A sentence that says for whom a copy was made; nothing where it was made for nobody."""
    if made_for is None:
        return ""
    return words.t(f"paper.for.{made_for.reader.value}", name=made_for.name)


def furniture(
    scribe: Scribe, line: str, made_for: MadeFor | None = None, colour: str = ACCENT
) -> Furniture:
    """Strip and footer. ``line`` is set at the left, page and pages at the right, as artifacts.

    Under ``line`` every page says for whom it was made, so that a sheet alone still tells.
    """
    small = Style(10.0, Face.REGULAR, MUTED, 1.25)
    strong = Style(10.0, Face.SEMIBOLD, TEXT, 1.25)
    whom = for_whom(made_for, scribe.words)

    def draw(pen: Pen, page: int, pages: int) -> None:
        pen.box((0.0, PAGE_HEIGHT, PAGE_WIDTH, STRIP), colour)
        if whom:
            under = Para.of([scribe.run(whom, strong, ARTIFACT)], TEXT_WIDTH)
            Para(under.lines[:1], under.line, under.size).draw(
                pen, MARGIN, MARGIN + small.line, small.line
            )
        top = MARGIN + small.line * (2 if whom else 1)
        pen.rule((MARGIN, top + 5), (MARGIN + TEXT_WIDTH, top + 5), HAIRLINE, 0.8)
        number = scribe.words.t("paper.page", page=page, pages=pages)
        bold = Style(10.0, Face.SEMIBOLD, MUTED, 1.25)
        right = Para.of([scribe.run(number, bold, ARTIFACT)], TEXT_WIDTH)
        left = Para.of([scribe.run(line, small, ARTIFACT)], TEXT_WIDTH - right.width - 20)
        shown = Para(left.lines[:1], left.line, left.size)
        shown.draw(pen, MARGIN, top, small.line)
        right.draw(pen, MARGIN + TEXT_WIDTH - right.width, top, small.line)

    return draw


def banner(
    scribe: Scribe,
    heading: str,
    name: str,
    above: Text,
    state: tuple[str, str],
    photo: bytes = b"",
) -> Laid:
    """The head of a formal paper on a tinted band: what it is, whose it is, and its state.

    ``state`` is an icon and its words, shown as a pill; ``above`` a small line over the heading.
    """
    root = scribe.root
    left = BANNER_PHOTO + 16 if photo else 0.0
    width = TEXT_WIDTH - left
    over = scribe.para(root.add(Role.P), above, Style(12.5, Face.SEMIBOLD, ACCENT, 1.2), width)
    title = scribe.heading(root.add(Role.H1), heading, _title_style(heading, width), width, 0)
    pill = _pill(scribe, root, state, width)
    whose = scribe.para(
        root.add(Role.P), name, Style(15.0, Face.SEMIBOLD, MUTED, 1.2), width - pill.width - 14
    )
    last = Row.of((left, whose), (TEXT_WIDTH - pill.width, pill))
    text = Stack.of((0.0, Row.of((left, over))), (0.0, Row.of((left, title))), (5.0, last))
    height = max(text.height, BANNER_PHOTO if photo else 0.0)
    figure = root.add(Role.FIGURE, alt=scribe.words.t("paper.photo", name=name)) if photo else root

    def portrait(pen: Pen, x: float, top: float) -> None:
        if photo:
            round_photo(pen, photo, (x, top - (height - BANNER_PHOTO) / 2), BANNER_PHOTO, figure)

    inner = Row.of((0.0, Drawn(height, portrait)), (0.0, centred(text, height)), level=False)

    def band(pen: Pen, area: Area, _ends: Ends) -> None:
        _x, top, _wide, high = area
        foot = top - high
        pen.box((0.0, PAGE_HEIGHT - STRIP, PAGE_WIDTH, PAGE_HEIGHT - STRIP - foot), BAND)

    return Box(inner, TEXT_WIDTH, Pad(bottom=16.0), band)


def _title_style(heading: str, width: float) -> Style:
    size = min(28.0, width / fonts.width(heading, Face.BOLD))
    return Style(max(size, 20.0), Face.BOLD, TEXT, 1.14)


def round_photo(
    pen: Pen, photo: bytes, at: tuple[float, float], across: float, figure: Node
) -> None:
    """A photograph in a ring of the paper's colour; ``at`` is its upper left corner."""
    x, top = at
    pen.round_photo(photo, (x + 1.5, top - 1.5), across - 3, figure)
    pen.disc((x + across / 2, top - across / 2), across / 2 - 1.25, "", ACCENT)


@dataclass(frozen=True, slots=True)
class Pill:
    """A few words in a rounded frame, with an icon."""

    width: float
    height: float
    text: Para
    sign: str
    baseline: float
    keeps_with_next: bool = False

    def draw(self, pen: Pen, x: float, top: float, _height: float, /) -> None:
        """Frame, icon, words."""
        round_ = (9.0, 9.0, 9.0, 9.0)
        pen.box((x, top, self.width, self.height), WHITE, BORDER, round_, 0.9)
        pen.icon(self.sign, (x + 10, top - (self.height - 14) / 2), 14, TEXT)
        inside = top - (self.height - self.text.height) / 2
        self.text.draw(pen, x + 31, inside, self.text.height)

    def split(self, room: float, _force: bool = False, /) -> tuple[Laid, Laid]:
        """All of it, or none."""
        return whole(self, room)


def _pill(scribe: Scribe, root: Node, state: tuple[str, str], width: float) -> Pill:
    sign, said = state
    style = Style(11.0, Face.SEMIBOLD, TEXT, 1.2)
    text = scribe.para(root.add(Role.P), said, style, width * 0.62 - 43, even=True)
    height = text.height + 13
    baseline = (height - text.height) / 2 + text.baseline
    return Pill(text.width + 43, height, text, sign, baseline)


def centred(item: Laid, height: float) -> Laid:
    """An item in the middle of a height."""
    return Stack.of((0.0, Gap(max(0.01, (height - item.height) / 2))), (0.0, item))
