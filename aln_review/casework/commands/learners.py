"""Learners and the people round them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aln_review.casework.core import Command, Work
from aln_review.domain.bilingual import nfc
from aln_review.domain.errors import Refusal
from aln_review.domain.learner import Consent, Learner
from aln_review.domain.people import Person
from aln_review.domain.words import MaySee


@dataclass(frozen=True, slots=True)
class SaveLearner(Command[Learner]):
    """Add a learner (empty id) or change one.

    Raises:
        Refusal: no name.

    """

    learner: Learner

    def run(self, work: Work) -> Learner:
        """Keep the learner."""
        learner = replace(
            self.learner,
            forename=nfc(self.learner.forename.strip()),
            surname=nfc(self.learner.surname.strip()),
        )
        if not learner.forename and not learner.surname:
            raise Refusal("error.learner.no_name")
        if learner.born > work.today:
            raise Refusal("error.learner.born_later", born=learner.born)
        new = not learner.id
        if new:
            learner = replace(learner, id=work.new_id())
        work.unit.learners.put(learner)
        work.unit.log("learner.added" if new else "learner.changed", learner.id)
        return learner


@dataclass(frozen=True, slots=True)
class AgreePhoto(Command[Learner]):
    """Record whether the learner agreed to the photograph being shown on papers."""

    learner_id: str
    agreed: bool

    def run(self, work: Work) -> Learner:
        """Keep the answer."""
        changed = replace(work.unit.learners.get(self.learner_id), photo_agreed=self.agreed)
        work.unit.learners.put(changed)
        picture = work.unit.documents.find(changed.photo_id) if changed.photo_id else None
        if picture is not None:
            level = MaySee.PLAN if self.agreed else MaySee.LEARNER_AND_RECORDER
            work.unit.documents.put(replace(picture, may_see=level))
        work.unit.log("photo.agreed" if self.agreed else "photo.not_agreed", changed.id)
        return changed


@dataclass(frozen=True, slots=True)
class SetConsent(Command[Learner]):
    """Record a young person's consent at each step (ALN Act 2018 ss.11(3)(c), 12(2)(b), 31)."""

    learner_id: str
    consent: Consent

    def run(self, work: Work) -> Learner:
        """Keep the answers."""
        changed = replace(work.unit.learners.get(self.learner_id), consent=self.consent)
        work.unit.learners.put(changed)
        work.unit.log("consent.recorded", changed.id)
        return changed


@dataclass(frozen=True, slots=True)
class SavePerson(Command[Person]):
    """Add (empty id) or change a person round a learner.

    Raises:
        Refusal: no name.

    """

    person: Person

    def run(self, work: Work) -> Person:
        """Keep the person."""
        work.unit.learners.get(self.person.learner_id)
        person = replace(self.person, name=nfc(self.person.name.strip()))
        if not person.name:
            raise Refusal("error.person.no_name")
        if not person.id:
            person = replace(person, id=work.new_id())
        work.unit.people.put(person)
        work.unit.log("person.saved", person.learner_id, person.id)
        return person


@dataclass(frozen=True, slots=True)
class RemovePerson(Command[None]):
    """Take a person off a learner's list. What they said stays, under their name."""

    person_id: str

    def run(self, work: Work) -> None:
        """Remove the person."""
        person = work.unit.people.get(self.person_id)
        work.unit.people.delete(person.id)
        work.unit.log("person.removed", person.learner_id, person.id)
