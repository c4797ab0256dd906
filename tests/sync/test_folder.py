"""A folder as the way: nothing half written, nothing invented, nothing deleted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aln_review.domain.dispatch import LineState
from aln_review.packages.register import Role, sign_register
from aln_review.sync.courier import Courier
from aln_review.sync.faults import NotTaken, Unreachable
from aln_review.sync.ports import Waiting
from aln_review.sync.transports.folder import FolderTransport, Side
from aln_review.sync.transports.memory import MemoryTransport, Post
from tests.gateway.running import Clock
from tests.packages import makers
from tests.packages.makers import NOW, World, package_id
from tests.sync.vaults import Vault, put, vaults


@pytest.fixture(scope="module")
def people() -> World:
    return makers.world()


class Stick:
    """A stick that is carried between two vaults."""

    def __init__(self, people: World, folder: Path) -> None:
        self.folder = folder / "stick"
        self.folder.mkdir()
        self.work = folder / "work"
        self.work.mkdir()
        self.school, self.desk = vaults(people)
        self.out = FolderTransport(self.folder, Side.SETTING)
        self.back = FolderTransport(self.folder, Side.DESK)

    def side(self, vault: Vault) -> Courier:
        return Courier(vault, vault, vault, self.work, Clock(NOW), lambda: 0.5)


@pytest.fixture
def stick(people: World, tmp_path: Path) -> Stick:
    return Stick(people, tmp_path)


def names(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_there_and_back_by_stick(stick: Stick, people: World) -> None:
    package = put(stick.school, people, stick.work)
    assert stick.side(stick.desk).round(stick.back).troubles == ()
    assert stick.side(stick.school).round(stick.out).troubles == ()
    assert stick.school.outbox[package].state is LineState.OFFERING
    assert stick.side(stick.desk).round(stick.back).collected == 1
    stick.desk.accept(package, 1)
    assert stick.side(stick.desk).round(stick.back).answered == 1
    assert stick.side(stick.school).round(stick.out).matched == 1
    assert stick.school.outbox[package].state is LineState.ACCEPTED
    for _ in range(2):
        assert not stick.side(stick.desk).round(stick.back).changed
        assert not stick.side(stick.school).round(stick.out).changed
    assert names(stick.folder) == [
        f"outgoing/{package}.alnpkg",
        f"receipts/{package}.1.alnreceipt",
        "register.jws",
    ]
    assert stick.desk.takes == 1


def test_a_newer_register_comes_by_stick(stick: Stick, people: World) -> None:
    wider = people.register.enrol(makers.entry(people.stranger, Role.SETTING, "b"), NOW)
    stick.desk.held_register = sign_register(wider, people.desk)
    stick.side(stick.desk).round(stick.back)
    stick.side(stick.school).round(stick.out)
    assert stick.school.register().version == 4


def test_a_stick_that_is_not_in_is_said_and_not_made_up(people: World, tmp_path: Path) -> None:
    gone = Stick(people, tmp_path)
    gone.folder.rmdir()
    put(gone.school, people, gone.work)
    for vault, way in ((gone.school, gone.out), (gone.desk, gone.back)):
        done = gone.side(vault).round(way)
        assert [t.key for t in done.troubles] == ["error.sync.folder_gone"]
    assert not gone.folder.exists()


def test_other_peoples_files_are_left_alone(stick: Stick, people: World) -> None:
    for name in ("desktop.ini", "plan.alnpkg", "x (conflicted copy).alnpkg", "a.alnpkg.part"):
        (stick.folder / "outgoing").mkdir(exist_ok=True)
        (stick.folder / "outgoing" / name).write_bytes(b"x")
    (stick.folder / "outgoing" / f"{package_id(5)}.alnpkg").mkdir()
    before = names(stick.folder)
    assert stick.back.mailbox(0).items == ()
    assert stick.side(stick.desk).round(stick.back).collected == 0
    assert names(stick.folder) == sorted([*before, "register.jws"])


def test_a_half_written_file_is_not_collected(stick: Stick, people: World) -> None:
    package = put(stick.school, people, stick.work)
    (stick.folder / "outgoing").mkdir()
    part = stick.folder / "outgoing" / f"{package}.alnpkg.part"
    part.write_bytes(stick.school.sealed[package][:100])
    assert stick.side(stick.desk).round(stick.back).collected == 0
    stick.side(stick.school).round(stick.out)
    assert not part.exists()
    assert stick.side(stick.desk).round(stick.back).collected == 1


def test_other_bytes_under_our_name_are_never_overwritten(stick: Stick, people: World) -> None:
    package = put(stick.school, people, stick.work)
    (stick.folder / "outgoing").mkdir()
    theirs = stick.folder / "outgoing" / f"{package}.alnpkg"
    theirs.write_bytes(b"theirs")
    done = stick.side(stick.school).round(stick.out)
    assert [t.key for t in done.troubles] == ["error.gateway.other_bytes"]
    assert stick.school.outbox[package].state is LineState.REFUSED
    assert theirs.read_bytes() == b"theirs"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_not_followed(stick: Stick, people: World) -> None:
    (stick.folder / "outgoing").mkdir()
    secret = stick.work / "secret"
    secret.write_bytes(b"secret")
    (stick.folder / "outgoing" / f"{package_id(5)}.alnpkg").symlink_to(secret)
    done = stick.side(stick.desk).round(stick.back)
    assert done.collected == 0
    assert stick.desk.arrivals == {}
    with pytest.raises(NotTaken):
        stick.back.fetch(Waiting(package_id(5)), stick.work / "into")


def test_a_stick_drawn_out_while_reading(stick: Stick) -> None:
    with pytest.raises(Unreachable):
        stick.back.fetch(Waiting(package_id(5)), stick.work / "into")


def test_a_receipt_that_proves_nothing_does_not_hide_the_next(stick: Stick, people: World) -> None:
    package = put(stick.school, people, stick.work)
    stick.side(stick.school).round(stick.out)
    stick.side(stick.desk).round(stick.back)
    stick.desk.accept(package, 1)
    (stick.folder / "receipts").mkdir()
    (stick.folder / "receipts" / "0.alnreceipt").write_text("not a receipt")
    stick.side(stick.desk).round(stick.back)
    done = stick.side(stick.school).round(stick.out)
    assert (done.matched, [t.key for t in done.troubles]) == (1, ["error.receipt.damaged"])


def test_a_gateway_that_never_saw_what_came_by_stick_is_no_trouble(
    stick: Stick, people: World
) -> None:
    package = put(stick.school, people, stick.work)
    stick.side(stick.school).round(stick.out)
    stick.side(stick.desk).round(stick.back)
    stick.desk.accept(package, 1)
    post = Post(people.gateway, Clock(NOW), register=stick.school.held_register)
    gateway = MemoryTransport(post, people.desk.public.fingerprint)
    went = stick.side(stick.desk).round(gateway)
    assert (went.answered, went.troubles) == (0, ())
    assert stick.side(stick.desk).round(stick.back).answered == 1


def test_a_gateway_that_has_lost_what_it_brought_is_said(stick: Stick, people: World) -> None:
    package = put(stick.school, people, stick.work)
    post = Post(people.gateway, Clock(NOW), register=stick.school.held_register)
    stick.side(stick.school).round(MemoryTransport(post, people.school.public.fingerprint))
    gateway = MemoryTransport(post, people.desk.public.fingerprint)
    stick.side(stick.desk).round(gateway)
    stick.desk.accept(package, 1)
    post.kept.clear()
    assert [one.key for one in stick.side(stick.desk).round(gateway).troubles] == [
        "error.gateway.not_found"
    ]
