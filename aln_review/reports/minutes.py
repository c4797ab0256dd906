"""Minutes of a review with its action plan: what was agreed on one side, what was said after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from aln_review.domain.bilingual import Language
from aln_review.domain.people import Perspective
from aln_review.domain.review import ActionState
from aln_review.language.catalogue import Catalogue
from aln_review.language.dates import NO_BREAK
from aln_review.reports.document import (
    ActionLine,
    Attendee,
    Difference,
    MinutesPaper,
    PaperFile,
    Priority,
    View,
)
from aln_review.reports.finish import Facts
from aln_review.reports.finish import paper as finished
from aln_review.reports.fonts import Face
from aln_review.reports.furniture import BANNER_PHOTO, FOOTER_FOR, furniture, round_photo
from aln_review.reports.grounds import edged, framed
from aln_review.reports.layout.laid import Box, Drawn, Laid, Pad, Row, Stack, Together
from aln_review.reports.layout.pages import TEXT_WIDTH, draw_pages, paginate, plain
from aln_review.reports.layout.text import Para, Run, Style
from aln_review.reports.minutes_sheets import sheets
from aln_review.reports.palette import (
    AMBER,
    BORDER,
    BRICK,
    CHIP,
    MUTED,
    PINNED,
    SLATE,
    TASKS,
    TEAL,
    TEXT,
    WHITE,
    Ink,
)
from aln_review.reports.pen import Pen
from aln_review.reports.photo import square
from aln_review.reports.plan_values import DOT
from aln_review.reports.scribe import LABEL, Scribe, icon
from aln_review.reports.tables import Cell, column_widths, table
from aln_review.reports.tags import Node, Numbering, Role

INDENT: Final = 25.0
"""Where the text of a section begins, clear of its icon."""

INNER: Final = TEXT_WIDTH - INDENT
BODY: Final = Style(11.5, leading=1.3)
STRONG: Final = Style(12.0, Face.SEMIBOLD, leading=1.28)
QUIET: Final = Style(11.0, Face.REGULAR, MUTED, 1.3)
VOTED: Final = Ink(AMBER.strong, AMBER.tint, "vote")
DIFFERENT: Final = Ink(BRICK.strong, BRICK.tint, "scale")

Items = list[tuple[float, Laid]]


def minutes_pdf(
    paper: MinutesPaper, language: Language, words: Catalogue, photo: bytes = b""
) -> PaperFile:
    """The minutes as a tagged PDF.

    Raises :class:`~aln_review.domain.errors.WorldFault` for a photograph that cannot be read.
    """
    scribe = Scribe(language, words)
    items = _items(scribe, paper, square(photo) if photo else b"")
    frames = plain(bottom=FOOTER_FOR)
    pages = paginate(items, frames)
    below = furniture(scribe, _footer(paper, words), paper.made_for)
    title = words.t("paper.minutes.title", name=paper.name, on=paper.on)
    facts = Facts(scribe.clean(title), language, frozenset(scribe.missing))
    return finished(facts, scribe.root, lambda pen: draw_pages(pages, frames, below, pen))


def _footer(paper: MinutesPaper, words: Catalogue) -> str:
    if paper.agreed_at is None:
        return words.t("paper.minutes.footer", name=paper.shown, on=paper.on)
    return words.t("paper.minutes.footer_agreed", name=paper.shown, on=paper.on, at=paper.agreed_at)


def _items(scribe: Scribe, paper: MinutesPaper, photo: bytes) -> Items:
    items: Items = [(0.0, _header(scribe, paper, photo))]
    parts: tuple[Callable[[Scribe, MinutesPaper], Items], ...] = (
        _present,
        _priorities,
        _differences,
        _actions,
        _last_word,
    )
    for part in parts:
        items += part(scribe, paper)
    return items + sheets(scribe, paper)


def section(scribe: Scribe, ink: Ink, title: str) -> tuple[Node, Laid]:
    """A section's element, and its heading with the sheet's icon and colour."""
    node = scribe.root.add(Role.SECTION)
    style = Style(15.5, Face.BOLD, ink.strong, 1.15)
    text = scribe.heading(node.add(Role.H2), title, style, INNER, 1)
    head = Row.of((0.0, icon(ink.icon, 17, ink.strong)), (INDENT, text))
    return node, Stack.of((0.0, head), keeps_with_next=True)


def _indented(item: Laid) -> Laid:
    return Row.of((INDENT, item), level=False)


def _header(scribe: Scribe, paper: MinutesPaper, photo: bytes) -> Laid:
    root, words = scribe.root, scribe.words
    width = TEXT_WIDTH - (BANNER_PHOTO + 20 if photo else 0.0)
    title = scribe.heading(
        root.add(Role.H1),
        words.t("paper.minutes.heading"),
        Style(30, Face.BOLD, TEXT, 1.14),
        width,
        0,
    )
    facts = (words.t("paper.minutes.review", name=paper.shown), words.date(paper.on, "full"))
    said = DOT.join([*facts, paper.place] if paper.place else facts)
    about = scribe.para(root.add(Role.P), said, Style(13, Face.REGULAR, MUTED, 1.25), width)
    block = Stack.of((0.0, title), (3.0, about))
    if not photo:
        return block
    figure = root.add(Role.FIGURE, alt=words.t("paper.photo", name=paper.name))

    def portrait(pen: Pen, x: float, top: float) -> None:
        round_photo(pen, photo, (x, top), BANNER_PHOTO, figure)

    picture = Drawn(BANNER_PHOTO, portrait)
    return Row.of((0.0, block), (TEXT_WIDTH - BANNER_PHOTO, picture), level=False)


def _present(scribe: Scribe, paper: MinutesPaper) -> Items:
    if not paper.present and not paper.apologies:
        return []
    node, head = section(scribe, SLATE, scribe.words.t("paper.minutes.present"))
    items: Items = [(14.0, head)]
    if paper.present:
        items.append((4.0, _indented(_people(scribe, node, paper.present, ""))))
    if paper.apologies:
        lead = scribe.words.t("paper.minutes.apologies")
        items.append((3.0, _indented(_people(scribe, node, paper.apologies, lead))))
    return items


def _people(scribe: Scribe, node: Node, people: Sequence[Attendee], lead: str) -> Laid:
    """Names in one paragraph; no name is broken between two lines."""
    element = node.add(Role.P)
    runs: list[Run] = []
    if lead:
        runs.append(scribe.run(lead + " ", Style(11.5, Face.SEMIBOLD, MUTED), element))
    for index, person in enumerate(people):
        after = ", " if index + 1 < len(people) else "."
        name = person.name.replace(" ", NO_BREAK)
        runs.append(scribe.run(name, BODY, element))
        if not person.role.empty:
            runs.append(scribe.run(" (", BODY, element))
            runs.append(scribe.run(person.role, BODY, element))
            runs.append(scribe.run(")", BODY, element))
        if person.update:
            said = scribe.words.t("paper.minutes.update")
            runs.append(scribe.run(", " + said, BODY, element))
        runs.append(scribe.run(after, BODY, element))
    return Para.of(runs, INNER)


def _priorities(scribe: Scribe, paper: MinutesPaper) -> Items:
    if not paper.priorities:
        return []
    node, head = section(scribe, VOTED, scribe.words.t("paper.minutes.priorities"))
    ordered = sorted(paper.priorities, key=lambda priority: not priority.chosen)
    listed = node.list(Numbering.DECIMAL)
    items: Items = [(14.0, head)]
    for number, priority in enumerate(ordered, start=1):
        row = _priority(scribe, listed.add(Role.ITEM), number, priority, paper)
        items.append((6.0 if number < 3 else 4.0, _indented(row)))
    return items


def _priority(
    scribe: Scribe, item: Node, number: int, priority: Priority, paper: MinutesPaper
) -> Laid:
    chosen = priority.chosen
    colour, ground = (WHITE, AMBER.strong) if chosen else (TEXT, CHIP)
    label = item.add(Role.LABEL)
    body = item.add(Role.BODY)
    style = Style(13.0 if chosen else 12.0, Face.SEMIBOLD, TEXT, 1.25)
    dots = scribe.words.n("paper.minutes.dots", priority.dots) if priority.dots else ""
    note = scribe.words.t("paper.minutes.chosen", name=paper.shown) if chosen else ""
    quiet = Style(11.0, Face.SEMIBOLD, AMBER.strong) if chosen else QUIET
    line = DOT.join(fact for fact in (note, dots) if fact)
    right = INNER - 152
    text = scribe.joined(body, priority.text, style, right - 58)
    figure = Para.of([scribe.run(str(number), Style(11.5, Face.BOLD, colour, 1.2), label)], 20)
    tail = scribe.para(body, line, quiet, 152 - (30 if chosen else 14))
    disc = _numbered(figure, ground, text.baseline)
    cells: list[tuple[float, Laid]] = [(16.0, disc), (48.0, text)]
    if chosen:
        cells.append((right - 4, icon("star", 14, AMBER.strong)))
    cells.append((right + 16 if chosen else right, tail))
    row = Row.of(*cells)
    if not chosen:
        return row
    ground_ = edged(AMBER.strong, PINNED, line=AMBER.strong)
    return Box(row, INNER, Pad(0, 7.5, 0, 7.5), ground_)


def _numbered(figure: Para, ground: str, baseline: float) -> Drawn:
    """A number on a disc, level with the line beside it."""

    def paint(pen: Pen, x: float, top: float) -> None:
        line = top - baseline
        pen.disc((x + 9, line + 4), 9.5, ground)
        figure.draw(pen, x + 9 - figure.width / 2, line + figure.baseline, figure.height)

    return Drawn(baseline + 6, paint, baseline=baseline)


def _differences(scribe: Scribe, paper: MinutesPaper) -> Items:
    if not paper.differences:
        return []
    node, head = section(scribe, DIFFERENT, scribe.words.t("paper.minutes.differences"))
    items: Items = [(14.0, head)]
    for difference in paper.differences:
        items.append((7.0, _indented(_difference(scribe, node, difference))))
    return items


def _difference(scribe: Scribe, node: Node, difference: Difference) -> Laid:
    """Views two by two, the learner's marked by weight and edge, and the day to look again."""
    half = (INNER - 11) / 2
    views = sorted(difference.views, key=lambda view: tuple(Perspective).index(view.perspective))
    boxes = [_view(scribe, node, view, half) for view in views]
    rows = [
        Row.of(
            *((side * (half + 11), box) for side, box in enumerate(boxes[at : at + 2])), level=False
        )
        for at in range(0, len(boxes), 2)
    ]
    words = scribe.words
    on = difference.look_again_on
    said = words.t("paper.minutes.kept_until", on=on) if on else words.t("paper.minutes.kept")
    line = scribe.para(node.add(Role.P), said, QUIET, INNER)
    stacked = Stack.of(*((8.0, row) for row in rows), (6.0, line))
    return Together(stacked, 320.0)


