"""Small things kept for the person at the desk: preferences, half-typed text, what was opened."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aln_review.casework.core import Command, T, Work
from aln_review.casework.memory import PREFERENCES, SETTING, Preferences, recall, remember
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal
from aln_review.domain.setting import Setting

TEXT_PERCENT = (100, 200)
IDLE_MINUTES = (1, 15)


@dataclass(frozen=True, slots=True)
class SavePreferences(Command[Preferences]):
    """Keep how this person likes the app; out-of-range figures are brought into range."""

    preferences: Preferences

    def run(self, work: Work) -> Preferences:
        """Keep them."""
        least, most = TEXT_PERCENT
        soonest, latest = IDLE_MINUTES
        kept = replace(
            self.preferences,
            text_percent=max(least, min(most, self.preferences.text_percent)),
            idle_minutes=max(soonest, min(latest, self.preferences.idle_minutes)),
        )
        remember(work.unit, PREFERENCES, kept)
        return kept


@dataclass(frozen=True, slots=True)
class UseLanguage(Command[Preferences]):
    """Keep the language the windows were switched to."""

    language: Language

    def run(self, work: Work) -> Preferences:
        """Keep it."""
        held = recall(work.unit, PREFERENCES, Preferences, Preferences())
        kept = replace(held, language=self.language)
        remember(work.unit, PREFERENCES, kept)
        return kept


@dataclass(frozen=True, slots=True)
class ShowLetters(Command[Preferences]):
    """Keep whether the bar of letters shows under the pages."""

    shown: bool

    def run(self, work: Work) -> Preferences:
        """Keep it."""
        held = recall(work.unit, PREFERENCES, Preferences, Preferences())
        kept = replace(held, letters=self.shown)
        remember(work.unit, PREFERENCES, kept)
        return kept


@dataclass(frozen=True, slots=True)
class SaveSetting(Command[Setting]):
    """Change the names of the setting or of the person. What kind it is stays.

    Raises:
        Refusal: a name is missing in either language.

    """

    setting: Setting

    def run(self, work: Work) -> Setting:
        """Keep it."""
        if not (self.setting.name.cy.strip() and self.setting.name.en.strip()):
            raise Refusal("error.setting.both_names")
        if not self.setting.person.strip():
            raise Refusal("error.person.no_name")
        kept = replace(self.setting, id=work.setting.id, kind=work.setting.kind)
        remember(work.unit, SETTING, kept)
        work.unit.log("setting.changed")
        return kept


@dataclass(frozen=True, slots=True)
class KeepDrafts(Command[None]):
    """Keep what was typed on one screen and not yet saved, encrypted: the line of a meeting."""

    screen: str
    texts: tuple[tuple[str, str], ...]
    """(field, text) pairs."""

    def run(self, work: Work) -> None:
        """Replace the screen's drafts."""
        work.unit.drafts.clear(self.screen)
        for name, text in self.texts:
            if text:
                work.unit.drafts.put(self.screen, name, text)


@dataclass(frozen=True, slots=True)
class WithDrafts(Command[T]):
    """Another command together with what is still half-typed, in one transaction.

    However a computer dies, a sentence is then either still in its field or on the record,
    and never in both.
    """

    command: Command[T]
    screen: str
    texts: tuple[tuple[str, str], ...] = ()

    def run(self, work: Work) -> T:
        """Carry it out and replace the screen's drafts."""
        value = self.command.run(work)
        KeepDrafts(self.screen, self.texts).run(work)
        return value


@dataclass(frozen=True, slots=True)
class NoteAccess(Command[None]):
    """Write into the access log that a paper was printed, saved or shown."""

    action: str
    """A key of the log: ``paper.printed``, ``paper.saved``, ``paper.shown``."""
    learner_id: str = ""
    subject: str = ""
    detail: str = ""

    def run(self, work: Work) -> None:
        """Add the line."""
        work.unit.log(self.action, self.learner_id, self.subject, self.detail)
