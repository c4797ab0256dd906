"""Recording a learner's own voice, or taking a recording in from a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from aln_review.casework.commands.sound import DescribeSound, KeepSound, RemoveSound
from aln_review.casework.queries.learners import LearnerPage, LearnerView
from aln_review.casework.say import Say
from aln_review.casework.sound_file import Sound, prepare, read_sound
from aln_review.domain.document import Document
from aln_review.domain.errors import AlnError
from ui.learner.form import FormScreen
from ui.retranslate import What
from ui.sound.bar import PlayBar
from ui.sound.level import Level
from ui.sound.player import Player
from ui.sound.recorder import Recorder
from ui.widgets import Button, FlowLayout, IconLabel, LineField, Role, Toggle, Tone

ENDINGS = "*.m4a *.mp3 *.wav *.ogg *.opus *.oga *.flac *.aac *.mp4 *.webm *.weba *.mka *.3gp *.amr"
PATIENCE = 20
"""Minutes without a key for which a recording goes on behind the private face."""


class RecordSound(FormScreen):
    """Opened for ``learner``; ``sound`` says which recording is described afresh."""

    KEEP = "sound.keep"

    def fields(self) -> None:
        """What it is about and who is heard; agreeing, recording, hearing it again."""
        self._sound: Document | None = None
        self._new = False
        self.recorder, self.player = Recorder(self), Player(self)
        self.about = LineField("about", limit=120)
        self.who = LineField("who", limit=80)
        self.say(self.about.setText, "sound.field.about")
        self.say(self.about.setHint, "sound.hint.about")
        self.say(self.who.setText, "sound.field.who")
        self.agreed = Toggle()
        self.record = self.put(Button("mic"), "sound.record")
        self.stop = self.put(Button("square"), "sound.stop")
        self.choose = self.put(Button("file-music"), "sound.choose")
        self.reading = self.put(IconLabel("loader", Role.BODY, Tone.MUTED), "sound.reading")
        self.level = Level()
        self.put(self.level.now, "sound.recording")
        self.put(self.level.silent, "sound.silent")
        self.safe = IconLabel("circle-check", Role.STRONG, Tone.GREEN)
        self.original = self.put(IconLabel("info", Role.SMALL, Tone.MUTED), "sound.original")
        self.bar = PlayBar(self, self.player)
        ways = QWidget()
        ways.setLayout(FlowLayout(self.record, self.choose, spacing=10))
        self._ways = ways
        for part in (self.agreed, ways, self.reading, self.level, self.stop, self.safe, self.bar):
            self.card.add(part if part is not self.stop else FlowLayout(self.stop))
        for part in (self.original, self.about, self.who):
            self.card.add(part)
        self.throw = self.put(Button("trash-2"), "sound.throw")
        self.buttons.addWidget(self.throw)
        self._show_state()

    def bind(self) -> None:
        """Agreeing opens both ways; recording ends by hand, by the clock, or with the page."""
        super().bind()
        self.agreed.toggled.connect(self._show_state)
        self.record.clicked.connect(self._record)
        self.stop.clicked.connect(self.recorder.stop)
        self.choose.clicked.connect(self._choose)
        self.throw.clicked.connect(self._ask_to_throw)
        self.recorder.heard.connect(self.level.show_heard)
        self.recorder.kept.connect(self._kept_more)
        self.recorder.ended.connect(self._ended)

    def show_for(self, **args: object) -> None:
        """An empty page, or the recording there is."""
        self.desk.bridge.run(prepare)
        self.ask(LearnerPage(str(args["learner"])), self._show)

    def title(self) -> What:
        """Another recording, or what is known of one."""
        return "sound.change" if self.args.get("sound") and not self._new else "sound.new"

    def first_focus(self) -> QWidget | None:
        """The learner's answer, or what it is about."""
        return self.about if self.args.get("sound") else self.agreed

    def _show(self, view: LearnerView) -> None:
        name = view.learner.shown
        self.say(self.heading.setText, Say.of("sound.of", name=name))
        self.say(self.hint.setText, Say.of("sound.whose", name=name))
        self.say(self.agreed.setText, Say.of("sound.agreed", name=name))
        self.name_learner(view.learner.name)
        wanted = self.args.get("sound")
        held = next((one for one in view.sounds if one.id == wanted), None)
        if held is not None and self._sound is None:
            self._sound = held
            self.about.set_value(held.title.said)
            self.who.set_value(held.author)
        elif not self.who.value():
            self.who.set_value(name)
        self._show_state()

    # Recording, and files

    def _record(self) -> None:
        self.level.begin()
        self.recorder.start(str(self.args["learner"]))
        self._show_state()
        if self.recorder.recording:
            self.desk.announce(self.words.t("sound.recording"))
            self.stop.setFocus()

    def _kept_more(self, sound: Document) -> None:
        self._hold(sound)
        self._show_state()

    def _hold(self, sound: Document) -> None:
        self._new = self._new or self._sound is None
        self._sound = sound
        # Whoever comes back after a lock finds it here.
        self.args = {**self.args, "sound": sound.id}

    def _ended(self) -> None:
        self.desk.announce(self.words.t("sound.stopped"))
        self._show_state()
        self.about.take_focus()

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.words.t("sound.choose"), str(Path.home()))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{self.words.t('sound.files')} ({ENDINGS})")
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def take(self, path: str) -> None:
        """Read the sound at a path, away from the window's thread."""
        self.reading.show()
        self._ways.setEnabled(False)
        self.desk.bridge.run(partial(read_sound, Path(path)), self._read, self._not_read)

    def _read(self, sound: Sound) -> None:
        command = KeepSound(str(self.args["learner"]), sound.data, sound.length)
        self.do(command, self._taken, self._not_read)

    def _taken(self, sound: Document) -> None:
        self._ways.setEnabled(True)
        self._hold(sound)
        self._show_state()
        self.original.show()
        self.about.take_focus()

    def _not_read(self, error: AlnError) -> None:
        self._ways.setEnabled(True)
        self._show_state()
        self.desk.say_error(error)

    def _show_state(self, *_: object) -> None:
        recording, sound = self.recorder.recording, self._sound
        begun = recording or sound is not None
        self.agreed.setVisible(not begun)
        self._ways.setVisible(not begun)
        for way in (self.record, self.choose):
            way.setEnabled(self.agreed.isChecked())
        self.reading.hide()
        self.level.setVisible(recording)
        self.stop.setVisible(recording)
        self.original.hide()
        self.safe.setVisible(sound is not None and not self.recorder.waits)
        self.say(self.safe.setText, "sound.safe_so_far" if recording else "sound.safe")
        self.bar.setVisible(sound is not None and not recording)
        if sound is not None:
            self.bar.show_sound(sound)
        self.keep_button.setEnabled(sound is not None)
        self.throw.setVisible(self._new and sound is not None and not recording)
        # What was said is kept whichever way the page is left: there is nothing to cancel.
        self.cancel.setVisible(not (recording or self._new))

    # Keeping, and throwing away

    def keep(self) -> None:
        """Keep what it is about; what was said has been kept already."""
        self.recorder.stop()
        if self.recorder.waits:
            self.recorder.retry()
            return
        command = self._described()
        if command is None:
            self.desk.back()
        else:
            self.hand_over(command, self._kept_all)

    def _kept_all(self, sound: Document) -> None:
        self._sound = sound
        self.kept(sound)

    def _described(self) -> DescribeSound | None:
        """What was written of it, unless that is what is known of it already."""
        held = self._sound
        if held is None:
            return None
        if (self.about.value().strip(), self.who.value().strip()) == (held.title.said, held.author):
            return None
        language = self.words.language if held.title.empty else held.title.original
        return DescribeSound(held.id, self.who.value(), self.about.value(), language)

    def _ask_to_throw(self) -> None:
        self.player.pause()
        choices = {"throw": "sound.throw", "stay": "shell.cancel"}
        self.desk.host.ask("sound.throw_ask", choices, self._throw)

    def _throw(self, chosen: str) -> None:
        if chosen == "throw" and self._sound is not None:
            sound, self._sound = self._sound, None
            self.do(RemoveSound(sound.id), self.kept, partial(self._not_thrown, sound))

    def _not_thrown(self, sound: Document, error: AlnError) -> None:
        self._sound = sound
        self.desk.say_error(error)

    # The page itself

    @property
    def unsaved(self) -> bool:
        """What is written of a recording is kept with it, whichever way the page is left."""
        return super().unsaved and self._sound is None

    def patience(self) -> int:
        """A child who is speaking is not cut off because nobody types."""
        return PATIENCE if self.recorder.recording else 0

    def leave(self) -> None:
        """Whatever was said is kept, and what was written of it."""
        self.player.pause()
        self.recorder.stop()
        # What is still on its way into the vault is followed by the rest.
        self.desk.bridge.flush()
        command = self._described()
        if command is not None and self.desk.bridge.is_writable:
            self.do(command)
