"""The form's voice: its sections in order, each with its state in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from aln_review.casework.forms import SectionState
from aln_review.casework.queries.plans import PlanView, SectionView
from aln_review.casework.say import Say
from ui import icons
from ui.retranslate import Sayings, Words
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets import ChoiceField, Label, clear, gap
from ui.widgets.paint import mix, rounded, text_size, write, write_line
from ui.widgets.press import OneOf

WHOLE = "whole"
"""The page about the plan as a whole, at the head of the list."""
STATES: Mapping[SectionState, tuple[str, Tone]] = {
    SectionState.COMPLETE: ("circle-check", Tone.GREEN),
    SectionState.DRAFT: ("circle-dashed", Tone.AMBER),
    SectionState.NOT_NEEDED: ("circle-minus", Tone.MUTED),
    SectionState.TO_SETTLE: ("circle-alert", Tone.RUST),
}


def state_words(view: SectionView) -> Say:
    """A section's state as it is said."""
    if view.state is SectionState.TO_SETTLE:
        return Say.many("plan.state.to_settle", view.missing)
    return Say.of(f"plan.state.{view.state.value.replace('-', '_')}")


class SectionRow(OneOf):
    """Number, short name, state. The open one is a white sheet with the accent at its edge.

    Tab comes to the open one only, and from there to the sheet: eleven others are no stops.
    """

    RADIUS = 8.0
    STEPS: Mapping[Qt.Key, int] = {}
    CODE = 30

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self._second = ""
        self._icon, self._tone = STATES[SectionState.COMPLETE]
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """The short name."""
        super().setText(text)
        self._name()

    def set_second(self, text: str) -> None:
        """The state in words."""
        self._second = text
        self._name()
        self.restyle()

    def second(self) -> str:
        """The state in words."""
        return self._second

    def set_state(self, icon: str, tone: Tone) -> None:
        """The state's icon and colour."""
        self._icon, self._tone = icon, tone
        self.update()

    def _name(self) -> None:
        code = "" if self.code == WHOLE else self.code
        parts = [part for part in (code, self.text(), self._second) if part]
        self.setAccessibleName(", ".join(parts))

    def _left(self) -> int:
        return RING + 12 + current().grow(self.CODE)

    def _room(self, width: float) -> float:
        return max(1.0, width - self._left() - RING - 6)

    def _heights(self, width: float) -> tuple[float, float]:
        theme, room = current(), self._room(width)
        first = text_size(self.text(), theme.font(Role.BODY), room).height()
        second = text_size(self._second, theme.font(Role.SMALL), room - theme.grow(15) - 5).height()
        return first, second

    def sizeHint(self) -> QSize:
        """A narrow column."""
        return QSize(200, self.heightForWidth(200))

    def minimumSizeHint(self) -> QSize:
        """Narrow."""
        return QSize(150, 44)

    def hasHeightForWidth(self) -> bool:
        """Names wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Name and state."""
        first, second = self._heights(width)
        return max(44, round(first + second) + 7)

    def draw(self, painter: QPainter) -> None:
        """Sheet, edge, number, name, state."""
        theme = current()
        face = self.face()
        on = self.isChecked()
        if on or self.hovered:
            ground = QColor(theme.tokens.surface if on else theme.tokens.background)
            if self.hovered and not on:
                ground = mix(ground, theme.ink(Tone.PLAIN), 0.05)
            path = rounded(face.adjusted(0.5, 0.5, -0.5, -0.5), self.RADIUS)
            painter.fillPath(path, ground)
            if on:
                painter.save()
                painter.setClipPath(path)
                edge = QRectF(face.x(), face.y(), 5, face.height())
                painter.fillRect(edge, QColor(theme.tokens.accent))
                painter.restore()
                painter.setPen(QColor(theme.tokens.hairline))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(path)
        first, second = self._heights(self.width())
        y = face.center().y() - (first + second) / 2 - 0.5
        self._draw_code(painter, face, y)
        role = Role.STRONG if on else Role.BODY
        x, room = float(self._left()), self._room(self.width())
        write(
            painter,
            QRectF(x, y, room + 1, first),
            self.text(),
            theme.font(role),
            theme.ink(Tone.PLAIN),
        )
        side = theme.grow(15)
        area = QRectF(x, y + first + (theme.line(Role.SMALL) - side) / 2, side, side)
        icons.draw(painter, self._icon, area, theme.ink(self._tone))
        x += side + 5
        write(
            painter,
            QRectF(x, y + first, room - side - 4, second),
            self._second,
            theme.font(Role.SMALL),
            theme.ink(self._tone),
        )

    def _draw_code(self, painter: QPainter, face: QRectF, y: float) -> None:
        theme = current()
        if self.code == WHOLE:
            side = theme.grow(18)
            middle = y + theme.line(Role.BODY) / 2
            area = QRectF(face.x() + 12, middle - side / 2, side, side)
            icons.draw(painter, "clipboard-list", area, theme.ink(Tone.MUTED))
            return
        tone = Tone.TEAL if self.isChecked() else Tone.MUTED
        area = QRectF(face.x() + 12, y, theme.grow(self.CODE), theme.line(Role.BODY))
        write_line(painter, area, self.code, theme.font(Role.SMALL_STRONG), theme.ink(tone))

    def fellows(self) -> list[OneOf]:
        """The rows of the list, in their order."""
        around = self.parentWidget()
        rows = around.findChildren(SectionRow) if around is not None else []
        return [*sorted(rows, key=SectionRow.y)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk the list; Enter opens."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        rows = self.fellows()
        if step and self in rows:
            place = rows.index(self) + step
            if 0 <= place < len(rows):
                rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)


