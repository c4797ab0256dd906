"""How long records are kept here: the setting's own choice, with where each period comes from."""

from __future__ import annotations

from aln_review.casework.commands.retention import ChooseSchedule
from aln_review.casework.queries.retention import KeepingView
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from aln_review.domain.keeping import CUSTOM
from ui.desk import Screen
from ui.learner.choice import EACH, AnswerField
from ui.retranslate import What
from ui.widgets import (
    Card,
    CardHead,
    ErrorSummary,
    IconLabel,
    Label,
    LineField,
    PrimaryButton,
    Role,
    SideBySide,
    Tone,
    line,
)
from ui.widgets.summary import Wrong

BIRTH, LEAVING = "birth", "leaving"
SAME = "same"
MARKS = {
    "primary": ("circle-check", Tone.GREEN),
    "secondary": ("circle-dot", Tone.AMBER),
    "unverified": ("triangle-alert", Tone.RUST),
}


class ChooseCard(Card):
    """One schedule for everybody, perhaps a longer one for looked-after learners."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=12)
        self._screen = screen
        self._views: list[KeepingView] = []
        put = screen.put
        self.none = IconLabel("circle-alert", Role.STRONG, Tone.AMBER)
        self.errors = ErrorSummary(screen.words)
        self.schedule = AnswerField("schedule")
        self.years = LineField("years", limit=3)
        self.counted = AnswerField("counted", (BIRTH, LEAVING))
        self.own = SideBySide(self.years, self.counted, shares=(2, 3), least=30, below=10)
        self.why = Label(Role.SMALL, Tone.MUTED)
        self.source = IconLabel("circle-dot", Role.SMALL, Tone.AMBER)
        self.source.label.set_tone(Tone.MUTED)
        self.looked = AnswerField("looked")
        self.looked_why = Label(Role.SMALL, Tone.MUTED)
        self.use = put(PrimaryButton("check"), "keeping.use")
        self.told = IconLabel("circle-check", Role.SMALL, Tone.GREEN)
        screen.say(self.schedule.setText, "keeping.how_long")
        screen.say(self.years.setText, "keeping.years")
        screen.say(self.counted.setText, "keeping.counted")
        self.counted.say_answers(screen, f"keeping.counted.{EACH}")
        self.counted.set_value(BIRTH)
        screen.say(self.looked.setText, "keeping.looked_after")
        self.add(put(CardHead("archive", Tone.TEAL), "keeping.choice"))
        for part in (
            self.none, self.errors, self.schedule, self.own, self.why, self.source, self.looked,
            self.looked_why,
        ):  # fmt: skip
            self.add(part)
        self.add(line(self.use, end=True))
        self.add(self.told)
        self.schedule.chosen.connect(self._chosen)
        self.use.clicked.connect(self._use)

    def show_for(self, view: KeepingView) -> None:
        """What may be chosen, and what has been."""
        first = not self._views
        self._views = [view]
        if first:
            self._offer(view)
        self._tell_choice(view)
        self._chosen(self.schedule.value())

    def _offer(self, view: KeepingView) -> None:
        schedules, choice = view.schedules, view.choice
        say = self._screen.say
        own: list[str] = []
        looked = [SAME]
        for one in schedules.schedules:
            (looked if one.looked_after else own).append(one.id)
        self.schedule.add_values([*own, CUSTOM])
        for one in schedules.schedules:
            field = self.looked if one.looked_after else self.schedule
            if one.looked_after:
                continue
            self._option(field, one.id, one.title)
        self._option(self.schedule, CUSTOM, "keeping.schedule.custom")
        self.looked.add_values(looked)
        self._option(self.looked, SAME, "keeping.looked_after.same")
        for one in schedules.schedules:
            if one.looked_after:
                self._option(self.looked, one.id, one.title)
                say(self.looked_why.setText, one.why)
        self.schedule.set_value(choice.schedule)
        self.looked.set_value(choice.looked_after or SAME)
        self.counted.set_value(LEAVING if choice.from_leaving else BIRTH)
        if choice.years:
            self.years.set_value(str(choice.years))

    def _option(self, field: AnswerField, value: str, what: What) -> None:
        field.say_answer(self._screen, value, what)

    def _tell_choice(self, view: KeepingView) -> None:
        choice, say = view.choice, self._screen.say
        self.none.setVisible(not choice.schedule)
        suggested = view.schedules.suggested.title
        say(self.none.setText, Say.of("keeping.none_chosen", suggested=suggested))
        self.told.setVisible(choice.chosen_on is not None)
        if choice.chosen_on is not None:
            chosen = Say.of("keeping.chosen", who=choice.chosen_by, on=choice.chosen_on)
            say(self.told.setText, chosen)

    def _chosen(self, value: str) -> None:
        """Explain the one that is marked, whether or not it is kept yet."""
        self.own.setVisible(value == CUSTOM)
        for part in (self.why, self.source):
            part.setVisible(bool(value))
        for view in self._views:
            schedules = view.schedules
            found = schedules.find(value)
            say = self._screen.say
            say(self.why.setText, found.why if found else schedules.custom_why)
            verified = found.verified if found else "unverified"
            self.source.set_state(*MARKS[verified])
            self.source.label.set_tone(Tone.MUTED)
            if found:
                told = Say.of(f"keeping.source.{verified}", source=found.source)
                say(self.source.setText, told)
            else:
                say(self.source.setText, "keeping.source.own")

    def _wrong(self) -> list[Wrong]:
        if not self.schedule.value():
            return [(self.schedule, "keeping.how_long_needed")]
        if self.schedule.value() == CUSTOM and not self.years.value().strip().isdecimal():
            return [(self.years, "keeping.years_needed")]
        return []

    def _use(self) -> None:
        wrong = self._wrong()
        self.errors.show_errors(wrong)
        if wrong:
            return
        own = self.schedule.value() == CUSTOM
        looked = self.looked.value()
        command = ChooseSchedule(
            self.schedule.value(),
            int(self.years.value()) if own else 0,
            from_leaving=own and self.counted.value() == LEAVING,
            looked_after="" if looked == SAME else looked,
        )
        self._screen.do(command, self._kept, self._refused)

    def _kept(self, _choice: object) -> None:
        self._screen.desk.announce(self._screen.words.t("keeping.kept"))

    def _refused(self, error: AlnError) -> None:
        self.errors.show_errors([(self.years, Say(error.key, error.facts))])
