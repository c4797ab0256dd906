"""What a kill, or a loss of power, must have left of the small vault that ``child`` writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from aln_review.casework.copies import folder_of
from aln_review.domain.errors import WorldFault
from aln_review.store import backup
from aln_review.store.database import Store
from aln_review.store.health import CheckName, examine
from aln_review.store.unit_of_work import UnitOfWork
from aln_review.vault.keyslots import (
    HEADER_NAME,
    SlotKind,
    VaultHeader,
    open_slot,
)
from tests.faults import real_door
from tests.faults.child import (
    DONE,
    GROWN,
    GROWS,
    KEY,
    PER_LEARNER,
    passphrase,
)
from tests.faults.desk import LETTERS_EACH, MOST_COPIES, typed
from tests.faults.keyring import found_keyholders
from tests.faults.migrating import found_migrated
from tests.faults.real_door import Looked, Said, door_of, same
from tests.faults.torn import Torn


def step_of(place: Path) -> int:
    """The last step that was kept when somebody looked before."""
    mark = place / "step"
    return int(mark.read_text()) if mark.exists() else 0


def look_at_saves(place: Path, said: Sequence[Said]) -> Looked:
    """After saving."""
    return _judged(place, said, lambda _: _opened(place, look_at_words))


def look_at_copies(place: Path, said: Sequence[Said]) -> Looked:
    """After saving and copying: at least one copy is whole, and so is every other."""
    found = look_at_saves(place, said)
    copies = backup.kept(folder_of(door_of(place)))
    # The one made last may stand there before the oldest has gone.
    same("copies", 0 < len(copies) <= MOST_COPIES + 1, True)
    for path in copies:
        header = VaultHeader.read(path.with_suffix(backup.HEADER_SUFFIX))
        key = open_slot(header, SlotKind.PASSPHRASE, real_door.passphrase(0))
        backup.verify(path, key)
        key.wipe()
    return found


def look_at_typing(place: Path, said: Sequence[Said]) -> Looked:
    """After typing."""
    return _judged(place, said, lambda _: _opened(place, _look_at_letters))


def look_at_keys(place: Path, said: Sequence[Said]) -> Looked:
    """After changing the passphrase."""
    return _judged(place, said, lambda done: _look_at_keys(place, done))


def look_at_keyholders(place: Path, said: Sequence[Said]) -> Looked:
    """After giving, changing and taking back a keyholder's key."""
    return _judged(place, said, lambda done: found_keyholders(place, done))


def look_at_migrating(place: Path, said: Sequence[Said]) -> Looked:
    """After bringing vaults up to date."""
    return _judged(place, said, lambda done: found_migrated(place, done))


def _judged(place: Path, said: Sequence[Said], found: Callable[[int], int]) -> Looked:
    """Hold the step that is there against the steps that were acknowledged."""
    before = step_of(place)
    done = max((number for word, number in said if word == DONE), default=before)
    step = found(done)
    if step < 0:
        raise Torn(f"after step {done}: neither old nor new")
    if step > done + 1:
        raise Torn(f"{step} kept, {done} acknowledged")
    return Looked(done - before, step, lost=max(0, done - step))


def _opened(place: Path, look: Callable[[UnitOfWork], int]) -> int:
    door = door_of(place)
    door.take()
    vault = door.unlock(real_door.passphrase(0))
    try:
        with vault.store.view() as view:
            step = look(view)
            kept = step if look is look_at_words else step // LETTERS_EACH
            same("log", sum(line.action == "changed" for line in view.access_log()), kept)
            same("chain", view.chain().broken_at, 0)
        look_at_health(vault.store)
    finally:
        vault.close()
        door.release()
    return step


def _look_at_letters(view: UnitOfWork) -> int:
    step = int(view.meta.get("step", 0))
    left = step % LETTERS_EACH
    same("draft", view.drafts.all("meeting"), {"said": typed(left)} if left else {})
    kept = {f"w{number:06}" for number in range(LETTERS_EACH, step + 1, LETTERS_EACH)}
    same("statements", {one.id for one in view.words.all()}, kept)
    same("texts", {one.text.said for one in view.words.all()} <= {typed(LETTERS_EACH)}, True)
    return step


def look_at_health(store: Store) -> None:
    """Every check of the vault but two: what the child keeps belongs to no document or day.

    Raises:
        Torn: a check found something.

    """
    passed_over = {CheckName.LOOSE, CheckName.CLOCK}
    for check in examine(store, [name for name in CheckName if name not in passed_over]):
        same(check.key, check.count, 0)


def look_at_words(view: UnitOfWork) -> int:
    """See that everything :func:`tests.faults.child.write_step` wrote is there; the last step.

    Raises:
        Torn: something is missing, or not what was written.

    """
    step = view.meta.get("step", 0)
    same("words", view.words.count(), step)
    same("learners", view.learners.count(), len({n // PER_LEARNER for n in range(1, step + 1)}))
    for number in range(max(1, step - 30), step + 1):
        said = view.words.get(f"w{number:06}").text.said
        ending = ("gair " * (number % 60)).strip() if number == step else "wedyn"
        same("words", said.split(), [f"cam{number}", *ending.split()])
        hits = [hit.id for hit in view.search(f"cam{number}", prefix=False)]
        same("search", hits, [f"w{number:06}"])
    for content_id, number in view.meta.get("content", dict[str, int]()).items():
        expected = bytes([number % 251]) * (number % 5 * 60_000)
        same("bytes", view.contents.get(content_id) == expected, True)
    if step:
        begun = step // GROWS * GROWS
        spoken = b"".join(bytes([n % 251]) * GROWN for n in range(max(1, begun), step + 1))
        same("recording", view.contents.get(f"g{step // GROWS}") == spoken, True)
        same("recording", view.meta.get("grown", 0), len(spoken))
    return int(step)


def _look_at_keys(place: Path, first: int) -> int:
    if not (place / HEADER_NAME).exists():
        return first
    header = VaultHeader.read(place / HEADER_NAME)
    same("header", header.whole, True)
    for step in (first, first + 1):
        try:
            opened = open_slot(header, SlotKind.PASSPHRASE, passphrase(step))
        except WorldFault:
            continue
        same("key", opened, KEY)
        return step
    raise Torn("keys: neither the old passphrase nor the new one opens")
