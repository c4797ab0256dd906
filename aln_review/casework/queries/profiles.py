"""The profile editor: three headings side by side, and how full the page is in each language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aln_review.casework.commands.profiles import current_profile
from aln_review.casework.core import Query, Work
from aln_review.casework.papers.profile import profile_paper, words_under
from aln_review.casework.queries.sound import sounds_of
from aln_review.domain.bilingual import Language
from aln_review.domain.document import Document
from aln_review.domain.learner import Learner
from aln_review.domain.people import Person
from aln_review.domain.profile import Heading, OnePageProfile
from aln_review.domain.words import MaySee, Words
from aln_review.reports.document import Fit
from aln_review.reports.profile_page import measure_profile

JULY = 7
"""The month a school year ends in; leave asked for in July or later runs to the next one."""


@dataclass(frozen=True, slots=True)
class ProfileView:
    """One learner's profile as it is being written."""

    learner: Learner
    profile: OnePageProfile
    columns: tuple[tuple[Heading, tuple[Words, ...]], ...]
    people: tuple[Person, ...]
    fits: tuple[tuple[Language, Fit], ...]
    versions: tuple[OnePageProfile, ...]
    untranslated: tuple[tuple[Language, int], ...]
    """How many statements have no text, or a stale one, in each language."""
    photo: bytes
    today: date
    share_until: date
    """When leave to share would end if nobody says otherwise: the end of the school year."""
    sounds: tuple[Document, ...] = ()
    """The learner's recordings, to be heard while their words are written down."""


@dataclass(frozen=True, slots=True)
class ProfilePage(Query[ProfileView]):
    """The newest profile and what it rests on."""

    learner_id: str
    version_id: str = ""

    def shows(self, answer: ProfileView) -> str:
        """The learner's."""
        return answer.learner.id

    def run(self, work: Work) -> ProfileView:
        """Read the profile and measure it in both languages."""
        learner = work.unit.learners.get(self.learner_id)
        profile = (
            work.unit.profiles.get(self.version_id)
            if self.version_id
            else current_profile(work, learner.id)
        )
        columns = tuple((heading, _shown(work, profile, heading)) for heading in Heading)
        everything = [words for _, column in columns for words in column]
        photo = b""
        if learner.photo_id:
            photo = work.unit.contents.get(learner.photo_id)
        paper = profile_paper(work, learner, profile)
        return ProfileView(
            learner=learner,
            profile=profile,
            columns=columns,
            people=tuple(work.unit.people.where(learner_id=learner.id)),
            fits=tuple(
                (language, measure_profile(paper, language, work.tools.catalogues[language]))
                for language in Language
            ),
            versions=tuple(
                sorted(work.unit.profiles.where(learner_id=learner.id), key=_version, reverse=True)
            ),
            untranslated=tuple(
                (language, sum(_lacks(words, language) for words in everything))
                for language in Language
            ),
            photo=photo,
            today=work.today,
            share_until=_end_of_year(work.today),
            sounds=sounds_of(work, learner.id),
        )


def _shown(work: Work, profile: OnePageProfile, heading: Heading) -> tuple[Words, ...]:
    """Statements of this room: a safeguarding note stands on the learner's own page alone."""
    under = words_under(work, profile, heading)
    return tuple(one for one in under if one.may_see is not MaySee.SAFEGUARDING)


def _end_of_year(today: date) -> date:
    year = today.year if today.month <= JULY - 1 else today.year + 1
    return date(year, JULY, 31)


def _version(profile: OnePageProfile) -> int:
    return profile.version


def _lacks(words: Words, language: Language) -> bool:
    missing = not words.text.get(language)
    return missing or (words.text.stale and language is not words.text.original)
