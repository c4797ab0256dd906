"""One arrival: checked in words, read, then accepted or returned with reasons."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.authority import AcceptArrival, OpenArrival, ReturnArrival
from aln_review.casework.queries.authority import ArrivalPage as Ask
from aln_review.casework.queries.authority import ArrivalView
from aln_review.casework.say import Say
from aln_review.domain.dispatch import Arrival, ArrivalState, ReturnReason
from ui.authority.desk import STATES
from ui.desk import Crumb, Screen
from ui.outbox.spoken import SpokenWords
from ui.widgets import (
    Button,
    Card,
    CardHead,
    ChoiceField,
    FlowLayout,
    IconLabel,
    Label,
    Pill,
    PrimaryButton,
    Role,
    Row,
    Rule,
    ScrollPage,
    SideBySide,
    TextButton,
    TextField,
    Tone,
    clear,
    column,
    line,
)

GIVEN = "given"
ANSWERED = (ArrivalState.ACCEPTED, ArrivalState.RETURNED)
PROVED = (*ANSWERED, ArrivalState.VERIFIED)


class ArrivalPage(Screen):
    """What was proved of a package, its papers, and the answer."""

    KINDS = frozenset({"arrivals"})

    def build(self) -> None:
        """Heading with its state, what was checked, the papers, the answer."""
        self._view: ArrivalView | None = None
        self._id = ""
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.heading = Label(Role.DISPLAY)
        self.pill = Pill("package", Tone.AMBER)
        self.open = self.put(PrimaryButton("package-open"), "arrival.open")
        self.page.add(
            SideBySide(self.heading, self.pill, self.open, shares=(1, 0, 0), least=40, below=6)
        )
        self.checked = column(spacing=6)
        checked = Card(
            self.put(CardHead("shield-check", Tone.TEAL), "arrival.checked"), self.checked
        )
        self.papers = column(spacing=0)
        self.papers_card = Card(
            self.put(CardHead("file-text", Tone.BLUE), "arrival.papers"), self.papers
        )
        self._build_answer()
        found = column(checked, self.papers_card, spacing=14, end=True)
        self.page.add(SideBySide(found, column(self.answer, end=True), shares=(58, 42), least=56))

    def _build_answer(self) -> None:
        self.accept = self.put(PrimaryButton("circle-check"), "arrival.accept")
        self.section = ChoiceField("section", ())
        self.say(self.section.setText, "arrival.section")
        self.reason = TextField("reason", lines=3)
        self.say(self.reason.setText, "arrival.reason")
        self.say(self.reason.setHint, "arrival.reason_hint")
        self.more = self.put(Button("plus"), "arrival.add_reason")
        self.send_back = self.put(Button("undo-2"), "arrival.return")
        self.reasons = column(spacing=4)
        self._given: list[ReturnReason] = []
        self.answer = Card(
            self.put(CardHead("scale", Tone.AMBER), "arrival.answer"),
            self.put(Label(), "arrival.answer_hint"),
            line(self.accept, end=True),
            Rule(),
            self.section,
            self.reason,
            self.reasons,
            FlowLayout(self.more, self.send_back, spacing=12),
        )

    def bind(self) -> None:
        """Open, accept, give reasons, return."""
        self.open.clicked.connect(self._open)
        self.accept.clicked.connect(self._accept)
        self.more.clicked.connect(self._add_reason)
        self.send_back.clicked.connect(self._return)

    def show_for(self, **args: object) -> None:
        """Ask for one arrival."""
        self._id = str(args.get("arrival", ""))
        self.ask(Ask(self._id), self._show)

    def first_focus(self) -> QWidget | None:
        """Opening it."""
        return self.open

    def crumbs(self) -> tuple[Crumb, ...]:
        """From the desk."""
        return (Crumb("shell.desk", "desk"), Crumb("shell.arrival"))

    def _show(self, view: ArrivalView) -> None:
        self._view = view
        arrival = view.arrival
        icon, tone = STATES[arrival.state]
        self.pill.set_state(icon, tone)
        self.say(self.pill.setText, f"arrival.state.{arrival.state.value}")
        if arrival.learner_name:
            key = f"send.title.{arrival.kind.value}"
            title = Say.of(key, name=arrival.learner_name, version=arrival.version)
        elif arrival.erased_on is not None:
            title = Say.of("send.title.erased")
        else:
            title = Say.of("desk.sealed", size=arrival.size // 1024)
        self.say(self.heading.setText, title)
        self.open.setVisible(arrival.state is ArrivalState.ARRIVED)
        self.answer.setVisible(arrival.state is ArrivalState.VERIFIED)
        self._show_checks(view, arrival)
        self._show_papers(view)
        if not self.section.value():
            self._show_sections(view)

    def _show_checks(self, view: ArrivalView, arrival: Arrival) -> None:
        clear(self.checked)
        if arrival.state is ArrivalState.ARRIVED:
            self.checked.addWidget(self.put(Label(), "arrival.not_opened"))
            return
        if arrival.state not in PROVED:
            self.checked.addWidget(
                self.put(IconLabel("circle-alert", Role.BODY, Tone.RUST), arrival.problem)
            )
            self.checked.addWidget(self.put(Label(Role.SMALL), "arrival.refused_hint"))
            return
        facts = (
            Say.of("arrival.signed", sender=arrival.sender, person=arrival.sender_person),
            Say.of("arrival.whole", digest=arrival.sha256[:16]),
            Say.of("arrival.ours"),
        )
        for fact in facts:
            self.checked.addWidget(self.put(IconLabel("circle-check", Role.BODY, Tone.GREEN), fact))
        for caution in view.cautions:
            self.checked.addWidget(
                self.put(IconLabel("triangle-alert", Role.BODY, Tone.AMBER), caution)
            )
        if view.words:
            chips = self.put(SpokenWords(self.words), "arrival.words")
            chips.show_words(view.words)
            name = self.put(Label(Role.SMALL_STRONG, wrap=False), "arrival.words")
            self.checked.addLayout(FlowLayout(name, chips))
        for reason in arrival.reasons:
            told = Say.of("send.reason", section=reason.section, reason=reason.reason)
            self.checked.addWidget(self.put(Label(Role.BODY, Tone.PLUM), told))

    def _show_papers(self, view: ArrivalView) -> None:
        clear(self.papers)
        self.papers_card.setVisible(bool(view.papers))
        for name in view.papers:
            row = Row("file-text", Tone.BLUE)
            kind, language, _ = name.split(".")
            self.say(row.setText, f"arrival.paper.{kind}")
            self.say(row.setSecond, f"arrival.in.{language}")
            row.clicked.connect(
                partial(
                    self.desk.open,
                    "paper",
                    kind="arrival",
                    ref=f"{self._id}/{kind}",
                    language=language,
                )
            )
            self.papers.addWidget(row)

    def _show_sections(self, view: ArrivalView) -> None:
        self.section.set_values([code for code, _ in view.sections])
        for code, short in view.sections:
            label = Say.of("arrival.section_named", code=code, name=short)
            self.say(partial(self.section.set_option, code), label)

    # The answer

    def _open(self) -> None:
        self.do(OpenArrival(self._id))

    def _accept(self) -> None:
        self.desk.host.ask(
            "arrival.accept_sure",
            {"accept": "arrival.accept", "no": "shell.cancel"},
            self._accepted,
        )

    def _accepted(self, choice: str) -> None:
        if choice == "accept":
            self.do(AcceptArrival(self._id))

    def _add_reason(self) -> None:
        text = self.reason.value().strip()
        if not text:
            self._ask_why()
            return
        self._given.append(ReturnReason(self.section.value(), text))
        self.reason.set_value("")
        self._show_given()

    def _ask_why(self) -> None:
        self.say(self.reason.setError, "error.desk.why")
        self.reason.take_focus()

    def _show_given(self) -> None:
        """Each question, and a way to take it off again while nothing has been sent."""
        self.reason.setError("")
        clear(self.reasons)
        for reason in self._given:
            said = Say.of("send.reason", section=reason.section, reason=reason.reason)
            told = self.put(Label(Role.BODY, Tone.PLUM), said)
            drop = self.put(TextButton("x"), "arrival.drop")
            name = Say.of("arrival.drop_of", section=reason.section, reason=reason.reason)
            self.say(drop.setAccessibleName, name)
            drop.clicked.connect(partial(self._drop, reason))
            self.reasons.addWidget(SideBySide(told, drop, shares=(1, 0), least=16))
        # The next one, or a better one; the button pressed may be gone.
        self.reason.take_focus()

    def _drop(self, reason: ReturnReason) -> None:
        self._given = [one for one in self._given if one is not reason]
        self._show_given()

    def drafts(self) -> dict[str, str]:
        """The questions already added too: they are nowhere else until the answer is signed."""
        given = json.dumps([(one.section, one.reason) for one in self._given])
        return {**super().drafts(), **({GIVEN: given} if self._given else {})}

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Put both back."""
        super().restore(drafts)
        for section, reason in json.loads(drafts.get(GIVEN, "[]")):
            self._given.append(ReturnReason(section, reason))
        if self._given:
            self._show_given()

    def _return(self) -> None:
        if self.reason.value().strip():
            self._add_reason()
        if not self._given:
            self._ask_why()
            return
        choices = {"return": "arrival.return", "no": "shell.cancel"}
        many = Say.many("arrival.return_sure", len(self._given))
        self.desk.host.ask(many, choices, self._returned)

    def _returned(self, choice: str) -> None:
        if choice == "return":
            self.hand_over(ReturnArrival(self._id, tuple(self._given)))
