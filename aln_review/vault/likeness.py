"""Whether something is what somebody says it is, without keeping what it was.

A slow digest with a salt of the vault's own: whoever has the vault open and already knows a name
and a date of birth can ask whether that record was erased; nobody else can read either from it.
Whoever has the vault open and guesses can also ask, at the price of one derivation a guess.
"""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from aln_review.domain.errors import WorldFault

SALT_BYTES: Final = 16
DIGEST_BYTES: Final = 32
MEMORY_KIB: Final = 19 * 1024
"""With two passes the floor OWASP gives for Argon2id: some 30 ms, and 500 guesses take 15 s."""
PASSES: Final = 2


def likeness(salt: bytes, *parts: str) -> str:
    """The digest of some texts in order, each with its length before it; lower-case hexadecimal.

    Raises:
        WorldFault: the computer has not enough memory.

    """
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    joined = b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
    kdf = Argon2id(
        salt=salt, length=DIGEST_BYTES, iterations=PASSES, lanes=1, memory_cost=MEMORY_KIB
    )
    try:
        return kdf.derive(joined).hex()
    except MemoryError:
        raise WorldFault("error.vault.no_memory") from None
