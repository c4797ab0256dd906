"""The auditor: what a screen must be for those who do not see it, point at it, or see it small.

``faults(window)`` lists what is wrong, in words for the one who mends it. It looks at the rendered
picture, so that it finds what arithmetic on tokens misses.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea, QWidget

from ui.chrome.order import focus_order
from ui.widgets.buttons import IconButton
from ui.widgets.fields import Frame
from ui.widgets.labels import Elided
from ui.widgets.pills import Pill
from ui.widgets.press import Press

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3."""
LEAST_MARK = 3.0
"""The same, 1.4.11: for an icon that stands alone."""
LEAST_TARGET = 24
"""Logical pixels: WCAG 2.2, 2.5.8."""
SHARE = 0.002
"""A colour that covers less of a widget than this is an edge, not its text."""
SCALE = 2.0


def faults(window: QWidget, *, colours: bool = True) -> list[str]:
    """Everything found wrong with a window that is shown; empty when all is well.

    Painting it to judge its ``colours`` takes as long as all the rest.
    """
    for page in window.findChildren(QScrollArea):
        page.verticalScrollBar().setValue(0)
    order = focus_order(window)
    found = [f"no name: {describe(one)}" for one in order if not name_of(one)]
    found += unreachable(window, order)
    found += jumps(window, order)
    for one in order:
        around = one.parentWidget()
        target = around if isinstance(around, Frame) else one
        if min(target.width(), target.height()) < LEAST_TARGET:
            size = f"{target.width()}x{target.height()}"
            found.append(f"target too small: {describe(one)} {size}")
    found += list(clipped(window))
    if colours:
        found += sorted(set(faint_anywhere(window)))
    return found


def name_of(widget: QWidget) -> str:
    """What assistive technology calls it."""
    face = QAccessible.queryAccessibleInterface(widget)
    return "" if face is None else face.text(QAccessible.Text.Name).strip()


def describe(widget: QWidget) -> str:
    """Enough to find it in the source."""
    around = widget.parentWidget()
    text = name_of(widget)[:40]
    return f"{type(widget).__name__}({text!r}) in {type(around).__name__}"


def shown(window: QWidget) -> list[QWidget]:
    """Every visible widget of a window; what stands over it is another window."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible() and one.window() is window.window()
    ]


def unreachable(window: QWidget, order: list[QWidget]) -> list[str]:
    """What takes Tab but is never arrived at."""
    return [
        f"unreachable: {describe(one)}"
        for one in shown(window)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and one.isEnabled()
        and one not in order
        and not one.objectName().startswith("qt_")
    ]


def place(window: QWidget, widget: QWidget) -> QRect:
    """Where a widget is, in the window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def jumps(window: QWidget, order: list[QWidget]) -> list[str]:
    """Where Tab leaps back: up and to the left, against the way the page is read."""
    found = []
    for one, other in pairwise(order):
        here, there = place(window, seen(one, other)), place(window, seen(other, one))
        if there.bottom() < here.top() and there.left() < here.left() - 8:
            found.append(f"focus jumps back: {describe(one)} -> {describe(other)}")
    return found


def seen(widget: QWidget, beside: QWidget) -> QWidget:
    """The widget, or the page it scrolls in where ``beside`` is not on that page."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and not around.isAncestorOf(beside):
            return around
        around = around.parentWidget()
    return widget


def clipped(window: QWidget) -> Iterator[str]:
    """Text with too little room, and what stands beyond the window's edge."""
    edge = window.width()
    for one in shown(window):
        if isinstance(one, Elided):
            continue
        if isinstance(one, QLabel) and one.text() and not one.wordWrap():
            need = one.fontMetrics().horizontalAdvance(one.text())
            if one.textFormat() is Qt.TextFormat.PlainText and need > one.width() + 1:
                yield f"clipped: {describe(one)} needs {need} has {one.width()}"
        if isinstance(one, (QLabel, Press, Pill)) and one.hasHeightForWidth():
            need = one.heightForWidth(one.width())
            if need > one.height() + 1:
                yield f"clipped: {describe(one)} needs height {need} has {one.height()}"
        if isinstance(one, (Press, Pill)) and one.minimumSizeHint().width() > one.width() + 1:
            need = one.minimumSizeHint().width()
            yield f"clipped: {describe(one)} needs width {need} has {one.width()}"
        if isinstance(one, (QLabel, Press, Pill)) and place(window, one).right() > edge:
            yield f"beyond the edge: {describe(one)}"