def _view(scribe: Scribe, node: Node, view: View, width: float) -> Laid:
    learner = view.perspective is Perspective.LEARNER
    inner = width - 26
    who = scribe.para(node.add(Role.P), view.who, LABEL.at(11.0), inner)
    text = scribe.quote(view.text) if learner else view.text
    style = STRONG if learner else Style(12.0, leading=1.28)
    said = scribe.para(node.add(Role.P), text, style, inner)
    ground = edged(BRICK.strong, BRICK.tint) if learner else framed(BORDER, radius=6.0)
    return Box(Stack.of((0.0, who), (2.0, said)), width, Pad(15.0, 7.0, 11.0, 8.5), ground)


def _actions(scribe: Scribe, paper: MinutesPaper) -> Items:
    words = scribe.words
    node, head = section(scribe, TASKS, words.t("paper.minutes.actions"))
    if not paper.actions:
        said = words.t("paper.minutes.no_actions")
        return [(15.0, head), (5.0, _indented(scribe.para(node.add(Role.P), said, BODY, INNER)))]
    heads = [words.t(f"paper.minutes.{key}") for key in ("what", "who", "by", "known")]
    stated = any(action.state is not ActionState.OPEN for action in paper.actions)
    if stated:
        heads.append(words.t("paper.minutes.state"))
    rows = [_action(scribe, action, stated=stated) for action in paper.actions]
    plain_ = [[_plain(scribe, cell) for cell in column] for column in zip(*rows, strict=True)]
    widths = column_widths(heads, plain_, Style(11.0), TEXT_WIDTH)
    return [(14.0, head), (6.0, table(scribe, node, heads, rows, widths, TASKS.strong))]


