"""The vault's door: making a vault, opening and locking it, and what happens when a key is lost.

Only this module and the store touch the data key. Opening never creates: a vault that does not
open is left as it is, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic

from aln_review.casework.core import Casework, Tools
from aln_review.casework.memory import PREFERENCES, SETTING, Preferences, recall_setting, remember
from aln_review.casework.threshold import DoorState, NewSheet, Outside
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal, WorldFault
from aln_review.domain.setting import Setting
from aln_review.store.database import Store
from aln_review.store.health import refuse_damaged
from aln_review.store.swap import finish
from aln_review.store.unit_of_work import UnitOfWork
from aln_review.vault.files import world
from aln_review.vault.keyslots import (
    DATABASE_NAME,
    HEADER_NAME,
    STANDARD_COST,
    DataKey,
    KdfCost,
    SlotKind,
    VaultHeader,
    add_slot,
    open_slot,
    renew_slots,
    replace_slot,
)
from aln_review.vault.lock import VaultLock
from aln_review.vault.passphrase import Strength, Verdict, strength, suggest
from aln_review.vault.placement import Surroundings, find
from aln_review.vault.recovery import WordList
from aln_review.vault.tries import TRIES_NAME, Tries, unlock

__all__ = ["Door", "DoorState", "NewSheet", "Outside"]

LOCAL_COMPUTER = Surroundings("linux", {})
"""A computer about which nothing is known that speaks against a folder."""
ASKED_BACK = 3
"""How many words of a new recovery sheet are typed back before the vault is used."""
SHEET_TRIED = "recovery.tried"
SHEET_LANGUAGE = "recovery.language"


class Door:
    """One vault folder: header, database and lock. One owner at a time."""

    def __init__(
        self,
        folder: Path,
        tools: Tools,
        lemmas: Callable[[str], str],
        cost: KdfCost = STANDARD_COST,
        around: Surroundings = LOCAL_COMPUTER,
    ) -> None:
        self._folder = folder
        self._around = around
        self._tools = tools
        self._lemmas = lemmas
        self._cost = cost
        self._lock = VaultLock(folder)
        self._tries = Tries(folder / TRIES_NAME, self._wall, monotonic)
        self._actor = ""

    @property
    def tools(self) -> Tools:
        """The tools every vault opened here works with."""
        return self._tools

    @property
    def folder(self) -> Path:
        """Where the vault lies."""
        return self._folder

    def header(self) -> bytes:
        """The header as it stands on the disk, to lie beside a copy.

        Raises:
            WorldFault: it cannot be read.

        """
        try:
            return self._header_path.read_bytes()
        except OSError as fault:
            raise world(fault) from None

    @property
    def _header_path(self) -> Path:
        return self._folder / HEADER_NAME

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
        self._make_folder()
        self._lock.take()
        # A restoring that was cut short is finished before anything is opened or made.
        finish(self._folder)
        self._finish_making()

    def _make_folder(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as fault:
            raise world(fault) from None

    def _finish_making(self) -> None:
        """Finish a vault whose making was cut short, or clear away what never became one.

        The header is written beside its place before the database exists and moved there after,
        so that a database without a header is always finished and never thrown away.
        """
        begun = self._begun_path
        if not begun.exists():
            return
        if self._database.exists() and not self._header_path.exists():
            VaultHeader.read(begun).write(self._header_path)
        begun.unlink()

    def release(self) -> None:
        """Let another window be the owner."""
        self._lock.release()

    def look(self) -> Outside:
        """What stands at the vault's place."""
        if not self._header_path.exists() and not self._database.exists():
            return Outside(DoorState.NO_VAULT)
        try:
            header = VaultHeader.read(self._header_path)
        except WorldFault as fault:
            return Outside(DoorState.DAMAGED, problem=fault.key)
        return Outside(
            DoorState.LOCKED,
            header.label,
            self._tries.wait(),
            bool(header.of(SlotKind.KEYHOLDER)),
        )

    def judge(self, passphrase: str) -> Strength:
        """How good a passphrase would be, with Welsh and English words known to the judge."""
        return strength(passphrase, self._every_word())

    def suggest(self, language: Language) -> str:
        """Three or more random words that would make a good passphrase."""
        return suggest(self._tools.wordlists[language], self._choose)

    def _every_word(self) -> list[str]:
        return [word for words in self._tools.wordlists.values() for word in words]

    def _choose(self, below: int) -> int:
        """A random number below ``below``, without favouring the small ones."""
        size = 8
        span = 1 << (8 * size)
        while True:
            number = int.from_bytes(self._tools.random(size), "big")
            if number < span - span % below:
                return number % below

    def _wall(self) -> float:
        return self._tools.now().timestamp()

    def _refuse_weak(self, passphrase: str) -> None:
        judged = self.judge(passphrase)
        if judged.verdict is not Verdict.FINE:
            raise Refusal(judged.key)

    def create(self, setting: Setting, label: str, passphrase: str, sheet: NewSheet) -> Casework:
        """Make the vault with both its first keyslots, and open it.

        Raises:
            Refusal: the passphrase is too weak, or a vault stands here already.
            WorldFault: the disk refused; nothing half-made is left that would pass for a vault.

        """
        self._refuse_weak(passphrase)
        if self.look().state is not DoorState.NO_VAULT:
            raise Refusal("error.vault.exists")
        self._make_folder()
        random = self._tools.random
        key = DataKey.new(random)
        header = VaultHeader.create(self._tools.ids.new(), label)
        header = add_slot(header, SlotKind.PASSPHRASE, passphrase, key, random, self._cost)
        secret = " ".join(sheet.words)
        header = add_slot(header, SlotKind.RECOVERY, secret, key, random, self._cost)
        header.write(self._begun_path)
        self._actor = setting.person

        def fill(unit: UnitOfWork) -> None:
            remember(unit, SETTING, setting)
            remember(unit, PREFERENCES, Preferences(language=setting.language))
            remember(unit, SHEET_TRIED, value=False)
            unit.log("vault.made")

        store = Store.create(
            self._database, key, self._lemmas, now=self._tools.now, actor=self._who, fill=fill
        )
        self._finish_making()
        key.wipe()
        return Casework(store, self._tools)

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
        self._refuse_weak(new_passphrase)
        self._known_sheet(typed)
        casework = self._open(SlotKind.RECOVERY, typed)
        header = VaultHeader.read(self._header_path)
        key = open_slot(header, SlotKind.RECOVERY, typed)
        renewed = renew_slots(
            header,
            SlotKind.PASSPHRASE,
            new_passphrase,
            key,
            self._tools.random,
            self._cost,
        )
        renewed.write(self._header_path)
        key.wipe()
        with casework.store.unit() as unit:
            unit.log("vault.recovered")
        return casework

    def change_passphrase(self, casework: Casework, old: str, new: str) -> None:
        """Change the passphrase; old and new are both proved before the old one goes.

        Raises:
            WorldFault: the old passphrase is wrong.
            Refusal: the new one is too weak.

        """
        self._refuse_weak(new)
        header = VaultHeader.read(self._header_path)
        unlock(header, SlotKind.PASSPHRASE, old, self._tries).wipe()
        changed = replace_slot(
            header, SlotKind.PASSPHRASE, old, new, self._tools.random, self._cost
        )
        changed.write(self._header_path)
        with casework.store.unit() as unit:
            unit.log("vault.passphrase_changed")

    def new_sheet(self, language: Language) -> NewSheet:
        """Sixteen new words; they open nothing until :meth:`create` or :meth:`replace_sheet`."""
        random = self._tools.random
        words = WordList(self._tools.wordlists[language]).new(random)
        places: list[int] = []
        while len(places) < ASKED_BACK:
            place = random(1)[0] % len(words) + 1
            if place not in places:
                places.append(place)
        return NewSheet(words, language, tuple(sorted(places)))

    def replace_sheet(self, casework: Casework, passphrase: str, sheet: NewSheet) -> None:
        """Make a new recovery sheet the one that opens the vault; the old one opens nothing.

        Raises:
            WorldFault: the passphrase is wrong.

        """
        header = VaultHeader.read(self._header_path)
        key = open_slot(header, SlotKind.PASSPHRASE, passphrase)
        secret = " ".join(sheet.words)
        renewed = renew_slots(
            header, SlotKind.RECOVERY, secret, key, self._tools.random, self._cost
        )
        renewed.write(self._header_path)
        key.wipe()
        with casework.store.unit() as unit:
            remember(unit, SHEET_TRIED, value=False)
            unit.log("vault.sheet_replaced")

    def refuse_untried(self, sheet: NewSheet, typed: Mapping[int, str]) -> None:
        """Stop unless every word asked for was typed back.

        Raises:
            Refusal: a word is missing or wrong; its position is among the facts.

        """
        for position in sheet.asked:
            if not sheet.matches(position, typed.get(position, "")):
                raise Refusal("error.vault.sheet_word", position=position)

    def sheet_tried(self, casework: Casework, sheet: NewSheet, typed: Mapping[int, str]) -> None:
        """Keep that the sheet was tried, once every word asked for was typed back.

        Raises:
            Refusal: a word is missing or wrong; its position is among the facts.

        """
        self.refuse_untried(sheet, typed)
        with casework.store.unit() as unit:
            remember(unit, SHEET_TRIED, value=True)
            remember(unit, SHEET_LANGUAGE, sheet.language.value)
            unit.log("vault.sheet_tried")

    def is_sheet_tried(self, casework: Casework) -> bool:
        """Whether the recovery sheet has been tried once: the vault is not used before that."""
        with casework.store.view() as unit:
            return bool(unit.meta.get(SHEET_TRIED, False))

    def _known_sheet(self, typed: str) -> None:
        """Find a wrong word before any key is derived, in whichever language the sheet is."""
        faults = []
        for words in self._tools.wordlists.values():
            try:
                WordList(words).decode(typed)
            except WorldFault as fault:
                faults.append(fault)
            else:
                return
        raise max(faults, key=_how_far)

    def _open(self, kind: SlotKind, secret: str) -> Casework:
        header = VaultHeader.read(self._header_path)
        key = unlock(header, kind, secret, self._tries)
        refuse_damaged(self._database, key)
        store = Store.open(self._database, key, self._lemmas, now=self._tools.now, actor=self._who)
        key.wipe()
        try:
            with store.unit() as unit:
                setting = recall_setting(unit)
                self._actor = setting.person if setting else ""
                unit.log("vault.opened", detail=kind.value)
        except BaseException:
            # Nobody has this vault yet: left open, its key would stay in memory for good.
            store.close()
            raise
        return Casework(store, self._tools)

    def reopen(self, key: DataKey) -> Casework:
        """Open the database that was put into the vault's place, with a key proved elsewhere.

        Raises:
            WorldFault: it does not open.

        """
        store = Store.open(self._database, key, self._lemmas, now=self._tools.now, actor=self._who)
        return Casework(store, self._tools)

    def _who(self) -> str:
        return self._actor


def _how_far(fault: WorldFault) -> int:
    position = fault.facts.get("position", 0)
    return position if isinstance(position, int) else 0
