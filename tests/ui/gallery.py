"""Every widget on one scrolling page, in its states: to be looked at, and to be audited.

``python -m tests.ui.gallery FILE.png [--language cy] [--dark] [--scale 2.0] [--width 1366]``
"""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from typing import cast

from aln_review.casework.door import Door
from aln_review.casework.memory import Preferences
from aln_review.casework.queries.keeping import ShellPage, ShellView
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.case import DayKind, StripDay
from tests.ui.desk import SCHOOL, FakeVault, app, now, plain_look, words
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
    CardHead,
    ChoiceField,
    DateField,
    DayStrip,
    Elided,
    EmptyState,
    ErrorSummary,
    FilterPill,
    FitMeter,
    FlowLayout,
    IconButton,
    IconLabel,
    Knot,
    Label,
    LineField,
    PassField,
    PhotoFrame,
    Pill,
    PrimaryButton,
    Row,
    Rule,
    ScrollPage,
    Segment,
    SideBySide,
    SourceChip,
    Step,
    StepState,
    StepTrack,
    TabBar,
    TextButton,
    TextField,
    Thread,
    Toggle,
    WeekDay,
    WeekEntry,
    WeekRibbon,
    WordChips,
    column,
    line,
)


def written(text: str) -> Text:
    """Words somebody wrote, as a stand-in for keys."""
    return Text.of(text, Language.EN)


def school_days(first: date, last: date) -> tuple[StripDay, ...]:
    """Weekdays with half-term and a training day left out, today being 23 November 2026."""
    days = []
    day = first
    half = Text.both("hanner tymor", "half-term")
    while day <= last:
        if day.isoweekday() <= 5:
            kind, name = DayKind.GONE if day < date(2026, 11, 23) else DayKind.LEFT, Text()
            if day == date(2026, 11, 23):
                kind = DayKind.TODAY
            if date(2026, 10, 26) <= day <= date(2026, 10, 30):
                kind, name = DayKind.NOT_COUNTED, half
            if day == date(2026, 11, 20):
                kind, name = DayKind.NOT_COUNTED, Text.both("HMS", "training day")
            days.append(StripDay(day, kind, name))
        day += timedelta(days=1)
    return tuple(days)


class Gallery(Screen):
    """All of it."""

    def build(self) -> None:
        self.page = ScrollPage()
        column_box = column(self.page, spacing=0)
        self.setLayout(column_box)
        self._head()
        self.cards = FlowLayout()
        self._week()
        self._thread()
        self._today()
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

    def _thread(self) -> None:
        thread = Thread(self.words)
        done, now_, later = StepState.DONE, StepState.NOW, StepState.TO_COME
        thread.set_knots(
            (
                Knot(
                    "a",
                    "eye",
                    written("Mawrth 2024"),
                    written("Ei hathrawes a Mam yn codi’r mater"),
                    done,
                ),
                Knot(
                    "b",
                    "scale",
                    written("9 Mai 2024"),
                    written("Yr ysgol yn penderfynu bod ganddi ADY"),
                    done,
                ),
                Knot(
                    "c",
                    "file-check",
                    written("16 Mai 2024"),
                    written("Rhoi’r cynllun cyntaf"),
                    done,
                ),
                Knot(
                    "d",
                    "messages-square",
                    written("11 Rhagfyr 2025"),
                    written("Adolygiad diwethaf; fersiwn 3"),
                    done,
                ),
                Knot(
                    "e",
                    "messages-square",
                    written("Yfory, 09:30"),
                    written("Adolygiad blynyddol. Erbyn 10 Rhagfyr"),
                    now_,
                ),
                Knot("f", "school", written("Medi 2028"), written("Ysgol uwchradd"), later),
            ),
            3,
        )
        self.page.add(thread)
        track = StepTrack(self.words)
        track.set_steps(
            (
                Step(done, written("Sealed"), written("16 November")),
                Step(now_, written("Offering"), written("No network")),
                Step(later, written("Received")),
                Step(later, written("Accepted")),
            )
        )
        back = StepTrack(self.words)
        back.set_steps(
            (
                Step(done, written("Sealed"), written("16 November")),
                Step(done, written("Offered"), written("09:14")),
                Step(done, written("Received"), written("09:14")),
                Step(StepState.BACK, written("Returned"), written("19 November")),
            )
        )
        stand = StepTrack(self.words, vertical=True, numbered=True)
        stand.set_steps(
            (
                Step(done, written("Passphrase"), written("Chosen, five words")),
                Step(now_, written("Recovery sheet"), written("About three minutes")),
                Step(later, written("Second keyholder"), written("The head, or a deputy")),
            )
        )
        self.page.add(SideBySide(Card(track), Card(back), Card(stand), shares=(5, 5, 3)))

    def _today(self) -> None:
        left = Card(CardHead("hourglass", Tone.RUST))
        left.findChildren(CardHead)[0].setText("Dates drawing near")
        title = Label(Role.STRONG)
        title.setText("Decide whether Gwenllian has ALN")
        pill = Pill("hourglass", Tone.RUST)
        pill.setText("6 school days left")
        left.add(SideBySide(title, pill, shares=(1, 0), least=28, below=4))
        strip = DayStrip(self.words, Tone.RUST)
        strip.set_days(school_days(date(2026, 10, 6), date(2026, 12, 1)))
        strip.setText("35 school days")
        due = Label(Role.STRONG, wrap=False)
        due.setText("Tuesday 1 December")
        left.add(SideBySide(strip, due, shares=(1, 0), least=32, spacing=16, below=2))
        why = Label(Role.SMALL, Tone.MUTED)
        why.setText(
            "35 school days, from the day after her teacher raised it on Monday 5 October. "
            "Half-term and the training day on 20 November do not count."
        )
        left.add(why)
        left.add(Rule())
        voice = Label(Role.VOICE, Tone.PLUM)
        voice.setText("“Dangos i fi gynta, wedyn dweud.”")
        left.add(voice)
        words_chips = WordChips()
        words_chips.set_words("afon", "telyn", "gwawr")
        words_chips.setText("Fingerprint: afon telyn gwawr")
        left.add(words_chips)
        chips = FlowLayout()
        for icon, tone, text in (
            ("quote", Tone.PLUM, "Ianto: “Fi isie darllen i Cai”"),
            ("messages-square", Tone.TEAL, "Review, 12 November"),
            ("file-text", Tone.AMBER, "Report, 8 October"),
        ):
            chip = SourceChip(icon, tone)
            chip.setText(text)
            chips.addWidget(chip)
        left.add(chips)
        right = Card(spacing=0)
        head = CardHead("mail-question-mark", Tone.BLUE)
        head.setText("Waiting for others")
        right.add(head)
        for icon, tone, text, second, second_tone in (
            (
                "message-square-dashed",
                Tone.BLUE,
                "Speech therapist’s view of Elin",
                "Asked 2 November, wanted today",
                Tone.RUST,
            ),
            (
                "message-square-dashed",
                Tone.BLUE,
                "Carys Bevan’s view of Tomos, on paper",
                "By Wednesday 25 November",
                Tone.MUTED,
            ),
            (
                "undo-2",
                Tone.PLUM,
                "Answer two questions about Cadi",
                "The authority returned her referral",
                Tone.MUTED,
            ),
        ):
            row = Row(icon, tone, second_tone=second_tone)
            row.setText(text)
            row.setSecond(second)
            right.add(row)
        self.page.add(SideBySide(left, right, shares=(64, 43)))

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
