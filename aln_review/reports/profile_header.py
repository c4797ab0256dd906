"""The head and foot of the one-page profile: whose it is, and who may have it until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from aln_review.domain.profile import ShareState, Sharing
from aln_review.language.catalogue import Catalogue
from aln_review.reports import fonts
from aln_review.reports.document import ProfilePaper
from aln_review.reports.fonts import Face
from aln_review.reports.furniture import centred, for_whom
from aln_review.reports.layout.laid import Drawn, Laid, Row, Stack
from aln_review.reports.layout.pages import TEXT_WIDTH
from aln_review.reports.layout.text import Para, Style
from aln_review.reports.palette import ACCENT, BERRY, HAIRLINE, MUTED, TEXT
from aln_review.reports.pen import Pen
from aln_review.reports.scribe import Scribe, icon
from aln_review.reports.tags import Node, Role

PHOTO: Final = 104.0
"""A photograph's diameter, and the least height of the head, in points."""

MOTTO: Final = 146.0
"""Width of the sentence that is read first, with the rule beside it."""

FOOT: Final = Style(11.0, Face.REGULAR, MUTED, 1.28)
QUIET: Final = Style(13.0, Face.REGULAR, MUTED, 1.25)


@dataclass(frozen=True, slots=True)
class Portrait:
    """The photograph, a square JPEG; ``room`` is kept for one where ``photo`` is empty too."""

    photo: bytes = b""
    room: bool = True


def header(scribe: Scribe, paper: ProfilePaper, root: Node, portrait: Portrait) -> Laid:
    """Photograph, name, class, and the sentence the learner wants read first."""
    left = PHOTO + 20 if portrait.room else 0.0
    beside = 0.0 if paper.motto.empty else MOTTO
    width = TEXT_WIDTH - left - (beside + 32 if beside else 0.0)
    kind = scribe.words.t("paper.profile.kind")
    over = scribe.para(root.add(Role.P), kind, Style(13, Face.SEMIBOLD, MUTED, 1.2), width)
    name = _name(scribe, root.add(Role.H1), paper.name, width)
    about = scribe.para(root.add(Role.P), paper.about, QUIET, width)
    block = Stack.of((0.0, over), (0.0, name), (2.0, about))
    motto = _motto_text(scribe, root, paper) if beside else Para((), 0.0, 0.0)
    height = max(PHOTO, block.height, motto.height)
    cells: list[tuple[float, Laid]] = [(left, centred(block, height))]
    if portrait.photo:
        cells.append((0.0, _portrait(scribe, root, paper, portrait.photo, height)))
    if beside:
        cells.append((TEXT_WIDTH - beside, _motto(motto, height)))
    return Row.of(*cells, level=False)


def _name(scribe: Scribe, node: Node, name: str, width: float) -> Laid:
    """As large as one line allows; a long name takes two lines rather than small letters."""
    clean = scribe.clean(name)
    widest = max((fonts.width(part, Face.BOLD) for part in clean.split()), default=1.0)
    size = min(44.0, width / (fonts.width(clean, Face.BOLD) or 1.0))
    if size < 34:
        size = max(24.0, min(34.0, width / widest))
    return scribe.heading(node, name, Style(size, Face.BOLD, TEXT, 1.12), width, 0)


def _portrait(scribe: Scribe, root: Node, paper: ProfilePaper, photo: bytes, height: float) -> Laid:
    figure = root.add(Role.FIGURE, alt=scribe.words.t("paper.photo", name=paper.name))

    def paint(pen: Pen, x: float, top: float) -> None:
        top -= (height - PHOTO) / 2
        pen.round_photo(photo, (x + 1.5, top - 1.5), PHOTO - 3, figure)
        pen.disc((x + PHOTO / 2, top - PHOTO / 2), PHOTO / 2 - 1.25, "", BERRY.strong)

    return Drawn(height, paint)


def _motto_text(scribe: Scribe, root: Node, paper: ProfilePaper) -> Para:
    node = root.add(Role.QUOTE).add(Role.P)
    quoted = scribe.quote(paper.motto)
    style = Style(17, Face.SEMIBOLD, BERRY.strong, 1.22)
    text = scribe.para(node, quoted, style, MOTTO - 16, even=True)
    while text.height > PHOTO and style.size > 11:
        style = style.at(style.size - 1)
        text = scribe.para(node, quoted, style, MOTTO - 16, even=True)
    return text


def _motto(text: Para, height: float) -> Laid:
    def paint(pen: Pen, x: float, top: float) -> None:
        tall = min(height, max(64.0, text.height + 10))
        middle = top - height / 2
        pen.rule((x, middle + tall / 2), (x, middle - tall / 2), HAIRLINE, 0.8)
        text.draw(pen, x + 16, middle + text.height / 2, text.height)

    return Drawn(height, paint)


def footer(scribe: Scribe, paper: ProfilePaper, root: Node) -> Laid:
    """Whose words, who saw them first, and who may have them until when."""
    node = root.add(Role.P)
    said = " ".join(_sentences(paper, scribe.words))
    text = scribe.para(node, said, FOOT, TEXT_WIDTH - 22)
    line = Row.of((0.0, icon("shield-check", 14, ACCENT)), (22.0, text))

    def paint(pen: Pen, x: float, top: float) -> None:
        pen.rule((x, top), (x + TEXT_WIDTH, top), HAIRLINE, 0.8)

    return Stack.of((0.0, Drawn(0.01, paint)), (8.0, line))


def _sentences(paper: ProfilePaper, words: Catalogue) -> list[str]:
    said = [whom] if (whom := for_whom(paper.made_for, words)) else []
    if paper.written_on and paper.written_by:
        on, who = paper.written_on, paper.written_by
        said.append(words.t("paper.profile.written", name=paper.shown, who=who, on=on))
    elif paper.written_on:
        said.append(words.t("paper.profile.dated", name=paper.shown, on=paper.written_on))
    if paper.seen_first_on:
        said.append(words.t("paper.profile.seen", name=paper.shown, on=paper.seen_first_on))
    return said + _shared(paper, words)


def _shared(paper: ProfilePaper, words: Catalogue) -> list[str]:
    agreed = [sharing for sharing in paper.sharing if sharing.state is ShareState.AGREED]
    if not agreed:
        return [words.t("paper.profile.not_shared", name=paper.shown)]
    said = []
    for until, group in _by_date(agreed).items():
        who = ", ".join(words.t(f"paper.audience.{sharing.audience}") for sharing in group)
        if until == date.max:
            said.append(words.t("paper.profile.shared", who=who))
        else:
            said.append(words.t("paper.profile.shared_until", who=who, until=until))
    return said


def _by_date(agreed: Sequence[Sharing]) -> dict[date, list[Sharing]]:
    """Audiences by the day their leave ends; ``date.max`` where no day was set."""
    groups: dict[date, list[Sharing]] = {}
    for sharing in agreed:
        groups.setdefault(sharing.until or date.max, []).append(sharing)
    return groups
