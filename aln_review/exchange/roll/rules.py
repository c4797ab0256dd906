"""Headings, months and everyday values in both languages, read from the rules file.

The words of school systems change without notice, so they are data, not code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from aln_review.domain.bilingual import Text
from aln_review.domain.errors import OwnFault
from aln_review.exchange.roll.fields import Field

_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Letters and digits alone, small and without accents: *D.O.B.* and *dob* are one."""
    bare = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return _NOT_WORD.sub("", bare.casefold())


@lru_cache(maxsize=16_384)
def words_of(text: str) -> str:
    """Small letters without accents, single spaces kept: how a value is looked up."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w\s/-]", " ", kept).split())


class LanguageName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language under its two names, and other words rolls use for it."""

    cy: str
    en: str
    also: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    edition: str
    sources: list[str]
    verified: bool
    fields: dict[str, list[str]]
    months: dict[str, list[str]]
    values: dict[str, list[str]]
    needs: dict[str, list[str]]
    languages: list[LanguageName]


@dataclass(frozen=True, slots=True)
class RollRules:
    """The rules file, indexed for looking up."""

    headings: Mapping[str, Field]
    """By folded heading."""
    months: Mapping[str, int]
    """By small bare name."""
    values: Mapping[str, frozenset[str]]
    """By kind of value, such as ``yes``: the words that mean it."""
    needs: Mapping[str, str]
    """Code of an area of need, by folded code, name or older code."""
    languages: Mapping[str, Text]
    """By folded name: the language's name in Welsh and English."""
    welsh: Text
    english: Text

    @classmethod
    def parse(cls, data: bytes) -> RollRules:
        """Read the bytes of ``roll_headings.json``.

        Raises:
            OwnFault: the file shipped with the program is not what this version reads.

        """
        try:
            file = msgspec.json.decode(data, type=_File)
            headings = {
                fold(name): Field(field) for field, names in file.fields.items() for name in names
            }
            months = {name: int(n) for n, names in file.months.items() for name in names}
        except (msgspec.MsgspecError, ValueError) as cause:
            raise OwnFault("error.roll.rules") from cause
        return cls(
            headings=headings,
            months=months,
            values={kind: frozenset(map(words_of, v)) for kind, v in file.values.items()},
            needs={fold(word): code for code, v in file.needs.items() for word in (code, *v)},
            languages={
                fold(word): Text.both(name.cy, name.en)
                for name in file.languages
                for word in (name.cy, name.en, *name.also)
            },
            welsh=Text.both(file.languages[0].cy, file.languages[0].en),
            english=Text.both(file.languages[1].cy, file.languages[1].en),
        )

    @classmethod
    def load(cls, resources: Path) -> RollRules:
        """The rules that ship with the product; raises as :meth:`parse` does."""
        try:
            return cls.parse((resources / "rules" / "roll_headings.json").read_bytes())
        except OSError as cause:
            raise OwnFault("error.roll.rules") from cause

    def heading(self, text: str) -> Field:
        """What a heading means, whatever its accents, capitals, spaces and stops."""
        folded = fold(text)
        found = self.headings.get(folded)
        if found is None:
            found = self.headings.get(re.sub(r"^(pupil|student|learner)s?", "", folded))
        return Field.UNKNOWN if found is None else found

    def means(self, kind: str, value: str) -> bool:
        """Whether a value is one of the words listed under ``kind``."""
        return words_of(value) in self.values[kind]
