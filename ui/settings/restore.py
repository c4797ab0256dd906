"""Putting a copy back: which one, what it would change, a question, and the vault as it was.

The same page serves an open vault and one that cannot be opened; only the frame round it differs.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from aln_review.casework.copies import CopiesView, copies
from aln_review.casework.door import DoorState
from aln_review.casework.restoring import Chosen, choose
from aln_review.casework.say import Say
from aln_review.casework.second_place import SecondView, second_place
from aln_review.domain.errors import AlnError
from ui.desk import Crumb, Screen
from ui.post import casework_of
from ui.reach import Reach
from ui.settings.copies_card import MIB
from ui.settings.restore_preview import PreviewCard
from ui.settings.restoring import (
    Looked,
    broke_off,
    finished,
    look_with_secret,
    look_with_vault,
    put_back,
    shown_or_put_away,
)
from ui.step_up import step_up
from ui.unlock.narrow import Narrow
from ui.unlock.passphrase import pass_field
from ui.widgets import (
    Button,
    Card,
    CardHead,
    FlowLayout,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    Row,
    ScrollPage,
    TextButton,
    Tone,
    clear,
    column,
)

DIALOG = QFileDialog.Option.DontUseNativeDialog
SHOWN = 12
"""Copies listed before the older ones are asked for."""
WRONG_KEY = "error.copy.wrong_key"
WRONG_SECRET = "error.copy.wrong_passphrase"  # noqa: S105 - a message key
WIDEST = 60.0


class RestorePage(Screen):
    """``done_at``: a copy of this moment has just been put back. ``aside``: the old one lies by."""

    def build(self) -> None:
        """The copies, the passphrase, the preview: one of them shows at a time."""
        self._chosen: list[Chosen] = []
        self._looked: list[Looked] = []
        self._views: list[CopiesView] = []
        self._all = False
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        heading = self.put(Label(Role.DISPLAY), "shell.restore")
        self.lead = self.put(Label(), "restore.lead")
        self.told = IconLabel("hourglass", Role.STRONG, Tone.TEAL)
        self.told.hide()
        self.list_card = self._make_list()
        self.pass_card = self._make_passphrase()
        self.preview = PreviewCard(self)
        self.verbs = self._make_verbs()
        self.done = self._make_done()
        whole = QWidget()
        titles = column(heading, self.lead, spacing=0)
        self.parts = (self.list_card, self.pass_card, self.preview, self.verbs, self.done)
        whole.setLayout(column(titles, self.told, *self.parts, spacing=14, end=True))
        self.column = Narrow(whole, WIDEST, left=self.desk.bridge.is_open)
        self.page.add(self.column)
        self._show_part()

    def _make_list(self) -> Card:
        self.rows = column(spacing=0)
        self.there = column(spacing=0)
        self.there_head = self.put(Label(Role.STRONG), "restore.second")
        self.older = self.put(TextButton(), "restore.older")
        self.file = self.put(Button("folder-open"), "restore.file")
        self.leave_it = self.put(Button("arrow-left"), "restore.leave")
        card = Card(self.put(CardHead("copy", Tone.TEAL), "restore.which"), spacing=10)
        self.none = self.put(IconLabel("info", Role.BODY, Tone.MUTED), "restore.none")
        self.here_head = self.put(Label(Role.STRONG), "restore.here")
        for part in (self.here_head, self.none, self.rows, self.older):
            card.add(part)
        card.add(self.there_head)
        card.add(self.there)
        card.add(FlowLayout(self.file, self.leave_it, spacing=12))
        return card

    def _make_passphrase(self) -> Card:
        self.of = Label()
        self.passphrase = pass_field(self, "restore.passphrase")
        self.open_it = self.put(PrimaryButton("lock-open"), "restore.open")
        self.again = self.put(Button("arrow-left"), "restore.another")
        card = Card(self.put(CardHead("key-round", Tone.AMBER), "restore.locked"), spacing=12)
        card.add(self.of)
        card.add(self.passphrase)
        card.add(FlowLayout(self.open_it, self.again, spacing=12))
        return card

    def _make_verbs(self) -> Card:
        self.go = self.put(PrimaryButton("history"), "restore.go")
        self.other = self.put(Button("arrow-left"), "restore.another")
        self.kept = self.put(IconLabel("shield-check", Role.BODY, Tone.GREEN), "restore.kept")
        self.kept.label.set_tone(Tone.PLAIN)
        card = Card(spacing=12, sunk=True)
        card.add(self.kept)
        card.add(FlowLayout(self.go, self.other, spacing=12))
        return card

    def _make_done(self) -> Card:
        self.now_is = IconLabel("circle-check", Role.STRONG, Tone.GREEN)
        self.lies = self.put(Label(), "restore.aside_done")
        self.on = self.put(PrimaryButton("arrow-right"), "restore.on")
        card = Card(self.put(CardHead("circle-check", Tone.GREEN), "restore.done"), spacing=12)
        card.add(self.now_is)
        card.add(self.lies)
        card.add(FlowLayout(self.on, spacing=12))
        return card

    def bind(self) -> None:
        """A file, a passphrase, the copy itself."""
        self.file.clicked.connect(self._choose_file)
        self.older.clicked.connect(self._show_older)
        self.leave_it.clicked.connect(self._leave_it)
        self.open_it.clicked.connect(self._open_typed)
        self.passphrase.line.returnPressed.connect(self._open_typed)
        self.again.clicked.connect(self._begin)
        self.other.clicked.connect(self._begin)
        self.go.clicked.connect(self._ask)
        self.on.clicked.connect(self._go_on)

    def show_for(self, **args: object) -> None:
        """The copies there are, or what has just been done."""
        done_at = args.get("done_at")
        if isinstance(done_at, datetime):
            self.say(self.now_is.setText, "restore.is_as_it_was", at=done_at)
            self.lies.setVisible(bool(args.get("aside")))
            self._show_part(self.done)
            return
        self._show_part(self.list_card)
        self.there_head.hide()
        bridge, door = self.desk.bridge, self.desk.door
        vault = casework_of(bridge) if bridge.is_open else None
        bridge.run(partial(copies, door, vault), self._list, self._failed)
        if vault is not None:
            bridge.run(partial(second_place, door, vault), self._list_there, self._failed)

    def crumbs(self) -> tuple[Crumb, ...]:
        """From the copies; before a vault is open the bar shows the product's name alone."""
        if not self.desk.bridge.is_open:
            return (Crumb(""),)
        here = Crumb("shell.restore")
        return (Crumb("shell.settings", "settings"), Crumb("shell.copies", "copies"), here)

    def first_focus(self) -> QWidget | None:
        """The newest copy, or choosing a file; the way on once it is done."""
        if self.done.isVisibleTo(self):
            return self.on
        newest = self.rows.itemAt(0)
        return self.file if newest is None else newest.widget()

    def leave(self) -> None:
        """No passphrase stays in a widget, and no opened copy on the disk."""
        self.passphrase.line.clear()
        self._put_away()

    def _put_away(self) -> None:
        for looked in self._looked:
            looked.copy.close()
        self._looked = []

    def _show_part(self, *shown: QWidget) -> None:
        for part in self.parts:
            part.setVisible(part in shown)
        self.lead.setVisible(self.done not in shown)
        self.told.hide()

    def _busy(self, key: str) -> None:
        self._show_part()
        self.say(self.told.setText, key)
        self.told.show()

    # Which one

    def _begin(self) -> None:
        self.leave()
        self._show_part(self.list_card)
        self._take_focus()

    def _take_focus(self) -> None:
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_it(self) -> None:
        if self.desk.bridge.is_open:
            self.desk.open("copies")
            return
        new = self.desk.door.look().state is DoorState.NO_VAULT
        self.desk.open("first-run" if new else "unlock")

    def _list(self, view: CopiesView) -> None:
        self._views = [view]
        clear(self.rows)
        shown = view.copies if self._all else view.copies[:SHOWN]
        self.none.setVisible(not view.copies)
        self.here_head.setVisible(bool(view.copies))
        self.older.setVisible(len(shown) < len(view.copies))
        for copy in shown:
            second = "restore.row_before" if copy.before_restoring else "restore.row_here"
            self.rows.addWidget(self._row(copy.path, copy.at, copy.size, second))
        if self.file.hasFocus():
            self._take_focus()

    def _list_there(self, view: SecondView) -> None:
        clear(self.there)
        self.there_head.setVisible(bool(view.files))
        for one in view.files:
            self.there.addWidget(self._row(one.path, one.at, one.size, "restore.row_there"))

    def _row(self, path: Path, at: datetime, size: int, second: str) -> Row:
        row = Row("copy", Tone.TEAL)
        self.say(row.setText, "restore.row", at=at)
        self.say(row.setSecond, second, size=max(1, round(size / MIB)))
        row.clicked.connect(partial(self.use, path))
        return row

    def _show_older(self) -> None:
        self._all = True
        for view in self._views:
            self._list(view)

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            self.words.t("restore.file_title"),
            str(Path.home()),
            self.words.t("restore.file_kinds"),
            options=DIALOG,
        )
        if chosen:
            self.use(Path(chosen))

    # Opening it

    def use(self, path: Path, _checked: bool = False) -> None:
        """Take this copy: open it with the vault's own key, or ask for its passphrase."""
        self._busy("restore.opening")
        self.desk.bridge.run(partial(choose, self.desk.door, path), self._choose, self._failed)

    def _choose(self, chosen: Chosen) -> None:
        self._chosen = [chosen]
        bridge = self.desk.bridge
        if not bridge.is_open:
            self._ask_passphrase()
            return
        work = partial(look_with_vault, self.desk.door, casework_of(bridge), chosen)
        bridge.run(work, partial(shown_or_put_away, Reach(self.show_looked)), self._not_opened)

    def _not_opened(self, error: AlnError) -> None:
        if error.key == WRONG_KEY:
            self._ask_passphrase()
        else:
            self._failed(error)

    def _ask_passphrase(self) -> None:
        for chosen in self._chosen:
            self.say(self.of.setText, "restore.of", at=chosen.at)
        self._show_part(self.pass_card)
        self.passphrase.take_focus()

    def _open_typed(self) -> None:
        secret = self.passphrase.value()
        if not secret:
            self.say(self.passphrase.setError, "error.vault.empty_secret")
            self.passphrase.take_focus()
            return
        bridge = self.desk.bridge
        vault = casework_of(bridge) if bridge.is_open else None
        for chosen in self._chosen:
            self._busy("restore.opening")
            work = partial(look_with_secret, self.desk.door, vault, chosen, secret)
            bridge.run(work, partial(shown_or_put_away, Reach(self.show_looked)), self._wrong)

    def _wrong(self, error: AlnError) -> None:
        if error.key != WRONG_SECRET:
            self._failed(error)
            return
        self._show_part(self.pass_card)
        self.say(self.passphrase.setError, error.key)
        self.passphrase.line.selectAll()
        self.passphrase.take_focus()
        self.desk.announce(self.words.t(error.key))

    def show_looked(self, looked: Looked) -> None:
        """What the opened copy would change, and the verbs."""
        self.passphrase.line.clear()
        self._put_away()
        self._looked = [looked]
        self.preview.show_preview(looked.seen, standing=looked.standing)
        self.kept.setVisible(looked.seen.present_at is not None)
        self._show_part(self.preview, self.verbs)
        # It is read from its top; the verbs stand at its foot.
        self.page.setFocus()
        self.page.verticalScrollBar().setValue(0)

    def _failed(self, error: AlnError) -> None:
        self._show_part(self.list_card)
        self.desk.say_error(error)

    # Putting it back

    def _ask(self) -> None:
        for looked in self._looked:
            at = looked.seen.copy_at
            if self.desk.bridge.is_open:
                step_up(self, Say.of("step_up.why.restore", at=at), self.carry_out)
                return
            choices = {"restore": "restore.yes", "leave": "restore.no"}
            self.desk.host.ask(Say.of("restore.question", at=at), choices, self._answered)

    def _answered(self, chosen: str) -> None:
        if chosen == "restore":
            self.carry_out()

    def carry_out(self) -> None:
        """Put the opened copy back."""
        looked_at, self._looked = self._looked, []
        for looked in looked_at:
            self._busy("restore.going")
            bridge, door = self.desk.bridge, self.desk.door
            bridge.flush()
            vault = casework_of(bridge) if bridge.is_open else None
            # Nothing else may be asked of a vault that is about to be another one.
            window = self.window()
            window.setEnabled(False)
            done = partial(finished, window, self.desk, looked)
            work = partial(put_back, door, vault, looked)
            bridge.run(work, done, partial(broke_off, window, self.desk))

    def _go_on(self) -> None:
        self.desk.host.enter(self.desk.bridge.vault)
