"""What an object that came from outside must look like, said once: the check and the schema.

A shape checks a parsed value before anything uses it, and prints itself as JSON Schema
(draft 2020-12) so that an authority's supplier checks the same thing in another language. The
published files in ``resources/formats`` are these shapes, printed; a test compares them.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

_UNSEEN = r"\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069"
TEXT = rf"[^{_UNSEEN}]*"
"""Text of several lines: no control characters but tab and line feed, no hidden direction marks."""
LINE = rf"[^{_UNSEEN}\u0009\u000A\u2028\u2029]*"
"""Text of one line."""
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
SHA256 = r"[0-9a-f]{64}"
BASE64URL = r"[A-Za-z0-9_-]+"

_DAY = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_INSTANT = _DAY + r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
_END = r"$(?![\s\S])"
"""The very end, also where ``$`` alone would let a last line feed through."""
_UNSEEN_RE = re.compile(f"[{_UNSEEN}]")


def clean(text: str) -> str:
    """Text as a shape takes it: pasted control and direction marks dropped, line ends unified."""
    if text.isprintable():
        # None of these marks, nor any line end, counts as printable; most texts have none.
        return text
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u000b", "\n")
    return _UNSEEN_RE.sub("", unified)


def clean_line(text: str) -> str:
    """The same for a name or title: one line."""
    return " ".join(clean(text).split())


class Misshapen(ValueError):
    """The value is not of the shape. ``at`` is the path of field names, never content."""

    def __init__(self, at: str) -> None:
        super().__init__(at)
        self.at = at


class Shape(ABC):
    """Something a value can be checked against."""

    @abstractmethod
    def check(self, value: object, at: str = "$") -> None:
        """Pass silently.

        Raises:
            Misshapen: the first place where the value differs.

        """

    @abstractmethod
    def schema(self) -> dict[str, object]:
        """The same rule as JSON Schema, draft 2020-12."""


@dataclass(frozen=True, slots=True)
class Str(Shape):
    """A string of at most ``most`` characters, all of it matching ``pattern``."""

    most: int
    pattern: str = LINE
    least: int = 0

    def check(self, value: object, at: str = "$") -> None:
        """See :meth:`Shape.check`."""
        if (
            not isinstance(value, str)
            or not self.least <= len(value) <= self.most
            or not re.fullmatch(self.pattern, value)
        ):
            raise Misshapen(at)

    def schema(self) -> dict[str, object]:
        """See :meth:`Shape.schema`."""
        made: dict[str, object] = {"type": "string", "maxLength": self.most}
        if self.least:
            made["minLength"] = self.least
        return {**made, "pattern": f"^(?:{self.pattern}){_END}"}


@dataclass(frozen=True, slots=True)
class Day(Shape):
    """A civil date that exists, ISO 8601."""

    def check(self, value: object, at: str = "$") -> None:
        """See :meth:`Shape.check`."""
        Str(10, _DAY).check(value, at)
        _exists(str(value), at)

    def schema(self) -> dict[str, object]:
        """See :meth:`Shape.schema`."""
        return {**Str(10, _DAY).schema(), "format": "date"}


@dataclass(frozen=True, slots=True)
class Instant(Shape):
    """A moment that exists: UTC, whole seconds, ``2026-11-30T10:15:00Z``."""

    def check(self, value: object, at: str = "$") -> None:
        """See :meth:`Shape.check`."""
        Str(20, _INSTANT).check(value, at)
        _exists(str(value)[:10], at)

    def schema(self) -> dict[str, object]:
        """See :meth:`Shape.schema`."""
        return {**Str(20, _INSTANT).schema(), "format": "date-time"}


def _exists(day: str, at: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise Misshapen(at) from None


@dataclass(frozen=True, slots=True)
class OneOf(Shape):
    """One of a closed list of strings."""

    choices: tuple[str, ...]

    def check(self, value: object, at: str = "$") -> None:
        """See :meth:`Shape.check`."""
        if not isinstance(value, str) or value not in self.choices:
            raise Misshapen(at)

    def schema(self) -> dict[str, object]:
        """See :meth:`Shape.schema`."""
        return {"enum": list(self.choices)}


@dataclass(frozen=True, slots=True)
class Int(Shape):
    """A whole number between two bounds, both allowed."""

    least: int = 0
    most: int = (1 << 53) - 1

    def check(self, value: object, at: str = "$") -> None:
        """See :meth:`Shape.check`."""
        if type(value) is not int or not self.least <= value <= self.most:
            raise Misshapen(at)

    def schema(self) -> dict[str, object]:
        """See :meth:`Shape.schema`."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Bool(Shape):
    """True or false."""

    def check(self, value: object, at: str = "$") -> None:
        """See :meth:`Shape.check`."""
        if type(value) is not bool:
            raise Misshapen(at)

    def schema(self) -> dict[str, object]:
        """See :meth:`Shape.schema`."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Maybe(Shape):
    """The shape, or null."""

    shape: Shape

    def check(self, value: object, at: str = "$") -> None:
        """See :meth:`Shape.check`."""
        if value is not None:
            self.shape.check(value, at)

    def schema(self) -> dict[str, object]:
        """See :meth:`Shape.schema`."""
        return {"anyOf": [{"type": "null"}, self.shape.schema()]}


@dataclass(frozen=True, slots=True)
class Arr(Shape):
    """A list of at most ``most`` values of one shape."""

    shape: Shape
    most: int
    least: int = 0

    def check(self, value: object, at: str = "$") -> None:
        """See :meth:`Shape.check`."""
        if not isinstance(value, list) or not self.least <= len(value) <= self.most:
            raise Misshapen(at)
        for place, item in enumerate(value):
            self.shape.check(item, f"{at}[{place}]")

    def schema(self) -> dict[str, object]:
        """See :meth:`Shape.schema`."""
        made: dict[str, object] = {"type": "array", "items": self.shape.schema()}
        if self.least:
            made["minItems"] = self.least
        return {**made, "maxItems": self.most}


@dataclass(frozen=True, slots=True)
class Obj(Shape):
    """An object with exactly these fields: none missing, none more."""

    fields: Mapping[str, Shape] = field(default_factory=dict)

    def check(self, value: object, at: str = "$") -> None:
        """See :meth:`Shape.check`."""
        if not isinstance(value, dict) or value.keys() != self.fields.keys():
            raise Misshapen(at)
        for name, shape in self.fields.items():
            shape.check(value[name], f"{at}.{name}")

    def schema(self) -> dict[str, object]:
        """See :meth:`Shape.schema`."""
        return {
            "type": "object",
            "properties": {name: shape.schema() for name, shape in self.fields.items()},
            "required": list(self.fields),
            "additionalProperties": False,
        }


NAMES = Obj({"cy": Str(300), "en": Str(300)})
"""One name in both languages."""


def published(shape: Shape, title: str) -> dict[str, object]:
    """A whole schema file for ``shape``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **shape.schema(),
    }
