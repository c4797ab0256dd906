"""One paper: its pages as they will be printed, in either language, to print or to save."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from aln_review.casework.commands.keeping import NoteAccess
from aln_review.casework.commands.papers import WarnedAboutFiles
from aln_review.casework.queries.papers import PaperKind, PaperView
from aln_review.casework.queries.papers import PaperPage as AskPaper
from aln_review.casework.say import Say
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, WorldFault
from ui.desk import Crumb, Screen
from ui.files import ask_where_to_save
from ui.paper.look import LookCard
from ui.paper.pages import PageView, Sheets, render
from ui.paper.printing import Printing, put_on_paper
from ui.widgets import (
    Button,
    Card,
    ChoiceField,
    FlowLayout,
    IconLabel,
    Label,
    MessageBox,
    PrimaryButton,
    Role,
    ScrollPage,
    Segment,
    SideBySide,
    Tone,
    column,
)

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

WIDEST = 780
"""Logical pixels: a page is read at about its real size."""
READER = 440
"""Logical pixels at 100 % for the choice of a reader."""
SHARP = 2
"""Pixels of a page's picture to each logical pixel."""


def write_file(path: Path, data: bytes) -> Path:
    """Write a paper to a file the person chose.

    Raises:
        WorldFault: it could not be written; nothing was lost.

    """
    try:
        path.write_bytes(data)
    except OSError:
        raise WorldFault("error.paper.not_saved") from None
    return path


