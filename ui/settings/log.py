"""The whole access log: who opened, changed, printed and sent, newest first."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from aln_review.casework.queries.keeping import AccessLog, LogView
from aln_review.casework.say import Say
from ui.desk import Crumb, Screen
from ui.widgets import (
    Card,
    CardHead,
    IconLabel,
    Label,
    Role,
    Rule,
    ScrollPage,
    SideBySide,
    TextButton,
    Tone,
    clear,
    column,
    line,
)

AT_ONCE = 50


class AccessLogPage(Screen):
    """Fifty lines at a time. Nothing here can be taken away or changed."""

    def build(self) -> None:
        """Heading, whether the chain is whole, the lines."""
        self._shown = AT_ONCE
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        heading = self.put(Label(Role.DISPLAY), "shell.access_log")
        lead = self.put(Label(), "access_log.lead")
        self.page.add(column(heading, lead, spacing=0))
        self.whole = IconLabel("link", Role.STRONG, Tone.GREEN)
        self.lines = column(spacing=4)
        self.more = self.put(TextButton("chevron-down"), "access_log.more")
        self.more.hide()
        card = Card(self.put(CardHead("footprints", Tone.SLATE), "history.log"), self.whole)
        card.add(self.lines)
        card.add(line(self.more, end=True))
        self.page.add(card)

    def bind(self) -> None:
        """More lines."""
        self.more.clicked.connect(self._more)

    def show_for(self, **_args: object) -> None:
        """Ask for the newest lines, and one more to know whether there are."""
        self.ask(AccessLog(limit=self._shown + 1), self._show)

    def crumbs(self) -> tuple[Crumb, ...]:
        """From the settings."""
        return (Crumb("shell.settings", "settings"), Crumb("shell.access_log"))

    def first_focus(self) -> QWidget | None:
        """More lines, if there are."""
        return self.more if self.more.isVisible() else None

    def _more(self) -> None:
        self._shown += AT_ONCE
        self.show_for()

    def _show(self, view: LogView) -> None:
        icon, tone = ("link", Tone.GREEN) if view.whole else ("unlink", Tone.RUST)
        self.whole.set_state(icon, tone)
        self.say(self.whole.setText, "history.whole" if view.whole else "history.broken")
        clear(self.lines)
        for access in view.lines[: self._shown]:
            what = Label(Role.BODY)
            key = f"log.{access.action}"
            told = key if self.words.catalogue.has(key) else "log.other"
            self.say(what.setText, Say.of(told, detail=access.detail))
            when = Label(Role.SMALL, Tone.MUTED)
            at = datetime.fromisoformat(access.at)
            self.say(when.setText, Say.of("history.by_at", who=access.actor, at=at))
            who = Label(Role.BODY)
            who.setText(view.names.get(access.learner_id, ""))
            row = SideBySide(what, who, when, shares=(4, 3, 4), least=44, below=0)
            self.lines.addWidget(row)
            self.lines.addWidget(Rule(room=1))
        self.more.setVisible(len(view.lines) > self._shown)
