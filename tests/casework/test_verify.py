"""Checking a package with nothing but files."""

from __future__ import annotations

from pathlib import Path

import pytest

from aln_review.casework.verify import VerifyReport, verify
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError
from aln_review.language.catalogue import Catalogue
from aln_review.packages.register import sign_register
from tests.packages import makers
from tests.packages.makers import World


@pytest.fixture(scope="module")
def people() -> World:
    return makers.world()


@pytest.fixture
def folder(people: World, tmp_path: Path) -> Path:
    makers.package(people, tmp_path / "package.alnpkg")
    (tmp_path / "register.jws").write_text(sign_register(people.register, people.desk))
    (tmp_path / "root.jwk.json").write_text(people.desk.public.to_jwk_json())
    (tmp_path / "identity.txt").write_text(f"# desk\r\n{people.desk.age_secret}\r\n")
    return tmp_path


def run(folder: Path, root: Path | None = None) -> VerifyReport:
    register, identity = folder / "register.jws", folder / "identity.txt"
    return verify(folder / "package.alnpkg", register, identity, root)


def checked(folder: Path, root: Path | None = None) -> str:
    with pytest.raises(AlnError) as caught:
        run(folder, root)
    return caught.value.key


def test_a_sound_package_is_reported(folder: Path) -> None:
    report = run(folder)
    assert report.verified
    assert report.package == makers.package_id(1)
    assert (report.sender.person, report.register_version) == ("Mari Prys", 3)
    assert report.size == (folder / "package.alnpkg").stat().st_size
    assert len(report.entries) == 4
    for language in Language:
        text = report.as_text(Catalogue.load(language))
        assert makers.package_id(1) in text
        assert "{" not in text
        assert "Elin" not in text


def test_the_root_may_lie_elsewhere(folder: Path) -> None:
    (folder / "root.jwk.json").rename(folder / "pinned.json")
    assert checked(folder) == "error.verify.unreadable"
    assert run(folder, folder / "pinned.json").verified


def test_one_byte_changed(folder: Path) -> None:
    path = folder / "package.alnpkg"
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data)
    assert checked(folder) == "error.package.damaged"


def test_another_root(folder: Path, people: World) -> None:
    (folder / "root.jwk.json").write_text(people.school.public.to_jwk_json())
    assert checked(folder) == "error.register.signature"


def test_a_key_the_register_does_not_name(folder: Path, people: World) -> None:
    (folder / "identity.txt").write_text(people.stranger.age_secret)
    assert checked(folder) == "error.verify.identity_not_in_register"


def test_no_key_at_all(folder: Path) -> None:
    (folder / "identity.txt").write_text("age1notasecret")
    assert checked(folder) == "error.verify.no_secret_key"


def test_files_that_are_not_there(folder: Path) -> None:
    (folder / "register.jws").unlink()
    assert checked(folder) == "error.verify.unreadable"
