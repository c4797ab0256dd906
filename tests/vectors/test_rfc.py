"""Published examples, byte for byte, through our own wrappers."""

from __future__ import annotations

import json

import pyrage
import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from aln_review.packages.bech32 import encode
from aln_review.packages.canonical import canonical
from aln_review.packages.identity import Identity, b64, unb64
from aln_review.store.pages import page_fits
from aln_review.vault import wrapping
from aln_review.vault.wrapping import KdfCost, SlotKind
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


@pytest.mark.parametrize(
    ("secret", "public", "message", "signature"),
    [
        # RFC 8032 section 7.1, TEST 1, 2 and 3
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
            "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
            "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290"
            "ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ],
)
def test_rfc_8032_signatures(secret: str, public: str, message: str, signature: str) -> None:
    made = Identity.of(bytes.fromhex(secret), Identity.create(chance("rfc")).age_secret)
    assert unb64(made.public.sign_x).hex() == public
    assert sign_raw(made, bytes.fromhex(message)).hex() == signature


def test_rfc_9106_section_5_3_argon2id() -> None:
    # Our wrapping gives Argon2id no secret value and no associated data, so this one is the
    # library's; the next ones go through the wrapping.
    kdf = Argon2id(
        salt=b"\2" * 16, length=32, iterations=3, lanes=4, memory_cost=32, ad=b"\4" * 12,
        secret=b"\3" * 8,
    )  # fmt: skip
    tag = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    assert kdf.derive(b"\1" * 32).hex() == tag


@pytest.mark.parametrize(
    ("cost", "password", "salt", "tag"),
    [
        # The reference implementation's own examples (phc-winner-argon2, src/test.c, version 19)
        (
            KdfCost(256, 2, 1), b"password", b"somesalt",
            "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
        ),
        (
            KdfCost(256, 2, 2), b"password", b"somesalt",
            "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
        ),
        (
            KdfCost(65_536, 2, 1), b"password", b"somesalt",
            "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        ),
        (
            KdfCost(65_536, 1, 1), b"password", b"somesalt",
            "f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98",
        ),
        (
            KdfCost(65_536, 2, 1), b"differentpassword", b"somesalt",
            "0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde",
        ),
        (
            KdfCost(65_536, 2, 1), b"password", b"diffsalt",
            "bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c",
        ),
    ],
)  # fmt: skip
def test_argon2id_through_the_wrapping(
    cost: KdfCost, password: bytes, salt: bytes, tag: str
) -> None:
    assert wrapping._derive(cost, salt, password).hex() == tag


def test_rfc_8452_appendix_c_2_through_the_wrapping(monkeypatch: pytest.MonkeyPatch) -> None:
    # 256-bit key, 32 bytes of content, no additional data
    key, nonce = bytes([1]) + bytes(31), bytes([3]) + bytes(11)
    content = bytes([1]) + bytes(15) + bytes([2]) + bytes(15)
    sealed = bytes.fromhex(
        "4a6a9db4c8c6549201b9edb53006cba821ec9cf850948a7c86c68ac7539d027f"
        "e819e63abcd020b006a976397632eb5d"
    )
    monkeypatch.setattr(wrapping, "_derive", lambda *_: key)
    monkeypatch.setattr(wrapping, "_bound", lambda *_: b"")
    slot = wrapping.Slot("s", SlotKind.PASSPHRASE, KdfCost(8, 1, 1), b"", nonce, sealed)
    assert wrapping.unwrap("v", slot, "x").raw() == content


@pytest.mark.parametrize(
    ("key", "message", "code"),
    [
        # RFC 4231 sections 4.2, 4.4 and 4.7, HMAC-SHA-512
        (
            b"\x0b" * 20, b"Hi There",
            "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
            "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
        ),
        (
            b"\xaa" * 20, b"\xdd" * 50,
            "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39"
            "bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb",
        ),
        (
            b"\xaa" * 131, b"Test Using Larger Than Block-Size Key - Hash Key First",
            "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
            "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
        ),
    ],
)  # fmt: skip
def test_rfc_4231_through_the_code_of_a_page(key: bytes, message: bytes, code: str) -> None:
    number = int.from_bytes(message[-4:], "little")
    assert page_fits(message[:-4] + bytes.fromhex(code), number, key)
    assert not page_fits(message[:-4] + bytes.fromhex(code), number ^ 1, key)


def test_age_spells_a_secret_key_as_we_do() -> None:
    for _ in range(20):
        theirs = str(pyrage.x25519.Identity.generate())
        assert encode("age-secret-key-", unbech32(theirs)).upper() == theirs
