"""What the window says over its pages: something did not go through, or a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.retranslate import What, Words
from ui.tokens import Tone
from ui.widgets.message import MessageBox


def stopped(window: QWidget, words: Words, error: AlnError) -> MessageBox:
    """What happened, what is safe, what to do."""
    message = MessageBox(
        window,
        words,
        heading="shell.stopped",
        sentence=Say(error.key, error.facts),
        choices={"close": "shell.close"},
        icon="circle-alert",
        tone=Tone.AMBER,
    )
    message.open()
    return message


def question(
    window: QWidget,
    words: Words,
    heading: What,
    choices: Mapping[str, What],
    done: Callable[[str], None],
) -> None:
    """Ask; ``done`` gets the chosen key, the last one on Escape."""
    message = MessageBox(window, words, heading=heading, choices=choices)
    message.answered.connect(done)
    message.open()
