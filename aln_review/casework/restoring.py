"""Putting a copy back: it is opened and looked at first, and nothing is lost by it.

The vault as it is becomes a verified copy of its own before it gives way; a damaged one, which
cannot be copied, is laid aside. The copy's passphrase is asked for only where the open vault's
key does not open it.

That it was put back is written into what lies ready, before that becomes the vault: a computer
that dies afterwards leaves a vault that knows what happened to it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from aln_review.casework.admission import note_restored
from aln_review.casework.copies import folder_of, pinned
from aln_review.casework.copies_state import CopiesState, Good, keep_state, read_state, state_of
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.places import made
from aln_review.casework.rotating import earlier_in, keep_earlier
from aln_review.domain.errors import AlnError, Refusal, WorldFault
from aln_review.store import backup
from aln_review.store.backup import DATABASE_SUFFIX, HEADER_SUFFIX, moment_of, stamp_of
from aln_review.store.measure import measure_file
from aln_review.store.one_file import extract, read_head
from aln_review.store.pages import key_fits
from aln_review.store.swap import INTENT_NAME, Swap, clear_ready, ready, refuse_open, swap
from aln_review.vault.files import Disk, world, write_safely
from aln_review.vault.keyslots import (
    DATABASE_NAME,
    HEADER_NAME,
    DataKey,
    SlotKind,
    VaultHeader,
    open_slot,
)
from aln_review.vault.recovery import WORD_COUNT

ASIDE = "set-aside-"
WRONG = frozenset(
    {
        "error.vault.wrong_passphrase",
        "error.vault.wrong_keyholder",
        "error.vault.wrong_recovery",
    }
)
WRONG_SECRET = "error.copy.wrong_passphrase"  # noqa: S105 - a message key


@dataclass(frozen=True, slots=True)
class Chosen:
    """A copy somebody chose: what it says of itself, before it is opened."""

    path: Path
    at: datetime
    size: int
    one_file: bool
    header: bytes

    def vault(self) -> VaultHeader:
        """Its vault's header with the keyslots.

        Raises:
            WorldFault: damaged beyond reading.

        """
        return VaultHeader.from_bytes(self.header)


@dataclass(frozen=True, slots=True)
class OpenCopy:
    """A copy that has been opened: every page's code holds and everything in it was counted."""

    chosen: Chosen
    database: Path
    key: DataKey
    data_key: DataKey
    counts: dict[str, int]

    def close(self) -> None:
        """Wipe the keys and take the opened file away."""
        self.key.wipe()
        self.data_key.wipe()
        if self.chosen.one_file:
            with suppress(OSError):
                self.database.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Restored:
    """The vault afterwards, open; ``fault`` when the disk refused and it is the one of before."""

    casework: Casework
    fault: AlnError | None = None


def choose(door: Door, path: Path) -> Chosen:
    """Look at a copy from outside, and whether it is of the vault that stands here.

    Raises:
        WorldFault: it is no copy, or damaged.
        Refusal: it is of another vault.

    """
    chosen = _local(path) if path.suffix == DATABASE_SUFFIX else _from_one_file(path)
    with suppress(WorldFault):
        here = VaultHeader.from_bytes(door.header())
        if here.vault_id != chosen.vault().vault_id:
            raise Refusal("error.copy.other_vault")
    return chosen


def open_with_vault(door: Door, casework: Casework, chosen: Chosen) -> OpenCopy:
    """Open a copy with the open vault's own key.

    Raises:
        WorldFault: it was made with another key (``error.copy.wrong_key``), or is damaged.

    """
    return _wiping(door, chosen, casework.store.key())


def open_with_secret(door: Door, chosen: Chosen, secret: str) -> OpenCopy:
    """Open a copy with the passphrase, or the sixteen words, in use when it was made.

    Raises:
        WorldFault: neither opens it (``error.copy.wrong_passphrase``), or it is damaged.

    """
    kinds = [SlotKind.PASSPHRASE, SlotKind.KEYHOLDER]
    if len(secret.split()) == WORD_COUNT:
        kinds = [SlotKind.RECOVERY]
    header = chosen.vault()
    for kind in kinds:
        if not header.of(kind):
            continue
        try:
            key = open_slot(header, kind, secret)
        except WorldFault as fault:
            if fault.key in WRONG:
                continue
            raise
        return _wiping(door, chosen, key)
    raise WorldFault(WRONG_SECRET)


def restore(door: Door, casework: Casework, copy: OpenCopy) -> Restored:
    """Put an opened copy in the place of the open vault, which is kept as a copy first.

    The vault is closed meanwhile. However a computer dies, the old vault or the new one is there
    when the folder is next taken.

    Raises:
        WorldFault: the vault is damaged or the disk refused before anything was changed; or the
            disk refused so late that the next start must finish it.

    """
    key = casework.store.key()
    state = state_of(casework)
    with casework.store.view() as unit:
        keys = (*earlier_in(unit), copy.key.raw().hex())
    try:
        _lay_ready(door, copy, key)
        casework.close()
        try:
            door.come_home(key)
            before, aside = _keep_before(door, key)
            _note_restored(door, key, copy, _Memory(pinned(state, before), keys))
            swap(door.folder, Swap((DATABASE_NAME,), aside))
        except AlnError as fault:
            if (door.folder / INTENT_NAME).exists():
                raise
            clear_ready(door.folder)
            return Restored(door.reopen(key), fault)
        return Restored(door.reopen(key))
    finally:
        key.wipe()


