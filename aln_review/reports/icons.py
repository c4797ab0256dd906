"""Line icons as vector paths: sharp in print, small in the file.

Reads the part of SVG that the icon set uses: paths, circles, ellipses, lines, polylines,
polygons and rectangles, in a 24-unit square with the y axis pointing down.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from typing import Final
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

GRID: Final = 24.0
"""Side of the square every icon is drawn in, in its own units."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """One drawing step: ``op`` is the PDF operator (m, l, c, h), ``points`` its operands."""

    op: str
    points: tuple[Point, ...] = ()


@cache
def _archive() -> ZipFile:
    return ZipFile(BytesIO((files("lucide") / "lucide.zip").read_bytes()))


@cache
def strokes(name: str) -> tuple[Stroke, ...]:
    """The icon's strokes; raises ``KeyError`` for a name the set does not hold."""
    root = fromstring(_archive().read(f"{name}.svg").decode())
    found: list[Stroke] = []
    for element in root.iter():
        found += _shape(element.tag.rpartition("}")[2], element.attrib)
    return tuple(found)


def _shape(tag: str, given: dict[str, str]) -> list[Stroke]:
    def number(name: str) -> float:
        return float(given.get(name, "0"))

    if tag == "path":
        return _Reader(given["d"]).read()
    if tag in {"circle", "ellipse"}:
        across, down = number("r") or number("rx"), number("r") or number("ry")
        return _ellipse((number("cx"), number("cy")), across, down)
    if tag == "line":
        return _joined([(number("x1"), number("y1")), (number("x2"), number("y2"))])
    if tag in {"polyline", "polygon"}:
        flat = [float(value) for value in re.split(r"[ ,]+", given["points"].strip())]
        drawn = _joined(list(zip(flat[::2], flat[1::2], strict=True)))
        return [*drawn, Stroke("h")] if tag == "polygon" else drawn
    if tag == "rect":
        radius = number("rx") or number("ry")
        area = (number("x"), number("y"), number("width"), number("height"))
        return rounded(area, (radius, radius, radius, radius))
    return []


def _joined(points: list[Point]) -> list[Stroke]:
    return [Stroke("l" if i else "m", (point,)) for i, point in enumerate(points)]


KAPPA: Final = 4 / 3 * math.tan(math.pi / 8)
"""How far a quarter circle's control points lie along its tangents."""


def _ellipse(centre: Point, rx: float, ry: float) -> list[Stroke]:
    x, y = centre
    k, j = rx * KAPPA, ry * KAPPA
    return [
        Stroke("m", ((x + rx, y),)),
        Stroke("c", ((x + rx, y + j), (x + k, y + ry), (x, y + ry))),
        Stroke("c", ((x - k, y + ry), (x - rx, y + j), (x - rx, y))),
        Stroke("c", ((x - rx, y - j), (x - k, y - ry), (x, y - ry))),
        Stroke("c", ((x + k, y - ry), (x + rx, y - j), (x + rx, y))),
        Stroke("h"),
    ]


Corners = tuple[float, float, float, float]
"""Radii of the upper left, upper right, lower right and lower left corners."""


def rounded(area: tuple[float, float, float, float], corners: Corners) -> list[Stroke]:
    """A rectangle ``(x, y, width, height)``, clockwise, with round corners."""
    x, y, wide, high = area
    a, b, c, d = (min(radius, wide, high / 2) for radius in corners)
    i, j, k, m = (radius * (1 - KAPPA) for radius in (a, b, c, d))
    right, bottom = x + wide, y + high
    return [
        Stroke("m", ((x + a, y),)),
        Stroke("l", ((right - b, y),)),
        Stroke("c", ((right - j, y), (right, y + j), (right, y + b))),
        Stroke("l", ((right, bottom - c),)),
        Stroke("c", ((right, bottom - k), (right - k, bottom), (right - c, bottom))),
        Stroke("l", ((x + d, bottom),)),
        Stroke("c", ((x + m, bottom), (x, bottom - m), (x, bottom - d))),
        Stroke("l", ((x, y + a),)),
        Stroke("c", ((x, y + i), (x + i, y), (x + a, y))),
        Stroke("h"),
    ]


