"""A school whose recordings are listened to: what is kept for one learner, and how."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from aln_review.casework.commands.sound import KeepSound, RemoveSound
from aln_review.casework.queries.learners import LearnerPage as LearnerQuery
from aln_review.domain.bilingual import Language
from aln_review.domain.document import Document
from tests.exchange.sounds import kept
from tests.ui.demo_desk import GWENLLIAN, DemoDesk
from tests.ui.sound_devices import FakeDevices


def sounds(school: DemoDesk) -> tuple[Document, ...]:
    return school.vault.ask(LearnerQuery(school.learner(GWENLLIAN))).sounds


def put(school: DemoDesk, seconds: float = 9.0, title: str = "Diwrnod da") -> Document:
    data, length = kept(seconds)
    learner = school.learner(GWENLLIAN)
    return school.vault.do(KeepSound(learner, data, length, "Gwenllian", title, Language.CY)).value


@contextmanager
def sounding(school: DemoDesk) -> Iterator[FakeDevices]:
    """Devices of the tests' own, and a learner without recordings when they are done."""
    found = FakeDevices()
    school.desk.audio = found
    yield found
    for sound in sounds(school):
        school.vault.do(RemoveSound(sound.id))
