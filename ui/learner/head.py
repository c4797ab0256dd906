"""Who the learner is: photograph, name, language, who may be told, who speaks up for them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from aln_review.casework.queries.learners import LearnerView
from aln_review.casework.say import Say
from aln_review.domain.people import MayBeTold, Person, Perspective
from aln_review.domain.setting import SettingKind
from ui.caseload.sentences import Sentences
from ui.caseload.where import where
from ui.desk import Screen
from ui.retranslate import What
from ui.theme import RING
from ui.widgets import (
    Button,
    Glyph,
    Label,
    PhotoFrame,
    Role,
    SideBySide,
    Tone,
    column,
    line,
)
from ui.widgets.press import Press


class PhotoButton(Press):
    """The print, which opens the page where it is chosen."""

    RADIUS = 10.0

    def __init__(self) -> None:
        super().__init__()
        self.frame = PhotoFrame()
        self.frame.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = QVBoxLayout(self)
        box.setContentsMargins(RING, RING, RING, RING)
        box.addWidget(self.frame)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The print and the ring."""
        size = self.frame.sizeHint()
        return QSize(size.width() + 2 * RING, size.height() + 2 * RING)

    def draw(self, painter: QPainter) -> None:
        """The print draws itself."""


class Fact(QWidget):
    """One thing to know about the person: icon, what it is, and what it says."""

    def __init__(self, screen: Screen, icon: str, tone: Tone, title: str) -> None:
        super().__init__()
        self.title = screen.put(Label(Role.SMALL, Tone.MUTED), title)
        self.value = Sentences(screen.words)
        told = column(self.title, self.value, spacing=0, end=True)
        glyph = Glyph(icon, tone, 20, Role.SMALL)
        row = line(spacing=10)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)
        self.setLayout(row)


def _most_told(person: Person) -> tuple[int, str]:
    """Who may be told most comes first."""
    return -list(MayBeTold).index(person.may_be_told), person.name


class LearnerHead(QWidget):
    """The top of the learner's page."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._learner = ""
        self.photo = PhotoButton()
        self.name = Label(Role.DISPLAY)
        self.about = Sentences(screen.words, Role.BODY, Tone.MUTED)
        self.language = Fact(screen, "languages", Tone.TEAL, "learner.language")
        self.told = Fact(screen, "shield-check", Tone.BLUE, "learner.may_be_told")
        self.speaks = Fact(screen, "hand-heart", Tone.PLUM, "learner.speaks_up")
        self.edit = screen.put(Button("pencil"), "learner.edit")
        facts = SideBySide(
            self.language, self.told, self.speaks, shares=(26, 40, 26), least=36, below=4
        )
        top = SideBySide(
            column(self.name, self.about, spacing=0, end=True),
            self.edit,
            shares=(1, 0),
            least=26,
            below=6,
        )
        told = column(top, facts, spacing=6, end=True)
        photo = column(self.photo, spacing=0, end=True)
        box = line(photo, spacing=16)
        box.addLayout(told, 1)
        self.setLayout(box)
        self.edit.clicked.connect(self._edit)
        self.photo.clicked.connect(self._choose_photo)

    def show_learner(self, view: LearnerView) -> None:
        """Say who this is."""
        learner = view.learner
        self._learner = learner.id
        self.name.setText(learner.name)
        called = Say.of("learner.called", name=learner.called)
        self.about.tell(
            called if learner.called else "",
            where(learner.year, learner.class_name, ended=True),
            Say.many("learner.years_old", view.age),
        )
        language: What = learner.languages
        if learner.languages.empty:
            language = f"learner.in_{learner.language.value}"
        self.language.value.tell(language)
        self._tell_who(view)
        self._screen.say(self.photo.frame.setText, "learner.photo_choice", name=learner.shown)
        self._screen.say(self.photo.setText, "learner.photo_of", name=learner.shown)

    def _tell_who(self, view: LearnerView) -> None:
        told = [
            Say.of(f"person.told_short.{person.may_be_told.value}", name=person.shown)
            for person in sorted(view.people, key=_most_told)
            if person.perspective is Perspective.FAMILY
            and person.may_be_told is not MayBeTold.ONLY_WHAT_IS_AGREED
        ]
        if view.kind is SettingKind.COLLEGE:
            self._screen.say(self.told.title.setText, "learner.decides")
            self.told.value.tell(Say.of("learner.decides_self", name=view.learner.shown), *told)
        else:
            self.told.value.tell(*told or ("learner.told_agreed_only",))
        speaks = [Say.of("learner.speaks", name=p.shown) for p in view.people if p.speaks_up]
        self.speaks.value.tell(*speaks or ("learner.speaks_self",))

    def show_photo(self, data: bytes) -> None:
        """The photograph, or the blank print until one is chosen."""
        image = QImage()
        if data:
            image = QImage.fromData(data)
        self.photo.frame.set_image(image)

    def _edit(self) -> None:
        self._screen.desk.open("learner-edit", learner=self._learner)

    def _choose_photo(self) -> None:
        self._screen.desk.open("learner-photo", learner=self._learner)
