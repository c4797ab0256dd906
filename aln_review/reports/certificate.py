"""The certificate of erasure: what was erased, by whom, why, and when the last copy will be gone.

Made at the moment of erasing and saved or printed then, because the name on it is kept nowhere
else. Both languages stand side by side and equal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from aln_review.language.catalogue import Catalogue
from aln_review.reports.document import CertificatePaper, PaperFile
from aln_review.reports.finish import Facts
from aln_review.reports.finish import paper as finished
from aln_review.reports.fonts import Face
from aln_review.reports.furniture import FOOTER, furniture
from aln_review.reports.grounds import edged
from aln_review.reports.layout.laid import Box, Drawn, Laid, Pad, Row, Stack
from aln_review.reports.layout.pages import TEXT_WIDTH, draw_pages, paginate, plain
from aln_review.reports.layout.text import Bookmarked, Style
from aln_review.reports.palette import ACCENT, BORDER, TEAL, TEXT
from aln_review.reports.pen import Pen
from aln_review.reports.scribe import LABEL, Scribe
from aln_review.reports.tags import Node, Numbering, Role

BETWEEN: Final = 24.0
HALF: Final = (TEXT_WIDTH - BETWEEN) / 2
BODY: Final = Style(11.5, leading=1.32)
STRONG: Final = Style(12.0, Face.SEMIBOLD, TEXT, 1.3)
HEAD: Final = Style(13.5, Face.BOLD, TEAL.strong, 1.2)


def certificate_pdf(paper: CertificatePaper, words: Catalogue, other: Catalogue) -> PaperFile:
    """The certificate as a tagged PDF, ``words``' language first and ``other``'s beside it."""
    writer = _Writer(paper, words, other)
    items = writer.items()
    frames = plain(bottom=FOOTER)
    pages = paginate(items, frames)
    below = furniture(writer.scribe, words.t("paper.erased.footer", number=paper.number))
    missing = writer.scribe.missing | writer.other.missing
    facts = Facts(words.t("paper.erased.heading"), words.language, frozenset(missing))
    return finished(facts, writer.scribe.root, lambda pen: draw_pages(pages, frames, below, pen))


class _Writer:
    def __init__(self, paper: CertificatePaper, words: Catalogue, other: Catalogue) -> None:
        self._paper = paper
        self.scribe = Scribe(words.language, words)
        self.other = Scribe(other.language, other)
        self._root = self.scribe.root

    def items(self) -> list[tuple[float, Laid]]:
        """Heading, whose record, the facts, what went, the copies, who else has one, signatures."""
        return [
            (0.0, self._heading()),
            (12.0, self._both(self._what)),
            (10.0, self._whose()),
            (10.0, self._both(self._facts)),
            (10.0, self._both(self._gone)),
            (10.0, self._both(self._copies)),
            # Nobody signs a sheet that says nothing: whoever else has one goes with the lines.
            (10.0, replace(self._both(self._sent), keeps_with_next=True)),
            (18.0, self._to_sign()),
        ]

    def _both(self, write: Callable[[Scribe, Node], Laid]) -> Row:
        """The same in both languages, side by side."""
        cells: list[tuple[float, Laid]] = []
        for left, scribe in ((0.0, self.scribe), (HALF + BETWEEN, self.other)):
            cells.append((left, write(scribe, self._node(Role.SECTION, scribe))))
        return Row.of(*cells, level=False)

    def _node(self, role: Role, scribe: Scribe) -> Node:
        language = "" if scribe is self.scribe else scribe.language.value
        return self._root.add(role, language=language)

    def _heading(self) -> Laid:
        big, small = Style(28, Face.BOLD, TEXT, 1.14), Style(17, Face.SEMIBOLD, ACCENT, 1.2)
        said = self.scribe.words.t("paper.erased.heading")
        title = self.scribe.heading(self._root.add(Role.H1), said, big, TEXT_WIDTH, 0)
        twin = self.other.words.t("paper.erased.heading")
        node = self._node(Role.P, self.other)
        return Stack.of((0.0, title), (1.0, self.other.para(node, twin, small, TEXT_WIDTH)))

    def _what(self, scribe: Scribe, node: Node) -> Laid:
        setting = scribe.words.text(self._paper.setting)
        said = scribe.words.t("paper.erased.what", setting=setting, on=self._paper.on)
        return scribe.para(node.add(Role.P), said, BODY, HALF)

    def _whose(self) -> Laid:
        """The name once: it has no language."""
        inner = TEXT_WIDTH - 30
        node = self._root.add(Role.SECTION)
        name = self.scribe.para(
            node.add(Role.P), self._paper.name, Style(20, Face.BOLD, TEXT, 1.2), inner
        )
        rows: list[tuple[float, Laid]] = [(0.0, name)]
        for scribe in (self.scribe, self.other):
            said = scribe.words.t("paper.erased.born", born=self._paper.born)
            language = "" if scribe is self.scribe else scribe.language.value
            born = scribe.para(node.add(Role.P, language=language), said, BODY, inner)
            rows.append((2.0, born))
        ground = edged(TEAL.strong, TEAL.tint)
        return Box(Stack.of(*rows), TEXT_WIDTH, Pad(16.0, 10.0, 14.0, 11.0), ground)

    def _head(self, scribe: Scribe, node: Node, key: str) -> Laid:
        head = scribe.heading(node.add(Role.H2), scribe.words.t(key), HEAD, HALF, 1)
        return replace(head, mark=Bookmarked()) if scribe is self.other else head

    def _facts(self, scribe: Scribe, node: Node) -> Laid:
        """Who decided, on what ground, who agreed."""
        paper, t = self._paper, scribe.words.t
        told = [t("paper.erased.by", who=paper.decided_by)]
        if paper.witness:
            told.append(t("paper.erased.witness", who=paper.witness))
        told.append(t(f"paper.erased.ground.{paper.ground}"))
        if paper.due_on is not None:
            schedule = scribe.words.text(paper.schedule)
            told.append(t("paper.erased.due", schedule=schedule, on=paper.due_on))
        return self._told(scribe, node, "paper.erased.decision", told)

    def _gone(self, scribe: Scribe, node: Node) -> Laid:
        """How many of each kind, as a list."""
        head = self._head(scribe, node, "paper.erased.gone")
        listed = node.list(Numbering.DISC)
        parts: list[tuple[float, Laid]] = [(0.0, head)]
        told = [scribe.words.t("paper.erased.details")]
        told += [scribe.words.n(f"erase.count.{kind}", count) for kind, count in self._paper.counts]
        for one in told:
            item = listed.add(Role.ITEM)
            dot = scribe.para(item.add(Role.LABEL), "•", Style(11.5, Face.BOLD, ACCENT), 12)
            text = scribe.para(item.add(Role.BODY), one, BODY, HALF - 14)
            parts.append((3.0, Row.of((0.0, dot), (14.0, text))))
        return Stack.of(*parts)

    def _copies(self, scribe: Scribe, node: Node) -> Laid:
        """When the last copy that can hold it will have gone."""
        paper, t = self._paper, scribe.words.t
        told = [t("paper.erased.pages")]
        if paper.copies_removed_on is not None:
            told.append(t("paper.erased.copies_removed", on=paper.copies_removed_on))
        elif paper.copies_gone_by is not None:
            told.append(t("paper.erased.copies_gone", on=paper.copies_gone_by))
        if paper.second_place_on is not None:
            told.append(t("paper.erased.second_removed", on=paper.second_place_on))
        elif paper.second_place == "due":
            told.append(t("paper.erased.second_due"))
        told.append(t("paper.erased.copies_elsewhere"))
        return self._told(scribe, node, "paper.erased.copies", told)

    def _sent(self, scribe: Scribe, node: Node) -> Laid:
        """Whoever was sent a copy has one of their own."""
        said = [
            scribe.words.t("paper.erased.sent", who=scribe.words.text(who), on=on)
            for who, on in self._paper.sent_to
        ]
        told = said or [scribe.words.t("paper.erased.sent_none")]
        return self._told(scribe, node, "paper.erased.sent_heading", told)

    def _told(self, scribe: Scribe, node: Node, key: str, told: list[str]) -> Laid:
        parts = [(4.0, scribe.para(node.add(Role.P), one, BODY, HALF)) for one in told]
        return Stack.of((0.0, self._head(scribe, node, key)), *parts)

    def _to_sign(self) -> Laid:
        """Two lines to sign on by hand."""
        return Row.of(
            (0.0, self._line("sign")), (HALF + BETWEEN, self._line("sign_second")), level=False
        )

    def _line(self, key: str) -> Laid:
        first = self.scribe.para(
            self._root.add(Role.P), self.scribe.words.t(f"paper.erased.{key}"), LABEL, HALF
        )
        node = self._node(Role.P, self.other)
        second = self.other.para(node, self.other.words.t(f"paper.erased.{key}"), LABEL, HALF)

        def rule(pen: Pen, x: float, top: float) -> None:
            pen.rule((x, top - 24), (x + HALF, top - 24), BORDER, 0.8)

        kept = [(0.0, replace(one, keeps_with_next=True)) for one in (first, second)]
        return Stack.of(*kept, (0.0, Drawn(25.0, rule)))
