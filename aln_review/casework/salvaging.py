"""Saving what can still be read of a damaged vault, by command and from the unlock screen.

The damaged file is only read. By command a new vault is made in a folder of its own; in the
window the new database is laid ready beside the damaged one, looked at, and takes its place only
when the person says so: the damaged one is then laid aside whole, with its header.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aln_review.casework.admission import note_restored
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.places import made
from aln_review.casework.restoring import ASIDE, WRONG, WRONG_SECRET
from aln_review.casework.say import Say
from aln_review.domain.errors import Refusal, WorldFault
from aln_review.language.catalogue import Catalogue
from aln_review.store.backup import HEADER_SUFFIX, stamp_of
from aln_review.store.indexing import Lemmas
from aln_review.store.kinds import KINDS
from aln_review.store.salvage import Salvaged, salvage
from aln_review.store.swap import Swap, finish, ready, swap
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

REPORT_NAME = "salvage.txt"
TABLES = (*KINDS, "contents")


@dataclass(frozen=True, slots=True)
class Report:
    """What came out, in sentences, and the ids of what did not."""

    saved: tuple[Say, ...]
    lost: tuple[Say, ...]
    notes: tuple[Say, ...]
    ids: tuple[tuple[str, str], ...]
    """Table and id of each thing that is known to be lost."""

    def text(self, words: Catalogue) -> str:
        """The report as a file: sentences, counts and ids, and no name."""
        parts = [words.t("salvage.report"), "", words.t("salvage.saved")]
        parts += [f"  {words.t(say.key, **say.facts)}" for say in self.saved]
        parts += ["", words.t("salvage.lost")]
        parts += [f"  {words.t(say.key, **say.facts)}" for say in self.lost]
        parts += ["", *(words.t(say.key, **say.facts) for say in self.notes), ""]
        parts += [f"{table} {one}" for table, one in self.ids]
        return "\n".join(parts) + "\n"


def report_of(told: Salvaged) -> Report:
    """What a salvage came to, in sentences."""

    def counted(table: str, count: int) -> Say:
        return Say.of(f"vault.kind.{table}", count=count)

    saved = [counted(table, told.saved[table]) for table in TABLES if told.saved.get(table)]
    saved.append(Say.of("salvage.log_lines", count=told.log_lines))
    lost = [counted(table, len(told.lost[table])) for table in TABLES if told.lost.get(table)]
    if told.log_lost:
        lost.append(Say.of("salvage.log_lost", count=told.log_lost))
    if told.unclear:
        lost.append(Say.of("salvage.unclear", count=told.unclear))
    notes = [
        Say.of("salvage.pages", count=told.damaged_pages, pages=told.pages),
        Say("salvage.counted" if told.counted else "salvage.not_counted"),
    ]
    if told.stand_ins:
        notes.append(Say.of("salvage.stand_ins", count=len(told.stand_ins)))
    ids = tuple((table, one) for table in TABLES for one in told.lost.get(table, ()))
    nothing = (Say("salvage.lost_nothing"),)
    return Report(tuple(saved), tuple(lost) or nothing, tuple(notes), ids)


@dataclass(frozen=True, slots=True)
class Source:
    """A damaged vault as somebody points at it."""

    database: Path
    header: Path


def find_source(path: Path) -> Source:
    """The database and its header: of a vault's folder, a data folder, or one file.

    Raises:
        WorldFault: there is no such vault, or its header is not beside it.

    """
    for folder in (path, path / "vault"):
        if (folder / DATABASE_NAME).is_file():
            return _with_header(folder / DATABASE_NAME)
    if not path.is_file():
        raise WorldFault("error.store.missing")
    return _with_header(path)


def _with_header(database: Path) -> Source:
    for header in (database.with_name(HEADER_NAME), database.with_suffix(HEADER_SUFFIX)):
        if header.is_file():
            return Source(database, header)
    raise WorldFault("error.vault.header_missing")


def salvage_to(
    source: Source,
    out: Path,
    secret: str,
    lemmas: Lemmas,
    now: Callable[[], datetime],
) -> Report:
    """Make a new vault in ``out``, which ``--data`` opens; the report is written by the caller.

    Raises:
        WorldFault: the secret opens no slot, nothing can be read, or the disk refused.
        Refusal: something stands in the folder already.

    """
    header = VaultHeader.read(source.header)
    key = _opened(header, secret)
    try:
        if out.exists() and any(out.iterdir()):
            raise Refusal("error.salvage.not_empty")
        folder = made(made(out) / "vault")
        told = salvage(source.database, key, folder / DATABASE_NAME, lemmas, now=now, actor=_nobody)
        write_safely(Disk(), folder / HEADER_NAME, source.header.read_bytes())
    except OSError as fault:
        raise world(fault) from None
    finally:
        key.wipe()
    return report_of(told)


def write_report(report: Report, out: Path, words: Catalogue) -> str:
    """Write the report beside the new vault; its text.

    Raises:
        WorldFault: the disk refused.

    """
    text = report.text(words)
    write_safely(Disk(), out / REPORT_NAME, text.encode())
    return text


def _opened(header: VaultHeader, secret: str) -> DataKey:
    kinds = [SlotKind.PASSPHRASE, SlotKind.KEYHOLDER]
    if len(secret.split()) == WORD_COUNT:
        kinds = [SlotKind.RECOVERY]
    for kind in kinds:
        try:
            return open_slot(header, kind, secret)
        except WorldFault as fault:
            if fault.key not in WRONG:
                raise
    raise WorldFault(WRONG_SECRET)


def _nobody() -> str:
    """Who salvages is not known before the new vault is open."""
    return ""


@dataclass(frozen=True, slots=True)
class Ready:
    """A new database that lies ready beside the damaged one, and what it holds."""

    report: Report
    key: DataKey


def make_ready(door: Door, secret: str) -> Ready:
    """Lay a new database ready beside the damaged one of this door.

    Raises:
        WorldFault: too early or the secret is wrong, nothing can be read, or the disk refused.

    """
    kind = SlotKind.RECOVERY if len(secret.split()) == WORD_COUNT else SlotKind.PASSPHRASE
    proved = door.prove(kind, secret)
    try:
        finish(door.folder)
        told = salvage(
            door.folder / DATABASE_NAME, proved.key, ready(door.folder), door.lemmas,
            now=door.tools.now, actor=_nobody,
        )  # fmt: skip
    except BaseException:
        proved.key.wipe()
        raise
    return Ready(report_of(told), proved.key)


def leave_as_it_is(door: Door, laid: Ready) -> None:
    """Take away what was laid ready.

    Raises:
        WorldFault: the disk refused.

    """
    laid.key.wipe()
    finish(door.folder)


def put_in_place(door: Door, laid: Ready, words: Catalogue) -> Casework:
    """Make what lies ready the vault; the damaged one is laid aside, with its header and report.

    However a computer dies, the damaged vault or the new one stands there at the next start.

    Raises:
        WorldFault: the disk refused; the damaged vault stands, or the next start finishes.

    """
    try:
        aside = f"{ASIDE}{stamp_of(door.tools.now().astimezone(UTC))}"
        folder = made(door.folder.parent / aside)
        write_safely(Disk(), folder / HEADER_NAME, door.header())
        write_safely(Disk(), folder / REPORT_NAME, laid.report.text(words).encode())
        with suppress(WorldFault):
            note_restored(door, door.read_header().vault_id)
        swap(door.folder, Swap((DATABASE_NAME,), aside))
        return door.reopen(laid.key)
    finally:
        laid.key.wipe()
