"""One field of the form in one language, made from its kind: head, box, what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aln_review.casework.forms import NO_DAY, DatedChoice, FieldKind, FieldSpec, Nudge, parse_day
from aln_review.casework.queries.coach import CoachView
from aln_review.casework.queries.plans import FieldView
from aln_review.domain.bilingual import Language, nfc
from aln_review.domain.plan import FieldValue, Source
from ui.autosave import Autosave
from ui.plan.marks import NudgeMarks, units
from ui.plan.sources import LOOKS, chip_words
from ui.retranslate import Sayings, Words
from ui.widgets import (
    ChoiceField,
    DateField,
    FlowLayout,
    IconLabel,
    Label,
    Role,
    SourceChip,
    TextButton,
    TextField,
    Tone,
    clear,
    line,
)
from ui.widgets.fields import Field

WIDE = frozenset({FieldKind.LONG, FieldKind.PEOPLE, FieldKind.WORDS})
"""Kinds that take the whole width."""
LINES = {FieldKind.LONG: 2, FieldKind.PEOPLE: 2, FieldKind.WORDS: 3, FieldKind.TEXT: 1}


class PlanField(QWidget):
    """``due`` when it is to be saved, ``entered`` when the caret came, ``opened`` with a source."""

    due = Signal()
    entered = Signal()
    caret_moved = Signal()
    checked = Signal()
    opened = Signal(object)

    def __init__(
        self,
        spec: FieldSpec,
        view: FieldView,
        place: tuple[str, str],
        language: Language,
        words: Words,
        *,
        editable: bool,
    ) -> None:
        super().__init__()
        self.spec = spec
        self.section, self.block_id = place
        self.language = language
        self.value = FieldValue(spec.key)
        self.coach: CoachView | None = None
        self.nudges: tuple[Nudge, ...] = ()
        self._words = words
        self._sayings = Sayings(words)
        self._editable = editable
        self._sourced = True
        self._fields = self._make()
        self._head()
        self.chips = FlowLayout(spacing=6)
        self.check = TextButton("check")
        self._sayings.say(self.check.setText, "plan.mark_checked")
        self.foot = FlowLayout(self.check, spacing=8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(self._line)
        box.addWidget(self.stale)
        box.addWidget(self.hint)
        box.addWidget(self.other)
        for field in self._fields:
            box.addWidget(field)
        box.addLayout(self.chips)
        box.addLayout(self.foot)
        box.addStretch(1)
        self.marks = self._marks()
        self.autosave = Autosave(self)
        self._watch()
        self.show_value(view)
        words.switched.connect(self._sayings.say_all)

    @property
    def name(self) -> str:
        """Its place in drafts."""
        return "|".join((self.section, self.block_id, self.spec.key, self.language.value))

    @property
    def fields(self) -> tuple[Field, ...]:
        """The inputs it is written in."""
        return self._fields

    @property
    def box(self) -> TextField | None:
        """The writing box, where there is one."""
        first = self._fields[0]
        return first if isinstance(first, TextField) else None

    def _head(self) -> None:
        label = self.spec.label.read(self.language)
        self.code = Label(Role.STRONG, Tone.TEAL, wrap=False)
        self.code.setText(self.spec.code)
        self.code.setVisible(bool(self.spec.code))
        self.label = Label(Role.STRONG)
        self.label.setText(label)
        self.lacking = IconLabel("circle-alert", Role.SMALL_STRONG, Tone.RUST, wrap=False)
        self.stale = IconLabel("history", Role.SMALL_STRONG, Tone.AMBER)
        self._sayings.say(self.stale.setText, f"plan.changed_{self.language.other.value}")
        self._sayings.say(self.lacking.setText, "plan.asked_for")
        self._line = line(self.code, self.label, self.lacking, spacing=8)
        self._line.setStretch(1, 1)
        for part in (self.code, self.lacking):
            self._line.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        self.hint = Label(Role.SMALL, Tone.MUTED)
        self.hint.setText(self.spec.hint.read(self.language))
        self.other = IconLabel("languages", Role.SMALL, Tone.AMBER)
        spoken = " ".join(part for part in (self.spec.code, label) if part)
        for field in self._fields:
            if not field.text():
                field.inner.setAccessibleName(spoken)
            field.inner.setAccessibleDescription(self.hint.text())

    def _make(self) -> tuple[Field, ...]:
        kind, name = self.spec.kind, self.name
        if not self._editable:
            shown = TextField(name, lines=1)
            shown.box.setReadOnly(True)
            return (shown,)
        if kind is FieldKind.DATE:
            return (DateField(name, self._words),)
        if kind in (FieldKind.CHOICE, FieldKind.CHOICE_DATE):
            choice = ChoiceField(name, [one.code for one in self.spec.choices])
            for one in self.spec.choices:
                choice.set_option(one.code, one.label.read(self.language))
            if kind is FieldKind.CHOICE:
                return (choice,)
            return choice, DateField(f"{name}|on", self._words)
        return (TextField(name, lines=LINES.get(kind, 1)),)

    def _marks(self) -> NudgeMarks | None:
        box = self.box
        return NudgeMarks(box.box.document(), self) if box is not None and self._editable else None

    def _watch(self) -> None:
        self.check.clicked.connect(self.checked)
        for field in self._fields:
            field.inner.installEventFilter(self)
            if self._editable:
                self.autosave.watch(field)
        box = self.box
        if box is not None:
            box.box.cursorPositionChanged.connect(self.caret_moved)
        self.autosave.due.connect(self._due)

    def changeEvent(self, event: QEvent) -> None:
        """Mark in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.marks is not None:
            self.marks.rehighlight()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say when the caret comes here."""
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit()
        return super().eventFilter(watched, event)

    # What stands in it

    def show_value(self, view: FieldView) -> None:
        """Show what is on the record, but never over what is being written."""
        self.value = view.value
        text = view.value.text
        here, there = text.get(self.language), text.get(self.language.other)
        if not self.autosave.waiting:
            self._show_written(here)
        self.lacking.setVisible(view.missing and self._editable)
        stale = text.stale and text.original is not self.language
        self.stale.setVisible(stale)
        self.check.setVisible(stale and self._editable)
        only = bool(there) and not here and not self.spec.kind.coded
        self.other.setVisible(only)
        if only:
            self._sayings.say(
                self.other.setText, f"plan.only_{self.language.other.value}", text=there
            )
        self.hint.setVisible(self._editable and view.value.empty and bool(self.hint.text()))
        self._show_chips()

    def _show_written(self, here: str) -> None:
        if not self._editable:
            self._fields[0].set_value(self.worded())
            return
        kind, code = self.spec.kind, self.value.code
        if kind is FieldKind.CHOICE_DATE:
            dated = DatedChoice.parse(code)
            self._put(self._fields[0], dated.choice)
            self._put(self._fields[1], "" if dated.on == NO_DAY else dated.on.isoformat())
        else:
            self._put(self._fields[0], code if kind.coded else here)

    def _put(self, field: Field, value: str) -> None:
        half = isinstance(field, DateField) and not field.readable
        if field.value() != value and not field.inner.hasFocus() and not half:
            field.set_value(value)

    def worded(self) -> str:
        """What stands here, in words of its language."""
        kind, code = self.spec.kind, self.value.code
        words = self._words.in_language(self.language)
        if kind is FieldKind.DATE:
            day = parse_day(code)
            return "" if day == NO_DAY else words.date(day, "long")
        if kind in (FieldKind.CHOICE, FieldKind.CHOICE_DATE):
            dated = DatedChoice.parse(code)
            chosen = [one for one in self.spec.choices if one.code == dated.choice]
            label = chosen[0].label.read(self.language) if chosen else ""
            if dated.on == NO_DAY:
                return label
            return f"{label}: {words.date(dated.on, 'long')}"
        return self.value.text.get(self.language)

    def code_now(self) -> str:
        """The code as it is chosen now, for kinds that are held as a code."""
        if self.spec.kind is FieldKind.CHOICE_DATE:
            choice, day = self._fields[0].value(), self._fields[1]
            on = day.day() if isinstance(day, DateField) else None
            return str(DatedChoice(choice, on or NO_DAY))
        return self._fields[0].value()

    def text_now(self) -> str:
        """The text as it is written now."""
        return self._fields[0].value()

    def _due(self) -> None:
        for field in self._fields:
            if isinstance(field, DateField):
                wrong = not field.readable
                self._sayings.say(field.setError, "plan.date_wrong" if wrong else "")
                if wrong:
                    return
        if self.changed:
            self.due.emit()

    @property
    def changed(self) -> bool:
        """Whether what stands here differs from the record, be it half a date."""
        if not self._editable:
            return False
        if any(isinstance(one, DateField) and not one.readable for one in self._fields):
            return True
        if self.spec.kind.coded:
            return self.code_now() != self.value.code
        return self.text_now() != self.value.text.get(self.language)

    # What it rests on

    def set_sourced(self, sourced: bool) -> None:
        """Whether its chips stand here; side by side they stand once, at the left."""
        self._sourced = sourced
        self._show_chips()

    def _show_chips(self) -> None:
        clear(self.chips)
        if not self._sourced:
            return
        for source in self.value.sources:
            if source.kind.value == "record":
                continue
            icon, tone = LOOKS[source.kind]
            chip = SourceChip(icon, tone)
            chip.setText(chip_words(source, self._words))
            chip.clicked.connect(partial(self._open, source))
            self.chips.addWidget(chip)

    def _open(self, source: Source, _checked: bool = False) -> None:
        self.opened.emit(source)

    # The coach

    def raw(self) -> str:
        """The text with its blanks, as the marks count it."""
        box = self.box
        return box.box.toPlainText() if box is not None else ""

    def level_with(self, other: PlanField) -> None:
        """Keep both boxes as high as the higher one needs, whichever is written in."""
        here, there = self.box, other.box
        if here is None or there is None:
            return
        for box in (here, there):
            box.box.fitted.connect(partial(self._level, other))
        self._level(other)

    def _level(self, other: PlanField) -> None:
        here, there = self.box, other.box
        if here is not None and there is not None:
            lines = max(here.box.lines(), there.box.lines(), LINES.get(self.spec.kind, 1))
            here.box.set_least(lines)
            there.box.set_least(lines)

    def show_coach(self, text: str, view: CoachView, nudges: Sequence[Nudge]) -> None:
        """Mark what the coach found, unless the text has changed since."""
        self.coach, self.nudges = view, tuple(nudges)
        if self.marks is not None and text == self.raw() and nfc(text) == text:
            self.marks.show_nudges(text, nudges)
            self.fit()

    def fit(self) -> None:
        """Bold marks take more room: fit the box to them."""
        box = self.box
        if box is not None:
            box.box.fit()

    def nudge_at_caret(self) -> Nudge | None:
        """The coached phrase the caret stands in."""
        box = self.box
        if box is None:
            return None
        place, text = box.box.textCursor().position(), self.raw()
        for nudge in self.nudges:
            start, end = units(text[: nudge.span.start]), units(text[: nudge.span.end])
            if start <= place <= end:
                return nudge
        return None

    def select(self, nudge: Nudge) -> None:
        """Put the caret on a coached phrase, selected, so that typing replaces it."""
        box = self.box
        if box is None:
            return
        text = self.raw()
        cursor = box.box.textCursor()
        cursor.setPosition(units(text[: nudge.span.start]))
        cursor.setPosition(units(text[: nudge.span.end]), QTextCursor.MoveMode.KeepAnchor)
        box.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        box.box.setTextCursor(cursor)

    def insert(self, words: str) -> str:
        """Write these at the caret, as typing would; gives the whole text."""
        box = self.box
        if box is None:
            return self.text_now()
        cursor = box.box.textCursor()
        before = self.raw()[: cursor.position()]
        cursor.insertText(words if not before or before[-1].isspace() else f" {words}")
        box.box.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.text_now()

    def take_focus(self) -> None:
        """Put the caret here."""
        self._fields[0].take_focus()
