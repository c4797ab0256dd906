"""The auditor itself finds what is planted."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tests.accessibility import contrast, faults
from tests.ui import desk
from ui.widgets import Button, Label


def page(*parts: QWidget) -> QWidget:
    desk.app(desk.plain_look())
    sheet = QWidget()
    box = QVBoxLayout(sheet)
    for part in parts:
        box.addWidget(part)
    sheet.resize(400, 300)
    sheet.show()
    return sheet


def named(text: str) -> Button:
    desk.app()
    button = Button()
    button.setText(text)
    return button


def test_a_sound_page_has_no_faults() -> None:
    assert faults(page(named("Cadw"), named("Canslo"))) == []


def test_a_button_without_a_name_is_found() -> None:
    assert any("no name" in fault for fault in faults(page(named(""))))


def test_pale_text_is_found() -> None:
    desk.app()
    label = Label()
    label.setText("Prin y gellir darllen hyn")
    palette = QPalette(label.palette())
    palette.setColor(QPalette.ColorRole.WindowText, "#C8C4BC")
    label.setPalette(palette)
    assert any(fault.startswith("contrast") for fault in faults(page(label)))


def test_a_small_target_is_found() -> None:
    button = named("x")
    button.setFixedSize(20, 20)
    assert any("target too small" in fault for fault in faults(page(button)))


def test_clipped_words_are_found() -> None:
    button = named("Anfon y pecyn at yr awdurdod lleol")
    button.setFixedSize(90, 30)
    assert any("clipped" in fault for fault in faults(page(button)))


def test_a_leap_back_is_found() -> None:
    desk.app()
    sheet = QWidget()
    outer = QHBoxLayout(sheet)
    right, left = named("De"), named("Chwith")
    outer.addWidget(right)
    outer.addWidget(left)
    sheet.resize(400, 300)
    sheet.show()
    outer.setEnabled(False)
    right.setGeometry(250, 200, 100, 46)
    left.setGeometry(10, 10, 100, 46)
    assert any("jumps back" in fault for fault in faults(sheet))


def test_contrast_is_the_ratio_of_wcag() -> None:
    assert round(contrast((0, 0, 0), (255, 255, 255)), 1) == 21.0
    assert round(contrast((118, 118, 118), (255, 255, 255)), 2) == 4.54
