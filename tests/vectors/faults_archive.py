"""Vectors whose archive or files are wrong although the manifest is signed."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import rfc8785

from aln_review.packages.archive import Member
from tests.packages import makers
from tests.packages.makers import World
from tests.vectors.build import ATTACHMENT, Build, File, raw_directory
from tests.vectors.faults_manifest import Fault

ARCHIVE = "error.package.archive"
P = "error.package."

Members = Callable[[list[File]], list[File]]


def faults(people: World) -> Iterator[Fault]:
    """Every vector of this family."""
    yield from _members(people)
    yield from _local_headers(people)
    yield from _directories(people)
    yield from _wholes(people)
    yield from _contents(people)
    yield from _records(people)


def _members(people: World) -> Iterator[Fault]:
    extra = File("notes.cy.pdf", b"%PDF")
    changes: dict[str, tuple[str, Members]] = {
        "without-mimetype": (ARCHIVE, lambda m: m[1:]),
        "mimetype-second": (ARCHIVE, lambda m: [m[1], m[0], *m[2:]]),
        "mimetype-wrong": (
            P + "mimetype",
            lambda m: [File("mimetype", b"application/zip"), *m[1:]],
        ),
        "mimetype-line-feed": (
            P + "mimetype",
            lambda m: [File("mimetype", m[0].data + b"\n"), *m[1:]],
        ),
        "mimetype-endless": (P + "too_large", lambda m: [File("mimetype", b"a" * 101), *m[1:]]),
        "without-manifest": (ARCHIVE, lambda m: [m[0], *m[2:]]),
        "without-signature": (ARCHIVE, lambda m: [*m[:2], *m[3:]]),
        "signature-before-manifest": (ARCHIVE, lambda m: [m[0], m[2], m[1], *m[3:]]),
        "manifest-endless": (
            P + "too_large",
            lambda m: [m[0], File("manifest.json", b" " * 300_000), *m[2:]],
        ),
        "nothing-but-mimetype": (ARCHIVE, lambda m: m[:1]),
        "nothing-but-manifest": (P + "entry_missing", lambda m: m[:3]),
        "without-record": (P + "entry_order", lambda m: [*m[:3], *m[4:]]),
        "without-last-file": (P + "entry_missing", lambda m: m[:-1]),
        "without-a-paper": (P + "entry_order", lambda m: [*m[:4], *m[5:]]),
        "file-not-listed-first": (P + "entry_extra", lambda m: [*m[:3], extra, *m[3:]]),
        "file-not-listed-between": (P + "entry_extra", lambda m: [*m[:5], extra, *m[5:]]),
        "file-not-listed-last": (P + "entry_extra", lambda m: [*m, extra]),
        "file-twice": (P + "entry_twice", lambda m: [*m[:5], m[4], *m[5:]]),
        "file-twice-at-end": (P + "entry_twice", lambda m: [*m, m[4]]),
        "manifest-twice": (P + "entry_twice", lambda m: [*m, m[1]]),
        "papers-swapped": (P + "entry_order", lambda m: [*m[:4], m[5], m[4], *m[6:]]),
        "attachment-before-papers": (P + "entry_order", lambda m: [*m[:4], m[6], *m[4:6]]),
        "paper-in-capitals": (
            P + "entry_extra",
            lambda m: [*m[:4], File("PLAN.CY.PDF", m[4].data), *m[5:]],
        ),
        "paper-in-a-folder": (
            P + "entry_extra",
            lambda m: [*m[:4], File("./plan.cy.pdf", m[4].data), *m[5:]],
        ),
        "paper-outside": (
            P + "entry_extra",
            lambda m: [*m[:4], File("../plan.cy.pdf", m[4].data), *m[5:]],
        ),
        "name-outside-ascii": (
            P + "entry_name",
            lambda m: [*m[:4], File("plân.cy.pdf", m[4].data), *m[5:]],
        ),
        "name-of-nothing": (ARCHIVE, lambda m: [*m[:4], File("", m[4].data), *m[5:]]),
        "name-of-81-letters": (ARCHIVE, lambda m: [*m[:4], File("a" * 81, m[4].data), *m[5:]]),
        "a-folder-as-well": (
            P + "entry_extra",
            lambda m: [*m[:6], File("attachments/", b""), *m[6:]],
        ),
    }
    for name, (key, change) in changes.items():
        yield f"archive-{name}", key, Build(people, members=change)


def _at(place: int, form: str, value: int) -> Callable[[bytes], bytes]:
    def change(head: bytes) -> bytes:
        made = bytearray(head)
        struct.pack_into("<" + form, made, place, value)
        return bytes(made)

    return change


def _on_paper(local: Callable[[bytes], bytes]) -> Members:
    return lambda m: [*m[:4], replace(m[4], local=local), *m[5:]]


def _local_headers(people: World) -> Iterator[Fault]:
    changes: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
        "needs-zip64": (ARCHIVE, _at(4, "H", 45)),
        "encrypted": (ARCHIVE, _at(6, "H", 1)),
        "sizes-follow": (ARCHIVE, _at(6, "H", 8)),
        "name-in-utf-8": (ARCHIVE, _at(6, "H", 0x800)),
        "deflated": (P + "compressed", _at(8, "H", 8)),
        "bzip2": (P + "compressed", _at(8, "H", 12)),
        "lzma": (P + "compressed", _at(8, "H", 14)),
        "dated-by-hour": (ARCHIVE, _at(10, "H", 0x5000)),
        "dated-today": (ARCHIVE, _at(12, "H", 0x5D7E)),
        "crc-wrong": (ARCHIVE, _at(14, "I", 1)),
        "packed-size-other": (ARCHIVE, _at(18, "I", 1)),
        "size-short": (ARCHIVE, _at(22, "I", 3)),
        "size-4-gigabytes": (ARCHIVE, _at(22, "I", 0xFFFFFFFF)),
        "extra-field": (ARCHIVE, lambda h: _at(28, "H", 4)(h) + b"\x99\x99\0\0"),
        "signature-of-another": (ARCHIVE, _at(0, "I", 0x08074B50)),
    }
    for name, (key, local) in changes.items():
        yield f"local-{name}", key, Build(people, members=_on_paper(local))

    def deflated(files: list[File]) -> list[File]:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        data = packer.compress(bytes(1 << 20)) + packer.flush()
        return [*files[:4], File(files[4].name, data, _at(8, "H", 8)), *files[5:]]

    yield "local-a-small-bomb", P + "compressed", Build(people, members=deflated)


def _directories(people: World) -> Iterator[Fault]:
    def on_line(place: int, form: str, value: int) -> Callable[[bytes, list[Member]], bytes]:
        return lambda end, _: _at(place, form, value)(end)

    def on_end(place: int, form: str, value: int) -> Callable[[bytes, list[Member]], bytes]:
        return lambda end, _: end[:-22] + _at(place, form, value)(end[-22:])

    def other(change: Callable[[list[Member]], list[Member]]) -> Callable[..., bytes]:
        return lambda _, members: raw_directory(change(members))

    ends: dict[str, Callable[[bytes, list[Member]], bytes]] = {
        "missing": lambda *_: b"",
        "end-missing": lambda end, _: end[:-22],
        "end-cut": lambda end, _: end[:-1],
        "comment": lambda end, _: _at(len(end) - 2, "H", 4)(end) + b"hawk",
        "something-after": lambda end, _: end + b"\0",
        "twice": lambda end, _: end + end,
        "made-by-unix": on_line(4, "H", 0x314),
        "needs-zip64": on_line(6, "H", 45),
        "encrypted": on_line(8, "H", 1),
        "deflated": on_line(10, "H", 8),
        "dated": on_line(14, "H", 0x5D7E),
        "crc-other": on_line(16, "I", 1),
        "packed-size-other": on_line(20, "I", 1),
        "size-other": on_line(24, "I", 1),
        "extra-field": on_line(30, "H", 4),
        "line-comment": on_line(32, "H", 1),
        "other-disk": on_line(34, "H", 1),
        "text": on_line(36, "H", 1),
        "link": on_line(38, "I", 0o120777 << 16),
        "folder": on_line(38, "I", 0x10),
        "offset-other": on_line(42, "I", 7),
        "name-other": lambda end, _: end[:46] + b"M" + end[47:],
        "end-disk": on_end(4, "H", 1),
        "end-fewer": on_end(8, "H", 6),
        "end-more": on_end(10, "H", 8),
        "end-size": on_end(12, "I", 1),
        "end-offset": on_end(16, "I", 1),
        "line-fewer": other(lambda m: m[:-1]),
        "line-more": other(lambda m: [*m, m[-1]]),
        "lines-swapped": other(lambda m: [m[1], m[0], *m[2:]]),
        "zip64-end": lambda end, _: end[:-22] + b"PK\x06\x06" + bytes(52) + end[-22:],
    }
    for name, end in ends.items():
        yield f"directory-{name}", ARCHIVE, Build(people, end=end)


def _wholes(people: World) -> Iterator[Fault]:
    def tool(archive: bytes) -> bytes:
        found = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(archive)) as old,
            zipfile.ZipFile(found, "w", zipfile.ZIP_STORED) as new,
        ):
            for info in old.infolist():
                new.writestr(
                    zipfile.ZipInfo(info.filename, (2026, 11, 30, 10, 15, 0)), old.read(info)
                )
        return found.getvalue()

    wholes: dict[str, Callable[[bytes], bytes]] = {
        "empty": lambda _: b"",
        "program-before": lambda a: b"MZ" + a,
        "gzip": lambda a: gzip.compress(a, mtime=0),
        "tar": lambda a: b"mimetype" + bytes(504) + a,
        "json": lambda _: b"{}",
        "by-another-zip-tool": tool,
        "no-members": lambda _: b"PK\x05\x06" + bytes(18),
        "twice": lambda a: a + a,
        "zeros-after": lambda a: a + bytes(512),
    }
    for name, change in wholes.items():
        yield f"whole-{name}", ARCHIVE, Build(people, archive=change)
    for cut in (1, 3, 4, 29, 30, 37, 38, 60, 120, 400, 2000, 4000):
        yield f"whole-cut-at-{cut}", ARCHIVE, Build(people, archive=lambda a, n=cut: a[:n])  # type: ignore[misc]


def _contents(people: World) -> Iterator[Fault]:
    def same_length(m: list[File]) -> list[File]:
        return [*m[:4], File(m[4].name, m[4].data[:-1] + b"X"), *m[5:]]

    def exchanged(m: list[File]) -> list[File]:
        return [*m[:4], File(m[4].name, m[5].data), File(m[5].name, m[4].data), *m[6:]]

    changes: dict[str, tuple[str, Members]] = {
        "paper-changed": (P + "entry_hash", same_length),
        "papers-exchanged": (P + "entry_hash", exchanged),
        "paper-longer": (
            P + "entry_size",
            lambda m: [*m[:4], File(m[4].name, m[4].data + b" "), *m[5:]],
        ),
        "paper-shorter": (
            P + "entry_size",
            lambda m: [*m[:4], File(m[4].name, m[4].data[:-1]), *m[5:]],
        ),
        "paper-emptied": (P + "entry_size", lambda m: [*m[:4], File(m[4].name, b""), *m[5:]]),
        "attachment-changed": (
            P + "entry_hash",
            lambda m: [*m[:6], File(ATTACHMENT, m[6].data[::-1])],
        ),
        "record-changed": (
            P + "entry_hash",
            lambda m: [*m[:3], File(m[3].name, m[3].data.replace(b"Elin", b"Elen")), *m[4:]],
        ),
    }
    for name, (key, change) in changes.items():
        yield f"content-{name}", key, Build(people, members=change)


def _records(people: World) -> Iterator[Fault]:
    honest: Any = makers.record()

    def with_(path: str, value: object) -> bytes:
        made = makers.record()
        holder: Any = made
        *steps, last = path.split(".")
        for step in steps:
            holder = holder[int(step) if step.isdecimal() else step]
        holder[last] = value
        return rfc8785.dumps(made)  # type: ignore[arg-type]

    good = rfc8785.dumps(honest)
    records: dict[str, bytes] = {
        "empty": b"",
        "not-json": b"%PDF-1.7",
        "list": b"[]",
        "other-format": with_("format", "aln-record-9"),
        "field-more": with_("more", 1),
        "learner-missing": rfc8785.dumps({k: v for k, v in honest.items() if k != "learner"}),
        "learner-null": with_("learner", None),
        "born-on-31-june": with_("learner.born", "2017-06-31"),
        "name-a-number": with_("learner.forename", 7),
        "name-of-two-lines": with_("learner.surname", "Tŷ’r\nŴyn"),
        "name-with-hidden-direction": with_("learner.forename", "\u202enilE"),
        "language-unknown": with_("learner.language", "fr"),
        "setting-of-another-kind": with_("setting.kind", "prison"),
        "version-negative": with_("plan.version", -1),
        "sections-not-a-list": with_("plan.sections", {}),
        "text-with-a-third-language": with_("message", {"cy": "", "en": "", "fr": ""}),
        "needs-without-end": with_("learner.needs", ["slcn"] * 61),
        "spaces": good.replace(b'":', b'": ', 1),
        "nested-deep": b'{"format":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    }
    for name, data in records.items():

        def swap(files: list[File], data: bytes = data) -> list[File]:
            return [File("record.json", data), *files[1:]]

        yield f"record-{name}", P + "record", Build(people, files=swap)
