"""Copies: how long one takes, what typing feels of it, and how fast one is put back."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter, process_time, sleep

from aln_review.casework.copies import copies, keep_copy
from aln_review.casework.core import Casework
from aln_review.casework.demo import make_demo
from aln_review.casework.door import Door
from aln_review.casework.restore_preview import preview
from aln_review.casework.restoring import choose, open_with_vault, restore
from aln_review.casework.second_place import put_into
from aln_review.casework.wiring import utc_now
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import Words
from aln_review.store.damage import damaged_pages
from aln_review.store.database import Store
from aln_review.store.engine import Mode, connect
from tests.bench.figures import Figure, median, percentile
from tests.bench.search_data import KEY, Speech, lower

LEARNERS = 500
WORDS_EACH = 60
PHOTO_BYTES = 60_000
"""As large as the photographs the program makes of what a camera gives it."""
MIB = 1 << 20
LARGE = 500
"""MB of the vault whose pages are all checked; the short form scales from a smaller one."""
SHORT = 60
REST = 0.02
"""Seconds between two saves: faster than anybody types."""


@dataclass(frozen=True)
class _Full:
    door: Door
    vault: Casework
    words: tuple[Words, ...]


def figures(folder: Path, *, short: bool = False) -> Iterator[Figure]:
    """Every figure about copies."""
    made = _fill(folder / "copies")
    note = f"{LEARNERS} learners, {LEARNERS * WORDS_EACH:,} words"
    yield from _copying(made, note)
    yield from _typing(made, note)
    yield from _restoring(made, folder, note)
    yield from _pages(folder, SHORT if short else LARGE)


def _fill(data: Path) -> _Full:
    """The demo's reviews, profiles and plans, and many more learners with words and a photo."""
    door, vault = make_demo(SettingKind.SCHOOL, data, utc_now)
    speech, chance = Speech(5), random.Random(5)
    kept: list[Words] = []
    with vault.store.view() as unit:
        model = unit.words.all()[0]
        plan = unit.plans.all()[0]
    for number in range(LEARNERS):
        owner = f"l{number:06}"
        with vault.store.unit() as unit:
            unit.learners.put(Learner(owner, speech.name(), speech.name(), model.said_at.date()))
            unit.contents.put(owner, chance.randbytes(PHOTO_BYTES))
            unit.plans.put(
                replace(plan, id=f"p{number}", plan_id=f"p{number}", learner_id=owner, review_id="")
            )
            for place in range(WORDS_EACH):
                said = Words(
                    f"w{number:06}-{place}", owner, Text.of(speech.sentence(), Language.CY),
                    "Elin", Perspective.LEARNER, "Gwen Pari", model.said_at,
                )  # fmt: skip
                unit.words.put(said)
                kept.append(said)
    vault.store.tidy()
    return _Full(door, vault, tuple(kept))


def _copying(made: _Full, note: str) -> Iterator[Figure]:
    took, busy = [], []
    for _ in range(3):
        begun, used = perf_counter(), process_time()
        keep_copy(made.door, made.vault)
        took.append(perf_counter() - begun)
        busy.append(process_time() - used)
    size = copies(made.door).copies[0].size
    what = f"{note}, {size / MIB:.0f} MB; {median(busy):.1f} s of processor"
    yield Figure("backup, opened, counted, compared", median(took), 3, "s", 1, what)


def _typing(made: _Full, note: str) -> Iterator[Figure]:
    """One statement saved again and again, alone and while copies are made."""
    alone = _saves(made, threading.Event(), 100)
    done = threading.Event()

    def copy() -> None:
        for _ in range(2):
            keep_copy(made.door, made.vault)
        done.set()

    keeper = threading.Thread(target=copy)
    keeper.start()
    during = _saves(made, done, 10_000)
    keeper.join()
    what = f"{len(during)} saves, the longest {max(during):.0f} ms, alone {max(alone):.0f} ms"
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        one, other = percentile(during, share), percentile(alone, share)
        yield Figure(f"save during a backup against without, {name}", one, other, "ms", 3, what)


def _saves(made: _Full, until: threading.Event, most: int) -> list[float]:
    found = []
    for number in range(most):
        if until.is_set():
            break
        words = made.words[number % len(made.words)]
        begun = perf_counter()
        with made.vault.store.unit() as unit:
            unit.words.put(words)
            unit.log("words.kept", words.learner_id)
        found.append((perf_counter() - begun) * 1000)
        sleep(REST)
    return found


def _restoring(made: _Full, folder: Path, note: str) -> Iterator[Figure]:
    stick = folder / "stick"
    stick.mkdir()
    begun = perf_counter()
    path = put_into(made.door, made.vault, stick)
    yield Figure("copy to the second place, proved there", perf_counter() - begun, 20, "s", 1, note)
    begun = perf_counter()
    copy = open_with_vault(made.door, made.vault, choose(made.door, path))
    seen = preview(made.vault, copy)
    shown = perf_counter() - begun
    yield Figure("a copy opened and compared", shown, 10, "s", 1, f"{len(seen.changes)} differ")
    restored = restore(made.door, made.vault, copy)
    yield Figure("restore, from choosing to open", perf_counter() - begun, 60, "s", 1, note)
    copy.close()
    restored.casework.close()
    made.door.release()


def _pages(folder: Path, megabytes: int) -> Iterator[Figure]:
    path = folder / "pages.db"
    store = Store.create(path, KEY, lower)
    chance = random.Random(9)
    for number in range(megabytes):
        with store.unit() as unit:
            unit.contents.put(f"c{number}", chance.randbytes(MIB))
    store.close()
    connection = connect(path, KEY, Mode.READ)
    begun, used = perf_counter(), process_time()
    found = damaged_pages(connection, path, KEY)
    took, busy = perf_counter() - begun, process_time() - used
    connection.close()
    scale = LARGE * MIB / path.stat().st_size
    path.unlink()
    what = f"{found} damaged, measured on {megabytes} MB; {busy * scale:.1f} s of processor"
    yield Figure("every page of 500 MB checked", took * scale, 5, "s", 1, what)
