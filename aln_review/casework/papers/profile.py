"""The one-page profile as a paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aln_review.casework.commands.profiles import current_profile
from aln_review.casework.core import Query, Work
from aln_review.casework.papers.seen import made_for, photo_for
from aln_review.domain.audience import SETTING, Audience
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.profile import Heading, OnePageProfile
from aln_review.domain.wales import day_in_wales
from aln_review.domain.words import Words
from aln_review.reports.document import PaperFile, ProfilePaper, Saying
from aln_review.reports.profile_page import profile_pdf


def words_under(work: Work, profile: OnePageProfile, heading: Heading) -> tuple[Words, ...]:
    """The statements under a heading, in order, without any taken away.

    A kept version holds what it held: taking a card off a wall later takes nothing off it.
    """
    found = [work.unit.words.find(words_id) for words_id in profile.under(heading)]
    words = [one for one in found if one is not None]
    if profile.locked:
        return tuple(replace(one, removed=False) for one in words)
    return tuple(one for one in words if not one.removed)


def profile_paper(
    work: Work, learner: Learner, profile: OnePageProfile, audience: Audience = SETTING
) -> ProfilePaper:
    """The paper of one version of a profile, built up from what its reader may see."""
    seen = {
        heading: [one for one in words_under(work, profile, heading) if audience.may_read(one)]
        for heading in Heading
    }
    boxes = {
        heading: tuple(_saying(one, heading) for one in words) for heading, words in seen.items()
    }
    setting = work.setting
    return ProfilePaper(
        name=learner.shown,
        shown=learner.shown,
        about=_about(learner, setting.name),
        motto=_motto(seen[Heading.SUPPORT]),
        admire=boxes[Heading.ADMIRE],
        important=boxes[Heading.IMPORTANT],
        support=boxes[Heading.SUPPORT],
        written_by=setting.person,
        written_on=day_in_wales(profile.changed_at),
        seen_first_on=profile.seen_first_on,
        sharing=profile.sharing,
        made_for=made_for(learner, audience),
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


def _motto(support: Sequence[Words]) -> Text:
    for words in support:
        if words.perspective is Perspective.LEARNER:
            return words.text
    return Text()


@dataclass(frozen=True, slots=True)
class PrintProfile(Query[PaperFile]):
    """The newest profile, or one version of it, as a tagged PDF."""

    learner_id: str
    language: Language
    version_id: str = ""
    audience: Audience = SETTING

    def run(self, work: Work) -> PaperFile:
        """Set the paper; the photograph goes on only if the learner agreed."""
        learner = work.unit.learners.get(self.learner_id)
        profile = (
            work.unit.profiles.get(self.version_id)
            if self.version_id
            else current_profile(work, learner.id)
        )
        photo = photo_for(work, learner, self.audience)
        words = work.tools.catalogues[self.language]
        paper = profile_paper(work, learner, profile, self.audience)
        return profile_pdf(paper, self.language, words, photo)
