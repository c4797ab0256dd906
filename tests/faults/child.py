"""The process that is killed: works on a vault and says before and after each step how far it is.

``done`` with a number means that everything up to and including that step was acknowledged as
saved; ``begun`` that what is acknowledged next has begun.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.words import Words
from aln_review.store.unit_of_work import UnitOfWork
from aln_review.vault.keys import DataKey
from aln_review.vault.keyslots import (
    HEADER_NAME,
    KdfCost,
    SlotKind,
    VaultHeader,
    add_slot,
    replace_slot,
)

KEY = DataKey(bytes(range(32)))
CHEAP = KdfCost(memory_kib=8, iterations=1, lanes=1)
PER_LEARNER = 10
GROWS, GROWN = 40, 7_001
"""Steps that a recording grows for, and bytes it grows by: more than two parts of it."""
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


Say = Callable[[str, int], None]
"""Tells whoever watches a word and a number."""
BEGUN, DONE = "begun", "done"


def itself(text: str) -> str:
    """Lemmas are not what is tested here."""
    return text


def write_step(unit: UnitOfWork, step: int) -> None:
    """One unit of work: words, sometimes a learner, a rewritten statement, a log line, bytes."""
    owner = f"l{step // PER_LEARNER:06}"
    if unit.learners.find(owner) is None:
        unit.learners.put(Learner(owner, "Elin", "Môn", date(2016, 1, 1)))
    unit.words.put(statement(step, owner, f"cam{step} " + "gair " * (step % 60)))
    if step > 1:
        before = unit.words.get(f"w{step - 1:06}")
        unit.words.put(statement(step - 1, before.learner_id, f"cam{step - 1} wedyn"))
    unit.contents.put(f"c{step % 7}", bytes([step % 251]) * (step % 5 * 60_000))
    grown = unit.contents.append(f"g{step // GROWS}", bytes([step % 251]) * GROWN)
    unit.meta.put("grown", grown)
    unit.meta.put("content", {**unit.meta.get("content", {}), f"c{step % 7}": step})
    unit.log("changed", owner, f"w{step:06}")
    unit.meta.put("step", step)


def statement(step: int, owner: str, text: str) -> Words:
    """The words of a step."""
    return Words(
        f"w{step:06}", owner, Text.of(text, Language.CY), "Elin", Perspective.LEARNER, "Gwen", NOON
    )


def passphrase(step: int) -> str:
    """The passphrase after so many changes."""
    return f"cyfrinymadrodd rhif {step}"


def change_keys(folder: Path, say: Say) -> None:
    """Change the passphrase without end."""
    path = folder / HEADER_NAME
    chance = random.Random()
    if not path.exists():
        made = VaultHeader.create("vault", "Prawf")
        add_slot(made, SlotKind.PASSPHRASE, passphrase(0), KEY, chance.randbytes, CHEAP).write(path)
    step = int((folder / "step").read_text()) if (folder / "step").exists() else 0
    while True:
        say(BEGUN, step + 1)
        header = VaultHeader.read(path)
        replace_slot(
            header, SlotKind.PASSPHRASE, passphrase(step), passphrase(step + 1),
            chance.randbytes, CHEAP,
        ).write(path)  # fmt: skip
        step += 1
        say(DONE, step)
