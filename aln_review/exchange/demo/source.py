"""Reads the demo files: strictly, so that a slip of the pen is found at once."""

from __future__ import annotations

from pathlib import Path

import msgspec

from aln_review.domain.bilingual import Language
from aln_review.domain.plan import KeptBy
from aln_review.domain.setting import SettingKind
from aln_review.exchange.demo.crowd_rows import CrowdRow
from aln_review.exchange.demo.rows import LearnerRow, Pair, Row, StaffRow


class SettingRow(Row, frozen=True):
    """Who holds the vault."""

    kind: SettingKind
    name: Pair
    authority: str
    authority_name: Pair
    person: str
    role: Pair
    language: Language
    kept_by: KeptBy
    contact: Pair
    number: str
    """Four digits of the invented establishment, for learner numbers."""


class UsedRow(Row, frozen=True):
    """A row of section 3A that many plans share."""

    item: Pair
    author: Pair


class DemoFile(Row, frozen=True):
    """One setting's demo data."""

    note: str
    setting: SettingRow
    form_edition: str
    learner_role: Pair
    not_looked_after: Pair
    event_words: dict[str, Pair]
    """What a plan's timeline says of an event of the case, by kind."""
    prepared: tuple[str, ...]
    """Keys of the preparation list, all done before a review that has been held."""
    used: tuple[UsedRow, ...]
    """What a plan rests on where its row does not say: the rows of section 3A."""
    staff: tuple[StaffRow, ...]
    learners: tuple[LearnerRow, ...]
    crowd: CrowdRow | None = None


class NamesFile(Row, frozen=True):
    """Lists that invented names are drawn from."""

    note: str
    months: dict[Language, tuple[str, ...]]
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    surnames: tuple[str, ...]
    mothers: tuple[str, ...]
    fathers: tuple[str, ...]
    streets: tuple[str, ...]
    places: tuple[str, ...]


def read_demo(path: Path) -> DemoFile:
    """Read one setting's file.

    Raises:
        OSError: the file cannot be read.
        msgspec.ValidationError: the file is not of this shape.

    """
    return msgspec.json.decode(path.read_bytes(), type=DemoFile)


def read_names(path: Path) -> NamesFile:
    """Read the lists of names; raises as :func:`read_demo` does."""
    return msgspec.json.decode(path.read_bytes(), type=NamesFile)
