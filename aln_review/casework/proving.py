"""Proving once more who sits here, before something that cannot be called back.

An open vault on a desk is only as safe as the desk. Sending, exporting, destroying and changing
keys ask for the passphrase again (OWASP ASVS 5.0, 2.3.5 and 8.3.1; MASVS AUTH-3), unless it was
typed a short while ago. Nothing of it is kept, and wrong tries wait as those at the door do.
"""

from __future__ import annotations

from datetime import timedelta

from aln_review.casework.door import Door
from aln_review.domain.errors import WorldFault

FRESH = timedelta(minutes=15)
"""So long after the passphrase was typed it is not asked for again before sending."""


def prove_passphrase(door: Door, passphrase: str) -> None:
    """Prove the passphrase that opened the vault; a second of work, never on a window's thread.

    Raises:
        WorldFault: it is wrong (``error.vault.wrong_passphrase`` or ``.wrong_keyholder``), also
            when it is another keyholder's, or too early for another try (``error.vault.wait``,
            with the fact ``seconds``).

    """
    proved = door.prove(door.opened_by, passphrase)
    proved.key.wipe()
    if not door.is_inside(proved.slot, proved.header):
        raise WorldFault("error.vault.wrong_keyholder")


def proved_within(door: Door, span: timedelta) -> bool:
    """Whether whoever is inside proved it within ``span``, by time this program has run."""
    return door.proved_ago() < span.total_seconds()
