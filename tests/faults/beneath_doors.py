"""What is done at the vault's door, with the n-th call to the system failing beneath it.

Making, taking, opening with either secret, new secrets, copying, tidying, mending and locking,
each on a vault as a kill left it, each at every call and in each way (``beneath``). Afterwards the
vault opens at its front door with the old secret or the new one, and with everything in it.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from aln_review.casework.copies import keep_copy
from aln_review.casework.core import Casework
from aln_review.casework.door import Door, DoorState, NewSheet
from aln_review.casework.health import mend
from aln_review.casework.key_labels import Holder, KeyRole
from aln_review.casework.keyring import Keyring, Proof
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, WorldFault
from aln_review.store import backup
from aln_review.store import database as store_database
from aln_review.store.health import Repair
from aln_review.vault.keyslots import SlotKind, VaultHeader, open_slot
from tests.casework.vaults import CHEAP, Clock, make_setting, make_tools
from tests.faults.beneath import Points, Tally, never
from tests.faults.child import itself, write_step
from tests.faults.layer import Layer
from tests.faults.looking import look_at_words
from tests.faults.steps import Torn

OLD, NEW, SECOND = "crochan gwennol telyn", "llwynog bwrdd castell", "tegell mynydd afanc"
PROOF = Proof(SlotKind.PASSPHRASE, OLD)
HEAD = Holder("Mair Puw", KeyRole.HEAD)
SAVED = 12


@dataclass(slots=True)
class Place:
    """One copy of the vault, and what is to be let go of after the try."""

    folder: Path
    sheet: NewSheet
    """The sheet that opens the vault before anything is done."""
    undo: ExitStack = field(default_factory=ExitStack)
    renewed: list[str] = field(default_factory=list)
    """Words of sheets that may open it afterwards."""
    doors: int = 0

    def door(self) -> Door:
        """A door nobody holds yet."""
        self.doors += 1
        tools = make_tools(self.folder, Clock(), seed=1_000 + self.doors)
        made = Door(self.folder / "vault", tools, itself, CHEAP)
        self.undo.callback(made.release)
        return made

    def opened(self) -> tuple[Door, Casework]:
        """The vault, open."""
        door = self.door()
        door.take()
        vault = door.unlock(OLD)
        self.undo.callback(vault.close)
        return door, vault

    def new_sheet(self, door: Door) -> NewSheet:
        """A sheet that may come to open the vault."""
        sheet = door.new_sheet(Language.CY)
        self.renewed.append(" ".join(sheet.words))
        return sheet


Does = Callable[[], object]


def _make(place: Place) -> Does:
    door = place.door()

    def make() -> None:
        door.take()
        sheet = place.new_sheet(door)
        place.undo.callback(door.create(make_setting(), "Prawf", OLD, sheet).close)

    return make


def _take(place: Place) -> Does:
    return place.door().take


def _unlock(place: Place) -> Does:
    door = place.door()
    door.take()
    return lambda: place.undo.callback(door.unlock(OLD).close)


def _unlock_with_sheet(place: Place) -> Does:
    door, words = place.door(), " ".join(place.sheet.words)
    door.take()
    return lambda: place.undo.callback(door.unlock_with_sheet(words, NEW).close)


def _change_passphrase(place: Place) -> Does:
    door, vault = place.opened()
    return lambda: Keyring(door, vault).change_passphrase(PROOF, NEW)


def _replace_sheet(place: Place) -> Does:
    door, vault = place.opened()
    sheet = place.new_sheet(door)
    return lambda: Keyring(door, vault).replace_sheet(PROOF, sheet)


def _add_keyholder(place: Place) -> Does:
    door, vault = place.opened()
    return lambda: Keyring(door, vault).add_keyholder(PROOF, HEAD, SECOND)


def _remove_keyholder(place: Place) -> Does:
    door, vault = place.opened()
    keys = Keyring(door, vault)
    keys.add_keyholder(PROOF, HEAD, SECOND)
    (held,) = (way.slot_id for way in keys.ways() if way.label.holder)
    return lambda: keys.remove_keyholder(PROOF, held)


def _try_sheet(place: Place) -> Does:
    door, vault = place.opened()
    typed = {at: place.sheet.words[at - 1] for at in place.sheet.asked}
    return lambda: door.sheet_tried(vault, place.sheet, typed)


def _copy(place: Place) -> Does:
    door, vault = place.opened()
    return lambda: keep_copy(door, vault)


def _tidy(place: Place) -> Does:
    return place.opened()[1].store.tidy


def _mend(place: Place) -> Does:
    door, vault = place.opened()
    return lambda: mend(door, vault, Repair.SEARCH)


def _lock(place: Place) -> Does:
    door, vault = place.opened()

    def lock() -> None:
        vault.close()
        door.release()

    return lock


DONE: dict[str, Callable[[Place], Does]] = {
    "make": _make, "take": _take, "unlock": _unlock, "unlock with sheet": _unlock_with_sheet,
    "change passphrase": _change_passphrase, "replace sheet": _replace_sheet,
    "add keyholder": _add_keyholder, "remove keyholder": _remove_keyholder,
    "try sheet": _try_sheet, "copy": _copy, "tidy": _tidy, "mend search": _mend, "lock": _lock,
}  # fmt: skip


@contextmanager
def _without_timers() -> Iterator[None]:
    """Nothing is tidied a little later by another thread."""
    soon = store_database.Store.create.__func__.__kwdefaults__  # type: ignore[attr-defined]
    also = store_database.Store.open.__func__.__kwdefaults__  # type: ignore[attr-defined]
    was = soon["later"]
    soon["later"] = also["later"] = never
    try:
        yield
    finally:
        soon["later"] = also["later"] = was


def prepare(folder: Path) -> NewSheet:
    """A vault as a kill leaves it, its last saves in the journal; its sheet."""
    door = Door(folder / "open" / "vault", make_tools(folder / "open", Clock()), itself, CHEAP)
    door.take()
    sheet = door.new_sheet(Language.CY)
    vault = door.create(make_setting(), "Prawf", OLD, sheet)
    keep_copy(door, vault)
    for step in range(1, SAVED + 1):
        with vault.store.unit() as unit:
            write_step(unit, step)
        if step == SAVED // 2:
            vault.store.tidy()
    shutil.copytree(folder / "open", folder / "killed")
    (folder / "killed" / "vault" / "vault.db-shm").unlink()
    vault.close()
    door.release()
    return sheet


def run(folder: Path, every: int) -> Tally:
    """Everything that is done at the door, at each ``every``-th call.

    Raises:
        Torn: the vault was neither as before nor as after, or a failure had no name.

    """
    tally, layer = Tally(), Layer()
    with _without_timers():
        sheet = prepare(folder)
        for number, (name, does) in enumerate(DONE.items()):
            points = Points(layer, every, 1 + number % every, 0)
            while _point(folder, sheet, name, does, points):
                pass
            tally.add(name, points.found)
            tally.commands += 1
    return tally


def _point(
    folder: Path, sheet: NewSheet, name: str, does: Callable[[Place], Does], points: Points
) -> bool:
    """One try; whether a call was there to fail."""
    place = Place(folder / "try", sheet, renewed=[" ".join(sheet.words)])
    shutil.rmtree(place.folder, ignore_errors=True)
    if does is _make:
        place.folder.mkdir()
        place.renewed.clear()
    else:
        shutil.copytree(folder / "killed", place.folder)
    Layer().watch(place.folder)
    point = f"{name}, call {points.at}, way {points.way}"
    action = does(place)
    try:
        more, error = points.fail(action)
    except Exception as fault:
        raise Torn(f"{point}: {fault!r}") from fault
    if error and (not points.failed or not isinstance(error, WorldFault)):
        raise Torn(f"{point}: {error!r}")
    try:
        place.undo.close()
        look(place, made=does is not _make or not error)
    except (AlnError, Torn) as fault:
        raise Torn(f"{point}, which said {error!r}: {fault!r}") from fault
    return more


def look(place: Place, *, made: bool) -> None:
    """The vault opens at its front door with one passphrase and one sheet, and is whole."""
    door = place.door()
    door.take()
    state = door.look().state
    if state is DoorState.NO_VAULT and not made:
        door.create(make_setting(), "Prawf", OLD, place.new_sheet(door)).close()
    elif state is not DoorState.LOCKED:
        raise Torn(f"the vault is {state}")
    header = VaultHeader.from_bytes(door.header())
    opens = [one for one in (OLD, NEW) if _opens(header, SlotKind.PASSPHRASE, one)]
    sheets = [one for one in place.renewed if _opens(header, SlotKind.RECOVERY, one)]
    if (len(opens), len(sheets), header.whole) != (1, 1, True):
        raise Torn(f"{len(opens)} passphrases and {len(sheets)} sheets open it")
    vault = door.unlock(opens[0])
    place.undo.callback(vault.close)
    with vault.store.view() as view:
        saved = look_at_words(view)
        if saved != (SAVED if place.folder.joinpath("backups").exists() else 0):
            raise Torn(f"{saved} saves are there")
        if not view.chain().whole:
            raise Torn("the access log is broken")
    _look_at_copies(place, header, opens[0])
    place.undo.close()


def _look_at_copies(place: Place, header: VaultHeader, passphrase: str) -> None:
    folder = place.folder / "backups"
    for path in backup.kept(folder) if folder.exists() else []:
        VaultHeader.read(path.with_suffix(backup.HEADER_SUFFIX))
        key = open_slot(header, SlotKind.PASSPHRASE, passphrase)
        backup.verify(path, key)
        key.wipe()


def _opens(header: VaultHeader, kind: SlotKind, secret: str) -> bool:
    try:
        open_slot(header, kind, secret).wipe()
    except WorldFault:
        return False
    return True


if __name__ == "__main__":
    print(json.dumps(asdict(run(Path(sys.argv[1]), int(sys.argv[2])))))
