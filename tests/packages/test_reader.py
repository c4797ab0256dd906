"""Attacks on the reader, by name. The one-fault-each files stand in ``tests/vectors/package``."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from aln_review.domain.errors import Refusal, WorldFault
from aln_review.packages import reader
from aln_review.packages.container import Addressee, Envelope, freeze
from aln_review.packages.reader import UnknownSigner, open_package
from aln_review.packages.register import Role
from tests.packages import makers
from tests.packages.makers import NOW, World


@pytest.fixture(scope="module")
def people() -> World:
    return makers.world()


@pytest.fixture(scope="module")
def sealed(people: World, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sealed") / "a.alnpkg"
    makers.package(people, path)
    return path.read_bytes()


def said(people: World, data: bytes, folder: Path, now: datetime = NOW) -> str:
    path = folder / "came.alnpkg"
    path.write_bytes(data)
    with pytest.raises(Refusal) as caught:
        open_package(path, people.desk, people.register, folder, now)
    return caught.value.key


def test_every_flipped_byte_is_refused(people: World, sealed: bytes, tmp_path: Path) -> None:
    for place in range(0, len(sealed), 61):
        changed = bytearray(sealed)
        changed[place] ^= 1 + place % 255
        assert said(people, bytes(changed), tmp_path).startswith("error.package.")
    assert [path.name for path in tmp_path.iterdir()] == ["came.alnpkg"]


def test_every_cut_is_refused(people: World, sealed: bytes, tmp_path: Path) -> None:
    for place in range(0, len(sealed), 97):
        assert said(people, sealed[:place], tmp_path).startswith("error.package.")


def test_wrong_recipient_cannot_open(people: World, sealed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(sealed)
    with pytest.raises(Refusal) as caught:
        open_package(path, people.school, people.register, tmp_path, NOW)
    assert caught.value.key == "error.package.not_for_this_vault"


def test_wrong_signer_unknown_is_told_apart(people: World, tmp_path: Path) -> None:
    strange = replace(people, school=people.stranger)
    makers.package(strange, tmp_path / "a")
    with pytest.raises(UnknownSigner) as caught:
        open_package(tmp_path / "a", people.desk, people.register, tmp_path, NOW)
    assert caught.value.facts["setting"] == makers.SCHOOL_NAME
    assert "Glan" not in str(caught.value)


def test_replay_to_another_addressee_is_refused(people: World, tmp_path: Path) -> None:
    """The desk unseals a package, reseals it as it is to another, and passes it on."""
    other = makers.entry(people.stranger, Role.DESK, "bryn-eithin")
    register = people.register.enrol(other, NOW)
    named = Addressee(people.desk.public, makers.DESK_NAME)
    mixed = replace(named.public, age_recipient=people.stranger.public.age_recipient)
    freeze(
        makers.contents(),
        makers.sender(people.school),
        replace(named, public=mixed),
        Envelope(makers.package_id(1), 1, NOW),
        tmp_path / "a",
    )
    with pytest.raises(Refusal) as caught:
        open_package(tmp_path / "a", people.stranger, register, tmp_path, NOW)
    assert caught.value.key == "error.package.other_addressee"


def test_endless_data_stops_at_the_limit(
    people: World, sealed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MAX_SEALED", len(sealed) - 1)
    assert said(people, sealed, tmp_path) == "error.package.too_large"
    monkeypatch.setattr(reader, "MAX_SEALED", len(sealed) // 4)
    assert said(people, sealed, tmp_path) == "error.package.too_large"


def test_signed_before_the_key_was_revoked_still_opens_with_a_caution(
    people: World, sealed: bytes, tmp_path: Path
) -> None:
    gone = makers.revoked(people, date(2026, 12, 1))
    path = tmp_path / "a"
    path.write_bytes(sealed)
    with open_package(path, people.desk, gone.register, tmp_path, NOW) as early:
        assert early.cautions == ()
    later = datetime(2026, 12, 24, tzinfo=UTC)
    with open_package(path, people.desk, gone.register, tmp_path, later) as late:
        assert late.cautions == ("caution.package.key_revoked_since",)


@pytest.mark.parametrize("year", [2016, 2024])
def test_our_own_clock_years_behind_only_cautions(
    people: World, sealed: bytes, tmp_path: Path, year: int
) -> None:
    path = tmp_path / "a"
    path.write_bytes(sealed)
    behind = datetime(year, 11, 30, tzinfo=UTC)
    with open_package(path, people.desk, people.register, tmp_path, behind) as opened:
        assert opened.cautions == ("caution.package.clock_ahead",)


def test_a_stick_that_changes_after_the_check_changes_nothing(
    people: World, sealed: bytes, tmp_path: Path
) -> None:
    stick, work = tmp_path / "stick", tmp_path / "work"
    work.mkdir()
    stick.write_bytes(sealed)
    with open_package(stick, people.desk, people.register, work, NOW) as opened:
        stick.write_bytes(b"something else")
        assert opened.read("plan.cy.pdf").startswith(b"%PDF")


def test_a_changed_copy_is_noticed_when_read(people: World, sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(sealed)
    with open_package(tmp_path / "a", people.desk, people.register, tmp_path, NOW) as opened:
        opened.sealed.write_bytes(sealed[:-1])
        with pytest.raises(Refusal) as cut:
            opened.read("plan.en.pdf")
        makers.package(people, opened.sealed, 2, makers.contents(9000))
        with pytest.raises(Refusal) as other:
            opened.read("plan.cy.pdf")
    assert (cut.value.key, other.value.key) == ("error.package.damaged",) * 2


def test_an_entry_that_is_not_there(people: World, sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(sealed)
    with open_package(tmp_path / "a", people.desk, people.register, tmp_path, NOW) as opened:
        for name in ("plan.fr.pdf", "mimetype", "../a", ""):
            with pytest.raises(Refusal) as caught:
                opened.read(name)
            assert caught.value.key == "error.package.no_such_entry"


def test_a_stick_that_is_gone(people: World, tmp_path: Path) -> None:
    with pytest.raises(WorldFault) as caught:
        open_package(tmp_path / "none", people.desk, people.register, tmp_path, NOW)
    assert caught.value.key == "error.package.unreadable"


def test_no_refusal_holds_content(people: World, sealed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a"
    for place in range(200, len(sealed), 499):
        changed = bytearray(sealed)
        changed[place] ^= 1
        path.write_bytes(changed)
        with pytest.raises(Refusal) as caught:
            open_package(path, people.desk, people.register, tmp_path, NOW)
        assert str(caught.value) == caught.value.key
