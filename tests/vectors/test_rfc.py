"""Published examples, byte for byte, through our own wrappers."""

from __future__ import annotations

import json

import pyrage
import pytest

from aln_review.packages.bech32 import encode
from aln_review.packages.canonical import canonical
from aln_review.packages.identity import Identity, b64, unb64
from tests.packages.makers import chance
from tests.vectors.age import unbech32
from tests.vectors.build import sign_raw

# RFC 8037 appendix A.1 and A.2
D = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
# RFC 8037 appendix A.3
THUMBPRINT = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
# RFC 8037 appendix A.4
SIGNED = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
SIGNATURE = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"


def rfc_identity() -> Identity:
    return Identity.of(unb64(D), Identity.create(chance("rfc")).age_secret)


def test_rfc_8037_key_pair_and_thumbprint() -> None:
    made = rfc_identity()
    assert (made.public.sign_x, made.kid, made.sign_d) == (X, THUMBPRINT, D)


def test_rfc_8037_signature() -> None:
    assert b64(sign_raw(rfc_identity(), SIGNED.encode())) == SIGNATURE


@pytest.mark.parametrize(
    ("text", "data"),
    [
        # RFC 7515 appendix C
        ("A-z_4ME", bytes([3, 236, 255, 224, 193])),
        # RFC 7515 appendix A.1.1
        ("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9", b'{"typ":"JWT",\r\n "alg":"HS256"}'),
        ("", b""),
    ],
)
def test_rfc_7515_base64url(text: str, data: bytes) -> None:
    assert b64(data) == text
    assert unb64(text) == data


def test_rfc_8785_section_3_2_2() -> None:
    given = r"""{
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
    }"""
    wanted = (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    assert canonical(json.loads(given)).decode() == wanted


def test_rfc_8785_sorts_by_utf_16() -> None:
    # RFC 8785 section 3.2.3
    given = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    assert [*json.loads(canonical(given)).values()] == [2, 4, 6, 7, 1, 5, 3]


def test_age_spells_a_secret_key_as_we_do() -> None:
    for _ in range(20):
        theirs = str(pyrage.x25519.Identity.generate())
        assert encode("age-secret-key-", unbech32(theirs)).upper() == theirs
