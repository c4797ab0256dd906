"""The profile: three headings side by side, the page it makes, and who may have it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from aln_review.casework.commands.profiles import AddToProfile, ReviseInProfile
from aln_review.casework.commands.words import CheckTranslation
from aln_review.casework.papers.profile import PrintProfile
from aln_review.casework.queries.profiles import ProfilePage, ProfileView
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from aln_review.domain.profile import Heading
from aln_review.domain.words import Words as Said
from aln_review.reports.document import PaperFile
from ui.chrome.order import bring_into_view
from ui.desk import Crumb, Screen
from ui.profile.board import Board, level
from ui.profile.moves import Moves
from ui.profile.preview import Preview, summary
from ui.profile.sharing import SharingCard
from ui.profile.steps import ProfileSteps
from ui.profile.versions import VersionsCard
from ui.profile.writing import SayingEditor, Written
from ui.sound.listen import Listen
from ui.widgets import (
    Button,
    Card,
    FlowLayout,
    IconLabel,
    Label,
    PhotoFrame,
    PrimaryButton,
    Role,
    ScrollPage,
    SideBySide,
    TextButton,
    Tone,
    column,
    line,
)

REST = 250
"""Milliseconds after the last change before the page is drawn afresh."""


class ProfileEditor(Screen):
    """Everything is saved as it is written; the page beside it follows."""

    KINDS = frozenset({"profiles", "words", "learners", "people"})

    def build(self) -> None:
        """Who it is, the boards, the page, who may see it, the versions."""
        self._view: ProfileView | None = None
        self._editor: SayingEditor | None = None
        self._heading, self._focus_next = Heading.ADMIRE, ""
        self.photo = PhotoFrame()
        self.heading, self.summary = Label(Role.DISPLAY), Label(Role.BODY, Tone.MUTED)
        self.moves, self.picture = Moves(self), self.put(Button("camera"), "profile.photo")
        self.history = self.put(Button("history"), "profile.versions")
        self.print = self.put(PrimaryButton("printer"), "profile.print")
        self.kept = IconLabel("lock", Role.STRONG, Tone.SLATE)
        self.newest = self.put(TextButton("arrow-right"), "profile.to_newest")
        self.locked = Card(self.kept, band=Tone.SLATE)
        self.locked.add(self.newest)
        self.locked.hide()
        self.boards = {heading: Board(heading, self.words) for heading in Heading}
        self.sharing, self.listen = SharingCard(self.words), Listen(self)
        self.versions = VersionsCard(self.words)
        self.versions.hide()
        self.preview = Preview(self.words)
        self.steps = ProfileSteps(self, self.sharing, self.versions, self.preview)
        self._lay_out()
        self._timer, self._level, self._seen = QTimer(self), QTimer(self), QTimer(self)
        for soon, wait in ((self._timer, REST), (self._level, 0), (self._seen, 0)):
            soon.setSingleShot(True)
            soon.setInterval(wait)

    def _lay_out(self) -> None:
        self.page = ScrollPage()
        self.side = ScrollPage(margin=0)
        buttons = FlowLayout(self.picture, self.history, self.print, spacing=10)
        names = column(self.heading, self.summary, spacing=0)
        head = line(self.photo, SideBySide(names, buttons, shares=(1, 0), least=44), spacing=14)
        for part in (head, self.locked, self.listen, self.moves.bar):
            self.page.add(part)
        self.page.add(SideBySide(*self.boards.values(), least=40, spacing=12, below=12))
        for part in (self.versions, self.sharing):
            self.page.add(part)
        self._preview_in = self.side
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.page, 1)
        self._box.addWidget(self.side)
        self.side.add(self.preview)
        self.side.body.setContentsMargins(0, 4, 24, 18)

    def bind(self) -> None:
        """Boards, buttons, the question of sharing, the timer of the page."""
        for board in self.boards.values():
            board.add_wanted.connect(self.start_adding)
            board.edit_wanted.connect(self.start_editing)
            board.moved.connect(self.moves.nudge)
            board.sent_over.connect(self.moves.send_over)
            board.removed.connect(self.moves.take_off)
        self.print.clicked.connect(self.steps.open_paper)
        self.picture.clicked.connect(self.steps.open_photo)
        self.history.clicked.connect(self.steps.toggle_versions)
        self.newest.clicked.connect(self.steps.open_newest)
        self.moves.placed.connect(self._placed)
        self.preview.language_chosen.connect(self._draw_page)
        self._timer.timeout.connect(self._draw_page)
        self._level.timeout.connect(self._level_headings)
        self._seen.timeout.connect(self._bring_editor)
        for keys, slot in (("Ctrl+P", self.steps.open_paper), ("Ctrl+Z", self.moves.bring_back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_for(self, **args: object) -> None:
        """``learner`` is whose; ``version`` an earlier profile's id to look at."""
        query = ProfilePage(str(args["learner"]), str(args.get("version", "")))
        self.ask(query, self._show)

    def crumbs(self) -> tuple[Crumb, ...]:
        """The learner, then the profile."""
        if self._view is None:
            return ()
        learner = self._view.learner
        name = Say.of("paper.crumb", name=learner.name)
        return Crumb(name, "learner", {"learner": learner.id}), Crumb("shell.profile")

    def reflow(self, columns: int, small: bool) -> None:
        """The page stands beside the boards where there is room, and beneath them otherwise."""
        beside = columns >= 3 and not small
        self.side.setVisible(beside)
        self.side.setFixedWidth(round(19.4 * self.desk.theme.em))
        target = self.side if beside else self.page
        if target is not self._preview_in:
            self._preview_in = target
            target.add(self.preview)

    def first_focus(self) -> QWidget | None:
        """The top of the page."""
        return self.print

    @property
    def _read_only(self) -> bool:
        """An earlier version is looked at, never written in."""
        return bool(self.args.get("version"))

    def retranslate(self) -> None:
        """Headings take other lines in the other language."""
        super().retranslate()
        self._level.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Headings take other lines at another width."""
        super().resizeEvent(event)
        self._level.start()

    def _level_headings(self) -> None:
        level(tuple(self.boards.values()))

    def _show(self, view: ProfileView) -> None:
        first = self._view is None
        self._view = view
        self.moves.at(view)
        self.steps.at(view)
        name, profile = view.learner.shown, view.profile
        self.say(self.heading.setText, "profile.heading", name=name)
        self.say(self.summary.setText, summary(view))
        self.say(self.photo.setText, "profile.photo_caption", name=name)
        self.photo.set_image(QImage.fromData(view.photo) if view.photo else QImage())
        self.picture.setVisible(not self._read_only)
        self.locked.setVisible(self._read_only or profile.locked)
        self.newest.setVisible(self._read_only)
        key = "profile.kept_version" if self._read_only else "profile.kept_newest"
        self.say(self.kept.setText, key, version=profile.version, next=profile.version + 1)
        self.listen.show_sounds(view.sounds)
        self._show_boards()
        self.sharing.show_profile(profile, name, view.today, view.share_until)
        self.sharing.setEnabled(not self._read_only)
        self.versions.show_versions(view.versions, profile, view.today)
        self.preview.show_view(view)
        self.crumbs_changed.emit()
        if first:
            self._draw_page()
        else:
            self._timer.start()

    def _show_boards(self) -> None:
        if self._view is None:
            return
        for heading, said in self._view.columns:
            here: tuple[str, QWidget] | None = None
            if self._editor is not None and heading is self._heading:
                here = (self._editor.words_id, self._editor)
            self.boards[heading].show_said(said, here, locked=self._read_only)
        if self._editor is not None and self._editor.words_id:
            found = self.moves.find(self._editor.words_id)
            if found is not None:
                self._editor.show_said(found)
        if self._focus_next:
            card = self.boards[self._heading].cards.get(self._focus_next)
            if card is not None:
                card.setFocus(Qt.FocusReason.TabFocusReason)
                self._focus_next = ""

    def _draw_page(self, _language: str = "") -> None:
        if self._view is None:
            return
        learner, version = self._view.learner.id, str(self.args.get("version", ""))
        self.ask(PrintProfile(learner, self.preview.language(), version), self._draw)

    def _draw(self, file: PaperFile) -> None:
        self.preview.draw(self.desk, file)

    # Writing

    def start_adding(self, heading: Heading) -> None:
        """Open an empty card under this heading."""
        if self._view is None or self._read_only:
            return
        self._close_editor()
        self._heading = heading
        self._open(SayingEditor(self._view.learner, self._view.people, self.words))

    def start_editing(self, words_id: str) -> None:
        """Open a card to be corrected."""
        said = self.moves.find(words_id)
        if said is None or self._view is None or self._read_only:
            return
        self._close_editor()
        self._heading = self.moves.place(words_id)[0]
        self._open(SayingEditor(self._view.learner, self._view.people, self.words, said))

    def _open(self, editor: SayingEditor) -> None:
        self._editor = editor
        editor.done.connect(self._finish)
        editor.added.connect(self._add)
        editor.due.connect(self._save)
        editor.checked.connect(self._check)
        editor.up.connect(partial(self._nudge, -1))
        editor.down.connect(partial(self._nudge, 1))
        editor.over.connect(self._over)
        editor.take_off.connect(self._take_off_open)
        editor.marked.connect(self.moves.mark)
        self._show_boards()
        editor.first_focus().setFocus(Qt.FocusReason.TabFocusReason)
        self._seen.start()

    def _bring_editor(self) -> None:
        """Scroll to the open card, once it has its place."""
        if self._editor is not None:
            bring_into_view(self._editor.finish)
            bring_into_view(self._editor.text)

    def _close_editor(self) -> None:
        """Let the open card go; what is half-written in it is added or saved."""
        editor, self._editor = self._editor, None
        if editor is None:
            return
        editor.autosave.flush()
        if not editor.words_id and editor.text.value():
            self._add_written(self._heading, editor.written())
        editor.hide()
        editor.deleteLater()

    def _finish(self) -> None:
        editor = self._editor
        if editor is None:
            return
        again = self._focus_next = editor.words_id
        if not again:
            editor.text.set_value("")
        board = self.boards[self._heading]
        self._close_editor()
        self._show_boards()
        if not again:
            board.add.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self) -> None:
        if self._editor is not None:
            written, self._editor.words_id = self._editor.written(), ""
            self._editor.text.set_value("")
            self._add_written(self._heading, written)
            self._finish_adding()

    def _finish_adding(self) -> None:
        self._close_editor()
        self._show_boards()
        self.boards[self._heading].add.setFocus(Qt.FocusReason.TabFocusReason)

    def _add_written(self, heading: Heading, written: Written) -> None:
        speaker = written.speaker
        command = AddToProfile(
            self._learner,
            heading,
            written.text,
            written.language,
            speaker.said_by,
            speaker.perspective,
            speaker.channel,
            speaker.person_id,
            translation=written.translation,
        )
        self.hand_over(command, self._added)

    def _added(self, said: Said) -> None:
        self.desk.announce(self.words.t("profile.added", said=said.text.said))

    @property
    def _learner(self) -> str:
        return str(self.args["learner"])

    def _save(self) -> None:
        """Save the open card, or the one that is just being closed."""
        editor = self._editor or self.sender()
        if not isinstance(editor, SayingEditor) or not editor.words_id:
            return
        written = editor.written()
        if not written.text:
            self.say(editor.text.setError, "profile.write_first")
            return
        editor.text.setError("")
        command = ReviseInProfile(
            self._learner,
            editor.words_id,
            written.text,
            written.translation,
            written.language,
            written.speaker,
        )
        self.do(command, self._saved, self._not_saved)

    def _saved(self, said: Said) -> None:
        editor = self._editor
        if editor is not None and editor.words_id:
            editor.words_id = said.id

    def _not_saved(self, error: AlnError) -> None:
        if self._editor is None:
            self.desk.say_error(error)
        else:
            self.say(self._editor.text.setError, Say(error.key, error.facts))

    def _check(self) -> None:
        if self._editor is not None:
            self.do(CheckTranslation(self._editor.words_id))

    # The open card, moved or taken off

    def _placed(self, heading: Heading, words_id: str) -> None:
        self._heading, self._focus_next = heading, words_id

    def _nudge(self, by: int) -> None:
        if self._editor is not None:
            self.moves.nudge(self._heading, self._editor.words_id, by)

    def _over(self, by: int) -> None:
        if self._editor is not None:
            words_id, heading = self._editor.words_id, self._heading
            self._close_editor()
            self.moves.send_over(heading, words_id, by)

    def _take_off_open(self) -> None:
        if self._editor is not None:
            words_id = self._editor.words_id
            self._close_editor()
            self.moves.take_off(self._heading, words_id)

    def drafts(self) -> dict[str, str]:
        """A statement not yet added, with its heading; an answer about sharing half given."""
        one = self._editor
        return self.sharing.drafts() | (one.begun(self._heading) if one is not None else {})

    def half_typed(self) -> dict[str, str]:
        """The same: corrections save themselves."""
        return self.drafts()

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Open what was being written."""
        self.sharing.restore(drafts)
        if drafts.get("profile.heading"):
            self.start_adding(Heading(drafts["profile.heading"]))
            if self._editor is not None:
                self._editor.restore(drafts)

    def leave(self) -> None:
        """Save the open card, or add what was written, unless that was put by."""
        if not (self.put_by and self._editor is not None and self._editor.is_new):
            self._close_editor()
