"""What a reader may see of a review, a plan and a photograph, built up item by item.

Papers, packages and the record inside a package all draw from here, so that one reader is given
the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from aln_review.casework.core import Work
from aln_review.domain.audience import SAID_ALOUD, Audience, Reader
from aln_review.domain.bilingual import Text
from aln_review.domain.learner import Learner
from aln_review.domain.people import Person, Perspective
from aln_review.domain.plan import (
    Block,
    FieldValue,
    Plan,
    PlanState,
    SectionContent,
    Source,
    SourceKind,
)
from aln_review.domain.review import ActionPoint, PersonCentredReview
from aln_review.domain.words import MaySee, Words
from aln_review.meeting.sentences import lines, worded
from aln_review.reports.document import MadeFor

ADDRESS: Final = ("1A", "address")
CONTACTS: Final = {("1B", "parents"): Perspective.FAMILY, ("1B", "other_contacts"): None}
"""Fields of the form that hold contacts, and whose they are; none means everybody else's."""
_TWO: Final = 2
"""Views it takes to differ: one alone would say that there is another."""


def photo_for(work: Work, learner: Learner, audience: Audience) -> bytes:
    """The learner's photograph, where they agreed to it and this reader may have it."""
    if not learner.photo_id or not learner.photo_agreed:
        return b""
    document = work.unit.documents.find(learner.photo_id)
    if document is not None and not audience.may_read_document(document):
        return b""
    return work.unit.contents.get(learner.photo_id)


def made_for(learner: Learner, audience: Audience) -> MadeFor:
    """What a paper says of its reader."""
    name = learner.shown if audience.reader is Reader.LEARNER else audience.name
    return MadeFor(audience.reader, name)


def review_seen(
    review: PersonCentredReview, every: Iterable[Words], audience: Audience
) -> PersonCentredReview:
    """The review with what the reader may see. ``every`` is all of its words, removed or not.

    An action that answers something not said before everybody, and a difference of which one
    side may not be seen, would tell of what they rest on.
    """
    known = {words.id: words for words in every}
    seen = {words.id for words in known.values() if audience.may_read(words)}
    aloud = audience.allows(MaySee.MEETING)
    return replace(
        review,
        votes=tuple(vote for vote in review.votes if vote.words_id in seen),
        chosen=review.chosen if review.chosen in seen else "",
        forward=tuple(words_id for words_id in review.forward if words_id in seen),
        actions=tuple(a for a in review.actions if _open_action(a, known, audience)),
        disagreements=tuple(
            replace(one, words_ids=kept)
            for one in review.disagreements
            if len(kept := tuple(i for i in one.words_ids if i in seen)) >= _TWO
        ),
        last_word=review.last_word if aloud else Text(),
    )


def _open_action(action: ActionPoint, known: dict[str, Words], audience: Audience) -> bool:
    """An action was agreed by everybody, unless it answers what only some may see."""
    words = known.get(action.words_id)
    return words is None or words.may_see in SAID_ALOUD or audience.may_read(words)


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """A plan as its reader may see it, and the fields (section, key) that were kept from them."""

    plan: Plan
    left_out: frozenset[tuple[str, str]] = frozenset()


def plan_seen(work: Work, plan: Plan, audience: Audience) -> PlanSeen:
    """The plan with what the reader may see, each field built up from what it rests on."""
    builder = _Builder(work, plan, audience)
    sections = tuple(builder.section(section) for section in plan.sections)
    return PlanSeen(replace(plan, sections=sections), frozenset(builder.left_out))


