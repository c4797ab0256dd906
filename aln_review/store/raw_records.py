"""The records in a decrypted page, by SQLite's file format (sections 1.6 and 2).

Pages are authenticated before they get here, so this reads what our own engine wrote; it still
takes nothing on trust, and a cell that makes no sense is a lost one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from aln_review.store.raw_pages import USABLE

Cell = str | int | float | bytes | None
FetchPage = Callable[[int], bytes | None]

TABLE_LEAF, INDEX_LEAF, INDEX_INNER = 0x0D, 0x0A, 0x02
_FIRST = 100
"""Bytes of the file's own header, before the first page's."""
_FIXED = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8}
_FLOAT, _ZERO, _ONE, _BLOB = 7, 8, 9, 12


class Senseless(ValueError):
    """A cell that no engine wrote, or whose other pages are lost. Carries no content."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row or entry. ``key`` is a row's number; nought for what stands in an index."""

    kind: int
    key: int
    cells: tuple[Cell, ...]


def kind_of(number: int, page: bytes) -> int:
    """What kind of page it is, by its first byte."""
    return page[_FIRST if number == 1 else 0]


def records(number: int, page: bytes, fetch: FetchPage) -> Iterator[Record | None]:
    """The records of a leaf, or those that stand inside an index; ``None`` for each lost one."""
    kind = kind_of(number, page)
    if kind not in (TABLE_LEAF, INDEX_LEAF, INDEX_INNER):
        return
    start = _FIRST if number == 1 else 0
    count = int.from_bytes(page[start + 3 : start + 5])
    pointers = start + (12 if kind == INDEX_INNER else 8)
    for place in range(count):
        at = pointers + 2 * place
        try:
            yield _record(kind, page, int.from_bytes(page[at : at + 2]), fetch)
        except (Senseless, IndexError):
            yield None


def _record(kind: int, page: bytes, at: int, fetch: FetchPage) -> Record:
    if kind == INDEX_INNER:
        at += 4
    size, at = _varint(page, at)
    key = 0
    if kind == TABLE_LEAF:
        key, at = _varint(page, at)
    return Record(kind, key, _cells(_payload(kind, page, at, size, fetch)))


def _payload(kind: int, page: bytes, at: int, size: int, fetch: FetchPage) -> bytes:
    most = USABLE - 35 if kind == TABLE_LEAF else (USABLE - 12) * 64 // 255 - 23
    if size <= most:
        return _exactly(page[at : at + size], size)
    least = (USABLE - 12) * 32 // 255 - 23
    local = least + (size - least) % (USABLE - 4)
    if local > most:
        local = least
    parts = [_exactly(page[at : at + local], local)]
    left, following = size - local, int.from_bytes(page[at + local : at + local + 4])
    while left > 0:
        further = fetch(following) if following else None
        if further is None:
            raise Senseless("overflow")
        part = further[4 : 4 + min(left, USABLE - 4)]
        parts.append(part)
        left -= len(part)
        following = int.from_bytes(further[:4])
    return b"".join(parts)


def _exactly(part: bytes, size: int) -> bytes:
    if len(part) != size:
        raise Senseless("cell")
    return part


def _cells(payload: bytes) -> tuple[Cell, ...]:
    header, at = _varint(payload, 0)
    types = []
    while at < header:
        kind, at = _varint(payload, at)
        types.append(kind)
    found: list[Cell] = []
    at = header
    for kind in types:
        size = _size(kind)
        found.append(_cell(kind, _exactly(payload[at : at + size], size)))
        at += size
    if at != len(payload):
        raise Senseless("record")
    return tuple(found)


def _size(kind: int) -> int:
    if kind in _FIXED:
        return _FIXED[kind]
    return (kind - _BLOB) // 2 if kind >= _BLOB else 0


def _cell(kind: int, data: bytes) -> Cell:
    if kind == 0:
        return None
    if kind in (_ZERO, _ONE):
        return kind - _ZERO
    if kind == _FLOAT or kind in (10, 11):
        raise Senseless("type")
    if kind < _BLOB:
        return int.from_bytes(data, signed=True)
    if kind % 2 == 0:
        return data
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Senseless("text") from None


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9