class Pages(QWidget):
    """The pages, one beneath the other, no wider than paper."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QVBoxLayout()
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(14)
        self.pages: list[PageView] = []
        inner = QWidget()
        inner.setLayout(self.box)
        inner.setMaximumWidth(WIDEST)
        around = QHBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(1)
        around.addWidget(inner, 100)
        around.addStretch(1)

    def need(self, count: int) -> None:
        """Have as many pages as the paper has."""
        while len(self.pages) > count:
            gone = self.pages.pop()
            self.box.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.pages) < count:
            page = PageView()
            self.pages.append(page)
            self.box.addWidget(page)


class PaperPage(Screen):
    """What is seen here is what is printed."""

    def build(self) -> None:
        """Heading, language, print and save, what to know, the pages."""
        self.printing = Printing()
        self._view: PaperView | None = None
        self._printer: QPrinter | None = None
        self._dialogs: list[QWidget] = []
        self._language = self.words.language
        self._whom = ""
        self._offered: list[str] = []
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.heading = Label(Role.DISPLAY)
        self.summary = Label(Role.BODY, Tone.MUTED)
        self.languages = Segment(Language.CY.value, Language.EN.value)
        for language in Language:
            key = f"shell.language_{language.value}"
            self.say(partial(self.languages.set_option, language.value), key)
        self.whom = ChoiceField("paper.whom")
        self.say(self.whom.setText, "paper.whom")
        self.whom.setMaximumWidth(self.desk.theme.grow(READER))
        self.whom.hide()
        self.look = LookCard(self)
        self.save = self.put(Button("file-down"), "paper.save")
        self.print = self.put(PrimaryButton("printer"), "paper.print")
        self.boxes = self.put(IconLabel("circle-alert", Role.STRONG, Tone.AMBER), "")
        self.warning = Card(self.boxes, band=Tone.AMBER)
        self.warning.hide()
        self.saved = IconLabel("circle-check", Role.BODY, Tone.GREEN)
        self.saved.hide()
        self.plain = self.put(IconLabel("shield-alert", Role.SMALL, Tone.MUTED), "paper.plain_file")
        self.pages = Pages()
        buttons = FlowLayout(self.languages, self.save, self.print)
        self.page.add(
            SideBySide(
                column(self.heading, self.summary, spacing=0), buttons, shares=(1, 0), least=52
            )
        )
        self.page.add(self.whom)
        self.page.add(column(self.look, self.warning, self.saved, self.plain, spacing=8))
        self.page.add(self.pages)

    def bind(self) -> None:
        """Language, print, save, and their keys."""
        self.languages.chosen.connect(self._choose_language)
        self.whom.chosen.connect(self._choose_reader)
        self.print.clicked.connect(self.start_print)
        self.save.clicked.connect(self.start_save)
        for keys, slot in (("Ctrl+P", self.start_print), ("Ctrl+S", self.start_save)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_for(self, **args: object) -> None:
        """``kind`` is profile, plan or minutes; ``ref`` its id; ``language`` cy or en."""
        wanted = args.get("language", self._language)
        self._language = Language(str(wanted))
        self.languages.choose(self._language.value)
        self._ask_for_paper()

    def crumbs(self) -> tuple[Crumb, ...]:
        """The learner, then this paper."""
        if self._view is None:
            return ()
        learner = self._view.learner
        if not learner.id:
            arrival = str(self.args.get("ref", "")).partition("/")[0]
            back = Crumb("shell.arrival", "arrival", {"arrival": arrival})
            return back, Crumb(self._view.title)
        name = Say.of("paper.crumb", name=learner.name)
        return Crumb(name, "learner", {"learner": learner.id}), Crumb(self._view.title)

    def first_focus(self) -> QWidget | None:
        """Printing is what most people came for."""
        return self.print

    def _ask_for_paper(self) -> None:
        kind, ref = PaperKind(str(self.args["kind"])), str(self.args["ref"])
        self.ask(AskPaper(kind, ref, self._language, self._whom), self._show)

    def _choose_reader(self, value: str) -> None:
        self._whom = value
        self.saved.hide()
        self._ask_for_paper()

    def _choose_language(self, value: str) -> None:
        self._language = Language(value)
        self.saved.hide()
        self._ask_for_paper()

    def _show(self, view: PaperView) -> None:
        first = self._view is None
        self._view = view
        if [one.value for one in view.readers] != self._offered:
            self._offered = [one.value for one in view.readers]
            self.whom.set_values(self._offered)
            for one in view.readers:
                self.say(partial(self.whom.set_option, one.value), one.label)
        self.whom.set_value(view.whom)
        self.whom.setVisible(bool(view.readers))
        self.look.show_look(view.look, view.learner.id)
        self.say(self.heading.setText, view.title)
        self.count(self.summary.setText, "paper.pages", view.file.pages, name=view.learner.name)
        missing = " ".join(view.file.missing)
        self.say(self.boxes.setText, "paper.missing", letters=missing)
        self.warning.setVisible(bool(missing))
        self.plain.setVisible(view.warned)
        self.pages.need(view.file.pages)
        self.crumbs_changed.emit()
        wide = round(WIDEST * SHARP)
        self.desk.bridge.run(
            partial(render, view.file.data, wide), self._show_pages, self.desk.say_error
        )
        if first:
            self._note("paper.shown", view)

    def _show_pages(self, sheets: Sheets) -> None:
        for number, page in enumerate(self.pages.pages[: len(sheets.images)]):
            page.set_page(sheets.images[number], sheets.texts[number])
            self.say(page.setText, "paper.page_of", page=number + 1, pages=len(sheets.images))

    def _note(self, action: str, view: PaperView) -> None:
        detail = f"{self.args['kind']} {self._language.value} {view.whom}".strip()
        self.do(NoteAccess(action, view.learner.id, str(self.args["ref"]), detail))

    # Printing

    def start_print(self) -> None:
        """Choose a printer; where there is none, say so and offer a file instead."""
        if self._view is None or self.look.stops(self.start_print):
            return
        if not self.printing.there():
            choices = {"save": "paper.save", "cancel": "shell.cancel"}
            self.desk.host.ask("paper.no_printer", choices, self._answered_no_printer)
            return
        self._printer = self.printing.printer()
        dialog = self.printing.dialog(self._printer, self)
        self._dialogs = [dialog]
        dialog.accepted.connect(self._print_now)
        QDialog.open(dialog)

    def _answered_no_printer(self, answer: str) -> None:
        if answer == "save":
            self.start_save()

    def _print_now(self) -> None:
        if self._view is None or self._printer is None:
            return
        self.print.setEnabled(False)
        work = partial(put_on_paper, self._printer, self._view.file.data)
        self.desk.bridge.run(work, self._printed, self._not_printed)

    def _printed(self, pages: int) -> None:
        self.print.setEnabled(True)
        if self._view is not None:
            self._note("paper.printed", self._view)
            self._tell(Say.many("paper.printed", pages))

    def _not_printed(self, error: AlnError) -> None:
        self.print.setEnabled(True)
        self.desk.say_error(error)

    # Saving

    def start_save(self) -> None:
        """Say once that a file is not encrypted; then ask where it goes."""
        if self._view is None or self.look.stops(self.start_save):
            return
        if self._view.warned:
            self._choose_file()
            return
        box = MessageBox(
            self.window(),
            self.words,
            heading="paper.warn",
            sentence="paper.warn_sentence",
            icon="shield-alert",
            choices={"save": "paper.save_anyway", "cancel": "shell.cancel"},
            tone=Tone.AMBER,
        )
        box.answered.connect(self._answered_warning)
        box.open()

    def _answered_warning(self, answer: str) -> None:
        if answer == "save":
            self.do(WarnedAboutFiles(), self._ask_for_paper_again)

    def _ask_for_paper_again(self, _nothing: object) -> None:
        self._ask_for_paper()
        self._choose_file()

    def _choose_file(self) -> None:
        if self._view is None:
            return
        title, name = self.words.t("paper.save_as"), self.words.say(self._view.file_name)
        self._dialogs = [ask_where_to_save(self, title, name, "pdf", self.save_to)]

    def save_to(self, path: str) -> None:
        """Write the paper to this file."""
        if self._view is not None:
            work = partial(write_file, Path(path), self._view.file.data)
            self.desk.bridge.run(work, self._file_saved, self.desk.say_error)

    def _file_saved(self, path: Path) -> None:
        if self._view is not None:
            self._note("paper.saved", self._view)
            self._tell(Say.of("paper.saved_as", file=path.name))

    def _tell(self, what: Say) -> None:
        self.say(self.saved.setText, what)
        self.saved.show()
        self.desk.announce(self.words.say(what))
