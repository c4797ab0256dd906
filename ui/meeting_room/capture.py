"""Where what is said is caught: who said it, how, in which language, and the line itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from aln_review.domain.bilingual import Language
from aln_review.domain.words import Channel
from ui.meeting_room.chips import Voice, VoiceChip
from ui.meeting_room.line import CaptureLine
from ui.meeting_room.look import CHANNELS, face, height_of, paper
from ui.retranslate import Sayings, What, Words
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.boxes import FlowLayout, clear
from ui.widgets.buttons import Button, IconButton, PrimaryButton
from ui.widgets.choices import Segment
from ui.widgets.labels import IconLabel, Label
from ui.widgets.paint import box, painted, ring

WORKING, NOT_WORKING = "working", "not-working"
SHEET_PAD = 14
CROWD = 7
"""From so many people on, the chips have the whole line and their label is only spoken."""


class Capture(QWidget):
    """The panel at the foot of every sheet.

    ``said()`` when Enter or *Add* is pressed, ``typed()`` when the line changed by hand,
    ``voice_chosen()`` when another voice was chosen, ``letters_wanted()`` for the bar of letters.
    """

    said = Signal()
    typed = Signal()
    voice_chosen = Signal()
    letters_wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._sayings = Sayings(words)
        self._voices: tuple[Voice, ...] = ()
        self._chips: list[VoiceChip] = []
        self._chosen = 0
        self._before = 0
        self._small = False
        self._asks = True
        self._channel = Channel.SAID
        self._language = Language.CY
        self._build()
        self._bind()

    def _build(self) -> None:
        self.who = Label(Role.SMALL, Tone.MUTED, wrap=False)
        self.chips = QWidget()
        self._flow = FlowLayout(spacing=2)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.chips.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.chips.setSizePolicy(policy)
        self.how = IconButton(CHANNELS[Channel.SAID])
        self.tongue = Button("languages")
        self.letters = IconButton("keyboard")
        self.sides = Segment(WORKING, NOT_WORKING)
        self.sides.choose(WORKING)
        self.line = CaptureLine()
        self.add = PrimaryButton("", after="corner-down-left")
        self._top = QHBoxLayout()
        self._top.setSpacing(8)
        self._top.addWidget(self.who)
        self._top.addWidget(self.chips, 1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        frame = _LineFrame(self.line)
        for part in (self.sides, frame, self.letters, self.how, self.tongue, self.add):
            self._foot.addWidget(part, 1 if part is frame else 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SHEET_PAD, 5, SHEET_PAD, 12)
        layout.setSpacing(2)
        layout.addLayout(self._top)
        layout.addLayout(self._foot)
        self.back = IconLabel("history", Role.SMALL, Tone.TEAL)
        layout.addWidget(self.back)
        self.back.hide()
        self.sides.hide()
        say = self._sayings.say
        say(self.back.setText, "meeting.line_back")
        say(partial(self.sides.set_option, WORKING), "meeting.side_working")
        say(partial(self.sides.set_option, NOT_WORKING), "meeting.side_not_working")
        say(self.letters.setText, "letters.hint")
        say(self.line.setAccessibleName, "meeting.line_name")
        self._say_how()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _bind(self) -> None:
        self.typed.connect(self.back.hide)
        self.said.connect(self.back.hide)
        self.add.clicked.connect(self.said)
        self.line.entered.connect(self.said)
        self.line.textChanged.connect(self._typed)
        self.line.digit.connect(self._digit)
        self.line.put_back.connect(self._put_back)
        self.line.side.connect(self._side)
        self.letters.clicked.connect(self._letters)
        self.how.clicked.connect(self._choose_how)
        self.tongue.clicked.connect(self._other_tongue)
        self._words.switched.connect(self.retell)

    def retell(self) -> None:
        """Say everything again."""
        self._sayings.say_all()
        for chip in self._chips:
            chip.setText(self.name_of(chip.voice))
        self._say_how()

    def name_of(self, voice: Voice) -> str:
        """What the chip of a voice says."""
        return self._words.t(voice.label) if voice.label else voice.name

    def ask_for(self, who: What, hint: What, add: What, **facts: str) -> None:
        """What the panel is for on this sheet: label of the chips, hint in the line, button."""
        self._sayings.say(self.chips.setAccessibleName, who)
        self._sayings.say(self.who.setText, who)
        self._sayings.say(self.line.setPlaceholderText, hint, **facts)
        self._sayings.say(self.add.setText, add)

    def set_sides(self, shown: bool) -> None:
        """Whether the line asks which column."""
        self.sides.setVisible(shown)
        self.line.sides = shown

    def set_said_things(self, shown: bool) -> None:
        """Whether channel and language are asked: for what is said, not for names."""
        self._asks = shown
        self._show_how()

    def _show_how(self) -> None:
        self.how.setVisible(self._asks and not self._small)
        self.tongue.setVisible(self._asks and not self._small)
        self.letters.setVisible(not self._small)

    def set_small(self, small: bool) -> None:
        """The narrow form: only the chosen voice shows; pressing it lists the others."""
        if small is not self._small:
            self._small = small
            if small:
                self._top.removeWidget(self.chips)
                self._foot.insertWidget(0, self.chips, 0, Qt.AlignmentFlag.AlignVCenter)
                self._top.addWidget(self.sides)
                self._top.addStretch(1)
            else:
                self._foot.removeWidget(self.chips)
                self._top.takeAt(self._top.count() - 1)
                self._top.addWidget(self.chips, 1)
                self._foot.insertWidget(0, self.sides)
        self._show_how()
        self._mark()

    # Who

    def set_voices(self, voices: tuple[Voice, ...], chosen: int = -1) -> None:
        """Who may be chosen, in order; the first nine by number."""
        if voices == self._voices and chosen < 0:
            return
        keep = self.voice.participant_id if self._voices else ""
        self._voices = voices
        self.line.numbers = min(9, len(voices))
        clear(self._flow)
        self._chips = []
        for place, voice in enumerate(voices):
            chip = VoiceChip(place + 1 if place < 9 else 0, voice)
            chip.setText(self.name_of(voice))
            chip.clicked.connect(partial(self._press, place))
            self._flow.addWidget(chip)
            self._chips.append(chip)
        places = [p for p, v in enumerate(voices) if keep and v.participant_id == keep]
        self.choose(chosen if chosen >= 0 else (places[0] if places else 0))

    @property
    def voice(self) -> Voice:
        """Who is chosen."""
        return self._voices[self._chosen]

    @property
    def place(self) -> int:
        """Which of the voices is chosen, from 0."""
        return self._chosen

    @property
    def channel(self) -> Channel:
        """How it is said."""
        return self._channel

    @property
    def language(self) -> Language:
        """The language it is said in: the speaker's own unless another was pressed."""
        return self._language

    def choose(self, place: int) -> None:
        """Choose a voice; one that is not there chooses nobody else."""
        if not 0 <= place < len(self._voices):
            return
        self._chosen = place
        self._language = self.voice.language
        self._mark()
        self._say_how()
        self.voice_chosen.emit()

    def _mark(self) -> None:
        for place, chip in enumerate(self._chips):
            chip.setChecked(place == self._chosen)
            chip.setVisible(not self._small or place == self._chosen)
            chip.updateGeometry()
        self.who.setVisible(not self._small and len(self._chips) < CROWD)
        wide = QSizePolicy.Policy.Maximum if self._small else QSizePolicy.Policy.Expanding
        policy = self.chips.sizePolicy()
        policy.setHorizontalPolicy(wide)
        self.chips.setSizePolicy(policy)
        self.chips.updateGeometry()

    def _press(self, place: int) -> None:
        if self._small:
            self._list_voices()
            return
        self.choose(place)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list_voices(self) -> None:
        menu = QMenu(self)
        for place, voice in enumerate(self._voices):
            name = self.name_of(voice)
            label = f"{place + 1}  {name}" if place < 9 else name
            menu.addAction(label.replace("&", "&&")).triggered.connect(partial(self.choose, place))
        if self._asks:
            menu.addSeparator()
            menu.addMenu(self._channels(menu))
            other = self._words.t(f"shell.language_{self._language.other.value}")
            menu.addAction(
                self._words.t("meeting.language_said", language=other)
            ).triggered.connect(self._other_tongue)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.chips.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        self._mark()

    def _digit(self, number: int) -> None:
        self._before = self._chosen
        self.choose(number - 1)

    def _put_back(self) -> None:
        self.choose(self._before)

    def _side(self, working: bool) -> None:
        self.sides.choose(WORKING if working else NOT_WORKING)

    # How

    def _say_how(self) -> None:
        self.how.set_icon(CHANNELS[self._channel])
        self._sayings.say(self.how.setText, f"meeting.channel.{self._channel.value}")
        self._sayings.say(self.tongue.setText, f"shell.language_{self._language.value}")
        channel, tongue = self.how.text(), self.tongue.text()
        said = self._words.t("meeting.how_said", channel=channel)
        self.how.setAccessibleName(said)
        self.how.setToolTip(said)
        self.tongue.setAccessibleName(self._words.t("meeting.language_said", language=tongue))

    def _choose_how(self) -> None:
        menu = self._channels(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.how.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _channels(self, parent: QWidget) -> QMenu:
        menu = QMenu(self._words.t("meeting.how_said", channel=self.how.text()), parent)
        for channel in Channel:
            text = self._words.t(f"meeting.channel.{channel.value}")
            menu.addAction(text).triggered.connect(partial(self.set_channel, channel))
        return menu

    def set_channel(self, channel: Channel, *_: object) -> None:
        """How it is said, until another is chosen."""
        self._channel = channel
        self._say_how()

    def _other_tongue(self) -> None:
        self._language = self._language.other
        self._say_how()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _letters(self) -> None:
        self.letters_wanted.emit()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, _text: str) -> None:
        self.typed.emit()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """A white sheet."""
        tokens = current().tokens
        area = QRectF(self.rect()).adjusted(2, 1, -2, -5)
        paper(painter, area, QColor(tokens.surface), QColor(tokens.hairline), 14)


class _LineFrame(QWidget):
    """The box round the line; the only yellow ring on the screen."""

    def __init__(self, line: CaptureLine) -> None:
        super().__init__()
        self._line = line
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 12, 4)
        layout.addWidget(line)
        line.ringed.connect(self.update)
        self.setFocusProxy(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(max(current().target(), height_of(face(21)) + 28))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._measure()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A press beside the text is a press on it."""
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The box, the ring."""
        tokens = current().tokens
        area = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        box(painter, area, 8, tokens.surface, tokens.border)
        if self._line.hasFocus():
            ring(painter, area, 8)
