"""What is written is handed over when the keys rest, and only once."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tests.ui.desk import app
from tests.ui.rooms import settle
from ui.autosave import Autosave


def hurried() -> tuple[QObject, Autosave, list[int]]:
    """One whose rest is over as soon as Qt gets round to it."""
    app()
    around = QObject()
    made = Autosave(around, rest=0)
    due: list[int] = []
    made.due.connect(lambda: due.append(1))
    return around, made, due


def test_when_the_keys_rest_it_is_handed_over() -> None:
    _around, made, due = hurried()
    made.touch()
    assert made.waiting
    settle()
    assert due == [1]
    assert not made.waiting


def test_what_was_handed_over_is_not_handed_over_again() -> None:
    _around, made, due = hurried()
    made.touch()
    settle()
    made.flush()
    settle()
    assert due == [1]
    made.touch()
    made.flush()
    settle()
    assert due == [1, 1]


def test_writing_without_a_rest_is_handed_over_all_the_same() -> None:
    around = QObject()
    made = Autosave(around, most=0)
    due: list[int] = []
    made.due.connect(lambda: due.append(1))
    made.touch()
    settle()
    assert due == [1]
