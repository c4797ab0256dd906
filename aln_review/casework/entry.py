"""Coming in: a vault is used only once its recovery sheet lies on paper and has been tried.

Everything here derives keys and takes about a second: windows call it away from their own thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from aln_review.casework.commands.authority import OpenDesk
from aln_review.casework.core import Casework
from aln_review.casework.door import Door, NewSheet
from aln_review.casework.keyring import Keyring, Proof
from aln_review.casework.passphrases import refuse_untried
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.casework.rekeying import carry_on
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal
from aln_review.domain.setting import Setting, SettingKind
from aln_review.vault.keyslots import SlotKind


@dataclass(frozen=True, slots=True)
class Opened:
    """A vault that may be worked in."""

    casework: Casework


@dataclass(frozen=True, slots=True)
class ToTry:
    """An open vault whose new recovery sheet must be printed and tried before anything else."""

    casework: Casework
    setting: Setting
    sheet: NewSheet


Entry = Opened | ToTry


def make_vault(door: Door, setting: Setting, passphrase: str) -> ToTry:
    """Make this person's vault; the setting gets its id here.

    Raises:
        Refusal: the passphrase is too weak, or a vault stands here already.
        WorldFault: the disk refused; nothing half-made is left.

    """
    named = replace(setting, id=door.tools.ids.new())
    sheet = door.new_sheet(setting.language)
    casework = door.create(named, setting.name.read(setting.language), passphrase, sheet)
    return ToTry(casework, named, sheet)


def come_in(door: Door, passphrase: str, language: Language) -> Entry:
    """Open the vault. A sheet that was never tried is replaced: nobody can know where it is.

    Raises:
        WorldFault: as :meth:`Door.unlock`.

    """
    return _entered(door, door.unlock(passphrase), passphrase, language)


def come_in_as_keyholder(door: Door, passphrase: str, language: Language) -> Entry:
    """Open the vault with a second keyholder's passphrase; a sheet never tried is replaced.

    Raises:
        WorldFault: as :meth:`Door.unlock`.

    """
    return _entered(door, door.unlock_as_keyholder(passphrase), passphrase, language)


def _entered(door: Door, casework: Casework, secret: str, language: Language) -> Entry:
    """A copy is read as it is, and a change of the data key is carried on before anything else."""
    with _closed_on_error(casework):
        waits = casework.read_only or casework.found.unfinished is not None
        if waits or door.is_sheet_tried(casework):
            return Opened(casework)
        return renew_sheet(door, casework, secret, language)


def come_in_with_sheet(door: Door, typed: str, new: str, language: Language) -> ToTry:
    """Open the vault with the sixteen words, set a new passphrase, and make a new sheet.

    The old sheet has been read out on this computer; the new one takes its place.

    Raises:
        WorldFault: a word is wrong, named by its position.
        Refusal: the new passphrase is too weak.

    """
    try:
        casework = door.unlock_with_sheet(typed, new)
    except Refusal as refusal:
        if refusal.key != "error.rotation.under_way":
            raise
        _carried_on(door, typed).close()
        casework = door.unlock_with_sheet(typed, new)
    with _closed_on_error(casework):
        return renew_sheet(door, casework, new, language)


def _carried_on(door: Door, typed: str) -> Casework:
    """The vault once a change of its data key that was cut short is done."""
    casework = door.unlock_with(SlotKind.RECOVERY, typed)
    with _closed_on_error(casework):
        unfinished = casework.found.unfinished
        return carry_on(door, casework, unfinished, _nobody) if unfinished else casework


def _nobody(_part: float) -> None:
    """Nobody is told how far it is: coming in is waited for as a whole."""


def renew_sheet(door: Door, casework: Casework, secret: str, language: Language) -> ToTry:
    """A new recovery sheet for an open vault; the old one opens nothing from now on.

    Raises:
        WorldFault: the secret is not the one the vault was opened with.

    """
    sheet = door.new_sheet(language)
    Keyring(door, casework).replace_sheet(Proof(door.opened_by, secret), sheet)
    return ToTry(casework, casework.ask(SettingsPage()).setting, sheet)


def finish(door: Door, waiting: ToTry, typed: Mapping[int, str]) -> Casework:
    """The words asked for were typed back: an authority's desk begins, and the vault may be used.

    Raises:
        Refusal: a word is missing or wrong; its position is among the facts.

    """
    casework = waiting.casework
    refuse_untried(waiting.sheet, typed)
    held = casework.ask(SettingsPage())
    if held.setting.kind is SettingKind.AUTHORITY and not held.membership.joined:
        casework.do(OpenDesk())
    door.sheet_tried(casework, waiting.sheet, typed)
    return casework


@contextmanager
def _closed_on_error(casework: Casework) -> Iterator[None]:
    try:
        yield
    except BaseException:
        casework.close()
        raise
