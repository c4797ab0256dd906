"""The only module that knows where things lie: in a checkout, installed, and frozen."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from aln_review.domain.errors import WorldFault

APP = "aln-review"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the product's own files are, and where this person's vault lies."""

    resources: Path
    translations: Path
    data: Path
    """The local, non-roaming profile of this person on this machine."""

    @property
    def vault(self) -> Path:
        """The folder of the vault: header, database, lock."""
        return self.data / "vault"

    @property
    def backups(self) -> Path:
        """Copies of the vault, each one a closed file."""
        return self.data / "backups"

    @property
    def work(self) -> Path:
        """Sealed files on their way; nothing in here is readable without a key."""
        return self.data / "work"


def made(folder: Path) -> Path:
    """The folder, made if it is not there yet.

    Raises:
        WorldFault: the disk refused.

    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        raise WorldFault("error.files.not_written") from None
    return folder


def product_root() -> Path:
    """The folder that holds ``resources`` and ``translations``.

    A frozen application carries them beside its program, an installed one beside its packages
    and a checkout at its top.
    """
    frozen = getattr(sys, "_MEIPASS", "")
    if frozen:
        return Path(frozen)
    return Path(__file__).resolve().parents[2]


def find_places(data: Path | None = None) -> Places:
    """The places on this machine; ``data`` puts the vault elsewhere, as tests and demos do."""
    root = product_root()
    return Places(
        resources=root / "resources",
        translations=root / "translations",
        data=data or Path(platformdirs.user_data_dir(APP, appauthor=False, roaming=False)),
    )
