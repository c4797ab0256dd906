"""Settings, half-typed text and the access log, as screens show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aln_review.casework.belonging import Membership, membership
from aln_review.casework.core import Query, Work
from aln_review.casework.memory import PREFERENCES, Preferences, recall
from aln_review.domain.dispatch import LineState
from aln_review.domain.setting import Setting
from aln_review.vault.access_log import Access


@dataclass(frozen=True, slots=True)
class SettingsView:
    """Who holds the vault and how they like the app."""

    setting: Setting
    preferences: Preferences
    membership: Membership


@dataclass(frozen=True, slots=True)
class SettingsPage(Query[SettingsView]):
    """What the settings page shows."""

    def run(self, work: Work) -> SettingsView:
        """Read the three."""
        held = recall(work.unit, PREFERENCES, Preferences, Preferences())
        return SettingsView(work.setting, held, membership(work))


@dataclass(frozen=True, slots=True)
class Drafts(Query[dict[str, str]]):
    """What was typed on a screen and not saved before the vault was locked, by field."""

    screen: str

    def run(self, work: Work) -> dict[str, str]:
        """Read the drafts."""
        return work.unit.drafts.all(self.screen)


@dataclass(frozen=True, slots=True)
class LogView:
    """The access log, newest first, whether its chain is whole, and names by learner's id."""

    lines: tuple[Access, ...]
    whole: bool
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AccessLog(Query[LogView]):
    """Who opened, printed, sent, changed and exported: one learner's lines, or all."""

    learner_id: str = ""
    limit: int = 500

    def run(self, work: Work) -> LogView:
        """Read and verify."""
        lines = tuple(reversed(work.unit.access_log(self.learner_id)))[: self.limit]
        found = (work.unit.learners.find(one) for one in {line.learner_id for line in lines} - {""})
        names = {learner.id: learner.name for learner in found if learner}
        return LogView(lines, work.unit.chain().whole, names)


@dataclass(frozen=True, slots=True)
class ShellView:
    """What the frame round every page shows."""

    setting: Setting
    preferences: Preferences
    waiting: int
    """Packages on their way or come back."""
    to_answer: int


@dataclass(frozen=True, slots=True)
class ShellPage(Query[ShellView]):
    """The frame: role and place, the queue to the authority."""

    def run(self, work: Work) -> ShellView:
        """Read and count."""
        lines = work.unit.outbox.all()
        going = (LineState.FROZEN, LineState.OFFERING)
        back = (LineState.RETURNED, LineState.REFUSED)
        return ShellView(
            setting=work.setting,
            preferences=recall(work.unit, PREFERENCES, Preferences, Preferences()),
            waiting=sum(line.state in going for line in lines),
            to_answer=sum(line.state in back and not line.erased_on for line in lines),
        )
