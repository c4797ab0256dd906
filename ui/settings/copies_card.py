"""The cards of the copies' page: this computer, the second place, the rehearsal, the alarm."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aln_review.casework.copies import CopiesView, CopyView, shrunk_words
from aln_review.casework.copies_state import Rehearsal
from aln_review.casework.say import Say
from aln_review.casework.second_place import SecondView
from ui.desk import Screen
from ui.retranslate import What
from ui.widgets import (
    Button,
    Card,
    CardHead,
    FlowLayout,
    IconLabel,
    Label,
    Pill,
    PrimaryButton,
    Role,
    Tone,
    clear,
    column,
)

MIB = 1024 * 1024
SHOWN = 5
"""Copies listed one by one; all of them stand on the page for putting one back."""


def size_of(copy: CopyView) -> int:
    """In MB, never nought."""
    return max(1, round(copy.size / MIB))


class _Told(Card):
    """A card with a state line that says what is going on."""

    def __init__(self, screen: Screen, icon: str, tone: Tone, heading: str) -> None:
        super().__init__(spacing=12)
        self._page = screen
        self.add(screen.put(CardHead(icon, tone), heading))
        self.state = IconLabel("info", Role.BODY, Tone.MUTED)
        self.state.label.set_tone(Tone.PLAIN)
        self.add(self.state)
        self.buttons: tuple[Button, ...] = ()

    def tell(self, icon: str, tone: Tone, what: What) -> None:
        """The state in words."""
        self.state.set_state(icon, tone)
        self.state.label.set_tone(Tone.PLAIN)
        self._page.say(self.state.setText, what)

    def busy(self, what: str) -> None:
        """Something is under way: no button works until it is done."""
        for button in self.buttons:
            button.setEnabled(False)
        self.tell("hourglass", Tone.TEAL, what)

    def rest(self) -> None:
        """The buttons work again."""
        for button in self.buttons:
            button.setEnabled(True)


class AlarmCard(Card):
    """Much is missing from the newest copy: what, and the two answers to it."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(band=Tone.RUST, spacing=12)
        self._screen = screen
        put = screen.put
        self.what = Label(Role.STRONG)
        self.look = put(PrimaryButton("stethoscope"), "copies.alarm.health")
        self.right = put(Button("check"), "copies.alarm.right")
        self.add(put(CardHead("triangle-alert", Tone.RUST), "copies.alarm.heading"))
        self.add(self.what)
        self.add(put(Label(), "copies.alarm.meaning"))
        self.add(FlowLayout(self.look, self.right, spacing=12))
        self.hide()

    def show_view(self, view: CopiesView) -> None:
        """Only while there is an alarm."""
        alarm = view.state.alarm
        self.setVisible(alarm is not None)
        if alarm is not None:
            self._screen.say(self.what.setText, shrunk_words(alarm))
        self.right.setEnabled(True)


