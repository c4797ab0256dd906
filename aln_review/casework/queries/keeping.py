"""Settings, half-typed text and the frame, as screens show them."""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.casework.belonging import Membership, membership
from aln_review.casework.core import Query, Work
from aln_review.casework.memory import PREFERENCES, Preferences, recall
from aln_review.domain.dispatch import LineState
from aln_review.domain.setting import Setting


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
    """What was typed on a screen and not saved before it was left, by field."""

    screen: str

    def run(self, work: Work) -> dict[str, str]:
        """Read the drafts."""
        return work.unit.drafts.all(self.screen)


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