def has_words(widget: QWidget) -> bool:
    """Whether it shows text of its own."""
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit, Pill)):
        return bool(widget.text().strip())
    return False


def picture(window: QWidget) -> Image.Image:
    """The window as it is painted, at twice its size to be kind to thin strokes."""
    wide, high = round(window.width() * SCALE), round(window.height() * SCALE)
    image = QImage(wide, high, QImage.Format.Format_RGB888)
    image.setDevicePixelRatio(SCALE)
    painter = QPainter(image)
    window.render(painter, QPoint(0, 0))
    painter.end()
    data = bytes(image.constBits())
    return Image.frombuffer("RGB", (wide, high), data, "raw", "RGB", image.bytesPerLine(), 1)


def faint_anywhere(window: QWidget) -> Iterator[str]:
    """Faint text on every part of every page that scrolls; what was seen whole is judged once."""
    judged: set[QWidget] = set()
    yield from faint(window, judged)
    for page in window.findChildren(QScrollArea):
        bar = page.verticalScrollBar()
        if not page.isVisible() or bar.maximum() <= 0:
            continue
        stride = max(1, page.viewport().height() // 2)
        for value in range(0, bar.maximum() + stride, stride):
            bar.setValue(min(value, bar.maximum()))
            yield from faint(window, judged)
        bar.setValue(0)


def faint(window: QWidget, judged: set[QWidget]) -> Iterator[str]:
    """Text whose painted colour stands out too little from its painted ground."""
    whole = picture(window)
    for one in shown(window):
        if one in judged or not has_words(one) or not one.isEnabled():
            continue
        area = visible_part(window, one)
        if area.size() == one.size():
            judged.add(one)
        if area.width() < 8 or area.height() < min(one.height(), 120):
            continue
        left, top = round(area.left() * SCALE), round(area.top() * SCALE)
        right, foot = round((area.right() + 1) * SCALE), round((area.bottom() + 1) * SCALE)
        best = contrast_in(whole.crop((left, top, right, foot)))
        if best < (LEAST_MARK if isinstance(one, IconButton) else LEAST_CONTRAST):
            yield f"contrast {best:.1f}: {describe(one)}"


def visible_part(window: QWidget, widget: QWidget) -> QRect:
    """What of a widget is not scrolled away or covered by the edge of a page."""
    area = place(window, widget)
    around = widget.parentWidget()
    while around is not None and around is not window:
        area = area.intersected(place(window, around))
        around = around.parentWidget()
    return area.intersected(window.rect())


def contrast_in(crop: Image.Image) -> float:
    """The best contrast between the commonest colour and any other that covers enough."""
    total = crop.width * crop.height
    counted = crop.getcolors(total) or []
    counted.sort(key=lambda one: one[0], reverse=True)
    if not counted:
        return 1.0
    ground = counted[0][1]
    inks = [colour for count, colour in counted[1:] if count >= max(2, total * SHARE)]
    return max((contrast(ground, ink) for ink in inks), default=1.0)


def contrast(first: object, second: object) -> float:
    """WCAG contrast of two RGB colours."""
    one, other = sorted((luminance(first), luminance(second)), reverse=True)
    return (one + 0.05) / (other + 0.05)


def luminance(colour: object) -> float:
    """WCAG relative luminance of an RGB triple."""
    assert isinstance(colour, tuple)
    parts = []
    for value in colour:
        part = value / 255
        parts.append(part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4)
    return float(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])
