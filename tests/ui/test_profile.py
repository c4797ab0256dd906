"""The profile by keyboard on a real vault: nothing half-typed is lost, nothing kept is changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aln_review.casework.commands.profiles import AddToProfile
from aln_review.casework.queries.profiles import ProfilePage, ProfileView
from aln_review.domain.bilingual import Language
from aln_review.domain.people import Perspective
from aln_review.domain.profile import Audience, Heading, ShareState
from aln_review.domain.words import Words as Said
from aln_review.reports.document import Fit
from tests.accessibility import faults
from tests.ui.rooms import Around, Ground, ground, press, settle, shown, write
from tests.ui.scenes_papers import Find
from ui.profile.editor import ProfileEditor
from ui.profile.photo import CropView, PhotoDialog
from ui.profile.preview import fit_words, points
from ui.profile.writing import OTHER

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with ground(tmp_path_factory.mktemp("profile")) as made:
        yield made


Opened = tuple[ProfileEditor, Around, str]


def opened(on: Ground, name: str, version: str = "") -> Opened:
    learner = on.vault.ask(Find(name))["learner"]
    screen = ProfileEditor(on.desk)
    return screen, shown(on, screen, learner=learner, version=version), learner


def view(on: Ground, learner: str, version: str = "") -> ProfileView:
    return on.vault.ask(ProfilePage(learner, version))


def under(on: Ground, learner: str, heading: Heading) -> list[Said]:
    return list(dict(view(on, learner).columns)[heading])


def test_a_statement_is_added_by_keyboard_with_welsh_letters(on: Ground) -> None:
    screen, _window, learner = opened(on, "Gwenllian")
    before = len(under(on, learner, Heading.IMPORTANT))
    board = screen.boards[Heading.IMPORTANT]
    press(board.add, Qt.Key.Key_Return)
    editor = screen._editor
    assert editor is not None
    assert QApplication.focusWidget() in (editor.text.box, None)
    write(editor.text.box, "Tŷ Mamgu, a’r ŵyn bach.")
    press(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    said = under(on, learner, Heading.IMPORTANT)
    assert len(said) == before + 1
    assert said[-1].text.cy == "Tŷ Mamgu, a’r ŵyn bach."
    assert said[-1].perspective is Perspective.LEARNER
    assert said[-1].id in board.cards


def test_somebody_else_says_it_and_a_translation_stands_beneath(on: Ground) -> None:
    screen, _window, learner = opened(on, "Gwenllian")
    screen.start_adding(Heading.ADMIRE)
    editor = screen._editor
    assert editor is not None
    editor.text.set_value("You always share.")
    editor.language.choose("en")
    editor.translation.set_value("Ti’n rhannu bob tro.")
    editor.who.set_value(OTHER)
    editor.who.chosen.emit(OTHER)
    editor.name.set_value("Nel")
    editor.finish.click()
    settle()
    said = under(on, learner, Heading.ADMIRE)[-1]
    assert (said.said_by, said.text.original, said.text.cy) == (
        "Nel",
        Language.EN,
        "Ti’n rhannu bob tro.",
    )


def test_a_correction_is_on_the_disk_when_the_keys_have_rested(on: Ground, qtbot: QtBot) -> None:
    screen, _window, learner = opened(on, "Elin")
    said = under(on, learner, Heading.SUPPORT)[0]
    press(screen.boards[Heading.SUPPORT].cards[said.id], Qt.Key.Key_Return)
    editor = screen._editor
    assert editor is not None
    write(editor.text.box, " Heb adael.")
    qtbot.waitUntil(lambda: under(on, learner, Heading.SUPPORT)[0].text.cy.endswith("Heb adael."))


def test_a_correction_saves_itself_and_marks_the_translation(on: Ground) -> None:
    screen, _window, learner = opened(on, "Elin")
    said = under(on, learner, Heading.SUPPORT)[0]
    press(screen.boards[Heading.SUPPORT].cards[said.id], Qt.Key.Key_Return)
    editor = screen._editor
    assert editor is not None
    write(editor.text.box, " Pob tro.")
    assert editor.autosave.waiting
    editor.autosave.flush()
    settle()
    changed = under(on, learner, Heading.SUPPORT)[0]
    assert changed.text.cy.endswith("Pob tro.")
    assert changed.text.stale
    assert editor.stale.isVisibleTo(editor)
    editor.check.click()
    settle()
    assert not under(on, learner, Heading.SUPPORT)[0].text.stale
    press(editor, Qt.Key.Key_Escape)
    assert screen._editor is None
    assert screen.focusWidget() is screen.boards[Heading.SUPPORT].cards[changed.id]


def test_nothing_is_thrown_away_by_leaving_or_escaping(on: Ground) -> None:
    screen, _window, learner = opened(on, "Cadi")
    before = len(under(on, learner, Heading.SUPPORT))
    screen.start_adding(Heading.SUPPORT)
    assert screen._editor is not None
    write(screen._editor.text.box, "Canu yn y bore.")
    screen.leave()
    settle()
    assert len(under(on, learner, Heading.SUPPORT)) == before + 1
    screen.start_adding(Heading.SUPPORT)
    write(screen._editor.text.box, "Sŵn isel.")
    press(screen._editor, Qt.Key.Key_Escape)
    assert under(on, learner, Heading.SUPPORT)[-1].text.cy == "Sŵn isel."


def test_a_lock_keeps_the_half_written_card_and_gives_it_back_once(on: Ground) -> None:
    screen, _window, learner = opened(on, "Cadi")
    before = len(under(on, learner, Heading.ADMIRE))
    screen.start_adding(Heading.ADMIRE)
    assert screen._editor is not None
    write(screen._editor.text.box, "Rwyt ti’n ffrind da i")
    kept = screen.drafts()
    screen.put_by = True
    screen.leave()
    again, _other, _ = opened(on, "Cadi")
    again.restore(kept)
    assert again._editor is not None
    assert again._editor.text.value() == "Rwyt ti’n ffrind da i"
    assert len(under(on, learner, Heading.ADMIRE)) == before


def test_cards_move_by_key_and_come_back_when_taken_off(on: Ground) -> None:
    screen, _window, learner = opened(on, "Ianto")
    first, second = under(on, learner, Heading.IMPORTANT)[:2]
    cards = screen.boards[Heading.IMPORTANT].cards
    press(cards[first.id], Qt.Key.Key_Down, ALT)
    assert [one.id for one in under(on, learner, Heading.IMPORTANT)][:2] == [second.id, first.id]
    press(cards[first.id], Qt.Key.Key_Right, ALT | SHIFT)
    assert under(on, learner, Heading.SUPPORT)[-1].id == first.id
    moved = screen.boards[Heading.SUPPORT].cards[first.id]
    press(moved, Qt.Key.Key_Delete)
    assert first.id not in [one.id for one in under(on, learner, Heading.SUPPORT)]
    assert screen.moves.bar.isVisibleTo(screen)
    screen.moves.undo.click()
    settle()
    assert under(on, learner, Heading.SUPPORT)[-1].id == first.id


def test_one_word_is_asked_about_and_is_no_error(on: Ground) -> None:
    learner = on.vault.ask(Find("Llŷr"))["learner"]
    said = on.vault.do(
        AddToProfile(
            learner, Heading.IMPORTANT, "Tawelwch.", Language.CY, "Llŷr", Perspective.LEARNER
        )
    ).value
    screen, _window, _ = opened(on, "Llŷr")
    card = screen.boards[Heading.IMPORTANT].cards[said.id]
    assert card.thin
    assert "Where, when, who with?" in card.accessibleName()
    assert "Not in English yet" in card.accessibleName()


def test_sharing_asks_until_when_and_keeps_not_yet_as_an_answer(on: Ground) -> None:
    screen, _window, learner = opened(on, "Ianto")
    tile = screen.sharing.tiles[Audience.LUNCH_STAFF]
    press(tile, Qt.Key.Key_Return)
    screen.sharing.states.option("agreed").click()
    assert screen.sharing.until.isVisibleTo(screen.sharing)
    screen.sharing.until.set_day(date(2020, 1, 1))
    screen.sharing.keep.click()
    settle()
    assert screen.sharing.until.error_text()
    screen.sharing.until.set_day(date(2027, 7, 21))
    screen.sharing.keep.click()
    settle()
    assert tile.second() == "until 21\N{NO-BREAK SPACE}July 2027"
    found = {one.audience: one for one in view(on, learner).profile.sharing}
    assert found[Audience.LUNCH_STAFF].state is ShareState.AGREED
    press(tile, Qt.Key.Key_Return)
    screen.sharing.states.option("not-yet").click()
    settle()
    assert tile.second() == "Ianto says not yet"


def test_a_kept_version_is_looked_at_and_cannot_be_written_in(on: Ground) -> None:
    screen, _window, learner = opened(on, "Lili")
    kept = view(on, learner).profile
    screen.versions.lock_wanted.emit()
    settle()
    assert screen.locked.isVisibleTo(screen)
    old, _other, _ = opened(on, "Lili", version=kept.id)
    assert not old.boards[Heading.ADMIRE].add.isVisibleTo(old)
    card = next(iter(old.boards[Heading.SUPPORT].cards.values()))
    press(card, Qt.Key.Key_Return)
    press(card, Qt.Key.Key_Delete)
    assert old._editor is None
    assert card.said.id in [one.id for one in under(on, learner, Heading.SUPPORT)]


def test_the_page_and_both_meters_follow_what_is_written(on: Ground) -> None:
    screen, _window, _learner = opened(on, "Elin")
    assert screen.preview.page.shown
    assert "fits, at" in screen.preview.meters[Language.CY].text()
    screen.preview.languages.option("cy").click()
    settle()
    assert "Proffil un dudalen" in screen.preview.page.accessibleDescription()


def test_too_long_is_said_in_lines_and_sizes_in_quarter_points() -> None:
    assert [points(size) for size in (11.0, 15.5, 12.25, 13.75)] == ["11", "15½", "12¼", "13¾"]
    said = fit_words(Fit(fits=False, size_pt=11, share_at_11=1.1, lines_over=2), Language.CY)
    assert (said.key, said.count) == ("profile.too_long.cy", 2)


def test_the_square_moves_by_key_and_stays_on_the_picture() -> None:
    crop = CropView()
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    crop.set_image(image)
    assert crop.crop(400, 200) == (100, 0, 200)
    for _ in range(80):
        press(crop, Qt.Key.Key_Right, SHIFT)
    assert crop.crop(400, 200) == (200, 0, 200)
    for _ in range(60):
        press(crop, Qt.Key.Key_Minus)
    left, top, side = crop.crop(400, 200)
    assert side == 30
    assert left + side <= 400
    assert top + side <= 200


def test_a_photograph_is_cropped_and_kept_and_shown_only_by_leave(
    on: Ground, tmp_path: Path
) -> None:
    screen, window, learner = opened(on, "Tomos")
    file = tmp_path / "photo.png"
    Image.new("RGB", (300, 200), "navy").save(file)
    screen.steps.open_photo()
    dialog = window.findChild(PhotoDialog)
    assert dialog is not None
    dialog.open_file(str(file))
    settle()
    dialog.agreed.click()
    dialog.keep.click()
    settle()
    found = view(on, learner)
    assert found.photo
    assert found.learner.photo_agreed


def test_what_is_no_picture_is_said_in_the_dialog(on: Ground, tmp_path: Path) -> None:
    screen, window, _learner = opened(on, "Osian")
    file = tmp_path / "words.jpg"
    file.write_text("not a picture")
    screen.steps.open_photo()
    dialog = window.findChild(PhotoDialog)
    assert dialog is not None
    dialog.open_file(str(file))
    settle()
    assert dialog.wrong.text()
    dialog.close()


@pytest.mark.parametrize("size", [(1140, 664), (910, 420)])
def test_nothing_stands_in_anybodys_way(on: Ground, size: tuple[int, int]) -> None:
    learner = on.vault.ask(Find("Elin"))["learner"]
    for language in Language:
        on.switch(language)
        screen = ProfileEditor(on.desk)
        window = shown(on, screen, size, learner=learner)
        assert faults(cast(Any, window)) == []
        screen.start_editing(under(on, learner, Heading.ADMIRE)[0].id)
        settle()
        assert faults(cast(Any, window)) == []
    on.switch(Language.EN)


def test_going_to_another_card_or_page_saves_the_one_that_was_open(on: Ground) -> None:
    screen, _window, learner = opened(on, "Osian")
    first, second = under(on, learner, Heading.IMPORTANT)[:2]
    for words, go in (
        (first, "card"),
        (second, "page"),
    ):
        screen.start_editing(words.id)
        assert screen._editor is not None
        screen._editor.text.box.moveCursor(screen._editor.text.box.textCursor().MoveOperation.End)
        write(screen._editor.text.box, " Ie, ŵyn.")
        if go == "card":
            screen.start_editing(second.id)
        else:
            screen.leave()
        settle()
    kept = under(on, learner, Heading.IMPORTANT)[:2]
    assert all(one.text.cy.endswith("Ie, ŵyn.") for one in kept)


def test_the_tiles_of_who_may_see_it_are_of_one_height(on: Ground) -> None:
    screen, _window, _learner = opened(on, "Elin")
    screen.words.switch(Language.CY)
    settle()
    tiles = list(screen.sharing.tiles.values())
    assert len({tile.y() for tile in tiles}) == 1
    assert len({tile.face().height() for tile in tiles}) == 1
    screen.words.switch(Language.EN)
