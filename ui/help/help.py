"""Help: the pages at the left, the one that is read at the right, found by either language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QWidget

from aln_review.casework.help_pages import FEWEST_LETTERS, find_help, read_help
from aln_review.casework.help_pages import HelpPage as Topic
from ui.desk import Screen
from ui.help.article import ArticleCard
from ui.help.topics import FIRST, GROUPS, topic_of
from ui.theme import RING, current
from ui.widgets import (
    Button,
    Card,
    EmptyState,
    IconLabel,
    Label,
    LineField,
    Role,
    Row,
    ScrollPage,
    Tone,
    clear,
    column,
    line,
)
from ui.widgets.paint import rounded

SNIPPET = 90
"""Letters of a passage shown beneath a page that was found."""
STEP = 0.85
"""Of what is seen, at each Page Down."""


class TopicRow(Row):
    """A page in the list; the one that is read lies on a tinted strip with a band."""

    PAD = 12

    def __init__(self, name: str) -> None:
        super().__init__(chevron=False)
        self.topic = name
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """Pressing opens; the page says which is read."""

    def draw(self, painter: QPainter) -> None:
        """Strip and band, then the row."""
        if self.isChecked():
            theme = current()
            face = self.face()
            painter.save()
            painter.setClipPath(rounded(face, self.RADIUS))
            painter.fillRect(face, theme.tint(Tone.TEAL))
            band = QRectF(face.x(), face.y(), 4, face.height())
            painter.fillRect(band, QColor(theme.tokens.accent))
            painter.restore()
        super().draw(painter)


class HelpPage(Screen):
    """A page of help for each page of the program. ``topic`` is the page somebody came from."""

    def build(self) -> None:
        """The list with its search, and the page that is read."""
        self.pages: Mapping[str, Topic] = {}
        self.topic = FIRST
        self.rows: list[TopicRow] = []
        self._reading = False
        self.search = LineField("help.search", icon="search")
        self.say(self.search.setText, "help.search")
        self.say(self.search.setHint, "help.search_hint")
        self.found = Label(Role.SMALL, Tone.MUTED)
        self.found.hide()
        self.list = ScrollPage(margin=0, spacing=12)
        self.article = ArticleCard()
        self.paper = ScrollPage(margin=14)
        self.paper.add(self.article)
        self.all = self.put(Button("list"), "help.all")
        self.left = QWidget()
        side = column(self.search, self.found, self.list, spacing=8)
        side.setStretchFactor(self.list, 1)
        self.left.setLayout(side)
        self.right = QWidget()
        top = line(self.all, end=True)
        top.setContentsMargins(14 - RING, 0, 0, 0)
        self.right.setLayout(column(top, self.paper, spacing=8))
        both = line(self.left, self.right, spacing=6)
        both.setContentsMargins(28, 4, 14, 0)
        both.setStretch(0, 36)
        both.setStretch(1, 64)
        self.setLayout(both)

    def bind(self) -> None:
        """Search as it is typed; Page Down reads on wherever the focus is."""
        self.search.edited.connect(self._list)
        self.article.wanted.connect(self._follow)
        self.all.clicked.connect(self._show_all)
        for keys, way in (("PgDown", 1), ("PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._scroll, way))

    def show_for(self, **args: object) -> None:
        """Read the pages and open the one for ``topic``, a page of the program."""
        self.topic = topic_of(str(args.get("topic", "") or FIRST))
        self._reading = "topic" in args
        self.desk.bridge.run(read_help, self._read, self.desk.say_error)

    def _read(self, pages: Mapping[str, Topic]) -> None:
        self.pages = pages
        if self.topic not in pages:
            self.topic = FIRST
        self._list()
        self._show()

    def retranslate(self) -> None:
        """The pages are files of their own: show the other language's."""
        super().retranslate()
        if self.pages:
            self._list()
            self._show()

    def reflow(self, _columns: int, _small: bool) -> None:
        """Narrow: the list, or the page that is read."""
        self._arrange()

    def _arrange(self) -> None:
        narrow = self._small
        self.left.setVisible(not narrow or not self._reading)
        self.right.setVisible(not narrow or self._reading)
        self.all.setVisible(narrow)

    def first_focus(self) -> QWidget:
        """The search; or, where only the page shows, the page."""
        return self.article if self._small and self._reading else self.search.line

    # The list

    def _title(self, name: str) -> str:
        return self.pages[name].articles[self.words.language].title

    def _list(self) -> None:
        """All pages in their groups, or those that were found."""
        clear(self.list.body)
        self.rows = []
        typed = self.search.value()
        searching = len(typed.strip()) >= FEWEST_LETTERS
        self.found.setVisible(searching)
        if searching:
            self._list_found(typed)
        else:
            self._list_groups()
        self._mark()

    def _list_groups(self) -> None:
        for heading, icon, names in GROUPS:
            head = self.put(IconLabel(icon, Role.SMALL_STRONG, Tone.MUTED), heading)
            self.list.add(self._holder(head, [self._row(name) for name in names]))

    def _list_found(self, typed: str) -> None:
        hits = find_help(self.pages.values(), typed)
        self.count(self.found.setText, "help.found", len(hits))
        self.found.setVisible(bool(hits))
        rows = []
        for hit in hits:
            row = self._row(hit.page.name)
            row.setSecond(_short(hit.shown(self.words.language)))
            rows.append(row)
        if rows:
            self.list.add(self._holder(None, rows))
            return
        empty = EmptyState("search-x", tone=Tone.NEUTRAL)
        self.say(empty.setText, "help.nothing")
        self.say(empty.setHint, "help.nothing_hint")
        self.list.add(empty)

    def _holder(self, head: QWidget | None, rows: list[TopicRow]) -> QWidget:
        card = Card(spacing=0)
        edge = card.body.contentsMargins()
        card.body.setContentsMargins(edge.left() - 6, 10, edge.right() - 6, 10)
        if head is not None:
            card.add(head)
            card.body.addSpacing(4)
        for row in rows:
            card.add(row)
        return card

    def _row(self, name: str) -> TopicRow:
        row = TopicRow(name)
        row.setText(self._title(name))
        row.clicked.connect(partial(self._open, name))
        self.rows.append(row)
        return row

    def _mark(self) -> None:
        for row in self.rows:
            row.setChecked(row.topic == self.topic)
        QTimer.singleShot(0, self, self._into_view)

    def _into_view(self) -> None:
        """Bring the line of the page that is read into the list, once it is laid out."""
        for row in self.rows:
            if row.isChecked():
                self.list.ensureWidgetVisible(row, 0, row.height())

    # The page

    def _open(self, name: str) -> None:
        self.topic = name
        self._reading = True
        self._show()
        self.desk.announce(self._title(name))
        if self._small:
            self.article.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, name: str) -> None:
        """A link: the keyboard goes to the page it leads to."""
        self._open(name)
        self.article.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self.article.show_article(self.pages[self.topic].articles[self.words.language])
        self.paper.verticalScrollBar().setValue(0)
        self._mark()
        self._arrange()

    def _show_all(self) -> None:
        self._reading = False
        self._arrange()
        self.search.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _scroll(self, way: int) -> None:
        bar = (self.paper if self.right.isVisible() else self.list).verticalScrollBar()
        bar.setValue(bar.value() + round(way * STEP * bar.pageStep()))


def _short(text: str) -> str:
    """A passage, cut after a whole word."""
    if len(text) <= SNIPPET:
        return text
    return text[:SNIPPET].rpartition(" ")[0] + " …"
