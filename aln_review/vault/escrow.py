"""The authority's keyslot: the data key sealed to a public key, and the answer when it is opened.

Nothing secret is needed to make such a slot, and nothing on this computer opens it. What is sealed
is an age file (age-encryption.org/v1), made and read in ``packages``: here it is only carried, so
that a header with one is read by whatever knows nothing of it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from aln_review.domain.errors import OwnFault
from aln_review.vault.header import VaultHeader
from aln_review.vault.keys import DataKey
from aln_review.vault.wrapping import KdfCost, Random, Slot, SlotKind, wrap

ASKED_NAME = "asked.json"
"""Beside the header: the request that waits for an answer. It is what was sent, no secret."""
MARK_LETTERS = 32


@dataclass(frozen=True, slots=True)
class Answered:
    """A data key under words that are said by telephone, for one request about one vault."""

    vault_id: str
    nonce: str
    """The request's: an answer to another one opens nothing."""
    slot: Slot

    def as_header(self) -> VaultHeader:
        """A header with this one way in, to be opened as every other slot is.

        Its id stands for vault and request together, so that the slot fits nowhere else.
        """
        return VaultHeader(_bound_id(self.vault_id, self.nonce), "", (self.slot,))


def seal_mark(sealed: bytes) -> str:
    """What tells one sealed key from another, and says when a byte of it was changed."""
    return hashlib.sha256(sealed).hexdigest()[:MARK_LETTERS]


def wrap_answer(
    vault_id: str, nonce: str, words: str, key: DataKey, random: Random, cost: KdfCost
) -> Answered:  # fmt: skip
    """The answer to a request. It has been opened with the words and gave the key back.

    Raises:
        OwnFault: there is no request to bind it to.
        WorldFault: the computer has not enough memory.

    """
    if not vault_id or not nonce:
        raise OwnFault("error.vault.slot_unproved")
    bound = _bound_id(vault_id, nonce)
    return Answered(vault_id, nonce, wrap(bound, SlotKind.ESCROW, words, key, random, cost))


def _bound_id(vault_id: str, nonce: str) -> str:
    return f"{vault_id} {nonce}"
