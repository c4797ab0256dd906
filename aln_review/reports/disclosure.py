"""Everything about one learner on paper, for a family: plain headings, nothing left out silently.

Where something is blanked out, the paper says that it is, and why.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from aln_review.domain.bilingual import Text
from aln_review.language.catalogue import Catalogue
from aln_review.reports.document import DisclosedLine, DisclosurePaper, PaperFile
from aln_review.reports.finish import Facts
from aln_review.reports.finish import paper as finished
from aln_review.reports.fonts import Face
from aln_review.reports.furniture import FOOTER, furniture
from aln_review.reports.layout.laid import Laid, Stack
from aln_review.reports.layout.pages import TEXT_WIDTH, draw_pages, paginate, plain
from aln_review.reports.layout.text import Style
from aln_review.reports.palette import AMBER, MUTED, TEAL, TEXT
from aln_review.reports.scribe import LABEL, Scribe
from aln_review.reports.tags import Node, Role

BODY: Final = Style(12.0, leading=1.34)
QUIET: Final = Style(11.0, Face.REGULAR, MUTED, 1.3)
HELD_BACK: Final = Style(12.0, Face.SEMIBOLD, AMBER.strong, 1.3)
HEAD: Final = Style(17.0, Face.BOLD, TEAL.strong, 1.2)

Items = list[tuple[float, Laid]]


def disclosure_pdf(paper: DisclosurePaper, words: Catalogue) -> PaperFile:
    """The record as a tagged PDF in the language of ``words``."""
    scribe = Scribe(words.language, words)
    items = _opening(scribe, paper)
    for kind, lines in paper.parts:
        items += _part(scribe, kind, lines)
    if paper.looked:
        said = words.n("paper.disclosure.looked", paper.looked)
        items.append((18.0, scribe.para(scribe.root.add(Role.P), said, QUIET, TEXT_WIDTH)))
    frames = plain(bottom=FOOTER)
    pages = paginate(items, frames)
    below = furniture(scribe, words.t("paper.disclosure.footer", on=paper.on))
    title = words.t("paper.disclosure.heading")
    facts = Facts(title, words.language, frozenset(scribe.missing))
    return finished(facts, scribe.root, lambda pen: draw_pages(pages, frames, below, pen))


def _opening(scribe: Scribe, paper: DisclosurePaper) -> Items:
    t = scribe.words.t
    title = t("paper.disclosure.heading")
    head = Style(28, Face.BOLD, TEXT, 1.14)
    who = t("paper.disclosure.who", name=paper.name, born=paper.born)
    setting = scribe.words.text(paper.setting)
    return [
        (0.0, scribe.heading(scribe.root.add(Role.H1), title, head, TEXT_WIDTH, 0)),
        (6.0, _para(scribe, who, Style(14.0, Face.SEMIBOLD, TEXT, 1.3))),
        (10.0, _para(scribe, t("paper.disclosure.what", setting=setting, on=paper.on), BODY)),
        (6.0, _para(scribe, t("paper.disclosure.withheld_says"), BODY)),
    ]


def _para(scribe: Scribe, said: str | Text, style: Style) -> Laid:
    return scribe.para(scribe.root.add(Role.P), said, style, TEXT_WIDTH)


def _part(scribe: Scribe, kind: str, lines: tuple[DisclosedLine, ...]) -> Items:
    node = scribe.root.add(Role.SECTION)
    said = scribe.words.t(f"disclosure.kind.{kind}")
    items: Items = [(22.0, scribe.heading(node.add(Role.H2), said, HEAD, TEXT_WIDTH, 1))]
    items += [(9.0, _line(scribe, node, line)) for line in lines]
    return items


def _line(scribe: Scribe, node: Node, line: DisclosedLine) -> Laid:
    t = scribe.words.t
    parts: Items = []
    if not line.label.empty:
        label = scribe.para(node.add(Role.P), line.label, LABEL, TEXT_WIDTH)
        parts.append((0.0, replace(label, keeps_with_next=True)))
    if line.withheld:
        why = t(f"disclosure.reason.{line.withheld}")
        said = t("paper.disclosure.withheld", why=why)
        parts.append((1.0, scribe.para(node.add(Role.P), said, HELD_BACK, TEXT_WIDTH)))
        return Stack.of(*parts)
    parts.append((1.0, scribe.prose(node, line.text, BODY, TEXT_WIDTH)))
    if line.by and line.on:
        told = t("paper.disclosure.by_on", who=line.by, on=line.on)
    elif line.by:
        told = t("paper.disclosure.by", who=line.by)
    else:
        told = t("paper.disclosure.on", on=line.on) if line.on else ""
    if told:
        parts.append((1.0, scribe.para(node.add(Role.P), told, QUIET, TEXT_WIDTH)))
    return Stack.of(*parts)
