"""Where Tab goes: the order the eye reads the page, whatever the order its parts were made in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QScrollArea, QWidget


def focus_order(root: QWidget) -> list[QWidget]:
    """Everything visible and enabled that Tab can reach, as it is laid out."""
    found: list[QWidget] = []
    _walk(root, found)
    return found


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy()
    return bool(policy & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _walk(widget: QWidget, found: list[QWidget]) -> None:
    if not widget.isVisible() or not widget.isEnabled():
        return
    if _takes_tab(widget):
        found.append(widget)
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            _walk(inside, found)
        return
    if isinstance(widget, QAbstractScrollArea):
        return
    placed: list[QWidget] = []
    layout = widget.layout()
    if layout is not None:
        placed = _placed(layout)
    loose = [
        child
        for child in widget.children()
        if isinstance(child, QWidget) and child not in placed and not child.isWindow()
    ]
    for child in [*placed, *sorted(loose, key=_reading)]:
        _walk(child, found)


def _reading(widget: QWidget) -> tuple[int, int]:
    return widget.y(), widget.x()


def _placed(layout: QLayout) -> list[QWidget]:
    """The widgets of a layout and of the layouts in it, in order."""
    found: list[QWidget] = []
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            found.append(widget)
        elif inner is not None:
            found.extend(_placed(inner))
    return found


def step(root: QWidget, now: QWidget | None, *, onward: bool) -> QWidget | None:
    """What has the focus next after ``now``; none where nothing can have it."""
    order = focus_order(root)
    if not order:
        return None
    if now in order:
        return order[(order.index(now) + (1 if onward else -1)) % len(order)]
    # From a page that waits with the keyboard: to the first thing on it, or back from there.
    inside = [one for one in order if now is not None and now.isAncestorOf(one)]
    place = order.index(inside[0]) if inside else 0
    return order[place if onward else place - 1]


def bring_into_view(widget: QWidget) -> None:
    """Scroll every page around it until it shows."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, 20, 40)
        around = around.parentWidget()
