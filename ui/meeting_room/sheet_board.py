"""One sheet large: the learner's cards fill the wall, the others wait their turn."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aln_review.domain.words import Sheet
from ui.meeting_room.board import Board, CardGrid, Heading, Scene, Sheetlike, page, set_order
from ui.meeting_room.cards import WordCard
from ui.meeting_room.look import LOOKS
from ui.meeting_room.measure import LARGE, MEDIUM, OTHERS
from ui.meeting_room.topbar import KeyButton
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.boxes import clear
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, EmptyState
from ui.widgets.labels import Glyph, IconLabel, Label
from ui.widgets.paint import painted, pen

SMALLER_FROM = 5
"""Cards of the learner from which the smaller type is used."""


class Hidden(QWidget):
    """The dashed line behind which the others' cards wait."""

    def __init__(self) -> None:
        super().__init__()
        self.icon = Glyph("eye-off", Tone.MUTED)
        self.label = Label()
        self.show_now = Button("eye")
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 4, 6, 4)
        box.setSpacing(10)
        box.addWidget(self.icon)
        box.addWidget(self.label, 1)
        box.addWidget(self.show_now)

    def setText(self, text: str) -> None:
        """How many wait."""
        self.label.setText(text)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """A dashed edge: there, but not shown."""
        tokens = current().tokens
        ground = QColor(tokens.surface)
        ground.setAlpha(150 if tokens.shadows else 255)
        painter.setBrush(ground)
        painter.setPen(pen(tokens.border, 1.2, dashed=True))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)


class LastYear(Card):
    """The same sheet a year ago: read, never changed."""

    def __init__(self) -> None:
        super().__init__(sunk=True, spacing=6)
        self.heading = IconLabel("history", Role.SMALL_STRONG, Tone.MUTED)
        self.add(self.heading)
        self.list = QVBoxLayout()
        self.list.setSpacing(8)
        self.add(self.list)


