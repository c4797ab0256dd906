"""A source opened: the whole of what was said, and whether the field goes on resting on it."""

from __future__ import annotations

from collections.abc import Callable

from aln_review.domain.plan import Source
from ui.desk import Screen
from ui.plan.sources import whole
from ui.retranslate import What
from ui.widgets import MessageBox, Tone


def open_source(
    screen: Screen, source: Source, answered: Callable[[str], object], *, may_drop: bool
) -> None:
    """Show it; ``answered`` gets ``stay``, ``drop`` or ``close``."""
    choices: dict[str, What] = {"close": "shell.close"}
    if may_drop:
        keep: dict[str, What] = {"stay": "plan.keep_source", "drop": "plan.drop_source"}
        choices = {**keep, **choices}
    box = MessageBox(
        screen.window(),
        screen.words,
        heading="plan.source_heading",
        sentence=whole(source),
        choices=choices,
        icon="quote",
        tone=Tone.PLUM,
    )
    box.answered.connect(answered)
    box.open()
