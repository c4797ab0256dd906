"""A demo's post: packages really sealed and receipts really signed, as the demo's file says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aln_review.casework.core import Casework, Work
from aln_review.casework.post import HeldMembership, VaultOutbox, VaultRegister
from aln_review.casework.queries.dispatch import LineView, Send, SendView
from aln_review.casework.queries.standing import Stage, Standing, standing
from aln_review.casework.wiring import demo
from aln_review.domain.dispatch import LineState, PackageKind
from aln_review.domain.setting import SettingKind
from aln_review.packages.files import digest
from aln_review.packages.receipt import check_about, read_receipt

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casework]:
    door, vault = demo(SettingKind.SCHOOL, tmp_path_factory.mktemp("demo"), lambda: NOW)
    yield vault
    vault.close()
    door.release()


def by_name(view: SendView) -> dict[str, LineView]:
    return {one.line.learner_name: one for one in view.lines}


def stands(vault: Casework) -> dict[str, Standing]:
    with vault.store.view() as unit:
        return {one.learner.shown: one for one in standing(Work(unit, vault.tools)).values()}


def test_every_package_stands_where_the_demo_says(school: Casework) -> None:
    view = school.ask(Send())
    found = [(one.line.learner_name, one.line.state, one.line.version) for one in view.lines]
    assert found == [
        ("Cadi", LineState.RETURNED, 1),
        ("Ffi", LineState.FROZEN, 2),
        ("Macs", LineState.DELIVERED, 2),
        ("Osh", LineState.ACCEPTED, 2),
    ]
    cadi = by_name(view)["Cadi"].line
    assert cadi.kind is PackageKind.REFERRAL
    assert [reason.section for reason in cadi.reasons] == ["2A", "2A"]
    assert by_name(view)["Ffi"].may_take_back


def test_receipts_hold_for_the_bytes_that_are_kept(school: Casework) -> None:
    register = VaultRegister(school).register()
    lines = VaultOutbox(school)
    for line in lines.lines():
        with lines.open_sealed(line.id) as sealed:
            assert digest(sealed) == (line.sha256, line.size)
        for token in filter(None, (line.delivered_receipt, line.answer_receipt)):
            check_about(read_receipt(token, register).receipt, line.id, line.sha256)
        if line.answer_receipt:
            kind = read_receipt(line.answer_receipt, register).receipt.kind
            assert kind.value == line.state.value
        assert bool(line.delivered_receipt) == (line.state is not LineState.FROZEN)
    assert school.ask(HeldMembership()).membership.joined


def test_each_step_has_its_time_and_they_are_in_order(school: Casework) -> None:
    for view in school.ask(Send()).lines:
        line = view.line
        known = [line.frozen_at, line.offered_at, line.delivered_at, line.answered_at]
        times = [at for at in known if at is not None]
        assert times == sorted(times)
        assert times[-1] <= NOW
        assert len(times) == {"frozen": 1, "delivered": 3}.get(line.state.value, 4)
    macs = by_name(school.ask(Send()))["Macs"].line
    assert macs.delivered_at == datetime(2026, 11, 19, 11, 41, tzinfo=UTC)


def test_only_the_returned_one_reads_returned(school: Casework) -> None:
    everyone = stands(school)
    returned = [name for name, one in everyone.items() if one.stage is Stage.RETURNED]
    assert returned == ["Cadi"]
    assert everyone["Cadi"].next_step.what.count == 2
    assert (everyone["Macs"].stage, everyone["Osh"].stage) == (Stage.SENT, Stage.IN_FORCE)
    asks = [name for name, one in everyone.items() if one.next_step.what.key.endswith("questions")]
    assert asks == ["Cadi"]


def test_an_early_years_child_whose_referral_has_gone_reads_referred(tmp_path: Path) -> None:
    door, vault = demo(SettingKind.EARLY_YEARS, tmp_path, lambda: NOW)
    try:
        assert stands(vault)["Mali"].stage is Stage.REFERRED
        (line,) = vault.ask(Send()).lines
        assert (line.line.kind, line.line.state) == (PackageKind.REFERRAL, LineState.DELIVERED)
        assert line.line.frozen_at < NOW - timedelta(days=6)
    finally:
        vault.close()
        door.release()
