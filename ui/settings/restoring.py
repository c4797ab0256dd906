"""The work behind the page that puts a copy back, and what outlives the page while it is done."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from aln_review.casework.core import Casework
from aln_review.casework.door import Door, DoorState
from aln_review.casework.restore_preview import Preview, preview
from aln_review.casework.restoring import (
    Chosen,
    OpenCopy,
    Restored,
    open_with_secret,
    open_with_vault,
    restore,
    restore_into_place,
)
from aln_review.domain.errors import AlnError
from ui.desk import Desk
from ui.reach import Reach


@dataclass(frozen=True, slots=True)
class Looked:
    """An opened copy and what it would change."""

    copy: OpenCopy
    seen: Preview
    standing: bool


def look_with_vault(door: Door, casework: Casework, chosen: Chosen) -> Looked:
    """Open a copy with the open vault's key and compare the two."""
    copy = open_with_vault(door, casework, chosen)
    return _looked(door, casework, copy)


def look_with_secret(door: Door, casework: Casework | None, chosen: Chosen, secret: str) -> Looked:
    """Open a copy with a passphrase and compare it with the open vault, if there is one."""
    copy = open_with_secret(door, chosen, secret)
    return _looked(door, casework, copy)


def _looked(door: Door, casework: Casework | None, copy: OpenCopy) -> Looked:
    try:
        standing = door.look().state is not DoorState.NO_VAULT
        return Looked(copy, preview(casework, copy), standing)
    except BaseException:
        copy.close()
        raise


def shown_or_put_away(show: Reach, looked: Looked) -> None:
    """Show it on the page, if that is still there; an opened copy is left nowhere."""
    if show.alive:
        show(looked)
    else:
        looked.copy.close()


def put_back(door: Door, casework: Casework | None, looked: Looked) -> Restored:
    """Put the copy back, and take its opened file away."""
    try:
        if casework is None:
            return Restored(restore_into_place(door, looked.copy))
        return restore(door, casework, looked.copy)
    finally:
        looked.copy.close()


def finished(window: QWidget, desk: Desk, looked: Looked, restored: Restored) -> None:
    """The vault is open again: go in. Not a page's own, for the page may have been left."""
    window.setEnabled(True)
    if restored.fault is not None:
        desk.host.enter(restored.casework, "restore")
        desk.say_error(restored.fault)
        return
    aside = looked.seen.present_at is None and looked.standing
    args = {"done_at": looked.seen.copy_at, "aside": aside}
    desk.host.enter(restored.casework, "restore", args)


def broke_off(window: QWidget, desk: Desk, error: AlnError) -> None:
    """Nothing is open any more, or never was: the door says why, and looks again when asked."""
    window.setEnabled(True)
    if desk.bridge.is_open:
        desk.host.lock()
    desk.host.open("unlock", {"refused": error})