class SheetBoard(Board):
    """The sheet in hand."""

    def build(self) -> None:
        """Sheet, heading, the learner's cards, the others."""
        self.sheet = Sheetlike()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sheet)
        self.before = KeyButton("history", "F7")
        self.wall = KeyButton("layout-grid", "F6")
        self.heading = Heading(self.before, self.wall)
        self.sheet.body.addWidget(self.heading)
        self.page = page()
        self.side = LastYear()
        split = QHBoxLayout()
        split.setSpacing(12)
        self.side_page = page()
        self.side_page.add(self.side)
        split.addWidget(self.side_page, 2)
        split.addWidget(self.page, 5)
        self.sheet.body.addLayout(split, 1)
        self.mine_label = IconLabel("message-square-quote", Role.STRONG)
        self.mine = CardGrid(2, gap=8)
        self.others_label = IconLabel("users", Role.STRONG, Tone.MUTED)
        self.hidden = Hidden()
        self.others = CardGrid(2, gap=6, most=0)
        self.empty = EmptyState("star")
        self.page.add(self.mine_label)
        self.page.add(self.mine, 1)
        self.page.add(self.others_label)
        self.page.add(self.hidden)
        self.page.add(self.others)
        self.page.add(self.empty, 1)
        self.before.clicked.connect(self.last_year_wanted)
        self.wall.clicked.connect(self.wall_wanted)
        self.hidden.show_now.clicked.connect(self.reveal_wanted)
        say = self.sayings.say
        say(self.wall.setText, "meeting.wall")
        say(self.before.setText, "meeting.last_year")
        say(self.hidden.show_now.setText, "meeting.show_now")

    def set_small(self, small: bool) -> None:
        """Keys and one button go where there is no room; the keys themselves still work."""
        self.before.set_bare(small)
        self.wall.set_bare(small)
        self.before.setVisible(not small)
        self.mine.columns = 1 if small else 2
        self.small = small

    def show_scene(self, scene: Scene) -> None:
        """The sheet as it is on the record."""
        sheet, name = scene.sheet, scene.view.learner.shown
        look = LOOKS[sheet]
        self.sheet.set_sheet(sheet)
        self.heading.show_sheet(sheet)
        self.sayings.say(self.heading.setText, f"sheet.{sheet.value}.title", name=name)
        self.mine_label.set_state("message-square-quote", look.tone)
        self.sayings.say(self.mine_label.setText, "meeting.words_of", name=name)
        self.sayings.say(self.others_label.setText, "meeting.others_after", name=name)
        mine, others = self._cards(scene)
        self.pool.keep([*mine, *others])
        set_order(self.mine, list(mine))
        set_order(self.others, list(others))
        waiting = 0 if scene.cards.revealed else len(scene.cards.others)
        self.hidden.setVisible(bool(waiting))
        if waiting:
            self.sayings.count(self.hidden.setText, "meeting.hidden", waiting, name=name)
        self.mine_label.setVisible(bool(mine) and not self.small)
        self.others_label.setVisible(bool(others or waiting))
        self._show_empty(scene, nothing=not mine and not others and not waiting)
        self._show_last_year(scene)

    def _cards(self, scene: Scene) -> tuple[list[WordCard], list[WordCard]]:
        tone = LOOKS[scene.sheet].tone
        going_mine = [one for one in scene.pending if one.mine]
        count = len(scene.cards.learner) + len(going_mine)
        measure = LARGE if count < SMALLER_FROM else MEDIUM
        mine = [
            self.pool.card(said, self.photo(scene, said), measure, tone)
            for said in scene.cards.learner
        ]
        mine += [self.pool.saving(one, measure, tone) for one in going_mine]
        others: list[WordCard] = []
        if scene.cards.revealed:
            others = [
                self.pool.card(said, self.photo(scene, said), OTHERS, tone)
                for said in scene.cards.others
            ]
        others += [self.pool.saving(one, OTHERS, tone) for one in scene.pending if not one.mine]
        return mine, others

    def _show_empty(self, scene: Scene, *, nothing: bool) -> None:
        self.empty.setVisible(nothing)
        key = f"sheet.{scene.sheet.value}.empty"
        self.sayings.say(self.empty.setText, key, name=scene.view.learner.shown)

    def _show_last_year(self, scene: Scene) -> None:
        held = scene.view.last_year_on is not None
        self.before.setEnabled(held)
        shown = scene.last_year and held and scene.sheet is not Sheet.ACTIONS
        self.side_page.setVisible(shown)
        if not shown or scene.view.last_year_on is None:
            return
        on = scene.view.last_year_on
        self.sayings.say(self.side.heading.setText, "meeting.last_year_on", on=on)
        clear(self.side.list)
        cards = next(one for one in scene.view.last_year if one.sheet is scene.sheet)
        for said in (*cards.learner, *cards.others):
            text = Label(Role.STRONG if said in cards.learner else Role.BODY)
            self.sayings.say(text.setText, said.text)
            who = Label(Role.SMALL, Tone.MUTED)
            who.setText(said.said_by)
            self.side.list.addWidget(text)
            self.side.list.addWidget(who)
        if not cards.count:
            nothing = Label(Role.BODY, Tone.MUTED)
            self.sayings.say(nothing.setText, "meeting.last_year_nothing")
            self.side.list.addWidget(nothing)

    def cards(self) -> list[WordCard]:
        """The learner's first, then the others'."""
        found: list[WordCard] = []
        for grid in (self.mine, self.others):
            for at in range(grid.count()):
                item = grid.itemAt(at)
                card = item.widget() if item is not None else None
                if isinstance(card, WordCard) and card.isEnabled():
                    found.append(card)
        return found

    def first(self) -> QWidget | None:
        """The last card written, or the button that shows the others."""
        shown = self.cards()
        if shown:
            return shown[-1]
        return self.hidden.show_now if self.hidden.isVisible() else None