NUMBER: Final = re.compile(r"[ ,\t\n]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
FLAG: Final = re.compile(r"[ ,\t\n]*([01])")
COMMAND: Final = re.compile(r"[ ,\t\n]*([MmLlHhVvCcSsQqTtAaZz])")


class _Reader:
    """Reads one ``d`` attribute (SVG 1.1, section 8.3) into absolute strokes."""

    def __init__(self, data: str) -> None:
        self._data = data
        self._at = 0
        self._here: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)
        self._control: Point = (0.0, 0.0)
        self._out: list[Stroke] = []

    def read(self) -> list[Stroke]:
        """All strokes; raises ``ValueError`` where the data cannot be read."""
        command = ""
        while self._data[self._at :].strip(" ,\t\n"):
            found = COMMAND.match(self._data, self._at)
            if found:
                self._at = found.end()
                command = found[1]
            elif command in {"M", "m"}:
                command = "L" if command == "M" else "l"
            self._step(command)
        return self._out

    def _step(self, command: str) -> None:
        kind, relative = command.upper(), command.islower()
        if kind == "Z":
            self._out.append(Stroke("h"))
            self._here = self._control = self._start
        elif kind == "M":
            self._start = self._here = self._control = self._point(relative)
            self._out.append(Stroke("m", (self._here,)))
        elif kind in "LHV":
            self._line(kind, relative)
        elif kind in "CS":
            first = self._point(relative) if kind == "C" else self._mirrored()
            self._curve(first, self._point(relative), self._point(relative))
        elif kind in "QT":
            bend = self._point(relative) if kind == "Q" else self._mirrored()
            self._quadratic(bend, self._point(relative))
        else:
            self._arc(relative)

    def _number(self, pattern: re.Pattern[str] = NUMBER) -> float:
        found = pattern.match(self._data, self._at)
        if not found:
            raise ValueError(self._at)
        self._at = found.end()
        return float(found[1])

    def _point(self, relative: bool) -> Point:
        x, y = self._number(), self._number()
        return (self._here[0] + x, self._here[1] + y) if relative else (x, y)

    def _mirrored(self) -> Point:
        return (2 * self._here[0] - self._control[0], 2 * self._here[1] - self._control[1])

    def _line(self, kind: str, relative: bool) -> None:
        if kind == "L":
            end = self._point(relative)
        else:
            axis = 0 if kind == "H" else 1
            value = self._number() + (self._here[axis] if relative else 0.0)
            end = (value, self._here[1]) if axis == 0 else (self._here[0], value)
        self._here = self._control = end
        self._out.append(Stroke("l", (end,)))

    def _curve(self, first: Point, second: Point, end: Point) -> None:
        self._out.append(Stroke("c", (first, second, end)))
        self._here, self._control = end, second

    def _quadratic(self, bend: Point, end: Point) -> None:
        def towards(point: Point) -> Point:
            return (
                point[0] + (bend[0] - point[0]) * 2 / 3,
                point[1] + (bend[1] - point[1]) * 2 / 3,
            )

        self._out.append(Stroke("c", (towards(self._here), towards(end), end)))
        self._here, self._control = end, bend

    def _arc(self, relative: bool) -> None:
        rx, ry, tilt = abs(self._number()), abs(self._number()), math.radians(self._number())
        large, sweep = self._number(FLAG) == 1, self._number(FLAG) == 1
        end = self._point(relative)
        for piece in arc(self._here, end, (rx, ry, tilt), large=large, sweep=sweep):
            self._out.append(piece)
        self._here = self._control = end


def arc(
    start: Point, end: Point, shape: tuple[float, float, float], *, large: bool, sweep: bool
) -> list[Stroke]:
    """An elliptical arc as cubic curves of a quarter turn at most (SVG 1.1, appendix F.6).

    ``shape`` is both radii and the tilt in radians.
    """
    rx, ry, tilt = shape
    if math.dist(start, end) < 1e-9:
        return []
    if not rx or not ry:
        return [Stroke("l", (end,))]
    cos, sin = math.cos(tilt), math.sin(tilt)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x1, y1 = cos * dx + sin * dy, -sin * dx + cos * dy
    stretch = max(1.0, math.hypot(x1 / rx, y1 / ry))
    rx, ry = rx * stretch, ry * stretch
    across = (rx * y1) ** 2 + (ry * x1) ** 2
    root = math.sqrt(max(0.0, (rx * ry) ** 2 / across - 1)) * (-1 if large == sweep else 1)
    cx1, cy1 = root * rx * y1 / ry, -root * ry * x1 / rx
    centre_x = cos * cx1 - sin * cy1 + (start[0] + end[0]) / 2
    centre_y = sin * cx1 + cos * cy1 + (start[1] + end[1]) / 2
    first = math.atan2((y1 - cy1) / ry, (x1 - cx1) / rx)
    turn = math.atan2((-y1 - cy1) / ry, (-x1 - cx1) / rx) - first
    if sweep and turn < 0:
        turn += 2 * math.pi
    elif not sweep and turn > 0:
        turn -= 2 * math.pi

    def at(x: float, y: float) -> Point:
        return (centre_x + cos * x * rx - sin * y * ry, centre_y + sin * x * rx + cos * y * ry)

    count = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    pull = 4 / 3 * math.tan(turn / count / 4)
    angles = [first + turn * i / count for i in range(count + 1)]
    drawn: list[Stroke] = []
    for a, b in pairwise(angles):
        leave = at(math.cos(a) - pull * math.sin(a), math.sin(a) + pull * math.cos(a))
        arrive = at(math.cos(b) + pull * math.sin(b), math.sin(b) - pull * math.cos(b))
        drawn.append(Stroke("c", (leave, arrive, at(math.cos(b), math.sin(b)))))
    return drawn
