"""The one-page profile as a paper."""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.casework.commands.profiles import current_profile
from aln_review.casework.core import Query, Work
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.profile import Heading, OnePageProfile
from aln_review.domain.words import MaySee, Words
from aln_review.reports.document import PaperFile, ProfilePaper, Saying
from aln_review.reports.profile_page import profile_pdf

SHOWN_TO_ALL = (MaySee.PLAN, MaySee.MEETING, MaySee.SETTING)
"""A profile stays in the setting unless shared; the learner's private words never go on it."""


def words_under(work: Work, profile: OnePageProfile, heading: Heading) -> tuple[Words, ...]:
    """The statements under a heading, in order, without any taken away."""
    found = (work.unit.words.find(words_id) for words_id in profile.under(heading))
    return tuple(words for words in found if words is not None and not words.removed)


def profile_paper(work: Work, learner: Learner, profile: OnePageProfile) -> ProfilePaper:
    """The paper of one version of a profile."""
    boxes = {
        heading: tuple(
            _saying(words, heading)
            for words in words_under(work, profile, heading)
            if words.may_see in SHOWN_TO_ALL
        )
        for heading in Heading
    }
    setting = work.setting
    return ProfilePaper(
        name=learner.shown,
        shown=learner.shown,
        about=_about(learner, setting.name),
        motto=_motto(work, profile),
        admire=boxes[Heading.ADMIRE],
        important=boxes[Heading.IMPORTANT],
        support=boxes[Heading.SUPPORT],
        written_by=setting.person,
        written_on=profile.changed_at.date(),
        seen_first_on=profile.seen_first_on,
        sharing=profile.sharing,
    )


def _saying(words: Words, heading: Heading) -> Saying:
    """Praise carries its giver's name; the learner's own boxes are all the learner's."""
    praised = heading is Heading.ADMIRE or words.perspective is not Perspective.LEARNER
    return Saying(words.text, words.said_by if praised else "")


def _about(learner: Learner, setting: Text) -> Text:
    parts = [learner.class_name] if learner.class_name else []
    return Text.both(
        ", ".join([*parts, setting.read(Language.CY)]),
        ", ".join([*parts, setting.read(Language.EN)]),
        setting.original,
    )


def _motto(work: Work, profile: OnePageProfile) -> Text:
    for words in words_under(work, profile, Heading.SUPPORT):
        if words.perspective is Perspective.LEARNER:
            return words.text
    return Text()


@dataclass(frozen=True, slots=True)
class PrintProfile(Query[PaperFile]):
    """The newest profile, or one version of it, as a tagged PDF."""

    learner_id: str
    language: Language
    version_id: str = ""

    def run(self, work: Work) -> PaperFile:
        """Set the paper; the photograph goes on only if the learner agreed."""
        learner = work.unit.learners.get(self.learner_id)
        profile = (
            work.unit.profiles.get(self.version_id)
            if self.version_id
            else current_profile(work, learner.id)
        )
        photo = b""
        if learner.photo_id and learner.photo_agreed:
            photo = work.unit.contents.get(learner.photo_id)
        words = work.tools.catalogues[self.language]
        return profile_pdf(profile_paper(work, learner, profile), self.language, words, photo)
