"""Coming in at the front door and seeing whether the vault behind it is whole."""

from __future__ import annotations

from pathlib import Path

from aln_review.casework.door import Door, NewSheet
from aln_review.casework.entry import ToTry, come_in, finish
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.domain.bilingual import Language
from aln_review.language.lemmas import lemmas
from tests.casework.vaults import CHEAP, PASSPHRASE, Clock, add_learner, make_tools


def typed_back(sheet: NewSheet) -> dict[int, str]:
    return {place: sheet.words[place - 1] for place in sheet.asked}


def new_door(disk: Path, clock: Clock) -> Door:
    return Door(disk / "vault", make_tools(disk, clock), lemmas, CHEAP)


def vault_is_whole(door: Door) -> None:
    """It opens with the passphrase, knows its setting, and can be worked in."""
    entry = come_in(door, PASSPHRASE, Language.CY)
    vault = entry.casework
    if isinstance(entry, ToTry):
        vault = finish(door, entry, typed_back(entry.sheet))
    assert vault.ask(SettingsPage()).setting.person
    add_learner(vault)
    vault.close()
