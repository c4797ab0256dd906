"""Composes one document: text under the right element, in the right language, with its style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from aln_review.domain.bilingual import Language, Text
from aln_review.language.catalogue import Catalogue
from aln_review.reports import fonts
from aln_review.reports.document import Saying
from aln_review.reports.fonts import Face
from aln_review.reports.layout.laid import Drawn, Laid, Row, Stack
from aln_review.reports.layout.text import Bookmarked, Para, Run, Style
from aln_review.reports.palette import MUTED
from aln_review.reports.pen import Pen
from aln_review.reports.tags import Node, Numbering, Role

LABEL: Final = Style(10.5, Face.SEMIBOLD, MUTED, 1.25)
SMALL: Final = Style(10.5, Face.REGULAR, MUTED, 1.3)

BULLET: Final = "\N{BULLET}"


class Scribe:
    """Writes for readers of one language; remembers characters that could not be printed."""

    def __init__(self, language: Language, words: Catalogue) -> None:
        self.language = language
        self.words = words
        self.root = Node(Role.DOCUMENT)
        self.missing: set[str] = set()

    def clean(self, text: str) -> str:
        """Text the typeface can print."""
        kept, missing = fonts.clean(text)
        self.missing |= missing
        return kept

    def run(self, text: str | Text, style: Style, node: Node) -> Run:
        """Text under ``node``. What stands in the other language gets an element that says so."""
        if isinstance(text, str):
            return Run(self.clean(text), style, node)
        language = text.language_read(self.language)
        said = self.clean(text.read(self.language))
        if language is self.language or node.role is Role.ARTIFACT or not said:
            return Run(said, style, node)
        return Run(said, style, node.inline(language.value))

    def para(
        self, node: Node, text: str | Text, style: Style, width: float, *, even: bool = False
    ) -> Para:
        """One paragraph whose element is ``node``."""
        return Para.of([self.run(text, style, node)], width, even=even)

    def joined(self, node: Node, text: str | Text, style: Style, width: float) -> Para:
        """A paragraph after which more of the same element stands elsewhere on the page."""
        return replace(self.para(node, text, style, width), joins=True)

    def prose(self, node: Node, text: str | Text, style: Style, width: float) -> Laid:
        """Text of one or more paragraphs: each a P below ``node``."""
        return Stack.of(
            *(
                (style.size * 0.4, self.para(node.add(Role.P), part, style, width))
                for part in lines_of(text, self.language)
            )
        )

    def heading(self, node: Node, text: str, style: Style, width: float, level: int) -> Para:
        """A heading that stands in the outline and stays with what it heads."""
        set_ = self.para(node, text, style, width, even=True)
        return replace(set_, keeps_with_next=True, mark=Bookmarked(self.clean(text), level))

    def said(self, saying: Saying, style: Style, by: Style, node: Node) -> list[Run]:
        """A statement, and after it the name of whoever made it."""
        runs = [self.run(saying.text, style, node)]
        if saying.said_by:
            name = saying.said_by.replace(" ", "\N{NO-BREAK SPACE}")
            runs.append(self.run(" " + name, by, node))
        return runs

    def quote(self, text: Text) -> Text:
        """What the reader is shown of ``text``, in quotation marks, knowing its language."""
        return Text.of(f"“{text.read(self.language)}”", text.language_read(self.language))

    def points(
        self, node: Node, sayings: Iterable[Saying], look: Points, width: float
    ) -> tuple[Row, ...]:
        """The items of a list, each a row of its bullet and its text."""
        listed = node.list(Numbering.DISC if look.icon == BULLET else Numbering.NONE)
        made = []
        for saying in sayings:
            item = listed.add(Role.ITEM)
            marker = look.marker(item)
            body = item.add(Role.BODY)
            runs = self.said(saying, look.style, look.by, body)
            made.append(Row.of((0.0, marker), (look.indent, Para.of(runs, width - look.indent))))
        return tuple(made)


@dataclass(frozen=True, slots=True)
class Points:
    """How the items of a list look. ``icon`` stands for each; a plain bullet is also read."""

    style: Style
    by: Style
    colour: str
    indent: float
    icon: str = BULLET

    def marker(self, item: Node) -> Laid:
        """What stands before an item."""
        if self.icon == BULLET:
            face = replace(self.style, face=Face.BOLD, colour=self.colour)
            return Para.of([Run(BULLET, face, item.add(Role.LABEL))], self.indent)
        size = self.style.size * 0.8

        def paint(pen: Pen, x: float, top: float) -> None:
            pen.icon(self.icon, (x, top), size, self.colour)

        return Drawn(size, paint, baseline=size * 0.92)


def lines_of(text: str | Text, language: Language) -> list[Text]:
    """Each line of a text that is not blank, in the language its reader is given."""
    if isinstance(text, Text):
        language, text = text.language_read(language), text.read(language)
    return [Text.of(line.strip(), language) for line in text.splitlines() if line.strip()]


def icon(name: str, size: float, colour: str) -> Drawn:
    """An icon that stands beside a line of text, its foot on the baseline."""

    def paint(pen: Pen, x: float, top: float) -> None:
        pen.icon(name, (x, top), size, colour)

    return Drawn(size, paint, baseline=size * 0.82)
