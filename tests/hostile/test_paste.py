"""Twenty megabytes on the clipboard do not freeze a writing box, and are not cut unseen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from aln_review.casework.commands.words import EditWords
from aln_review.casework.typed import MOST_TEXT, as_typed
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal
from tests.ui.desk import app
from ui.meeting_room.editor import CardEditor
from ui.widgets.pasting import WritingBox


def paste(box: WritingBox, text: str) -> None:
    carried = QMimeData()
    carried.setText(text)
    box.insertFromMimeData(carried)


def test_an_enormous_paste_is_bounded_and_saving_says_so(qtbot: QtBot) -> None:
    app()
    over = QWidget()
    qtbot.addWidget(over)
    editor = CardEditor(over, "Un", 15, QFont.Weight.Normal)
    paste(editor.box, "Dim byd ond geiriau. " * 1_000_000)
    held = editor.box.toPlainText()
    assert MOST_TEXT < len(held) < MOST_TEXT + 10
    with pytest.raises(Refusal) as refused:
        as_typed(EditWords("w", held, Language.CY))
    assert refused.value.key == "error.text.too_long"


def test_an_ordinary_paste_is_whole(qtbot: QtBot) -> None:
    app()
    box = WritingBox()
    qtbot.addWidget(box)
    paste(box, "Dwy linell\na’r ail ŵ")
    assert box.toPlainText() == "Dwy linell\na’r ail ŵ"
