"""Who may see an item: an icon and a sentence that open five answers, narrowest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from aln_review.domain.words import MaySee
from ui.retranslate import Sayings, Words
from ui.tokens import Tone
from ui.widgets import TextButton

LEVELS: Mapping[MaySee, str] = {
    MaySee.LEARNER_AND_RECORDER: "lock",
    MaySee.SAFEGUARDING: "shield-alert",
    MaySee.SETTING: "school",
    MaySee.MEETING: "users",
    MaySee.PLAN: "file-check",
}
"""The icon of each level."""


def offer(menu: QMenu, words: Words, now: MaySee, choose: Callable[[MaySee], object]) -> None:
    """Put the five answers into a menu; a tick marks the one that holds."""
    group = QActionGroup(menu)
    for level in LEVELS:
        action = menu.addAction(words.t(f"may_see.{level.value}"))
        action.setCheckable(True)
        action.setChecked(level is now)
        group.addAction(action)
        action.triggered.connect(partial(_answered, level, choose))


def _answered(level: MaySee, choose: Callable[[MaySee], object], *_: object) -> None:
    choose(level)


class WhoMaySee(TextButton):
    """Says who may see an item; pressed, it asks. ``chosen(MaySee)`` when somebody answers."""

    chosen = Signal(object)

    def __init__(self, words: Words, level: MaySee, what: str = "") -> None:
        super().__init__(LEVELS[level], tone=Tone.TEAL)
        self._words = words
        self._what = what
        self._sayings = Sayings(words)
        self._level = level
        self.clicked.connect(self._ask)
        words.switched.connect(self._tell)
        self._tell()

    @property
    def level(self) -> MaySee:
        """Who may see it."""
        return self._level

    def show_level(self, level: MaySee) -> None:
        """Show this answer."""
        self._level = level
        self.set_icon(LEVELS[level])
        self._tell()

    def _tell(self) -> None:
        who = self._words.t(f"may_see.{self._level.value}")
        self.setText(self._words.t("may_see.short", who=who))
        asked = self._words.t("may_see.ask_of", what=self._what) if self._what else ""
        self.setAccessibleName(asked or self.text())
        self.setAccessibleDescription(self.text() if asked else "")

    def _ask(self, _checked: bool = False) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self._words.t("may_see.ask"))
        offer(menu, self._words, self._level, self.chosen.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
