"""The law in use: dated files, and how far each was compared with the Act and the Code."""

from __future__ import annotations

from datetime import date

from aln_review.casework.queries.law import LawFile, LawView
from aln_review.casework.queries.law import LawPage as Ask
from aln_review.casework.say import Say
from ui.desk import Crumb, Screen
from ui.widgets import Card, CardHead, IconLabel, Label, Role, ScrollPage, Tone, clear, column

ICONS = {"form": "file-text", "clocks": "hourglass", "states": "milestone", "retention": "archive"}


class LawPage(Screen):
    """Which edition of each rule counts here, and what nobody has checked yet."""

    def build(self) -> None:
        """Heading and a card a file."""
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        heading = self.put(Label(Role.DISPLAY), "shell.law")
        lead = self.put(Label(), "law.lead")
        self.page.add(column(heading, lead, spacing=0))
        self.files = column(spacing=14)
        self.page.add(self.files)
        self.folder = Label(Role.SMALL, Tone.MUTED)
        self.page.add(Card(self.put(Label(Role.BODY), "law.replace"), self.folder, sunk=True))

    def show_for(self, **_args: object) -> None:
        """Ask for the files."""
        self.ask(Ask(), self._show)

    def crumbs(self) -> tuple[Crumb, ...]:
        """From the settings."""
        return (Crumb("shell.settings", "settings"), Crumb("shell.law"))

    def _show(self, view: LawView) -> None:
        clear(self.files)
        self.say(self.folder.setText, "law.folder", folder=view.folder)
        for file in view.files:
            self.files.addWidget(self._card(file))

    def _card(self, file: LawFile) -> Card:
        card = Card(spacing=6)
        card.add(self.put(CardHead(ICONS[file.name], Tone.TEAL), f"law.file.{file.name}"))
        edition = Say.of("law.edition", edition=date.fromisoformat(file.edition), file=file.file)
        card.add(self.put(Label(Role.SMALL, Tone.MUTED), edition))
        for icon, tone, key, count in (
            ("circle-check", Tone.GREEN, "law.primary", file.primary),
            ("circle-dot", Tone.AMBER, "law.secondary", file.secondary),
            ("triangle-alert", Tone.RUST, "law.unverified", file.unverified),
        ):
            if count:
                found = IconLabel(icon, Role.BODY, tone)
                found.label.set_tone(Tone.PLAIN)
                card.add(self.put(found, Say.many(key, count)))
        return card