def _plain(scribe: Scribe, cell: Cell) -> str:
    return cell.text if isinstance(cell.text, str) else cell.text.read(scribe.language)


def _action(scribe: Scribe, action: ActionLine, *, stated: bool) -> list[Cell]:
    words = scribe.words
    strong, quiet = Style(11.0, Face.SEMIBOLD, leading=1.26), Style(11.0, leading=1.26)
    open_ = words.t("paper.minutes.not_agreed")
    by = words.date(action.by, "long").replace(" ", NO_BREAK) if action.by else open_
    cells = [
        Cell(action.what, strong),
        Cell(action.who.replace(" ", NO_BREAK) or open_, strong if action.who else quiet),
        Cell(by, quiet),
        Cell(action.known_by, quiet),
    ]
    return [*cells, Cell(words.t(f"paper.action.{action.state}"), quiet)] if stated else cells


def _last_word(scribe: Scribe, paper: MinutesPaper) -> Items:
    if paper.last_word.empty:
        return []
    node = scribe.root.add(Role.SECTION)
    said = scribe.words.t("paper.minutes.last_word", name=paper.shown)
    label = scribe.heading(
        node.add(Role.H2), said, Style(13.0, Face.BOLD, TEAL.strong, 1.2), TEXT_WIDTH * 0.28, 1
    )
    left = label.width + 44
    quote = scribe.para(
        node.add(Role.QUOTE).add(Role.P),
        scribe.quote(paper.last_word),
        Style(14.0, Face.SEMIBOLD, TEXT, 1.25),
        TEXT_WIDTH - left - 16,
    )
    row = Row.of((20.0, label), (left, quote))
    box = Box(row, TEXT_WIDTH, Pad(0, 10.0, 0, 11.0), edged(TEAL.strong, TEAL.tint))
    return [(13.0, box)]
