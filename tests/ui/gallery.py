"""Every widget on one scrolling page, in its states: to be looked at, and to be audited.

``python -m tests.ui.gallery FILE.png [--language cy] [--dark] [--scale 2.0] [--width 1366]``
"""

from __future__ import annotations

import argparse
from datetime import date
from typing import cast

from aln_review.casework.door import Door
from aln_review.casework.memory import Preferences
from aln_review.casework.queries.keeping import ShellPage, ShellView
from aln_review.domain.bilingual import Language
from tests.ui.desk import SCHOOL, FakeVault, app, now, plain_look, words
from tests.ui.gallery_parts import Parts, written
from ui.bridge import Bridge
from ui.desk import Crumb, Screen
from ui.rooms import Room
from ui.shell import Shell
from ui.theme import Appearance, Role, current
from ui.tokens import Tone
from ui.widgets import (
    AccentBar,
    Avatar,
    Badge,
    Button,
    Card,
    ChoiceField,
    DateField,
    Elided,
    EmptyState,
    ErrorSummary,
    FilterPill,
    FitMeter,
    FlowLayout,
    IconButton,
    IconLabel,
    Label,
    LineField,
    PassField,
    PhotoFrame,
    Pill,
    PrimaryButton,
    ScrollPage,
    Segment,
    SideBySide,
    TabBar,
    TextButton,
    TextField,
    Toggle,
    WeekDay,
    WeekEntry,
    WeekRibbon,
    column,
    line,
)


class Gallery(Screen):
    """All of it."""

    def build(self) -> None:
        self.page = ScrollPage()
        column_box = column(self.page, spacing=0)
        self.setLayout(column_box)
        self._head()
        self.cards = FlowLayout()
        self._week()
        Parts(self).add()
        self._fields()
        self._states()

    def _head(self) -> None:
        head = Label(Role.DISPLAY)
        head.setText("Good morning, Nia")
        lead = Label()
        lead.setMarked(
            "Two reviews this week. One date needs you first: "
            "<b>Gwenllian’s, on Tuesday 1 December.</b>"
        )
        primary = PrimaryButton("plus")
        primary.setText("Record a concern")
        plain = Button("file-input")
        plain.setText("Import a class list")
        self.primary = primary
        self.page.add(SideBySide(column(head, lead, spacing=0), plain, primary, shares=(1, 0, 0)))
        tabs = TabBar("a", "b", "c")
        for value, text in (("a", "Overview"), ("b", "Profile"), ("c", "Camau gweithredu")):
            tabs.set_option(value, text)
        tabs.choose("a")
        self.page.add(tabs)
        flow = FlowLayout()
        for value, text, count in (("x", "Everyone", "41"), ("y", "With a plan", "28")):
            pill = FilterPill(value)
            pill.setText(text)
            pill.set_count(count)
            pill.setChecked(value == "x")
            flow.addWidget(pill)
        segment = Segment("s", "r", "t")
        for value, text, count in (("s", "Sent", "4"), ("r", "Arrived", "2"), ("t", "Archive", "")):
            segment.set_option(value, text)
            segment.set_count(value, count)
        segment.choose("s")
        flow.addWidget(segment)
        self.page.add(flow)

    def _week(self) -> None:
        ribbon = WeekRibbon(self.words)
        ribbon.set_days(
            (
                WeekDay(
                    date(2026, 11, 23),
                    written("Monday, today"),
                    today=True,
                    entries=(
                        WeekEntry(
                            "",
                            second=written("No review. A call to make and a view to ask for."),
                            icon="list-todo",
                            state=written("Two things to chase"),
                        ),
                    ),
                ),
                WeekDay(
                    date(2026, 11, 24),
                    written("Tuesday"),
                    entries=(
                        WeekEntry(
                            "elin",
                            written("09:30  Elin Haf"),
                            written("Annual review, in Welsh"),
                            "message-square-dashed",
                            Tone.AMBER,
                            written("One view still to come"),
                        ),
                    ),
                ),
                WeekDay(date(2026, 11, 25), written("Wednesday"), note=written("No review")),
                WeekDay(
                    date(2026, 11, 26),
                    written("Thursday"),
                    entries=(
                        WeekEntry(
                            "tomos",
                            written("14:00  Tomos Wyn"),
                            written("First meeting, in both languages"),
                            "door-open",
                            Tone.RUST,
                            written("No room yet"),
                        ),
                    ),
                ),
                WeekDay(date(2026, 11, 27), written("Friday"), note=written("No review")),
            )
        )
        self.page.add(ribbon)

    def _fields(self) -> None:
        self.summary = ErrorSummary(self.words)
        self.page.add(self.summary)
        name = LineField("name")
        name.setText("Enw’r dysgwr")
        name.setHint("As the family writes it")
        name.set_value("Gwenllian Fŵl Ŷnys")
        wrong = LineField("upn")
        wrong.setText("UPN")
        wrong.setError("Thirteen characters, starting with a letter")
        choice = ChoiceField("class", ("a", "b"))
        choice.setText("Class")
        choice.set_option("a", "All classes")
        choice.set_option("b", "Dosbarth Derwen")
        secret = PassField("pass")
        secret.setText("Your passphrase")
        secret.set_value("afon telyn")
        secret.eye.setText("Show")
        when = DateField("when", self.words)
        when.setText("Starts")
        when.set_day(date(2026, 11, 30))
        text = TextField("what")
        text.setText("What will be provided")
        text.set_value(
            "Regular support with reading from trained staff in the Cwtsh, using paired "
            "reading, four mornings a week before assembly, with the same adult."
        )
        toggle = Toggle()
        toggle.setText("Share with the family’s second household")
        toggle.setChecked(True)
        off = Toggle()
        off.setText("Dim eto")
        disabled = PrimaryButton()
        disabled.setText("Continue")
        disabled.setEnabled(False)
        more = TextButton(after="chevron-right")
        more.setText("Open")
        icon = IconButton("camera")
        icon.setText("Take a picture")
        card = Card(
            SideBySide(name, wrong, choice),
            SideBySide(secret, column(toggle, off, spacing=0), when),
            text,
            AccentBar(),
            line(disabled, more, icon, end=True),
            band=Tone.TEAL,
        )
        self.page.add(card)

    def _states(self) -> None:
        flow = FlowLayout()
        for tone, icon, text in (
            (Tone.GREEN, "file-check", "Plan in force"),
            (Tone.AMBER, "scale", "Being decided"),
            (Tone.BLUE, "pen-line", "Plan being written"),
            (Tone.PLUM, "undo-2", "Came back"),
            (Tone.NEUTRAL, "package-check", "Plan sent on"),
            (Tone.TEAL, "sun", "Teal"),
            (Tone.SLATE, "users", "Slate"),
            (Tone.VIOLET, "circle-question-mark", "Violet"),
        ):
            pill = Pill(icon, tone)
            pill.setText(text)
            flow.addWidget(pill)
        badge = Badge()
        badge.setText("3")
        flow.addWidget(badge)
        self.page.add(flow)
        empty = EmptyState("sunrise")
        empty.setText("Elin first. What does she want to say?")
        empty.setHint("Nothing has been written here yet.")
        meter = FitMeter()
        meter.setText("Fits, 15½ pt")
        meter.set_used(0.9)
        over = FitMeter()
        over.setText("Too long by two lines: choose what can wait")
        over.set_used(1.12)
        photo = PhotoFrame()
        photo.setText("Dewis Elin")
        face = Avatar()
        face.set_name("Elin Haf Prydderch")
        elided = Elided()
        elided.setText("A very long name that does not fit on one line and is therefore cut")
        done = IconLabel("circle-check", tone=Tone.GREEN)
        done.setText("Five of six are coming")
        sunk = Card(empty, sunk=True)
        rest = Card(meter, over, line(photo, face, elided), done)
        self.page.add(SideBySide(sunk, rest))

    def crumbs(self) -> tuple[Crumb, ...]:
        return (Crumb("shell.learners", "learners"), Crumb("shell.learner"))


