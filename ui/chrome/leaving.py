"""Leaving a form that was written in, by anything but its own buttons: those say what they do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ui.widgets.message import MessageBox

if TYPE_CHECKING:
    from ui.shell import Shell


def leave(shell: Shell, go: Callable[..., object], *args: object) -> None:
    """Go at once, or once somebody has said that what is written here may be lost."""
    onward = partial(go, *args)
    screen = shell.screen_shown
    if screen is None or not screen.unsaved:
        onward()
        return
    choices = {"leave": "form.leave", "stay": "form.stay"}
    message = MessageBox(shell, shell.words, heading="form.unsaved", choices=choices)
    message.answered.connect(partial(_answered, onward))
    message.open()
    # Whoever is still typing a search answers nothing by it.
    message.buttons["stay"].setFocus()


def _answered(onward: Callable[[], object], chosen: str) -> None:
    if chosen == "leave":
        onward()
