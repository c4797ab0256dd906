"""Vectors whose seal is wrong."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator

from tests.packages.makers import World
from tests.vectors import age
from tests.vectors.build import Build, File, base_files
from tests.vectors.faults_manifest import Fault

NOT = "error.package.not_a_package"
HEADER = "error.package.header"
DAMAGED = "error.package.damaged"
OTHER = "error.package.not_for_this_vault"


def faults(people: World) -> Iterator[Fault]:
    """Every vector of this family."""
    yield from _outsides(people)
    yield from _headers(people)
    yield from _payloads(people)


def _armour(sealed: bytes) -> bytes:
    lines = base64.b64encode(sealed)
    broken = b"\n".join(lines[at : at + 64] for at in range(0, len(lines), 64))
    edge = b"AGE ENCRYPTED FILE-----\n"
    return b"-----BEGIN " + edge + broken + b"\n-----END " + edge


def _outsides(people: World) -> Iterator[Fault]:
    changes: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
        "empty": (NOT, lambda _: b""),
        "pdf": (NOT, lambda _: b"%PDF-1.7\n"),
        "zip-not-sealed": (NOT, lambda _: b"PK\x03\x04" + bytes(200)),
        "armoured": (NOT, _armour),
        "line-feed-before": (NOT, lambda s: b"\n" + s),
        "byte-order-mark": (NOT, lambda s: b"\xef\xbb\xbf" + s),
        "version-2": (NOT, lambda s: s.replace(b".org/v1", b".org/v2", 1)),
        "carriage-returns": (NOT, lambda s: s.replace(b"v1\n", b"v1\r\n", 1)),
        "first-line-alone": (HEADER, lambda s: s[:22]),
        "cut-in-header": (HEADER, lambda s: s[:100]),
        "header-without-end": (HEADER, lambda s: s[:22] + b"-> X25519 A\n" * 3000),
        "without-payload": (HEADER, lambda s: s[: s.index(b"\n---") + 49]),
        "cut-in-nonce": (HEADER, lambda s: s[: s.index(b"\n---") + 57]),
        "cut-by-one": (DAMAGED, lambda s: s[:-1]),
        "cut-in-half": (DAMAGED, lambda s: s[: len(s) // 2]),
        "byte-after": (DAMAGED, lambda s: s + b"\0"),
        "twice": (DAMAGED, lambda s: s + s),
        "last-byte-flipped": (DAMAGED, lambda s: s[:-1] + bytes([s[-1] ^ 1])),
    }
    for name, (key, change) in changes.items():
        yield f"seal-{name}", key, Build(people, sealed=change)


def _stanza(kind: bytes, *more: bytes, short: bool = False) -> Callable[[bytes, bytes], bytes]:
    def write(share: bytes, body: bytes) -> bytes:
        words = b" ".join((kind, age.b64(share), *more))
        return b"-> " + words + b"\n" + age.b64(body[:-1] if short else body) + b"\n"

    return write


def _headers(people: World) -> Iterator[Fault]:
    recipes: dict[str, tuple[str, age.Recipe]] = {
        "mac-flipped": (HEADER, age.Recipe(mac=lambda m: bytes([m[0] ^ 1]) + m[1:])),
        "mac-zero": (HEADER, age.Recipe(mac=lambda _: bytes(32))),
        "mac-short": (HEADER, age.Recipe(mac=lambda m: m[:31])),
        "mac-padded": (HEADER, age.Recipe(header=lambda h: h[:-1] + b"=\n")),
        "stanza-added": (
            HEADER,
            age.Recipe(header=lambda h: h.replace(b"-> X", b"-> Y z\n\n-> X", 1)),
        ),
        "stanza-of-another-kind": (OTHER, age.Recipe(stanza=_stanza(b"x25519"))),
        "stanza-with-a-word-more": (HEADER, age.Recipe(stanza=_stanza(b"X25519", b"more"))),
        "stanza-body-short": (HEADER, age.Recipe(stanza=_stanza(b"X25519", short=True))),
        "stanza-passphrase": (
            OTHER,
            age.Recipe(
                stanza=lambda _, b: (
                    b"-> scrypt " + age.b64(bytes(16)) + b" 30\n" + age.b64(b) + b"\n"
                )
            ),
        ),
        "share-of-low-order": (HEADER, age.Recipe(share=bytes(32))),
        "share-of-order-one": (HEADER, age.Recipe(share=bytes([1]) + bytes(31))),
        "share-flipped": (OTHER, age.Recipe(share=bytes(range(32)))),
        "spaces-twice": (
            HEADER,
            age.Recipe(
                stanza=lambda s, b: b"->  X25519 " + age.b64(s) + b"\n" + age.b64(b) + b"\n"
            ),
        ),
        "tab": (
            HEADER,
            age.Recipe(
                stanza=lambda s, b: b"-> X25519\t" + age.b64(s) + b"\n" + age.b64(b) + b"\n"
            ),
        ),
    }
    for name, (key, recipe) in recipes.items():
        yield f"header-{name}", key, Build(people, recipe=recipe)
    for name, recipient in (
        ("school", people.school.public.age_recipient),
        ("stranger", people.stranger.public.age_recipient),
    ):
        yield f"sealed-to-the-{name}", OTHER, Build(people, recipient=recipient)


def _large(files: list[File]) -> list[File]:
    del files
    base = base_files()
    return [*base[:3], File(base[3].name, bytes(150_000))]


def _payloads(people: World) -> Iterator[Fault]:
    recipes: dict[str, age.Recipe] = {
        "nonce-flipped": age.Recipe(nonce=lambda n: bytes([n[0] ^ 1]) + n[1:]),
        "last-piece-not-marked": age.Recipe(last=False),
        "last-piece-dropped": age.Recipe(pieces=lambda p: p[:-1]),
        "first-piece-dropped": age.Recipe(pieces=lambda p: p[1:]),
        "pieces-swapped": age.Recipe(pieces=lambda p: [p[1], p[0], *p[2:]]),
        "piece-twice": age.Recipe(pieces=lambda p: [p[0], *p]),
        "first-byte-flipped": age.Recipe(
            pieces=lambda p: [bytes([p[0][0] ^ 1]) + p[0][1:], *p[1:]]
        ),
        "tag-flipped": age.Recipe(pieces=lambda p: [p[0][:-1] + bytes([p[0][-1] ^ 1]), *p[1:]]),
        "middle-piece-flipped": age.Recipe(
            pieces=lambda p: [p[0], p[1][:-1] + bytes([p[1][-1] ^ 1]), *p[2:]]
        ),
        "pieces-none": age.Recipe(pieces=lambda _: []),
    }
    for name, recipe in recipes.items():
        yield f"payload-{name}", DAMAGED, Build(people, files=_large, recipe=recipe)
