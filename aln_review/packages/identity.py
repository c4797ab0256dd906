"""Who signs and who can open: one signing key and one sealing key per vault.

Ed25519 (RFC 8032) signs, as JWK of RFC 8037; X25519 seals, as age writes it. The private halves
live in the vault alone. A fingerprint covers both public halves, so that neither can be changed
behind the other's back.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aln_review.domain.errors import OwnFault, Refusal
from aln_review.domain.late import late
from aln_review.packages.bech32 import encode
from aln_review.packages.canonical import NotCanonical, canonical, parse
from aln_review.packages.sealing import public_of, valid_recipient
from aln_review.packages.shapes import BASE64URL, Misshapen, Obj, OneOf, Str

if TYPE_CHECKING:
    from joserfc import jwk
else:
    jwk = late("joserfc.jwk")

FORMAT = "aln-identity-1"
_ED25519_PKCS8 = bytes.fromhex("302e020100300506032b657004220420")
"""RFC 8410 section 7: what stands before the 32 bytes of an Ed25519 private key."""

SIGN_JWK = Obj({"crv": OneOf(("Ed25519",)), "kty": OneOf(("OKP",)), "x": Str(43, BASE64URL, 43)})
PUBLIC = Obj({"age": Str(62, "age1[02-9ac-hj-np-z]{58}", 62), "sign": SIGN_JWK})
"""A public identity as it stands in registers, invitations and requests."""


def b64(data: bytes) -> str:
    """Base64url without padding (RFC 7515 section 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def unb64(text: str) -> bytes:
    """The bytes of ``text``, refused unless it is the only way to write them.

    Raises:
        ValueError: padding, other characters, or stray bits at the end.

    """
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("base64url") from None
    if b64(data) != text:
        raise ValueError("base64url")
    return data


@dataclass(frozen=True, slots=True)
class PublicIdentity:
    """The public halves. ``sign_x`` is the JWK's ``x``; ``age_recipient`` begins ``age1``."""

    sign_x: str
    age_recipient: str

    @property
    def sign_jwk(self) -> dict[str, str | list[str]]:
        """The verifying key as JWK (RFC 8037)."""
        return {"crv": "Ed25519", "kty": "OKP", "x": self.sign_x}

    @property
    def kid(self) -> str:
        """RFC 7638 thumbprint of the verifying key."""
        return b64(hashlib.sha256(canonical(self.sign_jwk)).digest())

    @property
    def fingerprint(self) -> str:
        """SHA-256 over both public halves in canonical form, lower-case hexadecimal."""
        return hashlib.sha256(canonical(self.as_dict())).hexdigest()

    @property
    def pem(self) -> bytes:
        """The verifying key as SubjectPublicKeyInfo, for libraries that know no JWK."""
        return jwk.OKPKey.import_key(self.sign_jwk).as_pem(private=False)

    def as_dict(self) -> dict[str, object]:
        """As it stands in a register, an invitation or a request."""
        return {"age": self.age_recipient, "sign": dict(self.sign_jwk)}

    def to_json(self) -> str:
        """One canonical line."""
        return canonical(self.as_dict()).decode("utf-8")

    def to_jwk_json(self) -> str:
        """The verifying key as a JWK file any JOSE library reads; ``age`` rides along."""
        value = {**self.sign_jwk, "age": self.age_recipient, "kid": self.kid}
        return canonical(value).decode("utf-8") + "\n"

    @classmethod
    def from_jwk_json(cls, text: str) -> PublicIdentity:
        """The inverse of :meth:`to_jwk_json`; members it does not know are passed over.

        Raises:
            Refusal: not such a file, or its ``kid`` is another key's.

        """
        try:
            value = json.loads(text)
            sign = {name: value[name] for name in SIGN_JWK.fields}
            found = cls.from_dict({"age": value["age"], "sign": sign})
            known = value.get("kid", found.kid) == found.kid
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            known = False
        if not known:
            raise Refusal("error.identity.damaged")
        return found

    @classmethod
    def from_dict(cls, value: object) -> PublicIdentity:
        """The inverse of :meth:`as_dict`.

        Raises:
            Refusal: not two public halves of the kinds version 1 knows.

        """
        try:
            PUBLIC.check(value)
            found = cls(value["sign"]["x"], value["age"])  # type: ignore[index]
            good = len(unb64(found.sign_x)) == 32 and valid_recipient(found.age_recipient)
        except ValueError:
            good = False
        if not good:
            raise Refusal("error.identity.damaged")
        return found

    @classmethod
    def from_json(cls, text: str) -> PublicIdentity:
        """The inverse of :meth:`to_json`, white space allowed.

        Raises:
            Refusal: not a public identity.

        """
        try:
            return cls.from_dict(json.loads(text))
        except (ValueError, RecursionError):
            raise Refusal("error.identity.damaged") from None


@dataclass(frozen=True, slots=True)
class Identity:
    """Both private halves. ``repr`` shows neither."""

    public: PublicIdentity
    sign_d: str = field(repr=False)
    age_secret: str = field(repr=False)
    """The X25519 half as age writes it: ``AGE-SECRET-KEY-1…``."""

    @classmethod
    def create(cls, random: Callable[[int], bytes]) -> Identity:
        """A new identity out of 64 random bytes.

        Raises:
            OwnFault: the source of randomness gave too little.

        """
        seed, scalar = random(32), random(32)
        if len(seed) != 32 or len(scalar) != 32:
            raise OwnFault("error.identity.randomness")
        return cls.of(seed, encode("age-secret-key-", scalar).upper())

    @classmethod
    def of(cls, seed: bytes, age_secret: str) -> Identity:
        """The identity of a 32-byte Ed25519 seed and an age secret key.

        Raises:
            Refusal: the age secret key is not one.

        """
        key = jwk.OKPKey.import_key(_ED25519_PKCS8 + seed).as_dict(private=True)
        return cls(PublicIdentity(str(key["x"]), public_of(age_secret)), b64(seed), age_secret)

    @property
    def kid(self) -> str:
        """RFC 7638 thumbprint of the verifying key."""
        return self.public.kid

    @property
    def jwk(self) -> dict[str, str | list[str]]:
        """The signing key as private JWK."""
        return {**self.public.sign_jwk, "d": self.sign_d}

    @property
    def pem(self) -> bytes:
        """The signing key as PKCS #8, for libraries that know no JWK."""
        return jwk.OKPKey.import_key(self.jwk).as_pem(private=True)

    def to_json(self) -> str:
        """For the vault and nowhere else."""
        value = {"age": self.age_secret, "format": FORMAT, "sign": self.jwk}
        return canonical(value).decode("utf-8")

    @classmethod
    def from_json(cls, text: str) -> Identity:
        """The inverse of :meth:`to_json`; the halves must belong together.

        Raises:
            Refusal: damaged, or of a format this version does not know.

        """
        shape = Obj(
            {
                "age": Str(74, "AGE-SECRET-KEY-1[0-9A-Z]{58}", 74),
                "format": OneOf((FORMAT,)),
                "sign": Obj({**SIGN_JWK.fields, "d": Str(43, BASE64URL, 43)}),
            }
        )
        try:
            value = parse(text.encode("utf-8"))
            shape.check(value)
            sign: Mapping[str, str] = value["sign"]  # type: ignore[assignment]
            made = cls.of(unb64(sign["d"]), str(value["age"]))
        except (NotCanonical, Misshapen, ValueError):
            raise Refusal("error.identity.damaged") from None
        if made.public.sign_x != sign["x"]:
            raise Refusal("error.identity.damaged")
        return made


def fingerprint_words(fingerprint: str, wordlist: Sequence[str]) -> tuple[str, str, str]:
    """Three words to read out over the telephone: the fingerprint's first 33 bits.

    Raises:
        OwnFault: the list does not hold 2048 different words.

    """
    if len(wordlist) != 2048 or len(set(wordlist)) != 2048:
        raise OwnFault("error.identity.wordlist")
    bits = int(fingerprint, 16) >> (len(fingerprint) * 4 - 33)
    return wordlist[bits >> 22], wordlist[bits >> 11 & 2047], wordlist[bits & 2047]
