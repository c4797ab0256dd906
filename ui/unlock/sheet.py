"""The recovery sheet: put on paper, then tried once by reading three of its words."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from aln_review.casework.entry import ToTry
from aln_review.casework.papers.recovery import recovery_file
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError, WorldFault
from aln_review.reports.document import PaperFile
from ui.desk import Screen
from ui.printing import has_printer, print_pdf
from ui.unlock.drawing import SheetDrawing
from ui.widgets import (
    Button,
    Card,
    Glyph,
    IconLabel,
    Label,
    LineField,
    Role,
    Rule,
    SideBySide,
    TextButton,
    Tone,
    column,
    gap,
    line,
)

DIALOG = QFileDialog.Option.DontUseNativeDialog


class WordField(QWidget):
    """One word asked for. What is said beneath it never moves what stands below."""

    changed = Signal()
    entered = Signal()
    """Enter was pressed and the word is the paper's."""

    def __init__(self, screen: Screen, waiting: ToTry, position: int) -> None:
        super().__init__()
        self._screen = screen
        self._sheet = waiting.sheet
        self.position = position
        self.field = LineField("", limit=40)
        screen.say(self.field.setText, "recovery.word", n=position)
        self.told = IconLabel("pencil", Role.SMALL, Tone.MUTED)
        self.setLayout(column(self.field, self.told, spacing=2, end=True))
        self.field.edited.connect(self._edited)
        self.field.left.connect(self._left)
        self.field.line.returnPressed.connect(self._enter)
        self._tell("recovery.type_here", "pencil", Tone.MUTED)

    @property
    def right(self) -> bool:
        """Whether it is the paper's word."""
        return self._sheet.matches(self.position, self.field.value())

    def _edited(self) -> None:
        if self.right:
            self._tell("recovery.matches", "circle-check", Tone.GREEN)
        else:
            self._tell("recovery.type_here", "pencil", Tone.MUTED)
        self.changed.emit()

    def _left(self) -> None:
        if self.field.value() and not self.right:
            self._tell("recovery.not_it", "circle-alert", Tone.RUST)

    def _enter(self) -> None:
        self._left()
        if self.right:
            self.entered.emit()

    def _tell(self, key: str, icon: str, tone: Tone) -> None:
        self.field.frame.set_wrong(tone is Tone.RUST)
        self.told.set_state(icon, tone)
        self._screen.say(self.setText, key, n=self.position)

    def setText(self, text: str) -> None:
        """What is said beneath it, which is also read out with it."""
        self.told.setText(text)
        self.field.inner.setAccessibleDescription(text)


