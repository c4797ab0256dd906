"""Every text a window shows or has read out, and which of them are in the wrong language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from aln_review.domain.bilingual import Language
from aln_review.language.catalogue import PLACE, TRANSLATIONS
from aln_review.language.po import read
from tests.accessibility import describe
from ui.paper.pages import PageView
from ui.plan.fields import PlanField
from ui.widgets.pills import Pill
from ui.widgets.press import Press

TAGS = re.compile(r"<[^>]+>")
LEAST_LETTERS = 10
"""A sentence with places is recognised when this much of it is fixed."""


OWN_NAMES = frozenset({"first.language.own"})
"""Keys that say something in the language they speak of, whatever the screen is in."""


def texts(window: QWidget, language: Language) -> Iterator[tuple[str, str]]:
    """Where and what, of everything in this language in the window and over it.

    The text of a sheet of paper is in the language it is printed in, and a field of a bilingual
    plan in that of its side.
    """
    for one in (window, *window.findChildren(QWidget)):
        if not one.isVisible() or one.objectName().startswith("qt_"):
            continue
        if _side(one) not in (None, language):
            continue
        if isinstance(one, PageView):
            yield describe(one), one.accessibleName()
            continue
        for text in _texts(one):
            plain = TAGS.sub("", text).strip()
            if plain:
                yield describe(one), plain


def _side(widget: QWidget | None) -> Language | None:
    """The language of the side it stands on, where a page has two."""
    while widget is not None:
        if isinstance(widget, PlanField):
            return widget.language
        widget = widget.parentWidget()
    return None


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, (QLabel, QAbstractButton, Press, Pill)):
        yield widget.text()
    if isinstance(widget, (QLineEdit, QPlainTextEdit)):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))


@cache
def _sentences(language: Language) -> frozenset[str]:
    ours = read(TRANSLATIONS / f"{language.value}.po").ours
    return frozenset(
        TAGS.sub("", form) for key, forms in ours.items() if key not in OWN_NAMES for form in forms
    )


@cache
def _others(language: Language) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """What only the other language says: whole sentences, and patterns of those with places."""
    other = Language.EN if language is Language.CY else Language.CY
    own = _sentences(language)
    alien = [one for one in _sentences(other) if one not in own]
    whole = frozenset(one for one in alien if not PLACE.search(one))
    patterns = []
    for one in alien:
        parts = PLACE.split(one)[::3]
        if len(parts) > 1 and sum(map(str.isalpha, "".join(parts))) >= LEAST_LETTERS:
            patterns.append(re.compile(".+?".join(map(re.escape, parts)), re.DOTALL))
    return whole, tuple(patterns)


@cache
def _is_alien(text: str, language: Language) -> bool:
    if text in _sentences(language):
        return False
    whole, patterns = _others(language)
    return text in whole or any(pattern.fullmatch(text) for pattern in patterns)


def alien(window: QWidget, language: Language) -> list[str]:
    """Sentences of the other language's catalogue."""
    return [
        f"not {language.value}: {text[:80]!r} in {where}"
        for where, text in texts(window, language)
        if _is_alien(text, language)
    ]
