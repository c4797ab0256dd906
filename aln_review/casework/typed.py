"""What a person typed or pasted, before any command sees it: hidden marks dropped, lengths judged.

One place for every command there is and will be. The lengths are below what a package can carry
(``packages/record.py``), so that nothing can be kept here that could not be sent.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import TypeVar

from aln_review.domain.bilingual import Text
from aln_review.domain.dispatch import ReturnReason
from aln_review.domain.errors import Refusal
from aln_review.packages.shapes import clean

T = TypeVar("T")

MOST_LINE = 300
"""Letters of a name, an address or another single line of a record."""
MOST_TEXT = 20_000
"""Letters of a statement or a field: some ten printed pages."""
LONGER = {Text: MOST_TEXT, ReturnReason: 4_000}
"""Texts within a record; a reason has the length a receipt can carry."""
LINES = frozenset({"at", "called", "detail", "name", "person_id", "place", "said_by", "who"})
"""Fields of commands that are names or single lines."""


def as_typed(command: T) -> T:
    """The command with control characters and hidden direction marks dropped from its texts.

    Raises:
        Refusal: a text is too long; nothing was done.

    """
    return _walked(command, MOST_TEXT)


def _walked(value: T, most: int) -> T:
    found: object = value
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        found = _cleaned(value, most)
    elif isinstance(value, tuple):
        parts = tuple(_walked(part, most) for part in value)
        found = value if all(a is b for a, b in zip(parts, value, strict=True)) else parts
    elif is_dataclass(value) and not isinstance(value, type):
        found = _record(value)
    return found  # type: ignore[return-value]


def _record(value: object) -> object:
    """A dataclass with its texts cleaned; the same one when there was nothing to clean."""
    if not getattr(value, "typed", True):
        return value
    commands_own = hasattr(value, "run")
    most = MOST_TEXT if commands_own else LONGER.get(type(value), MOST_LINE)
    changed: dict[str, object] = {}
    for name in _names(type(value)):  # type: ignore[arg-type]  # a class is hashable
        held = getattr(value, name)
        found = _walked(held, MOST_LINE if name in LINES else most)
        if found is not held:
            changed[name] = found
    return replace(value, **changed) if changed else value  # type: ignore[type-var]


@cache
def _names(kind: type[object]) -> tuple[str, ...]:
    """A dataclass's fields: asked for at every pause in typing."""
    return tuple(field.name for field in fields(kind))  # type: ignore[arg-type]


def _cleaned(text: str, most: int) -> str:
    if len(text) > most:
        raise Refusal("error.text.too_long", limit=most)
    found = clean(text)
    return text if found == text else found
