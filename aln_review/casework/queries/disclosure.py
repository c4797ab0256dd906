"""The page on which a request is answered, and the file once everything has been decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from aln_review.casework.core import Query, Work
from aln_review.casework.disclosing import (
    Marked,
    blanked,
    marked,
    open_disclosure,
    passages_of,
    whole_of,
)
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.document import SOUND, Document
from aln_review.domain.errors import Refusal
from aln_review.domain.keeping import Disclosure
from aln_review.domain.learner import Learner
from aln_review.domain.plan import Plan
from aln_review.domain.wales import day_in_wales
from aln_review.domain.words import Words
from aln_review.exchange.disclosure import (
    Flag,
    Paper,
    Passage,
    Whole,
    bundle,
    record_json,
)
from aln_review.packages.locked import lock
from aln_review.reports.disclosure import disclosure_pdf
from aln_review.reports.document import DisclosedLine, DisclosurePaper
from aln_review.statute.form import Form
from aln_review.vault.access_log import canonical

ENDINGS = {
    "image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf", "text/plain": "txt",
    "application/json": "json", SOUND: "ogg",
}  # fmt: skip
"""A family must be able to open what it is given: by its ending a file is opened."""
TOLD = (
    "surname", "forename", "called", "address", "telephone", "email", "household", "languages",
    "class_name", "year", "upn", "uln", "looked_after_by", "also_at", "name", "relation",
    "interpreter", "note",
)  # fmt: skip
"""Fields that are named on the paper by ``disclosure.field.<name>``."""


@dataclass(frozen=True, slots=True)
class DisclosureView:
    """A request and how far it has got."""

    learner: Learner
    disclosure: Disclosure | None
    """``None`` before it has been begun."""
    marked: tuple[Marked, ...]
    left: int
    """Passages still undecided."""
    counts: tuple[tuple[Flag, int, int], ...]
    """By the gravest reason: how many there are, and how many are left."""
    answered: tuple[Disclosure, ...]
    today: date
    sounds: Mapping[str, Document]
    """Recordings among them by the place of their passage: they are heard before it is decided."""


@dataclass(frozen=True, slots=True)
class DisclosurePage(Query[DisclosureView]):
    """What must be looked at before anything about a learner leaves.

    Raises:
        NotFound: there is no such learner.

    """

    learner_id: str

    def run(self, work: Work) -> DisclosureView:
        """Walk the record once."""
        whole = whole_of(work, self.learner_id)
        held = open_disclosure(work, self.learner_id)
        found = marked(passages_of(work, whole), held)
        every, left = Counter(map(_first, found)), Counter(map(_first, _undecided(found)))
        past = work.unit.disclosures.where(learner_id=self.learner_id)
        return DisclosureView(
            learner=whole.learner,
            disclosure=held,
            marked=found,
            left=left.total(),
            counts=tuple((flag, every[flag], left[flag]) for flag in Flag if every[flag]),
            answered=tuple(one for one in past if one.saved_at is not None),
            today=work.today,
            sounds={
                f"documents/{one.id}": one
                for one in whole.items["documents"]
                if isinstance(one, Document) and one.is_sound
            },
        )


def _first(one: Marked) -> Flag:
    return one.passage.flags[0]


def _undecided(found: Iterable[Marked]) -> list[Marked]:
    return [one for one in found if one.ruling is None]


@dataclass(frozen=True, slots=True)
class DisclosureFile(Query[bytes]):
    """Everything about a learner as one ZIP, locked with a passphrase if one is given.

    Raises:
        Refusal: a passage is still undecided, or the passphrase is too short.

    """

    disclosure_id: str
    passphrase: str = ""

    def run(self, work: Work) -> bytes:
        """Put the record, its papers, the documents and the access log together."""
        held = work.unit.disclosures.get(self.disclosure_id)
        whole = whole_of(work, held.learner_id)
        every = passages_of(work, whole)
        found = marked(every, held)
        left = len(_undecided(found))
        if left:
            raise Refusal("error.disclosure.undecided", count=left)
        places = blanked(found)
        data = bundle(_papers(work, whole, every, places))
        return lock(data, self.passphrase) if self.passphrase else data


def _papers(
    work: Work, whole: Whole, every: Sequence[Passage], places: Mapping[str, str]
) -> list[Paper]:
    log = work.unit.access_log(whole.learner.id)
    lines = b"[\n" + b",\n".join(canonical(one) for one in log) + b"\n]\n"
    papers = [Paper("record.json", record_json(whole, places, work.today))]
    paper = _paper(work, whole, every, places, looked=len(log))
    for language in Language:
        pdf = disclosure_pdf(paper, work.tools.catalogues[language])
        papers.append(Paper(f"record.{language.value}.pdf", pdf.data))
    papers.append(Paper("access-log.json", lines))
    for number, one in enumerate(whole.items["documents"], start=1):
        if isinstance(one, Document) and f"documents/{one.id}" not in places:
            ending = ENDINGS.get(one.media_type, "bin")
            papers.append(Paper(f"documents/{number:03}.{ending}", work.unit.contents.get(one.id)))
    return papers


def _paper(
    work: Work, whole: Whole, every: Sequence[Passage], places: Mapping[str, str], *, looked: int
) -> DisclosurePaper:
    dates = {one.id: _on(one) for items in whole.items.values() for one in items}  # type: ignore[attr-defined]
    label = partial(_label, work, _field_labels(work.tools.law.form, whole))
    parts = []
    for kind in whole.items:
        lines = tuple(
            DisclosedLine(
                text=Text() if one.place in places else one.text,
                label=label(one),
                by="" if one.place in places else one.by,
                on=dates.get(one.place.split("/")[1]),
                withheld=places.get(one.place, ""),
            )
            for one in every
            if one.kind == kind and (one.field in TOLD or not _is_name(one))
        )
        if lines:
            parts.append((kind, lines))
    learner = whole.learner
    return DisclosurePaper(
        learner.name, learner.born, work.setting.name, work.today, tuple(parts), looked
    )


def _is_name(passage: Passage) -> bool:
    """Names that stand with what they said need no line of their own."""
    return passage.field in ("said_by", "recorded_by", "echoed_by", "placed_by", "lifted_by")


def _on(item: object) -> date | None:
    if isinstance(item, Words):
        return day_in_wales(item.said_at)
    found = getattr(item, "on", None)
    return found if isinstance(found, date) else None


def _field_labels(form: Form, whole: Whole) -> dict[str, Text]:
    """What the form calls the field of each plan's value, by the value's place."""
    specs = {(s.code, f.key): f.label for s in form.sections for f in s.fields}
    found: dict[str, Text] = {}
    for plan in whole.items["plans"]:
        if not isinstance(plan, Plan):
            continue
        for at, section in enumerate(plan.sections):
            for block_at, block in enumerate(section.blocks):
                for value_at, value in enumerate(block.values):
                    place = f"plans/{plan.id}/sections/{at}/blocks/{block_at}/values/{value_at}"
                    found[place] = specs.get((section.code, value.key), Text())
    return found


def _label(work: Work, labels: Mapping[str, Text], passage: Passage) -> Text:
    if passage.kind == "plans":
        above = passage.place.rpartition("/")[0]
        return labels.get(above, Text())
    if passage.kind in ("learners", "people") and passage.field in TOLD:
        key = f"disclosure.field.{passage.field}"
        cy, en = (work.tools.catalogues[one].t(key) for one in (Language.CY, Language.EN))
        return Text.both(cy, en)
    return Text()
