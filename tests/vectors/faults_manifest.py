"""Vectors whose manifest is wrong although its signer signed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.packages import makers
from tests.packages.makers import World
from tests.vectors.build import Build, File, Json

MANIFEST = "error.package.manifest"
Fault = tuple[str, str, Build]


def faults(people: World) -> Iterator[Fault]:
    """Every vector of this family."""
    yield from _fields(people)
    yield from _nested(people)
    yield from _values(people)
    yield from _names(people)
    yield from _spellings(people)


def _set(path: str, value: object) -> Callable[[Json], object]:
    def change(manifest: Json) -> object:
        holder: Any = manifest
        *steps, last = path.split(".")
        for step in steps:
            holder = holder[int(step) if step.isdecimal() else step]
        holder[int(last) if last.isdecimal() else last] = value
        return manifest

    return change


def _drop(path: str) -> Callable[[Json], object]:
    def change(manifest: Json) -> object:
        holder: Any = manifest
        *steps, last = path.split(".")
        for step in steps:
            holder = holder[int(step) if step.isdecimal() else step]
        del holder[last]
        return manifest

    return change


def _fields(people: World) -> Iterator[Fault]:
    names = [
        "addressee",
        "created",
        "created_by_clock_of",
        "entries",
        "form_edition",
        "format",
        "id",
        "kind",
        "languages",
        "recipient_type",
        "sender",
        "sequence",
        "supersedes",
    ]
    for name in names:
        key = "error.package.version" if name == "format" else MANIFEST
        yield f"manifest-without-{name}", key, Build(people, manifest=_drop(name))
        odd: object = "text" if name == "sequence" else 7
        yield f"manifest-{name}-of-another-type", key, Build(people, manifest=_set(name, odd))
    yield "manifest-with-a-field-more", MANIFEST, Build(people, manifest=_set("more", 1))
    yield "manifest-is-a-list", MANIFEST, Build(people, manifest=lambda m: [m])
    yield "manifest-is-text", MANIFEST, Build(people, manifest=lambda _: "manifest")


def _nested(people: World) -> Iterator[Fault]:
    paths = [
        "addressee.fingerprint",
        "addressee.name",
        "addressee.name.cy",
        "sender.kid",
        "sender.name",
        "sender.name.en",
        "sender.person",
        "sender.role",
        "sender.setting",
        "entries.0.media_type",
        "entries.0.name",
        "entries.0.sha256",
        "entries.0.size",
    ]
    for path in paths:
        name = path.replace(".", "-")
        yield f"manifest-without-{name}", MANIFEST, Build(people, manifest=_drop(path))
        odd: object = "9" if path.endswith("size") else [9]
        yield f"manifest-{name}-of-another-type", MANIFEST, Build(people, manifest=_set(path, odd))


_VALUES: dict[str, tuple[str, object]] = {
    "next-version": ("format", "aln-package-2"),
    "version-in-capitals": ("format", "ALN-PACKAGE-1"),
    "id-in-capitals": ("id", makers.package_id(1).upper()),
    "id-in-braces": ("id", "{" + makers.package_id(1) + "}"),
    "id-with-line-feed": ("id", makers.package_id(1) + "\n"),
    "kind-unknown": ("kind", "command"),
    "kind-in-capitals": ("kind", "Plan"),
    "created-with-offset": ("created", "2026-11-30T10:15:00+00:00"),
    "created-with-fraction": ("created", "2026-11-30T10:15:00.5Z"),
    "created-on-30-february": ("created", "2026-02-30T10:15:00Z"),
    "created-at-24-hours": ("created", "2026-11-30T24:00:00Z"),
    "created-in-year-0": ("created", "0000-11-30T10:00:00Z"),
    "clock-of-another": ("created_by_clock_of", "addressee"),
    "languages-none": ("languages", []),
    "languages-twice": ("languages", ["cy", "cy"]),
    "language-unknown": ("languages", ["fr"]),
    "sequence-zero": ("sequence", 0),
    "sequence-negative": ("sequence", -1),
    "sequence-fraction": ("sequence", 1.5),
    "sequence-true": ("sequence", True),
    "recipient-type-unknown": ("recipient_type", "mlkem768x25519"),
    "supersedes-empty": ("supersedes", ""),
    "supersedes-not-an-id": ("supersedes", "the last one"),
    "fingerprint-in-capitals": ("addressee.fingerprint", "A" * 64),
    "fingerprint-short": ("addressee.fingerprint", "a" * 63),
    "kid-with-padding": ("sender.kid", "a" * 42 + "="),
    "person-nobody": ("sender.person", ""),
    "person-of-two-lines": ("sender.person", "Mari\nPrys"),
    "person-with-hidden-direction": ("sender.person", "Mari \u202eyrP"),
    "person-with-bell": ("sender.person", "Mari\u0007"),
    "person-without-end": ("sender.person", "M" * 201),
    "setting-with-a-path": ("sender.setting", "../glan-yr-afon"),
    "form-edition-without-end": ("form_edition", "x" * 101),
    "entries-none": ("entries", []),
    "size-negative": ("entries.0.size", -1),
    "size-beyond-any-limit": ("entries.0.size", 10 << 30),
    "size-fraction": ("entries.0.size", 0.5),
    "hash-in-capitals": ("entries.0.sha256", "A" * 64),
    "hash-short": ("entries.0.sha256", "a" * 40),
    "media-type-with-parameters": ("entries.0.media_type", "text/html; charset=utf-8"),
    "media-type-missing-half": ("entries.0.media_type", "application"),
}


def _values(people: World) -> Iterator[Fault]:
    for name, (path, value) in _VALUES.items():
        key = "error.package.version" if path == "format" else MANIFEST
        yield f"manifest-{name}", key, Build(people, manifest=_set(path, value))

    def swap(manifest: Json) -> object:
        entries = manifest["entries"]
        entries[1], entries[2] = entries[2], entries[1]
        return manifest

    def last(manifest: Json) -> object:
        manifest["entries"].append(manifest["entries"].pop(0))
        return manifest

    def twice(manifest: Json) -> object:
        manifest["entries"].insert(1, manifest["entries"][1])
        return manifest

    def many(manifest: Json) -> object:
        line = manifest["entries"][3]
        extra = [{**line, "name": f"attachments/{n:04}"} for n in range(251)]
        manifest["entries"] = [manifest["entries"][0], *extra]
        return manifest

    yield "manifest-entries-out-of-order", MANIFEST, Build(people, manifest=swap)
    yield "manifest-record-not-first", MANIFEST, Build(people, manifest=last)
    yield "manifest-entry-twice", MANIFEST, Build(people, manifest=twice)
    yield "manifest-251-entries", MANIFEST, Build(people, manifest=many)
    yield "manifest-without-record", MANIFEST, Build(people, files=lambda f: f[1:])


def _names(people: World) -> Iterator[Fault]:
    names = {
        "parent-folder": "../plan.cy.pdf",
        "parent-in-attachments": "attachments/../plan.cy.pdf",
        "root-folder": "/plan.cy.pdf",
        "drive": "c:plan.cy.pdf",
        "backslash": "attachments\\plan",
        "home": "~/plan.cy.pdf",
        "capitals": "Plan.cy.pdf",
        "device": "con.cy.pdf",
        "device-with-number": "com1.cy.pdf",
        "other-language": "plan.fr.pdf",
        "no-language": "plan.pdf",
        "program": "plan.cy.exe",
        "two-endings": "plan.cy.pdf.exe",
        "trailing-dot": "plan.cy.pdf.",
        "trailing-space": "plan.cy.pdf ",
        "leading-space": " plan.cy.pdf",
        "letter-that-looks-alike": "pl\u0430n.cy.pdf",
        "hidden-direction": "plan\u202efdp.cy.pdf",
        "nothing": "",
        "nul": "plan\u0000.cy.pdf",
        "line-feed": "plan.cy.pdf\n",
        "folder": "attachments/",
        "folder-in-folder": "attachments/a/b",
        "too-long": "attachments/" + "a" * 65,
        "stream": "plan.cy.pdf:hidden",
        "mimetype-again": "mimetype",
        "manifest-again": "manifest.json",
        "hidden": ".plan.cy.pdf",
        "percent": "attachments/%2e%2e",
        "wildcard": "attachments/*",
    }
    for name, spelt in names.items():

        def rename(files: list[File], spelt: str = spelt) -> list[File]:
            return [files[0], File(spelt, files[1].data), *files[2:]]

        yield f"name-{name}", MANIFEST, Build(people, files=rename)


def _spellings(people: World) -> Iterator[Fault]:
    spellings: dict[str, Callable[[bytes], bytes]] = {
        "spaces": lambda d: d.replace(b'":', b'": ', 1),
        "line-feed-at-end": lambda d: d + b"\n",
        "byte-order-mark": lambda d: b"\xef\xbb\xbf" + d,
        "key-twice": lambda d: d.replace(b'{"addressee"', b'{"addressee":1,"addressee"', 1),
        "escaped-letter": lambda d: d.replace(b"Mari", b"\\u004dari", 1),
        "escaped-slash": lambda d: d.replace(b"application/json", b"application\\/json", 1),
        "number-as-fraction": lambda d: d.replace(b'"sequence":1,', b'"sequence":1.0,', 1),
        "number-with-exponent": lambda d: d.replace(b'"sequence":1,', b'"sequence":1e0,', 1),
        "number-beyond-2-53": lambda d: d.replace(
            b'"sequence":1,', b'"sequence":' + b"9" * 17 + b",", 1
        ),
        "number-of-5000-digits": lambda d: d.replace(
            b'"sequence":1,', b'"sequence":' + b"9" * 5000 + b",", 1
        ),
        "not-a-number": lambda d: d.replace(b'"sequence":1,', b'"sequence":NaN,', 1),
        "lone-surrogate": lambda d: d.replace(b"Mari", b"\\ud800", 1),
        "not-utf-8": lambda d: d.replace(b"Mari", b"\xff\xfe", 1),
        "keys-out-of-order": lambda d: b'{"zzz":1,' + d[1:],
        "cut-short": lambda d: d[:-1],
        "something-after": lambda d: d + b"{}",
        "comment": lambda d: d[:-1] + b"/* */}",
        "empty": lambda _: b"",
        "null": lambda _: b"null",
        "nested-100000-deep": lambda _: b"[" * 100_000,
        "utf-16": lambda d: d.decode().encode("utf-16-le"),
    }
    for name, change in spellings.items():
        yield f"spelling-{name}", MANIFEST, Build(people, manifest_bytes=change)
