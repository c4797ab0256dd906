"""Hang-ups at every k-th byte and kills without warning, on either side: it arrives once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from aln_review.domain.dispatch import LineState
from aln_review.packages.identity import Identity
from aln_review.sync.courier import Courier, Round
from aln_review.sync.requests import Requests
from aln_review.sync.transports.https import HttpsTransport
from aln_review.sync.transports.memory import MemoryTransport, Post
from tests.gateway.running import Clock, Process, prepare, running
from tests.packages import makers
from tests.packages.makers import NOW, World, chance
from tests.sync.proxy import Proxy, proxied
from tests.sync.vaults import Vault, put, vaults

CHUNK = 1500
_COUNT = iter(range(10**9))


@pytest.fixture(scope="module")
def people() -> World:
    return makers.world()


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aln_review.sync.transports.https.CHUNK", CHUNK)


@dataclass
class Ends:
    """Two vaults and their couriers, on one clock, over any address."""

    people: World
    folder: Path
    clock: Clock

    def __post_init__(self) -> None:
        self.school, self.desk = vaults(self.people)

    def go(self, vault: Vault, address: str) -> Round:
        """One round over a fresh connection, as after a restart."""
        side = Courier(vault, vault, vault, self.folder, self.clock, lambda: 0.5)
        way = transport(address, vault.identity, self.clock)
        try:
            return side.round(way)
        finally:
            way.close()
            self.clock.at = self.clock.at.replace(microsecond=0)

    def later(self) -> None:
        for line in self.school.lines():
            self.school.save(replace(line, next_try_at=None))


def transport(address: str, identity: Identity, clock: Callable[[], Any]) -> HttpsTransport:
    client = httpx.Client(trust_env=False, timeout=30)
    random = chance(f"way{next(_COUNT)}")
    return HttpsTransport(Requests(address, identity, clock, random, client))


def one_road(ends: Ends, proxy: Proxy, side: str, at: int, number: int) -> None:
    """A package whose sending, or fetching, is cut at one byte, and then let through."""
    package = put(ends.school, ends.people, ends.folder, number, 500)
    setattr(proxy, side, at)
    ends.go(ends.school, proxy.address)
    ends.later()
    setattr(proxy, side, -1)
    assert ends.go(ends.school, proxy.address).troubles == ()
    assert ends.school.outbox[package].state is LineState.DELIVERED
    setattr(proxy, side, at)
    ends.go(ends.desk, proxy.address)
    setattr(proxy, side, -1)
    assert ends.go(ends.desk, proxy.address).troubles == ()
    assert ends.desk.came[package] == ends.school.sealed[package]


@pytest.mark.parametrize("side", ["up", "down"])
def test_a_gateway_that_hangs_up_at_any_byte(people: World, tmp_path: Path, side: str) -> None:
    clock = Clock(NOW)
    ends = Ends(people, tmp_path, clock)
    with running(tmp_path / "gateway", people, clock) as gateway, proxied(gateway.port) as proxy:
        assert ends.go(ends.desk, gateway.address).troubles == ()
        put(ends.school, people, tmp_path, 1, 500)
        ends.go(ends.school, proxy.address)
        whole = proxy.passed[side]
        ends.go(ends.desk, proxy.address)
        offsets = range(0, whole, max(1, whole // 45))
        for number, at in enumerate(offsets, 2):
            one_road(ends, proxy, side, at, number)
        assert proxy.cuts >= len(offsets)
        assert gateway.gateway.head == 1 + 1 + len(offsets)
    assert ends.desk.takes == 1 + len(offsets)
    assert [p.name for p in tmp_path.iterdir()] == ["gateway"]


@pytest.mark.slow
def test_a_gateway_killed_at_any_byte(people: World, tmp_path: Path) -> None:
    """``kill -9`` of a real process after so many bytes of an upload; started again, it goes on."""
    data = tmp_path / "gateway"
    prepare(data, people)
    process = Process(data)
    from_now = Clock(datetime.now(UTC))
    ends = Ends(people, tmp_path, from_now)
    try:
        assert ends.go(ends.desk, f"http://127.0.0.1:{process.port}").troubles == ()
        for number, at in enumerate(range(900, 12_000, 1100), 1):
            package = put(ends.school, people, tmp_path, number, 500)
            with proxied(process.port) as proxy:
                proxy.at_cut = process.kill
                proxy.up = at
                ends.go(ends.school, proxy.address)
                if not proxy.cuts:
                    process.kill()
            ends.later()
            process = Process(data)
            assert ends.go(ends.school, f"http://127.0.0.1:{process.port}").troubles == ()
            assert ends.school.outbox[package].state is LineState.DELIVERED
        assert ends.go(ends.desk, f"http://127.0.0.1:{process.port}").troubles == ()
    finally:
        process.kill()
    assert ends.desk.takes == len(ends.school.outbox)
    assert ends.desk.came == ends.school.sealed


def test_a_gateway_told_to_stop_stops_cleanly(people: World, tmp_path: Path) -> None:
    prepare(tmp_path / "gateway", people)
    process = Process(tmp_path / "gateway")
    assert process.stop() in {0, -15}


class Killed(BaseException):
    """The process is gone. Not an exception anybody could catch and carry on from."""


class Doomed:
    """Stands before a vault or a way and ends the process before or after its n-th call."""

    def __init__(self, behind: object, fate: list[int], *, after: bool) -> None:
        self._behind = behind
        self._fate = fate
        self._after = after

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever stands behind
        behind = getattr(self._behind, name)
        if not callable(behind):
            return behind

        def call(*given: object, **named: object) -> object:
            self._fate[0] -= 1
            if self._fate[0] == 0 and not self._after:
                raise Killed
            done = behind(*given, **named)
            if self._fate[0] == 0:
                raise Killed
            return done

        return call


def doomed_round(vault: Vault, way: MemoryTransport, folder: Path, step: int, after: bool) -> bool:
    """Whether the round came to its end before its fate did."""
    fate = [step]
    ports: Any = Doomed(vault, fate, after=after)
    road: Any = Doomed(way, fate, after=after)
    courier = Courier(ports, ports, ports, folder, Clock(NOW), lambda: 0.5)
    try:
        courier.round(road)
    except Killed:
        return False
    return True


@pytest.mark.parametrize("after", [False, True])
def test_a_courier_killed_at_every_step_delivers_once(
    people: World, tmp_path: Path, after: bool
) -> None:
    """Kill at call 1, 2, 3 … until a round completes, on both sides; then let both finish."""
    clock = Clock(NOW)
    step, over = 0, False
    while not over:
        step += 1
        school, desk = vaults(people)
        post = Post(people.gateway, clock, register=school.held_register)
        out = MemoryTransport(post, people.school.public.fingerprint)
        back = MemoryTransport(post, people.desk.public.fingerprint)
        ends = Ends(people, tmp_path, clock)
        ends.school = school
        package = put(school, people, tmp_path, 1, 500)
        over = doomed_round(school, out, tmp_path, step, after)
        ends.later()
        doomed_round(school, out, tmp_path, 10**6, after)
        over &= doomed_round(desk, back, tmp_path, step, after)
        doomed_round(desk, back, tmp_path, 10**6, after)
        desk.accept(package, 1)
        over &= doomed_round(desk, back, tmp_path, step, after)
        doomed_round(desk, back, tmp_path, 10**6, after)
        over &= doomed_round(school, out, tmp_path, step, after)
        doomed_round(school, out, tmp_path, 10**6, after)
        assert school.outbox[package].state is LineState.ACCEPTED, step
        assert desk.came == school.sealed
        assert desk.takes == 1
        assert len(post.letters) == 1
    assert step > 12
