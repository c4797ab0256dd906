"""Copying and putting back from the command line, for whoever looks after the computer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from aln_review.casework.copies import keep_copy
from aln_review.casework.core import Casework
from aln_review.casework.door import Door, DoorState
from aln_review.casework.places import find_places
from aln_review.casework.restore_preview import LearnerChange, Preview, preview
from aln_review.casework.restoring import (
    OpenCopy,
    choose,
    laid_aside,
    open_with_secret,
    restore,
    restore_into_place,
)
from aln_review.casework.say import NOT_COUNTED, Say
from aln_review.casework.second_place import put_into
from aln_review.casework.wiring import open_door
from aln_review.domain.errors import Refusal, WorldFault
from aln_review.language.catalogue import Catalogue

EFFECTS = ("gone", "changed", "back")


def word(words: Catalogue, say: Say) -> str:
    """A sentence in words."""
    if say.count == NOT_COUNTED:
        return words.t(say.key, **say.facts)
    return words.n(say.key, say.count, **say.facts)


@contextmanager
def owned(data: Path | None) -> Iterator[Door]:
    """The door of the vault in a data folder, or this person's own, held while the block lasts.

    Raises:
        WorldFault: a window has it open.

    """
    door = open_door(find_places(data))
    door.take()
    try:
        yield door
    finally:
        door.release()


def back_up(door: Door, secret: str, folder: Path) -> Path:
    """Make a copy beside the vault and put it into a folder as one file; where that is.

    Raises:
        Refusal: no vault stands here.
        WorldFault: wrong passphrase, a disk refused, or the folder is not there.

    """
    if door.look().state is DoorState.NO_VAULT:
        raise Refusal("error.copy.no_vault")
    vault = door.unlock(secret)
    try:
        keep_copy(door, vault)
        return put_into(door, vault, folder)
    finally:
        vault.close()


@dataclass(slots=True)
class Begun:
    """A copy that has been opened and compared, and not yet put back."""

    door: Door
    copy: OpenCopy
    vault: Casework | None
    seen: Preview

    def lines(self, words: Catalogue) -> Iterator[Say]:
        """What putting it back would change, sentence by sentence."""
        seen = self.seen
        yield Say.many("restore.copy_of", seen.learners_there, at=seen.copy_at)
        if seen.present_at is None:
            standing = self.door.look().state is not DoorState.NO_VAULT
            yield Say("restore.aside" if standing else "restore.into_nothing")
            return
        yield Say.of("restore.present", at=seen.present_at)
        if seen.same:
            yield Say("restore.same")
        for change in seen.changes:
            yield from _lines_of(change, seen, words)
        yield from seen.others

    def carry_out(self) -> Say:
        """Put it back, and say so.

        Raises:
            AlnError: as :func:`restore` and :func:`restore_into_place`.

        """
        if self.vault is None:
            self.vault = restore_into_place(self.door, self.copy)
            aside = laid_aside(self.door)
            if aside:
                return Say.of("cli.restore.done_aside", at=self.seen.copy_at, path=str(aside[-1]))
            return Say.of("cli.restore.done", at=self.seen.copy_at)
        done = restore(self.door, self.vault, self.copy)
        self.vault = done.casework
        if done.fault is not None:
            raise done.fault
        return Say.of("cli.restore.done", at=self.seen.copy_at)


@contextmanager
def begin(door: Door, file: Path, secret: str) -> Iterator[Begun]:
    """Open a copy with a passphrase and compare it with the vault, if the same one opens that.

    Raises:
        AlnError: it is no copy of this vault, damaged, or the passphrase opens it not.

    """
    copy = open_with_secret(door, choose(door, file), secret)
    with closing(copy):
        begun = Begun(door, copy, _present(door, secret), preview(None, copy))
        try:
            begun.seen = preview(begun.vault, copy)
            yield begun
        finally:
            if begun.vault is not None:
                begun.vault.close()


def _present(door: Door, secret: str) -> Casework | None:
    """The vault that stands here, open; nothing when there is none that this passphrase opens."""
    if door.look().state is DoorState.LOCKED:
        with suppress(WorldFault):
            return door.unlock(secret)
    return None


def _lines_of(change: LearnerChange, seen: Preview, words: Catalogue) -> Iterator[Say]:
    yield Say.of("restore.learner", name=change.name)
    if change.whole:
        yield Say.of(f"restore.whole.{change.whole}", at=seen.copy_at)
    for effect in EFFECTS:
        counts: tuple[Say, ...] = getattr(change, effect)
        if counts:
            things = ", ".join(word(words, say) for say in counts)
            yield Say.of(f"restore.effect.{effect}.listed", at=seen.copy_at, things=things)
