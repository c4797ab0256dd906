"""The authority's signed list of who is who: settings, people, roles and their keys.

Everyone checks it against the root key they pinned when they joined. Its version only rises, so
that an old list cannot be played back to bring a revoked key to life again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from aln_review.domain.bilingual import Text
from aln_review.domain.errors import Refusal
from aln_review.domain.setting import SettingKind
from aln_review.packages import signing
from aln_review.packages.canonical import NotCanonical, canonical, parse
from aln_review.packages.identity import PUBLIC, Identity, PublicIdentity
from aln_review.packages.manifest import instant, moment, names_of, text_of
from aln_review.packages.shapes import (
    LINE,
    NAMES,
    SHA256,
    Arr,
    Day,
    Instant,
    Int,
    Maybe,
    Misshapen,
    Obj,
    OneOf,
    Str,
)

FORMAT = "aln-register-1"
MAX_ENTRIES = 5000
MAX_TOKEN = 16 << 20


class Role(StrEnum):
    """What a key may do: send, decide, or confirm delivery."""

    SETTING = "setting"
    DESK = "desk"
    GATEWAY = "gateway"


class Standing(StrEnum):
    """What the register says of a key on a day."""

    GOOD = "good"
    NOT_YET = "not-yet"
    EXPIRED = "expired"
    REVOKED = "revoked"


REGISTER_SHAPE = Obj(
    {
        "authority": Obj({"code": Str(20, LINE), "name": NAMES}),
        "entries": Arr(
            Obj(
                {
                    "keys": PUBLIC,
                    "kind": OneOf(tuple(kind.value for kind in SettingKind)),
                    "name": NAMES,
                    "person": Str(200, LINE),
                    "revoked_from": Maybe(Day()),
                    "role": OneOf(tuple(role.value for role in Role)),
                    "setting": Str(64, "[A-Za-z0-9._-]+", 1),
                    "valid_from": Day(),
                    "valid_until": Maybe(Day()),
                }
            ),
            MAX_ENTRIES,
        ),
        "format": OneOf((FORMAT,)),
        "issued": Instant(),
        "root": Str(64, SHA256, 64),
        "version": Int(1),
    }
)


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One key and whose it is. ``valid_until`` and ``revoked_from`` are ``None`` while open.

    ``valid_until`` is the last good day; from ``revoked_from`` on the key is no longer good.
    """

    setting: str
    """Id of the setting, the authority included."""
    kind: SettingKind
    name: Text
    person: str
    role: Role
    keys: PublicIdentity
    valid_from: date
    valid_until: date | None = None
    revoked_from: date | None = None

    def standing(self, on: date) -> Standing:
        """Whether the key was good on a civil day in Wales."""
        if self.revoked_from is not None and on >= self.revoked_from:
            return Standing.REVOKED
        if on < self.valid_from:
            return Standing.NOT_YET
        if self.valid_until is not None and on > self.valid_until:
            return Standing.EXPIRED
        return Standing.GOOD

    def as_dict(self) -> dict[str, object]:
        """As it stands in the signed list."""
        return {
            "keys": self.keys.as_dict(),
            "kind": self.kind.value,
            "name": names_of(self.name),
            "person": self.person,
            "revoked_from": None if self.revoked_from is None else self.revoked_from.isoformat(),
            "role": self.role.value,
            "setting": self.setting,
            "valid_from": self.valid_from.isoformat(),
            "valid_until": None if self.valid_until is None else self.valid_until.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Register:
    """One version of the list. ``root`` is the fingerprint of the identity that signs it."""

    version: int
    entries: tuple[RegisterEntry, ...]
    issued: datetime
    authority: str
    """Three-digit code of the local authority."""
    authority_name: Text
    root: str

    def entry(self, kid: str) -> RegisterEntry | None:
        """Whose key this is, whatever the day."""
        return next((entry for entry in self.entries if entry.keys.kid == kid), None)

    def find(self, kid: str, on: date) -> RegisterEntry | None:
        """Whose key this is, if it was good on that civil day in Wales."""
        entry = self.entry(kid)
        return entry if entry is not None and entry.standing(on) is Standing.GOOD else None

    def addressed(self, fingerprint: str) -> RegisterEntry | None:
        """Whose identity has this fingerprint, whatever the day."""
        return next((e for e in self.entries if e.keys.fingerprint == fingerprint), None)

    def having(self, role: Role, on: date) -> tuple[RegisterEntry, ...]:
        """The entries of one role that are good on a day."""
        good = Standing.GOOD
        return tuple(e for e in self.entries if e.role is role and e.standing(on) is good)

    def enrol(self, entry: RegisterEntry, issued: datetime) -> Register:
        """The next version, with one more key.

        Raises:
            Refusal: the key stands in the register already.

        """
        if self.entry(entry.keys.kid) is not None:
            raise Refusal("error.register.key_known")
        entries = (*self.entries, entry)
        return replace(self, version=self.version + 1, entries=entries, issued=issued)

    def revoke(self, kid: str, start: date, issued: datetime) -> Register:
        """The next version, in which a key is no longer good from ``start``.

        Raises:
            Refusal: no such key.

        """
        found = self.entry(kid)
        if found is None:
            raise Refusal("error.register.unknown_key")
        gone = replace(found, revoked_from=start)
        entries = tuple(gone if entry is found else entry for entry in self.entries)
        return replace(self, version=self.version + 1, entries=entries, issued=issued)


def sign_register(register: Register, root: Identity) -> str:
    """The register as a compact JWS.

    Raises:
        Refusal: not the root this register names, or a value version 1 has no place for.

    """
    if register.root != root.public.fingerprint:
        raise Refusal("error.register.not_root")
    value: dict[str, object] = {
        "authority": {"code": register.authority, "name": names_of(register.authority_name)},
        "entries": [entry.as_dict() for entry in register.entries],
        "format": FORMAT,
        "issued": instant(register.issued),
        "root": register.root,
        "version": register.version,
    }
    try:
        REGISTER_SHAPE.check(value)
    except Misshapen as fault:
        raise Refusal("error.register.contents", field=fault.at) from None
    return signing.sign(canonical(value), root, signing.REGISTER)


def read_register(jws: str, root: PublicIdentity, held_version: int) -> Register:
    """The register, once the pinned root is known to have signed it.

    ``held_version`` is the version this vault has; 0 when none.

    Raises:
        Refusal: another signer, damaged, or older than the one held.

    """
    try:
        payload = signing.read(jws.strip(), signing.REGISTER, MAX_TOKEN).verify(root)
    except signing.BadSignature:
        raise Refusal("error.register.signature") from None
    try:
        value = parse(payload)
        REGISTER_SHAPE.check(value)
        register = _of(value)
    except (NotCanonical, Misshapen):
        raise Refusal("error.register.damaged") from None
    if register.root != root.fingerprint or len(_kids(register)) != len(register.entries):
        raise Refusal("error.register.damaged")
    if register.version < held_version:
        raise Refusal("error.register.older")
    return register


def _kids(register: Register) -> set[str]:
    return {entry.keys.kid for entry in register.entries}


def _of(value: dict[str, Any]) -> Register:
    return Register(
        version=value["version"],
        entries=tuple(_entry(entry) for entry in value["entries"]),
        issued=moment(value["issued"]),
        authority=value["authority"]["code"],
        authority_name=text_of(value["authority"]["name"]),
        root=value["root"],
    )


def _entry(value: dict[str, Any]) -> RegisterEntry:
    return RegisterEntry(
        setting=value["setting"],
        kind=SettingKind(value["kind"]),
        name=text_of(value["name"]),
        person=value["person"],
        role=Role(value["role"]),
        keys=PublicIdentity.from_dict(value["keys"]),
        valid_from=date.fromisoformat(value["valid_from"]),
        valid_until=_day(value["valid_until"]),
        revoked_from=_day(value["revoked_from"]),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
