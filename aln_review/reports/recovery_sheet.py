"""The recovery sheet: the words that open a vault when its passphrase is forgotten.

It is printed once and kept on paper. Both languages stand on it, side by side and equal, because
whoever needs it may not be whoever printed it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from aln_review.language.catalogue import Catalogue
from aln_review.reports.document import PaperFile, RecoveryPaper
from aln_review.reports.finish import Facts
from aln_review.reports.finish import paper as finished
from aln_review.reports.fonts import Face
from aln_review.reports.furniture import FOOTER, furniture
from aln_review.reports.grounds import edged, framed
from aln_review.reports.layout.laid import Box, Drawn, Laid, Pad, Row, Stack
from aln_review.reports.layout.pages import TEXT_WIDTH, draw_pages, paginate, plain
from aln_review.reports.layout.text import Bookmarked, Style
from aln_review.reports.palette import ACCENT, AMBER, BORDER, MUTED, PINNED, TEAL, TEXT
from aln_review.reports.pen import Pen
from aln_review.reports.scribe import LABEL, SMALL, Scribe
from aln_review.reports.tags import Node, Numbering, Role

ACROSS: Final = 4
"""Words in a line."""

BETWEEN: Final = 24.0
HALF: Final = (TEXT_WIDTH - BETWEEN) / 2
BODY: Final = Style(11.5, leading=1.32)
WORD: Final = Style(16.0, Face.SEMIBOLD, TEXT, 1.25)


def recovery_pdf(paper: RecoveryPaper, words: Catalogue, other: Catalogue) -> PaperFile:
    """The sheet as a tagged PDF, ``words``' language first and ``other``'s beside it."""
    writer = _Writer(paper, words, other)
    items = writer.items()
    frames = plain(bottom=FOOTER)
    pages = paginate(items, frames)
    below = furniture(writer.scribe, words.t("paper.recovery.footer", on=paper.made_on))
    missing = writer.scribe.missing | writer.other.missing
    facts = Facts(words.t("paper.recovery.heading"), words.language, frozenset(missing))
    return finished(facts, writer.scribe.root, lambda pen: draw_pages(pages, frames, below, pen))


class _Writer:
    def __init__(self, paper: RecoveryPaper, words: Catalogue, other: Catalogue) -> None:
        self._paper = paper
        self.scribe = Scribe(words.language, words)
        self.other = Scribe(other.language, other)
        self._root = self.scribe.root

    def items(self) -> list[tuple[float, Laid]]:
        """Heading, what it is for, the words, where to keep it, and lines to fill in."""
        return [
            (0.0, self._heading()),
            (14.0, self._what()),
            (9.0, self._facts()),
            (13.0, self._words()),
            (14.0, self._warning()),
            (15.0, self._pair("keep", ("keep_safe", "keep_apart", "keep_paper"))),
            (13.0, self._pair("use", ("use_open", "use_after"))),
            (15.0, self._to_fill_in()),
        ]

    def _writers(self) -> tuple[tuple[float, Scribe], ...]:
        return ((0.0, self.scribe), (HALF + BETWEEN, self.other))

    def _node(self, role: Role, scribe: Scribe, under: Node) -> Node:
        """An element that says its language where it is not the document's."""
        language = "" if scribe is self.scribe else scribe.language.value
        return under.add(role, language=language)

    def _heading(self) -> Laid:
        big, small = Style(30, Face.BOLD, TEXT, 1.14), Style(18, Face.SEMIBOLD, ACCENT, 1.2)
        said = self.scribe.words.t("paper.recovery.heading")
        title = self.scribe.heading(self._root.add(Role.H1), said, big, TEXT_WIDTH, 0)
        twin = self.other.words.t("paper.recovery.heading")
        node = self._node(Role.P, self.other, self._root)
        return Stack.of((0.0, title), (1.0, self.other.para(node, twin, small, TEXT_WIDTH)))

    def _what(self) -> Laid:
        """What the sheet is for, in both languages."""
        cells: list[tuple[float, Laid]] = []
        for left, scribe in self._writers():
            said = scribe.words.t("paper.recovery.what")
            node = self._node(Role.P, scribe, self._root)
            cells.append((left, scribe.para(node, said, BODY, HALF)))
        return Row.of(*cells, level=False)

    def _pair(self, name: str, keys: Sequence[str]) -> Laid:
        """The same points in both languages, side by side."""
        cells: list[tuple[float, Laid]] = []
        for left, scribe in self._writers():
            node = self._node(Role.SECTION, scribe, self._root)
            cells.append((left, self._points(scribe, node, name, keys)))
        return Row.of(*cells, level=False)

    def _points(self, scribe: Scribe, node: Node, name: str, keys: Sequence[str]) -> Laid:
        style = Style(13.5, Face.BOLD, TEAL.strong, 1.2)
        title = scribe.words.t(f"paper.recovery.{name}")
        head = scribe.heading(node.add(Role.H2), title, style, HALF, 1)
        if scribe is self.other:
            head = replace(head, mark=Bookmarked())
        listed = node.list(Numbering.DISC)
        parts: list[tuple[float, Laid]] = [(0.0, head)]
        for key in keys:
            item = listed.add(Role.ITEM)
            dot = scribe.para(item.add(Role.LABEL), "•", Style(11.5, Face.BOLD, ACCENT), 12)
            said = scribe.words.t(f"paper.recovery.{key}")
            text = scribe.para(item.add(Role.BODY), said, BODY, HALF - 14)
            parts.append((5.0, Row.of((0.0, dot), (14.0, text))))
        return Stack.of(*parts)

    def _facts(self) -> Laid:
        """Which vault, and when the sheet was made."""
        cells: list[tuple[float, Laid]] = []
        for left, scribe in self._writers():
            node = self._node(Role.P, scribe, self._root)
            on = self._paper.made_on
            said = scribe.words.t("paper.recovery.vault", vault=self._paper.vault, on=on)
            style = Style(12.0, Face.SEMIBOLD, TEXT, 1.3)
            cells.append((left, scribe.para(node, said, style, HALF)))
        return Row.of(*cells, level=False)

    def _words(self) -> Laid:
        """The words in numbered boxes, read along each line."""
        listed = self._root.list(Numbering.DECIMAL)
        language = self._paper.words_language
        spoken = "" if language is self.scribe.language else language.value
        wide = (TEXT_WIDTH - 10 * (ACROSS - 1)) / ACROSS
        boxes = [
            self._word(listed.add(Role.ITEM, language=spoken), number, word, wide)
            for number, word in enumerate(self._paper.words, start=1)
        ]
        placed = [(index % ACROSS * (wide + 10), box) for index, box in enumerate(boxes)]
        lines = [Row.of(*placed[at : at + ACROSS]) for at in range(0, len(placed), ACROSS)]
        return Stack.of(*((8.0, line) for line in lines))

    def _word(self, item: Node, number: int, word: str, wide: float) -> Laid:
        small = Style(11.0, Face.BOLD, ACCENT, 1.2)
        figure = self.scribe.joined(item.add(Role.LABEL), str(number), small, 22)
        text = self.scribe.para(item.add(Role.BODY), word, WORD, 1e4)
        if text.width > wide - 38:
            shrunk = WORD.at(WORD.size * (wide - 38) / text.width)
            item.kids.pop()
            text = self.scribe.para(item.add(Role.BODY), word, shrunk, 1e4)
        row = Row.of((10.0, figure), (30.0, text))
        return Box(row, wide, Pad(0, 6.5, 0, 7.5), framed(BORDER, radius=6.0))

    def _warning(self) -> Laid:
        """What anyone who holds the sheet can do."""
        cells: list[tuple[float, Laid]] = []
        half = (TEXT_WIDTH - 50 - 16 - 14) / 2
        for left, scribe in ((50.0, self.scribe), (50.0 + half + 16, self.other)):
            node = self._node(Role.P, scribe, self._root)
            style = Style(12.0, Face.SEMIBOLD, TEXT, 1.28)
            said = scribe.words.t("paper.recovery.warning")
            cells.append((left, scribe.para(node, said, style, half)))

        def sign(pen: Pen, x: float, top: float) -> None:
            pen.icon("key-round", (x + 17, top - 2), 22, AMBER.strong, 1.8)

        row = Row.of((0.0, Drawn(24.0, sign)), *cells, level=False)
        return Box(row, TEXT_WIDTH, Pad(0, 9.0, 14.0, 10.0), edged(AMBER.strong, PINNED))

    def _to_fill_in(self) -> Laid:
        """Lines to write on by hand."""
        return Row.of(
            (0.0, self._line("place")), (HALF + BETWEEN, self._line("tried")), level=False
        )

    def _line(self, key: str) -> Laid:
        first = self.scribe.para(
            self._root.add(Role.P), self.scribe.words.t(f"paper.recovery.{key}"), LABEL, HALF
        )
        node = self._node(Role.P, self.other, self._root)
        said = self.other.words.t(f"paper.recovery.{key}")
        second = self.other.para(node, said, replace(SMALL, colour=MUTED), HALF)

        def rule(pen: Pen, x: float, top: float) -> None:
            pen.rule((x, top - 24), (x + HALF, top - 24), BORDER, 0.8)

        return Stack.of((0.0, first), (0.0, second), (0.0, Drawn(25.0, rule)))
