"""Everything that can still be read in a damaged vault, told apart by what it looks like.

Which table a page belongs to stands in other pages, and those may be the damaged ones. A record
of ours says by itself what it is: an item is the JSON of one kind and carries its own id, a part
of a file has its digest beside it, a line of the access log its link. What fits no kind, or more
than one, is left out: nothing wrong may come out. Deleted records cannot come back: the engine
overwrites them with zeros (``secure_delete``).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields

import msgspec

from aln_review.store.kinds import KINDS, Kind
from aln_review.store.raw_pages import RawPages
from aln_review.store.raw_records import (
    INDEX_INNER,
    INDEX_LEAF,
    TABLE_LEAF,
    Cell,
    Record,
    kind_of,
    records,
)
from aln_review.vault.access_log import Access, Link

_DIGEST_LETTERS = 64
_AUTOINDEX = "sqlite_autoindex_"


@dataclass(slots=True)
class Gathered:
    """What was read. Files are not held: where their parts stand is."""

    items: dict[str, dict[str, object]] = field(default_factory=dict)
    """By table, then by id."""
    parts: dict[str, dict[int, tuple[int, int]]] = field(default_factory=dict)
    """By file and part: the page, and which record of it."""
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Bytes and parts of a file, where the record that says so can be read."""
    meta: dict[str, str] = field(default_factory=dict)
    drafts: dict[tuple[str, str], str] = field(default_factory=dict)
    log: dict[int, Link] = field(default_factory=dict)
    known: dict[str, set[str]] = field(default_factory=dict)
    """Ids that an index names, by table: what is among them and was not read is lost."""
    counted: bool = True
    """Every index could be read, so that what was lost is known to the last one."""
    unclear: int = 0
    """Records that can be read in part, or fit no kind."""


def gather(pages: RawPages) -> Gathered:
    """Read every page that is as it was written."""
    found = Gathered()
    roots: dict[str, int] = {}
    for number, page in pages.every():
        for place, record in enumerate(records(number, page, pages.page)):
            if record is None:
                found.unclear += kind_of(number, page) == TABLE_LEAF
            elif record.kind == TABLE_LEAF:
                _row(found, roots, record, (number, place))
            else:
                _entry(found, record.cells)
    for table in (*KINDS, "contents"):
        _walk(found, pages, table, roots.get(table, 0))
    return found


def part(pages: RawPages, at: tuple[int, int]) -> bytes:
    """The bytes of a file's part that :func:`gather` found sound."""
    page = pages.page(at[0])
    every = list(records(at[0], page, pages.page)) if page else []
    data = every[at[1]].cells[3] if every and every[at[1]] else b""  # type: ignore[union-attr]
    return data if isinstance(data, bytes) else b""


def _row(found: Gathered, roots: dict[str, int], record: Record, at: tuple[int, int]) -> None:
    cells = record.cells
    match cells:
        case (None, str(), str(), str(), str(), str(), str(), str(digest)) if (
            len(digest) == _DIGEST_LETTERS
        ):
            texts = [str(cell) for cell in cells[1:7]]
            found.log[record.key] = Link(Access(record.key, *texts), digest)
        case (None, str(content_id), int(number), bytes(data), bytes(digest)):
            if hashlib.sha256(data).digest() == digest:
                found.parts.setdefault(content_id, {})[number] = at
            else:
                found.unclear += 1
        case (str(kind), str(name), str(table), int(root), _) if kind in ("table", "index"):
            if name.startswith(_AUTOINDEX) or table == "contents":
                roots[table] = root
        case (str(item_id), *rest) if any(map(_looks_like_body, rest)):
            _item(found, item_id, tuple(rest))


def _entry(found: Gathered, cells: tuple[Cell, ...]) -> None:
    """What stands in tables that are indexes themselves. Other indexes end with a number."""
    match cells:
        case (str(name), str(value)) if _is_json(value):
            found.meta[name] = value
        case (str(screen), str(name), str(text)) if _is_json(text):
            found.drafts[screen, name] = text


def _is_json(text: str) -> bool:
    try:
        msgspec.json.decode(text)
    except msgspec.MsgspecError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the JSON of one kind looks like."""

    kind: Kind[object]
    names: frozenset[str]
    needed: frozenset[str]


def _shape(kind: Kind[object]) -> _Shape:
    every = fields(kind.type)  # type: ignore[arg-type]  # each kind's type is a dataclass
    needed = (
        one.name for one in every if one.default is MISSING and one.default_factory is MISSING
    )
    return _Shape(kind, frozenset(one.name for one in every), frozenset(needed))


_SHAPES = tuple(_shape(kind) for kind in KINDS.values())


def _looks_like_body(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.startswith("{")


def _item(found: Gathered, item_id: str, rest: tuple[Cell, ...]) -> None:
    """The body is not always last: a column that a later schema added stands behind it."""
    fitting = [
        fits
        for place, cell in enumerate(rest)
        if _looks_like_body(cell)
        for fits in _fitting(item_id, str(cell), (*rest[:place], *rest[place + 1 :]))
    ]
    if len(fitting) != 1:
        found.unclear += 1
        return
    table, item = fitting[0]
    held = found.items.setdefault(table, {})
    if item_id in held and held[item_id] != item:
        # Two of one id cannot both be right, and nobody can say which is.
        del held[item_id]
        found.unclear += 1
        return
    held[item_id] = item


def _fitting(item_id: str, body: str, columns: tuple[Cell, ...]) -> Iterator[tuple[str, object]]:
    try:
        names = set(msgspec.json.decode(body, type=dict[str, object]))
    except msgspec.MsgspecError:
        return
    for shape in _SHAPES:
        if not shape.needed <= names <= shape.names:
            continue
        try:
            item = msgspec.json.decode(body, type=shape.kind.type)
        except msgspec.MsgspecError:
            continue
        # An older schema has fewer columns; those it has are copies of what the JSON says.
        same = not Counter(columns) - Counter(shape.kind.values(item))
        if same and getattr(item, "id", "") == item_id:
            yield shape.kind.table, item


def _walk(found: Gathered, pages: RawPages, table: str, root: int) -> None:
    """Follow one table's own index from its root, as far as it goes, for the ids it names."""
    waiting, seen = [root], set[int]()
    known = found.known.setdefault(table, set())
    while waiting:
        number = waiting.pop()
        page = pages.page(number) if number and number not in seen else None
        seen.add(number)
        if page is None or kind_of(number, page) not in (INDEX_LEAF, INDEX_INNER):
            found.counted = False
            continue
        for record in records(number, page, pages.page):
            if record is None:
                found.counted = False
                continue
            known.add(str(record.cells[0]))
            match record.cells:
                case (str(content_id), int(size), int(parts)) if table == "contents":
                    found.sizes[content_id] = (size, parts)
        if kind_of(number, page) == INDEX_INNER:
            waiting += _children(page)


def _children(page: bytes) -> Iterator[int]:
    count = int.from_bytes(page[3:5])
    for place in range(count):
        at = int.from_bytes(page[12 + 2 * place : 14 + 2 * place])
        yield int.from_bytes(page[at : at + 4])
    yield int.from_bytes(page[8:12])
