"""Everything about one learner, for whoever has the right to see it (UK GDPR Article 15).

One walk over the record gives both the passages that a person may have to look at and what goes
into the file, so that nothing can go out that was not looked at. What somebody else said, or that
names somebody else, is marked; a person decides on each. Names of those who took part, in their
own places, stand as they are; contact details never do unasked.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum, StrEnum

from aln_review.domain.bilingual import Text
from aln_review.domain.dispatch import ReturnReason
from aln_review.domain.document import Document
from aln_review.domain.keeping import Hold
from aln_review.domain.learner import Learner
from aln_review.domain.people import Person, Perspective
from aln_review.domain.plan import Source
from aln_review.domain.words import MaySee, Words
from aln_review.language.names_in import NamesIn

FORMAT = "aln-review-disclosure-1"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every entry: a ZIP says nothing of when it was made."""
PRIVATE = frozenset({MaySee.LEARNER_AND_RECORDER, MaySee.SAFEGUARDING})
"""Who may see an item, where that is the learner and one other person, or fewer."""
NOT_PROSE = frozenset(
    {
        "id", "key", "code", "ref", "sha256", "media_type", "form_edition", "fingerprint",
        "problem", "at", "chosen", "prepared", "forward", "needs", "passage", "digest",
    }
)  # fmt: skip
"""Fields that hold codes and references. Those that end in ``_id`` or ``_ids`` do so too."""
SIGNED = frozenset({"delivered_receipt", "answer_receipt"})
"""Signed answers: what they say stands in fields of its own, and cannot be blanked out in them."""
CONTACT_FIELDS = frozenset({"address", "telephone", "email", "household"})
_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|(?<!\d)(?:\+44|0)(?:[\s-]?\d){9,10}(?!\d)"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b"
)
"""An e-mail address, a telephone number or a postcode of the United Kingdom."""


