"""Identities survive being written, and nothing private shows."""

from __future__ import annotations

import hashlib
import json
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.errors import OwnFault, Refusal
from aln_review.packages.identity import Identity, PublicIdentity, b64, fingerprint_words, unb64
from tests.packages.makers import chance

WORDS = tuple(f"w{n:04}" for n in range(2048))


def test_an_identity_survives_being_written() -> None:
    made = Identity.create(secrets.token_bytes)
    assert Identity.from_json(made.to_json()) == made
    assert made.age_secret.startswith("AGE-SECRET-KEY-1")
    assert made.public.age_recipient.startswith("age1")


def test_the_public_half_survives_both_spellings() -> None:
    public = Identity.create(chance("a")).public
    assert PublicIdentity.from_json(public.to_json()) == public
    assert PublicIdentity.from_jwk_json(public.to_jwk_json()) == public
    assert PublicIdentity.from_dict(public.as_dict()) == public


def test_two_identities_never_share_anything() -> None:
    one, two = Identity.create(chance("a")), Identity.create(chance("b"))
    assert one.public.fingerprint != two.public.fingerprint
    assert one.kid != two.kid
    assert one.age_secret != two.age_secret


def test_the_fingerprint_covers_both_halves() -> None:
    one, two = Identity.create(chance("a")).public, Identity.create(chance("b")).public
    mixed = PublicIdentity(one.sign_x, two.age_recipient)
    assert mixed.kid == one.kid
    assert mixed.fingerprint not in {one.fingerprint, two.fingerprint}
    text = (
        f'{{"age":"{one.age_recipient}","sign":{{"crv":"Ed25519","kty":"OKP","x":"{one.sign_x}"}}}}'
    )
    assert one.fingerprint == hashlib.sha256(text.encode()).hexdigest()


def test_nothing_private_shows() -> None:
    made = Identity.create(chance("a"))
    for shown in (repr(made), str(made), made.public.to_json(), made.public.to_jwk_json()):
        assert made.sign_d not in shown
        assert made.age_secret not in shown


@pytest.mark.parametrize(
    "change",
    [
        lambda v: {**v, "format": "aln-identity-2"},
        lambda v: {**v, "age": v["age"][:-1] + "Q"},
        lambda v: {**v, "sign": {**v["sign"], "x": Identity.create(chance("b")).public.sign_x}},
        lambda v: {**v, "more": 1},
        lambda v: {k: v[k] for k in v if k != "age"},
    ],
)
def test_a_damaged_identity_is_refused(change: object) -> None:
    value = json.loads(Identity.create(chance("a")).to_json())
    assert callable(change)
    text = json.dumps(change(value), sort_keys=True, separators=(",", ":"))
    with pytest.raises(Refusal) as caught:
        Identity.from_json(text)
    assert caught.value.key == "error.identity.damaged"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"age":"age1","sign":{}}',
        '{"age":"'
        + "age1"
        + "q" * 58
        + '","sign":{"crv":"Ed25519","kty":"OKP","x":"'
        + "A" * 43
        + '"}}',
        "[" * 100_000,
    ],
)
def test_what_is_no_public_identity_is_refused(text: str) -> None:
    for read in (PublicIdentity.from_json, PublicIdentity.from_jwk_json):
        with pytest.raises(Refusal) as caught:
            read(text)
        assert caught.value.key == "error.identity.damaged"


def test_a_root_file_with_another_kid_is_refused() -> None:
    value = json.loads(Identity.create(chance("a")).public.to_jwk_json())
    value["kid"] = Identity.create(chance("b")).kid
    with pytest.raises(Refusal):
        PublicIdentity.from_jwk_json(json.dumps(value))


def test_too_little_randomness_makes_no_identity() -> None:
    with pytest.raises(OwnFault):
        Identity.create(lambda _: b"short")


def test_the_words_are_the_first_33_bits() -> None:
    bits = (5 << 22 | 2047 << 11 | 1024) << (256 - 33)
    assert fingerprint_words(f"{bits:064x}", WORDS) == ("w0005", "w2047", "w1024")


def test_words_differ_when_any_of_33_bits_differ() -> None:
    base = int(Identity.create(chance("a")).public.fingerprint, 16)
    words = {fingerprint_words(f"{base ^ 1 << 255 - bit:064x}", WORDS) for bit in range(33)}
    assert len(words | {fingerprint_words(f"{base:064x}", WORDS)}) == 34


@pytest.mark.parametrize("words", [WORDS[:-1], (*WORDS[:-1], "w0000")])
def test_a_wordlist_that_is_too_short_or_repeats_is_our_fault(words: tuple[str, ...]) -> None:
    with pytest.raises(OwnFault):
        fingerprint_words("0" * 64, words)


@given(st.binary(max_size=70))
def test_base64url_round_trips_and_has_one_spelling(data: bytes) -> None:
    text = b64(data)
    assert unb64(text) == data
    for other in (text + "=", text + "\n", " " + text, text + "A"):
        try:
            assert unb64(other) != data
        except ValueError:
            continue


@pytest.mark.parametrize("text", ["A", "AB", "A===", "+w", "/w", "é", "AA=A"])
def test_other_spellings_of_base64url_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="base64url"):
        unb64(text)
