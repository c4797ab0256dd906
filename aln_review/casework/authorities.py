"""The local authorities of Wales, so that whoever sets up need not type two names and a number."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from aln_review.casework.places import find_places
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import OwnFault
from aln_review.language.collation import name_key


@dataclass(frozen=True, slots=True)
class Authority:
    """One local authority: its three-digit number and its two names."""

    number: str
    name: Text


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: str
    en: str
    cy: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    edition: str
    sources: list[dict[str, str]]
    status: str
    authorities: list[_Row]


def read_authorities(path: Path) -> tuple[Authority, ...]:
    """The authorities held in a file, in the file's order.

    Raises:
        OwnFault: the file shipped with the program is missing or damaged.

    """
    try:
        file = msgspec.json.decode(path.read_bytes(), type=_File)
    except (OSError, msgspec.MsgspecError) as cause:
        raise OwnFault("error.law.unreadable", file=path.name, at="/") from cause
    return tuple(Authority(row.number, Text.both(row.cy, row.en)) for row in file.authorities)


def authorities() -> tuple[Authority, ...]:
    """The authorities this version knows."""
    return read_authorities(find_places().resources / "authorities" / "wales.json")


def by_name(found: tuple[Authority, ...], language: Language) -> tuple[Authority, ...]:
    """Sorted by the name a reader of this language sees."""
    return tuple(sorted(found, key=lambda one: name_key(one.name.read(language))))