class Flag(StrEnum):
    """Why a person must look, the gravest first."""

    PRIVATE = "private"
    OTHER_LEARNER = "other-learner"
    CONTACT = "contact"
    DOCUMENT = "document"
    OTHER_VOICE = "other-voice"
    OTHER_PERSON = "other-person"


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of the record, where it stands, and why a person must look at it, if they must."""

    place: str
    """Kind, id and path: the same as long as the record is."""
    kind: str
    field: str
    text: Text
    by: str = ""
    """Who said or wrote it, where that is known."""
    flags: tuple[Flag, ...] = ()
    names: tuple[str, ...] = ()
    """The characters in which somebody else's name was found."""

    @property
    def digest(self) -> str:
        """SHA-256 of the words, lower-case hexadecimal: a decision lapses when they change."""
        return hashlib.sha256(f"{self.text.cy}\0{self.text.en}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything of one learner: items by kind, in the order they are told."""

    learner: Learner
    items: Mapping[str, Sequence[object]]
    """By repository, ``learners`` among them with the one learner."""


class Detector:
    """Knows whose names and details a passage may not carry out unasked."""

    def __init__(
        self, whole: Whole, others: Iterable[tuple[str, ...]], people: Iterable[str]
    ) -> None:
        """``others`` are the other learners (an id and their names), ``people`` everybody else."""
        learner = whole.learner
        own = [learner.name, learner.forename, learner.called]
        around = [name for name in people if name]
        self._learners = NamesIn(others, [*own, *around])
        self._people = NamesIn([("", name) for name in around], own)
        self._words = {one.id: one for one in whole.items["words"] if isinstance(one, Words)}
        self._photo = learner.photo_id

    def flags(self, item: object, inner: object, field: str, text: Text) -> tuple[Flag, ...]:
        """Why a person must look at a passage; ``inner`` is the part it stands in."""
        found = set(self._of_item(item))
        if isinstance(inner, Source):
            cited = self._words.get(inner.ref)
            found |= set(self._of_item(cited)) if cited else set()
        if isinstance(inner, ReturnReason):
            found.add(Flag.OTHER_VOICE)
        if field in CONTACT_FIELDS and isinstance(inner, (Learner, Person)):
            found.add(Flag.CONTACT)
        for said in (text.cy, text.en):
            if _CONTACT.search(said):
                found.add(Flag.CONTACT)
            if self._learners.find(said):
                found.add(Flag.OTHER_LEARNER)
            if field not in NAME_FIELDS and self._people.find(said):
                found.add(Flag.OTHER_PERSON)
        return tuple(one for one in Flag if one in found)

    def names(self, text: Text) -> tuple[str, ...]:
        """The names found, as they stand."""
        found = [
            one.matched
            for said in (text.cy, text.en)
            for looking in (self._learners, self._people)
            for one in looking.find(said)
        ]
        return tuple(dict.fromkeys(found))

    def _of_item(self, item: object) -> Iterator[Flag]:
        if isinstance(item, Words):
            if item.may_see in PRIVATE:
                yield Flag.PRIVATE
            if item.perspective is not Perspective.LEARNER:
                yield Flag.OTHER_VOICE
        elif isinstance(item, Document):
            if item.may_see in PRIVATE:
                yield Flag.PRIVATE
            if item.id != self._photo:
                yield Flag.DOCUMENT
        elif isinstance(item, Hold):
            yield Flag.OTHER_VOICE


NAME_FIELDS = frozenset(
    {
        "name", "called", "said_by", "who", "by", "recorded_by", "placed_by", "lifted_by",
        "author", "echoed_by",
    }
)  # fmt: skip
"""Fields whose whole content is who took part."""


def passages(whole: Whole, detector: Detector) -> tuple[Passage, ...]:
    """Every text of the record in order, marked where a person must look.

    A document counts as one passage whatever it holds: its bytes are looked at by a person too.
    """
    return tuple(
        passage
        for kind, items in whole.items.items()
        for item in items
        for passage in _passages(kind, item, detector)
    )


def _passages(kind: str, item: object, detector: Detector) -> Iterator[Passage]:
    item_id: str = item.id  # type: ignore[attr-defined]
    by = item.said_by if isinstance(item, Words) else ""
    whole_document = isinstance(item, Document)
    if isinstance(item, Document):
        flags = detector.flags(item, item, "title", item.title)
        yield Passage(f"{kind}/{item_id}", kind, "document", item.title, item.author, flags)
    for place, inner, field, text in _texts(item, f"{kind}/{item_id}"):
        if whole_document:
            continue
        flags = detector.flags(item, inner, field, text)
        told = inner.said_by if isinstance(inner, Source) else by
        yield Passage(place, kind, field, text, told, flags, detector.names(text))


def _texts(value: object, place: str) -> Iterator[tuple[str, object, str, Text]]:
    """Every text below a dataclass: its place, the part it stands in, its field, and it."""
    for name, inner in _inner(value):
        for at, part in _parts(inner, f"{place}/{name}"):
            if isinstance(part, Text):
                if not part.empty:
                    yield at, value, name, part
            elif is_dataclass(part):
                yield from _texts(part, at)
            elif isinstance(part, str) and not isinstance(part, Enum) and _is_prose(name, part):
                yield at, value, name, Text(cy=part, en=part)


def _inner(value: object) -> Iterator[tuple[str, object]]:
    for field in fields(value):  # type: ignore[arg-type]
        yield field.name, getattr(value, field.name)


def _parts(value: object, place: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _parts(part, f"{place}/{index}")
    else:
        yield place, value


def _is_prose(name: str, text: str) -> bool:
    return bool(text.strip()) and not _is_code(name) and name not in SIGNED


def _is_code(name: str) -> bool:
    return name in NOT_PROSE or name.endswith(("_id", "_ids"))


Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]


def plain(value: object, place: str, blanked: Mapping[str, str]) -> Plain:
    """A part of the record as JSON holds it; blanked places say why in place of the words."""
    if place in blanked:
        return {"withheld": blanked[place]}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return [plain(part, f"{place}/{index}", blanked) for index, part in enumerate(value)]
    if is_dataclass(value):
        return {
            name: plain(inner, f"{place}/{name}", blanked)
            for name, inner in _inner(value)
            if name not in SIGNED
        }
    if value is None or isinstance(value, (str, int, float)):
        return value
    raise TypeError(type(value).__name__)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that goes with the record."""

    name: str
    data: bytes


def record_json(whole: Whole, blanked: Mapping[str, str], made: date) -> bytes:
    """The record, machine-readable, UTF-8."""
    kinds: dict[str, Plain] = {
        kind: [plain(item, f"{kind}/{_id(item)}", blanked) for item in items]
        for kind, items in whole.items.items()
    }
    document: dict[str, Plain] = {
        "format": FORMAT, "made": made.isoformat(), "withheld": len(blanked), "record": kinds,
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _id(item: object) -> str:
    return str(getattr(item, "id"))  # noqa: B009 - every kind has one; ``object`` does not say so


def bundle(papers: Iterable[Paper]) -> bytes:
    """The files as one ZIP, in the order given; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for paper in papers:
            entry = zipfile.ZipInfo(paper.name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, paper.data)
    return out.getvalue()