class HereCard(_Told):
    """The copies on this computer, and how far back one can go."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen, "copy", Tone.TEAL, "copies.kept")
        put = screen.put
        self.now = put(PrimaryButton("copy"), "copies.now")
        self.back = put(Button("history"), "copies.restore")
        self.buttons = (self.now,)
        self.reach = QWidget()
        self.spans = tuple(Pill("calendar-days", Tone.TEAL) for _ in range(3))
        self.oldest = Label(Role.SMALL, Tone.MUTED)
        self.reach.setLayout(
            column(
                put(Label(Role.STRONG), "copies.reach"),
                FlowLayout(*self.spans, spacing=8),
                self.oldest,
                spacing=8,
            )
        )
        self.list: QVBoxLayout = column(spacing=4)
        self.folder = Label(Role.SMALL, Tone.MUTED)
        self.add(FlowLayout(self.now, self.back, spacing=12))
        self.add(self.reach)
        self.add(self.list)
        self.add(self.folder)

    def show_view(self, view: CopiesView) -> None:
        """Newest first; the rest in a few words. An alarm is more urgent than another copy."""
        self.rest()
        self.now.set_quiet(view.state.alarm is not None)
        say = self._page.say
        clear(self.list)
        say(self.folder.setText, "copies.folder", folder=view.folder)
        self.reach.setVisible(bool(view.copies))
        self.back.setEnabled(True)
        if not view.copies:
            self.tell("triangle-alert", Tone.RUST, "copies.none")
            return
        self.tell("circle-check", Tone.GREEN, Say.of("copies.newest", at=view.copies[0].at))
        reach = view.reach
        counts = ((reach.days, "days"), (reach.weeks, "weeks"), (reach.months, "months"))
        finer = 0
        for pill, (count, span) in zip(self.spans, counts, strict=True):
            say(pill.setText, Say.many(f"copies.reach.{span}", count))
            # The same copies are not counted again: of two days, they are not as well of two weeks.
            pill.setVisible(span == "days" or 1 < count < finer)
            finer = count
        if reach.oldest is not None:
            say(self.oldest.setText, "copies.oldest", on=reach.oldest)
        for copy in view.copies[:SHOWN]:
            key = "copies.one_before" if copy.before_restoring else "copies.one"
            one = IconLabel("check", Role.SMALL, Tone.GREEN)
            one.label.set_tone(Tone.MUTED)
            said = Say.of(key, at=copy.at, size=size_of(copy))
            self.list.addWidget(self._page.put(one, said))


class SecondCard(_Told):
    """The stick or share: where, when it was last reached, and what stands in the way."""

    wanted = Signal()
    """A folder is to be chosen."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen, "hard-drive", Tone.BLUE, "copies.second")
        put = screen.put
        self.hint = put(Label(Role.SMALL, Tone.MUTED), "copies.second.hint")
        self.folder = Label(Role.SMALL, Tone.MUTED)
        self.trouble = IconLabel("triangle-alert", Role.SMALL, Tone.AMBER)
        self.trouble.label.set_tone(Tone.PLAIN)
        self.erased = put(IconLabel("eraser", Role.SMALL, Tone.AMBER), "copies.second.erased")
        self.erased.label.set_tone(Tone.PLAIN)
        self.erased.hide()
        self.choose = Button("folder-open")
        self.go = put(Button("arrow-right"), "copies.second.now")
        self.none = put(Button("x"), "copies.second.forget")
        self.buttons = (self.choose, self.go, self.none)
        self.add(self.trouble)
        self.add(self.erased)
        self.add(self.folder)
        self.add(self.hint)
        self.add(FlowLayout(self.go, self.choose, self.none, spacing=12))
        self.choose.clicked.connect(self.wanted)

    def show_view(self, view: SecondView) -> None:
        """What is known of it; a place that is not there is no fault."""
        self.rest()
        say, place = self._page.say, view.place
        chosen = bool(place.folder)
        for part in (self.go, self.none, self.folder):
            part.setVisible(chosen)
        self.trouble.setVisible(bool(place.trouble))
        self.erased.setVisible(view.holds_erased)
        say(self.choose.setText, "copies.second.other" if chosen else "copies.second.choose")
        if place.trouble:
            say(self.trouble.setText, place.trouble)
        if not chosen:
            self.tell("info", Tone.MUTED, "copies.second.none")
            return
        say(self.folder.setText, "copies.second.folder", folder=place.folder)
        if place.reached is None:
            self.tell("triangle-alert", Tone.AMBER, "copies.second.never")
        elif view.reachable:
            reached = Say.many("copies.second.reached", len(view.files), at=place.reached)
            self.tell("circle-check", Tone.GREEN, reached)
        else:
            self.tell("info", Tone.MUTED, Say.of("copies.second.away", at=place.reached))


class RehearsalCard(_Told):
    """When a copy was last put back for practice."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen, "refresh-cw", Tone.GREEN, "copies.rehearsal")
        put = screen.put
        self.trouble = IconLabel("triangle-alert", Role.SMALL, Tone.RUST)
        self.trouble.label.set_tone(Tone.PLAIN)
        self.now = put(Button("refresh-cw"), "copies.rehearsal.now")
        self.buttons = (self.now,)
        self.add(self.trouble)
        self.add(put(Label(Role.SMALL, Tone.MUTED), "copies.rehearsal.hint"))
        self.add(FlowLayout(self.now, spacing=12))

    def show_done(self, done: Rehearsal) -> None:
        """The last one, and what went wrong since."""
        self.rest()
        self.trouble.setVisible(bool(done.trouble))
        if done.trouble:
            self._page.say(self.trouble.setText, done.trouble)
        if done.at is None:
            self.tell("info", Tone.MUTED, "copies.rehearsal.never")
            return
        key = "copies.rehearsal.both" if done.second_place else "copies.rehearsal.done"
        seconds = max(1, round(done.seconds))
        self.tell("circle-check", Tone.GREEN, Say.many(key, seconds, at=done.at))
