"""The gateway's books, and the only place here that speaks to a database.

Everything is small: tokens, digests, fingerprints. No name of a person or a learner is kept.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    func,
    insert,
    select,
)
from sqlalchemy.pool import ConnectionPoolEntry

_BOOKS = MetaData()
_LOG = Table(
    "log",
    _BOOKS,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False),
    Column("at", String(20), nullable=False),
    sqlite_autoincrement=True,
)
_PACKAGES = Table(
    "packages",
    _BOOKS,
    Column("id", String(36), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sender", String(64), nullable=False, index=True),
    Column("addressee", String(64), nullable=False, index=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("day", String(10), nullable=False),
    Column("receipt", String, nullable=False),
)
_ANSWERS = Table(
    "answers",
    _BOOKS,
    Column("package", String(36), primary_key=True),
    Column("sender", String(64), nullable=False, index=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("token", String, nullable=False),
)
_REQUESTS = Table(
    "requests",
    _BOOKS,
    Column("code", String(22), primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("token", String, nullable=False),
)
_REGISTERS = Table(
    "registers",
    _BOOKS,
    Column("version", Integer, primary_key=True),
    Column("token", String, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Stored:
    """One package the gateway holds. ``sender`` and ``addressee`` are fingerprints."""

    id: str
    sha256: str
    size: int
    sender: str
    addressee: str
    position: int
    day: str
    """Civil day of arrival, UTC."""
    receipt: str


@dataclass(frozen=True, slots=True)
class Posted:
    """A token at a place in the log; ``subject`` is a package's id or an invitation's code."""

    position: int
    subject: str
    token: str


class Books:
    """All that the gateway knows, on one embedded database file.

    Every write is one transaction with full sync; writers take turns.
    """

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._now = now
        self._turn = threading.Lock()
        self._engine = create_engine(f"sqlite:///{path}")
        event.listen(self._engine, "connect", _careful)
        _BOOKS.create_all(self._engine)

    @property
    def engine(self) -> Engine:
        """For closing."""
        return self._engine

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._turn, self._engine.begin() as connection:
            yield connection

    def _next(self, connection: Connection, kind: str) -> int:
        at = self._now().strftime("%Y-%m-%dT%H:%M:%SZ")
        made = insert(_LOG).values(kind=kind, at=at).returning(_LOG.c.position)
        return int(connection.execute(made).scalar_one())

    def head(self) -> int:
        """The last position of the log; 0 when nothing has happened yet."""
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.max(_LOG.c.position))).scalar() or 0)

    def package(self, package_id: str) -> Stored | None:
        """One package by id."""
        with self._engine.connect() as connection:
            return _stored(connection, package_id)

    def deliver(self, package: Stored, sign: Callable[[int], str]) -> Stored:
        """Enter a package once and sign for it; the same package again gives the first entry.

        ``sign`` is given the position and returns the receipt; both are kept in one transaction.
        """
        with self._writing() as connection:
            held = _stored(connection, package.id)
            if held is not None:
                return held
            position = self._next(connection, "delivered")
            entered = replace(package, position=position, receipt=sign(position))
            connection.execute(insert(_PACKAGES).values(asdict(entered)))
            return entered

    def mailbox(self, addressee: str, after: int, most: int) -> list[Stored]:
        """What waits for a fingerprint, oldest first."""
        chosen = (
            select(_PACKAGES)
            .where(_PACKAGES.c.addressee == addressee, _PACKAGES.c.position > after)
            .order_by(_PACKAGES.c.position)
            .limit(most)
        )
        with self._engine.connect() as connection:
            return [Stored(**row) for row in connection.execute(chosen).mappings()]

    def sent_on(self, sender: str, day: str) -> tuple[int, int]:
        """How many packages, and how many bytes, a fingerprint sent on a day."""
        chosen = select(func.count(), func.coalesce(func.sum(_PACKAGES.c.size), 0)).where(
            _PACKAGES.c.sender == sender, _PACKAGES.c.day == day
        )
        with self._engine.connect() as connection:
            count, total = connection.execute(chosen).one()
        return int(count), int(total)

    def answer(self, package: Stored, token: str) -> str:
        """Keep the desk's receipt; the token that is held afterwards, which may be an earlier."""
        with self._writing() as connection:
            chosen = select(_ANSWERS.c.token).where(_ANSWERS.c.package == package.id)
            held = connection.execute(chosen).scalar()
            if held is None:
                position = self._next(connection, "answered")
                row = {"package": package.id, "sender": package.sender, "token": token}
                connection.execute(insert(_ANSWERS).values(**row, position=position))
        return token if held is None else str(held)

    def answers(self, sender: str, after: int, most: int) -> list[Posted]:
        """The desk's receipts for what a fingerprint sent, oldest first."""
        columns = (_ANSWERS.c.position, _ANSWERS.c.package, _ANSWERS.c.token)
        chosen = (
            select(*columns)
            .where(_ANSWERS.c.sender == sender, _ANSWERS.c.position > after)
            .order_by(_ANSWERS.c.position)
            .limit(most)
        )
        with self._engine.connect() as connection:
            return [Posted(*row) for row in connection.execute(chosen)]

    def request(self, code: str, token: str) -> str:
        """Keep a request to join; the token that is held afterwards, which may be an earlier."""
        with self._writing() as connection:
            chosen = select(_REQUESTS.c.token).where(_REQUESTS.c.code == code)
            held = connection.execute(chosen).scalar()
            if held is None:
                position = self._next(connection, "asked")
                row = {"code": code, "position": position, "token": token}
                connection.execute(insert(_REQUESTS).values(row))
        return token if held is None else str(held)

    def requests(self, after: int, most: int) -> list[Posted]:
        """Requests to join, oldest first."""
        columns = (_REQUESTS.c.position, _REQUESTS.c.code, _REQUESTS.c.token)
        where = _REQUESTS.c.position > after
        chosen = select(*columns).where(where).order_by(_REQUESTS.c.position).limit(most)
        with self._engine.connect() as connection:
            return [Posted(*row) for row in connection.execute(chosen)]

    def register(self) -> str:
        """The newest register's token; empty when none was published yet."""
        chosen = select(_REGISTERS.c.token).order_by(_REGISTERS.c.version.desc()).limit(1)
        with self._engine.connect() as connection:
            return str(connection.execute(chosen).scalar() or "")

    def publish(self, version: int, token: str) -> str:
        """Keep a version of the register; the token that is held for it afterwards."""
        with self._writing() as connection:
            chosen = select(_REGISTERS.c.token).where(_REGISTERS.c.version == version)
            held = connection.execute(chosen).scalar()
            if held is None:
                self._next(connection, "published")
                connection.execute(insert(_REGISTERS).values(version=version, token=token))
        return token if held is None else str(held)


def _careful(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _stored(connection: Connection, package_id: str) -> Stored | None:
    chosen = select(_PACKAGES).where(_PACKAGES.c.id == package_id)
    row = connection.execute(chosen).mappings().first()
    return None if row is None else Stored(**row)
