"""The individual development plan, in the order of the statutory form (Code, Annex A).

Headings and labels come with the paper: they are the form's, which is dated data. Here stands
only how each kind of section is set.
"""

from __future__ import annotations

from typing import Final

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.plan import PlanState
from aln_review.language.catalogue import Catalogue
from aln_review.reports.document import (
    PaperFile,
    PaperSection,
    PlanPaper,
    Saying,
    SectionKind,
)
from aln_review.reports.finish import Facts
from aln_review.reports.finish import paper as finished
from aln_review.reports.fonts import Face
from aln_review.reports.furniture import FOOTER_FOR, banner, furniture
from aln_review.reports.layout.laid import Drawn, Laid, Row, Stack
from aln_review.reports.layout.pages import (
    BANNER_TOP,
    MARGIN,
    TEXT_WIDTH,
    Frame,
    draw_pages,
    paginate,
)
from aln_review.reports.layout.text import Style
from aln_review.reports.palette import ACCENT, MUTED, TEXT, WHITE
from aln_review.reports.pen import PAGE_HEIGHT, Pen
from aln_review.reports.photo import square
from aln_review.reports.plan_fields import fields
from aln_review.reports.plan_profile import profile
from aln_review.reports.plan_provisions import provisions
from aln_review.reports.plan_tables import rows
from aln_review.reports.scribe import SMALL, Scribe, icon
from aln_review.reports.tags import Node, Role

TAB: Final = 44.0
"""Width of the tab that carries a section's code."""

STATE_ICON: Final = {
    PlanState.DRAFT: "pencil-line",
    PlanState.COMPLETE: "circle-check",
    PlanState.LOCKED: "lock",
    PlanState.SUPERSEDED: "history",
}


def plan_pdf(
    paper: PlanPaper, language: Language, words: Catalogue, photo: bytes = b""
) -> PaperFile:
    """The plan as a tagged PDF.

    Raises :class:`~aln_review.domain.errors.WorldFault` for a photograph that cannot be read.
    """
    scribe = Scribe(language, words)
    title = words.t("paper.plan.title", name=paper.name)
    state = state_line(paper, words)
    items = _items(scribe, paper, square(photo) if photo else b"")
    frames = _frames
    pages = paginate(items, frames)
    line = words.t("paper.plan.footer", name=paper.name, state=state)
    below = furniture(scribe, line, paper.made_for)
    facts = Facts(scribe.clean(title), language, frozenset(scribe.missing))
    return finished(facts, scribe.root, lambda pen: draw_pages(pages, frames, below, pen))


def _frames(page: int) -> Frame:
    return Frame(PAGE_HEIGHT - (BANNER_TOP if page == 0 else MARGIN), FOOTER_FOR)


def state_line(paper: PlanPaper, words: Catalogue) -> str:
    """What this copy is: a draft, which version, or one that has been replaced."""
    if paper.state is PlanState.DRAFT or paper.changed_on is None:
        return words.t(f"paper.plan.state.{paper.state}", version=paper.version)
    return words.t(f"paper.plan.dated.{paper.state}", version=paper.version, on=paper.changed_on)


def _items(scribe: Scribe, paper: PlanPaper, photo: bytes) -> list[tuple[float, Laid]]:
    state = (STATE_ICON[paper.state], state_line(paper, scribe.words))
    heading = scribe.words.t("paper.plan.kind")
    items: list[tuple[float, Laid]] = [
        (0.0, banner(scribe, heading, paper.name, paper.setting, state, photo))
    ]
    if _untranslated(paper, scribe.language):
        items.append((14.0, _note(scribe, "languages", "paper.plan.untranslated")))
    for section in paper.sections:
        items += _section(scribe, section)
    items.append((22.0, _about_form(scribe, paper)))
    return items


def _section(scribe: Scribe, section: PaperSection) -> list[tuple[float, Laid]]:
    node = scribe.root.add(Role.SECTION)
    head = _heading(scribe, node, section)
    written = any(block.rows for block in section.blocks)
    if section.not_applicable or not written:
        key = "not_applicable" if section.not_applicable else "unwritten"
        said = scribe.words.t(f"paper.plan.{key}")
        style = Style(11.5, Face.REGULAR, MUTED)
        return [(15.0, head), (9.0, scribe.para(node.add(Role.P), said, style, TEXT_WIDTH))]
    compose = {
        SectionKind.FIELDS: fields,
        SectionKind.PROFILE: profile,
        SectionKind.PROVISIONS: provisions,
        SectionKind.TABLE: rows,
    }[section.kind]
    return [(15.0, head), *compose(scribe, node, section)]


def _heading(scribe: Scribe, node: Node, section: PaperSection) -> Laid:
    said = section.heading.read(scribe.language)
    heading = node.add(Role.H2)
    code = scribe.joined(heading, section.code, Style(13.5, Face.BOLD, WHITE, 1.2), TAB)
    text = scribe.para(
        heading, section.heading, Style(16.5, Face.BOLD, TEXT, 1.15), TEXT_WIDTH - TAB - 13
    )
    height = max(27.0, text.height + 8)
    mark = f"{section.code} {scribe.clean(said)}"

    def paint(pen: Pen, x: float, top: float) -> None:
        pen.bookmark(mark, top, 1)
        pen.box((x, top, TAB, 26.0), ACCENT, corners=(5.0, 5.0, 5.0, 5.0))
        start = x + TAB + 13
        pen.rule((start, top - height), (x + TEXT_WIDTH, top - height), ACCENT, 1.2)
        code.draw(pen, x + (TAB - code.width) / 2, top - (26.0 - code.height) / 2, code.height)
        text.draw(pen, start, top - 3, text.height)

    return Drawn(height, paint, keeps_with_next=True)


def _note(scribe: Scribe, sign: str, key: str) -> Laid:
    node = scribe.root.add(Role.P)
    text = scribe.para(node, scribe.words.t(key), SMALL, TEXT_WIDTH - 20)
    return Row.of((0.0, icon(sign, 13, MUTED)), (20.0, text))


def _about_form(scribe: Scribe, paper: PlanPaper) -> Laid:
    words = scribe.words
    edition = paper.form_edition
    said = [] if edition.empty else [words.t("paper.plan.form", edition=edition)]
    if any(not section.heading_verified for section in paper.sections):
        said.append(words.t("paper.plan.unverified"))
    if not said:
        return Stack.of()
    return scribe.para(scribe.root.add(Role.P), " ".join(said), SMALL, TEXT_WIDTH)


def _untranslated(paper: PlanPaper, language: Language) -> bool:
    """Whether any value is read in the other language for want of a translation."""
    for section in paper.sections:
        for block in section.blocks:
            for row in block.rows:
                if any(text.language_read(language) is not language for text in _texts(row.value)):
                    return True
    return False


def _texts(value: object) -> list[Text]:
    if isinstance(value, Text):
        return [] if value.empty else [value]
    if isinstance(value, tuple):
        return [item.text for item in value if isinstance(item, Saying) and not item.text.empty]
    return []
