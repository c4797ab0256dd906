"""The one-page profile: statements under three headings, who may have it, versions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import NAMESPACE_OID, uuid5

from aln_review.casework.commands.kept import kept_versions
from aln_review.casework.commands.marks import widen
from aln_review.casework.core import Command, Work
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import Refusal
from aln_review.domain.people import Perspective
from aln_review.domain.profile import (
    Audience,
    Heading,
    OnePageProfile,
    ProfileItem,
    ShareState,
    Sharing,
)
from aln_review.domain.words import Channel, MaySee, Sheet, Words

SHEET_OF = {
    Heading.ADMIRE: Sheet.ADMIRE,
    Heading.IMPORTANT: Sheet.NOW,
    Heading.SUPPORT: Sheet.SUPPORT,
}


def current_profile(work: Work, learner_id: str) -> OnePageProfile:
    """The newest version, or a first one not yet kept."""
    versions = work.unit.profiles.where(learner_id=learner_id)
    if versions:
        return max(versions, key=_version)
    return OnePageProfile(work.new_id(), learner_id, 1, work.now)


def _version(profile: OnePageProfile) -> int:
    return profile.version


def _open_version(work: Work, learner_id: str) -> OnePageProfile:
    """The version being written: a new one when the newest is locked."""
    profile = current_profile(work, learner_id)
    if profile.locked:
        return replace(
            profile, id=work.new_id(), version=profile.version + 1, locked=False, seen_first_on=None
        )
    return profile


def _keep(work: Work, profile: OnePageProfile) -> OnePageProfile:
    kept = replace(profile, changed_at=work.now)
    work.unit.profiles.put(kept)
    return kept


@dataclass(frozen=True, slots=True)
class AddToProfile(Command[Words]):
    """Write down a statement under a heading.

    Raises:
        Refusal: nothing was written.

    """

    learner_id: str
    heading: Heading
    text: str
    language: Language
    said_by: str
    perspective: Perspective
    channel: Channel = Channel.SAID
    person_id: str = ""
    interpreted: bool = False
    translation: str = ""

    def run(self, work: Work) -> Words:
        """Keep the words and put them last under the heading."""
        text = Text.of(self.text.strip(), self.language)
        if text.empty:
            raise Refusal("error.words.empty")
        text = text.with_(self.language.other, self.translation.strip())
        profile = _open_version(work, self.learner_id)
        words = Words(
            id=work.new_id(),
            learner_id=self.learner_id,
            text=text,
            said_by=self.said_by,
            perspective=self.perspective,
            recorded_by=work.setting.person,
            said_at=work.now,
            person_id=self.person_id,
            channel=self.channel,
            interpreted=self.interpreted,
            # Said to whoever sat with the learner: nobody outside the setting has heard it yet.
            may_see=MaySee.SETTING,
            sheet=SHEET_OF[self.heading],
        )
        work.unit.words.put(words)
        _keep(work, replace(profile, items=(*profile.items, ProfileItem(self.heading, words.id))))
        return words


@dataclass(frozen=True, slots=True)
class UseInProfile(Command[OnePageProfile]):
    """Put words said elsewhere, in a review for one, under a heading: nothing is retyped.

    Who may see them stays as it was; a paper for a reader who may not leaves them out.
    """

    words_id: str
    heading: Heading

    def run(self, work: Work) -> OnePageProfile:
        """Add the words last under the heading, once."""
        words = work.unit.words.get(self.words_id)
        profile = _open_version(work, words.learner_id)
        if any(item.words_id == words.id for item in profile.items):
            return profile
        return _keep(
            work, replace(profile, items=(*profile.items, ProfileItem(self.heading, words.id)))
        )


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said a statement, and how."""

    said_by: str
    perspective: Perspective
    person_id: str = ""
    channel: Channel = Channel.SAID


@dataclass(frozen=True, slots=True)
class ReviseInProfile(Command[Words]):
    """Correct a statement, its translation, or who said it.

    A kept version stays as it was: words that stand in one, or on a review's wall, are copied
    and the copy corrected, so that what was recorded then is never rewritten.
    """

    learner_id: str
    words_id: str
    text: str
    translation: str
    language: Language
    """The language it was said in."""
    speaker: Speaker

    def run(self, work: Work) -> Words:
        """Keep the correction and give the words that now stand on the profile.

        Raises:
            Refusal: nothing would be left, or the statement is not on the profile.

        """
        profile = _open_version(work, self.learner_id)
        here = {item.words_id for item in profile.items}
        copy = _copy_id(self.words_id, profile)
        words = work.unit.words.get(copy if copy in here else self.words_id)
        if words.id not in here:
            raise Refusal("error.profile.not_there")
        changed = self._changed(words)
        if changed == words:
            return words
        if words.review_id or _kept_elsewhere(work, profile, words.id):
            person = work.setting.person
            changed = replace(changed, id=copy, review_id="", recorded_by=person)
            items = tuple(
                replace(item, words_id=changed.id) if item.words_id == words.id else item
                for item in profile.items
            )
            profile = replace(profile, items=items)
        work.unit.words.put(changed)
        _keep(work, profile)
        work.unit.log("words.changed", words.learner_id, changed.id)
        return changed

    def _changed(self, words: Words) -> Words:
        said, translation = self.text.strip(), self.translation.strip()
        if not said:
            raise Refusal("error.words.empty")
        text = words.text
        if self.language is not text.original:
            text = Text.of(said, self.language)
        text = text.with_(self.language, said).with_(self.language.other, translation)
        return replace(
            words,
            text=text,
            said_by=self.speaker.said_by,
            perspective=self.speaker.perspective,
            person_id=self.speaker.person_id,
            channel=self.speaker.channel,
        )


