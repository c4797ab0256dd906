"""Safeguarding notes on paper: dated, signed by whoever wrote them, for one reader."""

from __future__ import annotations

from typing import Final

from aln_review.domain.bilingual import Language
from aln_review.language.catalogue import Catalogue
from aln_review.reports.document import (
    PaperFile,
    SafeguardingNote,
    SafeguardingPaper,
    Saying,
)
from aln_review.reports.finish import Facts
from aln_review.reports.finish import paper as finished
from aln_review.reports.fonts import Face
from aln_review.reports.furniture import FOOTER_FOR, banner, furniture
from aln_review.reports.grounds import edged
from aln_review.reports.layout.laid import Box, Laid, Pad, Stack
from aln_review.reports.layout.pages import TEXT_WIDTH, draw_pages, paginate, plain
from aln_review.reports.layout.text import Style
from aln_review.reports.palette import BRICK, MUTED
from aln_review.reports.scribe import BULLET, LABEL, Points, Scribe
from aln_review.reports.tags import Node, Role

BODY: Final = Style(12.0, leading=1.32)
SIDE: Final = 16.0


def safeguarding_pdf(paper: SafeguardingPaper, language: Language, words: Catalogue) -> PaperFile:
    """The notes as a tagged PDF, oldest first. No photograph stands on it."""
    scribe = Scribe(language, words)
    state = ("shield-alert", words.t("paper.safeguarding.state"))
    heading = words.t("paper.safeguarding.heading")
    items: list[tuple[float, Laid]] = [
        (0.0, banner(scribe, heading, paper.name, paper.setting, state)),
        (12.0, scribe.para(scribe.root.add(Role.P), _born(paper, words), BODY, TEXT_WIDTH)),
    ]
    items += [(12.0, _note(scribe, scribe.root.add(Role.SECTION), one)) for one in paper.notes]
    if not paper.notes:
        said = words.t("paper.safeguarding.none")
        items.append((12.0, scribe.para(scribe.root.add(Role.P), said, BODY, TEXT_WIDTH)))
    if paper.papers:
        items += _papers(scribe, paper)
    frames = plain(bottom=FOOTER_FOR)
    pages = paginate(items, frames)
    below = furniture(scribe, words.t("paper.safeguarding.footer"), paper.made_for, BRICK.strong)
    title = words.t("paper.safeguarding.title", name=paper.name)
    facts = Facts(scribe.clean(title), language, frozenset(scribe.missing))
    return finished(facts, scribe.root, lambda pen: draw_pages(pages, frames, below, pen))


def _born(paper: SafeguardingPaper, words: Catalogue) -> str:
    return words.t("paper.safeguarding.born", on=paper.born)


def _note(scribe: Scribe, node: Node, note: SafeguardingNote) -> Laid:
    inner = TEXT_WIDTH - 2 * SIDE
    said = scribe.words.t("paper.safeguarding.written", who=note.by, at=note.at)
    when = scribe.heading(node.add(Role.H2), said, LABEL.at(11.5), inner, 1)
    text = scribe.prose(node, note.text, BODY, inner)
    stacked = Stack.of((0.0, when), (4.0, text))
    return Box(stacked, TEXT_WIDTH, Pad(SIDE, 9.0, SIDE, 11.0), edged(BRICK.strong, BRICK.tint))


def _papers(scribe: Scribe, paper: SafeguardingPaper) -> list[tuple[float, Laid]]:
    node = scribe.root.add(Role.SECTION)
    style = Style(15.0, Face.BOLD, BRICK.strong, 1.15)
    said = scribe.words.t("paper.safeguarding.papers")
    head = scribe.heading(node.add(Role.H2), said, style, TEXT_WIDTH, 1)
    look = Points(BODY, LABEL, MUTED, 14.0, BULLET)
    rows = scribe.points(node, [Saying(title) for title in paper.papers], look, TEXT_WIDTH)
    return [(16.0, head), *((5.0, row) for row in rows)]
