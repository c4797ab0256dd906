"""A vault's mail over a real gateway on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from aln_review.casework.commands.authority import Invite, SetGateway
from aln_review.casework.commands.joining import JoinAuthority
from aln_review.casework.mail import Mail
from aln_review.casework.post import HeldMembership
from tests.casework.town import open_desk
from tests.casework.vaults import Made, make
from tests.gateway.running import running
from tests.packages import makers


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Made]:
    made = open_desk(tmp_path / "desk")
    yield made
    made.shut()


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "school")
    yield made
    made.shut()


def test_an_answer_made_without_a_network_is_handed_in_by_the_next_round(
    desk: Made, school: Made, tmp_path: Path
) -> None:
    root = desk.vault.ask(HeldMembership()).identity
    people = replace(makers.world(), desk=root)
    with running(tmp_path / "gateway", people, desk.vault.tools.now) as box:
        desk.vault.do(SetGateway(box.address))
        answer = school.vault.do(JoinAuthority(desk.vault.do(Invite()).value)).value
        at_the_desk = Mail(desk.vault)
        at_the_desk.round()
        assert at_the_desk.requests_to_join() == ()
        for _ in range(2):
            Mail(school.vault).round()
            assert at_the_desk.requests_to_join() == (answer,)
