"""What is half-typed on the one page that shows: kept while it is written, given back at the door.

There is never more than one page's: whatever is kept takes the place of what was kept before, so
that nothing old can come back later and be written over something newer. The half-typed line of a
meeting has a place of its own (``ui/meeting_room/doing.py``) and is not touched.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from aln_review.casework.core import Command, Query, T, Work
from aln_review.domain.errors import WorldFault

LINE_OF = "meeting-line:"
"""What the place of a meeting's half-typed line begins with; the rest is the review's id."""
_PLACE = ""
"""The name under which the page itself stands; no field is without one."""
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """A page, what it was opened for, and what stands in it; no page: nothing was left."""

    page: str = ""
    args: Pairs = ()
    texts: Pairs = ()
    """(field, text) pairs."""
    by_hand: bool = True
    """Whether a person wrote any of it; a lock keeps also what only stood there."""
    tries: int = 0
    """How often it was begun to be given back, and the program ended before it had been."""


@dataclass(frozen=True, slots=True)
class KeepHalfTyped(HalfTyped, Command[None]):
    """Keep this instead of what was kept; without a page, keep nothing."""

    def run(self, work: Work) -> None:
        """Replace it. The key names whom the page is about: erasing them forgets it."""
        drafts = work.unit.drafts
        drafts.clear_but(LINE_OF)
        if not self.page:
            return
        key = ":".join([self.page, *(f"{name}={value}" for name, value in self.args)])
        place = _Place(self.page, dict(self.args), self.by_hand, self.tries)
        drafts.put(key, _PLACE, msgspec.json.encode(place).decode())
        for name, text in self.texts:
            drafts.put(key, name, text)


@dataclass(frozen=True, slots=True)
class TakeUp(Command[T]):
    """Another command with which what was half-typed goes on the record, in one transaction.

    However a computer dies, it is then either still half-typed or on the record, and never both.
    """

    command: Command[T]

    def run(self, work: Work) -> T:
        """Carry it out and forget what was half-typed."""
        value = self.command.run(work)
        work.unit.drafts.clear_but(LINE_OF)
        return value


@dataclass(frozen=True, slots=True)
class LeftHalfTyped(Query[HalfTyped]):
    """What was half-typed when the vault was last shut, by whatever shut it."""

    def run(self, work: Work) -> HalfTyped:
        """Read it."""
        drafts = work.unit.drafts
        for key in drafts.screens():
            texts = {} if key.startswith(LINE_OF) else drafts.all(key)
            if _PLACE in texts:
                place = _read(texts.pop(_PLACE))
                args = tuple(sorted(place.args.items()))
                return HalfTyped(place.page, args, tuple(texts.items()), place.by_hand, place.tries)
        return HalfTyped()


class _Place(msgspec.Struct, frozen=True):
    page: str
    args: dict[str, str]
    by_hand: bool
    tries: int


def _read(text: str) -> _Place:
    try:
        return msgspec.json.decode(text, type=_Place)
    except msgspec.MsgspecError:
        raise WorldFault("error.store.row_unreadable", table="drafts") from None