class SheetPanel(QWidget):
    """Print or save, then read three words back. ``changed()`` when one of them changed.

    ``onward()`` when Enter is pressed and all are right.
    """

    changed = Signal()
    onward = Signal()

    def __init__(self, screen: Screen, waiting: ToTry) -> None:
        super().__init__()
        self._screen = screen
        self._waiting = waiting
        self._paper = PaperFile(b"", 0, "")
        self.printed = False
        self.state = IconLabel("file-text", Role.STRONG)
        self.again = TextButton("printer")
        self.words = [WordField(screen, waiting, place) for place in waiting.sheet.asked]
        self.ask = self._make_questions()
        self.paper = Button("printer")
        self.save = screen.put(Button("save"), "recovery.save")
        self.stick = self._make_stick()
        self.drawing = SheetDrawing(screen.words)
        self.drawing.show_sheet(waiting.setting.name, waiting.sheet.asked)
        caption = screen.put(Label(Role.SMALL, Tone.MUTED), "recovery.never_on_screen")
        top = line(self.state, self.paper, self.again, spacing=12)
        # Without a printer the stick is the way, not the way round.
        asked = (Rule(), self.ask)
        parts = (*asked, gap(2), self.stick) if has_printer() else (self.stick, *asked)
        left = column(top, *parts, spacing=10, end=True)
        right = column(self.drawing, caption, spacing=4, end=True)
        self.setLayout(column(SideBySide(left, right, shares=(1, 0), least=46, spacing=40)))
        self._bind()
        self._show_state("recovery.to_print", "printer", Tone.PLAIN)
        tools = screen.desk.door.tools
        make = partial(recovery_file, tools, waiting.setting, waiting.sheet)
        screen.desk.bridge.run(make, self._made, screen.desk.say_error)

    def _make_questions(self) -> QWidget:
        heading = self._screen.put(Label(Role.HEADING), "recovery.try")
        hint = self._screen.put(Label(Role.SMALL, Tone.MUTED), "recovery.try_hint")
        fields = SideBySide(*self.words, shares=(1, 1, 1), least=26, spacing=14, below=8)
        whole = QWidget()
        whole.setLayout(column(heading, hint, gap(4), fields, spacing=4))
        return whole

    def _make_stick(self) -> Card:
        title = self._screen.put(Label(Role.STRONG), "recovery.no_printer")
        told = self._screen.put(Label(Role.SMALL, Tone.MUTED), "recovery.no_printer_hint")
        told_by = line(Glyph("usb", Tone.MUTED, 20), column(title, told, spacing=0))
        return Card(SideBySide(told_by, self.save, shares=(1, 0), least=26), sunk=True)

    def _bind(self) -> None:
        say = self._screen.say
        say(self.paper.setText, "recovery.print")
        say(self.again.setText, "recovery.print_again")
        self.again.hide()
        self.paper.setVisible(has_printer())
        self.paper.setEnabled(False)
        self.save.setEnabled(False)
        self.paper.clicked.connect(self._print)
        self.again.clicked.connect(self._print)
        self.save.clicked.connect(self._choose)
        for word in self.words:
            word.changed.connect(self.changed)
            word.entered.connect(self._entered)

    def _made(self, paper: PaperFile) -> None:
        self._paper = paper
        self.paper.setEnabled(True)
        self.save.setEnabled(True)
        self._begin()

    def _print(self) -> None:
        try:
            gone = print_pdf(self._paper.data, self)
        except AlnError as error:
            self._screen.desk.say_error(error)
            return
        if gone:
            self._on_paper("recovery.printed_at")

    def _choose(self) -> None:
        words = self._screen.words
        name = str(Path.home() / words.t("recovery.file_name"))
        chosen, _ = QFileDialog.getSaveFileName(
            self, words.t("recovery.save"), name, "PDF (*.pdf)", options=DIALOG
        )
        if chosen:
            self.save_as(Path(chosen))

    def save_as(self, path: Path) -> None:
        """Write the sheet as a PDF, to be printed elsewhere."""
        run = self._screen.desk.bridge.run
        run(partial(_write, path, self._paper.data), self._saved, self._screen.desk.say_error)

    def _saved(self, _done: bool) -> None:
        self._on_paper("recovery.saved_at")

    def _on_paper(self, key: str) -> None:
        self.printed = True
        self.paper.hide()
        self.again.setVisible(has_printer())
        at = self._screen.desk.door.tools.now()
        self._show_state(Say.of(key, at=at), "circle-check", Tone.GREEN)
        self.words[0].field.take_focus()
        self.changed.emit()

    def _show_state(self, what: Say | str, icon: str, tone: Tone) -> None:
        self.state.glyph.set_icon(icon, tone)
        self._screen.say(self.state.setText, what)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes on to the paper, as soon as there is one."""
        super().focusInEvent(event)
        self._begin()

    def _begin(self) -> None:
        first = self.paper if self.paper.isVisibleTo(self) else self.save
        if self.hasFocus() and first.isEnabled():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entered(self) -> None:
        """On to the next word that is not right yet; with all right, on."""
        for word in self.words:
            if not word.right:
                word.field.take_focus()
                return
        self.onward.emit()

    @property
    def complete(self) -> bool:
        """Whether every word asked for is right."""
        return all(word.right for word in self.words)

    def forget(self) -> None:
        """Leave nothing typed in the widgets."""
        for word in self.words:
            word.field.line.clear()

    def typed(self) -> dict[int, str]:
        """What was typed, by position."""
        return {word.position: word.field.value() for word in self.words}


def _write(path: Path, data: bytes) -> bool:
    try:
        path.write_bytes(data)
    except OSError:
        raise WorldFault("error.file.cannot_write") from None
    return True