ROOMS = (
    Room("learners", "tests.ui.gallery:Gallery", "learners", "shell.learners"),
    Room("today", "tests.ui.gallery:Gallery", "today", "shell.today"),
    Room("reviews", "tests.ui.gallery:Gallery", "reviews", "shell.reviews"),
    Room("send", "tests.ui.gallery:Gallery", "send", "shell.send"),
    Room("settings", "tests.ui.gallery:Gallery", "settings", "shell.settings"),
    Room("help", "tests.ui.gallery:Gallery", "help", "shell.help"),
    Room("search", "tests.ui.gallery:Gallery", "", "shell.search"),
    Room("unlock", "tests.ui.gallery:Gallery", "", "shell.unlock"),
)


def window(language: str = "en") -> Shell:
    """The whole window with the gallery in it."""
    preferences = Preferences(
        language=Language(language),
        text_percent=round(current().scale * 100),
        theme=current().look.appearance.value,
        motion=False,
    )
    vault = FakeVault({ShellPage: ShellView(SCHOOL, preferences, 1, 1)})
    bridge = Bridge(immediate=True)
    door = cast("Door", None)
    shell = Shell(bridge, words(Language(language)), current(), now, door, ROOMS)
    shell.enter(vault)
    shell.status.set_saved(now())
    return shell


def main() -> None:
    """Render the gallery to a file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--language", default="en")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--contrast", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--whole", action="store_true", help="the page without scrolling")
    asked = parser.parse_args()
    look = Appearance.DARK if asked.dark else Appearance.LIGHT
    if asked.contrast:
        look = Appearance.HIGH_CONTRAST
    qt = app(plain_look(asked.scale, look))
    shell = window(asked.language)
    wide, high = map(int, asked.size.split("x"))
    shell.resize(wide, high)
    shell.show()
    qt.processEvents()
    if asked.whole and shell.screen_shown is not None:
        page = shell.screen_shown.findChildren(ScrollPage)[0]
        spare = shell.height() - page.height()
        shell.resize(wide, spare + page.sheet.heightForWidth(page.viewport().width()))
        qt.processEvents()
    shell.grab().save(asked.file)


if __name__ == "__main__":
    main()
