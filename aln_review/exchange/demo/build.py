"""One learner's values, built from one row: the person, those round them, words, profiles, case."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime

from aln_review.domain.case import Case, CaseEvent
from aln_review.domain.document import Document
from aln_review.domain.learner import Consent, Learner
from aln_review.domain.people import Person, Perspective
from aln_review.domain.profile import Audience, OnePageProfile, ProfileItem, ShareState, Sharing
from aln_review.domain.review import PersonCentredReview
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import MaySee, Sheet, Words
from aln_review.exchange.demo.bench import Bench
from aln_review.exchange.demo.numbers import uln, upn
from aln_review.exchange.demo.pictures import paint
from aln_review.exchange.demo.rows import (
    DocumentRow,
    LearnerRow,
    Pair,
    PersonRow,
    ProfileRow,
    ShareRow,
    WordRow,
)
from aln_review.exchange.demo.vault import DemoDocument

LEARNER = "learner"


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a statement is made."""

    at: datetime
    see: MaySee
    review_id: str = ""
    sheet: Sheet = Sheet.NONE
    position: int = 0


@dataclass(slots=True)
class LearnerBuild:
    """The values of one learner while they are put together; keys are those of the row."""

    bench: Bench
    row: LearnerRow
    serial: int
    id: str = ""
    people: dict[str, Person] = field(default_factory=dict)
    words: dict[str, Words] = field(default_factory=dict)
    documents: dict[str, DemoDocument] = field(default_factory=dict)
    profiles: list[OnePageProfile] = field(default_factory=list)
    reviews: dict[str, PersonCentredReview] = field(default_factory=dict)
    cited: set[str] = field(default_factory=set)

    def start(self) -> None:
        """Make the learner's id, the people and the documents, and note which words are cited."""
        self.id = self.bench.ids.new()
        for person in self.row.people:
            self.people[person.key] = self._person(person)
        for key in self.row.team:
            self.people[key] = self._colleague(key)
        for document in self.row.documents:
            self.documents[document.key] = self._document(document)
        for provision in self.row.provisions.values():
            self.cited.update(provision.outcome_from, provision.what_from, provision.why_from)

    def learner(self) -> Learner:
        """The learner's own record; call after :meth:`start`."""
        row, bench = self.row, self.bench
        born = bench.clock.day(row.born) if row.born else bench.clock.born(row.year, row.birthday)
        college = bench.setting.kind is SettingKind.COLLEGE
        nursery = bench.setting.kind is SettingKind.EARLY_YEARS
        number = bench.file.setting.number
        consent = row.consent
        return Learner(
            self.id,
            row.forename,
            row.surname,
            born,
            row.called,
            ""
            if college or nursery
            else upn(bench.setting.authority, number, born.year + 4, self.serial),
            uln(int(number) * 100_000 + self.serial * 37) if college else "",
            row.year,
            row.class_,
            row.language,
            bench.text(row.languages),
            row.address,
            row.needs,
            row.looked_after_by,
            row.also_at,
            row.addressed_as,
            self.documents[row.photo].document.id if row.photo else "",
            row.photo_agreed,
            Consent(
                consent.deciding,
                consent.preparing,
                consent.maintaining,
                consent.capacity,
                bench.text(consent.note),
            ),
            bench.clock.day(row.left) if row.left else None,
        )

    def shown(self, key: str) -> str:
        """The name on the chip of the person with this key; another text stands for itself."""
        if key == LEARNER:
            return self.row.called or self.row.forename
        person = self.people.get(key)
        return person.shown if person else key

    def _person(self, row: PersonRow) -> Person:
        return Person(
            self.bench.ids.new(),
            self.id,
            row.name,
            self.bench.text(row.relation),
            row.side,
            row.language,
            row.called,
            row.household,
            row.address,
            row.tel,
            row.email,
            row.interpreter,
            row.told,
            row.responsible,
            row.speaks_up,
        )

    def _colleague(self, key: str) -> Person:
        row = self.bench.staff[key]
        return Person(
            self.bench.ids.new(),
            self.id,
            row.name,
            self.bench.text(row.role),
            row.side,
            row.language,
            row.called,
            telephone=row.tel,
            email=row.email,
        )

    def _document(self, row: DocumentRow) -> DemoDocument:
        content = paint(row.picture) if row.picture else row.text.encode()
        on = self.bench.clock.day(row.on) if row.on else self.bench.clock.today
        return DemoDocument(
            Document(
                self.bench.ids.new(),
                self.id,
                "image/jpeg" if row.picture else "text/plain",
                len(content),
                hashlib.sha256(content).hexdigest(),
                self.bench.text(row.title),
                self.shown(row.author) if row.author else "",
                on,
                row.see,
            ),
            content,
        )

    def say(self, row: WordRow, place: Place) -> Words:
        """Write one statement down, or find the one it refers to.

        Raises:
            KeyError: a key that nothing has.

        """
        if row.ref:
            return self.words[row.ref]
        person = self.people.get(row.by)
        language = person.language if person else self.row.language
        said = self.bench.text(
            Pair(cy=row.cy, en=row.en, first=row.first, stale=row.stale), language
        )
        at = self.bench.clock.moment(self.bench.clock.day(row.on)) if row.on else place.at
        see = row.see or (MaySee.PLAN if row.key in self.cited else place.see)
        words = Words(
            self.bench.ids.new(),
            self.id,
            said,
            self.shown(row.by),
            Perspective.LEARNER if row.by == LEARNER else self.people[row.by].perspective,
            self.bench.setting.person,
            at,
            person.id if person else "",
            row.how,
            row.interpreted,
            see,
            place.review_id,
            place.sheet,
            row.side,
            place.position,
            self.documents[row.photo].document.id if row.photo else "",
            tuple(self.shown(key) for key in row.echo),
        )
        self.words[row.key or words.id] = words
        return words

    def between_reviews(self) -> None:
        """Words said on no wall and in no profile."""
        for position, row in enumerate(self.row.words):
            self.say(row, Place(self.bench.clock.now, MaySee.SETTING, position=position))

    def profile(self, row: ProfileRow) -> OnePageProfile:
        """One version of the profile, its words included."""
        clock = self.bench.clock
        changed = clock.moment(clock.day(row.changed), "15:20")
        items = [
            ProfileItem(heading, self.say(word, Place(changed, MaySee.PLAN, position=place)).id)
            for heading, words in row.boxes.items()
            for place, word in enumerate(words)
        ]
        sharing = tuple(self._sharing(audience, row.sharing.get(audience)) for audience in Audience)
        seen = clock.day(row.seen) if row.seen else None
        made = OnePageProfile(
            self.bench.ids.new(),
            self.id,
            row.version,
            changed,
            tuple(items),
            sharing,
            seen,
            row.locked,
        )
        self.profiles.append(made)
        return made

    def _sharing(self, audience: Audience, row: ShareRow | None) -> Sharing:
        if row is None:
            return Sharing(audience, ShareState.NOT_ASKED)
        until: date | None = self.bench.clock.day(row.until) if row.until else None
        return Sharing(audience, row.state, until)

    def case(self) -> Case:
        """The case with its events in order."""
        events = tuple(
            CaseEvent(
                self.bench.ids.new(),
                event.kind,
                self.bench.clock.day(event.on),
                self.shown(event.by) if event.by else "",
                self.bench.text(event.note),
            )
            for event in self.row.case
        )
        return Case(self.bench.ids.new(), self.id, self.bench.setting.kind, events)
