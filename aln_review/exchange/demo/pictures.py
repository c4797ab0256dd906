"""Painted stand-ins for photographs: nobody's face, nobody's dog.

Each picture is drawn when it is asked for, from plain shapes, so that the repository holds no
binary file and no picture of a real child.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

from PIL import Image, ImageDraw

_SIDE = 640
_SKINS = ("#F6D3B5", "#E8B98F", "#C98F62", "#8D5A3A", "#5F3B26")
_HAIRS = ("#5B3A1E", "#2A1B12", "#C08A3E", "#8C3B1C", "#1B1B1F", "#D9B36A")
_JUMPERS = ("#8B1A3D", "#0B5D55", "#2B4A9B", "#7A4A00", "#5A3E8E", "#1F6B2C")
_SKIES = ("#DCEBEA", "#F3E9D6", "#E3E4F3", "#F6E2E4")
_INK = "#3A2A20"

Canvas = ImageDraw.ImageDraw
Box = tuple[float, float, float, float]


def _round(cx: float, cy: float, rx: float, ry: float) -> Box:
    return (cx - rx, cy - ry, cx + rx, cy + ry)


def _face(pen: Canvas, seed: int, *, long_hair: bool) -> None:
    """Head and shoulders; ``seed`` picks the colours."""
    skin, hair = _SKINS[seed % 5], _HAIRS[seed // 2 % 6]
    if long_hair:
        pen.rounded_rectangle((185, 150, 455, 500), 120, hair)
    else:
        for side in (-1, 1):
            pen.ellipse(_round(320 + 126 * side, 318, 22, 32), skin)
    pen.ellipse(_round(320, 660, 240, 200), _JUMPERS[seed % 6])
    pen.rounded_rectangle((280, 400, 360, 500), 30, skin)
    pen.ellipse(_round(320, 300, 125, 150), skin)
    wide, low = (138, 265) if long_hair else (129, 236)
    pen.pieslice(_round(320, low, wide, low - 120), 180, 360, hair)
    pen.ellipse(_round(270, low - 30, 75, 40), hair)
    pen.ellipse(_round(370, low - 37, 78, 42), hair)
    for side in (-1, 1):
        pen.ellipse(_round(320 + 48 * side, 310, 13, 16), _INK)
        pen.ellipse(_round(324 + 48 * side, 304, 4, 5), "white")
        pen.ellipse(_round(320 + 78 * side, 352, 22, 14), "#E79A8A")
    if seed % 3 == 1:
        for side in (-1, 1):
            pen.ellipse(_round(320 + 50 * side, 310, 38, 36), outline=_INK, width=6)
        pen.line((306, 308, 334, 308), _INK, 6)
    pen.chord(_round(320, 365, 50, 40), 10, 170, "#B5443C")


def _girl(pen: Canvas, seed: int) -> None:
    _face(pen, seed, long_hair=True)


def _boy(pen: Canvas, seed: int) -> None:
    _face(pen, seed, long_hair=False)


def _dog(pen: Canvas, _seed: int) -> None:
    pen.rectangle((0, 470, _SIDE, _SIDE), "#B9D08B")
    pen.ellipse(_round(330, 470, 150, 120), "#B5793F")
    pen.line((465, 440, 540, 350), "#B5793F", 30)
    pen.ellipse(_round(250, 330, 105, 95), "#C98B4E")
    pen.ellipse(_round(165, 340, 38, 80), "#7A4A22")
    pen.ellipse(_round(335, 340, 38, 80), "#7A4A22")
    pen.ellipse(_round(250, 365, 55, 42), "#F3DFC4")
    pen.ellipse(_round(250, 345, 20, 15), _INK)
    for x in (215, 285):
        pen.ellipse(_round(x, 300, 11, 13), _INK)
    pen.rounded_rectangle((236, 385, 264, 425), 14, "#D9626B")
    for x in (240, 300, 380, 430):
        pen.rounded_rectangle((x, 530, x + 34, 600), 16, "#A56B35")


def _hen(pen: Canvas, x: float, y: float, body: str) -> None:
    pen.polygon([(x + 70, y - 20), (x + 135, y - 80), (x + 120, y + 10)], body)
    pen.ellipse(_round(x, y, 95, 70), body)
    pen.ellipse(_round(x - 75, y - 70, 40, 42), body)
    for bump in range(3):
        pen.ellipse(_round(x - 95 + 20 * bump, y - 115, 13, 15), "#C0392B")
    pen.polygon([(x - 112, y - 72), (x - 145, y - 60), (x - 112, y - 50)], "#E0A030")
    pen.ellipse(_round(x - 85, y - 78, 6, 7), _INK)
    for foot in (-20, 25):
        pen.line((x + foot, y + 65, x + foot, y + 110), "#E0A030", 8)


def _hens(pen: Canvas, _seed: int) -> None:
    pen.rectangle((0, 400, _SIDE, _SIDE), "#C9D69A")
    pen.polygon([(380, 300), (500, 200), (620, 300)], "#8B4A2B")
    pen.rectangle((400, 300, 600, 420), "#B97748")
    pen.rectangle((470, 340, 530, 420), "#5E3A22")
    _hen(pen, 220, 430, "#A85B32")
    _hen(pen, 420, 500, "#EFE3CE")


def _dragon(pen: Canvas, _seed: int) -> None:
    """A child's crayon dragon."""
    pen.rectangle((40, 40, 600, 600), "#FFFDF5", "#DDD6C9", 4)
    for x in range(170, 470, 60):
        pen.polygon([(x, 330), (x + 30, 260), (x + 60, 330)], "#1F6B2C")
    pen.ellipse(_round(320, 380, 180, 85), "#C0392B")
    pen.ellipse(_round(165, 300, 70, 55), "#C0392B")
    pen.polygon([(290, 350), (370, 160), (440, 350)], "#E07A5F", "#7A1E14")
    pen.polygon([(480, 380), (575, 300), (560, 410)], "#C0392B")
    pen.ellipse(_round(150, 285, 12, 14), "white", _INK, 3)
    for tongue in range(4):
        pen.line((100, 320, 60 + 6 * tongue, 290 + 25 * tongue), "#F29F05", 10)
    for foot in (230, 300, 370, 430):
        pen.rounded_rectangle((foot, 440, foot + 28, 510), 12, "#9E2A1E")
    for scale in range(8):
        pen.arc(_round(210 + 32 * scale, 390, 16, 16), 0, 180, "#7A1E14", 4)


