"""The vault's door: making a vault, opening and locking it, and what happens when a key is lost.

Only this module and the store touch the data key. Opening never creates: a vault that does not
open is left as it is, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from math import inf
from pathlib import Path
from time import monotonic

from aln_review.casework.admission import admit, at_work, readmit, refuse_unfinished
from aln_review.casework.core import Casework, Tools
from aln_review.casework.found import AS_USUAL
from aln_review.casework.key_labels import (
    SHEET_TRIED,
    KeyLabel,
    is_sheet_tried,
    keep_labels,
    mark_tried,
)
from aln_review.casework.memory import PREFERENCES, SETTING, Preferences, remember
from aln_review.casework.passphrases import (
    judge,
    make_sheet,
    refuse_unknown,
    refuse_untried,
    refuse_weak,
    suggest_words,
)
from aln_review.casework.premises import Premises
from aln_review.casework.slot_change import Fresh, Proved, swap
from aln_review.casework.threshold import DoorState, NewSheet, Outside
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal, WorldFault
from aln_review.domain.setting import Setting
from aln_review.store.database import Store
from aln_review.store.swap import finish
from aln_review.store.unit_of_work import UnitOfWork
from aln_review.vault.escrow import Answered
from aln_review.vault.files import Disk, Files, make_folder
from aln_review.vault.keyslots import (
    DATABASE_NAME,
    HEADER_NAME,
    STANDARD_COST,
    DataKey,
    KdfCost,
    Slot,
    SlotKind,
    VaultHeader,
    add_slot,
)
from aln_review.vault.lock import VaultLock
from aln_review.vault.passphrase import Strength
from aln_review.vault.placement import Surroundings, find
from aln_review.vault.tries import TRIES_NAME, Tries, unlock_slot
from aln_review.vault.tuning import Tuning

__all__ = ["Door", "DoorState", "NewSheet", "Outside"]

LOCAL_COMPUTER = Surroundings("linux", {})
"""A computer about which nothing is known that speaks against a folder."""
SHEET_LANGUAGE = "recovery.language"
DISK = Disk()


class Door(Premises):
    """One vault folder: header, database and lock. One owner at a time."""

    def __init__(
        self,
        folder: Path,
        tools: Tools,
        lemmas: Callable[[str], str],
        cost: KdfCost | Tuning = STANDARD_COST,
        around: Surroundings = LOCAL_COMPUTER,
        files: Files = DISK,
        steady: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(folder, tools, lemmas, files, around.computer)
        self._around = around
        self._cost = cost
        self._lock = VaultLock(folder)
        self._steady = steady
        self._tries = Tries(folder / TRIES_NAME, self._wall, steady, files)
        self._proved_at = -inf
        self._opened_by = SlotKind.PASSPHRASE
        self._inside = ""
        """Id of the slot whose secret opened the vault, or that took its place since."""

    @property
    def _begun_path(self) -> Path:
        return self._folder / f"{HEADER_NAME}.begun"

    @property
    def _database(self) -> Path:
        return self._folder / DATABASE_NAME

    def take(self) -> None:
        """Become the one owner of the folder, before anything in it is touched.

        Raises:
            WorldFault: another window has it open (``error.vault.already_open``), the folder is
                in a place where a vault must not lie, or it cannot be written to.

        """
        found = find(str(self._folder.resolve()), self._around, self._around.home)
        if not found.fit:
            raise WorldFault(found.key, service=found.service, better=found.better)
        make_folder(self._folder, 0o700)
        self._lock.take()
        # A restoring that was cut short is finished before anything is opened or made.
        finish(self._folder)
        self._finish_making()

    def _finish_making(self) -> None:
        """Finish a vault whose making was cut short, or clear away what never became one.

        The header is written beside its place before the database exists and moved there after,
        so that a database without a header is always finished and never thrown away.
        """
        begun = self._begun_path
        if not begun.exists():
            return
        if self._database.exists() and not self._header_path.exists():
            VaultHeader.read(begun, self.files).write(self._header_path, self.files)
        # Held by another program it is tried again the next time: it opens nothing by itself.
        with suppress(OSError):
            begun.unlink()

    def release(self) -> None:
        """Let another window be the owner."""
        self._lock.release()

    def look(self) -> Outside:
        """What stands at the vault's place."""
        if not self._header_path.exists() and not any(self._folder.glob("vault*.db")):
            return Outside(DoorState.NO_VAULT)
        try:
            header = self.read_header()
        except WorldFault as fault:
            return Outside(DoorState.DAMAGED, problem=fault.key)
        return Outside(
            DoorState.LOCKED,
            header.label,
            self._tries.wait(),
            bool(header.of(SlotKind.KEYHOLDER)),
            authority=header.escrow.names if header.escrow else None,
        )

    def judge(self, passphrase: str) -> Strength:
        """How good a passphrase would be, with Welsh and English words known to the judge."""
        return judge(self._tools, passphrase)

    def suggest(self, language: Language) -> str:
        """Three or more random words that would make a good passphrase."""
        return suggest_words(self._tools, language)

    def new_sheet(self, language: Language) -> NewSheet:
        """Sixteen new words; they open nothing until a vault is made or a key changed with them."""
        return make_sheet(self._tools, language)

    def _wall(self) -> float:
        return self._tools.now().timestamp()

    def create(self, setting: Setting, label: str, passphrase: str, sheet: NewSheet) -> Casework:
        """Make the vault with both its first keyslots, and open it.

        Raises:
            Refusal: the passphrase is too weak, or a vault stands here already.
            WorldFault: the disk refused; nothing half-made is left that would pass for a vault.

        """
        refuse_weak(self._tools, passphrase)
        if self.look().state is not DoorState.NO_VAULT:
            raise Refusal("error.vault.exists")
        make_folder(self._folder, 0o700)
        random = self._tools.random
        key = DataKey.new(random)
        cost = self._cost if isinstance(self._cost, KdfCost) else self._cost.cost()
        header = VaultHeader.create(self._tools.ids.new(), label)
        header = add_slot(header, SlotKind.PASSPHRASE, passphrase, key, random, cost)
        secret = " ".join(sheet.words)
        header = add_slot(header, SlotKind.RECOVERY, secret, key, random, cost)
        header.write(self._begun_path, self.files)
        self._actor = setting.person
        now = self._tools.now()
        labels = {slot.id: KeyLabel(slot.kind, made_at=now) for slot in header.slots}

        def fill(unit: UnitOfWork) -> None:
            remember(unit, SETTING, setting)
            remember(unit, PREFERENCES, Preferences(language=setting.language))
            remember(unit, SHEET_TRIED, value=False)
            keep_labels(unit, labels)
            self.origin.move(unit, header.vault_id)
            unit.log("vault.made")

        store = Store.create(
            self._database, key, self._lemmas, now=self._tools.now, actor=self._who, fill=fill
        )
        self._finish_making()
        key.wipe()
        self.come_in(header.of(SlotKind.PASSPHRASE)[0])
        return at_work(self, store, header.vault_id, AS_USUAL)

    def proved_ago(self) -> float:
        """Seconds of this program's time since whoever is inside proved it; infinite if never."""
        return self._steady() - self._proved_at

    def unlock(self, passphrase: str) -> Casework:
        """Open the vault with a passphrase.

        Raises:
            WorldFault: wrong passphrase (the next try may have to wait), damaged, or in use.

        """
        return self._open(SlotKind.PASSPHRASE, passphrase)

    def unlock_with_sheet(self, typed: str, new_passphrase: str) -> Casework:
        """Open the vault with the sixteen words and set a new passphrase at once.

        Raises:
            WorldFault: a word is wrong, named by its position; the vault is as it was.
            Refusal: the new passphrase is too weak.

        """
        refuse_weak(self._tools, new_passphrase)
        refuse_unknown(self._tools, typed)
        casework, proved = self._enter(SlotKind.RECOVERY, typed)
        try:
            refuse_unfinished(casework)
            gone = {slot.id for slot in proved.header.of(SlotKind.PASSPHRASE)}
            label = KeyLabel(SlotKind.PASSPHRASE)
            swap(self, casework, proved, gone, Fresh(label, new_passphrase, "vault.recovered"))
            self.come_in(self.read_header().of(SlotKind.PASSPHRASE)[0])
        except BaseException:
            casework.close()
            raise
        return casework

    def unlock_as_keyholder(self, passphrase: str) -> Casework:
        """Open the vault with a second keyholder's passphrase: what is done is logged as theirs.

        Raises:
            WorldFault: as :meth:`unlock`.

        """
        return self._open(SlotKind.KEYHOLDER, passphrase)

    def unlock_with(self, kind: SlotKind, secret: str) -> Casework:
        """Open the vault with any of its ways in, and change none of them.

        Raises:
            WorldFault: as :meth:`unlock`.

        """
        return self._open(kind, secret)

    def is_sheet_tried(self, casework: Casework) -> bool:
        """Whether the recovery sheet has been tried once: the vault is not used before that."""
        with casework.store.view() as unit:
            return is_sheet_tried(unit)

    def sheet_tried(self, casework: Casework, sheet: NewSheet, typed: Mapping[int, str]) -> None:
        """Keep that a new sheet was tried, once every word asked for was typed back.

        Raises:
            Refusal: a word is missing or wrong; its position is among the facts.

        """
        refuse_untried(sheet, typed)
        slots = self.read_header().of(SlotKind.RECOVERY)
        with casework.store.unit() as unit:
            remember(unit, SHEET_TRIED, value=True)
            remember(unit, SHEET_LANGUAGE, sheet.language.value)
            for slot in slots:
                mark_tried(unit, slot.id, self._tools.now())
            unit.log("vault.sheet_tried")

    # Keys of an open vault, for casework.keyring

    @property
    def opened_by(self) -> SlotKind:
        """Whose secret opened the vault last."""
        return self._opened_by

    def prove(self, kind: SlotKind, secret: str) -> Proved:
        """Open a slot with its secret, waiting one's turn as at the unlock screen.

        Only the secret of whoever is inside counts as typed of late: somebody else who tries
        their key at this desk does not send what another person will be said to have sent.

        Raises:
            WorldFault: too early, or the secret opens no slot of this kind.

        """
        header = self.read_header()
        begun = self._steady()
        key, slot = unlock_slot(header, kind, secret, self._tries)
        tried = header.of(kind).index(slot) + 1
        now = self._steady()
        if self.is_inside(slot, header):
            self._proved_at = now
        return Proved(header, slot, key, (now - begun) / tried)

    def is_inside(self, slot: Slot, header: VaultHeader) -> bool:
        """Whether a slot is that of whoever is inside.

        After an older copy was put back the slot may be gone with the header it stood in: then
        any of its kind is.
        """
        if self._inside in {one.id for one in header.slots}:
            return slot.id == self._inside
        return slot.kind is self._opened_by

    def come_in(self, slot: Slot) -> None:
        """Whoever has this slot's secret, and has just given it, is inside from now on."""
        self._opened_by, self._inside = slot.kind, slot.id
        self._proved_at = self._steady()

    def replaced(self, gone: Collection[str], new: str) -> None:
        """A slot took the place of others."""
        if self._inside in gone:
            self._inside = new

    def prove_answer(self, answer: Answered, words: str) -> Proved:
        """Open the authority's answer, and find that it holds the key of this vault's database.

        Raises:
            WorldFault: too early, the words are not this answer's, or the disk refused.
            Refusal: the answer holds the key of another state of this vault.

        """
        header, begun = self.read_header(), self._steady()
        key, slot = unlock_slot(answer.as_header(), SlotKind.ESCROW, words, self._tries)
        took = self._steady() - begun
        if not self.fits(header, key):
            key.wipe()
            raise Refusal("error.help.other_key")
        self._proved_at = self._steady()
        return Proved(header, slot, key, took)

    def cost_after(self, proved: Proved) -> KdfCost:
        """What a new slot shall cost, going by the one that was just opened.

        Raises:
            WorldFault: the computer has not enough memory.

        """
        if isinstance(self._cost, KdfCost):
            return self._cost
        return self._cost.settled(proved.slot.cost, proved.seconds)

    def _open(self, kind: SlotKind, secret: str) -> Casework:
        casework, proved = self._enter(kind, secret)
        if casework.found.unfinished is None:
            proved.key.wipe()
        return casework

    def _enter(self, kind: SlotKind, secret: str) -> tuple[Casework, Proved]:
        proved = self.prove(kind, secret)
        casework = admit(self, proved, secret)
        self.come_in(proved.slot)
        return casework, proved

    def reopen(self, key: DataKey) -> Casework:
        """Open the database that was put into the vault's place, with a key proved elsewhere.

        Raises:
            WorldFault: it does not open.

        """
        return readmit(self, self.read_header(), key)