class SectionList(QWidget):
    """All sections in a column; ``chosen(code)``."""

    chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._sayings = Sayings(words)
        self.rows: dict[str, SectionRow] = {}
        self.heading = Label(Role.SMALL_STRONG, Tone.MUTED)
        self._sayings.say(self.heading.setText, "plan.sections")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        box.addWidget(self.heading)
        box.addLayout(self._list)
        box.addStretch(1)
        words.switched.connect(self._sayings.say_all)

    def show_plan(self, view: PlanView, current_code: str, whole: Say) -> None:
        """Say how every section stands; ``whole`` is the state of the plan itself."""
        if list(self.rows) != [WHOLE, *(one.spec.code for one in view.sections)]:
            self._make(view.sections)
        row = self.rows[WHOLE]
        self._sayings.say(row.setText, "plan.whole")
        if view.missing:
            self._sayings.count(row.set_second, "plan.state.to_settle", view.missing)
        else:
            self._sayings.say(row.set_second, whole)
        row.set_state(
            "circle-alert" if view.missing else "circle-check",
            Tone.RUST if view.missing else Tone.GREEN,
        )
        for section in view.sections:
            row = self.rows[section.spec.code]
            self._sayings.say(row.setText, section.spec.short)
            self._sayings.say(row.set_second, state_words(section))
            row.set_state(*STATES[section.state])
        self.mark(current_code)

    def mark(self, code: str) -> None:
        """Show which one is open."""
        for key, row in self.rows.items():
            row.setChecked(key == code)

    def _make(self, sections: Sequence[SectionView]) -> None:
        clear(self._list)
        self.rows = {}
        part = ""
        for code in (WHOLE, *(one.spec.code for one in sections)):
            if part and code[:1] != part:
                self._list.addWidget(gap(9))
            part = code[:1]
            row = SectionRow(code)
            row.clicked.connect(partial(self._chosen, code))
            self._list.addWidget(row)
            self.rows[code] = row

    def _chosen(self, code: str, _checked: bool = False) -> None:
        self.mark(code)
        self.chosen.emit(code)


class SectionMenu(ChoiceField):
    """The same list as a menu, where the window is narrow or the text large."""

    def __init__(self, words: Words) -> None:
        super().__init__("plan.section", icon="list")
        self._words = words
        self._view: PlanView | None = None
        self._whole = Say("plan.whole")
        self._code = WHOLE
        words.switched.connect(self.retranslate)

    def show_plan(self, view: PlanView, current_code: str, whole: Say) -> None:
        """Say how every section stands."""
        self._view, self._whole, self._code = view, whole, current_code
        self.retranslate()

    def retranslate(self) -> None:
        """Say every line again."""
        self.inner.setAccessibleName(self._words.t("plan.sections"))
        if self._view is None:
            return
        codes = [WHOLE, *(one.spec.code for one in self._view.sections)]
        if self.combo.count() != len(codes):
            self.set_values(codes)
        whole = self._words.say(self._whole)
        self.set_option(WHOLE, f"{self._words.t('plan.whole')}: {whole}")
        for section in self._view.sections:
            name, state = self._words.text(section.spec.short), state_words(section)
            self.set_option(
                section.spec.code, f"{section.spec.code} {name}: {self._words.say(state)}"
            )
        self.set_value(self._code)
