"""The vault's folder itself: its header, its database, and what is known of the place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from aln_review.casework.before_steps import BeforeSteps
from aln_review.casework.core import Tools
from aln_review.casework.last_seen import LastSeen
from aln_review.casework.origin import Origin
from aln_review.domain.errors import WorldFault
from aln_review.store.database import Store
from aln_review.store.pages import key_fits
from aln_review.store.swap import ready
from aln_review.vault.files import Files, world
from aln_review.vault.header import DATABASE_NAME, HEADER_NAME, VaultHeader
from aln_review.vault.homing import come_home
from aln_review.vault.keys import DataKey


class Premises:
    """Only its owner, the door, and those the door lends itself to."""

    def __init__(
        self, folder: Path, tools: Tools, lemmas: Callable[[str], str], files: Files, computer: str
    ) -> None:
        self._folder = folder
        self._tools = tools
        self._lemmas = lemmas
        self._actor = ""
        self.files = files
        self.origin = Origin(folder.parent, computer, tools.random, files)
        self.last_seen = LastSeen(folder.parent, files)

    @property
    def tools(self) -> Tools:
        """The tools every vault opened here works with."""
        return self._tools

    @property
    def lemmas(self) -> Callable[[str], str]:
        """How words become the terms of the search index."""
        return self._lemmas

    @property
    def folder(self) -> Path:
        """Where the vault lies."""
        return self._folder

    @property
    def _header_path(self) -> Path:
        return self._folder / HEADER_NAME

    def header(self) -> bytes:
        """The header to lie beside a copy: as it stands on the disk, but that a copy has one name.

        Raises:
            WorldFault: it cannot be read.

        """
        try:
            found = self._header_path.read_bytes()
        except OSError as fault:
            raise world(fault) from None
        if b'"database"' not in found:
            return found
        return VaultHeader.from_bytes(found).with_database().to_bytes()

    def read_header(self) -> VaultHeader:
        """The header as it stands on the disk.

        Raises:
            WorldFault: missing or damaged beyond reading.

        """
        return VaultHeader.read(self._header_path, self.files)

    def write_header(self, header: VaultHeader) -> None:
        """Put another header in its place, in one step.

        Raises:
            WorldFault: the disk refused; the old header stands.

        """
        header.write(self._header_path, self.files)

    def fits(self, header: VaultHeader, key: DataKey) -> bool:
        """Whether a key is that of the database a header names.

        Raises:
            WorldFault: it cannot be read.

        """
        try:
            return key_fits(self._folder / header.database, key)
        except OSError as fault:
            raise world(fault) from None

    def open_store(self, header: VaultHeader, key: DataKey, *, read_only: bool = False) -> Store:
        """Open the database that a header names.

        Raises:
            WorldFault: missing, damaged, of a newer program, or another key's.

        """
        return self._open_file(self._folder / header.database, key, read_only=read_only)

    def open_ready(self, key: DataKey) -> Store:
        """Open the database that lies ready to take the vault's place.

        Raises:
            WorldFault: as :meth:`open_store`.

        """
        return self._open_file(ready(self._folder), key)

    def _open_file(self, path: Path, key: DataKey, *, read_only: bool = False) -> Store:
        return Store.open(
            path, key, self._lemmas,
            read_only=read_only, now=self._tools.now, actor=self._who,
        )  # fmt: skip

    def look_into(self, header: VaultHeader, key: DataKey) -> Store:
        """The same to be looked at and not written to, whatever its schema.

        Raises:
            WorldFault: as :meth:`open_store`.

        """
        path = self._folder / header.database
        older = Store.of_older_schema(path, key, self._lemmas)
        return older or self.open_store(header, key, read_only=True)

    def keep_before_steps(self, header: VaultHeader, key: DataKey) -> None:
        """Copy a vault of an older program before its file is brought up to date.

        Raises:
            WorldFault: there is no verified copy, and no step begins.

        """
        before = BeforeSteps(self._folder, self.header, self._tools.now, self._lemmas)
        before.keep(self._folder / header.database, key)

    def come_home(self, key: DataKey) -> None:
        """See that the closed database bears its usual name, such as before another takes it.

        Raises:
            WorldFault: the disk refused, or an older file still bears the name.

        """
        fits = partial(key_fits, key=key)
        header = come_home(self._folder, self.read_header(), fits, self.files)
        if header.database != DATABASE_NAME:
            raise WorldFault("error.vault.disk_fault")

    def act_as(self, person: str) -> None:
        """From now on the access log's lines are this person's."""
        self._actor = person

    def _who(self) -> str:
        return self._actor
