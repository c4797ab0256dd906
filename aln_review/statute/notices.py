"""The prescribed notices as data: who tells whom, after what, and what it must say.

Which notices a case calls for follows from its events; wording and sending are others' work.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from aln_review.domain.bilingual import Text
from aln_review.domain.setting import SettingKind
from aln_review.statute.dated import Row, read


class Party(StrEnum):
    """Who gives a notice, or is given it."""

    CHILD = "child"
    PARENT = "parent"
    YOUNG_PERSON = "young-person"
    REQUESTER = "requester"
    """Whoever asked for the review."""
    SCHOOL = "school"
    COLLEGE = "college"
    AUTHORITY = "authority"
    NHS = "nhs"
    KEEPER = "keeper"
    """The body that maintains the plan."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice."""

    id: str
    """N1 to N21."""
    title: Text
    given_by: tuple[Party, ...]
    given_to: tuple[Party, ...]
    after: tuple[str, ...]
    """Events of a case that call for it."""
    states: tuple[Text, ...]
    """What it must say."""
    reviewing_officer: bool
    """Also to the independent reviewing officer of a looked-after child."""
    law: str
    verified: str
    """``primary``, ``secondary`` or ``unverified``."""


@dataclass(frozen=True, slots=True)
class Notices:
    """All the notices of one edition."""

    edition: str
    notices: tuple[Notice, ...]
    pack: tuple[Text, ...]
    """What the information pack holds."""

    def after(self, event: str, setting: SettingKind) -> tuple[Notice, ...]:
        """Notices that this kind of setting gives after an event.

        An early years setting gives none: it decides nothing, the authority does.
        """
        return tuple(
            notice
            for notice in self.notices
            if event in notice.after and setting.value in notice.given_by
        )


def load_notices(path: Path) -> Notices:
    """The notices held in ``path``.

    Raises:
        OwnFault: the file is missing or damaged.

    """
    row = read(path)
    return Notices(
        row.text("edition"),
        tuple(_notice(notice) for notice in row.rows("notices")),
        tuple(item.pair_here() for item in row.row("pack").rows("items")),
    )


def _notice(row: Row) -> Notice:
    return Notice(
        id=row.text("id"),
        title=row.pair("title"),
        given_by=row.members("from", Party),
        given_to=row.members("to", Party),
        after=row.strings("after"),
        states=tuple(item.pair_here() for item in row.rows("states")),
        reviewing_officer=row.flag("reviewing_officer_if_looked_after"),
        law=row.text("law"),
        verified=row.status("status"),
    )
