"""The keys of the vault: every way in, each tried, changed, given and taken back from here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from aln_review.casework.keyring import Keyring, KeysView, SlotKind, Way
from aln_review.casework.say import Say
from ui.desk import Crumb, Screen
from ui.post import casework_of
from ui.settings.escrow import EscrowCard, GiveEscrowCard, RenewEscrowCard, TakeEscrowCard
from ui.settings.holder_panels import (
    AddHolderCard,
    ChangeHolderCard,
    TakeBackCard,
    TryHolderCard,
)
from ui.settings.key_panel import KeyPanel
from ui.settings.key_panels import PassphraseCard, SheetCard, TrySheetCard
from ui.settings.key_ways import WaysCard
from ui.widgets import (
    Button,
    Card,
    IconLabel,
    Label,
    Role,
    ScrollPage,
    SideBySide,
    Tone,
    clear,
    column,
    line,
)

TASKS: dict[str, type[KeyPanel]] = {
    task.name: task
    for task in (
        PassphraseCard, TrySheetCard, SheetCard, AddHolderCard, ChangeHolderCard, TryHolderCard,
        TakeBackCard, GiveEscrowCard, RenewEscrowCard, TakeEscrowCard,
    )
}  # fmt: skip


class KeysPage(Screen):
    """A list of keys; a task takes its place while it lasts."""

    def build(self) -> None:
        """Heading, what was just done, the list, and the tasks, hidden."""
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        heading = self.put(Label(Role.DISPLAY), "shell.keys")
        self.lead = self.put(Label(), "keys.lead")
        self.page.add(column(heading, self.lead, spacing=0))
        self.told = IconLabel("circle-check", Role.STRONG, Tone.GREEN)
        self.told.hide()
        self.guest = self.put(IconLabel("info", Role.BODY, Tone.BLUE), "keys.as_keyholder")
        self.guest.label.set_tone(Tone.PLAIN)
        self.guest.hide()
        self.hand_on = self.put(Button("arrow-right"), "keys.hand_on")
        whose = self.put(Label(), "keys.hand_on_hint")
        self.handing = Card(SideBySide(whose, self.hand_on, shares=(1, 0), least=30), sunk=True)
        self.handing.hide()
        self.page.add(self.told)
        self.page.add(self.guest)
        self.page.add(self.handing)
        self.ways = WaysCard(self)
        self.more = self.put(Button("user-plus"), "keys.add_another")
        self.more.hide()
        self.escrow = EscrowCard(self)
        self.list = QWidget()
        rules = Card(sunk=True, spacing=10)
        for icon, key in (("shield", "keys.rule.proof"), ("archive", "keys.rule.copies")):
            rules.add(self.put(IconLabel(icon, Role.SMALL, Tone.MUTED), key))
        self.change_data = self.put(Button("refresh-cw"), "keys.change_data")
        why = self.put(Label(Role.SMALL, Tone.MUTED), "keys.change_data_hint")
        rules.add(SideBySide(why, self.change_data, shares=(1, 0), least=30))
        more = line(self.more, end=True)
        self.list.setLayout(column(self.ways, more, self.escrow, rules, spacing=14))
        self.page.add(self.list)
        self.place = column(spacing=0)
        self.page.add(self.place)
        self._task: list[KeyPanel] = []
        self._view: list[KeysView] = []
        self._came_back = False

    def bind(self) -> None:
        """The buttons of every way."""
        self.ways.chosen.connect(self._begin)
        self.escrow.chosen.connect(self._begin_escrow)
        self.more.clicked.connect(self._add_another)
        self.change_data.clicked.connect(self._change_data)
        self.hand_on.clicked.connect(self._hand_on)

    def show_for(self, **_args: object) -> None:
        """Ask which keys there are."""
        self._end()
        keys = Keyring(self.desk.door, casework_of(self.desk.bridge))
        self.desk.bridge.run(keys.view, self._show, self.desk.say_error)

    def crumbs(self) -> tuple[Crumb, ...]:
        """From the settings."""
        return (Crumb("shell.settings", "settings"), Crumb("shell.keys"))

    def first_focus(self) -> QWidget | None:
        """The first thing that can be done."""
        return next(iter(self.ways.buttons.values()), None)

    def leave(self) -> None:
        """No passphrase and no word of a sheet stays in a widget."""
        self._end()

    @property
    def task(self) -> KeyPanel | None:
        """The task in hand, while there is one."""
        return self._task[0] if self._task else None

    def _show(self, view: KeysView) -> None:
        self._view = [view]
        self.ways.show_ways(view)
        holders = sum(way.label.kind is SlotKind.KEYHOLDER for way in view.ways)
        self.more.setVisible(holders > 0)
        guest = view.opened_by is SlotKind.KEYHOLDER
        for part in (self.guest, self.handing):
            part.setVisible(guest)
        self.change_data.setEnabled(not guest)
        self.escrow.look(mine=not guest)
        first = self.first_focus()
        if first is not None and (self._came_back or self.waits):
            # What was just done is said at the top; whoever just came waits with the keyboard.
            self.page.verticalScrollBar().setValue(0)
            first.setFocus()
        self._came_back = False

    def _change_data(self) -> None:
        self.desk.open("rotation")

    def _hand_on(self) -> None:
        """From outside: the vault must be nobody's for as long as it is made somebody else's."""
        host = self.desk.host
        host.lock()
        host.open("handover", {})

    def _add_another(self) -> None:
        self._begin("add_holder", ())

    def _begin_escrow(self, task: str) -> None:
        self._begin(task, ())

    def _begin(self, task: str, ways: tuple[Way, ...]) -> None:
        self.told.hide()
        for view in self._view:
            panel = TASKS[task](self)
            panel.finished.connect(self._finished)
            panel.given_up.connect(self._list)
            self._task = [panel]
            self.place.addWidget(panel)
            self.list.hide()
            panel.begin(view, ways)
            self.page.verticalScrollBar().setValue(0)
            panel.first_focus().setFocus()

    def _end(self) -> None:
        """Put the task away with all that was typed in it."""
        for panel in self._task:
            panel.forget()
        self._task = []
        clear(self.place)
        self.list.show()

    def _finished(self, said: Say) -> None:
        self.say(self.told.setText, said)
        self.told.show()
        self.desk.announce(self.words.say(said))
        self._list()

    def _list(self) -> None:
        self._came_back = True
        self.show_for(**self.args)