class _Builder:
    """Builds the sections of one plan for one reader."""

    def __init__(self, work: Work, plan: Plan, audience: Audience) -> None:
        self._work = work
        self._audience = audience
        self._given = plan.state in (PlanState.LOCKED, PlanState.SUPERSEDED)
        self._learner = work.unit.learners.get(plan.learner_id)
        self._people = work.unit.people.where(learner_id=plan.learner_id)
        self._actions = {
            action.id: action
            for review in work.unit.reviews.where(learner_id=plan.learner_id)
            for action in review.actions
        }
        self.left_out: set[tuple[str, str]] = set()

    def section(self, section: SectionContent) -> SectionContent:
        """A section without the blocks of which nothing is left."""
        blocks = []
        for block in section.blocks:
            values = tuple(self._value(section.code, value) for value in block.values)
            held = any(not value.empty for value in block.values)
            if not held or any(not value.empty for value in values):
                blocks.append(replace(block, values=values))
        if not blocks and section.blocks:
            blocks = [Block(section.blocks[0].id)]
        return replace(section, blocks=tuple(blocks))

    def _value(self, code: str, value: FieldValue) -> FieldValue:
        place = (code, value.key)
        if place == ADDRESS or place in CONTACTS:
            return self._contact(place, value)
        hidden = [(one, text) for one in value.sources if (text := self._hidden(one)) is not None]
        if not hidden:
            return value
        gone = {one for one, _ in hidden}
        kept = tuple(one for one in value.sources if one not in gone)
        if not any(_carries(one) for one in kept):
            return FieldValue(value.key)
        text = value.text
        for _, said in hidden:
            text = _without(text, said)
        return replace(value, text=text, sources=kept)

    def _hidden(self, source: Source) -> Text | None:
        """The text of a source that the reader may not see; none where they may."""
        if source.kind is SourceKind.WORDS:
            words = self._work.unit.words.find(source.ref)
            if words is None:
                return source.text
            return None if self._may_read(words) else words.text
        if source.kind is SourceKind.DOCUMENT:
            document = self._work.unit.documents.find(source.ref)
            if document is None:
                return source.text
            return None if self._audience.may_read_document(document) else document.title
        action = self._actions.get(source.ref) if source.kind is SourceKind.REVIEW else None
        words = self._work.unit.words.find(action.words_id) if action else None
        if action is None or words is None or words.may_see in SAID_ALOUD:
            return None
        return None if self._audience.may_read(words) else action.what

    def _may_read(self, words: Words) -> bool:
        """A version once given was read by everybody it was for; a draft asks each mark anew."""
        if self._given and words.may_see is MaySee.MEETING:
            return True
        return self._audience.may_read(words)

    def _contact(self, place: tuple[str, str], value: FieldValue) -> FieldValue:
        if value.empty or self._audience.reader in (Reader.RECORDER, Reader.AUTHORITY):
            return value
        if place == ADDRESS:
            if self._audience.may_have_address(self._learner, self._people):
                return value
            self.left_out.add(place)
            return FieldValue(value.key)
        whose = CONTACTS[place]
        people = [
            person
            for person in self._people
            if (person.perspective is Perspective.FAMILY) is (whose is Perspective.FAMILY)
            and person.perspective in (Perspective.FAMILY, Perspective.OTHERS)
        ]
        if any(not self._audience.may_have_contact(person) for person in people) or not people:
            self.left_out.add(place)
        language = self._work.setting.language
        return FieldValue(value.key, lines([self._named(one) for one in people], language))

    def _named(self, person: Person) -> Text:
        """Name and relation; the telephone only where the reader may have it."""
        if person.telephone and self._audience.may_have_contact(person):
            facts = {"telephone": person.telephone}
            key = "plan.draft.person_telephone"
        else:
            facts, key = {}, "plan.draft.person"
        catalogues, language = self._work.tools.catalogues, self._work.setting.language
        return worded(catalogues, key, language, name=person.name, role=person.relation, **facts)


def _carries(source: Source) -> bool:
    """Whether a field can stand on this alone: more than the fact that a review was held."""
    said = (SourceKind.WORDS, SourceKind.DOCUMENT, SourceKind.PROFILE, SourceKind.EARLIER)
    return source.kind in said or not source.text.empty


def _without(text: Text, hidden: Text) -> Text:
    """The lines of a text that do not hold what is hidden."""
    said = [
        line.strip() for one in (hidden.cy, hidden.en) for line in one.splitlines() if line.strip()
    ]
    if not said or text.empty:
        return text
    holds = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in said))
    return replace(text, cy=_kept(text.cy, holds), en=_kept(text.en, holds))


def _kept(text: str, holds: re.Pattern[str]) -> str:
    return "\n".join(line for line in text.splitlines() if not holds.search(line))
