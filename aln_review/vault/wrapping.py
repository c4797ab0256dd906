"""One slot: the data key wrapped under a key that Argon2id makes from a secret.

What a slot demands of the computer is authenticated together with the vault's id, so that a slot
opens in its own vault only and cannot be made cheaper, and what a file may demand is bounded
before anything is computed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from aln_review.domain.errors import OwnFault, Refusal, WorldFault
from aln_review.vault.keys import KEY_BYTES, DataKey
from aln_review.vault.recovery import fold

Random = Callable[[int], bytes]

ID_BYTES = 8
SALT_BYTES = 16
NONCE_BYTES = 12
WRAPPED_BYTES = KEY_BYTES + 16
MOST_MEMORY_KIB = 1024 * 1024
MOST_ITERATIONS = 64
MOST_LANES = 16
MOST_WORK_KIB = 4 * MOST_MEMORY_KIB
"""Memory times iterations: about ten seconds on the slowest computer we support."""
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`", "'"))


class SlotKind(StrEnum):
    """Whose secret opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a kind, not a secret
    RECOVERY = "recovery"
    KEYHOLDER = "keyholder"
    ESCROW = "escrow"
    """The authority's. In a header it is sealed to a public key, see ``escrow``; a slot of this
    kind stands in an answer alone."""


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What Argon2id is asked to spend; the defaults take about a second on a school laptop."""

    memory_kib: int = 128 * 1024
    iterations: int = 3
    lanes: int = 4

    def check(self) -> None:
        """Refuse a cost that would hold the computer up, or that Argon2id cannot compute.

        Raises:
            WorldFault: a file demands too much.

        """
        sound = (
            1 <= self.lanes <= MOST_LANES
            and 1 <= self.iterations <= MOST_ITERATIONS
            and 8 * self.lanes <= self.memory_kib <= MOST_MEMORY_KIB
            and self.memory_kib * self.iterations <= MOST_WORK_KIB
        )
        if not sound:
            raise WorldFault("error.vault.demands_too_much")


STANDARD_COST = KdfCost()


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key, wrapped under one secret."""

    id: str
    kind: SlotKind
    cost: KdfCost
    salt: bytes
    nonce: bytes
    wrapped: bytes


def normalised(kind: SlotKind, secret: str) -> bytes:
    """A secret as bytes, however it was typed.

    Passphrases: Unicode NFKC (a Mac may type ŵ as two characters), runs of white space as one
    space, typographic apostrophes as the plain one. Sixteen words: accents, case, punctuation
    and numbering do not matter.
    """
    if kind in {SlotKind.RECOVERY, SlotKind.ESCROW}:
        text = " ".join(fold(secret))
    else:
        text = " ".join(unicodedata.normalize("NFKC", secret.translate(_APOSTROPHES)).split())
    return text.encode("utf-8", "surrogatepass")


def _derive(slot_cost: KdfCost, salt: bytes, secret: bytes) -> bytes:
    slot_cost.check()
    kdf = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=slot_cost.iterations, lanes=slot_cost.lanes,
        memory_cost=slot_cost.memory_kib,
    )  # fmt: skip
    try:
        return kdf.derive(secret)
    except MemoryError:
        raise WorldFault("error.vault.no_memory") from None


def spend(cost: KdfCost) -> None:
    """Derive a key from nothing secret and throw it away: what a cost takes here is timed so.

    Raises:
        WorldFault: the cost is beyond the cap or the computer has not enough memory.

    """
    _derive(cost, bytes(SALT_BYTES), b"how long does this take")


def _bound(vault_id: str, kind: SlotKind, cost: KdfCost, salt: bytes) -> bytes:
    """What is authenticated with the wrapped key, each part with its length before it."""
    parts = (
        b"aln-review keyslot 1", vault_id.encode(), kind.value.encode(),
        f"{cost.memory_kib},{cost.iterations},{cost.lanes}".encode(), salt,
    )  # fmt: skip
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def wrap(
    vault_id: str, kind: SlotKind, secret: str, key: DataKey, random: Random, cost: KdfCost
) -> Slot:
    """A new slot. It has been opened and gave the key back.

    Raises:
        Refusal: the secret is empty.
        WorldFault: the cost is beyond the cap or the computer has not enough memory.
        OwnFault: the new slot did not give the key back.

    """
    if not normalised(kind, secret):
        raise Refusal("error.vault.empty_secret")
    salt, nonce = random(SALT_BYTES), random(NONCE_BYTES)
    wrapping = _derive(cost, salt, normalised(kind, secret))
    wrapped = AESGCMSIV(wrapping).encrypt(nonce, key.raw(), _bound(vault_id, kind, cost, salt))
    slot = Slot(random(ID_BYTES).hex(), kind, cost, salt, nonce, wrapped)
    try:
        proved = unwrap(vault_id, slot, secret) == key
    except InvalidTag:
        proved = False
    if not proved:
        raise OwnFault("error.vault.slot_unproved")
    return slot


def unwrap(vault_id: str, slot: Slot, secret: str) -> DataKey:
    """The data key.

    Raises:
        InvalidTag: the secret is not this slot's, or the slot was changed.
        WorldFault: the slot demands too much, or the computer has not enough memory.

    """
    key = _derive(slot.cost, slot.salt, normalised(slot.kind, secret))
    bound = _bound(vault_id, slot.kind, slot.cost, slot.salt)
    return DataKey(AESGCMSIV(key).decrypt(slot.nonce, slot.wrapped, bound))
