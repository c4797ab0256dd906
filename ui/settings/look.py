"""How this person likes the app: text, colours, motion, and when the vault locks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from aln_review.casework.commands.keeping import SavePreferences
from aln_review.casework.memory import Preferences
from ui.desk import Screen
from ui.theme import Appearance
from ui.widgets import Card, CardHead, ChoiceField, Label, Role, Rule, Toggle, Tone, line

SIZES = (100, 110, 125, 150, 175, 200)
"""Per cent."""
MINUTES = (1, 2, 3, 5, 10, 15)


class LookCard(Card):
    """Every choice is kept the moment it is made."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=12)
        self._screen = screen
        self._held: list[Preferences] = []
        put, say = screen.put, screen.say
        self.text_size = ChoiceField("", [str(one) for one in SIZES])
        for one in SIZES:
            say(partial(self.text_size.set_option, str(one)), "settings.percent", n=one)
        self.theme = ChoiceField("", [one.value for one in Appearance])
        for appearance in Appearance:
            option = partial(self.theme.set_option, appearance.value)
            say(option, f"settings.theme.{appearance.value}")
        self.idle = ChoiceField("", [str(one) for one in MINUTES])
        for minutes in MINUTES:
            screen.count(partial(self.idle.set_option, str(minutes)), "settings.minutes", minutes)
        self.motion = put(Toggle(), "settings.motion")
        say(self.text_size.setText, "settings.size")
        say(self.text_size.setHint, "settings.size_hint")
        say(self.theme.setText, "settings.theme")
        say(self.idle.setText, "settings.idle")
        say(self.idle.setHint, "settings.idle_hint")
        self.asks = put(Toggle(), "settings.ask_before_sending")
        self.add(put(CardHead("eye", Tone.TEAL), "settings.look"))
        self.add(put(Label(Role.SMALL, Tone.MUTED), "settings.language_hint"))
        self.add(self.text_size)
        self.add(self.theme)
        self.add(line(self.motion, end=True))
        self.add(put(Label(Role.SMALL, Tone.MUTED), "settings.motion_hint"))
        self.add(Rule())
        self.add(put(CardHead("lock", Tone.AMBER), "settings.locking"))
        self.add(self.idle)
        self.add(line(self.asks, end=True))
        self.add(put(Label(Role.SMALL, Tone.MUTED), "settings.ask_before_sending_hint"))
        for field in (self.text_size, self.theme, self.idle):
            field.chosen.connect(self._chosen)
        for switch in (self.motion, self.asks):
            switch.toggled.connect(self._toggled)

    def show_for(self, preferences: Preferences) -> None:
        """Show what is kept; a figure between two choices shows as the nearer one."""
        self._held = []
        self.text_size.set_value(str(_nearest(SIZES, preferences.text_percent)))
        self.theme.set_value(preferences.theme)
        self.idle.set_value(str(_nearest(MINUTES, preferences.idle_minutes)))
        self.motion.setChecked(preferences.motion)
        self.asks.setChecked(preferences.ask_before_sending)
        self._held = [preferences]

    def leave(self) -> None:
        """Take no more choices."""
        self._held = []

    def _toggled(self, _on: bool) -> None:
        self._keep()

    def _chosen(self, _value: str) -> None:
        self._keep()

    def _keep(self) -> None:
        for held in self._held:
            wanted = replace(
                held,
                language=self._screen.words.language,
                text_percent=int(self.text_size.value()),
                theme=self.theme.value(),
                idle_minutes=int(self.idle.value()),
                motion=self.motion.isChecked(),
                ask_before_sending=self.asks.isChecked(),
            )
            self._screen.do(SavePreferences(wanted), self._kept)

    def _kept(self, kept: Preferences) -> None:
        if self._held:
            self._held = [kept]


def _nearest(choices: tuple[int, ...], value: int) -> int:
    return min(choices, key=lambda one: abs(one - value))
