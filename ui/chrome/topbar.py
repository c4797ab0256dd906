"""The top bar: the way to this page, search, the two languages, the lock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from aln_review.domain.bilingual import Language
from ui.chrome.rail import Brand
from ui.desk import Crumb
from ui.retranslate import Sayings, Words
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.boxes import clear
from ui.widgets.buttons import Button, TextButton
from ui.widgets.choices import Segment
from ui.widgets.fields import LineField
from ui.widgets.labels import Elided, Glyph
from ui.widgets.pills import KeyCap

PAUSE = 250
"""Milliseconds of rest in typing before the search is asked."""


class Way(QWidget):
    """The date, or the steps that led here: earlier ones are links, the last is where we are."""

    wanted = Signal(object)

    def __init__(self, words: Words, today: Callable[[], date]) -> None:
        super().__init__()
        self._words = words
        self._today = today
        self._sayings = Sayings(words)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words.switched.connect(self._sayings.say_all)

    def show_way(self, crumbs: tuple[Crumb, ...]) -> None:
        """Show the steps, or the date where there are none."""
        clear(self._box)
        if not crumbs:
            label = Elided(Role.BODY, Tone.MUTED)
            self._sayings.say(label.setText, "shell.date", today=self._today())
            self._box.addWidget(label, 1)
            return
        for crumb in crumbs[:-1]:
            link = TextButton(tone=Tone.MUTED)
            link.PAD = 2
            self._sayings.say(link.setText, crumb.text)
            link.clicked.connect(partial(self._press, crumb))
            self._box.addWidget(link)
            self._box.addWidget(Glyph("chevron-right", Tone.MUTED, 16))
        here = Elided(Role.STRONG)
        self._sayings.say(here.setText, crumbs[-1].text)
        self._box.addWidget(here, 1)

    def _press(self, crumb: Crumb) -> None:
        self.wanted.emit(crumb)


class TopBar(QWidget):
    """The bar. ``folded`` takes search into the menu and shows the *Menu* button instead."""

    menu_wanted = Signal()
    lock_wanted = Signal()
    searched = Signal(str)
    found = Signal()
    """The keyboard goes from the search field to what was found: Down, or Enter once more."""

    def __init__(self, words: Words, today: Callable[[], date]) -> None:
        super().__init__()
        self._words = words
        self._sayings = Sayings(words)
        self.brand = Brand()
        self.menu = Button("menu")
        self.way = Way(words, today)
        self.search = self._make_search()
        self.languages = Segment(Language.CY.value, Language.EN.value)
        self.lock = Button("lock")
        self._box = QHBoxLayout(self)
        self._box.setSpacing(10)
        parts: tuple[QWidget, ...] = (
            self.brand,
            self.menu,
            self.way,
            self.search,
            self.languages,
            self.lock,
        )
        for part in parts:
            self._box.addWidget(part, 1 if part is self.way else 0)
            if part is self.way:
                self._box.addStretch(0)
        self._say()
        self._bind()
        self.set_form(folded=False, plain=False)

    def _make_search(self) -> LineField:
        field = LineField("", icon="search")
        self.keycap = KeyCap()
        inner = QHBoxLayout(field.line)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addStretch(1)
        inner.addWidget(self.keycap)
        return field

    def _say(self) -> None:
        say = self._sayings.say
        say(self.brand.setText, "shell.product")
        say(self.menu.setText, "shell.menu")
        say(self.lock.setText, "shell.lock")
        say(self.lock.setToolTip, "shell.lock_hint")
        say(self.search.line.setPlaceholderText, "shell.search")
        say(self.search.line.setAccessibleName, "shell.search_name")
        say(self.keycap.setText, "shell.search_key")
        for language in Language:
            setter = partial(self.languages.set_option, language.value)
            say(setter, f"shell.language_{language.value}")
        self.languages.choose(self._words.language.value)

    def _bind(self) -> None:
        self._asked = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._search)
        self.search.edited.connect(self._timer.start)
        self.search.line.returnPressed.connect(self._enter)
        self.search.line.textChanged.connect(self._typed)
        self.menu.clicked.connect(self.menu_wanted)
        self.lock.clicked.connect(self.lock_wanted)
        self.languages.chosen.connect(self._switch)
        self._words.switched.connect(self._retranslate)
        shortcut = QShortcut(QKeySequence("Ctrl+K"), self)
        shortcut.activated.connect(self.search.take_focus)

    def _typed(self, text: str) -> None:
        self.keycap.setVisible(not text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the search field has no use for: Down leaves it for what was found."""
        if event.key() == Qt.Key.Key_Down and self.search.line.hasFocus():
            self.found.emit()
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        if self._asked and self.search.value() == self._asked and not self._timer.isActive():
            self.found.emit()
        else:
            self._search()

    def _search(self) -> None:
        self._timer.stop()
        self._asked = self.search.value()
        self.searched.emit(self._asked)

    def _switch(self, value: str) -> None:
        self._words.switch(Language(value))

    def _retranslate(self) -> None:
        self._sayings.say_all()
        self.languages.choose(self._words.language.value)

    def set_form(self, *, folded: bool, plain: bool, search: bool = True) -> None:
        """``plain``: product name and languages only. ``folded``: the narrow window's form."""
        theme = current()
        self.brand.setVisible(plain)
        self.menu.setVisible(folded and not plain)
        self.way.setVisible(not folded or plain)
        self.search.setVisible(search and not folded and not plain)
        self.lock.setVisible(not plain)
        self.search.setFixedWidth(theme.grow(236))
        side = 20 if folded or plain else 28
        self._box.setContentsMargins(side, 13, side - 2, 7)

    def forget_search(self) -> None:
        """Forget the words searched for: before a lock, and once the results are left."""
        self._timer.stop()
        self._asked = ""
        self.search.line.clear()
