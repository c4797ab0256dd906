"""Reading the law's files: dated JSON with typed places, so that damage is named, not guessed at.

Nothing here knows what a rule means. A file that does not hold what it should is our own fault
(it ships with the product), and is said as such with the file's name and the place in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import OwnFault

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

STATUSES: Final = {
    "verified_primary": "primary",
    "verified_secondary": "secondary",
    "own_knowledge_not_verified": "unverified",
}
"""How far a statement was checked, as the files say it and as the product shows it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One JSON object of a law file, read place by place.

    Every reader raises OwnFault ``error.law.unreadable`` when the place is missing or holds
    something else, unless it says what an absent place means.
    """

    values: Mapping[str, object]
    file: str
    at: str = ""

    def _fault(self, key: str) -> OwnFault:
        return OwnFault("error.law.unreadable", file=self.file, at=f"{self.at}/{key}")

    def has(self, key: str) -> bool:
        """Whether the place is there at all."""
        return key in self.values

    def text(self, key: str) -> str:
        """A string."""
        value = self.values.get(key)
        if not isinstance(value, str):
            raise self._fault(key)
        return value

    def text_or(self, key: str, absent: str) -> str:
        """A string, or ``absent`` when the place is missing."""
        return self.text(key) if self.has(key) else absent

    def number(self, key: str) -> int:
        """A whole number."""
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._fault(key)
        return value

    def flag(self, key: str) -> bool:
        """True or false; absent means false."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self._fault(key)
        return value

    def day(self, key: str) -> date:
        """An ISO 8601 date."""
        try:
            return date.fromisoformat(self.text(key))
        except ValueError:
            raise self._fault(key) from None

    def month_and_day(self, key: str) -> tuple[int, int]:
        """A month and day of any year, as ``12-25``."""
        try:
            on = date.fromisoformat(f"2000-{self.text(key)}")
        except ValueError:
            raise self._fault(key) from None
        return on.month, on.day

    def one_of(self, key: str, known: Mapping[str, T]) -> T:
        """What the name in this place stands for among ``known``."""
        name = self.text(key)
        if name not in known:
            raise self._fault(key)
        return known[name]

    def pair(self, key: str) -> Text:
        """A ``{"en": …, "cy": …}`` pair that stands as equals; both must be there."""
        return self.row(key).pair_here()

    def pair_here(self) -> Text:
        """The object itself, read as such a pair."""
        return Text.both(self.text("cy"), self.text("en"), Language.EN)

    def pair_or_empty(self, key: str) -> Text:
        """A pair, or empty text when the place is missing."""
        return self.pair(key) if self.has(key) else Text()

    def status(self, key: str) -> str:
        """How far something was checked: ``primary``, ``secondary`` or ``unverified``."""
        return self.one_of(key, STATUSES)

    def member(self, key: str, kind: type[E]) -> E:
        """One of a fixed set of values."""
        try:
            return kind(self.text(key))
        except ValueError:
            raise self._fault(key) from None

    def member_or(self, key: str, absent: E) -> E:
        """One of a fixed set of values, or ``absent`` when the place is missing."""
        return self.member(key, type(absent)) if self.has(key) else absent

    def members(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """A list of such values; absent means none."""
        try:
            return tuple(kind(value) for value in self.strings(key))
        except ValueError:
            raise self._fault(key) from None

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of strings; absent means none."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._fault(key)
        return tuple(value)

    def row(self, key: str) -> Row:
        """An inner object."""
        value = self.values.get(key)
        if not isinstance(value, dict):
            raise self._fault(key)
        return Row(value, self.file, f"{self.at}/{key}")

    def rows(self, key: str) -> tuple[Row, ...]:
        """A list of inner objects; absent means none."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self._fault(key)
        found = []
        for index, item in enumerate(value):
            if not isinstance(item, dict):
                raise self._fault(f"{key}/{index}")
            found.append(Row(item, self.file, f"{self.at}/{key}/{index}"))
        return tuple(found)


def read(path: Path) -> Row:
    """The file's outermost object.

    Raises:
        OwnFault: there is no such file, or it is not a JSON object.

    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise OwnFault("error.law.unreadable", file=path.name, at="/") from None
    if not isinstance(value, dict):
        raise OwnFault("error.law.unreadable", file=path.name, at="/")
    return Row(value, path.name)
