"""The versions of a profile: the one being written and those that are kept as they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal

from aln_review.casework.say import Say
from aln_review.domain.profile import OnePageProfile
from ui.retranslate import Sayings, Words
from ui.widgets import Button, Card, CardHead, Label, Role, Row, Tone, clear, column


class VersionsCard(Card):
    """Newest first; an earlier one opens as it was. One button keeps the newest."""

    wanted = Signal(str)
    lock_wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__(spacing=6)
        self._sayings = Sayings(words)
        head = CardHead("history", Tone.SLATE)
        self._sayings.say(head.setText, "profile.versions")
        self.why = Label(Role.SMALL, Tone.MUTED)
        self._sayings.say(self.why.setText, "profile.lock_why")
        self.lock = Button("lock")
        self._sayings.say(self.lock.setText, "profile.lock")
        self.lock.clicked.connect(self.lock_wanted)
        self.list = column(spacing=0)
        self.rows: list[Row] = []
        self.add(head)
        self.add(self.list)
        self.add(self.why)
        self.add(self.lock)
        words.switched.connect(self._sayings.say_all)

    def show_versions(
        self, versions: Sequence[OnePageProfile], shown: OnePageProfile, today: date
    ) -> None:
        """List them; the one shown says so."""
        clear(self.list)
        self.rows = []
        for version in versions:
            here = version.id == shown.id
            row = Row(
                "lock" if version.locked else "pencil",
                Tone.SLATE if version.locked else Tone.AMBER,
                strong=here,
            )
            on = version.changed_at.astimezone().date()
            key = "profile.version_today" if on == today else "profile.version"
            self._sayings.say(row.setText, Say.of(key, version=version.version, on=on))
            second = "profile.version_kept" if version.locked else "profile.version_open"
            self._sayings.say(row.setSecond, "profile.version_here" if here else second)
            row.clicked.connect(partial(self._open, version.id if version.locked else ""))
            row.setEnabled(not here)
            self.list.addWidget(row)
            self.rows.append(row)
        newest = bool(versions) and versions[0].id == shown.id and not shown.locked
        self.lock.setVisible(newest and bool(shown.items))
        self.why.setVisible(self.lock.isVisibleTo(self))

    def _open(self, version_id: str, _checked: bool = False) -> None:
        self.wanted.emit(version_id)

    def take_focus(self) -> None:
        """To the first version that can be opened."""
        for row in self.rows:
            if row.isEnabled():
                row.setFocus(Qt.FocusReason.TabFocusReason)
                return
