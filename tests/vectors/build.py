"""Builds packages by hand, layer by layer, so that one layer at a time can be made wrong."""

from __future__ import annotations

import copy
import hashlib
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from aln_review.packages import signing
from aln_review.packages.archive import Member, directory
from aln_review.packages.canonical import canonical
from aln_review.packages.identity import Identity, b64
from aln_review.packages.manifest import MIMETYPE
from tests.packages import makers
from tests.packages.makers import World
from tests.vectors import age

PAPER = b"%PDF-1.7 an invented paper\n"
ATTACHMENT = f"attachments/{makers.package_id(904)}"

Json = dict[str, Any]


@dataclass(frozen=True)
class File:
    """One member of the archive. ``data`` is stored as it stands."""

    name: str
    data: bytes
    local: Callable[[bytes], bytes] = lambda head: head

    @property
    def member(self) -> Member:
        return Member(self.name, len(self.data), zlib.crc32(self.data))


def base_files() -> list[File]:
    """What an honest package holds beside its manifest."""
    return [
        File("record.json", canonical(makers.record())),
        File("plan.cy.pdf", PAPER + b"cy"),
        File("plan.en.pdf", PAPER + b"en"),
        File(ATTACHMENT, PAPER * 3),
    ]


def base_manifest(people: World, files: list[File]) -> Json:
    """The manifest an honest sender would sign over ``files``."""
    types = {"json": "application/json", "pdf": "application/pdf"}
    return {
        "addressee": {
            "fingerprint": people.desk.public.fingerprint,
            "name": {"cy": "Cyngor Sir Dyffryn Ceri", "en": "Ceri Valley County Council"},
        },
        "created": "2026-11-30T10:15:00Z",
        "created_by_clock_of": "sender",
        "entries": [
            {
                "media_type": types.get(file.name.rpartition(".")[2], "image/jpeg"),
                "name": file.name,
                "sha256": hashlib.sha256(file.data).hexdigest(),
                "size": len(file.data),
            }
            for file in files
        ],
        "form_edition": "2021-annex-a",
        "format": "aln-package-1",
        "id": makers.package_id(1),
        "kind": "plan",
        "languages": ["cy", "en"],
        "recipient_type": "age-x25519-1",
        "sender": {
            "kid": people.school.kid,
            "name": {"cy": "Ysgol Gynradd Glan-yr-afon", "en": "Glan-yr-afon Primary School"},
            "person": "Mari Prys",
            "role": {"cy": "Cydlynydd ADY", "en": "ALN co-ordinator"},
            "setting": "glan-yr-afon",
        },
        "sequence": 1,
        "supersedes": None,
    }


def loose(value: object) -> bytes:
    """JSON in canonical order for values the canonical writer refuses."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class Build:
    """One package. Every hook changes what the layer below made and leaves the rest honest."""

    people: World
    files: Callable[[list[File]], list[File]] = lambda files: files
    manifest: Callable[[Json], object] = lambda manifest: manifest
    manifest_bytes: Callable[[bytes], bytes] = lambda data: data
    signer: Identity | None = None
    token: Callable[[str, bytes], str] = lambda token, _: token
    members: Callable[[list[File]], list[File]] = lambda members: members
    end: Callable[[bytes, list[Member]], bytes] = lambda end, _: end
    archive: Callable[[bytes], bytes] = lambda archive: archive
    recipe: age.Recipe = field(default_factory=age.Recipe)
    recipient: str = ""
    sealed: Callable[[bytes], bytes] = lambda sealed: sealed

    def make(self) -> bytes:
        """The sealed file."""
        files = self.files(base_files())
        changed = self.manifest(copy.deepcopy(base_manifest(self.people, files)))
        signed = self.manifest_bytes(loose(changed))
        token = signing.sign(signed, self.signer or self.people.school, signing.MANIFEST)
        head = [
            File("mimetype", MIMETYPE.encode()),
            File("manifest.json", signed),
            File("manifest.jws", self.token(token, signed).encode("utf-8")),
        ]
        members = self.members([*head, *files])
        body = b"".join(f.local(raw_local(f)) + f.data for f in members)
        known = [file.member for file in members]
        archive = self.archive(body + self.end(raw_directory(known), known))
        recipient = self.recipient or self.people.desk.public.age_recipient
        return self.sealed(age.seal(archive, recipient, self.recipe))


def raw_local(file: File) -> bytes:
    """The local header, also for names no honest archive holds."""
    name = file.name.encode("utf-8")
    plain = replace(file.member, name="x" * len(name))
    return plain.local()[: -len(name) or None] + name if name else plain.local()


def raw_directory(members: list[Member]) -> bytes:
    """The directory, also for names no honest archive holds."""
    spelt = [replace(m, name="x" * len(m.name.encode("utf-8"))) for m in members]
    end = bytearray(directory(spelt))
    at = 0
    for member in members:
        name = member.name.encode("utf-8")
        end[at + 46 : at + 46 + len(name)] = name
        at += 46 + len(name)
    return bytes(end)


def resign(identity: Identity, header: Json, payload: bytes) -> str:
    """A compact JWS with any header at all, signed as that header's bytes ask."""
    head = b64(loose(header))
    honest = signing.sign(payload, identity, signing.MANIFEST)
    signature = sign_raw(identity, f"{head}.{b64(payload)}".encode())
    return ".".join((head, honest.split(".")[1], b64(signature)))


def sign_raw(identity: Identity, data: bytes) -> bytes:
    """A bare Ed25519 signature."""
    from_pem = serialization.load_pem_private_key(identity.pem, None)
    assert isinstance(from_pem, Ed25519PrivateKey)
    return from_pem.sign(data)
