"""What each check of the vault looks at, and what it calls a fault."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

import msgspec

from aln_review.domain.dispatch import ArrivalState, LineState, OutboxLine
from aln_review.domain.errors import Fact
from aln_review.store.access import chain, line_at
from aln_review.store.contents import Contents
from aln_review.store.damage import damaged_pages
from aln_review.store.engine import Connection, Row
from aln_review.store.kinds import ARRIVALS, KINDS, OUTBOX
from aln_review.vault.access_log import moment_of
from aln_review.vault.keys import DataKey

CLOCK_SLACK = timedelta(minutes=5)
"""A clock this far out is worth a word."""
CLOCK_AHEAD = timedelta(days=2 * 366)
"""A vault that was not opened for so long is rarer than a clock set wrong."""
SEQUENCE = "dispatch.sequence"
"""Where the counter of packages is kept."""


class CheckName(StrEnum):
    """What is looked at, in order."""

    PAGES = "pages"
    STRUCTURE = "structure"
    LINKS = "links"
    ITEMS = "items"
    CONTENTS = "contents"
    LOOSE = "loose"
    SEARCH = "search"
    OUTBOX = "outbox"
    CLOCK = "clock"
    CHAIN = "chain"


@dataclass(frozen=True, slots=True)
class Detail:
    """One fault: a message key and its facts. ``learner_id`` says whose record it touches."""

    key: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    learner_id: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look found: how many faults, or for the chain the first bad line; and which."""

    count: int
    details: tuple[Detail, ...] = ()

    @classmethod
    def each(cls, details: list[Detail]) -> Found:
        """Every detail is one fault."""
        return cls(len(details), tuple(details))


@dataclass(frozen=True, slots=True)
class Ground:
    """What a look may look at: a snapshot, the file with its key, and the present."""

    connection: Connection
    path: Path
    key: DataKey
    now: datetime


def _pages(ground: Ground) -> Found:
    return Found(damaged_pages(ground.connection, ground.path, ground.key))


def _structure(ground: Ground) -> Found:
    rows = ground.connection.rows("PRAGMA integrity_check")
    return Found(sum(row != ("ok",) for row in rows))


def _links(ground: Ground) -> Found:
    return Found(len(ground.connection.rows("PRAGMA foreign_key_check")))


def _items(ground: Ground) -> Found:
    unreadable: Counter[str] = Counter()
    for table, kind in KINDS.items():
        decode = msgspec.json.Decoder(kind.type).decode
        for (body,) in ground.connection.each(f'SELECT body FROM "{table}"'):  # noqa: S608
            try:
                decode(body)
            except msgspec.MsgspecError:
                unreadable[table] += 1
    details = (Detail(f"vault.kind.{table}", {"count": n}) for table, n in unreadable.items())
    return Found(unreadable.total(), tuple(details))


_BROKEN_CONTENTS = (
    "SELECT c.id FROM contents c WHERE c.size IS NOT (SELECT coalesce(sum(length(data)), 0)"
    " FROM content_parts p WHERE p.content_id = c.id) OR c.parts IS NOT "
    "(SELECT count(*) FROM content_parts p WHERE p.content_id = c.id) ORDER BY c.id"
)
_WITHOUT_CONTENTS = (
    "SELECT d.id, d.learner_id FROM documents d WHERE NOT EXISTS "
    "(SELECT 1 FROM contents c WHERE c.id = d.id) ORDER BY d.id"
)


def _contents(ground: Ground) -> Found:
    broken = {str(row[0]) for row in ground.connection.rows(_BROKEN_CONTENTS)}
    parts = ground.connection.each("SELECT content_id, data, digest FROM content_parts")
    for content_id, data, digest in parts:
        if hashlib.sha256(data).digest() != digest:
            broken.add(str(content_id))
    owners: dict[str, str | None] = dict(
        ground.connection.rows("SELECT id, learner_id FROM documents")
    )
    details = [
        Detail("vault.health.contents.not_whole", {}, str(owners.get(one) or ""))
        for one in sorted(broken)
    ]
    details += [
        Detail("vault.health.contents.missing", {}, str(learner_id or ""))
        for _, learner_id in ground.connection.rows(_WITHOUT_CONTENTS)
    ]
    return Found.each(details)


