"""The header file ``vault.json`` that stands beside the database: what it takes to open a vault.

It is the one file in clear, and names nobody. Losing it loses the vault, so every copy of the
database has the header beside it. A byte gone wrong in one slot leaves the others usable.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from aln_review.domain.errors import WorldFault
from aln_review.vault.files import Disk, Files, world, write_safely
from aln_review.vault.wrapping import (
    NONCE_BYTES,
    SALT_BYTES,
    WRAPPED_BYTES,
    KdfCost,
    Slot,
    SlotKind,
)

HEADER_NAME = "vault.json"
DATABASE_NAME = "vault.db"
FORMAT = 1
NAMED_FORMAT = 2
"""Of a header that names its database: an older program must not look for another one."""
NAME_BYTES = 8
_NAME = re.compile(r"vault-[0-9a-f]{16}\.db")
ENGINE = "sqlcipher-4"
MOST_BYTES = 64 * 1024
MOST_LABEL = 200
MOST_SLOTS = 16
MOST_SEALED = 4096
"""Bytes of an age file that holds one key; an honest one has well under a thousand."""


@dataclass(frozen=True, slots=True)
class EscrowSlot:
    """The data key, sealed to the authority's public key as an age file."""

    sealed: bytes
    names: tuple[str, str] = ("", "")
    """The authority's name in Welsh and in English, for whoever stands before a closed vault.
    Nothing is decided by it: whoever has the disk can write another."""


@dataclass(frozen=True, slots=True)
class VaultHeader:
    """What is known of a vault before it is open."""

    vault_id: str
    label: str
    """A neutral name, such as the setting's; never a learner's."""
    slots: tuple[Slot, ...] = ()
    whole: bool = True
    """The file's checksum held. Slots are tried all the same when it did not."""
    database: str = DATABASE_NAME
    """The database's file, in the header's folder: another one after the data key was changed."""
    escrow: EscrowSlot | None = None
    """Not among the slots: a program that knows nothing of it reads all the others as before."""

    @classmethod
    def create(cls, vault_id: str, label: str) -> VaultHeader:
        """The header of a new vault, which has no slots yet."""
        return cls(vault_id, label[:MOST_LABEL])

    @classmethod
    def read(cls, path: Path, files: Files | None = None) -> VaultHeader:
        """Read a header file.

        Raises:
            WorldFault: missing, damaged beyond reading, or of a newer format.

        """
        try:
            data = (files or Disk()).read(path, MOST_BYTES + 1)
        except FileNotFoundError:
            raise WorldFault("error.vault.header_missing") from None
        except OSError as fault:
            raise world(fault) from None
        return cls.from_bytes(data)

    def write(self, path: Path, files: Files | None = None) -> None:
        """Replace the header file; the old or the new one is there whatever happens.

        Raises:
            WorldFault: the disk refused; the old file stands.

        """
        write_safely(files or Disk(), path, self.to_bytes())

    def to_bytes(self) -> bytes:
        """The file's bytes."""
        named = self.database != DATABASE_NAME
        content: dict[str, object] = {
            "format": NAMED_FORMAT if named else FORMAT,
            "engine": ENGINE,
            "vault": self.vault_id,
            "label": self.label,
            "slots": [slot_out(slot) for slot in self.slots],
        }
        if named:
            content["database"] = self.database
        if self.escrow is not None:
            content["escrow"] = _escrow_out(self.escrow)
        return _json({**content, "check": _checksum(content)}, indent=1)

    @classmethod
    def from_bytes(cls, data: bytes) -> VaultHeader:
        """Read the file's bytes: limits first, then shape, then slots.

        Raises:
            WorldFault: damaged beyond reading, or of a newer format.

        """
        if len(data) > MOST_BYTES:
            raise _damaged()
        try:
            # A byte that is no UTF-8 spoils the one slot it stands in, not the file.
            content = json.loads(data.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            raise _damaged() from None
        fields = _Fields(content)
        version = fields.number("format")
        if version > NAMED_FORMAT:
            raise WorldFault("error.vault.newer", version=version)
        if version < FORMAT or fields.text("engine") != ENGINE:
            raise _damaged()
        database = fields.text("database") if version == NAMED_FORMAT else DATABASE_NAME
        if version == NAMED_FORMAT and not _NAME.fullmatch(database):
            raise _damaged()
        vault_id = fields.text("vault")
        slots = fields.entries("slots")
        if len(slots) > MOST_SLOTS or not vault_id.isascii():
            raise _damaged()
        # What an answer holds has no place here, where anybody could have put it.
        read = tuple(
            slot for entry in slots for slot in slot_in(entry) if slot.kind is not SlotKind.ESCROW
        )
        escrow = _escrow_in(content.get("escrow"))
        check = content.pop("check", None)
        whole = len(read) == len(slots) and check == _checksum(content)
        whole = whole and (escrow is not None or "escrow" not in content)
        label = fields.text("label")[:MOST_LABEL]
        return cls(vault_id, label, read, whole, database, escrow)

    def of(self, kind: SlotKind) -> tuple[Slot, ...]:
        """The slots of one kind."""
        return tuple(slot for slot in self.slots if slot.kind is kind)

    def with_slots(self, slots: tuple[Slot, ...]) -> VaultHeader:
        """The header with other slots."""
        return replace(self, slots=slots, whole=True)

    def with_escrow(self, escrow: EscrowSlot | None) -> VaultHeader:
        """The header with another key of the authority's, or with none."""
        return replace(self, escrow=escrow, whole=True)

    def with_database(self, name: str = DATABASE_NAME) -> VaultHeader:
        """The header for another database file; without a name for one that lies by itself.

        Raises:
            WorldFault: not a name a database of ours may have, such as a path.

        """
        if name != DATABASE_NAME and not _NAME.fullmatch(name):
            raise _damaged()
        return replace(self, database=name, whole=True)


def fresh_name(random: Callable[[int], bytes]) -> str:
    """A name for a new database file, unlike every earlier one."""
    return f"vault-{random(NAME_BYTES).hex()}.db"


class _Fields:
    """Typed looks into what was parsed; anything unexpected is damage."""

    def __init__(self, content: object) -> None:
        if not isinstance(content, dict):
            raise _damaged()
        self._content: Mapping[str, object] = content

    def text(self, name: str) -> str:
        value = self._content.get(name)
        if not isinstance(value, str):
            raise _damaged()
        return value

    def number(self, name: str) -> int:
        value = self._content.get(name)
        if type(value) is not int:
            raise _damaged()
        return value

    def data(self, name: str) -> bytes:
        try:
            return base64.b64decode(self.text(name), validate=True)
        except (binascii.Error, ValueError):
            raise _damaged() from None

    def entries(self, name: str) -> list[object]:
        value = self._content.get(name)
        if not isinstance(value, list):
            raise _damaged()
        return value


def slot_out(slot: Slot) -> dict[str, object]:
    """A slot as it stands in JSON."""
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "kdf": "argon2id",
        "memory_kib": slot.cost.memory_kib,
        "iterations": slot.cost.iterations,
        "lanes": slot.cost.lanes,
        "salt": base64.b64encode(slot.salt).decode(),
        "nonce": base64.b64encode(slot.nonce).decode(),
        "wrapped": base64.b64encode(slot.wrapped).decode(),
    }


