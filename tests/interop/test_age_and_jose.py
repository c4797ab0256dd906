"""An authority without our product: Debian's age opens, any ZIP tool unpacks, jose verifies."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from aln_review.domain.errors import Refusal
from aln_review.packages.reader import open_package
from aln_review.packages.receipt import Receipt, ReceiptKind, sign_receipt
from aln_review.packages.register import sign_register
from tests.interop.tools import jose, program, run
from tests.packages import makers
from tests.packages.makers import NOW, World

VERIFY = Path(__file__).with_name("verify.mjs")


@pytest.fixture(scope="module")
def people() -> World:
    return makers.world()


@pytest.fixture(scope="module")
def unpacked(people: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inside of a package, got out with nothing of ours."""
    folder = tmp_path_factory.mktemp("interop")
    makers.package(people, folder / "a.alnpkg", made=makers.contents(200_000))
    (folder / "key.txt").write_text(people.desk.age_secret + "\n")
    opened = run(
        program("age"), "--decrypt", "-i", "key.txt", "-o", "a.zip", "a.alnpkg", cwd=folder
    )
    assert opened.returncode == 0, opened.stderr
    with zipfile.ZipFile(folder / "a.zip") as archive:
        archive.extractall(folder / "inside")
    return folder / "inside"


def test_age_opens_and_every_listed_hash_is_right(unpacked: Path) -> None:
    manifest = json.loads((unpacked / "manifest.json").read_bytes())
    found = {
        str(path.relative_to(unpacked)).replace("\\", "/")
        for path in unpacked.rglob("*")
        if path.is_file()
    }
    listed = {entry["name"]: entry for entry in manifest["entries"]}
    assert found == {"mimetype", "manifest.json", "manifest.jws", *listed}
    for name, entry in listed.items():
        data = (unpacked / name).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (entry["size"], entry["sha256"])


def test_age_refuses_another_key(people: World, tmp_path: Path) -> None:
    makers.package(people, tmp_path / "a.alnpkg")
    (tmp_path / "key.txt").write_text(people.school.age_secret + "\n")
    opened = run(program("age"), "--decrypt", "-i", "key.txt", "a.alnpkg", cwd=tmp_path)
    assert opened.returncode != 0


def test_what_age_seals_to_our_key_our_reader_unseals(people: World, tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"not a package")
    sealed = run(
        program("age"),
        "--encrypt",
        "-r",
        people.desk.public.age_recipient,
        "-o",
        "sealed",
        "plain",
        cwd=tmp_path,
    )
    assert sealed.returncode == 0, sealed.stderr
    with pytest.raises(Refusal) as caught:
        open_package(tmp_path / "sealed", people.desk, people.register, tmp_path, NOW)
    assert caught.value.key == "error.package.archive"


def verified(token: Path, key: Path) -> dict[str, object]:
    made = run(program("node"), str(VERIFY), str(jose()), str(token), str(key))
    assert made.returncode == 0, made.stderr
    found: dict[str, object] = json.loads(made.stdout)
    return found


def test_jose_verifies_the_manifest(people: World, unpacked: Path, tmp_path: Path) -> None:
    key = tmp_path / "school.jwk.json"
    key.write_text(people.school.public.to_jwk_json())
    told = verified(unpacked / "manifest.jws", key)
    assert told["payload"] == (unpacked / "manifest.json").read_text("utf-8")
    assert told["thumbprint"] == people.school.kid
    assert told["header"] == {
        "alg": "Ed25519",
        "kid": people.school.kid,
        "typ": "aln-manifest+jws",
    }


def test_jose_verifies_register_and_receipt(people: World, tmp_path: Path) -> None:
    (tmp_path / "root").write_text(people.desk.public.to_jwk_json())
    (tmp_path / "register").write_text(sign_register(people.register, people.desk))
    assert '"version":3' in str(verified(tmp_path / "register", tmp_path / "root")["payload"])
    receipt = Receipt(makers.package_id(1), "0" * 64, ReceiptKind.DELIVERED, 1, NOW)
    (tmp_path / "gateway").write_text(people.gateway.public.to_jwk_json())
    (tmp_path / "receipt").write_text(sign_receipt(receipt, people.gateway))
    told = verified(tmp_path / "receipt", tmp_path / "gateway")
    assert makers.package_id(1) in str(told["payload"])


def test_jose_refuses_another_key(people: World, unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(people.desk.public.to_jwk_json())
    made = run(
        program("node"),
        str(VERIFY),
        str(jose()),
        str(unpacked / "manifest.jws"),
        str(tmp_path / "key"),
    )
    assert made.returncode != 0
    assert "JWSSignatureVerificationFailed" in made.stderr
