"""Who may see what: the one place that says so.

Every paper, package and shared screen asks an :class:`Audience` about each item before it puts
it in. Nothing is made for everybody and then cut down: what no audience was asked about stays
out. The levels stand in :class:`~aln_review.domain.words.MaySee`, narrowest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from aln_review.domain.document import Document
from aln_review.domain.learner import Learner
from aln_review.domain.people import MayBeTold, Person, Perspective
from aln_review.domain.review import Attending, Participant
from aln_review.domain.words import MaySee, Words


class Reader(StrEnum):
    """For whom something is made."""

    RECORDER = "recorder"
    """Whoever holds this vault and wrote it down."""
    SAFEGUARDING = "safeguarding"
    """The safeguarding lead, with the recorder the only reader of a safeguarding note."""
    LEARNER = "learner"
    FAMILY = "family"
    """One person of the family, by name: each household has a copy of its own."""
    SETTING = "setting"
    """Staff who work with the learner."""
    MEETING = "meeting"
    """Everybody who was asked to the review."""
    AUTHORITY = "authority"
    """The local authority and whoever else is given the plan in full."""


SEES: Final[Mapping[Reader, frozenset[MaySee]]] = {
    Reader.RECORDER: frozenset(MaySee),
    Reader.SAFEGUARDING: frozenset(
        {MaySee.SAFEGUARDING, MaySee.SETTING, MaySee.MEETING, MaySee.PLAN}
    ),
    Reader.LEARNER: frozenset({MaySee.LEARNER_AND_RECORDER, MaySee.MEETING, MaySee.PLAN}),
    Reader.FAMILY: frozenset({MaySee.PLAN}),
    Reader.SETTING: frozenset({MaySee.SETTING, MaySee.MEETING, MaySee.PLAN}),
    Reader.MEETING: frozenset({MaySee.MEETING, MaySee.PLAN}),
    Reader.AUTHORITY: frozenset({MaySee.PLAN}),
}
"""What each reader may see. A family member who heard the meeting sees what was said there too."""

SAID_ALOUD: Final = SEES[Reader.MEETING]
"""What may stand before the room: on the wall, on the projector, in minutes."""
FOUND_BY_SEARCH: Final = frozenset(MaySee) - {MaySee.SAFEGUARDING}
"""What the recorder's own search may find. A safeguarding note is not even in its index."""


@dataclass(frozen=True, slots=True)
class Audience:
    """One reader, or one kind of reader, with what decides what they are shown."""

    reader: Reader
    person_id: str = ""
    name: str = ""
    household: str = ""
    told: MayBeTold = MayBeTold.ONLY_WHAT_IS_AGREED
    heard_meeting: bool = False
    """Whether a family member may have what was said in the review."""

    def allows(self, level: MaySee) -> bool:
        """Whether an item of this level may be put in."""
        if level in SEES[self.reader]:
            return True
        return self.reader is Reader.FAMILY and level is MaySee.MEETING and self.heard_meeting

    def may_read(self, words: Words) -> bool:
        """Whether a statement may be put in. What was taken away is nobody's to read."""
        if words.removed:
            return False
        own = self.reader is Reader.LEARNER and words.perspective is Perspective.LEARNER
        return self.allows(words.may_see) or (own and words.may_see is not MaySee.SAFEGUARDING)

    def may_read_document(self, document: Document) -> bool:
        """Whether a document may be named or given."""
        return self.allows(document.may_see)

    def may_have_contact(self, person: Person) -> bool:
        """Whether a person's address, telephone and e-mail may be put in: off unless named here.

        The family sees its own household's and no other's. A learner's copy lies on the table of
        every household, so it holds none.
        """
        if self.reader in (Reader.RECORDER, Reader.AUTHORITY):
            return True
        if self.reader is not Reader.FAMILY:
            return False
        return person.id == self.person_id or bool(
            self.household and person.household == self.household
        )

    def may_have_address(self, learner: Learner, people: Iterable[Person]) -> bool:
        """Whether the learner's own address may be put in.

        A household of which anybody may not know it is never given it; nor is a copy that may
        reach that household. Otherwise the family has it by living there, or by being told all.
        """
        everybody = tuple(people)
        if self.reader in (Reader.RECORDER, Reader.AUTHORITY):
            return True
        if self.reader is Reader.LEARNER:
            return all(one.may_be_told is not MayBeTold.NOT_THE_ADDRESS for one in everybody)
        if self.reader is not Reader.FAMILY:
            return False
        home = [one for one in everybody if self._at_home(one)]
        if any(one.may_be_told is MayBeTold.NOT_THE_ADDRESS for one in home):
            return False
        lives_there = any(one.address and _same(one.address, learner.address) for one in home)
        return lives_there or self.told is MayBeTold.EVERYTHING

    def _at_home(self, person: Person) -> bool:
        return person.id == self.person_id or bool(
            self.household and person.household == self.household
        )


RECORDER: Final = Audience(Reader.RECORDER)
SAFEGUARDING: Final = Audience(Reader.SAFEGUARDING)
LEARNER: Final = Audience(Reader.LEARNER)
SETTING: Final = Audience(Reader.SETTING)
MEETING: Final = Audience(Reader.MEETING)
AUTHORITY: Final = Audience(Reader.AUTHORITY)


def family(person: Person, asked: Iterable[Participant] = ()) -> Audience:
    """One family member as a reader; ``asked`` are the people of the review, if it is about one.

    Who was in the room heard what was said there. Who sent apologies, or was not asked, has it
    only if they may be told more than what has been agreed.
    """
    at_review = [one for one in asked if one.person_id == person.id]
    there = any(one.attending is Attending.THERE for one in at_review)
    open_to = person.may_be_told is not MayBeTold.ONLY_WHAT_IS_AGREED
    return Audience(
        Reader.FAMILY,
        person.id,
        person.name,
        person.household,
        person.may_be_told,
        heard_meeting=there or (open_to and bool(at_review)),
    )


def width(level: MaySee) -> int:
    """How many levels are narrower: 0 for the narrowest."""
    return tuple(MaySee).index(level)


def _same(one: str, other: str) -> bool:
    """Whether two addresses are one, whatever their commas and capitals."""
    return _bare(one) == _bare(other)


def _bare(address: str) -> str:
    return "".join(letter for letter in address.casefold() if letter.isalnum())
