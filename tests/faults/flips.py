"""Every byte of a vault of about a megabyte gone wrong in turn: noticed, or nothing was lost.

Two ways, because a million openings take hours. Each byte of the file is changed and the code of
its page is worked out (``codes``); and the vault is really opened for every byte of the first page
and a sample of each other one (``open_all``), which also shows that the engine and the codes agree:
once as the door does it, and once by the engine without the door's look at every page.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from aln_review.domain.errors import WorldFault
from aln_review.store.database import Store
from aln_review.store.health import refuse_damaged
from aln_review.store.pages import PAGE_BYTES, SALT_BYTES, mac_key, page_fits
from tests.faults.child import KEY, PER_LEARNER, itself, write_step

STEPS = 240
PHOTO = 400_000
NOTICED = frozenset({"error.store.damaged", "error.store.wrong_key"})
"""What opening says of a byte gone wrong."""
NOTICED_OR_RIGHT = NOTICED | {"right", "error.store.row_unreadable"}
ALONE = "engine alone: "


@dataclass(frozen=True)
class Vault:
    """A closed database file and what is in it."""

    path: Path
    data: bytes
    digest: str


@dataclass(frozen=True)
class Tally:
    """What all bytes came to."""

    bytes: int
    passed: int
    """Changes that a page's code let pass."""
    opened: int
    """Places at which a changed file was really opened, by the door and by the engine alone."""
    outcomes: dict[str, int]
    missed: int
    """Changes nobody noticed, wrong content and files touched by opening, all together."""


def digest(store: Store) -> str:
    """Everything that can be read, as one text."""
    with store.view() as view:
        parts = [repr(view.words.all()), repr(view.learners.all()), repr(view.access_log())]
        parts += [repr(view.contents.get(f"c{n}")) for n in range(7)]
        parts += [repr(view.contents.get("photo")), repr(view.meta.get("step"))]
        return "\n".join(parts)


def make(folder: Path) -> Vault:
    """A vault of words, learners, a log and a photograph, about a megabyte."""
    path = folder / "vault.db"
    store = Store.create(path, KEY, itself)
    for step in range(1, STEPS + 1):
        with store.unit() as unit:
            write_step(unit, step)
    with store.unit() as unit:
        unit.contents.put("photo", random.Random(1).randbytes(PHOTO))
    assert STEPS // PER_LEARNER
    found = digest(store)
    store.close()
    return Vault(path, path.read_bytes(), found)


def codes(vault: Vault) -> tuple[int, int]:
    """Change every byte: how many bytes there are, and how many changes a page's code lets pass."""
    passed = 0
    key = mac_key(KEY, vault.data[:SALT_BYTES])
    for start in range(0, len(vault.data), PAGE_BYTES):
        page = bytearray(vault.data[start : start + PAGE_BYTES])
        number = start // PAGE_BYTES + 1
        assert page_fits(bytes(page), number, key)
        # The salt is not under the code: it is what the code's own key is made from.
        for place in range(SALT_BYTES if number == 1 else 0, PAGE_BYTES):
            page[place] ^= 1
            passed += page_fits(bytes(page), number, key)
            page[place] ^= 1
    for place in range(SALT_BYTES):
        salt = bytearray(vault.data[:SALT_BYTES])
        salt[place] ^= 1
        passed += page_fits(vault.data[:PAGE_BYTES], 1, mac_key(KEY, bytes(salt)))
    return len(vault.data), passed


def open_all(vault: Vault, places: Iterable[int]) -> Counter[str]:
    """Open with a byte changed at each place; what each opening came to."""
    outcomes: Counter[str] = Counter()
    for place in places:
        changed = bytearray(vault.data)
        changed[place] ^= 1 << place % 8
        vault.path.write_bytes(changed)
        outcomes[_opened(vault)] += 1
        outcomes[f"{ALONE}{_opened_by_engine(vault)}"] += 1
        if vault.path.read_bytes() != changed:
            outcomes["touched"] += 1
    vault.path.write_bytes(vault.data)
    return outcomes


def _opened(vault: Vault) -> str:
    """As the door does it: every page first, then the store."""
    try:
        refuse_damaged(vault.path, KEY)
    except WorldFault as fault:
        return fault.key
    return _opened_by_engine(vault)


def _opened_by_engine(vault: Vault) -> str:
    """Without the look at every page: only the pages that are read are checked."""
    try:
        store = Store.open(vault.path, KEY, itself, read_only=True)
    except WorldFault as fault:
        return fault.key
    try:
        return "right" if digest(store) == vault.digest else "wrong"
    except WorldFault as fault:
        return fault.key
    finally:
        store.close()


def sample(size: int, per_page: int) -> list[int]:
    """Every byte of the first page, and so many of each other one, spread over it."""
    step = PAGE_BYTES // max(1, per_page)
    others = range(PAGE_BYTES, size, PAGE_BYTES)
    return [
        *range(PAGE_BYTES),
        *(page + at for page in others for at in range(1, PAGE_BYTES, step)),
    ]


def run(folder: Path, per_page: int) -> Tally:
    """Every byte against its page's code; samples of every page through the door and the engine."""
    vault = make(folder)
    size, passed = codes(vault)
    opened = open_all(vault, sample(size, per_page))
    missed = passed + sum(
        count for what, count in opened.items() if what.removeprefix(ALONE) not in allowed(what)
    )
    return Tally(size, passed, opened.total() // 2, dict(opened), missed)


def allowed(what: str) -> frozenset[str]:
    """What an opening may come to. Of pages it does not read the engine alone notices nothing."""
    return NOTICED_OR_RIGHT if what.startswith(ALONE) else NOTICED
