"""Vectors whose signature, or whose signer, is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from aln_review.packages import signing
from aln_review.packages.identity import Identity, b64, unb64
from tests.packages.makers import World, chance
from tests.vectors.build import Build, Json, loose, resign, sign_raw
from tests.vectors.faults_manifest import Fault

FORM = "error.package.signature_form"
WRONG = "error.package.signature"
_ORDER = (1 << 252) + 27742317777372353535851937790883648493
"""Order of the base point of Ed25519 (RFC 8032 section 5.1)."""

Change = Callable[[str, bytes], str]


@dataclass(frozen=True)
class Others:
    """Keys that the register names for something else, or on other days."""

    desk: Identity
    gateway: Identity
    stranger: Identity
    other_school: Identity
    left: Identity
    expired: Identity
    later: Identity


def others(people: World) -> Others:
    made = [Identity.create(chance(name)) for name in ("other", "left", "expired", "later")]
    return Others(people.desk, people.gateway, people.stranger, *made)


def faults(people: World, known: Others) -> Iterator[Fault]:
    """Every vector of this family."""
    yield from _headers(people)
    yield from _forms(people)
    yield from _signatures(people, known)
    yield from _signers(people, known)


def _headers(people: World) -> Iterator[Fault]:
    honest: Json = {"alg": "Ed25519", "kid": people.school.kid, "typ": signing.MANIFEST}
    headers: dict[str, Json] = {
        "alg-eddsa": {**honest, "alg": "EdDSA"},
        "alg-none": {**honest, "alg": "none"},
        "alg-hs256": {**honest, "alg": "HS256"},
        "alg-es256": {**honest, "alg": "ES256"},
        "alg-ed448": {**honest, "alg": "Ed448"},
        "alg-lower-case": {**honest, "alg": "ed25519"},
        "without-alg": {k: v for k, v in honest.items() if k != "alg"},
        "without-kid": {k: v for k, v in honest.items() if k != "kid"},
        "without-typ": {k: v for k, v in honest.items() if k != "typ"},
        "typ-of-a-receipt": {**honest, "typ": signing.RECEIPT},
        "typ-of-a-register": {**honest, "typ": signing.REGISTER},
        "typ-jwt": {**honest, "typ": "JWT"},
        "with-crit": {**honest, "crit": ["exp"], "exp": 1},
        "with-b64-false": {**honest, "b64": False, "crit": ["b64"]},
        "with-jwk": {**honest, "jwk": people.school.public.sign_jwk},
        "with-jku": {**honest, "jku": "https://example.invalid/keys"},
        "with-x5c": {**honest, "x5c": []},
        "with-zip": {**honest, "zip": "DEF"},
        "kid-empty": {**honest, "kid": ""},
        "kid-a-number": {**honest, "kid": 1},
        "kid-a-path": {**honest, "kid": "../../root.jwk.json"},
    }
    for name, header in headers.items():

        def change(_: str, data: bytes, header: Json = header) -> str:
            return resign(people.school, header, data)

        yield f"header-{name}", FORM, Build(people, token=change)


def _parts(change: Callable[[str, str, str], str]) -> Change:
    return lambda token, _: change(*token.split("."))


def _spelt(head: bytes) -> Callable[[World], Change]:
    def make(people: World) -> Change:
        def change(_: str, data: bytes) -> str:
            signed = f"{b64(head)}.{b64(data)}"
            return f"{signed}.{b64(sign_raw(people.school, signed.encode()))}"

        return change

    return make


def _forms(people: World) -> Iterator[Fault]:
    kid = people.school.kid.encode()
    typ = signing.MANIFEST.encode()
    forms: dict[str, Change] = {
        "two-parts": _parts(lambda h, p, _: f"{h}.{p}"),
        "four-parts": _parts(lambda h, p, s: f"{h}.{p}.{s}.{s}"),
        "empty": lambda *_: "",
        "empty-signature": _parts(lambda h, p, _: f"{h}.{p}."),
        "padding": _parts(lambda h, p, s: f"{h}.{p}.{s}=="),
        "line-feed-at-end": lambda token, _: token + "\n",
        "space-before": lambda token, _: " " + token,
        "line-broken": lambda token, _: token[:76] + "\n" + token[76:],
        "stray-bits": _parts(lambda h, p, s: f"{h}.{p}.{s[:-1]}{chr(ord(s[-1]) + 1)}"),
        "other-alphabet": _parts(lambda h, p, s: f"{h}.{p}.+/{s[2:]}"),
        "letters-outside-ascii": _parts(lambda h, p, s: f"{h}.{p}.ŵ{s[1:]}"),
        "signature-short": _parts(lambda h, p, s: f"{h}.{p}.{b64(unb64(s)[:63])}"),
        "signature-long": _parts(lambda h, p, s: f"{h}.{p}.{b64(unb64(s) + bytes(1))}"),
        "signature-der": _parts(lambda h, p, s: f"{h}.{p}.{b64(bytes([48, 64]) + unb64(s))}"),
        "json-serialisation": _parts(
            lambda h, p, s: loose({"payload": p, "protected": h, "signature": s}).decode()
        ),
        "header-with-spaces": _spelt(
            b'{"alg": "Ed25519","kid":"' + kid + b'","typ":"' + typ + b'"}'
        )(people),
        "header-out-of-order": _spelt(
            b'{"typ":"' + typ + b'","alg":"Ed25519","kid":"' + kid + b'"}'
        )(people),
        "header-alg-twice": _spelt(
            b'{"alg":"none","alg":"Ed25519","kid":"' + kid + b'","typ":"' + typ + b'"}'
        )(people),
        "header-not-json": _spelt(b"Ed25519")(people),
        "header-a-list": _spelt(b"[]")(people),
    }
    for name, change in forms.items():
        yield f"jws-{name}", FORM, Build(people, token=change)


def _signatures(people: World, known: Others) -> Iterator[Fault]:
    def flipped(place: int) -> Change:
        def change(h: str, p: str, s: str) -> str:
            raw = bytearray(unb64(s))
            raw[place] ^= 1
            return f"{h}.{p}.{b64(bytes(raw))}"

        return _parts(change)

    def malleated(h: str, p: str, s: str) -> str:
        raw = unb64(s)
        scalar = int.from_bytes(raw[32:], "little") + _ORDER
        return f"{h}.{p}.{b64(raw[:32] + scalar.to_bytes(32, 'little'))}"

    def forged(token: str, _: bytes) -> str:
        signed = token.rpartition(".")[0]
        return f"{signed}.{b64(sign_raw(known.stranger, signed.encode()))}"

    changes: dict[str, Change] = {
        "first-byte-flipped": flipped(0),
        "last-byte-of-r-flipped": flipped(31),
        "first-byte-of-s-flipped": flipped(32),
        "last-byte-flipped": flipped(63),
        "s-plus-the-order": _parts(malleated),
        "all-zero": _parts(lambda h, p, _: f"{h}.{p}.{b64(bytes(64))}"),
        "identity-point": _parts(lambda h, p, _: f"{h}.{p}.{b64(bytes([1]) + bytes(63))}"),
        "another-key-same-kid": forged,
    }
    for name, change in changes.items():
        yield f"signature-{name}", WRONG, Build(people, token=change)

    def other_words(_: str, data: bytes) -> str:
        changed = data.replace(b'"kind":"plan"', b'"kind":"referral"')
        return signing.sign(changed, people.school, signing.MANIFEST)

    def no_words(_: str, __: bytes) -> str:
        return signing.sign(b"", people.school, signing.MANIFEST)

    mixed = "error.package.other_manifest"
    detached = _parts(lambda h, _, s: f"{h}..{s}")
    yield "signature-detached", mixed, Build(people, token=detached)
    yield "signature-over-another-manifest", mixed, Build(people, token=other_words)
    yield "signature-over-nothing", mixed, Build(people, token=no_words)
    by_another = Build(people, signer=known.other_school)
    yield "signature-by-another-than-named", "error.package.other_signer", by_another


def _named(signer: Identity, setting: str = "", created: str = "") -> Callable[[Json], object]:
    def change(manifest: Json) -> object:
        manifest["sender"]["kid"] = signer.kid
        manifest["sender"]["setting"] = setting or manifest["sender"]["setting"]
        manifest["created"] = created or manifest["created"]
        return manifest

    return change


def _signers(people: World, known: Others) -> Iterator[Fault]:
    p = "error.package."
    cases: tuple[tuple[str, str, Identity, str, str], ...] = (
        ("stranger", p + "unknown_signer", known.stranger, "", ""),
        ("desk-as-school", p + "other_sender", known.desk, "", ""),
        ("other-school-as-school", p + "other_sender", known.other_school, "", ""),
        ("gateway", p + "wrong_role", known.gateway, "dyffryn-ceri", ""),
        ("revoked", p + "key_revoked", known.left, "wedi-gadael", ""),
        ("revoked-that-day", p + "key_revoked", known.left, "wedi-gadael", "2026-10-01T08:00:00Z"),
        ("expired", p + "key_expired", known.expired, "wedi-dod-i-ben", ""),
        ("not-yet", p + "key_not_yet", known.later, "eto-i-ddod", ""),
        ("before-its-day", p + "key_not_yet", people.school, "", "2026-08-31T10:00:00Z"),
        ("two-years-back", p + "key_not_yet", people.school, "", "2024-11-30T10:15:00Z"),
    )
    for name, key, signer, setting, created in cases:
        change = _named(signer, setting, created)
        yield f"signer-{name}", key, Build(people, signer=signer, manifest=change)

    def to_another(manifest: Json) -> object:
        manifest["addressee"]["fingerprint"] = known.other_school.public.fingerprint
        return manifest

    resealed = Build(people, manifest=to_another)
    yield "addressee-another-resealed-to-us", p + "other_addressee", resealed
