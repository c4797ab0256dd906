"""Pictures of one learner's page, tab by tab, and of the pages that ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from aln_review.casework.commands.marks import NoteSafeguarding
from aln_review.casework.commands.sound import KeepSound
from aln_review.casework.core import Casework
from aln_review.casework.queries.learners import Caseload, LearnerPage
from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from tests.exchange.sounds import kept, tone
from tests.shots import Scene
from tests.ui.sound_devices import FakeDevices
from ui.desk import Screen
from ui.learner.marks import SafeguardingCard
from ui.sound.bar import PlayBar
from ui.sound.record import RecordSound
from ui.widgets import ScrollPage

ELIN = "Elin Haf Prydderch"
Args = Mapping[str, object]


def _id(vault: Casework, name: str) -> str:
    rows = vault.ask(Caseload()).rows
    return next((row.id for row in rows if row.name == name), rows[0].id)


def _learner(name: str, tab: str, vault: Casework) -> Args:
    return {"learner": _id(vault, name), "tab": tab}


def _only(name: str, vault: Casework) -> Args:
    return {"learner": _id(vault, name)}


def _person(vault: Casework) -> Args:
    learner = _id(vault, ELIN)
    people = vault.ask(LearnerPage(learner)).people
    return {"learner": learner, "person": people[0].id}


def _action(vault: Casework) -> Args:
    learner = _id(vault, ELIN)
    review, action = vault.ask(LearnerPage(learner)).actions[0]
    return {"learner": learner, "review": review, "action": action.id}


def _concern(_vault: Casework) -> Args:
    return {"kind": "concern_raised"}


def _text(text: str, _vault: Casework) -> Args:
    return {"text": text}


def _tab(tab: str) -> Callable[[Casework], Args]:
    return partial(_learner, ELIN, tab)


def _noted(vault: Casework) -> Args:
    """A learner about whom a note was written."""
    learner = _id(vault, ELIN)
    text = "Dywedodd Elin yn ystod amser cinio ei bod yn poeni am fynd adref."
    vault.do(NoteSafeguarding(learner, text, Language.CY))
    return {"learner": learner, "tab": "marks"}


def _reveal(screen: Screen) -> None:
    """Open the door of the notes."""
    for card in screen.findChildren(SafeguardingCard):
        card.open_notes.click()


def _sounding(vault: Casework) -> Args:
    """A learner with two recordings, one of them without a title."""
    learner = _id(vault, ELIN)
    for seconds, title in ((74.0, ""), (31.0, "Sut beth yw diwrnod da")):
        data, length = kept(seconds)
        vault.do(KeepSound(learner, data, length, "Elin" if title else "", title, Language.CY))
    return {"learner": learner, "tab": "profile"}


def _one_sound(vault: Casework) -> Args:
    learner = str(_sounding(vault)["learner"])
    return {"learner": learner, "sound": vault.ask(LearnerPage(learner)).sounds[0].id}


def _listen(screen: Screen) -> None:
    """Down to the recordings, one of them half heard."""
    screen.desk.audio = FakeDevices()
    for bar in screen.findChildren(PlayBar)[:1]:
        bar.seek.setValue(12)
        bar.seek.sliderMoved.emit(12)
        bar.press.click()
        screen.findChildren(ScrollPage)[0].ensureWidgetVisible(bar, 0, 200)


def _speak(silent: bool, screen: Screen) -> None:
    """A microphone is spoken into, or is off."""
    assert isinstance(screen, RecordSound)
    devices = FakeDevices()
    screen.desk.audio = devices
    screen.agreed.setChecked(True)
    screen.record.click()
    devices.microphones[0].speak(tone(7.3, loud=0.0 if silent else 0.4))


SCENES = (
    *(
        Scene(f"learner-{tab}", "learner", _tab(tab))
        for tab in (
            "overview",
            "profile",
            "reviews",
            "plan",
            "actions",
            "papers",
            "people",
            "marks",
            "history",
        )
    ),
    Scene("learner-safeguarding", "learner", _noted, _reveal),
    Scene("learner-new", "learner", partial(_learner, "Gwenllian Morus", "overview")),
    Scene(
        "learner-college",
        "learner",
        partial(_learner, "Rhodri Ellis", "people"),
        setting=SettingKind.COLLEGE,
    ),
    Scene("learner-edit", "learner-edit", partial(_only, ELIN)),
    Scene("learner-photo", "learner-photo", partial(_only, ELIN)),
    Scene("learner-sounds", "learner", _sounding, _listen),
    Scene("profile-listening", "profile", _sounding),
    Scene("sound-new", "sound", partial(_only, ELIN)),
    Scene("sound-recording", "sound", partial(_only, ELIN), partial(_speak, False)),
    Scene("sound-silent", "sound", partial(_only, ELIN), partial(_speak, True)),
    Scene("sound-change", "sound", _one_sound),
    Scene("person-edit", "person-edit", _person),
    Scene("event", "event", partial(_only, ELIN)),
    Scene("event-concern", "event", _concern),
    Scene("plan-review", "plan-review", partial(_only, ELIN)),
    Scene("action", "action", _action),
    Scene("search", "search", partial(_text, "gwen")),
)
