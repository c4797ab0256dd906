"""Qt's own words in Welsh: every standard dialog and menu the product can open."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QDateEdit,
    QDialogButtonBox,
    QErrorMessage,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QScrollBar,
    QSpinBox,
    QTextEdit,
    QWidget,
)

from aln_review.domain.bilingual import Language
from aln_review.language.catalogue import Catalogue
from ui.translator import PoTranslator, speak

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PRINTERS: list[QPrinter] = []
KEYS = "Ctrl+S Ctrl+L Shift+F1 Alt+Left Alt+Right Del Home End PgUp PgDown Return Esc Space Tab Up"


@pytest.fixture(name="welsh")
def _welsh(qapp: QApplication) -> Iterator[PoTranslator]:
    translator = speak(qapp, Catalogue.load(Language.CY))
    yield translator
    speak(qapp, Catalogue.load(Language.EN))


def message_box(_folder: Path) -> list[QWidget]:
    box = QMessageBox()
    box.setStandardButtons(
        QMessageBox.StandardButton.Ok
        | QMessageBox.StandardButton.Cancel
        | QMessageBox.StandardButton.Discard
        | QMessageBox.StandardButton.Help
    )
    box.setDetailedText("x")
    return [box]


def button_box(_folder: Path) -> list[QWidget]:
    box = QDialogButtonBox()
    for button in QDialogButtonBox.StandardButton:
        if button is not QDialogButtonBox.StandardButton.NoButton:
            box.addButton(button)
    return [box]


def file_dialogs(folder: Path) -> list[QWidget]:
    dialogs: list[QWidget] = []
    for accept in QFileDialog.AcceptMode:
        for mode in QFileDialog.FileMode:
            dialog = QFileDialog(None, "", str(folder))
            dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
            dialog.setAcceptMode(accept)
            dialog.setFileMode(mode)
            dialog.setViewMode(QFileDialog.ViewMode.Detail)
            dialogs.append(dialog)
    return dialogs


def text_menus(_folder: Path) -> list[QWidget]:
    fields: list[QLineEdit | QTextEdit | QPlainTextEdit] = [
        QLineEdit("a"),
        QTextEdit("a"),
        QPlainTextEdit("a"),
    ]
    menus: list[QWidget] = [field.createStandardContextMenu() for field in fields]
    return [*fields, *menus]


def print_dialogs(folder: Path) -> list[QWidget]:
    printer = QPrinter()
    printer.setOutputFileName(str(folder / "out.pdf"))
    preview, choose = QPrintPreviewDialog(printer), QPrintDialog(printer)
    PRINTERS.append(printer)  # the dialogs do not keep it
    return [preview, choose]


def small_things(_folder: Path) -> list[QWidget]:
    return [
        QCalendarWidget(),
        QDateEdit(),
        QSpinBox(),
        QScrollBar(Qt.Orientation.Horizontal),
        QScrollBar(Qt.Orientation.Vertical),
        QProgressDialog(),
        QInputDialog(),
        QErrorMessage(),
    ]


@pytest.mark.parametrize(
    "make", [message_box, button_box, file_dialogs, text_menus, print_dialogs, small_things]
)
def test_nothing_is_left_in_english(
    welsh: PoTranslator, tmp_path: Path, make: Callable[[Path], list[QWidget]]
) -> None:
    for name in ("a.txt", "b.pdf", "c.csv", "d.xlsx", "e.png", "f.jpg"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "folder").mkdir()
    widgets = make(tmp_path)
    for widget in widgets:
        widget.show()
        QCoreApplication.processEvents()
    # keys are named as their caps are; the rest of Qt's keyboard table is never shown
    missed = {miss for miss in welsh.misses if miss[0] != "QShortcut"}
    for widget in widgets:
        widget.close()
        widget.deleteLater()
    assert missed == set()


def test_keys_have_names(welsh: PoTranslator) -> None:
    for key in KEYS.split():
        assert QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    shown = QKeySequence("Alt+Left").toString(QKeySequence.SequenceFormat.NativeText)
    assert shown == "Alt+Chwith"


def test_an_open_message_box_changes_language(qapp: QApplication, welsh: PoTranslator) -> None:
    box = QMessageBox()
    box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel)
    box.show()
    cancel = box.button(QMessageBox.StandardButton.Cancel)
    assert cancel.text() == "Canslo"
    speak(qapp, Catalogue.load(Language.EN))
    QCoreApplication.processEvents()
    assert cancel.text() == "Cancel"
    speak(qapp, Catalogue.load(Language.CY))
    QCoreApplication.processEvents()
    assert cancel.text() == "Canslo"
    box.close()
    assert isinstance(welsh, PoTranslator)


def test_a_source_without_wording_is_remembered(welsh: PoTranslator) -> None:
    assert QCoreApplication.translate("QNowhere", "Frobnicate") == "Frobnicate"
    assert ("QNowhere", "Frobnicate") in welsh.misses


def test_dates_follow_the_language(qapp: QApplication, welsh: PoTranslator) -> None:
    calendar = QCalendarWidget()
    assert calendar.locale().dayName(1) == "Dydd Llun"
    speak(qapp, Catalogue.load(Language.EN))
    assert QCalendarWidget().locale().dayName(1) == "Monday"
    assert isinstance(welsh, PoTranslator)


def test_menus_open_in_welsh(welsh: PoTranslator) -> None:
    field = QLineEdit("abc")
    menu = field.createStandardContextMenu()
    texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    menu.popup(QPoint(0, 0))
    menu.close()
    assert texts == [
        "&Dadwneud",
        "&Ail-wneud",
        "&Torri",
        "&Copïo",
        "&Gludo",
        "Dileu",
        "Dewis popeth",
    ]
    assert isinstance(welsh, PoTranslator)
