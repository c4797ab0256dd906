"""Every way into the vault in words: whose it is, what it is for, since when, when last tried."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from aln_review.casework.key_labels import KeyLabel
from aln_review.casework.keyring import KeysView, SlotKind, Way
from aln_review.casework.say import Say
from aln_review.domain.wales import day_in_wales
from ui.desk import Screen
from ui.widgets import (
    Button,
    Card,
    FlowLayout,
    IconLabel,
    Label,
    Role,
    Rule,
    SideBySide,
    Tone,
    clear,
    column,
    line,
)
from ui.widgets.cards import Disc

LOOKS = {
    SlotKind.PASSPHRASE: ("key-round", Tone.TEAL),
    SlotKind.RECOVERY: ("file-key", Tone.AMBER),
    SlotKind.KEYHOLDER: ("user-round-key", Tone.BLUE),
}
"""Icon and tone of each kind, in the order they are shown."""


class WaysCard(Card):
    """``chosen(task, ways)``: a button of a way was pressed."""

    chosen = Signal(str, object)

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=6)
        self._screen = screen
        self.rows = column(spacing=6)
        self.add(self.rows)
        self.buttons: dict[str, Button] = {}
        """The first button of each task, by its name."""

    def show_ways(self, view: KeysView) -> None:
        """Passphrase, sheet, keyholders; or that there is no keyholder."""
        clear(self.rows)
        self.buttons = {}
        mine = view.opened_by is not SlotKind.KEYHOLDER
        shown = [way for kind in LOOKS for way in view.ways if way.label.kind is kind]
        for way in shown:
            self._add(self._way(way, view, mine=mine))
        if not any(way.label.kind is SlotKind.KEYHOLDER for way in shown):
            self._add(self._nobody())

    def _add(self, row: QWidget) -> None:
        if self.rows.count():
            self.rows.addWidget(Rule(room=4))
        self.rows.addWidget(row)

    def _way(self, way: Way, view: KeysView, *, mine: bool) -> QWidget:
        kind, label = way.label.kind, way.label
        icon, tone = LOOKS[kind]
        title = self._screen.put(Label(Role.TITLE), _title(label, view))
        purpose = self._screen.put(Label(), f"keys.way.{kind.value}.for")
        facts = self._facts(label, due=way.slot_id in view.care.due)
        tasks = {
            SlotKind.PASSPHRASE: ("passphrase",) if mine else (),
            SlotKind.RECOVERY: ("try_sheet", "new_sheet"),
            SlotKind.KEYHOLDER: ("try_holder", "change_holder", "take_back"),
        }[kind]
        buttons = [self._button(task, way) for task in tasks]
        return self._row(Disc(icon, tone), (title, purpose, facts), buttons)

    def _nobody(self) -> QWidget:
        title = self._screen.put(Label(Role.TITLE), "keys.way.nobody")
        purpose = self._screen.put(Label(), "keys.way.nobody.for")
        told = self._screen.put(
            IconLabel("triangle-alert", Role.SMALL_STRONG, Tone.RUST), "keys.way.nobody.risk"
        )
        add = self._button("add_holder", None)
        return self._row(Disc("user-plus", Tone.RUST), (title, purpose, told), [add])

    def _row(self, disc: QWidget, texts: tuple[QWidget, ...], buttons: list[Button]) -> QWidget:
        head = QWidget()
        told = column(*texts, spacing=2, end=True)
        row = line(spacing=14)
        row.addLayout(column(disc, end=True))
        row.addLayout(told, 1)
        head.setLayout(row)
        return SideBySide(head, FlowLayout(*buttons, spacing=8), shares=(5, 4), least=46, below=8)

    def _facts(self, label: KeyLabel, *, due: bool) -> QWidget:
        """Since when, and when it was last used or tried; in amber when it is to be tried."""
        kind = label.kind.value
        since = (
            Say.of(f"keys.way.{kind}.since", on=day_in_wales(label.made_at))
            if label.made_at
            else Say.of("keys.way.since_unknown")
        )
        tried = (
            Say.of(f"keys.way.{kind}.tried", on=day_in_wales(label.tried_at))
            if label.tried_at
            else Say.of(f"keys.way.{kind}.never_tried")
        )
        first = self._screen.put(Label(Role.SMALL, Tone.MUTED), since)
        second: QWidget = self._screen.put(Label(Role.SMALL, Tone.MUTED), tried)
        facts = [first, second]
        if due:
            facts.append(
                self._screen.put(
                    IconLabel("calendar-clock", Role.SMALL_STRONG, Tone.AMBER), "keys.way.due"
                )
            )
        whole = QWidget()
        whole.setLayout(column(*facts, spacing=0))
        return whole

    def _button(self, task: str, way: Way | None) -> Button:
        button = self._screen.put(Button(ICONS[task]), f"keys.{task}.open")
        button.clicked.connect(partial(self._press, task, way))
        if way is not None and way.label.holder is not None:
            button.setAccessibleDescription(way.label.holder.name)
        self.buttons.setdefault(task, button)
        return button

    def _press(self, task: str, way: Way | None, *_: object) -> None:
        self.chosen.emit(task, () if way is None else (way,))


ICONS = {
    "passphrase": "pencil",
    "try_sheet": "badge-check",
    "new_sheet": "file-plus",
    "add_holder": "user-plus",
    "try_holder": "badge-check",
    "change_holder": "pencil",
    "take_back": "hand",
}


def _title(label: KeyLabel, view: KeysView) -> Say:
    if label.holder is not None:
        return Say.of(f"keys.holder_is.{label.holder.role.value}", name=label.holder.name)
    if label.kind is SlotKind.PASSPHRASE:
        return Say.of("keys.way.passphrase", name=view.setting.person)
    return Say.of(f"keys.way.{label.kind.value}")
