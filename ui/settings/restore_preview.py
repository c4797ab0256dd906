"""What putting a copy back would change, for reading before anything is changed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from aln_review.casework.restore_preview import LearnerChange, Preview
from aln_review.casework.say import Say
from ui.desk import Screen
from ui.widgets import (
    Card,
    CardHead,
    FlowLayout,
    IconLabel,
    Label,
    Pill,
    Role,
    Rule,
    Tone,
    clear,
    column,
)

MOST = 40
"""Learners shown one by one; beyond that a count says how many more."""
EFFECTS = (
    ("gone", "circle-minus", Tone.RUST),
    ("changed", "history", Tone.AMBER),
    ("back", "circle-plus", Tone.GREEN),
)


class PreviewCard(Card):
    """The two dates, then each learner with what would go, be as it was, or come back."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=12)
        self._screen = screen
        self.then = IconLabel("copy", Role.STRONG, Tone.TEAL)
        self.now = IconLabel("clock", Role.BODY, Tone.MUTED)
        for one in (self.then, self.now):
            one.label.set_tone(Tone.PLAIN)
        self.changes = column(spacing=12)
        self.add(screen.put(CardHead("history", Tone.TEAL), "restore.preview"))
        self.add(self.then)
        self.add(self.now)
        self.add(self.changes)

    def show_preview(self, seen: Preview, *, standing: bool) -> None:
        """Word it. ``standing``: a vault that cannot be opened is in the way."""
        say = self._screen.say
        say(self.then.setText, Say.many("restore.copy_of", seen.learners_there, at=seen.copy_at))
        clear(self.changes)
        if seen.present_at is None:
            say(self.now.setText, "restore.aside" if standing else "restore.into_nothing")
            return
        say(self.now.setText, Say.of("restore.present", at=seen.present_at))
        if seen.same:
            self._line("circle-check", Tone.GREEN, Say("restore.same"))
        for change in seen.changes[:MOST]:
            self.changes.addWidget(Rule(room=1))
            self.changes.addWidget(self._learner(change, seen))
        if len(seen.changes) > MOST:
            self._line("users", Tone.MUTED, Say.many("restore.more", len(seen.changes) - MOST))
        if seen.others:
            self.changes.addWidget(Rule(room=1))
        for one in seen.others:
            self._line("info", Tone.MUTED, one)

    def _line(self, icon: str, tone: Tone, what: Say) -> None:
        line = IconLabel(icon, Role.BODY, tone)
        line.label.set_tone(Tone.PLAIN)
        self.changes.addWidget(self._screen.put(line, what))

    def _learner(self, change: LearnerChange, seen: Preview) -> QWidget:
        put = self._screen.put
        parts: list[QWidget] = [
            put(Label(Role.STRONG), Say.of("restore.learner", name=change.name))
        ]
        if change.whole:
            icon, tone = _mark(change.whole)
            whole = IconLabel(icon, Role.BODY, tone)
            whole.label.set_tone(Tone.PLAIN)
            parts.append(put(whole, Say.of(f"restore.whole.{change.whole}", at=seen.copy_at)))
        for effect, icon, tone in EFFECTS:
            counts: tuple[Say, ...] = getattr(change, effect)
            if not counts:
                continue
            if change.whole != effect:
                head = IconLabel(icon, Role.SMALL, tone)
                head.label.set_tone(Tone.PLAIN)
                parts.append(put(head, Say.of(f"restore.effect.{effect}", at=seen.copy_at)))
            pills = QWidget()
            flow = FlowLayout(*[put(Pill("", tone), one) for one in counts], spacing=6)
            flow.setContentsMargins(28, 0, 0, 0)
            pills.setLayout(flow)
            parts.append(pills)
        whole_widget = QWidget()
        box = column(*parts, spacing=6)
        box.setContentsMargins(0, 0, 0, 0)
        whole_widget.setLayout(box)
        return whole_widget


def _mark(effect: str) -> tuple[str, Tone]:
    return next((icon, tone) for name, icon, tone in EFFECTS if name == effect)
