"""The main road: frozen, sealed, opened, and every byte the same."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pyrage
import pytest

from aln_review.domain.dispatch import PackageKind
from aln_review.domain.errors import Refusal
from aln_review.packages.container import Addressee, Envelope, PackageContents, Paper, freeze
from aln_review.packages.reader import open_package
from tests.packages import makers
from tests.packages.makers import NOW, World


@pytest.fixture(scope="module")
def people() -> World:
    return makers.world()


def test_what_was_frozen_is_what_is_opened(people: World, tmp_path: Path) -> None:
    made = makers.contents()
    frozen = makers.package(people, tmp_path / "a.alnpkg", made=made)
    with open_package(tmp_path / "a.alnpkg", people.desk, people.register, tmp_path, NOW) as opened:
        assert opened.manifest == frozen.manifest
        assert (opened.sha256, opened.size) == (frozen.sha256, frozen.size)
        assert opened.record == made.record
        assert opened.sender_entry.person == "Mari Prys"
        assert opened.cautions == ()
        for paper in (*made.papers, *made.attachments):
            with paper.open() as source:
                assert opened.read(paper.name) == source.read()
        assert set(opened.files) == {p.name for p in (*made.papers, *made.attachments)}
    assert [p.name for p in tmp_path.iterdir()] == ["a.alnpkg"]


def test_nothing_plain_lies_beside_while_a_package_is_open(people: World, tmp_path: Path) -> None:
    makers.package(people, tmp_path / "a.alnpkg")
    with open_package(tmp_path / "a.alnpkg", people.desk, people.register, tmp_path, NOW) as opened:
        opened.read("plan.cy.pdf")
        for path in tmp_path.rglob("*"):
            data = path.read_bytes()
            assert b"%PDF" not in data
            assert b"Elin" not in data


def test_any_zip_tool_reads_the_inside(people: World, tmp_path: Path) -> None:
    makers.package(people, tmp_path / "a.alnpkg")
    key = pyrage.x25519.Identity.from_str(people.desk.age_secret)
    inside = pyrage.decrypt((tmp_path / "a.alnpkg").read_bytes(), [key])
    with zipfile.ZipFile(io.BytesIO(inside)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[:4] == [
            "mimetype",
            "manifest.json",
            "manifest.jws",
            "record.json",
        ]
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_escrow_key_opens_too(people: World, tmp_path: Path) -> None:
    escrow = pyrage.x25519.Identity.generate()
    freeze(
        makers.contents(),
        makers.sender(people.school),
        Addressee(people.desk.public, makers.DESK_NAME, str(escrow.to_public())),
        Envelope(makers.package_id(1), 1, NOW),
        tmp_path / "a.alnpkg",
    )
    assert pyrage.decrypt((tmp_path / "a.alnpkg").read_bytes(), [escrow]).startswith(b"PK")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("../plan.cy.pdf", "error.package.contents"),
        ("Plan.cy.pdf", "error.package.contents"),
        ("con.cy.pdf", "error.package.contents"),
        ("plan.cy.exe", "error.package.contents"),
        ("record.json", "error.package.contents"),
    ],
)
def test_a_name_no_reader_would_take_is_not_frozen(
    people: World, tmp_path: Path, name: str, key: str
) -> None:
    made = PackageContents(
        PackageKind.PLAN, makers.record(), (Paper.of(name, "application/pdf", b"x"),)
    )
    with pytest.raises(Refusal) as caught:
        makers.package(people, tmp_path / "a.alnpkg", made=made)
    assert caught.value.key == key
    assert list(tmp_path.iterdir()) == []


def test_a_record_of_another_shape_is_not_frozen(people: World, tmp_path: Path) -> None:
    made = PackageContents(PackageKind.PLAN, {**makers.record(), "more": 1})
    with pytest.raises(Refusal) as caught:
        makers.package(people, tmp_path / "a.alnpkg", made=made)
    assert caught.value.key == "error.package.contents"


def test_a_paper_that_changes_under_our_hands_is_refused(people: World, tmp_path: Path) -> None:
    sizes = iter((b"longer", b"short"))
    paper = Paper("plan.cy.pdf", "application/pdf", lambda: io.BytesIO(next(sizes)))
    made = PackageContents(PackageKind.PLAN, makers.record(), (paper,))
    with pytest.raises(Refusal) as caught:
        makers.package(people, tmp_path / "a.alnpkg", made=made)
    assert caught.value.key == "error.package.changed_while_freezing"
    assert list(tmp_path.iterdir()) == []


def test_memory_stays_small_for_a_large_package(people: World, tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    large.write_bytes(bytes(20 << 20))
    paper = Paper(f"attachments/{makers.package_id(9)}", "video/mp4", lambda: large.open("rb"))
    made = PackageContents(PackageKind.PLAN, makers.record(), (), (paper,))
    tracemalloc.start()
    try:
        makers.package(people, tmp_path / "a.alnpkg", made=made)
        open_package(tmp_path / "a.alnpkg", people.desk, people.register, tmp_path, NOW).close()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 << 20
