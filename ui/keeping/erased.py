"""What is told once a record has gone, and its certificate while it can still be saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from aln_review.casework.farewell import Finished
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from aln_review.domain.keeping import SecondCopies
from ui.desk import Screen
from ui.widgets import (
    Button,
    Card,
    CardHead,
    FlowLayout,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    Tone,
)


class DoneCard(Card):
    """The certificate is held here, in memory, until the page goes; then it is nowhere else.

    ``save_again()`` when it is to be saved to another place.
    """

    save_again = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=12)
        self._screen = screen
        self.finished: list[Finished] = []
        put = screen.put
        self.copies = IconLabel("copy", Role.BODY, Tone.TEAL)
        self.copies.label.set_tone(Tone.PLAIN)
        self.elsewhere = IconLabel("hard-drive", Role.BODY, Tone.AMBER)
        self.elsewhere.label.set_tone(Tone.PLAIN)
        self.paper = IconLabel("file-down", Role.STRONG, Tone.GREEN)
        self.paper.label.set_tone(Tone.PLAIN)
        self.again = put(Button("file-down"), "erased.save_again")
        self.close_page = put(PrimaryButton("archive"), "erased.to_keeping")
        self.add(put(CardHead("circle-check", Tone.GREEN), "erased.heading"))
        self.add(put(Label(Role.BODY), "erased.says"))
        for part in (self.copies, self.elsewhere, self.paper):
            self.add(part)
        self.add(put(Label(Role.SMALL, Tone.MUTED), "erased.keep_paper"))
        self.add(FlowLayout(self.close_page, self.again, spacing=12))
        self.again.clicked.connect(self.save_again)
        self.close_page.clicked.connect(self._leave)

    def show_for(self, finished: Finished) -> None:
        """What became of the copies; the paper says so for itself."""
        self.finished = [finished]
        erasure = finished.farewell.erasure
        say = self._screen.say
        if finished.problem:
            self.copies.set_state("triangle-alert", Tone.RUST)
            self.copies.label.set_tone(Tone.PLAIN)
            say(self.copies.setText, Say.of("erased.copies_problem"))
        elif erasure.copies_removed_on is not None:
            say(self.copies.setText, Say.of("erased.copies_now"))
        elif erasure.copies_gone_by is not None:
            say(self.copies.setText, Say.of("erased.copies_gone", on=erasure.copies_gone_by))
        elsewhere = {
            SecondCopies.DUE: "erased.elsewhere_due",
            SecondCopies.REMOVED: "erased.elsewhere_removed",
        }
        say(self.elsewhere.setText, elsewhere.get(erasure.second_place, "erased.elsewhere"))
        self.paper.hide()

    def saved(self, path: Path) -> None:
        """The certificate is on the disk."""
        self._tell("file-check", Tone.GREEN, Say.of("erased.paper_saved", file=path.name))

    def not_saved(self, error: AlnError) -> None:
        """It is not: it can be saved somewhere else while the page is open."""
        self._tell("triangle-alert", Tone.RUST, Say(error.key, error.facts))

    def _tell(self, icon: str, tone: Tone, says: Say) -> None:
        self.paper.set_state(icon, tone)
        self.paper.label.set_tone(Tone.PLAIN)
        self._screen.say(self.paper.setText, says)
        self.paper.show()
        self._screen.desk.announce(self._screen.words.say(says))

    def _leave(self) -> None:
        self._screen.desk.open("keeping")

    def forget(self) -> None:
        """Let the paper go."""
        self.finished = []