def loose_contents(contents: Contents) -> list[str]:
    """Ids of bytes that no document, no package sent and no package that came refers to."""
    return contents.loose()


def _loose(ground: Ground) -> Found:
    contents = Contents(ground.connection, _untouched)
    details = [
        Detail("vault.health.loose.one", {"kilobytes": max(1, contents.size(one) // 1024)})
        for one in contents.loose()
    ]
    return Found.each(details)


def _untouched() -> None:
    """A look touches nothing."""


_SEARCH_FAULTS = (
    "SELECT count(*) FROM learners WHERE id NOT IN (SELECT id FROM names)",
    "SELECT count(*) FROM names WHERE id NOT IN (SELECT id FROM learners)",
    # What waits to be indexed may be gone already.
    "SELECT count(*) FROM texts t WHERE NOT EXISTS "
    "(SELECT 1 FROM unindexed u WHERE u.kind = t.kind AND u.id = t.id) AND NOT EXISTS "
    "(SELECT 1 FROM words w WHERE t.kind = 'words' AND w.id = t.id) AND NOT EXISTS "
    "(SELECT 1 FROM plans p WHERE t.kind = 'plans' AND p.id = t.id)",
    "SELECT count(*) FROM names WHERE seq NOT IN (SELECT id FROM names_index_docsize)",
    "SELECT count(*) FROM texts WHERE seq NOT IN (SELECT id FROM texts_index_docsize)",
    "SELECT count(*) FROM names_index_docsize WHERE id NOT IN (SELECT seq FROM names)",
    "SELECT count(*) FROM texts_index_docsize WHERE id NOT IN (SELECT seq FROM texts)",
)


def _search(ground: Ground) -> Found:
    return Found(sum(ground.connection.number(one) for one in _SEARCH_FAULTS))


_SENT = frozenset({LineState.DELIVERED, LineState.ACCEPTED, LineState.RETURNED})
_WAITING = frozenset({LineState.FROZEN, LineState.OFFERING})
_ANSWERED = frozenset({LineState.ACCEPTED, LineState.RETURNED})
_GONE = (
    "SELECT count(DISTINCT subject) FROM access_log WHERE action = 'package.frozen' "
    "AND subject NOT IN (SELECT id FROM outbox)"
)


def _outbox(ground: Ground) -> Found:
    """Lines against their bytes, their receipts, their numbers and the log of what was sent."""
    connection = ground.connection
    decode = msgspec.json.Decoder(OutboxLine).decode
    lines = [decode(body) for (body,) in connection.rows("SELECT body FROM outbox ORDER BY id")]
    learners = {str(row[0]) for row in connection.rows("SELECT id FROM learners")}
    contents = Contents(connection, _untouched)
    held = set(contents.ids())
    found: list[Detail] = []
    for one in lines:
        told = {"number": one.sequence}
        # The bytes of an erased learner's package went with the record; the line stays.
        needed = one.state in _WAITING or one.learner_id in learners
        if one.id not in held:
            if needed:
                found.append(Detail("vault.health.outbox.no_bytes", told, one.learner_id))
        elif contents.digest(one.id) != one.sha256:
            found.append(Detail("vault.health.outbox.other_bytes", told, one.learner_id))
        if not _possible(one):
            found.append(Detail("vault.health.outbox.state", told, one.learner_id))
    found += _numbers(connection, [one.sequence for one in lines])
    gone = connection.number(_GONE)
    if gone:
        found.append(Detail("vault.health.outbox.gone", {"count": gone}))
    return Found.each(found + _arrived(connection, contents, held))


def _possible(line: OutboxLine) -> bool:
    """Whether a line can have come to say what it says (``sync/outbox.py`` is how it moves)."""
    answered = line.state in _ANSWERED
    proved = bool(line.delivered_receipt or line.answer_receipt)
    if line.erased_on is not None and line.state is LineState.RETURNED:
        # Its answer carried reasons inside the signature, and went with the record.
        return not line.answer_receipt
    if answered != bool(line.answer_receipt) or (line.state in _SENT) != proved:
        return False
    untried = not line.attempts and line.offered_at is None
    return untried if line.state is LineState.TAKEN_BACK else True


def _numbers(connection: Connection, numbers: list[int]) -> list[Detail]:
    """Packages are numbered from one without gaps, and no line is ever deleted."""
    twice = [number for number, times in Counter(numbers).items() if times > 1]
    found = [Detail("vault.health.outbox.twice", {"number": one}) for one in sorted(twice)]
    row = connection.first("SELECT value FROM meta WHERE name = ?", SEQUENCE)
    given = int(row[0]) if row is not None else max(numbers, default=0)
    missing = sorted(set(range(1, given + 1)) - set(numbers))
    found += [Detail("vault.health.outbox.missing", {"number": one}) for one in missing]
    behind = [number for number in numbers if number > given]
    return found + [Detail("vault.health.outbox.beyond", {"number": one}) for one in behind]


def _arrived(connection: Connection, contents: Contents, held: set[str]) -> list[Detail]:
    decode = msgspec.json.Decoder(ARRIVALS.type).decode
    found = []
    for (body,) in connection.rows("SELECT body FROM arrivals ORDER BY id"):
        one = decode(body)
        settled = one.state in (ArrivalState.ACCEPTED, ArrivalState.RETURNED)
        same = one.id in held and contents.digest(one.id) == one.sha256
        if not same and (one.id in held or not settled):
            found.append(Detail("vault.health.outbox.arrival", {"at": one.arrived_at}))
    return found


_BEFORE_THIS_SITTING = (
    "SELECT max(at) FROM access_log WHERE seq < (SELECT max(seq) FROM access_log "
    "WHERE action IN ('vault.opened', 'vault.made', 'vault.recovered'))"
)


def _clock(ground: Ground) -> Found:
    """The computer's clock against the log's newest line and what the authority signed."""
    found = []
    newest = _moment(ground.connection.first("SELECT max(at) FROM access_log"))
    if newest is not None and newest > ground.now + CLOCK_SLACK:
        found.append(Detail("vault.health.clock.behind", {"at": newest}))
    signed = max(_authority_times(ground.connection), default=None)
    if signed is not None and signed > ground.now + CLOCK_SLACK:
        found.append(Detail("vault.health.clock.authority", {"at": signed}))
    before = _moment(ground.connection.first(_BEFORE_THIS_SITTING))
    if before is not None and ground.now > before + CLOCK_AHEAD:
        found.append(Detail("vault.health.clock.ahead", {"at": before}))
    return Found.each(found)


def _moment(row: Row | None) -> datetime | None:
    """A line's time; none where there is no line, or somebody wrote something else in its place."""
    try:
        at = datetime.fromisoformat(row[0]) if row and row[0] else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None


def _authority_times(connection: Connection) -> Iterator[datetime]:
    decode = msgspec.json.Decoder(OUTBOX.type).decode
    for (body,) in connection.rows("SELECT body FROM outbox"):
        line = decode(body)
        yield from (at for at in (line.delivered_at, line.answered_at) if at is not None)


def _chain(ground: Ground) -> Found:
    report = chain(ground.connection)
    if report.whole:
        return Found(0)
    broken = line_at(ground.connection, report.broken_at)
    at = moment_of(broken) if broken else None
    facts: dict[str, Fact] = {"line": report.broken_at}
    detail = Detail("vault.health.chain.missing", facts)
    if at is not None:
        detail = Detail("vault.health.chain.line", {**facts, "at": at})
    return Found(report.broken_at, (detail,))


LOOKS: Mapping[CheckName, Callable[[Ground], Found]] = {
    CheckName.PAGES: _pages,
    CheckName.STRUCTURE: _structure,
    CheckName.LINKS: _links,
    CheckName.ITEMS: _items,
    CheckName.CONTENTS: _contents,
    CheckName.LOOSE: _loose,
    CheckName.SEARCH: _search,
    CheckName.OUTBOX: _outbox,
    CheckName.CLOCK: _clock,
    CheckName.CHAIN: _chain,
}
