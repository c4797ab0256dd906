"""Words: written down as they were said, moved, corrected, taken away and brought back.

Whether words may be written in a review is the stage table's to say (``meeting/stages.py``).
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, replace
from typing import ClassVar

from aln_review.casework.commands.kept import kept_versions
from aln_review.casework.core import Command, Work
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import Refusal
from aln_review.domain.people import Perspective
from aln_review.domain.words import Channel, MaySee, Sheet, Side, Words
from aln_review.meeting.stages import may_record


@dataclass(frozen=True, slots=True)
class RecordWords(Command[Words]):
    """Write down one statement on a sheet of the wall.

    Raises:
        Refusal: nothing was said, or the review is not in a stage where words are written.

    """

    review_id: str
    sheet: Sheet
    text: str
    language: Language
    said_by: str
    perspective: Perspective
    side: Side = Side.NONE
    channel: Channel = Channel.SAID
    person_id: str = ""
    interpreted: bool = False

    def run(self, work: Work) -> Words:
        """Keep the statement at the end of its sheet."""
        review = work.unit.reviews.get(self.review_id)
        may_record(review)
        text = Text.of(self.text.strip(), self.language)
        if text.empty:
            raise Refusal("error.words.empty")
        side = self.side
        if self.sheet is Sheet.WORKING and side is Side.NONE:
            raise Refusal("error.words.which_side")
        words = Words(
            id=work.new_id(),
            learner_id=review.learner_id,
            text=text,
            said_by=self.said_by,
            perspective=self.perspective,
            recorded_by=work.setting.person,
            said_at=work.now,
            person_id=self.person_id,
            channel=self.channel,
            interpreted=self.interpreted,
            may_see=MaySee.MEETING,
            review_id=review.id,
            sheet=self.sheet,
            side=side,
            position=_last(work, review.learner_id, review.id, self.sheet),
        )
        work.unit.words.put(words)
        return words


@dataclass(frozen=True, slots=True)
class WordsChange(Command[Words]):
    """A change to one statement; ``LOGGED`` names it in the access log where that is owed."""

    LOGGED: ClassVar[str] = ""

    words_id: str

    def run(self, work: Work) -> Words:
        """Keep the changed statement."""
        changed = self.change(work.unit.words.get(self.words_id))
        work.unit.words.put(changed)
        if self.LOGGED:
            work.unit.log(self.LOGGED, changed.learner_id, changed.id)
        return changed

    @abstractmethod
    def change(self, words: Words) -> Words:
        """The statement as it should be."""


@dataclass(frozen=True, slots=True)
class EditWords(WordsChange):
    """Correct what was written down, or write its translation.

    Changing the original makes its translation stale; a translation never touches the original.
    Words that stand in a kept version of a profile are corrected in the profile room, where the
    copy is corrected and the kept version stays as it was.
    """

    LOGGED: ClassVar[str] = "words.changed"

    text: str
    language: Language

    def run(self, work: Work) -> Words:
        """Keep the changed statement.

        Raises:
            Refusal: it stands in a kept version of the learner's profile.

        """
        words = work.unit.words.get(self.words_id)
        changed = self.change(words)
        if changed.text != words.text and kept_versions(work, words.learner_id, words.id):
            raise Refusal("error.words.kept_in_profile")
        return WordsChange.run(self, work)

    def change(self, words: Words) -> Words:
        """Write the text.

        Raises:
            Refusal: nothing would be left.

        """
        text = words.text.with_(self.language, self.text.strip())
        if text.empty:
            raise Refusal("error.words.empty")
        return replace(words, text=text)


@dataclass(frozen=True, slots=True)
class CheckTranslation(WordsChange):
    """A reader has compared both languages and they agree."""

    def change(self, words: Words) -> Words:
        """Take the stale mark off."""
        return replace(words, text=words.text.checked())


@dataclass(frozen=True, slots=True)
class MoveWords(Command[Words]):
    """Put a card at ``index`` among the cards of a sheet and side."""

    words_id: str
    sheet: Sheet
    index: int
    side: Side = Side.NONE

    def run(self, work: Work) -> Words:
        """Renumber the sheet with the card in its new place."""
        words = work.unit.words.get(self.words_id)
        if self.sheet is Sheet.WORKING and self.side is Side.NONE:
            raise Refusal("error.words.which_side")
        side = self.side if self.sheet is Sheet.WORKING else Side.NONE
        there = [
            card
            for card in on_sheet(work, words, self.sheet)
            if card.side is side and card.id != words.id
        ]
        moved = replace(words, sheet=self.sheet, side=side)
        there.insert(max(0, min(self.index, len(there))), moved)
        for position, card in enumerate(there):
            if card.id == words.id:
                moved = replace(moved, position=position)
                work.unit.words.put(moved)
            elif card.position != position:
                work.unit.words.put(replace(card, position=position))
        return moved


@dataclass(frozen=True, slots=True)
class RemoveWords(WordsChange):
    """Take a card off the wall; undo brings it back."""

    LOGGED: ClassVar[str] = "words.removed"

    def change(self, words: Words) -> Words:
        """Mark the statement removed."""
        return replace(words, removed=True)


@dataclass(frozen=True, slots=True)
class RestoreWords(WordsChange):
    """Bring a removed card back where it stood."""

    LOGGED: ClassVar[str] = "words.restored"

    def change(self, words: Words) -> Words:
        """Clear the mark."""
        return replace(words, removed=False)


@dataclass(frozen=True, slots=True)
class EchoWords(WordsChange):
    """Somebody says so too: agreement is linked, never merged. A second time takes it back."""

    name: str

    def change(self, words: Words) -> Words:
        """Add or remove the name."""
        named = tuple(name for name in words.echoed_by if name != self.name)
        if len(named) == len(words.echoed_by):
            named = (*named, self.name)
        return replace(words, echoed_by=named)


def on_sheet(work: Work, beside: Words, sheet: Sheet) -> list[Words]:
    """The cards on one sheet of a card's review, in order, without those taken off."""
    cards = work.unit.words.where(
        learner_id=beside.learner_id, review_id=beside.review_id, sheet=sheet.value
    )
    return sorted((card for card in cards if not card.removed), key=_in_order)


def _in_order(card: Words) -> tuple[int, str]:
    return card.position, card.id


def _last(work: Work, learner_id: str, review_id: str, sheet: Sheet) -> int:
    """After every card of the sheet, whatever the computer's clock says."""
    last = work.unit.words.highest(
        "position", learner_id=learner_id, review_id=review_id, sheet=sheet.value
    )
    return 0 if last is None else last + 1
