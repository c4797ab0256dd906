"""The manifest: what a package is, who sends it to whom, and every byte it holds.

Written in RFC 8785 and signed; the reader uses nothing of a package that is not listed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.dispatch import PackageKind
from aln_review.domain.errors import Refusal
from aln_review.packages.canonical import NotCanonical, canonical, parse
from aln_review.packages.sealing import RECIPIENT_TYPE
from aln_review.packages.shapes import (
    BASE64URL,
    LINE,
    NAMES,
    SHA256,
    UUID,
    Arr,
    Instant,
    Int,
    Maybe,
    Misshapen,
    Obj,
    OneOf,
    Str,
)

FORMAT = "aln-package-1"
MIMETYPE = "application/vnd.aln-review.package"
RECORD = "record.json"
MAX_ENTRIES = 250
MAX_ENTRY = 200 << 20
"""Bytes of one entry."""

_DEVICE = r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])[.])"
"""Names that Windows takes for devices."""
PAPER = rf"{_DEVICE}[a-z][a-z0-9-]{{0,39}}[.](?:cy|en)[.]pdf"
ATTACHMENT = r"attachments/[a-z0-9-]{1,64}"
ENTRY_NAME = rf"record[.]json|{PAPER}|{ATTACHMENT}"
_LANGUAGES = tuple(language.value for language in Language)
_ID = Str(64, "[A-Za-z0-9._-]+", 1)

MANIFEST = Obj(
    {
        "addressee": Obj({"fingerprint": Str(64, SHA256, 64), "name": NAMES}),
        "created": Instant(),
        "created_by_clock_of": OneOf(("sender",)),
        "entries": Arr(
            Obj(
                {
                    "media_type": Str(100, "[a-z0-9]+/[a-z0-9.+-]+", 3),
                    "name": Str(80, ENTRY_NAME, 1),
                    "sha256": Str(64, SHA256, 64),
                    "size": Int(0, MAX_ENTRY),
                }
            ),
            MAX_ENTRIES,
            1,
        ),
        "form_edition": Str(100),
        "format": OneOf((FORMAT,)),
        "id": Str(36, UUID, 36),
        "kind": OneOf(tuple(kind.value for kind in PackageKind)),
        "languages": Arr(OneOf(_LANGUAGES), 2, 1),
        "recipient_type": OneOf((RECIPIENT_TYPE,)),
        "sender": Obj(
            {
                "kid": Str(43, BASE64URL, 43),
                "name": NAMES,
                "person": Str(200, LINE, 1),
                "role": NAMES,
                "setting": _ID,
            }
        ),
        "sequence": Int(1),
        "supersedes": Maybe(Str(36, UUID, 36)),
    }
)


@dataclass(frozen=True, slots=True)
class SenderName:
    """Who sends, as the manifest says it; the register says whether it is so."""

    setting: str
    name: Text
    person: str
    role: Text
    kid: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One file of the package: size in bytes, SHA-256 in lower-case hexadecimal."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that is signed. ``created`` is the sender's clock and only that."""

    id: str
    kind: PackageKind
    sender: SenderName
    addressee: str
    """Fingerprint of the key the package is sealed to."""
    addressee_name: Text
    sequence: int
    created: datetime
    entries: tuple[EntryLine, ...]
    languages: tuple[Language, ...]
    form_edition: str = ""
    supersedes: str = ""
    """Id of the package this one replaces; empty when none."""

    def to_bytes(self) -> bytes:
        """The canonical bytes that are signed.

        Raises:
            Refusal: a value version 1 has no place for, such as a nameless person.

        """
        value: dict[str, object] = {
            "addressee": {"fingerprint": self.addressee, "name": names_of(self.addressee_name)},
            "created": instant(self.created),
            "created_by_clock_of": "sender",
            "entries": [
                {"media_type": e.media_type, "name": e.name, "sha256": e.sha256, "size": e.size}
                for e in self.entries
            ],
            "form_edition": self.form_edition,
            "format": FORMAT,
            "id": self.id,
            "kind": self.kind.value,
            "languages": [language.value for language in self.languages],
            "recipient_type": RECIPIENT_TYPE,
            "sender": {
                "kid": self.sender.kid,
                "name": names_of(self.sender.name),
                "person": self.sender.person,
                "role": names_of(self.sender.role),
                "setting": self.sender.setting,
            },
            "sequence": self.sequence,
            "supersedes": self.supersedes or None,
        }
        try:
            MANIFEST.check(value)
            check_order([entry.name for entry in self.entries])
        except Misshapen as fault:
            raise Refusal("error.package.contents", field=fault.at) from None
        return canonical(value)

    @classmethod
    def from_bytes(cls, data: bytes) -> Manifest:
        """The inverse of :meth:`to_bytes`.

        Raises:
            Refusal: another version, another spelling, or not of the published shape.

        """
        try:
            value: dict[str, Any] = parse(data)
        except NotCanonical:
            raise Refusal("error.package.manifest") from None
        if value.get("format") != FORMAT:
            raise Refusal("error.package.version")
        try:
            MANIFEST.check(value)
            check_order([entry["name"] for entry in value["entries"]])
            return cls._of(value)
        except (Misshapen, ValueError):
            raise Refusal("error.package.manifest") from None

    @classmethod
    def _of(cls, value: dict[str, Any]) -> Manifest:
        sender = value["sender"]
        languages = tuple(Language(code) for code in value["languages"])
        if len(set(languages)) != len(languages):
            raise Misshapen("$.languages")
        return cls(
            id=value["id"],
            kind=PackageKind(value["kind"]),
            sender=SenderName(
                sender["setting"],
                text_of(sender["name"]),
                sender["person"],
                text_of(sender["role"]),
                sender["kid"],
            ),
            addressee=value["addressee"]["fingerprint"],
            addressee_name=text_of(value["addressee"]["name"]),
            sequence=value["sequence"],
            created=moment(value["created"]),
            entries=tuple(
                EntryLine(e["name"], e["media_type"], e["size"], e["sha256"])
                for e in value["entries"]
            ),
            languages=languages,
            form_edition=value["form_edition"],
            supersedes=value["supersedes"] or "",
        )


def rank(name: str) -> tuple[int, str]:
    """The fixed order of entries: the record, the papers, the attachments, each by name."""
    if name == RECORD:
        return 0, name
    return (2 if name.startswith("attachments/") else 1), name


def check_order(names: list[str]) -> None:
    """Refuse doubled entries, another order, or a package without a record.

    Raises:
        Misshapen: any of these.

    """
    if names != sorted(set(names), key=rank) or names[:1] != [RECORD]:
        raise Misshapen("$.entries")


def instant(at: datetime) -> str:
    """An aware time as packages write it: UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """The inverse of :func:`instant`.

    Raises:
        ValueError: no such day.

    """
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def names_of(text: Text) -> dict[str, str]:
    """Both names; a name known in one language only stands for both."""
    return {"cy": text.read(Language.CY), "en": text.read(Language.EN)}


def text_of(value: dict[str, str]) -> Text:
    """The inverse of :func:`names_of`."""
    return Text.both(value["cy"], value["en"])
