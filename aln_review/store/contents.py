"""The bytes of documents, in parts, so that a long recording is never whole in memory.

Each part has its SHA-256 beside it. When the code of a long value's last page does not hold, the
engine hands out zeros without an error; text is caught by its form, bytes only by a digest.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable

from aln_review.domain.errors import NotFound, WorldFault
from aln_review.store.engine import Connection

PART_BYTES = 128 * 1024
OWNERS = ("documents", "outbox", "arrivals")
"""Whose items keep bytes under their own id."""


class Contents:
    """Bytes by id. The id is the document's."""

    def __init__(self, connection: Connection, touched: Callable[[], None]) -> None:
        self._connection = connection
        self._touched = touched

    def put(self, content_id: str, data: bytes) -> None:
        """Keep bytes, in place of what stood under this id."""
        view = memoryview(data)
        self.put_parts(
            content_id,
            (bytes(view[at : at + PART_BYTES]) for at in range(0, len(data), PART_BYTES)),
        )

    def put_parts(self, content_id: str, parts: Iterable[bytes]) -> None:
        """Keep bytes that arrive in pieces; each but the last is ``PART_BYTES`` long."""
        self._clear(content_id)
        self._connection.run("INSERT INTO contents(id, size, parts) VALUES(?, 0, 0)", content_id)
        size = count = 0
        for data in parts:
            self._put_part(content_id, count, data)
            size, count = size + len(data), count + 1
        self._connection.run(
            "UPDATE contents SET size = ?, parts = ? WHERE id = ?", size, count, content_id
        )
        self._touched()

    def append(self, content_id: str, data: bytes) -> int:
        """Add bytes at the end of what is held, or begin with them; how many there are now.

        Only the last part is written again.
        """
        row = self._connection.first("SELECT size, parts FROM contents WHERE id = ?", content_id)
        if row is None:
            self.put(content_id, data)
            return len(data)
        size, count = int(row[0]), int(row[1])
        if size % PART_BYTES:
            # Read with its digest checked: a damaged part must not be sealed anew as whole.
            count -= 1
            with self.open(content_id) as reader:
                reader.seek(count * PART_BYTES)
                data = reader.read() + data
            size = count * PART_BYTES
            self._connection.run(
                "DELETE FROM content_parts WHERE content_id = ? AND part = ?", content_id, count
            )
        size += len(data)
        view = memoryview(data)
        for at in range(0, len(data), PART_BYTES):
            self._put_part(content_id, count, bytes(view[at : at + PART_BYTES]))
            count += 1
        self._connection.run(
            "UPDATE contents SET size = ?, parts = ? WHERE id = ?", size, count, content_id
        )
        self._touched()
        return size

    def get(self, content_id: str) -> bytes:
        """All the bytes.

        Raises:
            NotFound: nothing has this id.
            WorldFault: they are not the bytes that were put.

        """
        with self.open(content_id) as reader:
            return reader.read()

    def size(self, content_id: str) -> int:
        """How many bytes.

        Raises:
            NotFound: nothing has this id.

        """
        row = self._connection.first("SELECT size FROM contents WHERE id = ?", content_id)
        if row is None:
            raise NotFound("error.not_found")
        return int(row[0])

    def open(self, content_id: str) -> io.BufferedReader:
        """A seekable reader, good until the unit of work or the view ends.

        Reading from it raises ``WorldFault`` when the bytes are not those that were put.

        Raises:
            NotFound: nothing has this id.

        """
        size = self.size(content_id)
        return io.BufferedReader(_PartReader(self._connection, content_id, size), PART_BYTES)

    def ids(self) -> list[str]:
        """Ids of everything held."""
        return [str(row[0]) for row in self._connection.rows("SELECT id FROM contents ORDER BY id")]

    def digest(self, content_id: str) -> str:
        """SHA-256 of the bytes as they lie there, lower-case hexadecimal; one part at a time."""
        found = hashlib.sha256()
        for (data,) in self._connection.each(
            "SELECT data FROM content_parts WHERE content_id = ? ORDER BY part", content_id
        ):
            found.update(data)
        return found.hexdigest()

    def loose(self) -> list[str]:
        """Ids of bytes that no document, no package sent and no package that came refers to."""
        owned = " UNION ALL ".join(f"SELECT id FROM {table}" for table in OWNERS)  # noqa: S608
        rows = self._connection.rows(
            f"SELECT id FROM contents WHERE id NOT IN ({owned}) ORDER BY id"  # noqa: S608
        )
        return [str(row[0]) for row in rows]

    def delete(self, content_id: str) -> None:
        """Remove the bytes.

        Raises:
            NotFound: nothing has this id.

        """
        if not self._clear(content_id):
            raise NotFound("error.not_found")
        self._touched()

    def _put_part(self, content_id: str, part: int, data: bytes) -> None:
        self._connection.run(
            "INSERT INTO content_parts(content_id, part, data, digest) VALUES(?, ?, ?, ?)",
            content_id,
            part,
            data,
            hashlib.sha256(data).digest(),
        )

    def _clear(self, content_id: str) -> bool:
        self._connection.run("DELETE FROM content_parts WHERE content_id = ?", content_id)
        return self._connection.run("DELETE FROM contents WHERE id = ?", content_id) > 0


class _PartReader(io.RawIOBase):
    def __init__(self, connection: Connection, content_id: str, size: int) -> None:
        self._connection = connection
        self._content_id = content_id
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._at >= self._size:
            return 0
        part, within = divmod(self._at, PART_BYTES)
        row = self._connection.first(
            "SELECT data, digest FROM content_parts WHERE content_id = ? AND part = ?",
            self._content_id,
            part,
        )
        if row is None or hashlib.sha256(row[0]).digest() != row[1]:
            raise WorldFault("error.store.damaged")
        data: bytes = row[0][within:]
        count = min(len(data), len(buffer))
        buffer[:count] = data[:count]
        self._at += count
        return count
