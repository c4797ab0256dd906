"""The rooms of the house: one table of pages, loaded when first opened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from aln_review.domain.setting import SettingKind

if TYPE_CHECKING:
    from ui.desk import Desk, Screen


@cache
def _there(module: str) -> bool:
    parent = module.rpartition(".")[0]
    return find_spec(parent) is not None and find_spec(module) is not None


class Chrome(StrEnum):
    """What of the window stands round a page."""

    FULL = "full"
    """Rail, top bar and status line."""
    PLAIN = "plain"
    """Product name and the two languages only: before a vault is open."""
    ALONE = "alone"
    """The page draws everything itself before a vault is open: setting up."""
    NONE = "none"
    """The page draws everything itself: the meeting room."""


@dataclass(frozen=True, slots=True)
class Room:
    """One page. ``section`` is the page of the rail item that is marked while it shows."""

    page: str
    factory: str
    """``module:Class`` of a :class:`ui.desk.Screen`."""
    section: str
    title: str
    """Message key."""
    chrome: Chrome = Chrome.FULL
    private: bool = False
    """Whether it is left out of pictures of the screen: keys and passphrases are in hand."""

    @property
    def module(self) -> str:
        """Where its screen is."""
        return self.factory.partition(":")[0]

    def built(self) -> bool:
        """Whether its module is there."""
        return _there(self.module)

    @property
    def keeps(self) -> bool:
        """Whether what is half-typed there may be kept: a vault is open, and no secret in hand."""
        return self.chrome in (Chrome.FULL, Chrome.NONE) and not self.private

    def make(self, desk: Desk) -> Screen:
        """Load the module and make the screen."""
        name = self.factory.partition(":")[2]
        screen: Screen = getattr(import_module(self.module), name)(desk)
        return screen


@dataclass(frozen=True, slots=True)
class RailItem:
    """One line of the rail; ``foot`` stands at its foot."""

    page: str
    icon: str
    title: str
    """Message key."""
    foot: bool = False


ROOMS = (
    Room("first-run", "ui.unlock.first_run:FirstRun", "", "shell.first_run", Chrome.ALONE, True),
    Room("unlock", "ui.unlock.unlock:Unlock", "", "shell.unlock", Chrome.PLAIN, True),
    Room("handover", "ui.handover.handover:HandoverPage", "", "shell.handover", Chrome.ALONE),
    Room(
        "ask-authority",
        "ui.handover.ask:AskAuthorityPage",
        "",
        "shell.ask_authority",
        Chrome.ALONE,
        private=True,
    ),
    Room("rotation", "ui.handover.rotation:RotationPage", "", "shell.rotation", Chrome.ALONE),
    Room("take-over", "ui.handover.take_over:TakeOverPage", "", "shell.take_over"),
    Room("today", "ui.today.today:Today", "today", "shell.today"),
    Room("learners", "ui.caseload.learners:Learners", "learners", "shell.learners"),
    Room("import", "ui.caseload.roll:ImportRoll", "learners", "shell.import"),
    Room("learner", "ui.learner.learner:LearnerPage", "learners", "shell.learner"),
    Room("sound", "ui.sound.record:RecordSound", "learners", "sound.new"),
    Room("learner-edit", "ui.learner.edit:EditLearner", "learners", "shell.learner"),
    Room("learner-photo", "ui.learner.photo:EditPhoto", "learners", "shell.learner"),
    Room("person-edit", "ui.learner.person:EditPerson", "learners", "shell.learner"),
    Room("event", "ui.learner.event:RecordEventPage", "learners", "shell.learner"),
    Room("plan-review", "ui.learner.plan_review:PlanReviewPage", "learners", "shell.learner"),
    Room("action", "ui.learner.action:ActionPage", "learners", "shell.learner"),
    Room("hold", "ui.keeping.hold:HoldScreen", "learners", "hold.title"),
    Room("disclosure", "ui.disclosure.disclosure:DisclosurePage", "learners", "disclosure.title"),
    Room("erase", "ui.keeping.erase:ErasePage", "learners", "erase.title"),
    Room("profile", "ui.profile.editor:ProfileEditor", "learners", "shell.profile"),
    Room("plan", "ui.plan.plan:PlanPage", "learners", "shell.plan"),
    Room("paper", "ui.paper.paper:PaperPage", "learners", "shell.paper"),
    Room("reviews", "ui.reviews.reviews:Reviews", "reviews", "shell.reviews"),
    Room("prepare", "ui.reviews.prepare:Prepare", "reviews", "shell.prepare"),
    Room("meeting", "ui.meeting_room.room:MeetingRoom", "reviews", "shell.meeting", Chrome.NONE),
    Room("after", "ui.reviews.after:After", "reviews", "shell.after"),
    Room("send", "ui.outbox.send:SendAndReceive", "send", "shell.send"),
    Room("desk", "ui.authority.desk:AuthorityDesk", "desk", "shell.desk"),
    Room("arrival", "ui.authority.arrival:ArrivalPage", "desk", "shell.arrival"),
    Room(
        "answer-help",
        "ui.authority.answer_help:AnswerHelpPage",
        "desk",
        "shell.answer_help",
        private=True,
    ),
    Room("register", "ui.authority.register:RegisterPage", "register", "shell.register"),
    Room("settings", "ui.settings.settings:SettingsPage", "settings", "shell.settings"),
    Room("term-dates", "ui.calendar.term_dates:TermDatesScreen", "settings", "shell.term_dates"),
    Room("keys", "ui.settings.keys:KeysPage", "settings", "shell.keys", private=True),
    Room("copies", "ui.settings.copies:CopiesPage", "settings", "shell.copies"),
    Room("restore", "ui.settings.restore:RestorePage", "settings", "shell.restore"),
    Room("salvage", "ui.unlock.salvage:SalvagePage", "", "shell.salvage", Chrome.PLAIN),
    Room("restore-first", "ui.settings.restore:RestorePage", "", "shell.restore", Chrome.PLAIN),
    Room("health", "ui.settings.health:HealthPage", "settings", "shell.health"),
    Room("keeping", "ui.keeping.keeping:KeepingPage", "settings", "shell.keeping"),
    Room("law", "ui.settings.law:LawPage", "settings", "shell.law"),
    Room("access-log", "ui.settings.log:AccessLogPage", "settings", "shell.access_log"),
    Room("help", "ui.help.help:HelpPage", "help", "shell.help"),
    Room("search", "ui.caseload.search:SearchPage", "", "shell.search"),
)

_FOOT = (
    RailItem("settings", "settings", "shell.settings", foot=True),
    RailItem("help", "circle-question-mark", "shell.help", foot=True),
)
_SETTING_RAIL = (
    RailItem("today", "sun", "shell.today"),
    RailItem("learners", "users", "shell.learners"),
    RailItem("reviews", "messages-square", "shell.reviews"),
    RailItem("send", "send", "shell.send"),
    *_FOOT,
)
_AUTHORITY_RAIL = (
    RailItem("desk", "inbox", "shell.desk"),
    RailItem("register", "contact", "shell.register"),
    RailItem("learners", "users", "shell.learners"),
    *_FOOT,
)


def room(page: str, rooms: tuple[Room, ...] = ROOMS) -> Room:
    """The room of a page.

    Raises:
        KeyError: no such page in the table.

    """
    for one in rooms:
        if one.page == page:
            return one
    raise KeyError(page)


def rail(kind: SettingKind, rooms: tuple[Room, ...] = ROOMS) -> tuple[RailItem, ...]:
    """The rail of a kind of setting: a role is another list, never another set of widgets."""
    items = _AUTHORITY_RAIL if kind is SettingKind.AUTHORITY else _SETTING_RAIL
    built = {one.page for one in rooms if one.built()}
    return tuple(item for item in items if item.page in built)


def home(kind: SettingKind) -> str:
    """The page that opens first."""
    return "desk" if kind is SettingKind.AUTHORITY else "today"
