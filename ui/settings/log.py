"""The whole access log: who opened, changed, printed and sent, newest first."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from aln_review.casework.log_export import LogForm, export_log
from aln_review.casework.log_kinds import LogKind
from aln_review.casework.queries.access_log import (
    Access,
    AccessLog,
    ChainView,
    LogChain,
    LogLearners,
    LogView,
    Wanted,
    moment_of,
    said,
)
from aln_review.casework.say import Say
from ui.desk import Crumb, Screen
from ui.files import ask_where_to_save
from ui.learner.history import show_chain
from ui.post import casework_of
from ui.widgets import (
    Button,
    Card,
    CardHead,
    ChoiceField,
    DateField,
    FlowLayout,
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

EXAMPLE = date(2026, 12, 18)
"""A date to show how one is written."""
EVERYONE = "everyone"
"""Stands for no learner in particular."""
GROUP = 8
"""Letters of a fingerprint read aloud at a time; the words of a line may break between them."""


class AccessLogPage(Screen):
    """Fifty lines at a time. Nothing here can be taken away or changed."""

    def build(self) -> None:
        """Whether the chain is whole and what can be saved; what to look for; the lines."""
        self._before = 0
        self._dialogs: list[QFileDialog] = []
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        heading = self.put(Label(Role.DISPLAY), "shell.access_log")
        lead = self.put(Label(), "access_log.lead")
        self.page.add(column(heading, lead, spacing=0))
        left, right = column(self._chain_card(), end=True), column(self._filter_card(), end=True)
        self.page.add(SideBySide(left, right, shares=(1, 1), least=52))
        self.lines = column(spacing=4)
        self.none = self.put(Label(Role.BODY, Tone.MUTED), "access_log.none")
        self.none.hide()
        self.more = self.put(TextButton("chevron-down"), "access_log.more")
        self.more.hide()
        card = Card(self.put(CardHead("footprints", Tone.SLATE), "history.log"))
        card.add(self.none)
        card.add(self.lines)
        card.add(line(self.more, end=True))
        self.page.add(card)

    def _chain_card(self) -> Card:
        self.whole = IconLabel("hourglass", Role.STRONG, Tone.MUTED)
        self.head = Label(Role.SMALL, Tone.MUTED)
        self.head.hide()
        self.table = self.put(Button("download"), "access_log.save_table")
        self.proof = self.put(Button("file-check"), "access_log.save_proof")
        self.saved = IconLabel("circle-check", Role.SMALL, Tone.GREEN)
        self.saved.hide()
        card = Card(self.put(CardHead("link", Tone.TEAL), "access_log.chain"), spacing=12)
        card.add(self.whole)
        card.add(self.head)
        card.add(FlowLayout(self.table, self.proof, spacing=10))
        card.add(self.put(Label(Role.SMALL, Tone.MUTED), "access_log.save_hint"))
        card.add(self.saved)
        return card

    def _filter_card(self) -> Card:
        self.kind = ChoiceField("", [kind.value for kind in LogKind])
        for kind in LogKind:
            self.say(partial(self.kind.set_option, kind.value), f"access_log.kind.{kind.value}")
        self.kind.set_value(LogKind.ALL.value)
        self.whose = ChoiceField("", [EVERYONE])
        self.say(partial(self.whose.set_option, EVERYONE), "access_log.everyone")
        self.whose.set_value(EVERYONE)
        self.start, self.end = DateField("log_from", self.words), DateField("log_to", self.words)
        for part, key in (
            (self.kind, "access_log.kind"), (self.whose, "access_log.whose"),
            (self.start, "access_log.from"), (self.end, "access_log.to"),
        ):  # fmt: skip
            self.say(part.setText, key)
        card = Card(self.put(CardHead("list-filter", Tone.SLATE), "access_log.filter"), spacing=12)
        card.add(SideBySide(self.kind, self.whose, shares=(1, 1), least=24))
        card.add(SideBySide(self.start, self.end, shares=(1, 1), least=24))
        return card

    def bind(self) -> None:
        """Another choice shows other lines; more of them; the log as a file."""
        self.more.clicked.connect(self._more)
        for choice in (self.kind, self.whose):
            choice.chosen.connect(self._again)
        for day in (self.start, self.end):
            day.edited.connect(self._again)
            day.left.connect(self._again)
        self.table.clicked.connect(partial(self._save, LogForm.TABLE))
        self.proof.clicked.connect(partial(self._save, LogForm.PROOF))

    def show_for(self, **_args: object) -> None:
        """Ask for the newest lines, for the names, and for the chain, which may take seconds."""
        self.ask(LogLearners(), self._show_learners)
        self.whole.set_state("hourglass", Tone.MUTED)
        self.say(self.whole.setText, "history.following")
        self.ask(LogChain(), self._show_chain)
        self._again()

    def crumbs(self) -> tuple[Crumb, ...]:
        """From the settings."""
        return (Crumb("shell.settings", "settings"), Crumb("shell.access_log"))

    def first_focus(self) -> QWidget | None:
        """What to look for."""
        return self.kind.combo

    def wanted(self) -> Wanted:
        """What is looked for."""
        whose = self.whose.value()
        return Wanted(
            "" if whose == EVERYONE else whose,
            LogKind(self.kind.value() or LogKind.ALL),
            self.start.day(),
            self.end.day(),
        )

    def _again(self, _chosen: str = "") -> None:
        for day in (self.start, self.end):
            wrong = "" if day.readable else "shell.date_wrong"
            self.say(day.setError, wrong, example=EXAMPLE)
        self._before = 0
        self.ask(AccessLog(self.wanted()), partial(self._show, self.wanted()))

    def _more(self) -> None:
        self.ask(AccessLog(self.wanted(), self._before), partial(self._show_more, self.wanted()))

    def _show_learners(self, learners: tuple[tuple[str, str], ...]) -> None:
        chosen = self.whose.value()
        self.whose.set_values([EVERYONE, *(one for one, _ in learners)])
        self.say(partial(self.whose.set_option, EVERYONE), "access_log.everyone")
        for learner_id, name in learners:
            self.whose.set_option(learner_id, name)
        self.whose.set_value(chosen if chosen in dict(learners) else EVERYONE)

    def _show_chain(self, view: ChainView | None) -> None:
        if view is None:
            return
        show_chain(self, self.whole, view)
        self.head.setVisible(view.whole)
        head = " ".join(view.head[at : at + GROUP] for at in range(0, len(view.head), GROUP))
        self.say(self.head.setText, Say.of("access_log.head", count=view.count, head=head))

    def _show(self, wanted: Wanted, view: LogView) -> None:
        if wanted == self.wanted():
            clear(self.lines)
            self.none.setVisible(not view.lines)
            self._add(view)

    def _show_more(self, wanted: Wanted, view: LogView) -> None:
        if wanted == self.wanted():
            self._add(view)

    def _add(self, view: LogView) -> None:
        for access in view.lines:
            self.lines.addWidget(self._row(access, view.names.get(access.learner_id, "")))
            self.lines.addWidget(Rule(room=1))
            self._before = access.seq
        self.more.setVisible(view.more)

    def _row(self, access: Access, name: str) -> QWidget:
        key = said(access.action, self.words.catalogue.has)
        what = self.put(Label(Role.BODY), Say.of(key, detail=access.detail))
        when = Label(Role.SMALL, Tone.MUTED)
        at = moment_of(access)
        if at is None:
            self.say(when.setText, "access_log.by_no_date", who=access.actor)
        else:
            self.say(when.setText, Say.of("history.by_at", who=access.actor, at=at))
        who = Label(Role.BODY)
        who.setText(name)
        return SideBySide(what, who, when, shares=(4, 3, 4), least=44, below=0)

    def _save(self, form: LogForm) -> None:
        choices = {form.value: "access_log.save_anyway", "cancel": "shell.cancel"}
        self.desk.host.ask("access_log.save_warn", choices, self._answered)

    def _answered(self, answer: str) -> None:
        if answer not in {form.value for form in LogForm}:
            return
        form = LogForm(answer)
        title, name = self.words.t("access_log.save_as"), self.words.t("access_log.file_name")
        chosen = partial(self.save_to, form)
        self._dialogs = [ask_where_to_save(self, title, name, form.value, chosen)]

    def save_to(self, form: LogForm, path: str) -> None:
        """Write the log to this file; that it was written is in the log."""
        write = partial(
            export_log, casework_of(self.desk.bridge), Path(path), form, self.words.language,
            self.wanted(),
        )  # fmt: skip
        self.desk.bridge.run(write, self._written, self.desk.say_error)

    def _written(self, path: Path) -> None:
        told = Say.of("access_log.saved", file=path.name)
        self.say(self.saved.setText, told)
        self.saved.show()
        self.desk.announce(self.words.say(told))
        self._again()