def restore_into_place(door: Door, copy: OpenCopy) -> Casework:
    """Put an opened copy where no vault can be opened; what stands there is laid aside whole.

    Raises:
        WorldFault: the disk refused; what stood there stands there, or the next start finishes.

    """
    _lay_ready(door, copy, copy.data_key)
    target = ready(door.folder, HEADER_NAME)
    write_safely(Disk(), target, copy.chosen.header)
    names = (DATABASE_NAME, HEADER_NAME)
    standing = any((door.folder / name).exists() for name in names)
    aside = f"{ASIDE}{stamp_of(door.tools.now())}" if standing else ""
    _note_restored(door, copy.data_key, copy)
    swap(door.folder, Swap(names, aside))
    return door.reopen(copy.data_key)


def laid_aside(door: Door) -> tuple[Path, ...]:
    """Folders with vaults that could not be opened; nobody deletes them but a person."""
    return tuple(sorted(door.folder.parent.glob(f"{ASIDE}*")))


@dataclass(frozen=True, slots=True)
class _Memory:
    """What the vault of before remembered that the one put in its place must know as well."""

    state: CopiesState
    keys: tuple[str, ...] = field(repr=False)
    """Data keys used before."""


def _note_restored(door: Door, key: DataKey, copy: OpenCopy, memory: _Memory | None = None) -> None:
    """The one place that says an earlier state is meant: to the log, and to whoever watches."""
    weight = measure_file(copy.database, copy.key)
    good = Good(door.tools.now().astimezone(UTC), weight)
    vault_id = copy.chosen.vault().vault_id
    store = door.open_ready(key)
    try:
        with store.unit() as unit:
            state = memory.state if memory else read_state(unit)
            keep_state(unit, replace(state, good=good, alarm=None, shrink_expected=False))
            if memory:
                keep_earlier(unit, memory.keys)
            if door.origin.is_elsewhere(unit, vault_id):
                door.origin.move(unit, vault_id)
            unit.log("vault.restored", detail=copy.chosen.at.isoformat())
    finally:
        store.close()
    refuse_open(door.folder)
    with suppress(WorldFault):
        note_restored(door, vault_id)


def _keep_before(door: Door, key: DataKey) -> tuple[tuple[datetime, ...], str]:
    """Keep the vault as it is: as a copy, of this moment, or in a folder where it is damaged."""
    now = door.tools.now().astimezone(UTC)
    try:
        source = (door.folder / DATABASE_NAME, key)
        kept = backup.keep_closed(source, door.header(), folder_of(door), now)
    except WorldFault as fault:
        if fault.key != "error.store.damaged":
            raise
        aside = f"{ASIDE}{stamp_of(now)}"
        write_safely(Disk(), made(door.folder.parent / aside) / HEADER_NAME, door.header())
        return (), aside
    return (moment_of(kept.path) or now,), ""


def _lay_ready(door: Door, copy: OpenCopy, key: DataKey) -> None:
    clear_ready(door.folder)
    target = ready(door.folder)
    if backup.copy_closed(copy.database, copy.key, target, key).counts != copy.counts:
        raise WorldFault("error.copy.differs")


def _wiping(door: Door, chosen: Chosen, data_key: DataKey) -> OpenCopy:
    try:
        return _open(door, chosen, data_key)
    except BaseException:
        data_key.wipe()
        raise


def _open(door: Door, chosen: Chosen, data_key: DataKey) -> OpenCopy:
    if not chosen.one_file:
        if not key_fits(chosen.path, data_key):
            raise WorldFault("error.copy.wrong_key")
        key, database = data_key.copy(), chosen.path
        return OpenCopy(chosen, database, key, data_key, backup.verify(database, key))
    head = read_head(chosen.path)
    key = head.key(data_key)
    database = made(door.tools.area) / f"restore-{door.tools.random(8).hex()}"
    extract(chosen.path, head, database)
    try:
        counts = backup.verify(database, key)
    except BaseException:
        database.unlink(missing_ok=True)
        raise
    return OpenCopy(chosen, database, key, data_key, counts)


def _local(path: Path) -> Chosen:
    at = moment_of(path)
    if at is None:
        raise WorldFault("error.copy.not_a_copy")
    try:
        header = path.with_suffix(HEADER_SUFFIX).read_bytes()
        size = path.stat().st_size
    except FileNotFoundError:
        raise WorldFault("error.copy.header_missing") from None
    except OSError as fault:
        raise world(fault) from None
    return Chosen(path, at, size, one_file=False, header=header)


def _from_one_file(path: Path) -> Chosen:
    head = read_head(path)
    return Chosen(path, head.at, head.size, one_file=True, header=head.header)
