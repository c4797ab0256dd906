"""A key for the authority on the page of keys: off until somebody decides, explained plainly."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from aln_review.casework.escrow import EscrowKeys, EscrowState, EscrowView
from aln_review.casework.keyring import KeysView, Way
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from aln_review.domain.wales import day_in_wales
from ui.desk import Screen
from ui.outbox.spoken import SpokenWords
from ui.post import casework_of
from ui.settings.key_panel import KeyPanel, Wrong, at_field
from ui.widgets import (
    Button,
    Card,
    FlowLayout,
    IconLabel,
    Label,
    Role,
    SideBySide,
    Tone,
    clear,
    column,
    line,
)
from ui.widgets.cards import Disc


class EscrowCard(Card):
    """Whether the authority has a key. ``chosen(task)``: a button was pressed."""

    chosen = Signal(str)

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=6)
        self._screen = screen
        self.rows = column(spacing=6)
        self.add(self.rows)
        self.buttons: dict[str, Button] = {}
        self.hide()

    def look(self, *, mine: bool) -> None:
        """Ask how things stand; ``mine``: the vault's own person is here."""
        desk = self._screen.desk
        keys = EscrowKeys(desk.door, casework_of(desk.bridge))
        desk.bridge.run(keys.escrow, partial(self.show_view, mine), desk.say_error)

    def show_view(self, mine: bool, view: EscrowView) -> None:
        """Title, what it means, since when and for whom, and what can be done."""
        clear(self.rows)
        self.buttons = {}
        self.setVisible(view.state is not EscrowState.NO_AUTHORITY)
        if view.state is EscrowState.NO_AUTHORITY:
            return
        put, name = self._screen.put, view.state.value
        there = view.state is not EscrowState.OFFERED
        title = Say.of(f"escrow.{'held' if there else 'offered'}", authority=view.authority)
        texts: list[QWidget] = [put(Label(Role.TITLE), title)]
        texts.append(put(Label(), Say.of(f"escrow.state.{name}", authority=view.authority)))
        if view.made_at is not None:
            told = Say.of("escrow.since", on=day_in_wales(view.made_at))
            texts.append(put(Label(Role.SMALL, Tone.MUTED), told))
        if view.state in {EscrowState.OTHER, EscrowState.UNKNOWN}:
            texts.append(
                put(IconLabel("triangle-alert", Role.SMALL_STRONG, Tone.RUST), "escrow.renew")
            )
        chips = put(SpokenWords(self._screen.words), "escrow.words")
        chips.show_words(view.words)
        named = put(Label(Role.SMALL, Tone.MUTED, wrap=False), "escrow.words")
        both = QWidget()
        both.setLayout(FlowLayout(named, chips, spacing=10))
        both.setVisible(bool(view.words))
        texts.append(both)
        self.rows.addWidget(self._row(texts, self._buttons_for(view, mine=mine)))

    def _buttons_for(self, view: EscrowView, *, mine: bool) -> list[Button]:
        if not mine:
            return []
        there = view.state is not EscrowState.OFFERED
        tasks = ["renew_escrow" if there else "give_escrow"] if view.may_give else []
        if view.state is EscrowState.HELD:
            tasks = []
        if there:
            tasks.append("take_escrow")
        return [self._button(task) for task in tasks]

    def _row(self, texts: list[QWidget], buttons: list[Button]) -> QWidget:
        row = line(spacing=14)
        row.addLayout(column(Disc("landmark", Tone.PLUM), end=True))
        row.addLayout(column(*texts, spacing=4, end=True), 1)
        head = QWidget()
        head.setLayout(row)
        if not buttons:
            return head
        return SideBySide(head, FlowLayout(*buttons, spacing=8), shares=(5, 4), least=46, below=8)

    def _button(self, task: str) -> Button:
        icon = "hand" if task == "take_escrow" else "landmark"
        button = self._screen.put(Button(icon), f"keys.{task}.open")
        button.clicked.connect(partial(self.chosen.emit, task))
        self.buttons[task] = button
        return button


class GiveEscrowCard(KeyPanel):
    """What the authority could do with it and what it could not; then one's own passphrase."""

    name = "give_escrow"
    icon = "landmark"
    tone = Tone.PLUM
    points: tuple[tuple[str, str], ...] = (
        ("file-key", "escrow.point.file"),
        ("phone", "escrow.point.telephone"),
        ("eye", "escrow.point.all"),
        ("hand", "escrow.point.undo"),
        ("triangle-alert", "escrow.point.untried"),
    )

    def build(self) -> None:
        """Points, and one field."""
        self._view: list[EscrowView] = []
        for icon, key in self.points:
            told = self._screen.put(IconLabel(icon, Role.BODY, Tone.MUTED), key)
            told.label.set_tone(Tone.PLAIN)
            self.inside.addWidget(told)
        self.passphrase = self.proof_field()
        self.inside.addWidget(self.passphrase)
        self.passphrase.line.returnPressed.connect(self.go.click)

    @property
    def escrow(self) -> EscrowKeys:
        """The open vault's key for the authority."""
        desk = self._screen.desk
        return EscrowKeys(desk.door, casework_of(desk.bridge))

    def begin(self, _view: KeysView, _ways: tuple[Way, ...]) -> None:
        """Whose key it would be."""
        self._screen.desk.bridge.run(self.escrow.escrow, self._shown)

    def _shown(self, view: EscrowView) -> None:
        named = Say.of(f"keys.{self.name}.heading_of", authority=view.authority)
        self._screen.say(self.heading.setText, named)

    def wrong(self) -> Wrong:
        """Nothing was typed."""
        return [] if self.passphrase.value() else [(self.passphrase, "keys.old_missing")]

    def work(self) -> Callable[[], object]:
        """Seal the data key to the authority."""
        return partial(self.escrow.give, self.proof(self.passphrase))

    def place(self, error: AlnError) -> Wrong:
        """At the one field."""
        return at_field(self.passphrase, error)

    def first_focus(self) -> QWidget:
        """The one field."""
        return self.passphrase.line


class RenewEscrowCard(GiveEscrowCard):
    """The same, in place of a key that may open nothing any more."""

    name = "renew_escrow"


class TakeEscrowCard(GiveEscrowCard):
    """One's own passphrase, and the authority has no key from now on."""

    name = "take_escrow"
    icon = "hand"
    tone = Tone.RUST
    points = (("archive", "escrow.point.copies"),)

    def work(self) -> Callable[[], object]:
        """Take it back."""
        return partial(self.escrow.take_back, self.proof(self.passphrase))
