"""Versions of a profile that were kept: what stands in one is never rewritten."""

from __future__ import annotations

from aln_review.casework.core import Work
from aln_review.domain.profile import OnePageProfile


def kept_versions(work: Work, learner_id: str, words_id: str) -> tuple[OnePageProfile, ...]:
    """The kept versions of a learner's profile in which a statement stands."""
    return tuple(
        version
        for version in work.unit.profiles.where(learner_id=learner_id)
        if version.locked and any(item.words_id == words_id for item in version.items)
    )
