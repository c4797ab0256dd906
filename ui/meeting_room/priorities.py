"""What matters most: the learner's choice first and framed, then everyone's dots, all visible."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from aln_review.casework.queries.meeting import Priority
from aln_review.casework.rules import FORWARD
from aln_review.domain.words import Sheet
from ui import icons
from ui.meeting_room.board import Board, Heading, Scene, Sheetlike, page
from ui.meeting_room.look import CARD_RADIUS, PERSPECTIVES, face, height_of, upon
from ui.meeting_room.topbar import KeyButton
from ui.retranslate import Words
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.cards import EmptyState
from ui.widgets.labels import Label
from ui.widgets.paint import CENTRE, box, pen, rounded, text_size, write, write_line
from ui.widgets.press import Press

LETTERS = "ABCDEFGHIJKLMNOQRSTUVWXYZ"
"""P is the learner's pin and belongs to no row."""


class PriorityRow(Press):
    """One statement with its dots. Pressing puts a dot of the person shown."""

    RADIUS = CARD_RADIUS
    keyed = Signal(object)

    def __init__(self, words: Words, letter: str) -> None:
        super().__init__()
        self._speech = words
        self.letter = letter
        self.one: Priority | None = None
        self._place = 0
        self._learner = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words.switched.connect(self.retell)

    @property
    def words_id(self) -> str:
        """Which statement."""
        return self.one.words.id if self.one is not None else ""

    def show_one(self, one: Priority, place: int, learner: str) -> None:
        """The statement, its place from 1, and the learner's name."""
        self.one, self._place, self._learner = one, place, learner
        self.retell()

    def retell(self) -> None:
        """Say it again."""
        if self.one is None:
            return
        said = self.one.words
        self.setText(self._speech.text(said.text))
        parts = [
            self.letter,
            self.text(),
            said.said_by,
            self._speech.n("meeting.dots", self.one.dots),
        ]
        if self.one.chosen:
            parts.append(self._pin())
        self.setAccessibleName(". ".join(part.rstrip(".") for part in parts if part))
        self.updateGeometry()
        self.update()

    def _pin(self) -> str:
        return self._speech.t("meeting.choice_stays", name=self._learner)

    @property
    def _chosen(self) -> bool:
        return self.one is not None and self.one.chosen

    def _font(self) -> QFont:
        if self._chosen:
            return face(22, QFont.Weight.DemiBold)
        return face(18, QFont.Weight.Normal)

    def _dot(self) -> int:
        return current().grow(20)

    def _tail(self) -> float:
        dots = min(self.one.dots if self.one else 0, 8) + (1 if self._chosen else 0)
        return dots * (self._dot() + 5) + current().grow(80)

    def _lead(self) -> float:
        return RING + 20 + current().grow(34) + 16

    def sizeHint(self) -> QSize:
        """Wide."""
        return QSize(600, self.heightForWidth(600))

    def minimumSizeHint(self) -> QSize:
        """The dots and some words."""
        return QSize(200, 60)

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Words over the name chip."""
        words = text_size(self.text(), self._font(), self._room(width)).height()
        chip = height_of(face(14)) + 8
        return max(76 if not self._chosen else 92, round(words + chip + 18))

    def _room(self, width: float) -> float:
        return max(80.0, width - self._lead() - self._tail() - 18)

    def face(self) -> QRectF:
        """All of it."""
        return QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)

    def draw(self, painter: QPainter) -> None:
        """Box, place, words, chip, dots, key."""
        if self.one is None:
            return
        theme = current()
        area = self.face()
        amber = theme.ink(Tone.AMBER)
        if self._chosen:
            path = rounded(area.adjusted(1, 1, -1, -1), CARD_RADIUS)
            painter.fillPath(path, QColor(theme.tokens.pinned))
            painter.save()
            painter.setClipPath(path)
            painter.fillRect(QRectF(area.x(), area.y(), 7, area.height()), amber)
            painter.restore()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen(amber, 2))
            painter.drawPath(path)
        else:
            box(painter, area, CARD_RADIUS, theme.tokens.surface, theme.tokens.hairline)
        side = theme.grow(34)
        place = QRectF(area.x() + 18, area.center().y() - side / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(amber if self._chosen else QColor(theme.tokens.chip))
        painter.drawEllipse(place)
        painter.setFont(face(16, QFont.Weight.DemiBold, most=1.6))
        painter.setPen(upon() if self._chosen else theme.ink(Tone.PLAIN))
        painter.drawText(place, CENTRE, str(self._place))
        self._draw_words(painter, area)
        self._draw_dots(painter, area)

    def _draw_words(self, painter: QPainter, area: QRectF) -> None:
        theme = current()
        assert self.one is not None
        said = self.one.words
        room = self._room(self.width())
        words = text_size(self.text(), self._font(), room).height()
        chip_high = height_of(face(14)) + 6
        top = area.center().y() - (words + chip_high + 5) / 2
        x = self._lead()
        write(
            painter,
            QRectF(x, top, room + 1, words + 2),
            self.text(),
            self._font(),
            theme.ink(Tone.PLAIN),
        )
        small = face(14, QFont.Weight.DemiBold)
        wide = text_size(said.said_by, small).width() + 44
        chip = QRectF(x, top + words + 5, min(wide, room), chip_high)
        filled = self._chosen
        fill = theme.ink(Tone.AMBER) if filled else QColor(theme.tokens.chip)
        ink = upon() if filled else theme.ink(Tone.PLAIN)
        box(painter, chip, chip_high / 2, fill, fill)
        icons.draw(
            painter,
            PERSPECTIVES[said.perspective],
            QRectF(chip.x() + 11, chip.center().y() - 8, 16, 16),
            ink,
        )
        write_line(painter, chip.adjusted(33, 0, 0, 0), said.said_by, small, ink)
        if filled:
            at = QRectF(chip.right() + 10, chip.center().y() - 8, 16, 16)
            icons.draw(painter, "pin", at, theme.ink(Tone.AMBER))
            rest = QRectF(
                at.right() + 6, chip.y(), area.right() - at.right() - self._tail(), chip.height()
            )
            painter.setFont(small)
            text = painter.fontMetrics().elidedText(
                self._pin(), Qt.TextElideMode.ElideRight, max(0, round(rest.width()))
            )
            write_line(painter, rest, text, small, theme.ink(Tone.AMBER))

    def _draw_dots(self, painter: QPainter, area: QRectF) -> None:
        assert self.one is not None
        theme = current()
        key = face(13, QFont.Weight.DemiBold, most=1.6)
        side = theme.grow(22)
        cap = QRectF(area.right() - 14 - side, area.center().y() - side / 2, side, side)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(theme.tokens.border, 1.2))
        painter.drawRoundedRect(cap, 5, 5)
        painter.setFont(key)
        painter.setPen(theme.ink(Tone.PLAIN))
        painter.drawText(cap, CENTRE, self.letter)
        count = QRectF(cap.x() - 46, area.y(), 36, area.height())
        painter.setFont(face(22, QFont.Weight.Bold, most=1.6))
        painter.drawText(count, CENTRE, str(self.one.dots))
        dot = self._dot()
        x = count.x() - 4
        painter.setPen(Qt.PenStyle.NoPen)
        for _ in range(min(self.one.dots, 8)):
            x -= dot + 5
            painter.setBrush(theme.ink(Tone.TEAL))
            painter.drawEllipse(QRectF(x, area.center().y() - dot / 2, dot, dot))
        if self._chosen:
            x -= dot + 8
            star = QRectF(x, area.center().y() - dot / 2 - 2, dot + 4, dot + 4)
            icons.draw(painter, "star", star, theme.ink(Tone.AMBER))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters, numbers and P belong to the whole board; arrows walk."""
        if event.text().isalnum() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.keyed.emit(event)
            return
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.keyed.emit(event)
            return
        super().keyPressEvent(event)