def _copy_id(words_id: str, profile: OnePageProfile) -> str:
    """One copy of a statement for each version.

    A second correction, sent before the first was answered, finds it by the old words' id.
    """
    return str(uuid5(NAMESPACE_OID, f"{words_id}/{profile.id}"))


def _kept_elsewhere(work: Work, profile: OnePageProfile, words_id: str) -> bool:
    kept = kept_versions(work, profile.learner_id, words_id)
    return any(version.id != profile.id for version in kept)


@dataclass(frozen=True, slots=True)
class MoveInProfile(Command[OnePageProfile]):
    """Put a statement at ``index`` under a heading."""

    learner_id: str
    words_id: str
    heading: Heading
    index: int

    def run(self, work: Work) -> OnePageProfile:
        """Reorder the items."""
        profile = _open_version(work, self.learner_id)
        rest = [item for item in profile.items if item.words_id != self.words_id]
        if len(rest) == len(profile.items):
            raise Refusal("error.profile.not_there")
        under = [item for item in rest if item.heading is self.heading]
        others = [item for item in rest if item.heading is not self.heading]
        under.insert(max(0, min(self.index, len(under))), ProfileItem(self.heading, self.words_id))
        return _keep(work, replace(profile, items=(*others, *under)))


@dataclass(frozen=True, slots=True)
class RemoveFromProfile(Command[OnePageProfile]):
    """Take a statement off the profile. The words themselves are kept."""

    learner_id: str
    words_id: str

    def run(self, work: Work) -> OnePageProfile:
        """Remove the item."""
        profile = _open_version(work, self.learner_id)
        items = tuple(item for item in profile.items if item.words_id != self.words_id)
        return _keep(work, replace(profile, items=items))


@dataclass(frozen=True, slots=True)
class ShareProfile(Command[OnePageProfile]):
    """Record whether an audience may have the profile, and until when.

    Raises:
        Refusal: agreed without an end date, or with one that has passed.

    """

    learner_id: str
    audience: Audience
    state: ShareState
    until: date | None = None

    def run(self, work: Work) -> OnePageProfile:
        """Keep the answer."""
        if self.state is ShareState.AGREED and self.until is None:
            raise Refusal("error.profile.until_when")
        if self.until is not None and self.until < work.today:
            raise Refusal("error.profile.until_past", until=self.until)
        profile = _open_version(work, self.learner_id)
        answer = Sharing(self.audience, self.state, self.until)
        kept = [answer if s.audience is self.audience else s for s in profile.sharing]
        if self.audience not in {s.audience for s in profile.sharing}:
            kept.append(answer)
        work.unit.log("profile.sharing", self.learner_id, profile.id, self.audience.value)
        return _keep(work, replace(profile, sharing=tuple(kept)))


@dataclass(frozen=True, slots=True)
class ProfileIntoPlan(Command[int]):
    """The learner agrees that the profile goes with the plan: its section 1C.

    Only statements that the setting may see are widened; what is marked narrower stays so.
    """

    learner_id: str

    def run(self, work: Work) -> int:
        """Mark them; how many were marked."""
        profile = current_profile(work, self.learner_id)
        found = (work.unit.words.find(item.words_id) for item in profile.items)
        words = [one for one in found if one is not None]
        marked = [widen(work, one, MaySee.PLAN) for one in words]
        return sum(before != after for before, after in zip(words, marked, strict=True))


@dataclass(frozen=True, slots=True)
class ProfileSeen(Command[OnePageProfile]):
    """The learner, and a parent of a child, saw it before anyone else did."""

    learner_id: str

    def run(self, work: Work) -> OnePageProfile:
        """Keep today's date."""
        profile = _open_version(work, self.learner_id)
        return _keep(work, replace(profile, seen_first_on=work.today))


@dataclass(frozen=True, slots=True)
class LockProfile(Command[OnePageProfile]):
    """Keep this version as it is; the next change starts a new one.

    Raises:
        Refusal: nothing is on it.

    """

    learner_id: str

    def run(self, work: Work) -> OnePageProfile:
        """Lock the newest version."""
        profile = current_profile(work, self.learner_id)
        if not profile.items:
            raise Refusal("error.profile.empty")
        locked = replace(profile, locked=True)
        work.unit.profiles.put(locked)
        work.unit.log("profile.locked", self.learner_id, profile.id, str(profile.version))
        return locked