def slot_in(entry: object) -> tuple[Slot, ...]:
    """The slot, or nothing when this one entry cannot be read: the others may still open."""
    try:
        fields = _Fields(entry)
        cost = KdfCost(
            fields.number("memory_kib"), fields.number("iterations"), fields.number("lanes")
        )
        slot = Slot(
            fields.text("id"), SlotKind(fields.text("kind")), cost,
            fields.data("salt"), fields.data("nonce"), fields.data("wrapped"),
        )  # fmt: skip
    except (WorldFault, ValueError):
        return ()
    lengths = (len(slot.salt), len(slot.nonce), len(slot.wrapped))
    if fields.text("kdf") != "argon2id" or lengths != (
        SALT_BYTES, NONCE_BYTES, WRAPPED_BYTES,
    ):  # fmt: skip
        return ()
    return (slot,)


def _escrow_out(slot: EscrowSlot) -> dict[str, object]:
    cy, en = slot.names
    return {"sealed": base64.b64encode(slot.sealed).decode(), "cy": cy, "en": en}


def _escrow_in(entry: object) -> EscrowSlot | None:
    """The authority's key, or nothing when there is none or it cannot be read."""
    try:
        fields = _Fields(entry)
        names = (fields.text("cy")[:MOST_LABEL], fields.text("en")[:MOST_LABEL])
        slot = EscrowSlot(fields.data("sealed"), names)
    except WorldFault:
        return None
    return slot if 0 < len(slot.sealed) <= MOST_SEALED else None


def _json(content: object, indent: int | None = None) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=indent).encode(
        "utf-8", "surrogatepass"
    )


def _checksum(content: object) -> str:
    return hashlib.sha256(_json(content)).hexdigest()


def _damaged() -> WorldFault:
    return WorldFault("error.vault.header_damaged")