class PrioritiesBoard(Board):
    """The board.

    ``dotted(words_id, add)``, ``pinned(words_id)``, ``person(place)``; ``past()`` when an arrow
    goes beyond the last row.
    """

    dotted = Signal(str, bool)
    pinned = Signal(str)
    person = Signal(int)
    past = Signal()

    def build(self) -> None:
        """Heading, rows, the line after five, what is kept for another day."""
        self.sheet = Sheetlike(Sheet.SUPPORT, plain=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sheet)
        self.wall = KeyButton("layout-grid", "F6")
        self.heading = Heading(self.wall)
        self.heading.show_sheet(Sheet.SUPPORT, "vote")
        self.sheet.body.addWidget(self.heading)
        self.page = page()
        self.sheet.body.addWidget(self.page, 1)
        self.rows: dict[str, PriorityRow] = {}
        self._letters: dict[str, str] = {}
        self.list = QVBoxLayout()
        self.list.setSpacing(2)
        self.page.add(self.list)
        self.more = Label(Role.SMALL_STRONG, Tone.MUTED)
        self.empty = EmptyState("vote")
        self.page.add(self.empty, 1)
        self.wall.clicked.connect(self.wall_wanted)
        say = self.sayings.say
        say(self.heading.setText, "meeting.most_important")
        say(self.wall.setText, "meeting.wall")
        say(self.empty.setText, "meeting.nothing_to_choose")

    def set_small(self, small: bool) -> None:
        """The key goes where there is no room."""
        self.wall.set_bare(small)
        self.heading.set_small(small)

    def show_scene(self, scene: Scene) -> None:
        """The rows as they are ranked; a row keeps its letter while the board is open."""
        name = scene.view.learner.shown
        chosen = any(one.chosen for one in scene.view.priorities)
        hint = "meeting.has_chosen" if chosen else "meeting.choose_first"
        self.sayings.say(self.heading.setHint, hint, name=name)
        ordered: list[QWidget] = []
        for place, one in enumerate(scene.view.priorities, 1):
            row = self.rows.get(one.words.id) or self._row(one.words.id)
            row.show_one(one, place, name)
            if place == FORWARD + 1:
                ordered.append(self.more)
            ordered.append(row)
        self.sayings.say(self.more.setText, "meeting.five_go_forward")
        self.more.setVisible(len(scene.view.priorities) > FORWARD)
        gone = set(self.rows) - {one.words.id for one in scene.view.priorities}
        for words_id in gone:
            row = self.rows.pop(words_id)
            row.hide()
            row.deleteLater()
        self._set_order(ordered)
        self.empty.setVisible(not scene.view.priorities)

    def _set_order(self, wanted: list[QWidget]) -> None:
        now = [
            item.widget()
            for at in range(self.list.count())
            if (item := self.list.itemAt(at)) is not None
        ]
        if now == wanted:
            return
        while self.list.takeAt(0) is not None:
            continue
        for widget in wanted:
            self.list.addWidget(widget)
            widget.show()

    def _row(self, words_id: str) -> PriorityRow:
        free = next((x for x in LETTERS if x not in self._letters.values()), "")
        self._letters[words_id] = free
        row = PriorityRow(self.words, free)
        row.clicked.connect(partial(self._press, words_id))
        row.keyed.connect(self.key)
        self.rows[words_id] = row
        return row

    def _press(self, words_id: str) -> None:
        self.dotted.emit(words_id, True)

    def in_order(self) -> list[PriorityRow]:
        """The rows from the top."""
        widgets = [
            item.widget()
            for at in range(self.list.count())
            if (item := self.list.itemAt(at)) is not None
        ]
        return [one for one in widgets if isinstance(one, PriorityRow)]

    def first(self) -> QWidget | None:
        """The top row."""
        rows = self.in_order()
        return rows[0] if rows else None

    def key(self, event: QKeyEvent) -> None:
        """A letter puts a dot, with Shift takes one back; P pins; a number says whose dots."""
        rows = self.in_order()
        here = next((row for row in rows if row is self.window().focusWidget()), None)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and here is not None:
            place = rows.index(here) + step
            if 0 <= place < len(rows):
                rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            elif step > 0:
                self.past.emit()
            return
        text = event.text().upper()
        if text.isdigit() and text != "0":
            self.person.emit(int(text) - 1)
        elif text == "P":
            if here is not None:
                self.pinned.emit(here.words_id)
        else:
            taken = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            for words_id, letter in self._letters.items():
                if letter == text and words_id in self.rows:
                    self.dotted.emit(words_id, not taken)
