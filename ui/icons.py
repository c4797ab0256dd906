"""Lucide icons, recoloured and rendered at the size and density they are shown, kept in a cache."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from math import hypot
from zipfile import ZipFile

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

SIZE = 24
"""Lucide's drawing box, in its own units."""


@lru_cache(maxsize=1)
def _archive() -> ZipFile:
    return ZipFile(BytesIO(files("lucide").joinpath("lucide.zip").read_bytes()))


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(name.removesuffix(".svg") for name in _archive().namelist())


def exists(name: str) -> bool:
    """Whether the set holds an icon of this name."""
    return name in _names()


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    return _archive().read(f"{name}.svg").decode("utf-8")


def svg(name: str, colour: QColor, width: float = 2.0) -> bytes:
    """The icon's SVG in one colour; ``width`` is the stroke in Lucide's 24-unit box.

    Raises:
        KeyError: Lucide has no such icon.

    """
    text = _svg(name).replace("currentColor", colour.name())
    return text.replace('stroke-width="2"', f'stroke-width="{width}"').encode("utf-8")


def pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap of ``size`` logical pixels at ``ratio`` device pixels each."""
    side = max(1, round(size * ratio))
    key = f"lucide:{name}:{side}:{colour.name()}"
    found = QPixmap()
    if not QPixmapCache.find(key, found):
        found = QPixmap(side, side)
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        stroke = 2.0 if size >= 22 else 1.9
        QSvgRenderer(QByteArray(svg(name, colour, stroke))).render(painter)
        painter.end()
        QPixmapCache.insert(key, found)
    found.setDevicePixelRatio(ratio)
    return found


def draw(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Draw the icon into ``box``, on whole device pixels so that thin strokes stay sharp.

    The density is asked of the painter's own transform: ``painter.device()`` inside a paint event
    may hand back the wrapper of a widget that is gone.
    """
    there = painter.deviceTransform()
    ratio = hypot(there.m11(), there.m12()) or 1.0
    picture = pixmap(name, round(box.width()), colour, ratio)
    left, top = round(box.x() * ratio) / ratio, round(box.y() * ratio) / ratio
    painter.drawPixmap(QPointF(left, top), picture)


def icon(name: str, size: int, colour: QColor, ratio: float = 2.0) -> QIcon:
    """For the few places where Qt itself wants a ``QIcon`` (a field's action, a menu)."""
    return QIcon(pixmap(name, size, colour, ratio))
