"""Our own message box."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.ui.desk import app, words
from tests.ui.rooms import settle
from ui.widgets import MessageBox


def test_every_line_shows_where_the_screen_lets_it_be_no_wider() -> None:
    app()
    around = QWidget()
    around.resize(1366, 768)
    around.show()
    cut = []
    for length in range(10, 60):
        box = MessageBox(around, words(), heading="shell.product", choices={"close": "shell.back"})
        box.sentence.setText("gair " * length)
        box.sentence.show()
        box.open()
        settle()
        if box.sentence.heightForWidth(box.sentence.width()) > box.sentence.height() + 1:
            cut.append(length)
        box.close()
        settle()
    assert cut == []
    around.close()
