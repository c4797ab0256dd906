"""A learner's own voice: kept encrypted while it is spoken, described, and taken out for good."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aln_review.casework.core import Command, Work
from aln_review.casework.disclosing import open_disclosure
from aln_review.casework.erasing import holds_on
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.document import SOUND, Document
from aln_review.domain.errors import Refusal
from aln_review.domain.words import MaySee


@dataclass(frozen=True, slots=True)
class KeepSound(Command[Document]):
    """Keep a sound, or the beginning of one that is still being spoken.

    It is the learner's and the recorder's alone until somebody says otherwise. ``data`` is Ogg
    Opus made by ``exchange/sound.py``; ``length`` is in milliseconds.
    """

    learner_id: str
    data: bytes
    length: int
    said_by: str = ""
    title: str = ""
    language: Language = Language.CY

    def run(self, work: Work) -> Document:
        """Keep the bytes and what is known of them."""
        learner = work.unit.learners.get(self.learner_id)
        document = Document(
            id=work.new_id(),
            learner_id=learner.id,
            media_type=SOUND,
            size=0,
            sha256="",
            title=Text.of(self.title.strip(), self.language),
            author=self.said_by.strip(),
            on=work.today,
            may_see=MaySee.LEARNER_AND_RECORDER,
        )
        work.unit.log("sound.kept", learner.id, document.id)
        return _add(work, document, self.data, self.length)


@dataclass(frozen=True, slots=True)
class AddToSound(Command[Document]):
    """Keep what was spoken since; what is kept can be played from now on, whatever comes.

    Raises:
        Refusal: it is not a sound.

    """

    document_id: str
    data: bytes
    length: int
    """Milliseconds of the whole."""

    def run(self, work: Work) -> Document:
        """Add the bytes."""
        return _add(work, _sound(work, self.document_id), self.data, self.length)


@dataclass(frozen=True, slots=True)
class DescribeSound(Command[Document]):
    """Say who is heard and what it is about.

    Raises:
        Refusal: it is not a sound.

    """

    document_id: str
    said_by: str
    title: str
    language: Language

    def run(self, work: Work) -> Document:
        """Keep both."""
        held = _sound(work, self.document_id)
        title = held.title.with_(self.language, self.title.strip())
        described = replace(held, author=self.said_by.strip(), title=title)
        work.unit.documents.put(described)
        return described


@dataclass(frozen=True, slots=True)
class RemoveSound(Command[None]):
    """Take a sound out of the vault. Nothing brings it back but a backup.

    Raises:
        Refusal: it is not a sound, the record is being held, or somebody has asked for a copy of
            it: what was asked for must not be destroyed (Data Protection Act 2018 s.173).

    """

    document_id: str

    def run(self, work: Work) -> None:
        """Remove the bytes and what was known of them."""
        held = _sound(work, self.document_id)
        if holds_on(work, held.learner_id):
            raise Refusal("error.sound.held")
        if open_disclosure(work, held.learner_id) is not None:
            raise Refusal("error.sound.asked_for")
        work.unit.documents.delete(held.id)
        work.unit.contents.delete(held.id)
        work.unit.log("sound.removed", held.learner_id, held.id)


def _sound(work: Work, document_id: str) -> Document:
    held = work.unit.documents.get(document_id)
    if not held.is_sound:
        raise Refusal("error.sound.not_one")
    return held


def _add(work: Work, document: Document, data: bytes, length: int) -> Document:
    size = work.unit.contents.append(document.id, data)
    digest = work.unit.contents.digest(document.id)
    grown = replace(document, size=size, sha256=digest, length=length)
    work.unit.documents.put(grown)
    return grown
