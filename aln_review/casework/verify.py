"""Checking a package from the command line, with nothing but files: no vault, no network."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aln_review.casework.say import NOT_COUNTED, Say
from aln_review.domain.dispatch import PackageKind
from aln_review.domain.errors import Refusal, WorldFault
from aln_review.language.catalogue import Catalogue
from aln_review.packages.identity import PublicIdentity
from aln_review.packages.manifest import EntryLine, SenderName
from aln_review.packages.reader import Opening, open_with
from aln_review.packages.register import MAX_TOKEN, Register, read_register
from aln_review.packages.sealing import public_of

ROOT_NAME = "root.jwk.json"
_SECRET = re.compile(r"^AGE-SECRET-KEY-1[0-9A-Z]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was proved of a package. There is no report of a package that failed a check."""

    package: str
    """The package's id."""
    kind: PackageKind
    sha256: str
    """Of the sealed file."""
    size: int
    """Of the sealed file, in bytes."""
    sender: SenderName
    created: datetime
    """According to the sender's clock."""
    sequence: int
    entries: tuple[EntryLine, ...]
    register_version: int
    cautions: tuple[str, ...]
    """Message keys of what a person should know before relying on it."""

    @property
    def verified(self) -> bool:
        """Always: what failed a check was refused before there was anything to report."""
        return True

    def as_text(self, words: Catalogue) -> str:
        """The report in the reader's language, a sentence a line."""
        return "\n".join(
            words.t(say.key, **say.facts)
            if say.count == NOT_COUNTED
            else words.n(say.key, say.count, **say.facts)
            for say in self.lines
        )

    @property
    def lines(self) -> tuple[Say, ...]:
        """The report as sentences."""
        return (
            Say.of("verify.sound", package=self.package, size=self.size),
            Say.of("verify.sender", setting=self.sender.name, person=self.sender.person),
            Say.of("verify.made", at=self.created, sequence=self.sequence),
            Say.many("verify.files", len(self.entries)),
            Say.of("verify.register", version=self.register_version),
            *(Say.of(key) for key in self.cautions),
        )


def verify(package: Path, register: Path, identity: Path, root: Path | None) -> VerifyReport:
    """Open and check ``package`` as its addressee would, and forget the content.

    ``identity`` is an age secret key file; without ``root`` the pinned key is looked for beside
    the register, as ``root.jwk.json``.

    Raises:
        Refusal: any check that failed, each with its own key.
        WorldFault: a file cannot be read.

    """
    pinned = PublicIdentity.from_jwk_json(_text(root or register.with_name(ROOT_NAME)))
    known = read_register(_text(register), pinned, 0)
    keys = _opening(_text(identity), known)
    with (
        tempfile.TemporaryDirectory() as workdir,
        open_with(keys, package, known, Path(workdir), datetime.now(UTC)) as opened,
    ):
        manifest = opened.manifest
        return VerifyReport(
            package=manifest.id,
            kind=manifest.kind,
            sha256=opened.sha256,
            size=opened.size,
            sender=manifest.sender,
            created=manifest.created,
            sequence=manifest.sequence,
            entries=manifest.entries,
            register_version=known.version,
            cautions=opened.cautions,
        )


def _opening(text: str, register: Register) -> Opening:
    found = _SECRET.search(text.replace("\r\n", "\n"))
    if found is None:
        raise Refusal("error.verify.no_secret_key")
    recipient = public_of(found.group())
    owner = next((e for e in register.entries if e.keys.age_recipient == recipient), None)
    if owner is None:
        raise Refusal("error.verify.identity_not_in_register")
    return Opening(owner.keys.fingerprint, found.group())


def _text(path: Path) -> str:
    try:
        with path.open("rb") as source:
            data = source.read(MAX_TOKEN + 1)
    except OSError:
        raise WorldFault("error.verify.unreadable", name=path.name) from None
    return data[:MAX_TOKEN].decode("utf-8", "replace")
