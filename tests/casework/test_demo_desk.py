"""The demo of an authority: a desk with something at every step, really sealed and checked."""

from __future__ import annotations

from pathlib import Path

from aln_review.casework.queries.authority import RegisterPage
from aln_review.casework.queries.dispatch import Desk
from aln_review.casework.wiring import demo
from aln_review.domain.dispatch import ArrivalState
from aln_review.domain.setting import SettingKind


def test_a_demo_desk_has_something_at_every_step(tmp_path: Path) -> None:
    door, vault = demo(SettingKind.AUTHORITY, tmp_path)
    view = vault.ask(Desk())
    register = vault.ask(RegisterPage())
    vault.close()
    door.release()
    assert {one.state for one in view.waiting} == {ArrivalState.ARRIVED}
    assert {one.state for one in view.opened} == {ArrivalState.VERIFIED, ArrivalState.UNREADABLE}
    assert {one.state for one in view.done} == {ArrivalState.ACCEPTED, ArrivalState.RETURNED}
    assert all(one.receipt for one in view.done)
    assert len(register.entries) == 3
