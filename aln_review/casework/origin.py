"""One owner: where a vault was made or last taken over, so that a copy of it is known as one.

Two marks lie in the database. One is made from this computer's own number, the other from a
random token kept outside the vault's folder; each is hashed with the vault's id, so that neither
number stands anywhere in clear. A vault that finds other marks than this place would make was
carried here: it is read, and not written, until somebody takes it over.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aln_review.casework.memory import recall, remember
from aln_review.store.unit_of_work import UnitOfWork
from aln_review.vault.files import Files, write_safely

PLACE = "place"
TOKEN_NAME = "place.json"  # noqa: S105 - a file's name
TOKEN_BYTES = 32
_MOST_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a vault is at home, and how often it has moved."""

    computer: str = ""
    """Empty where the computer has no number to be known by."""
    profile: str = ""
    generation: int = 1


class Origin:
    """A computer, and a person's own folder on it: where this program runs."""

    def __init__(
        self, folder: Path, computer: str, random: Callable[[int], bytes], files: Files
    ) -> None:  # fmt: skip
        self._path = folder / TOKEN_NAME
        self._computer = computer
        self._random = random
        self._files = files

    def is_elsewhere(self, unit: UnitOfWork, vault_id: str) -> bool:
        """Whether the vault was made or taken over in another place.

        One from before there were marks is at home wherever it is first opened.
        """
        marks = marks_in(unit)
        if marks is None:
            return False
        profile = self._profile(vault_id, self._token())
        if not profile or not hmac.compare_digest(profile, marks.profile):
            return True
        computer = self._known(vault_id)
        return bool(computer and marks.computer) and computer != marks.computer

    def adopt(self, unit: UnitOfWork, vault_id: str) -> None:
        """Make this the vault's place if it has none yet.

        Raises:
            WorldFault: the disk refused.

        """
        if marks_in(unit) is None:
            self._mark(unit, vault_id, 1)

    def move(self, unit: UnitOfWork, vault_id: str) -> None:
        """Make this the vault's place, whatever it was before.

        Raises:
            WorldFault: the disk refused.

        """
        marks = marks_in(unit)
        self._mark(unit, vault_id, 1 if marks is None else marks.generation + 1)

    def _mark(self, unit: UnitOfWork, vault_id: str, generation: int) -> None:
        token = self._token()
        if not token:
            token = self._random(TOKEN_BYTES).hex()
            write_safely(self._files, self._path, json.dumps({"token": token}).encode())
        profile = self._profile(vault_id, token)
        remember(unit, PLACE, Marks(self._known(vault_id), profile, generation))

    def _token(self) -> str:
        """The token, or nothing where none can be read: the vault is not at home then."""
        try:
            content = json.loads(self._files.read(self._path, _MOST_BYTES))
            token = content["token"]
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return ""
        return token if isinstance(token, str) and len(token) == 2 * TOKEN_BYTES else ""

    def _known(self, vault_id: str) -> str:
        return _hashed(b"computer", vault_id, self._computer) if self._computer else ""

    def _profile(self, vault_id: str, token: str) -> str:
        return _hashed(b"profile", vault_id, token) if token else ""


def marks_in(unit: UnitOfWork) -> Marks | None:
    """The marks in a vault; none in one from before there were any."""
    return recall(unit, PLACE, Marks | None, None)  # type: ignore[arg-type]


def _hashed(what: bytes, vault_id: str, secret: str) -> str:
    parts = (b"aln-review place 1", what, vault_id.encode(), secret.encode())
    data = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hashlib.sha256(data).hexdigest()