def _tractors(pen: Canvas, _seed: int) -> None:
    for row, colour in enumerate(("#C0392B", "#1F6B2C", "#2B4A9B")):
        x, y = 130 + 150 * row, 430 - 90 * row
        pen.rectangle((x, y - 60, x + 120, y), colour)
        pen.rectangle((x, y - 120, x + 55, y - 60), "#E8F1F5", colour, 8)
        pen.ellipse(_round(x + 25, y + 10, 45, 45), _INK)
        pen.ellipse(_round(x + 25, y + 10, 18, 18), "#F2C14E")
        pen.ellipse(_round(x + 110, y + 22, 30, 30), _INK)
    pen.rectangle((0, 560, _SIDE, _SIDE), "#D8C7A3")


def _window(pen: Canvas, _seed: int) -> None:
    """Light through a window, and a mobile of shapes."""
    pen.rectangle((120, 90, 520, 470), "#FFF3C4", "#8A6D3B", 16)
    pen.line((320, 90, 320, 470), "#8A6D3B", 12)
    pen.line((120, 280, 520, 280), "#8A6D3B", 12)
    for place, colour in enumerate(_JUMPERS[:4]):
        x = 180 + 95 * place
        pen.line((x, 90, x, 180 + 35 * (place % 2)), _INK, 3)
        pen.ellipse(_round(x, 205 + 35 * (place % 2), 28, 28), colour)
    pen.polygon([(120, 490), (520, 490), (600, 640), (40, 640)], "#FBE9A7")


def _sea(pen: Canvas, _seed: int) -> None:
    pen.ellipse(_round(500, 130, 60, 60), "#F2C14E")
    pen.rectangle((0, 300, _SIDE, 480), "#4F8FBF")
    for wave in range(6):
        pen.arc((wave * 110 - 20, 310, wave * 110 + 100, 380), 180, 360, "white", 6)
    pen.rectangle((0, 470, _SIDE, _SIDE), "#EBD8A8")
    pen.polygon([(200, 300), (330, 300), (300, 350), (225, 350)], "#8B1A3D")
    pen.polygon([(262, 295), (262, 160), (340, 285)], "white", "#8A8171")


def _cake(pen: Canvas, _seed: int) -> None:
    pen.ellipse(_round(320, 520, 230, 45), "#D8D2C4")
    pen.rounded_rectangle((150, 330, 490, 520), 24, "#A8693A")
    pen.rounded_rectangle((150, 320, 490, 390), 30, "#F7D9E3")
    for candle in range(4):
        x = 205 + 75 * candle
        pen.rectangle((x, 230, x + 16, 320), _JUMPERS[candle])
        pen.ellipse(_round(x + 8, 212, 10, 18), "#F2A516")


def _football(pen: Canvas, _seed: int) -> None:
    pen.rectangle((0, 430, _SIDE, _SIDE), "#7FB069")
    pen.line((90, 430, 90, 170, 400, 170, 400, 430), "white", 14)
    pen.ellipse(_round(430, 480, 95, 95), "white", _INK, 5)
    pen.regular_polygon((430, 480, 36), 5, fill=_INK)
    for x, y in ((430, 395), (510, 455), (480, 555), (380, 555), (350, 455)):
        pen.regular_polygon((x, y, 18), 5, fill=_INK)


def _workbench(pen: Canvas, _seed: int) -> None:
    pen.rectangle((60, 380, 580, 430), "#9A6B3F")
    for x in (90, 520):
        pen.rectangle((x, 430, x + 36, 600), "#7C5330")
    pen.line((180, 370, 300, 230), "#8A8171", 26)
    pen.rounded_rectangle((270, 190, 350, 250), 12, "#4A5765")
    pen.ellipse(_round(440, 320, 60, 60), "#B8BFC6", "#4A5765", 8)
    pen.ellipse(_round(440, 320, 20, 20), "#4A5765")


_PAINTERS: dict[str, Callable[[Canvas, int], None]] = {
    "girl": _girl,
    "boy": _boy,
    "dog": _dog,
    "hens": _hens,
    "dragon": _dragon,
    "tractors": _tractors,
    "window": _window,
    "sea": _sea,
    "cake": _cake,
    "football": _football,
    "workbench": _workbench,
}
PICTURES = tuple(_PAINTERS)


@cache
def paint(name: str) -> bytes:
    """A small JPEG by name; a number after a colon varies the colours, as in ``girl:3``.

    Raises:
        KeyError: no such picture.

    """
    kind, _, number = name.partition(":")
    seed = int(number or 0)
    image = Image.new("RGB", (_SIDE, _SIDE), _SKIES[seed % len(_SKIES)])
    _PAINTERS[kind](ImageDraw.Draw(image), seed)
    out = io.BytesIO()
    image.resize((480, 480), Image.Resampling.LANCZOS).save(out, "JPEG", quality=85)
    return out.getvalue()
