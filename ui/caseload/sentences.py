"""A label of several whole sentences, each worded by its own key, told again in either language."""

from __future__ import annotations

from ui.retranslate import What, Words
from ui.theme import Role
from ui.tokens import Tone
from ui.widgets.labels import Label


class Sentences(Label):
    """Sentences one after another. ``marked`` ones may hold ``<b>…</b>``."""

    def __init__(
        self,
        words: Words,
        role: Role = Role.BODY,
        tone: Tone = Tone.PLAIN,
        *,
        marked: bool = False,
        between: str = " ",
    ) -> None:
        super().__init__(role, tone)
        self._words = words
        self._marked = marked
        self._between = between
        self._told: tuple[What, ...] = ()
        words.switched.connect(self._tell_again)

    def tell(self, *sentences: What) -> None:
        """Say these, in this order; empty ones are passed over."""
        self._told = sentences
        self._tell_again()

    def _tell_again(self) -> None:
        said = (self._words.say(one) for one in self._told)
        text = self._between.join(one for one in said if one)
        (self.setMarked if self._marked else self.setText)(text)
