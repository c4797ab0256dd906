"""A header with cheap slots, and a list of 2,048 invented words."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

from aln_review.vault.keyslots import DataKey, KdfCost, SlotKind, VaultHeader, add_slot
from aln_review.vault.recovery import WordList

CHEAP = KdfCost(memory_kib=8, iterations=1, lanes=1)
PASSPHRASE = "tŷ bach twt o’r môr"
KEY = DataKey(bytes(range(32)))
_STARTS = ("b", "c", "ch", "d", "dd", "ff", "g", "ll", "m", "n", "p", "r", "rh", "s", "t", "th")
_ENDS = ("b", "c", "d", "dd", "g", "l", "ll", "m", "n", "r", "s", "st", "t", "th", "lch", "nt")
WORDS = tuple(
    f"{start}{middle}{end}"
    for start, middle, end in itertools.product(
        _STARTS, ("a", "e", "i", "o", "u", "ỳ", "aw", "ŵa"), _ENDS
    )
)
LIST = WordList(WORDS)


def seeded(seed: int = 1) -> Callable[[int], bytes]:
    """Randomness that is the same each time."""
    return random.Random(seed).randbytes


SHEET = LIST.new(seeded(5))


def header() -> VaultHeader:
    """A header that a passphrase, a recovery sheet and a second keyholder open."""
    made = VaultHeader.create("0192-vault", "Ysgol Brawf")
    for seed, (kind, secret) in enumerate(
        (
            (SlotKind.PASSPHRASE, PASSPHRASE),
            (SlotKind.RECOVERY, " ".join(SHEET)),
            (SlotKind.KEYHOLDER, "prifathrawes y pentref"),
        )
    ):
        made = add_slot(made, kind, secret, KEY, seeded(seed), CHEAP)
    return made
