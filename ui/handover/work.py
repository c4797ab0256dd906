"""The last step: the work itself, how far it is, and what is safe meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from aln_review.casework.handover import Done
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.desk import Screen
from ui.handover.gauge import Gauge, Track
from ui.unlock.steps import SetupStep
from ui.widgets import (
    Button,
    Card,
    FlowLayout,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    Tone,
    column,
)

LOOK_EVERY = 100
"""Milliseconds."""
PHASES = ((0.25, "work.keys"), (0.6, "work.writing"), (0.97, "work.comparing"), (2.0, "work.last"))
"""Up to which part of the work which sentence holds."""

Work = Callable[[Gauge], Done]


def carry_out(work: Work, gauge: Gauge) -> Done:
    """On the worker's thread. Whoever left the page meanwhile leaves a closed vault."""
    done = work(gauge)
    if gauge.left:
        done.casework.close()
    return done


class WorkStep(SetupStep):
    """``finished(Casework)``, or ``refused(AlnError)`` when nothing was changed.

    When the work stopped half-way the step itself offers to try again or to go in for now.
    """

    name = "work"
    finished = Signal(object)
    refused = Signal(object)
    retry = Signal()
    go_in = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._gauge = Gauge()
        self._held: list[Done] = []

    def build(self) -> None:
        """Bar, sentence, what is safe; and what to do when it stopped."""
        self.track = Track()
        self.percent = Label(Role.STRONG, Tone.TEAL)
        self.phase = Label(Role.BODY)
        self.safe = IconLabel("shield-check", Role.SMALL, Tone.MUTED)
        self.page.say(self.safe.setText, "work.safe")
        self.stay = IconLabel("hourglass", Role.SMALL, Tone.MUTED)
        self.page.say(self.stay.setText, "work.stay")
        self.under_way = Card(self.phase, self.track, self.percent, spacing=12)
        self.stopped = self._make_stopped()
        self.stopped.hide()
        self.setLayout(
            column(self.under_way, self.stopped, self.safe, self.stay, spacing=14, end=True)
        )
        self._tick = QTimer(self)
        self._tick.setInterval(LOOK_EVERY)
        self._tick.timeout.connect(self._look)
        self._said = ""

    def _make_stopped(self) -> Card:
        self.what = IconLabel("circle-alert", Role.BODY, Tone.AMBER)
        self.what.label.set_tone(Tone.PLAIN)
        self.again = self.page.put(PrimaryButton("refresh-cw"), "work.again")
        self.later = self.page.put(Button("arrow-right"), "work.later")
        told = self.page.put(Label(Role.SMALL, Tone.MUTED), "work.stopped_hint")
        self.again.clicked.connect(self.retry)
        self.later.clicked.connect(self.go_in)
        heading = self.page.put(Label(Role.STRONG), "work.stopped")
        return Card(
            heading, self.what, told, FlowLayout(self.again, self.later, spacing=12), spacing=12
        )

    @property
    def ready(self) -> bool:
        """It goes on by itself."""
        return False

    @property
    def held(self) -> Done | None:
        """A vault whose work stopped half-way."""
        return self._held[-1] if self._held else None

    def begin(self, work: Work) -> None:
        """Do the work away from the window's thread."""
        self.stopped.hide()
        self.under_way.show()
        self.stay.show()
        self._held = []
        self._gauge = Gauge()
        self._said = ""
        self._look()
        self._tick.start()
        self.under_way.setFocus()
        run = self.page.desk.bridge.run
        run(partial(carry_out, work, self._gauge), self._done, self._refused)

    def show_part(self, part: float) -> None:
        """The bar, the percentage and the sentence."""
        self.track.set_part(part)
        told = Say.of("work.percent", percent=round(part * 100))
        self.page.say(self.percent.setText, told)
        self.page.say(self.track.setText, told)
        key = next(key for until, key in PHASES if part < until)
        if key != self._said:
            self._said = key
            self.page.say(self.phase.setText, key)
            self.page.say(self.under_way.setAccessibleName, key)
            self.page.desk.announce(self.page.words.t(key))

    def show_stopped(self, error: AlnError) -> None:
        """Why it did not come to its end, and what can be done."""
        self.under_way.hide()
        self.stay.hide()
        self.page.say(self.what.setText, Say(error.key, error.facts))
        self.stopped.show()
        self.again.setFocus()

    def abandon(self) -> None:
        """The page goes: what is under way ends by itself and leaves a closed vault."""
        self._tick.stop()
        self._gauge.left = True
        for done in self._held:
            done.casework.close()
        self._held = []

    def take(self) -> Done | None:
        """The vault whose work stopped, for whoever goes in with it."""
        held, self._held = self._held, []
        return held[-1] if held else None

    def _look(self) -> None:
        self.show_part(self._gauge.part)

    def _done(self, done: Done) -> None:
        self._tick.stop()
        if done.fault is None:
            self.show_part(1.0)
            self.finished.emit(done.casework)
            return
        self._held = [done]
        self.show_stopped(done.fault)

    def _refused(self, error: AlnError) -> None:
        self._tick.stop()
        self.refused.emit(error)

    def first_focus(self) -> QWidget:
        """Nothing is typed here."""
        return self.again if self.stopped.isVisible() else self
