"""What is done with a profile as a whole: shared, seen first, kept, pictured, printed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from aln_review.casework.commands.profiles import (
    LockProfile,
    ProfileIntoPlan,
    ProfileSeen,
    ShareProfile,
)
from aln_review.casework.queries.profiles import ProfileView
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from aln_review.domain.profile import Audience, OnePageProfile, ShareState
from aln_review.domain.words import MaySee
from ui.desk import Screen
from ui.profile.photo import PhotoDialog
from ui.profile.preview import Preview
from ui.profile.sharing import SharingCard
from ui.profile.versions import VersionsCard


class ProfileSteps(QObject):
    """Listens to the cards beneath the boards, and does what they ask."""

    def __init__(
        self, screen: Screen, sharing: SharingCard, versions: VersionsCard, preview: Preview
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._sharing = sharing
        self._versions = versions
        self._preview = preview
        self._view: ProfileView | None = None
        sharing.answered.connect(self._share)
        sharing.seen.connect(self._seen)
        sharing.into_plan.connect(self._ask_for_plan)
        versions.wanted.connect(self._open_version)
        versions.lock_wanted.connect(self._lock)

    def at(self, view: ProfileView) -> None:
        """Work on this profile: it is the one shown."""
        self._view = view
        said = [one for _, column in view.columns for one in column]
        kept_here = sum(one.may_see is MaySee.SETTING for one in said)
        self._sharing.show_for_plan(0 if self._screen.args.get("version") else kept_here)

    @property
    def _learner(self) -> str:
        return str(self._screen.args["learner"])

    def open_photo(self) -> None:
        """Choose a photograph, and say whether it may be shown."""
        if self._view is not None:
            desk = self._screen.desk
            around = self._screen.window()
            PhotoDialog(around, desk.words, desk.bridge, self._view.learner).open()

    def toggle_versions(self) -> None:
        """Show the versions, or put them away."""
        self._versions.setVisible(not self._versions.isVisible())
        if self._versions.isVisible():
            self._versions.take_focus()

    def _open_version(self, version_id: str) -> None:
        if version_id:
            self._screen.desk.open("profile", learner=self._learner, version=version_id)
        else:
            self.open_newest()

    def open_newest(self) -> None:
        """The one that can be written in."""
        self._screen.desk.open("profile", learner=self._learner)

    def open_paper(self) -> None:
        """The page as it is printed."""
        ref = str(self._screen.args.get("version", "")) or self._learner
        language = self._preview.language().value
        self._screen.desk.open("paper", kind="profile", ref=ref, language=language)

    def _lock(self) -> None:
        self._screen.do(LockProfile(self._learner))

    def _share(self, audience: Audience, state: ShareState, until: date | None) -> None:
        command = ShareProfile(self._learner, audience, state, until)
        self._screen.do(command, self._shared, self._not_shared)

    def _shared(self, _profile: OnePageProfile) -> None:
        self._sharing.kept()

    def _not_shared(self, error: AlnError) -> None:
        self._sharing.refused(Say(error.key, error.facts))

    def _ask_for_plan(self) -> None:
        """The learner is asked; only a yes widens anything."""
        if self._view is not None:
            self._screen.desk.host.ask(
                Say.of("profile.into_plan_ask", name=self._view.learner.shown),
                {"yes": "profile.into_plan_yes", "no": "shell.cancel"},
                self._answered_for_plan,
            )

    def _answered_for_plan(self, answer: str) -> None:
        if answer == "yes":
            self._screen.do(ProfileIntoPlan(self._learner), self._into_plan)

    def _into_plan(self, count: int) -> None:
        words = self._screen.words
        self._screen.desk.announce(words.n("profile.into_plan_done", count))

    def _seen(self) -> None:
        self._screen.do(ProfileSeen(self._learner))
