"""School to desk and back over a real gateway: the line turns green and nothing is there twice."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from aln_review.domain.dispatch import LineState
from aln_review.packages.reader import open_package
from aln_review.sync.courier import Courier
from aln_review.sync.requests import Requests
from aln_review.sync.transports.https import HttpsTransport
from tests.gateway.running import Clock, running
from tests.packages import makers
from tests.packages.makers import NOW, World, chance
from tests.sync.vaults import Vault, put, vaults


@pytest.fixture(scope="module")
def people() -> World:
    return makers.world()


def transport(address: str, vault: Vault, clock: Clock) -> HttpsTransport:
    client = httpx.Client(trust_env=False)
    return HttpsTransport(
        Requests(address, vault.identity, clock, chance(f"{vault.identity.kid}{address}"), client)
    )


def courier(vault: Vault, workdir: Path, clock: Clock) -> Courier:
    workdir.mkdir(exist_ok=True)
    return Courier(vault, vault, vault, workdir, clock, lambda: 0.5)


def test_there_and_back(people: World, tmp_path: Path) -> None:
    clock = Clock(NOW)
    school, desk = vaults(people)
    package = put(school, people, tmp_path, size=3_000_000)
    with running(tmp_path / "gateway", people, clock) as gateway:
        out = transport(gateway.address, school, clock)
        back = transport(gateway.address, desk, clock)
        desk_side, school_side = (
            courier(desk, tmp_path / "d", clock),
            courier(school, tmp_path / "s", clock),
        )
        assert desk_side.round(back).troubles == ()
        first = school_side.round(out)
        assert (first.offered, first.troubles) == (1, ())
        assert school.outbox[package].state is LineState.DELIVERED
        again = desk_side.round(back)
        assert (again.collected, again.troubles) == (1, ())
        sealed = tmp_path / "came.alnpkg"
        sealed.write_bytes(desk.came[package])
        with open_package(sealed, people.desk, people.register, tmp_path, NOW) as opened:
            assert opened.manifest.id == package
        desk.accept(package, 1)
        assert desk_side.round(back).answered == 1
        assert school_side.round(out).matched == 1
        assert school.outbox[package].state is LineState.ACCEPTED
        for side, way in ((desk_side, back), (school_side, out)):
            assert not side.round(way).changed
        assert desk.takes == 1
        out.close()
        back.close()
