"""Parts of the gallery: a case's thread, the steps of a package, a day's cards."""

from __future__ import annotations

from datetime import date, timedelta

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.case import DayKind, StripDay
from ui.desk import Screen
from ui.theme import Role
from ui.tokens import Tone
from ui.widgets import (
    Card,
    CardHead,
    DayStrip,
    FlowLayout,
    Knot,
    Label,
    Pill,
    Row,
    Rule,
    ScrollPage,
    SideBySide,
    SourceChip,
    Step,
    StepState,
    StepTrack,
    Thread,
    WordChips,
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


class Parts:
    """Adds them to the gallery's page."""

    def __init__(self, screen: Screen) -> None:
        self.words = screen.words
        self.page = screen.findChildren(ScrollPage)[0]

    def add(self) -> None:
        """All of them."""
        self._thread()
        self._steps()
        left = self._left()
        self._add_chips(left)
        self.page.add(SideBySide(left, self._right(), shares=(64, 43)))

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

    def _steps(self) -> None:
        done, now_, later = StepState.DONE, StepState.NOW, StepState.TO_COME
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

    def _left(self) -> Card:
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
        return left

    def _add_chips(self, left: Card) -> None:
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

    def _right(self) -> Card:
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
        return right
