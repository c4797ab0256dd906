"""A vault of an older program is copied before its file is brought up to date.

The copy lies among the others and is opened, checked and counted like them. Where it cannot be
made, no step begins: half-done changes of format are how others lost whole vaults.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aln_review.casework.places import find_places
from aln_review.domain.errors import AlnError, WorldFault
from aln_review.store import backup
from aln_review.store.database import Store
from aln_review.store.indexing import Lemmas
from aln_review.vault.keys import DataKey

NONE_GOES = 10_000
"""So many copies may be kept that this one pushes out none."""


@dataclass(frozen=True, slots=True)
class BeforeSteps:
    """Keeps the copy. ``header`` reads the vault's header as it stands on the disk."""

    folder: Path
    header: Callable[[], bytes]
    now: Callable[[], datetime]
    lemmas: Lemmas

    def keep(self, database: Path, key: DataKey) -> bool:
        """Copy the vault if its schema is about to change; whether it is.

        Raises:
            WorldFault: there is no verified copy (``error.store.no_copy_first``), or the vault
                cannot be opened.

        """
        old = Store.of_older_schema(database, key, self.lemmas)
        if old is None:
            return False
        backups = find_places(self.folder.parent).backups
        try:
            backup.keep(old, self.header(), backups, self.now().astimezone(UTC), NONE_GOES)
        except AlnError as fault:
            if fault.key == "error.store.damaged":
                raise
            raise WorldFault("error.store.no_copy_first") from None
        finally:
            old.close()
        return True
