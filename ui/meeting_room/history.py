"""What can be taken back: each act of the room with its opposite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aln_review.casework.core import Command


@dataclass(frozen=True, slots=True)
class Act:
    """A change of the record: the command that takes it back and the one that does it again."""

    undo: Command[Any]
    redo: Command[Any]


class History:
    """Acts in order. Something new clears what was taken back."""

    def __init__(self) -> None:
        self._done: list[Act] = []
        self._undone: list[Act] = []

    def add(self, act: Act) -> None:
        """Remember an act."""
        self._done.append(act)
        self._undone.clear()

    def back(self) -> Command[Any] | None:
        """The command that takes the newest act back; none when there is nothing left."""
        if not self._done:
            return None
        act = self._done.pop()
        self._undone.append(act)
        return act.undo

    def again(self) -> Command[Any] | None:
        """The command that does the act last taken back again."""
        if not self._undone:
            return None
        act = self._undone.pop()
        self._done.append(act)
        return act.redo
