"""A last look before a paper leaves: another learner's name, a contact that is not its reader's."""

from __future__ import annotations

from collections.abc import Callable

from aln_review.casework.commands.keeping import NoteAccess
from aln_review.casework.papers.readers import CLEAR, LastLook
from aln_review.casework.say import Say
from ui.desk import Screen
from ui.widgets import Card, IconLabel, Label, Role, Tone


class LookCard(Card):
    """Says what stands in the paper; stops it once, until somebody goes on knowingly."""

    def __init__(self, screen: Screen) -> None:
        self._others = IconLabel("circle-alert", Role.STRONG, Tone.RUST)
        super().__init__(self._others, band=Tone.RUST)
        self._screen = screen
        self._look = CLEAR
        self._passed = CLEAR
        self._learner = ""
        self._go_on: Callable[[], object] = self.hide
        self._contacts = IconLabel("house", Role.STRONG, Tone.RUST)
        self.add(self._contacts)
        self.add(screen.put(Label(Role.BODY, Tone.MUTED), "paper.look_hint"))
        self.hide()

    def show_look(self, look: LastLook, learner_id: str) -> None:
        """Show what was found in this learner's paper."""
        self._look, self._learner = look, learner_id
        names = ", ".join(look.others)
        self._screen.say(self._others.setText, Say.of("paper.names_others", names=names))
        contacts = ", ".join(look.contacts)
        self._screen.say(self._contacts.setText, Say.of("paper.holds_contacts", contacts=contacts))
        self._others.setVisible(bool(look.others))
        self._contacts.setVisible(bool(look.contacts))
        self.setVisible(not look.clear)

    def stops(self, go_on: Callable[[], object]) -> bool:
        """Whether to wait: somebody is asked, and ``go_on`` is called again if they say so."""
        if self._look.clear or self._look == self._passed:
            return False
        self._go_on = go_on
        key = "paper.names_others" if self._look.others else "paper.holds_contacts"
        names, contacts = ", ".join(self._look.others), ", ".join(self._look.contacts)
        self._screen.desk.host.ask(
            Say.of(key, names=names, contacts=contacts),
            {"back": "paper.look_back", "go": "paper.look_go_on"},
            self._answered,
        )
        return True

    def _answered(self, answer: str) -> None:
        if answer == "go":
            self._passed = self._look
            self._screen.do(NoteAccess("paper.named_others", self._learner))
            self._go_on()
